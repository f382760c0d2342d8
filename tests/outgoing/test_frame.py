from dataclasses import replace

import pytest

from model.office import CoIssuer
from outgoing.draft import DocType
from outgoing.frame import frame, open_number, title_names
from tests.outgoing.made import BUREAU, PARTY

FINANCE = CoIssuer("示例市财政局")
PEOPLE = CoIssuer("示例市人力资源和社会保障局", "示例市人力资源和社会保障局文件")


def test_a_circular_goes_out_in_the_file_format_with_number_and_date_open() -> None:
    assert frame(BUREAU, 'circular', 2026, cc=("示例省民政厅",)) == {
        'mark': "示例市民政局文件",
        'number': "示民通〔2026〕　号",
        'issuing': "示例市民政局",
        'date': "2026年　月　日",
        'cc': ("示例省民政厅",),
        'printed_by': "示例市民政局办公室",
        'print_date': "2026年　月　日",
    }


def test_a_letter_bears_the_name_alone_and_nothing_of_its_printing() -> None:
    tags = frame(PARTY, 'letter', 2026)
    assert tags['mark'] == "中共示例市民政局党组"
    assert tags.keys() == {'mark', 'number', 'issuing', 'date'}
    assert frame(PARTY, 'reply', 2026, letter=True).keys() == tags.keys()


def test_what_bears_no_number_has_no_head() -> None:
    assert frame(BUREAU, 'comments', 2026).keys() == {'issuing', 'date'}
    assert frame(BUREAU, 'list', 2026).keys() == {'issuing', 'date'}


@pytest.mark.parametrize(
    ('code', 'kind', 'number'),
    [
        ("示民", 'report', "示民报〔2026〕　号"),
        ("示民", 'notice', "示民通〔2026〕　号"),
        ("示民党", 'reply', "示民党〔2026〕　号"),
        ("示民发", 'notice', "示民发〔2026〕　号"),
        ("示民函", 'letter', "示民函〔2026〕　号"),
    ],
)
def test_the_organ_code_gets_a_class_word_where_it_has_none(code: str, kind: DocType, number: str) -> None:
    assert open_number(replace(BUREAU, organ_code=code), kind, 2026) == number


def test_a_joint_paper_has_a_mark_and_a_signature_for_each() -> None:
    tags = frame(replace(BUREAU, joint_with=(FINANCE, PEOPLE)), 'notice', 2026)
    assert tags['marks'] == ("示例市民政局", "示例市财政局", "示例市人力资源和社会保障局")
    assert tags['number'] == "示民通〔2026〕　号"  # the lead's
    assert tags['signatures'] == (("示例市民政局", "示例市财政局"), ("示例市人力资源和社会保障局",))


def test_a_joint_letter_bears_the_leads_mark_alone() -> None:
    tags = frame(replace(PARTY, joint_with=(FINANCE,)), 'letter', 2026)
    assert tags['mark'] == "中共示例市民政局党组"
    assert 'marks' not in tags
    assert tags['signatures'] == (("中共示例市民政局党组", "示例市财政局"),)


@pytest.mark.parametrize(('count', 'lines'), [(2, [2]), (3, [3]), (4, [2, 2]), (5, [3, 2]), (7, [3, 3, 1])])
def test_signatures_stand_in_even_lines_of_at_most_three(count: int, lines: list[int]) -> None:
    others = tuple(CoIssuer(f"示例市{word}局") for word in "甲乙丙丁戊己"[: count - 1])
    names = frame(replace(BUREAU, joint_with=others), 'notice', 2026)['signatures']
    assert [len(line) for line in names] == lines


def test_names_too_long_for_a_half_stand_under_each_other() -> None:
    long = CoIssuer("示例市社会组织综合委员会办公室党总支")
    names = frame(replace(BUREAU, joint_with=(long,)), 'notice', 2026)['signatures']
    assert names == (("示例市民政局",), (long.name,))


def test_another_bodys_seal_is_told_and_our_own_is_not() -> None:
    other = replace(BUREAU, name="示例市社会组织工作领导小组办公室", seal="示例市民政局")
    assert frame(other, 'notice', 2026)['seal_note'] == "（示例市民政局代章）"
    assert 'seal_note' not in frame(replace(BUREAU, seal=BUREAU.name), 'notice', 2026)
    joint = replace(BUREAU, joint_with=(CoIssuer("示例市党建办", seal="示例市委组织部"),))
    assert frame(joint, 'notice', 2026)['signatures'] == (
        ("示例市民政局", "示例市党建办\n（示例市委组织部代章）"),
    )


def test_a_title_names_up_to_three_bodies_and_counts_more() -> None:
    assert title_names(BUREAU) == ("示例市民政局",)
    assert title_names(replace(BUREAU, joint_with=(FINANCE,))) == ("示例市民政局 ", "示例市财政局")
    assert title_names(replace(BUREAU, joint_with=(FINANCE,) * 4)) == ("示例市民政局等5部门",)


def test_signers_and_moved_recipients_are_there_only_where_given() -> None:
    tags = frame(BUREAU, 'report', 2026, signers=("示例一",), moved_to=("甲局",))
    assert (tags['signers'], tags['moved_to'], tags['cc']) == (("示例一",), ("甲局",), ())
