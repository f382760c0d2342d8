import shutil
from pathlib import Path

import pytest

from model.errors import UsageFault
from office.dispatching import dispatch
from office.reporting import circular, report
from store import outbox
from store.engine import reading

CAMPAIGN = '百日组建'
PACK = Path(__file__).parent.parent.parent / 'examples' / 'office' / '活动' / '百日组建.toml'


@pytest.fixture(autouse=True)
def pack(rooms):
    shutil.copy(PACK, rooms.packs)


def test_drafts_lie_in_the_outbox_with_numbers_left_open(with_ledger):
    sent = [circular(with_ledger, CAMPAIGN, 1), report(with_ledger, CAMPAIGN, 1)]
    assert [one.status for one in sent] == ['written', 'written']
    assert all(one.file.parent == with_ledger.rooms.outbox and ' ' not in one.file.name for one in sent)


def test_a_second_run_changes_no_byte(with_ledger):
    first = circular(with_ledger, CAMPAIGN, 1)
    before = first.file.read_bytes()
    assert circular(with_ledger, CAMPAIGN, 1).status == 'unchanged'
    assert first.file.read_bytes() == before


def test_a_file_that_a_person_edited_stays_and_ours_goes_beside_it(with_ledger):
    first = circular(with_ledger, CAMPAIGN, 1)
    edited = first.file.read_bytes() + b'edited'
    first.file.write_bytes(edited)
    again = circular(with_ledger, CAMPAIGN, 1)
    assert (again.status, again.file.name) == ('beside', f'{first.file.stem}（重新生成）.docx')
    assert first.file.read_bytes() == edited


def test_every_figure_is_kept_with_the_rows_behind_it(with_ledger):
    circular(with_ledger, CAMPAIGN, 1)
    with reading(with_ledger.engine) as connection:
        (drafted,) = outbox.list_all(connection)
    assert drafted.figures
    assert all({'key', 'text', 'value', 'label', 'rows'} <= figure.keys() for figure in drafted.figures)


def test_an_unknown_campaign_or_round_is_told(with_ledger):
    with pytest.raises(UsageFault, match='没有活动'):
        dispatch(with_ledger, '没有')
    with pytest.raises(UsageFault, match='没有第9期'):
        circular(with_ledger, CAMPAIGN, 9)
