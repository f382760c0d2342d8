"""Places outside tables: lines that end in a colon, underscores, dates, placeholders of printed letters."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from forms.blanks.gaps import B, Gap, text_to_gaps, text_to_trailing_gap
from forms.blanks.words import begins_notes, has_signature, heads_date, heads_number, is_note, squeezed
from model.blank import BlankKind

_LABEL_ENDS = re.compile(
    r'(?:单位|名称|姓名|人员?|电话|号码?|传真|邮编|编码|信箱|邮箱|邮件|地址|地点|住所|日期|时间|年月|职务|职称|部门|科室'
    r'|机构|组织|代表|书记|类别|类型|级别|性质|行业|数|数额|金额|方式|代码|证号|主任|届次|网址|QQ|微信|情况|说明|理由|事由|内容'
    r'|简介|宗旨|范围|建议|备注)(?:[（(][^（）()]*[）)])?$'
)
_ADDRESSED = re.compile(r'^(?:各|全|有关|尊敬|本|贵|此)|(?:各|有关).{0,6}单位$')
_PROSE = re.compile(r'[。；，]')
_CODED = re.compile(r'(?<![A-Za-z0-9_])[A-Za-z][A-Za-z0-9]*_[A-Za-z0-9_]+|\{\{|«')
_SAMPLE_DATE = re.compile(r'\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日')
_SAMPLE_NUMBER = re.compile(r'[〔\[［(（]\s*\d{4}\s*[〕\]］)）]\s*第?\s*\d+\s*号')
_DRAWN_LINE = re.compile(f'{B}{{2,}}')
_TITLE = re.compile(r'[表书单册证函]$')


class LinePlace(NamedTuple):
    """A place on a line: which line, which gap of it."""

    line: int
    slot: int
    kind: BlankKind
    label: str
    options: tuple[str, ...] = ()


def lines_to_places(texts: Sequence[str], boxed: frozenset[int] = frozenset()) -> Iterator[LinePlace]:
    """Every place on lines of text with their gaps drawn, in reading order.

    boxed are the lines whose gaps text boxes stand on: the boxes are the places, not the gaps.
    Lines of explanations under 填表说明 have none, down to the end of the lines given.
    """
    coded = any(_CODED.search(text) for text in texts)
    noting = False
    before = ''
    for line, text in enumerate(texts):
        noting = noting or begins_notes(text)
        if not noting and not is_note(text) and line not in boxed:
            yield from _line_to_places(line, text, before, coded=coded)
        before = text


def _line_to_places(line: int, text: str, before: str, *, coded: bool) -> Iterator[LinePlace]:
    if _DRAWN_LINE.fullmatch(text):
        if set(text) & set('_＿') and _wants_more(before):
            yield LinePlace(line, 0, 'text', squeezed(before).strip('：:')[-20:])
        return
    gaps = text_to_gaps(text)
    for slot, gap in enumerate(gaps):
        if _stands(text, gap, slot):
            yield LinePlace(line, slot, gap.kind, gap.label, gap.options)
    if not gaps:
        yield from _gapless(line, text)
    if coded:
        yield from _samples(line, text, len(gaps))


def _wants_more(before: str) -> bool:
    """Whether an empty drawn line is the place for what the line before names, not its second line."""
    return bool(_LABEL_ENDS.search(squeezed(before))) and not text_to_gaps(before)


def _gapless(line: int, text: str) -> Iterator[LinePlace]:
    """'单位名称' and blanks to the line's end; or a line that is only signed."""
    bare = squeezed(text).strip('：:')
    gap = text_to_trailing_gap(text)
    if gap and not _TITLE.search(bare) and ('\t' in text or _LABEL_ENDS.search(bare)):
        kind: BlankKind = 'date' if heads_date(bare) else 'number' if heads_number(bare) else 'text'
        yield LinePlace(line, 0, kind, bare)
    elif _is_signed(text, bare):
        yield LinePlace(line, 0, 'signature', bare)


def _is_signed(text: str, bare: str) -> bool:
    short = len(bare) <= 20 and not _PROSE.search(text)
    return short and has_signature(text) and bare.endswith(('章', '签字', '签名', '）', ')'))


def _samples(line: int, text: str, slot: int) -> Iterator[LinePlace]:
    """In a printed letter with placeholders, a number and a date given in full are placeholders, too."""
    short = len(squeezed(text))
    number, date = _SAMPLE_NUMBER.search(text), _SAMPLE_DATE.search(text)
    if short <= 30 and number:
        yield LinePlace(line, slot, 'text', "文号")
    elif short <= 14 and date:
        yield LinePlace(line, slot, 'date', "日期")


def _stands(text: str, gap: Gap, slot: int) -> bool:
    """Whether a gap wants a value where no table is round it: '各市民政局：' and '____社会组织：' do not."""
    inside = text[gap.start : gap.end]
    if gap.kind in ('signature', 'date', 'checkbox'):
        return True
    if '\n' in text[: gap.start] and _DRAWN_LINE.fullmatch(inside) and text[gap.start - 1] == '\n':
        return False
    if inside.strip() or text[gap.start - 1 : gap.start] not in ('：', ':'):
        return True
    if not re.match(f'{B}*(?:$|\n)', text[gap.start :]):
        return True
    named = slot and not re.search('[：:]', text[: gap.start - 1])
    if named or _ADDRESSED.search(gap.label) or _PROSE.search(text):
        return False
    return bool(_LABEL_ENDS.search(gap.label)) or len(inside) >= 4
