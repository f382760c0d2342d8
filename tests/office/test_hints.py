"""What the checks warn of holds nothing and is still told: at taking in, in the register, in the note."""

import datetime as dt

import pytest
from click.testing import CliRunner

from commands.edge import Common
from commands.register import register
from model.place import Value, Where
from model.register import HeldRow
from model.serialise import to_plain
from office.collecting import collect, collection_named
from office.intake import take_in
from office.notes_to_sender import note_to_lines, notes_for
from store import rows
from store.engine import atomic
from tests.office.collected import listed
from tests.office.conftest import FORM_HEAD

FORM = 'party_building_survey'


@pytest.fixture
def warned(place):
    """A return whose one row is in the ledger, and contradicts itself (C08)."""
    number = listed(place, '2026-03-12', '甲县/附件1.xlsx', ['示例市甲一商会'], form=FORM)
    values = {
        'established': Value('否', False, Where(sheet='表1', cell='H3')),
        'established_on': Value('2020-05-04', '2020-05-04', Where(sheet='表1', cell='I3')),
        'not_established_reason': Value('党员少', '党员少', Where(sheet='表1', cell='J3')),
    }
    row = HeldRow(
        register_number=number,
        row=3,
        name='示例市甲一商会',
        code=None,
        region='甲县',
        subject=None,
        state='accepted',
        values=to_plain(values),
        where=None,
    )
    with atomic(place.engine) as connection:
        rows.replace_all(connection, number, [row])
    return number


def test_the_clerk_sees_it_in_the_register(place, warned):
    common = Common(office=place.rooms.root, today=dt.date(2026, 3, 13))
    shown = CliRunner().invoke(register, ['show', str(warned)], obj=common, catch_exceptions=False).output
    assert any(line.startswith('提示：示例市甲一商会') for line in shown.splitlines())


def test_the_sender_is_told_without_being_asked_for_a_correction(place, warned):
    collected = collect(place, collection_named(place, FORM))
    lines = note_to_lines(place, *noted(place, collected))
    assert lines[0] == '甲县：你单位报送的党建情况调查表没有需要更正的问题。'
    assert lines[1].startswith('提示')
    assert lines[3].startswith('1. 工作表“表1”第3行')
    assert not any('重新报送' in line for line in lines)


def noted(place, collected):
    unit, notes = notes_for(place, collected, '甲县')
    return unit, '党建情况调查表', notes


def test_the_line_at_taking_in_counts_it(with_ledger, rooms):
    from openpyxl import Workbook

    book = Workbook()
    for row in (
        ('社会组织党建情况调查表',),
        (*FORM_HEAD, '建立党组织时间'),
        (1, '示例市甲一商会', 12, 6, 6, 3, 3, 0, '否', '2020年5月4日'),
    ):
        book.active.append(row)
    path = rooms.inbox / '甲县' / '附件1.xlsx'
    path.parent.mkdir()
    book.save(path)
    (outcome,) = take_in(with_ledger)
    assert '提示1处' in outcome.message
