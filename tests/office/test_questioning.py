"""Questions about figures as the clerk and the sender read them: 数据疑问, 请核实, and no person."""

from commands.returns_view import returns_to_lines, returns_to_plain
from office.chasing import chases
from office.collecting import collect, collection_named
from office.intake import take_in
from office.notes_to_sender import note_to_lines, notes_for
from office.questioning import data_questions
from office.unit_counts import count_round
from tests.office.collected import totals

FORM = 'party_building_survey'
SAME = (42, 18, 24, 11, 9, 2, '否')


def collected_now(place):
    return collect(place, collection_named(place, FORM))


def test_equal_rows_are_a_question_to_their_sender(place, survey):
    survey('甲县/附件1.xlsx', *((row, f'示例市甲{row}协会', *SAME) for row in range(1, 5)))
    list(take_in(place))
    collected = collected_now(place)
    (question,) = data_questions(place, collected)
    assert question.unit == '甲县'
    assert '4家单位（示例市甲1协会、示例市甲2协会、示例市甲3协会等）各栏的数完全相同' in question.text
    shown = returns_to_lines(collected, count_round(place, collected), [question])[-1]
    assert shown.startswith('数据疑问　甲县：')
    assert shown.endswith('（第1号第3、4、5行等），请核实')
    plain = returns_to_plain(collected, count_round(place, collected), chases(place, collected), [question])
    assert [one['row'] for one in plain['data_questions'][0]['places']] == [3, 4, 5, 6]


def test_the_sender_reads_it_beside_what_failed(place, survey):
    survey('甲县/附件1.xlsx', *((row, f'示例市甲{row}协会', *SAME) for row in range(1, 5)))
    list(take_in(place))
    unit, notes = notes_for(place, collected_now(place), '甲县')
    lines = note_to_lines(place, unit, '党建情况调查表', notes)
    told = [line for line in lines if '数据疑问' in line]
    assert len(told) == 1
    assert '请核实' in told[0]
    assert '工作表“Sheet”第3行' in told[0]
    assert not any('造假' in line for line in lines)


def test_honest_rows_are_none(place, survey):
    survey(
        '甲县/附件1.xlsx',
        (1, '示例市甲1协会', 12, 5, 7, 3, 3, 0, '否'),
        (2, '示例市甲2协会', 31, 20, 11, 6, 5, 1, '是'),
        (3, '示例市甲3协会', 40, 20, 20, 10, 10, 0, '是'),
    )
    list(take_in(place))
    assert data_questions(place, collected_now(place)) == ()


def test_two_units_with_the_same_totals_are_asked_each(place):
    told = {'total': 86, 'established': 41, 'independent': 23, 'joint': 18}
    totals(place, '2026-03-12', '甲县/附件1.xlsx', **told)
    totals(place, '2026-03-12', '乙县/附件1.xlsx', **told)
    found = data_questions(place, collected_now(place))
    assert [one.unit for one in found] == ['甲县', '乙县']
    assert all('与另一个单位报送的完全相同' in one.text for one in found)
    assert '乙县' not in found[0].text
