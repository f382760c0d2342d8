from dataclasses import replace

import pytest

from model.errors import UsageFault
from model.register import ReviewItem
from office.answering import how_to_answer
from office.intake import take_in
from office.ledger_acts import one_named, sources
from office.reviewing import accept, correct, reject, show, waiting
from store import reviews, rows
from store.engine import atomic, reading

GOOD = (1, '示例市甲一商会', 12, 5, 7, 3, 3, 0, '否')


def taken_in(place):
    list(take_in(place))
    return waiting(place)


def states(place):
    with reading(place.engine) as connection:
        return [row.state for row in rows.list_rows(connection)]


def facts(place, name='示例市甲一商会'):
    return one_named(place, name).facts


def test_a_certain_row_fills_what_the_ledger_lacks(with_ledger, survey):
    survey('甲县/附件1.xlsx', GOOD)
    assert taken_in(with_ledger) == []
    assert facts(with_ledger)['staff_full_time'] == 5
    source = sources(with_ledger, one_named(with_ledger, '示例市甲一商会').id)['staff_full_time']
    assert (source['register'], source['where']['cell']) == (1, 'D3')


def test_a_value_that_differs_waits_and_the_ledger_keeps_its_own(with_ledger, survey):
    survey('甲县/附件1.xlsx', (1, '示例市甲一商会', 15, 8, 7, 3, 3, 0, '否'))
    (item,) = taken_in(with_ledger)
    assert (item.kind, item.field, item.value, item.held) == ('conflict', 'staff_total', 15, 12)
    assert facts(with_ledger)['staff_total'] == 12
    accept(with_ledger, item.number)
    assert facts(with_ledger)['staff_total'] == 15
    assert sources(with_ledger, item.subject)['staff_total']['actor'] == '经办人'


def test_a_rejected_difference_leaves_the_ledger_alone(with_ledger, survey):
    survey('甲县/附件1.xlsx', (1, '示例市甲一商会', 15, 8, 7, 3, 3, 0, '否'))
    (item,) = taken_in(with_ledger)
    reject(with_ledger, item.number, '单位来电说填错了')
    assert facts(with_ledger)['staff_total'] == 12
    assert waiting(with_ledger) == []


def test_a_failing_check_holds_the_whole_row(with_ledger, survey):
    survey('甲县/附件1.xlsx', (1, '示例市甲一商会', 12, 5, 5, 3, 3, 0, '否'))
    (item,) = taken_in(with_ledger)
    assert item.kind == 'check'
    assert '12' in item.reasons[0]
    assert 'staff_full_time' not in facts(with_ledger)
    assert states(with_ledger) == ['held']


def test_a_correction_that_still_fails_is_refused(with_ledger, survey):
    survey('甲县/附件1.xlsx', (1, '示例市甲一商会', 12, 5, 5, 3, 3, 0, '否'))
    (item,) = taken_in(with_ledger)
    with pytest.raises(UsageFault, match='仍不符'):
        correct(with_ledger, item.number, {'staff_part_time': '6'})
    correct(with_ledger, item.number, {'兼职': '7'})
    assert (states(with_ledger), waiting(with_ledger)) == (['accepted'], [])
    assert facts(with_ledger)['staff_part_time'] == 7


def test_an_unknown_organisation_waits_and_can_be_registered(with_ledger, survey):
    survey('甲县/附件1.xlsx', (1, '示例市己六环保志愿者协会', 5, 2, 3, 1, 1, 0, '否'))
    (item,) = taken_in(with_ledger)
    assert item.kind == 'match'
    correct(with_ledger, item.number, {'organisation': 'new'})
    assert states(with_ledger) == ['accepted']
    assert facts(with_ledger, '示例市己六环保志愿者协会')['staff_total'] == 5


def test_a_misspelt_name_offers_the_organisation_it_resembles(with_ledger, survey):
    survey('甲县/附件1.xlsx', (1, '示例市甲一总商会', 12, 5, 7, 3, 3, 0, '否'))
    (item,) = taken_in(with_ledger)
    assert [one['name'] for one in item.candidates] == ['示例市甲一商会']
    accept(with_ledger, item.number)
    assert facts(with_ledger)['staff_full_time'] == 5


