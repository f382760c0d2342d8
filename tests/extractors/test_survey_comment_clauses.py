"""Several places in one sentence: what is agreed falls away, each proposal keeps its own place."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.survey.comment_clauses import split_by_place, without_agreed
from extractors.survey.comments import comments_of
from tests.extractors.test_survey_comments import letter, table

_TEXTS = st.text(alphabet='第三四条款，。；、“”（）建议删除无意见同意增加但与', max_size=40)


def places(body: str) -> list[tuple[str | None, str]]:
    """Article and suggestion of each comment of a letter with this sentence."""
    found = comments_of(
        letter(f"甲县民政局关于《办法（征求意见稿）》的反馈意见\n市民政局：\n{body}\n甲县民政局")
    )
    return [(one.article, one.suggestion) for one in found.comments]


@pytest.mark.parametrize(
    ('body', 'told'),
    [
        ("我局对第一条、第三条没有意见，对第四条建议明确来源。", ["第四条"]),
        ("第一条、第三条无意见。第四条建议明确来源。", ["第四条"]),
        ("同意第一条至第三条的规定，建议增加罚则。", [None]),
        ("第二条原则同意，但建议补充说明。", ["第二条"]),
        ("第四条没有意见表达渠道，建议增加。", ["第四条"]),
        ("第三条建议增加期限，第五条建议删除“后半句”，过于笼统。", ["第三条", "第五条"]),
        ("总体同意，对第六条第二款建议细化，对第七条建议删除，其余无意见。", ["第六条第二款", "第七条"]),
        ("建议将第三条“甲”改为“乙，第四条建议删除”。", ["第三条"]),
        ("建议删除第三条，第四条顺延为第三条。", ["第三条"]),
        ("第三条、第五条过长，建议第三条删减。", ["第三条、第五条"]),
    ],
)
def test_an_opinion_is_filed_under_the_place_it_is_about(body: str, told: list[str | None]) -> None:
    assert [article for article, _ in places(body)] == told


def test_a_table_without_a_column_of_places_is_read_so_too() -> None:
    found = comments_of(
        table(("反馈单位", "修改意见"), ("甲县民政局", "第一条无意见，第四条建议明确来源；第五条建议删除。"))
    )
    assert [one.article for one in found.comments] == ["第四条", "第五条"]
    with_column = table(("条款", "修改意见"), ("第二条", "第一条无意见，建议与第四条一并明确来源。"))
    assert [one.article for one in comments_of(with_column).comments] == ["第二条"]


@pytest.mark.parametrize('said', ["我局不同意该征求意见稿。", "我局不能同意征求意见稿。"])
def test_disagreement_is_no_agreement(said: str) -> None:
    found = comments_of(letter(f"关于征求意见稿的复函\n市民政局：\n{said}\n甲县民政局"))
    assert not found.none


@given(_TEXTS)
def test_nothing_but_agreement_and_ends_is_lost(text: str) -> None:
    strip = str.maketrans('', '', ' ，,；;')
    assert ''.join(split_by_place(text)).translate(strip) == text.translate(strip)
    assert len(without_agreed(text)) <= len(text)
