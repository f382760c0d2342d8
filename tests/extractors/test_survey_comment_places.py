"""Places of a draft that comments name, made one and put in the draft's order."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.survey.comment_places import UNPLACED, places_counted

_PLACES = st.one_of(st.none(), st.text(alphabet='第三十2条章款（）、.附件标题部分节页之四 全文', max_size=9))


def test_spellings_of_one_article_are_one_place() -> None:
    told = ['第三条', '第3条', '第三条第二款', '三、', '3.', '第二章第三条', '三', '3']
    assert places_counted(told) == [('第三条', 8)]


def test_a_draft_in_parts_keeps_its_parts() -> None:
    told = ['二、（一）', '第二部分', '一、4', '2.', '二、（一）1', '十']
    assert places_counted(told) == [('一', 1), ('二', 2), ('二、（一）', 2), ('十', 1)]


def test_the_order_is_the_drafts() -> None:
    told = [
        None,
        '附件2',
        '第十条',
        '第五页',
        '标题',
        '第二条之一',
        '第二条',
        '全文',
        '第二章',
        '第二章第十条',
        '附件',
    ]
    assert [place for place, _ in places_counted(told)] == [
        '标题',
        '第二条',
        '第二条之一',
        '第二章',
        '第十条',
        '附件',
        '附件2',
        '第五页',
        UNPLACED,
    ]


@pytest.mark.parametrize('text', ['“组织保障”部分', '第三页第二行', '前言'])
def test_what_has_no_number_comes_last_under_its_name(text: str) -> None:
    assert places_counted([text, '第九条']) == [('第九条', 1), (text, 1)]


@given(st.lists(_PLACES))
def test_no_comment_is_lost_or_doubled(told: list[str | None]) -> None:
    assert sum(count for _, count in places_counted(told)) == len(told)
