"""A fictional notice as a careful clerk types it, and ways to spoil it, one at a time."""

from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

FANG, SONG, HEI, KAI = '仿宋_GB2312', '方正小标宋简体', '黑体', '楷体_GB2312'
RED = RGBColor(255, 0, 0)
PLAIN: dict[str, Any] = {
    'top': 37.0, 'left': 28.0, 'bottom': 35.0, 'right': 26.0, 'width': 210.0, 'pitch': 28.95,
    'mark': '示例市民政局文件', 'mark_colour': RED, 'number': '示民〔2026〕12号', 'rule': True,
    'title': '示例市民政局关于报送社会组织情况的通知', 'title_font': SONG, 'title_size': 22,
    'title_bold': False, 'title_align': ALIGN.CENTER, 'to': '各县（区）民政局：',
    'body_font': FANG, 'body_size': 16, 'body_colour': None, 'indent': 2,
    'heading_font': HEI, 'heading2_font': KAI, 'second': '二、', 'signed': '示例市民政局',
    'date': '2026年1月5日', 'date_right': 4, 'attached': '附件：社会组织情况表', 'signer': None,
    'cc': '抄送：示例省民政厅。', 'printed': '示例市民政局办公室　　2026年1月5日印发', 'page': '— {} —',
    'closing': '特此通知。', 'sides': True, 'page_size': 14,
}  # fmt: skip


def official(path: Path, **changed: object) -> Path:
    """The notice with what is changed of it; None leaves an element out."""
    as_told = PLAIN | changed
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(as_told['width']), Mm(297)
    section.top_margin, section.bottom_margin = Mm(as_told['top']), Mm(as_told['bottom'])
    section.left_margin, section.right_margin = Mm(as_told['left']), Mm(as_told['right'])
    _head(document, as_told)
    _text(document, as_told)
    _foot(document, as_told)
    _page_numbers(document, section, as_told)
    document.save(str(path))
    return path


def _head(document, told):
    if told['mark']:
        _add(document, told['mark'], SONG, 48, told, align=ALIGN.CENTER, colour=told['mark_colour'])
    if told['number']:
        number = told['number'] + (f"　　签发人：{told['signer']}" if told['signer'] else '')
        paragraph = _add(document, number, FANG, 16, told, align=ALIGN.CENTER)
        if told['rule']:
            _rule(paragraph)
    document.add_paragraph()
    if told['title']:
        _add(
            document, told['title'], told['title_font'], told['title_size'], told,
            align=told['title_align'], bold=told['title_bold'],
        )  # fmt: skip
    if told['to']:
        _add(document, told['to'], FANG, 16, told)


def _text(document, told):
    body = {'font': told['body_font'], 'size': told['body_size'], 'told': told}
    body |= {'indent': told['indent'], 'colour': told['body_colour']}
    _add(document, '为掌握社会组织情况，现将有关事项通知如下。', **body)
    _add(document, '一、报送内容', told['heading_font'], 16, told, indent=2)
    _add(document, '（一）登记情况', told['heading2_font'], 16, told, indent=2)
    _add(document, '按附件所列各项填写，没有的不填。', **body)
    _add(document, f'{told["second"]}报送时间', told['heading_font'], 16, told, indent=2)
    _add(document, '请于2026年2月5日前报送。', **body)
    _add(document, told['closing'], **body)
    if told['attached']:
        _add(document, told['attached'], FANG, 16, told, indent=2)


def _foot(document, told):
    if told['signed']:
        _add(document, told['signed'], FANG, 16, told, align=ALIGN.RIGHT, right=told['date_right'])
    if told['date']:
        _add(document, told['date'], FANG, 16, told, align=ALIGN.RIGHT, right=told['date_right'])
    for text in (told['cc'], told['printed']):
        if text:
            _rule(_add(document, text, FANG, 14, told), '000000')


def _add(document, text, font, size, told, *, align=None, colour=None, indent=0, right=0, bold=False):
    paragraph = document.add_paragraph()
    paragraph.alignment = align
    if told['pitch']:
        paragraph.paragraph_format.line_spacing = Pt(told['pitch'])
    if indent:
        paragraph.paragraph_format.first_line_indent = Pt(indent * size)
    if right:
        paragraph.paragraph_format.right_indent = Pt(right * size)
    _run(paragraph, text, font, size, colour, bold=bold)
    return paragraph


def _run(paragraph, text, font, size, colour=None, *, bold=False):
    run = paragraph.add_run(text)
    run.font.size, run.font.bold = Pt(size), bold
    if colour is not None:
        run.font.color.rgb = colour
    properties = run._r.get_or_add_rPr()
    fonts = properties.find(qn('w:rFonts'))
    if fonts is None:
        fonts = OxmlElement('w:rFonts')
        properties.insert(0, fonts)
    fonts.set(qn('w:eastAsia'), font)


def _rule(paragraph, colour='FF0000'):
    borders, bottom = OxmlElement('w:pBdr'), OxmlElement('w:bottom')
    for key, value in {'val': 'single', 'sz': '8', 'space': '1', 'color': colour}.items():
        bottom.set(qn(f'w:{key}'), value)
    borders.append(bottom)
    paragraph._p.get_or_add_pPr().append(borders)


def _page_numbers(document, section, told):
    if told['page'] is None:
        return
    document.settings.odd_and_even_pages_header_footer = bool(told['sides'])
    footers = [(section.footer, ALIGN.RIGHT)]
    footers += [(section.even_page_footer, ALIGN.LEFT)] if told['sides'] else []
    for footer, align in footers:
        paragraph = footer.paragraphs[0]
        paragraph.alignment = align
        before, _, after = told['page'].partition('{}')
        _run(paragraph, before, '宋体', told['page_size'])
        field = OxmlElement('w:fldSimple')
        field.set(qn('w:instr'), 'PAGE')
        paragraph._p.append(field)
        _run(paragraph, after, '宋体', told['page_size'])
