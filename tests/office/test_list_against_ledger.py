"""A list beside the ledger: organisations that are no more, branches in question, notes by kind."""

import dataclasses
import datetime as dt

import pytest

from model.place import Problem, Severity
from office.acting import Paper
from office.correcting import correct, told_to_values
from office.counting import stats, tell
from office.eventing import Event, record_event
from office.importing import briefly, import_ledger
from office.ledger_acts import one_named
from office.reviewing import accept, waiting

HEAD = (
    "社会组织名称,所属县区,是否建立党组织,组建形式,审批文号,党建工作指导员,联络员,是否选派指导员,有无联络员"
)


@pytest.fixture
def take(place, tmp_path):
    def take(*rows: str, **more):
        path = tmp_path / '台账.csv'
        path.write_text(
            '\n'.join((HEAD, *(row + ',' * (8 - row.count(',')) for row in rows))), encoding='utf-8'
        )
        return import_ledger(place, path, **more)

    return take


@pytest.mark.parametrize(
    'no', ['否', '0', '未选派', '×', '无。', '空缺', '未派', 'N', '否（拟派）', '□是☑否']
)
def test_who_is_said_not_to_be_sent_is_counted_nowhere(place, take, no):
    take(f'示例市甲一协会,甲县,否,,,{no},', f'示例市甲二协会,甲县,否,,,,{no}')
    assert tell(place).figures['worked'] == 0


def test_a_yes_reaches_an_organisation_as_a_name_does_and_both_do_once(place, take):
    take(
        *('示例市甲一协会,甲县,否,,,,,是,', '示例市甲二协会,甲县,否,,,示例一,,是,有'),
        *(
            '示例市甲三协会,甲县,否,,,,,否,有',
            '示例市甲四协会,甲县,否,,,已选派,,,',
            '示例市甲五协会,甲县,否,,,,,否,无',
        ),
    )
    figures = tell(place).figures
    assert (figures['instructed'], figures['liaised'], figures['untouched']) == (3, 1, 1)


def test_a_name_is_news_beside_a_yes_and_a_yes_is_none_beside_a_name(place, take):
    take('示例市甲一协会,甲县,否,,,是,', '示例市甲二协会,甲县,否,,,示例二,')
    done = take('示例市甲一协会,甲县,否,,,示例一,', '示例市甲二协会,甲县,否,,,是,')
    assert (done.changed, done.unchanged, done.questions) == (['示例市甲一协会'], 1, 0)
    assert [one_named(place, f'示例市甲{n}协会').facts['instructor'] for n in '一二'] == ['示例一', '示例二']


def test_who_does_not_say_whether_it_has_a_branch_is_unknown_in_the_sentence_and_by_county(place, take):
    take(
        '示例市甲一协会,甲县,正在筹建,,,示例一,',
        '示例市甲二协会,甲县,,,,,',
        '示例市甲三协会,甲县,否,,,示例一,',
    )
    assert '未建1家中已选派指导员1家' in tell(place).sentence
    assert '另有2家未填是否建立（其中1家党的工作已覆盖）' in tell(place).sentence
    ((line, _),) = stats(place, ['region'])
    assert (line.denominator, line.unknown, tell(place).figures['worked']) == (3, 2, 2)


def test_a_list_writes_nothing_to_an_organisation_that_is_no_more(place, take):
    take('示例市甲一协会,甲县,否,,,,', '示例市甲二协会,甲县,否,,,,')
    there = dataclasses.replace(place, today=dt.date(2026, 3, 5))
    record_event(there, Event('deregister', '示例市甲一协会', Paper(on=dt.date(2026, 3, 5))))
    done = take('示例市甲一协会,甲县,否,,,示例一,', '示例市甲二协会,甲县,否,,,,', complete=True)
    assert (done.unchanged, done.questions, done.changed) == (1, 1, [])
    (asked,) = waiting(place)
    assert '2026-03-05不再计数' in asked.reasons[0]
    accept(place, asked.number)
    assert 'instructor' not in one_named(place, '示例市甲一协会').facts
    assert tell(place).figures['total'] == 1


def test_what_is_said_of_a_branch_waits_for_the_answer_whether_there_is_one(place, take):
    take('示例市甲一协会,甲县,否,,,,')
    take('示例市甲一协会,甲县,是,单独组建,示民党〔2026〕1号,,')
    assert set(one_named(place, '示例市甲一协会').facts) == {'established'}
    (asked,) = waiting(place)
    accept(place, asked.number)
    facts = one_named(place, '示例市甲一协会').facts
    assert (facts['established'], facts['establishment_form']) == (True, '单独组建')


def test_a_branch_that_was_none_takes_its_form_and_paper_with_it(place, take):
    take('示例市甲一协会,甲县,是,单独组建,示民党〔2026〕1号,,')
    done = correct(place, '示例市甲一协会', {'established': False}, '来函更正')
    assert set(one_named(place, '示例市甲一协会').facts) == {'established'}
    assert '组建形式：单独组建→（空）' in done.told[0]


@pytest.mark.parametrize('no', ['', '无', '否', '未选派'])
def test_a_person_who_is_no_longer_sent_is_taken_away_in_words(place, take, no):
    take('示例市甲一协会,甲县,否,,,示例一,')
    correct(place, '示例市甲一协会', told_to_values([f'党建工作指导员={no}']), '来电')
    assert tell(place).figures['worked'] == 0


def test_many_notes_of_one_kind_are_said_shortly():
    notes = [Problem('formula_not_stored', Severity.INFO, f"第{n}行") for n in range(40)]
    assert list(briefly([*notes, Problem('other', Severity.INFO, "其他")])) == [
        *('第0行', '第1行', '第2行', '……同类情况另有37处', '其他')
    ]
