"""Answers to drafts as bureaus write them, field by field; what is no comment becomes none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.survey.comment_papers import document_to_unit, is_comments, is_returned_draft
from extractors.survey.comments import comments_of
from tests.extractors.answers import ANSWERS, Answer, lines
from tests.extractors.answers_further import FURTHER

_WORDS = st.sampled_from(
    [
        '第',
        '三',
        '条',
        '一、',
        '（二）',
        '1.',
        '“',
        '”',
        '建议',
        '修改为',
        '删除',
        '理由：',
        '原文：',
        '无意见',
        '。',
        '；',
        '，',
        '\n',
        '附件',
        '作为第四条',
        '同意',
        '标题',
        '《',
        '》',
        '征求意见稿',
    ]
)


def bare(text: str | None) -> str | None:
    """A field without its last stop."""
    return (text or '').strip('。；，') or None


@pytest.mark.parametrize('answer', [*ANSWERS.values(), *FURTHER.values()], ids=[*ANSWERS, *FURTHER])
def test_an_answer_is_read_field_by_field(answer: Answer) -> None:
    found = comments_of(answer.paper)
    got = [(one.article, one.original, bare(one.suggestion), bare(one.reason)) for one in found.comments]
    assert got == [(*told[:2], bare(told[2]), bare(told[3])) for told in answer.comments]
    assert (found.unit, found.none, found.problems) == (answer.unit, answer.none, ())
    assert is_comments(answer.paper)


@pytest.mark.parametrize(
    'words',
    [
        "该办法目标明确、措施完善，我局无意见。",
        "一、该办法结构合理、内容完善，对推动我县工作有重要意义。\n二、我局无修改意见。",
        "征求意见稿符合我市实际，进一步完善了制度体系，同意印发。",
        "经研究，我局无意见。建议尽快印发实施。",
        "感谢贵局采纳我局此前提出的建议，本次无意见。",
        "无意见。\n联系人：张某某，联系电话0000-1234567。\n附件：无",
        "《关于征求〈示例办法（征求意见稿）〉意见的函》收悉，经研究，我局无不同意见。特此复函。",
    ],
)
def test_praise_thanks_and_contact_lines_are_no_comments(words: str) -> None:
    found = comments_of(lines(f"关于征求意见稿的复函\n市民政局：\n{words}\n示例市教育局\n2026年1月6日"))
    assert (found.none, found.comments, found.problems) == (True, (), ())


@pytest.mark.parametrize(
    'words', ["我局原则同意该办法，第三条还需请省厅解释。", "1. 第五条保留。\n2. 其余无意见。"]
)
def test_agreement_with_a_word_on_an_article_is_a_question(words: str) -> None:
    """Never 无意见, and never a comment that nobody made."""
    found = comments_of(lines(f"关于征求意见稿的复函\n市民政局：\n{words}\n示例市教育局"))
    assert (found.none, found.comments) == (False, ())
    assert {one.code for one in found.problems} == {'comment_unsure', 'no_comments_found'}


def test_two_old_words_for_one_new_are_not_split() -> None:
    (comment,) = comments_of(lines("反馈意见\n1.第三条“甲”和第四条“乙”改为“丙”。")).comments
    assert (comment.original, comment.suggestion) == (None, "第三条“甲”和第四条“乙”改为“丙”。")


@pytest.mark.parametrize(
    'title',
    [
        "关于征求《示例办法（征求意见稿）》意见的函",
        "示例市民政局关于公开征求《示例办法》修改意见的公告",
        "关于征集示例方案意见建议的通知",
    ],
)
def test_who_asks_does_not_answer(title: str) -> None:
    asks = lines(f"{title}\n各县区民政局：\n现将《示例办法（征求意见稿）》印发你们。\n示例市民政局")
    assert not is_comments(asks)
    assert not is_returned_draft(asks)


def test_a_draft_is_told_by_its_title_and_its_signature_is_not_the_sender() -> None:
    draft = lines("示例市评估办法\n（征求意见稿）\n第一条　为规范评估，制定本办法。\n示例市民政局")
    assert is_returned_draft(draft)
    assert not is_comments(draft)
    assert document_to_unit(draft) is None
    assert not is_returned_draft(lines("主题：回复：征求意见稿\n我局无意见。"))


@given(st.lists(_WORDS, max_size=40).map(''.join))
def test_any_text_is_read_without_loss_of_the_three_outcomes(text: str) -> None:
    """Comments, none, or a question: exactly one of them."""
    found = comments_of(lines(f"反馈意见\n{text}"))
    asked = any(one.code == 'no_comments_found' for one in found.problems)
    assert [bool(found.comments), found.none, asked].count(True) == 1
    assert all(one.suggestion.strip() for one in found.comments)
