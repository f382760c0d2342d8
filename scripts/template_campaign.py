"""A campaign's papers: 进展通报 and 落实情况报告, each with the table by unit."""

from __future__ import annotations

from outgoing.blanks_left import blank
from scripts.template_grid import Column, grid
from scripts.template_package import document_package
from scripts.template_pieces import (
    annex,
    attached,
    imprint,
    number_line,
    opened,
    point,
    signed,
    upward_number_line,
)
from scripts.template_styles import LOOKS
from scripts.template_xml import loop, paragraph, run, when

_TABLE = (
    Column(16.5, '{{ unit_word }}', '{{ line.region }}'),
    Column(12.2, "登记社会组织（家）", '{{ line.organisations }}'),
    Column(12.2, "应建党组织（家）", '{{ line.eligible }}'),
    Column(12.2, "已建党组织（家）", '{{ line.established }}'),
    Column(16, "单独组建（家）", '{{ line.independent }}', "其中"),
    Column(16, "联合组建（家）", '{{ line.joint }}', "其中"),
    Column(16, "其他方式（家）", '{{ line.other }}', "其中"),
    Column(12.2, "有指导员（家）", '{{ line.instructors }}'),
    Column(12.2, "党员（名）", '{{ line.members }}'),
    Column(15.25, "组织覆盖率", '{{ line.coverage }}'),
    Column(15.25, "组建率", '{{ line.formation }}'),
)
_AS_HIGH_AS_THE_CHART = '<w:spacing w:before="120" w:after="0" w:line="240" w:lineRule="auto"/>'
_YELLOW = '<w:highlight w:val="yellow"/>'


def _closed(words: str) -> str:
    """From the closing words to 版记."""
    table = annex('{{ attachment_lines }}') + grid(_TABLE, note='note') + _chart() + paragraph('GwEnd')
    return paragraph('GwClosing', words) + attached() + signed() + table + imprint()


def _chart() -> str:
    """The units' rates as columns, where a chart was asked for."""
    return when('chart is defined', paragraph('GwCell', '{{ chart }}', spacing=_AS_HIGH_AS_THE_CHART))


def _section(name: str, head: str, paragraphs: str = '') -> str:
    """A heading with its number and its paragraphs, left out together where there is nothing to say."""
    heading = paragraph('GwHeading', f'{{{{ no.{name} }}}}、{head}')
    return when(name, heading + (paragraphs or loop('GwBody', name)))


def _goals() -> str:
    """A paragraph for each target; what cannot be measured is for a person to write."""
    first, last = (
        run(text, LOOKS['GwBody'])
        for text in ('{{ line.text }}{% if line.blank is defined %}', '{% endif %}')
    )
    return loop('GwBody', 'goals', paragraph('GwBody', first + _to_write('{{ line.blank }}') + last))


def _to_write(what: str) -> str:
    """What a person is to write, in yellow: the paper cannot be issued while it stands there."""
    return run(blank(what), LOOKS['GwBody']).replace('</w:rPr>', f'{_YELLOW}</w:rPr>', 1)


def _or_to_write(name: str, what: str) -> str:
    """The paragraphs of that name, or what a person is to write where there are none."""
    return when(name, loop('GwBody', name)) + when(f'not {name}', paragraph('GwBody', _to_write(what)))


def progress_circular() -> bytes:
    """进展通报: downward, 文件格式, with the table by unit."""
    body = (
        opened(number_line())
        + paragraph('GwHeading', "{{ no.progress }}、总体进展")
        + loop('GwBody', 'progress')
        + _section('changes', "与上期相比")
        + _section('goals', "目标完成情况", _goals())
        + _section('questions', "数据核对情况")
        + paragraph('GwHeading', "{{ no.requirements }}、下一步工作要求")
        + point(
            "（一）加快组建进度",
            "对具备条件的社会组织，要抓紧建立党组织；暂不具备条件的，"
            "要通过选派党建工作指导员等方式开展党的工作，为建立党组织创造条件。",
        )
        + point(
            "（二）认真核对数据",
            "要对照附件逐项核对本地区数据，有疑问的及时与{{ we }}联系核实更正，确保底数清楚、情况准确。",
        )
        + paragraph('GwHeading2', "（三）按时报送情况")
        + loop('GwBody', 'next_step')
        + _closed("特此通报。")
    )
    return document_package(body, letter=False)


def implementation_report() -> bytes:
    """落实情况报告: upward, number left and 签发人 right, one superior, nothing asked for."""
    body = (
        opened(upward_number_line())
        + paragraph('GwHeading', "{{ no.progress }}、基本情况")
        + loop('GwBody', 'progress')
        + _section('changes', "与上期相比")
        + _section('goals', "目标完成情况", _goals())
        + paragraph('GwHeading', "{{ no.measures }}、主要做法")
        + loop('GwBody', 'measures')
        + paragraph('GwBody', _to_write("主要做法"))
        + _section('questions', "数据核对情况")
        + paragraph('GwHeading', "{{ no.problems }}、存在问题")
        + _or_to_write('problems', "存在问题")
        + paragraph('GwHeading', "{{ no.next_step }}、下一步打算")
        + _or_to_write('next_step', "下一步打算")
        + _closed("特此报告。")
    )
    return document_package(body, letter=False)


TEMPLATES = {"进展通报.docx": progress_circular, "落实情况报告.docx": implementation_report}
