"""Comments on a draft: from letters, mails and tables."""

from __future__ import annotations

import pytest

from extractors.survey.comment_papers import is_comments
from extractors.survey.comments import comments_of
from model.document import Cell, Document, Paragraph, Table
from model.place import Where


def letter(text: str) -> Document:
    """A paper of these lines."""
    lines = [line for line in text.strip().split('\n') if line.strip()]
    blocks = tuple(Paragraph(line, Where(line=number)) for number, line in enumerate(lines, start=1))
    return Document('意见.txt', '0', 'text', None, blocks)


def table(*rows: tuple[str, ...]) -> Document:
    """A paper with one table under a title."""
    cells = tuple(
        Cell(row, col, text, where=Where(part='body', path=f'tbl[1]/tr[{row + 1}]/tc[{col + 1}]'))
        for row, texts in enumerate(rows)
        for col, text in enumerate(texts)
    )
    found = Table(len(rows), len(rows[0]), cells, Where(part='body', path='tbl[1]'))
    return Document('表.docx', '0', 'docx', None, (Paragraph("征求意见反馈表"), found))


def told(document: Document) -> list[tuple[str | None, str | None, str, str | None]]:
    """Article, original, suggestion and reason of each comment."""
    return [(one.article, one.original, one.suggestion, one.reason) for one in comments_of(document).comments]


LETTER = letter("""
甲县民政局关于《示例省社会组织管理办法（征求意见稿）》的反馈意见
市民政局：
来文收悉。经研究，现反馈如下：
一、建议将第三条“党员三人以上的”修改为“正式党员三人以上的”。理由：与章程的口径一致。
二、第五条第二款中“每年不少于四次”建议改为“每年不少于两次”，主要考虑基层人手。
三、建议删除第七条“逾期的予以通报”。
四、第九条“经费保障”后增加“并列入预算”。
五、“组织保障”部分表述不够具体，建议细化责任分工。
其他无意见。
甲县民政局
2026年3月8日
""")


def test_a_letter_gives_one_comment_an_item() -> None:
    """Article, old words, new words and reason; 其他无意见 does not make it none."""
    assert told(LETTER) == [
        ("第三条", "党员三人以上的", "正式党员三人以上的", "与章程的口径一致"),
        ("第五条第二款", "每年不少于四次", "每年不少于两次", "基层人手"),
        ("第七条", "逾期的予以通报", "建议删除第七条“逾期的予以通报”。", None),
        ("第九条", "经费保障", "第九条“经费保障”后增加“并列入预算”。", None),
        ("“组织保障”部分", None, "“组织保障”部分表述不够具体，建议细化责任分工。", None),
    ]
    found = comments_of(LETTER)
    assert (found.unit, found.none, {one.unit for one in found.comments}) == (
        "甲县民政局",
        False,
        {"甲县民政局"},
    )


@pytest.mark.parametrize(
    'words',
    [
        "我单位无修改意见。",
        "没有不同意见。",
        "经研究，我局无意见建议。",
        "我委同意《示例办法（征求意见稿）》。",
        "无异议。",
    ],
)
def test_no_comments_are_said_in_many_ways(words: str) -> None:
    """A plain no is an answer, not a lack of one."""
    found = comments_of(letter(f"关于征求意见稿的复函\n市工委：\n{words}\n示例市教育局\n2026年1月6日"))
    assert (found.none, found.comments, found.problems) == (True, (), ())


def test_a_paper_that_says_nothing_is_a_question() -> None:
    """Neither comments nor a plain no: never taken for 无意见."""
    found = comments_of(letter("关于征求意见稿的复函\n来函收悉。\n示例市教育局"))
    assert not found.none
    assert [one.code for one in found.problems] == ['no_comments_found']


def test_several_items_in_one_line_and_labelled_parts() -> None:
    """A mail without paragraphs, and 原文/修改为/理由 on lines of their own."""
    found = told(
        letter("""
您好：《实施意见（征求意见稿）》收悉，意见如下：
1.第二部分（一）中的“力争年底”，建议明确为“12月31日”。2.第4条建议增加经费来源。
3.原文：登记部门要同步宣传
修改为：登记管理机关要同步宣传
理由：用语一致
""")
    )
    assert [one[0] for one in found] == ["第二部分（一）", "第4条", None]
    assert found[0][1:3] == ("力争年底", "12月31日")
    assert found[2][1:] == ("登记部门要同步宣传", "登记管理机关要同步宣传", "用语一致")


def test_a_heading_that_names_an_article_stands_over_its_items() -> None:
    """两处 under one 关于第四条, each a comment of its own."""
    found = told(
        letter("""
对《实施方案（征求意见稿）》的修改建议
一、关于第四条
建议将“三年”改为“两年”；同时将“每季度”改为“每半年”。
""")
    )
    assert [one[:3] for one in found] == [("第四条", "三年", "两年"), ("第四条", "每季度", "每半年")]


def test_a_table_gives_a_comment_a_row_and_knows_the_units_without_any() -> None:
    """Columns in any order; 无意见 in a row is no comment."""
    found = comments_of(
        table(
            ("序号", "反馈单位", "章节条款", "原文内容", "修改意见和建议", "修改理由"),
            ("1", "甲县民政局", "第三条", "三人以上", "改为五人以上", "人手不足"),
            ("2", "乙县民政局", "", "", "无意见", ""),
            ("3", "", "", "", "", ""),
        )
    )
    (comment,) = found.comments
    assert (comment.unit, comment.article, comment.original) == ("甲县民政局", "第三条", "三人以上")
    assert (comment.suggestion, comment.reason) == ("改为五人以上", "人手不足")


def test_papers_that_answer_are_told_from_papers_that_ask() -> None:
    """The notice that asks for comments is no comment."""
    asks = letter("""
关于征求《示例办法（征求意见稿）》意见的通知
各县区民政局：
请于2026年3月8日前将意见反馈至市民政局，无意见也请反馈。
示例市民政局
""")
    assert is_comments(LETTER)
    assert not is_comments(asks)
    assert is_comments(letter("《示例办法（征求意见稿）》我局无意见。\n示例市体育局"))


def test_no_person_is_kept() -> None:
    """The unit comments, not the person who signs."""
    found = comments_of(letter("反馈单位：乙县民政局\n没有修改意见。\n联系人：张某某，0000-1234567"))
    assert '张某某' not in repr(found)
    assert found.unit == "乙县民政局"
