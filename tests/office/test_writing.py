import datetime as dt
import shutil
from pathlib import Path

import pytest

from model.errors import UsageFault
from office.dispatching import dispatch
from office.draft_names import is_about_the_same
from office.instructing import import_instructors
from office.reporting import circular, report
from office.sending_people import assign
from outgoing.draft import Draft, Recipe
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


def assigned(place, tmp_path):
    people = tmp_path / '指导员.csv'
    people.write_text('姓名,单位\n示例一,示例市民政局\n', 'utf-8')
    import_instructors(place, people)
    assign(place, '示例一', ['示例市甲一商会'], dt.date(2026, 3, 10))


def test_another_campaigns_draft_of_the_same_name_stays(with_ledger, tmp_path):
    assigned(with_ledger, tmp_path)
    (first,) = dispatch(with_ledger, CAMPAIGN).sent
    before = first.file.read_bytes()
    (second,) = dispatch(with_ledger, 'gansu_2016').sent
    assert second.file.name == f'{first.file.stem}_gansu_2016.docx'
    assert second.instead_of == first.file.name
    assert first.file.read_bytes() == before
    assert dispatch(with_ledger, 'gansu_2016').sent[0].status == 'unchanged'
    assert dispatch(with_ledger, CAMPAIGN).sent[0].status == 'unchanged'


@pytest.mark.parametrize(
    ('act', 'options', 'void', 'same'),
    [
        ('dispatch', {'organisation': 1, 'assignments': [7], 'as': 'office'}, False, True),
        ('dispatch', {'organisation': 1, 'assignments': [8]}, False, False),
        ('dispatch', {'organisation': 2, 'assignments': [7]}, False, False),
        ('dispatch', {'organisation': 1, 'assignments': [7]}, True, False),
        ('reply', {'number': 1}, False, False),
    ],
)
def test_an_issued_letter_is_the_same_paper_only_about_the_same(with_ledger, act, options, void, same):
    told = {'act': 'dispatch', 'options': {'organisation': 1, 'assignments': [7], 'as': 'party'}}
    last = outbox.Drafted(
        '函.docx', '', '', 'letter', '', '', 'party', CAMPAIGN, [], 'issued', with_ledger.now(),
        recipe=told, dated=dt.date(2026, 3, 1),
    )  # fmt: skip
    draft = Draft('函.docx', '', {}, (), 'letter', '', (), 'party', Recipe(act, CAMPAIGN, options))
    assert is_about_the_same(last, draft, CAMPAIGN, void=void) is same
