"""A campaign's papers: 进展通报 and 落实情况报告, each with the table by county."""

from __future__ import annotations

from dataclasses import replace

from scripts import template_geometry as g
from scripts.template_package import document_package
from scripts.template_pieces import imprint, opened, point, signed
from scripts.template_styles import KAI, LOOKS, spacing
from scripts.template_xml import border, cell, loop, paragraph, row, run, tab, table

_COUNTS = (
    ('organisations', "登记社会组织（家）"),
    ('eligible', "应建党组织（家）"),
    ('established', "已建党组织（家）"),
    ('independent', "单独组建（家）"),
    ('joint', "联合组建（家）"),
    ('other', "其他方式（家）"),
    ('instructors', "有指导员（家）"),
    ('members', "党员（名）"),
    ('coverage', "组织覆盖率"),
    ('formation', "组建率"),
)
_FORMS = (4, 5, 6)  # columns of the table that stand under 其中


def _table_head() -> str:
    """Two header rows that come again on every page: the forms of organising stand under 其中."""
    labels = ('{{ unit_word }}', *(label for _, label in _COUNTS))
    upper, lower = [], []
    for place, (width, label) in enumerate(zip(g.COLUMNS, labels, strict=True)):
        text = paragraph('GwCellHead', label)
        if place not in _FORMS:
            upper.append(cell(width, text, merge='restart'))
            lower.append(cell(width, paragraph('GwCellHead'), merge='continue'))
            continue
        lower.append(cell(width, text))
        if place == _FORMS[0]:
            grouped = sum(g.COLUMNS[column] for column in _FORMS)
            upper.append(cell(grouped, paragraph('GwCellHead', "其中"), span=len(_FORMS)))
    return row(*upper, header=True) + row(*lower, header=True)


def _table_line(first: str, name: str) -> str:
    texts = (first, *(f'{{{{ {name}.{key} }}}}' for key, _ in _COUNTS))
    cells = (cell(width, paragraph('GwCell', text)) for width, text in zip(g.COLUMNS, texts, strict=True))
    return row(*cells, height=g.ROW_HEIGHT)


def _county_table() -> str:
    """Counts by county, 合计, and a note without borders."""
    whole = sum(g.COLUMNS)
    open_sides = ''.join(border(side, 'nil', 0) for side in ('left', 'bottom', 'right'))
    rows = (
        _table_head()
        + row(cell(whole, paragraph('GwCell', '{%tr for line in rows %}'), span=len(g.COLUMNS)))
        + _table_line('{{ line.region }}', 'line')
        + row(cell(whole, paragraph('GwCell', '{%tr endfor %}'), span=len(g.COLUMNS)))
        + _table_line("合计", 'total')
        + row(cell(whole, loop('GwCellNote', 'note'), span=len(g.COLUMNS), borders=open_sides))
    )
    sides = ('top', 'left', 'bottom', 'right', 'insideH', 'insideV')
    borders = ''.join(border(side, 'single', 4) for side in sides)
    return table(g.COLUMNS, rows, borders=borders, margin=28)


def _annex() -> str:
    return (
        paragraph('GwAnnex', "附件")
        + paragraph('GwAnnexTitle', '{{ attachment_lines }}')
        + _county_table()
        + paragraph('GwEnd')
    )


def _closed(words: str) -> str:
    """From the closing words to 版记."""
    attached = paragraph('GwAttached', "附件：{{ attachment }}")
    return paragraph('GwClosing', words) + attached + signed() + _annex() + imprint()


def progress_circular() -> bytes:
    """进展通报: downward, 文件格式, with the table by county."""
    body = (
        opened(paragraph('GwNumber', '{{ number }}', spacing=spacing(0, g.RULE_GAP)))
        + paragraph('GwHeading', "一、总体进展")
        + loop('GwBody', 'progress')
        + paragraph('GwHeading', "二、报送情况")
        + loop('GwBody', 'reporting')
        + paragraph('GwHeading', "三、下一步工作要求")
        + point(
            "（一）加快组建进度",
            "对具备条件的社会组织，要抓紧建立党组织；暂不具备条件的，"
            "要通过选派党建工作指导员等方式开展党的工作，为建立党组织创造条件。",
        )
        + point(
            "（二）认真核对数据",
            "要对照附件逐项核对本地区数据，有疑问的及时与{{ we }}联系核实更正，确保底数清楚、情况准确。",
        )
        + point("（三）按时报送情况", "{{ next_step }}")
        + _closed("特此通报。")
    )
    return document_package(body, letter=False)


def implementation_report() -> bytes:
    """落实情况报告: upward, number left and 签发人 right, one superior, nothing asked for."""
    signer = run("　", replace(LOOKS['GwNumberLeft'], font=KAI))
    number = ('{{ number }}', tab(), "签发人：", signer)
    body = (
        opened(paragraph('GwNumberLeft', *number, spacing=spacing(0, g.RULE_GAP)))
        + paragraph('GwHeading', "一、基本情况")
        + loop('GwBody', 'progress')
        + paragraph('GwHeading', "二、主要做法")
        + point(
            "（一）摸清底数，建立台账",
            "逐家核对登记社会组织和党员情况，建立社会组织党建工作台账，逐项记明数据来源。",
        )
        + point("（二）分类施策，推进组建", "{{ measures }}")
        + point("（三）选派力量，加强指导", "{{ instruction }}")
        + paragraph('GwHeading', "三、存在问题")
        + loop('GwBody', 'problems')
        + paragraph('GwHeading', "四、下一步打算")
        + point(
            "（一）持续推进组建",
            "对具备条件的社会组织，逐家明确措施和时限，成熟一家、组建一家；"
            "暂不具备条件的，先行开展党的工作。",
        )
        + point("（二）从严核实数据", "继续核对台账，补齐缺项，确保上报数据与实际情况一致。")
        + point("（三）加强跟踪指导", "{{ next_step }}")
        + _closed("特此报告。")
    )
    return document_package(body, letter=False)


TEMPLATES = {"进展通报.docx": progress_circular, "落实情况报告.docx": implementation_report}
