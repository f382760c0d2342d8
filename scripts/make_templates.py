"""Builds templates/*.docx, plain documents that staff can edit: python -m scripts.make_templates."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from scripts import template_geometry as g
from scripts.template_package import document_package
from scripts.template_styles import KAI, LOOKS, RED, indent, spacing
from scripts.template_xml import border, cell, loop, paragraph, row, run, sized, tab, table

FOLDER = Path(__file__).parent.parent / 'templates'

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


def _file_head(number: str) -> str:
    """版头 of a 文件格式: mark, number line and red line (7.2.4 to 7.2.7)."""
    mark = sized('GwMark', 'mark', g.FILE_MARKS, before=g.FILE_MARK_TOP, after=2 * g.LINE)
    rule = border('bottom', 'single', g.RED_LINE, RED)
    return table((g.TEXT_WIDTH,), row(cell(g.TEXT_WIDTH, mark + number, borders=rule)))


def _letter_head() -> str:
    """版头 of a 信函格式, fixed to the page: mark, red double line, number at its right end (10.1)."""
    place = (
        f'<w:tblpPr w:leftFromText="0" w:rightFromText="0" w:vertAnchor="page" w:horzAnchor="page" '
        f'w:tblpX="{g.LETTER_RULE_SIDE}" w:tblpY="{g.LETTER_MARK_TOP}"/>'
    )
    mark = sized('GwMark', 'mark', g.LETTER_MARKS, before=0, after=g.MARK_RULE_GAP)
    number = paragraph(
        'GwNumber',
        '{{ number }}',
        spacing=spacing(g.NUMBER_GAP, g.LINE),
        indent=indent(right=g.RIGHT - g.LETTER_RULE_SIDE),
        jc='right',
    )
    rule = border('bottom', 'thickThinSmallGap', g.DOUBLE_LINE, RED)
    width = g.LETTER_RULE
    rows = row(cell(width, mark, borders=rule)) + row(cell(width, number))
    return table((width,), rows, place=place)


def _imprint() -> str:
    """版记 at the foot of the last page (7.4): 抄送 if any, then who printed it and when."""
    place = (
        '<w:tblpPr w:leftFromText="0" w:rightFromText="0" w:vertAnchor="margin" w:horzAnchor="page" '
        f'w:tblpX="{g.LEFT}" w:tblpYSpec="bottom"/>'
    )
    lines = (
        paragraph('GwImprint', '{%tr if cc %}'),
        paragraph('GwImprint', "抄送：{{ cc|join('、') }}。"),
        paragraph('GwImprint', '{%tr endif %}'),
        paragraph('GwImprint', '{{ printed_by }}', tab(), '{{ print_date }}印发'),
    )
    borders = (
        border('top', 'single', g.MEDIUM)
        + border('bottom', 'single', g.MEDIUM)
        + border('insideH', 'single', g.THIN)
    )
    rows = ''.join(row(cell(g.TEXT_WIDTH, line)) for line in lines)
    return table((g.TEXT_WIDTH,), rows, borders=borders, place=place) + paragraph('GwEnd')


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


def _signed() -> str:
    return paragraph('GwSigned', '{{ issuing }}') + paragraph('GwDate', '{{ date }}')


def _body(*texts: str) -> str:
    return ''.join(paragraph('GwBody', text) for text in texts)


def _opened(number: str) -> str:
    """From the mark to the sentence that opens the body."""
    return (
        _file_head(number)
        + paragraph('GwTitle', '{{ title_lines }}')
        + paragraph('GwTo', '{{ recipient }}：')
        + _body('{{ opening }}')
    )


def _closed(words: str) -> str:
    """From the closing words to 版记."""
    attached = paragraph('GwAttached', "附件：{{ attachment }}")
    return paragraph('GwClosing', words) + attached + _signed() + _annex() + _imprint()


def _point(head: str, text: str) -> str:
    """A heading of the second level and its paragraph."""
    return paragraph('GwHeading2', head) + paragraph('GwBody', text)


def dispatch_letter() -> bytes:
    """选派函: to one organisation, in 信函格式."""
    body = (
        _letter_head()
        + paragraph('GwTitle', '{{ title_lines }}', spacing=spacing(0, 0, g.TITLE_LINE))
        + paragraph('GwTo', '{{ recipient }}：')
        + _body(
            "为加强社会组织党的建设工作，扩大党的组织覆盖和工作覆盖，根据{{ basis }}要求，{{ decision }}，"
            "选派{{ instructor }}担任{{ you }}党建工作指导员，选派期1年，自本函成文之日起计算。"
            "现将有关事项函告如下："
        )
        + paragraph('GwHeading', "一、指导员职责")
        + _body(
            "宣传党的路线方针政策和上级党组织的决议；了解从业人员中党员情况，联系服务党员；"
            "指导建立健全党组织，落实组织生活制度；培养入党积极分子；反映意见建议，协助解决实际困难；"
            "完成上级党组织交办的其他党建工作。"
        )
        + paragraph('GwHeading', "二、工作方式")
        + _body(
            "指导员原则上不常驻{{ you }}，定期上门开展工作，不干预{{ you }}正常业务活动，"
            "不接受馈赠，不领取报酬。"
        )
        + paragraph('GwHeading', "三、支持配合事项")
        + _body(
            "请{{ you }}积极支持配合，如实介绍党建工作情况，明确一名负责人与指导员联系，"
            "为指导员开展工作提供必要条件。"
        )
        + paragraph('GwClosing', "特此函告。")
        + _signed()
        + loop('GwAnnotation', 'contact', "（{{ line }}）")
    )
    return document_package(body, letter=True)


def progress_circular() -> bytes:
    """进展通报: downward, 文件格式, with the table by county."""
    body = (
        _opened(paragraph('GwNumber', '{{ number }}', spacing=spacing(0, g.RULE_GAP)))
        + paragraph('GwHeading', "一、总体进展")
        + loop('GwBody', 'progress')
        + paragraph('GwHeading', "二、报送情况")
        + loop('GwBody', 'reporting')
        + paragraph('GwHeading', "三、下一步工作要求")
        + _point(
            "（一）加快组建进度",
            "对具备条件的社会组织，要抓紧建立党组织；暂不具备条件的，"
            "要通过选派党建工作指导员等方式开展党的工作，为建立党组织创造条件。",
        )
        + _point(
            "（二）认真核对数据",
            "要对照附件逐项核对本地区数据，有疑问的及时与{{ we }}联系核实更正，确保底数清楚、情况准确。",
        )
        + _point("（三）按时报送情况", "{{ next_step }}")
        + _closed("特此通报。")
    )
    return document_package(body, letter=False)


def implementation_report() -> bytes:
    """落实情况报告: upward, number left and 签发人 right, one superior, nothing asked for."""
    signer = run("　", replace(LOOKS['GwNumberLeft'], font=KAI))
    number = ('{{ number }}', tab(), "签发人：", signer)
    body = (
        _opened(paragraph('GwNumberLeft', *number, spacing=spacing(0, g.RULE_GAP)))
        + paragraph('GwHeading', "一、基本情况")
        + loop('GwBody', 'progress')
        + paragraph('GwHeading', "二、主要做法")
        + _point(
            "（一）摸清底数，建立台账",
            "逐家核对登记社会组织和党员情况，建立社会组织党建工作台账，逐项记明数据来源。",
        )
        + _point("（二）分类施策，推进组建", "{{ measures }}")
        + _point("（三）选派力量，加强指导", "{{ instruction }}")
        + paragraph('GwHeading', "三、存在问题")
        + loop('GwBody', 'problems')
        + paragraph('GwHeading', "四、下一步打算")
        + _point(
            "（一）持续推进组建",
            "对具备条件的社会组织，逐家明确措施和时限，成熟一家、组建一家；"
            "暂不具备条件的，先行开展党的工作。",
        )
        + _point("（二）从严核实数据", "继续核对台账，补齐缺项，确保上报数据与实际情况一致。")
        + _point("（三）加强跟踪指导", "{{ next_step }}")
        + _closed("特此报告。")
    )
    return document_package(body, letter=False)


TEMPLATES: dict[str, Callable[[], bytes]] = {
    "选派函.docx": dispatch_letter,
    "进展通报.docx": progress_circular,
    "落实情况报告.docx": implementation_report,
}


def main() -> None:
    """Writes every template; the bytes are the same on every run."""
    FOLDER.mkdir(exist_ok=True)
    for name, build in TEMPLATES.items():
        (FOLDER / name).write_bytes(build())
        print(FOLDER / name)


if __name__ == '__main__':
    main()
