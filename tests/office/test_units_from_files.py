"""From files in the inbox to who reported: prose, a picture, a broken file and rows, each in its state."""

import datetime as dt

import pytest

from office.collecting import collect, collection_named
from office.config import open_workplace
from office.intake import take_in
from office.planning import start
from office.reviewing import accept, waiting
from office.unit_counts import count_round
from tests.office.collected import CAMPAIGN, PACK


@pytest.fixture
def friday(rooms):
    (rooms.packs / f'{CAMPAIGN}.toml').write_text(PACK, 'utf-8')
    with open_workplace(rooms.root, dt.date(2026, 3, 13)) as place:
        start(place, CAMPAIGN)
        yield place


def states(place):
    found = collect(place, collection_named(place, CAMPAIGN))
    return {one.unit: one.state for one in found.states}


def test_each_file_puts_its_unit_in_a_state(friday, notice):
    from PIL import Image

    notice(
        '甲县/汇报.docx',
        '甲县民政局关于社会组织党建情况的汇报',
        '截至3月13日，全县登记社会组织86家，应建党组织50家，已建党组织41家，其中单独23家、联合18家。',
    )
    (friday.rooms.inbox / '乙县').mkdir()
    Image.new('RGB', (300, 200), 'white').save(friday.rooms.inbox / '乙县' / '照片.jpg')
    assert states(friday) == {'甲县': 'unread', '乙县': 'unread', '丙县': 'missing'}
    (friday.rooms.inbox / '丙县').mkdir()
    (friday.rooms.inbox / '丙县' / '附件1.xlsx').write_bytes(b'PK\x03\x04')
    list(take_in(friday))
    assert states(friday) == {'甲县': 'doubtful', '乙县': 'unread', '丙县': 'unread'}
    for item in waiting(friday):
        if item.field == 'prose_report':
            accept(friday, item.number)
    assert states(friday)['甲县'] == 'returned'
    counted = count_round(friday, collect(friday, collection_named(friday, CAMPAIGN)))
    assert (counted.sum_reported.eligible, counted.sum_reported.rate) == (50, '82.0%')