def test_a_row_without_a_name_is_held_not_lost(with_ledger, survey):
    survey('甲县/附件1.xlsx', GOOD, (2, None, 9, 4, 5, 1, 1, 0, '否'))
    items = taken_in(with_ledger)
    assert states(with_ledger) == ['accepted', 'held']
    assert any('名称' in reason for item in items for reason in item.reasons)


def test_a_name_that_a_person_adds_brings_the_row_in(with_ledger, survey):
    survey('甲县/附件1.xlsx', (1, None, 12, 5, 7, 3, 3, 0, '否'))
    (item,) = taken_in(with_ledger)
    correct(with_ledger, item.number, {'社会组织名称': '示例市甲一商会'})
    assert (states(with_ledger), waiting(with_ledger)) == (['accepted'], [])


def test_a_corrected_name_that_is_not_known_is_asked_about(with_ledger, survey):
    survey('甲县/附件1.xlsx', (1, None, 12, 5, 7, 3, 3, 0, '否'))
    (item,) = taken_in(with_ledger)
    correct(with_ledger, item.number, {'org_name': '示例市没有听说过的志愿服务队'})
    (again,) = waiting(with_ledger)
    assert (again.kind, states(with_ledger)) == ('match', ['held'])


def test_a_settled_question_cannot_be_answered_again(with_ledger, survey):
    survey('甲县/附件1.xlsx', (1, '示例市甲一商会', 15, 8, 7, 3, 3, 0, '否'))
    (item,) = taken_in(with_ledger)
    accept(with_ledger, item.number)
    with pytest.raises(UsageFault, match='处理过'):
        accept(with_ledger, item.number)


def test_a_number_that_is_no_question_is_told(with_ledger):
    with pytest.raises(UsageFault, match='没有第99号'):
        accept(with_ledger, 99)


def test_what_is_never_kept_of_a_person_cannot_be_typed_in_either(with_ledger, survey):
    survey('甲县/附件1.xlsx', (1, '示例市甲一商会', 12, 5, 5, 3, 3, 0, '否'))
    (item,) = taken_in(with_ledger)
    for form in with_ledger.forms:
        for field in form.fields:
            if field.personal == 'never':
                with pytest.raises(UsageFault):
                    correct(with_ledger, item.number, {field.labels[0]: '示例'})
    with pytest.raises(UsageFault) as caught:
        correct(with_ledger, item.number, {'不存在的字段': '示例'})
    assert '身份证' not in caught.value.message


def test_an_answer_names_the_questions_that_come_of_it_and_what_was_really_changed(with_ledger, survey):
    survey('甲县/附件1.xlsx', (1, '示例市甲一总商会', 15, 8, 7, 3, 3, 0, '否'))
    (item,) = taken_in(with_ledger)
    told = accept(with_ledger, item.number)
    (asked,) = waiting(with_ledger)
    assert told.endswith(f"这一行已入账；另有1项待核：{asked.number}")
    assert accept(with_ledger, asked.number).startswith('示例市甲一商会：从业人员总数改为15')


def test_a_question_tells_how_it_is_answered(with_ledger, survey):
    survey('甲县/附件1.xlsx', (1, '示例市甲一商会', 15, 8, 7, 3, 3, 0, '否'))
    (item,) = taken_in(with_ledger)
    assert how_to_answer(with_ledger, item) == (
        f"认可原文：shoufa review accept {item.number}；"
        f"更正：shoufa review correct {item.number} 从业人员总数=值；"
        f"不采用：shoufa review reject {item.number} --why 理由"
    )
    accept(with_ledger, item.number)
    assert how_to_answer(with_ledger, show(with_ledger, item.number)) == ""


def test_a_value_that_the_ledger_lacked_is_written_and_not_changed(with_ledger):
    subject = one_named(with_ledger, '示例市甲一商会').id
    item = ReviewItem(
        kind='reading', about='甲一', subject=subject, field='established', value=False, reasons=('看不清',)
    )
    with atomic(with_ledger.engine) as connection:
        numbers = [
            reviews.add(connection, one, with_ledger.now())
            for one in (item, replace(item, where={'page': 1}), replace(item, field='party_head', value=None))
        ]
    unread = [how_to_answer(with_ledger, one).partition('：')[0] for one in waiting(with_ledger)]
    assert unread == ['认可原文', '认可原文', '留空']
    told = [accept(with_ledger, number) for number in numbers]
    assert told[:2] == ['甲一：是否建立党组织记为否'] * 2
    assert told[2].endswith('留空')
