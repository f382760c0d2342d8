"""更正 of an issued paper: upward, downward and sideways, with what was printed beside what is right."""

from __future__ import annotations

from scripts.template_grid import Column, grid
from scripts.template_letters import ended, opened_letter
from scripts.template_package import document_package
from scripts.template_pieces import (
    annex,
    attached,
    file_head,
    imprint,
    number_line,
    recipient,
    signed,
    title,
    upward_number_line,
)
from scripts.template_xml import loop, paragraph

_TABLE = (
    Column(14, "序号", '{{ loop.index }}'),
    Column(82, "数据", '{{ line.label }}', long=True),
    Column(30, "原报", '{{ line.was }}'),
    Column(30, "更正为", '{{ line.now }}'),
)


def _annexed() -> str:
    return annex('{{ attachment }}') + grid(_TABLE) + paragraph('GwEnd')


def _file(number: str, closing: str) -> bytes:
    """From the red head to 版记, the sentences between."""
    head = file_head(number) + title() + recipient(may_move=True)
    body = loop('GwBody', 'body') + paragraph('GwClosing', closing) + attached() + signed()
    return document_package(head + body + _annexed() + imprint(), letter=False)


def correction_report() -> bytes:
    """更正报告: to the superior that the wrong figures went to, with 签发人."""
    return _file(upward_number_line(), "特此报告。")


def correction_notice() -> bytes:
    """更正通知: to those under us."""
    return _file(number_line(), "特此通知。")


def correction_letter() -> bytes:
    """更正函: to a body neither over nor under us."""
    body = opened_letter() + loop('GwBody', 'body') + ended("特此函告。") + _annexed()
    return document_package(body, letter=True)


TEMPLATES = {
    "更正报告.docx": correction_report,
    "更正通知.docx": correction_notice,
    "更正函.docx": correction_letter,
}
