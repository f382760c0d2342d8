"""Rungs of a ladder: one or several to a sentence, whom they count, tables, and ladders of other kinds."""

import pytest

from extractors.notice import notice_of
from extractors.notice.rule_cases import case_to_basis
from model.document import Cell, Paragraph, Table
from tests.extractors.notice.papers import OPENING, document, with_blocks

HEAD = f'示例市民政局关于做好有关工作的通知\n各县（市、区）民政局：\n{OPENING}\n一、工作要求\n'
TAIL = '\n示例市民政局\n2026年1月8日'


def rules(text):
    return notice_of(document(HEAD + text + TAIL)).rules


@pytest.mark.parametrize(
    ('case', 'basis'),
    [
        ('凡社会组织专职工作人员中有3名以上正式党员的', '专职工作人员中的正式党员'),
        ('社会组织专职工作人员中正式党员不足3名的', '专职工作人员中的正式党员'),
        ('在兼专职人员有3名以上正式党员的社会组织中', '兼专职人员中的正式党员'),
        ('专职人员和兼职人员中正式党员达到3人的', '专职人员和兼职人员中的正式党员'),
        ('凡有3名以上正式党员的', '正式党员'),
        ('正式党员（含兼职党员）3名以上的', '正式党员（含兼职党员）'),
        ('党员人数只有2名的社会组织', '党员'),
        ('不足3名的', None),
    ],
)
def test_who_is_counted(case, basis):
    assert case_to_basis(case) == basis


def test_a_rung_takes_who_is_counted_from_the_one_before():
    first, second = rules('有3名以上正式党员的社会组织，要单独建立党组织；不足3名的，可联合建立。')
    assert (first.count_basis, second.count_basis) == ('正式党员', '正式党员')
    assert 'basis_carried' in second.rules
    assert second.score < first.score


def test_several_rungs_in_one_sentence():
    found = rules('正式党员3人以上的单独组建党支部，1—2人的联合组建党支部，无党员的选派指导员。')
    assert [(rule.condition, rule.method) for rule in found] == [
        ('正式党员3人以上的', '单独组建'),
        ('1—2人的', '联合组建'),
        ('无党员的', '选派指导员'),
    ]


def test_a_case_inside_an_order_is_no_rung():
    (rule,) = rules('——对只有1名党员的商会，要积极与其他只有1名党员的商会联合建立党组织。')
    assert rule.method == '联合组建'


def test_commas_inside_a_bracket_do_not_cut_the_case():
    (rule,) = rules('凡是有正式党员（含兼职人员党员，下同）3名及以上的，要单独建立党组织。')
    assert rule.condition == '凡是有正式党员（含兼职人员党员，下同）3名及以上的'


def test_a_rung_by_staff_leaves_the_rest_of_its_sentence_alone():
    found = notice_of(document(f'{HEAD}职工人数100人以上的全部单独建立支部，50人至99人的要有党员。{TAIL}'))
    assert [(rule.condition, rule.count_basis) for rule in found.rules] == [('50人至99人的', '职工')]
    assert [target.value for target in found.targets] == [100]


def test_the_head_of_a_list_of_clauses_belongs_to_each_condition():
    (rule,) = rules('在民营企业，职工人数100人以上的全部单独建立支部，50人至99人的要有党员。')
    assert (rule.condition, rule.count_basis) == ('民营企业，50人至99人的', '职工')
    assert 'head_carried' in rule.rules


def test_who_sends_is_a_rule_for_a_person_to_look_at():
    found = rules(
        '有业务主管单位的社会组织，指导员由业务主管单位选派；直接登记的社会组织，由民政部门选派指导员。'
    )
    assert found
    assert all('who_sends' in rule.rules and rule.score < 0.8 for rule in found)


@pytest.mark.parametrize(
    ('text', 'condition', 'method', 'basis'),
    [
        (
            '营业收入2000万元以上的企业，应当设立安全总监。',
            '营业收入2000万元以上的企业',
            '设立安全总监',
            '营业收入',
        ),
        ('会员单位50家以上的商会，可以设立秘书处。', '会员单位50家以上的商会', '设立秘书处', '会员单位'),
    ],
)
def test_ladders_of_other_kinds_are_doubtful(text, condition, method, basis):
    (rule,) = rules(text)
    assert (rule.condition, rule.method, rule.count_basis) == (condition, method, basis)
    assert rule.score < 0.8


@pytest.mark.parametrize(
    'text',
    [
        '年满60周岁以上的老人，可免费乘车。',
        '家庭人均收入2000元以下的，应当纳入低保。',
        '将两个党支部的党员，在东片的划为一个党支部。',
    ],
)
def test_what_persons_may_have_is_no_ladder(text):
    assert rules(text) == ()


def test_rows_of_a_table_of_rules():
    rows = (('序号', '正式党员人数', '组建方式'), ('1', '3人以上', '单独组建'), ('2', '1—2人', '联合组建'))
    cells = tuple(Cell(r, c, text) for r, row in enumerate(rows) for c, text in enumerate(row))
    lines = map(Paragraph, (HEAD.split('\n', maxsplit=1)[0], '各县民政局：', OPENING))
    paper = with_blocks(*lines, Table(3, 3, cells), Paragraph('示例市民政局'), Paragraph('2026年1月8日'))
    found = rules_of_tables(paper)
    assert [(rule.condition, rule.method, rule.count_basis) for rule in found] == [
        ('正式党员人数3人以上', '单独组建', '正式党员'),
        ('正式党员人数1—2人', '联合组建', '正式党员'),
    ]


def rules_of_tables(paper):
    from extractors.notice.body import Part
    from extractors.notice.lines import document_to_lines
    from extractors.notice.rules import sentences_to_rules

    return sentences_to_rules((), (Part(tuple(document_to_lines(paper)[0])),))
