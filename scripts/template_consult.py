"""Papers of a consultation, 意见汇总表, 意见报告, 反馈意见, 意见复函, and 批复."""

from __future__ import annotations

from scripts.template_grid import Column, grid
from scripts.template_letters import ended, opened_file, opened_letter
from scripts.template_package import Turned, document_package
from scripts.template_pieces import (
    annex,
    annotation,
    attached,
    file_head,
    imprint,
    recipient,
    signed,
    title,
    upward_number_line,
)
from scripts.template_styles import LOOKS
from scripts.template_xml import loop, paragraph, run, when

_SUMMARY = (
    Column(10, "序号", '{{ loop.index }}'),
    Column(27, "反馈单位", '{{ line.unit }}'),
    Column(22, "条款", '{{ line.article }}'),
    Column(46, "原文", '{{ line.original }}', long=True),
    Column(46, "修改意见", '{{ line.suggestion }}', long=True),
    Column(28, "理由", '{{ line.reason }}', long=True),
    Column(15, "采纳情况", ''),
    Column(18, "未采纳理由", ''),
    Column(13, "备注", ''),
)


def _summary(heading: str) -> str:
    """The table by article, and who said nothing or did not answer."""
    return (
        heading
        + loop('GwCellNote', 'lead')
        + grid(_SUMMARY, note='note', wide=True)
        + loop('GwCellNote', 'units')
        + paragraph('GwEnd')
    )


def comments_summary() -> bytes:
    """意见汇总表: a list on landscape pages, for our own leaders to decide what is adopted."""
    return document_package(Turned(_summary(paragraph('GwAnnexTitle', '{{ title_lines }}'))))


def summary_report() -> bytes:
    """意见汇总报告: upward to the body that asked, with the table attached."""
    body = (
        _upward()
        + _written('opening')
        + paragraph('GwHeading', "一、征求意见情况")
        + loop('GwBody', 'answered')
        + paragraph('GwHeading', "二、意见归纳")
        + _written('points')
        + paragraph('GwClosing', "特此报告。")
        + attached()
        + signed()
        + annotation()
    )
    table = Turned(_summary(annex('{{ table_title }}', turned=True)))
    return document_package(body, table, imprint())


def _upward() -> str:
    return file_head(upward_number_line()) + title() + recipient()


def _written(name: str) -> str:
    """Paragraphs in which a person has to write what stands in yellow."""
    return loop('GwBody', name, _pieces('GwBody', 'line'))


def _pieces(style: str, of: str) -> str:
    """A paragraph of pieces (outgoing.noting.to_pieces)."""
    look = LOOKS[style]
    yellow = run("{% if piece.blank is defined %}{{ piece.blank }}{% endif %}", look).replace(
        '</w:rPr>', '<w:highlight w:val="yellow"/></w:rPr>', 1
    )
    text = "{% if piece.text is defined %}{{ piece.text }}{% endif %}"
    return paragraph(style, f'{{%r for piece in {of} %}}', text, yellow, '{%r endfor %}')


def _suggestions() -> str:
    """Each comment of ours under its heading: the words as they stand, what they should become, why."""
    heading = when('item.head is defined', _pieces('GwHeading', 'item.head'))
    return loop('GwBody', 'items', heading + _written('item.lines'), item='item')


def comments_report() -> bytes:
    """意见报告: our own comments upward, as a 报告 (条例 8(十))."""
    body = _upward() + _written('opening') + _suggestions() + ended("特此报告。") + imprint()
    return document_package(body)


def comments_paper() -> bytes:
    """反馈意见: our own comments without head and number."""
    body = (
        paragraph('GwTitle', '{{ title_lines }}')
        + recipient()
        + _written('opening')
        + _suggestions()
        + signed()
        + annotation()
    )
    return document_package(body)


def comments_letter() -> bytes:
    """意见复函: our own comments to a body neither over nor under us."""
    body = opened_letter() + _written('opening') + _suggestions() + ended("特此函复。")
    return document_package(body, letter=True)


def branch_reply() -> bytes:
    """批复: a Party organisation is approved."""
    body = (
        opened_file()
        + _written('opening')
        + _written('items')
        + paragraph('GwClosing', "此复。")
        + signed()
        + annotation()
        + imprint()
    )
    return document_package(body)


TEMPLATES = {
    "意见汇总表.docx": comments_summary,
    "意见汇总报告.docx": summary_report,
    "意见报告.docx": comments_report,
    "反馈意见.docx": comments_paper,
    "意见复函.docx": comments_letter,
    "批复.docx": branch_reply,
}
