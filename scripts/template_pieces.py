"""The parts that every paper is built of, from the red head to the foot (GB/T 9704-2012 7.2 to 7.4, 10.1).

A tag a piece calls optional may be missing from the context; it is never given empty. docs of the tags:
outgoing/frame.py.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import Any

from scripts import template_geometry as g
from scripts import template_signed
from scripts.template_styles import KAI, LOOKS, RED, indent, spacing
from scripts.template_xml import border, cell, loop, paragraph, row, run, sized, tab, table, when

signed = template_signed.signed
unsealed_signed = template_signed.unsealed_signed
signature_stamped = template_signed.signature_stamped


def file_head(number: str) -> str:
    """版头 of a 文件格式: mark, number line and red line (7.2.1 to 7.2.7).

    number is number_line() or upward_number_line(). Tags: mark; optional marks (the names of a joint
    issuance without 文件, lead first) and copy_number, classification, urgency.
    """
    upper = _across(_corner(), height=g.FILE_MARK_TOP)
    gap = paragraph('GwEnd', spacing=spacing(2 * g.LINE - 20, 0, 20))
    one = _across(sized('GwMark', 'mark', g.FILE_MARKS, before=0, after=0))
    marks = _tag('if marks is defined') + _joint_marks() + _tag('else') + one + _tag('endif')
    rule = border('bottom', 'single', g.RED_LINE, RED)
    widths = [end - start for start, end in pairwise(_edges())]
    return table(widths, upper + marks + _across(gap + number, borders=rule))


def _edges() -> list[int]:
    """Where the columns of the head end: one for the place of 文件 at each size of a joint mark."""
    return [0, *(g.TEXT_WIDTH - size * g.KIND_WIDTH for *_, size in reversed(g.JOINT_MARKS)), g.TEXT_WIDTH]


def _across(content: str, *, borders: str = '', height: int = 0) -> str:
    return row(
        cell(g.TEXT_WIDTH, content, span=len(g.JOINT_MARKS) + 1, borders=borders),
        height=height,
        exact=bool(height),
    )


def _tag(words: str) -> str:
    return _across(paragraph('GwCell', f'{{%tr {words} %}}'))


def _joint_marks(place: int = 0) -> str:
    """The names above each other, spread to one width, 文件 beside them at half height (7.2.4).

    The smallest size stands first: it is taken where any name is too long for the next one, or where
    there are too many names.
    """
    own = _marks_of(g.JOINT_MARKS[place][2], len(g.JOINT_MARKS) - place)
    if place == len(g.JOINT_MARKS) - 1:
        return own
    limit, most, _ = g.JOINT_MARKS[place + 1]
    too_much = _tag(f'for name in marks if name|length > {limit} or marks|length > {most}')
    own = _tag('if loop.first') + own + _tag('endif')
    return too_much + own + _tag('else') + _joint_marks(place + 1) + _tag('endfor')


def _marks_of(size: int, span: int) -> str:
    look: dict[str, Any] = {'size': size, 'spacing': spacing(0, 0, size * 12)}
    names = cell(_edges()[span], loop('GwMark', 'marks', jc='distribute', **look), span=span)
    kind = paragraph('GwMark', "文件", **look)
    return row(names, cell(g.TEXT_WIDTH - _edges()[span], kind, span=len(g.JOINT_MARKS) + 1 - span))


def _corner(after: int = 0) -> str:
    """份号, 密级和保密期限, 紧急程度 from above, those that are given (7.2.1 to 7.2.3)."""
    looks = (('copy_number', 'GwCorner'), ('classification', 'GwCornerBold'), ('urgency', 'GwCornerBold'))
    lines = ''.join(
        when(f'{name} is defined', paragraph(style, f'{{{{ {name} }}}}')) for name, style in looks
    )
    return lines + paragraph('GwEnd', spacing=spacing(0, after, 20))


def number_line() -> str:
    """发文字号, centred (7.2.5). Tag: number."""
    return paragraph('GwNumber', '{{ number }}', spacing=spacing(0, g.RULE_GAP))


def upward_number_line() -> str:
    """上行文: number on the left, 签发人 on the right, two names to a line, number beside the last (7.2.6).

    Tags: number; optional signers, the names in the order of their bodies; open where there is none.
    """
    kai = replace(LOOKS['GwNumberLeft'], font=KAI)
    close = spacing(0, g.RULE_GAP)
    one = paragraph(
        'GwNumberLeft', '{{ number }}', tab(), "签发人：",
        run("{{ signers[0] if signers is defined else '　' }}", kai), spacing=close,
    )  # fmt: skip
    several = paragraph(
        'GwSigners', '{% if loop.index0 + 2 >= signers|length %}{{ number }}{% endif %}', tab(),
        '{% if loop.first %}签发人：{% endif %}', tab(), run('{{ name }}', kai), tab(),
        run('{% if loop.index < signers|length %}{{ signers[loop.index] }}{% endif %}', kai),
    )  # fmt: skip
    lines = loop('GwSigners', 'signers', when('loop.index0 is even', several), item='name')
    gap = paragraph('GwEnd', spacing=spacing(0, g.RULE_GAP, 20))
    joint = 'signers is defined and signers|length > 1'
    return when(joint, lines + gap) + when(f'not ({joint})', one)


def letter_head() -> str:
    """版头 of a 信函格式, fixed to the page: mark, red double line, number at its right end (10.1).

    Tags: mark (of a joint letter, the lead's), number; optional copy_number, classification, urgency, at
    the line's left end.
    """
    place = (
        f'<w:tblpPr w:leftFromText="0" w:rightFromText="0" w:vertAnchor="page" w:horzAnchor="page" '
        f'w:tblpX="{g.LETTER_RULE_SIDE}" w:tblpY="{g.LETTER_MARK_TOP}"/>'
    )
    mark = sized('GwMark', 'mark', g.LETTER_MARKS, before=0, after=g.MARK_RULE_GAP)
    number = paragraph(
        'GwNumber',
        '{{ number }}',
        spacing=spacing(g.NUMBER_GAP, 2 * g.LINE),
        indent=indent(right=g.LETTER_NUMBER_RIGHT),
        jc='right',
    )
    rule = border('bottom', 'thickThinSmallGap', g.DOUBLE_LINE, RED)
    width, left = g.LETTER_RULE, g.LETTER_CORNER
    gap = paragraph('GwEnd', spacing=spacing(g.NUMBER_GAP - 20, 0, 20))
    inside = indent(left=g.LETTER_CORNER_LEFT)
    corner = gap + _corner(2 * g.LINE - 20).replace('<w:jc ', f'{inside}<w:jc ')
    rows = row(cell(width, mark, borders=rule, span=2))
    rows += row(cell(left, corner, top=True), cell(width - left, number, top=True))
    return table((left, width - left), rows, place=place)


def title(*, letter: bool = False) -> str:
    """标题 (7.3.1), two lines under the red line. Tag: title_lines, its lines with newlines between."""
    own = {'spacing': spacing(0, 0, g.TITLE_LINE)} if letter else {}
    return paragraph('GwTitle', '{{ title_lines }}', **own)


def recipient(*, may_move: bool = False) -> str:
    """主送机关 (7.3.2). Tag: recipient.

    may_move: of a paper with imprint(), where 主送 may stand at the foot instead (tag moved_to).
    """
    line = paragraph('GwTo', '{{ recipient }}：')
    return when('moved_to is not defined', line) if may_move else line


def body_text(*texts: str) -> str:
    """Paragraphs of the body."""
    return ''.join(paragraph('GwBody', text) for text in texts)


def opened(number: str) -> str:
    """From the mark to the sentence that opens the body, of a paper with imprint(). Further tag: opening."""
    return file_head(number) + title() + recipient(may_move=True) + body_text('{{ opening }}')


def point(head: str, text: str) -> str:
    """A heading of the second level and its paragraph."""
    return paragraph('GwHeading2', head) + paragraph('GwBody', text)


def attached() -> str:
    """附件说明 (7.3.4): one name, or several numbered, names aligned under each other.

    Optional tags, either: attachment, one name; attachments, a list of names.
    """
    many = 'attachments is defined and attachments|length > 1'
    name = 'attachments[0] if attachments is defined else attachment'
    one = paragraph('GwAttached', f"附件：{{{{ {name} }}}}")
    numbered = paragraph('GwAttachedFirst', "附件：1.{{ attachments[0] }}")
    others = paragraph('GwAttachedNext', "{{ loop.index + 1 }}.{{ line }}")
    return when(many, numbered + loop('GwAttachedNext', 'attachments[1:]', others)) + when(
        f'not ({many}) and (attachment is defined or attachments is defined)', one
    )


def annotation(name: str = 'contact') -> str:
    """附注 (7.3.6): the lines of an optional list in one bracket under the date; the name of its tag."""
    opened = "{% if loop.first %}（{% endif %}{{ line }}"
    closed = "{% if loop.last %}）{% else %}；{% endif %}"
    return when(f'{name} is defined', loop('GwAnnotation', name, opened + closed))


def annex(heading: str, *, number: int | str = '', turned: bool = False) -> str:
    """An 附件 begins on a page of its own: 附件 with its number, its title on the third line (7.3.7).

    heading is the title, fixed text or a tag; number is 1, 2 … or a tag, '' for a single annex; turned
    where it begins a Turned part (which is a new page already).
    """
    mark = paragraph('GwAnnexFirst' if turned else 'GwAnnex', f"附件{number}")
    return mark + paragraph('GwAnnexTitle', heading)


def imprint(apart: str = '') -> str:
    """版记 at the foot of the last page (7.4): 主送 if moved there, 抄送 if any, who printed it and when.

    Tags: cc and moved_to, lists that may be empty or missing; printed_by, print_date. apart is a condition
    ('rows|length > 12') under which it has a page of its own: text goes round it line by line, but a table
    that would reach into it goes to the next page as a whole and leaves its title behind.
    """
    lines = (
        *_sent_to(),
        row(cell(g.TEXT_WIDTH, paragraph('GwImprint', '{{ printed_by }}', tab(), '{{ print_date }}印发'))),
    )
    borders = (
        border('top', 'single', g.MEDIUM)
        + border('bottom', 'single', g.MEDIUM)
        + border('insideH', 'single', g.THIN)
    )
    text = _at_the_foot(table((g.TEXT_WIDTH,), ''.join(lines), borders=borders, place=_foot()))
    return when(apart, paragraph('GwApart')) + text if apart else text


def letter_imprint() -> str:
    """A letter's 版记: 抄送 alone, no lines, neither printing body nor date (10.1). Tags: as imprint()."""
    text = table((g.TEXT_WIDTH,), ''.join(_sent_to()), place=_foot())
    return _at_the_foot(when('(cc is defined and cc) or moved_to is defined', text))


def _at_the_foot(text: str) -> str:
    """A line of no height on either side: at the start of a part LibreOffice else puts it a page early."""
    return paragraph('GwEnd') + text + paragraph('GwEnd')


def _foot() -> str:
    return (
        '<w:tblpPr w:leftFromText="0" w:rightFromText="0" w:vertAnchor="margin" w:horzAnchor="page" '
        f'w:tblpX="{g.LEFT}" w:tblpYSpec="bottom"/>'
    )


def _sent_to() -> tuple[str, ...]:
    """主送 and 抄送 with no line between them, as rows that come only where there are such bodies."""

    def bodies(label: str, name: str) -> str:
        return paragraph('GwImprintTo', f"{label}：{{{{ {name}|join('、') }}}}。")

    moved, copied = 'moved_to is defined and moved_to', 'cc is defined and cc'
    inside = when(moved, bodies("主送", 'moved_to')) + when(copied, bodies("抄送", 'cc'))
    tags = (f'{{%tr if ({moved}) or ({copied}) %}}', '{%tr endif %}')
    first, last = (row(cell(g.TEXT_WIDTH, paragraph('GwImprint', tag))) for tag in tags)
    return first, row(cell(g.TEXT_WIDTH, inside)), last
