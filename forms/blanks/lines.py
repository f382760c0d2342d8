"""Places outside tables: lines that end in a colon, underscores, dates, placeholders of printed letters."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from forms.blanks.gaps import text_to_gaps, text_to_trailing_gap
from forms.blanks.marks import B, Gap
from forms.blanks.samples import has_placeholders, text_to_sample, texts_to_own_dates
from forms.blanks.words import begins_notes, has_signature, heads_date, heads_number, is_note, squeezed
from model.blank import BlankKind

_LABEL_ENDS = re.compile(
    r'(?:单位|名称|姓名|人员?|电话|号码?|传真|邮编|编码|信箱|邮箱|邮件|地址|地点|住所|日期|时间|年月|职务|职称|部门|科室'
    r'|机构|组织|代表|书记|类别|类型|级别|性质|行业|数|数额|金额|方式|代码|证号|主任|届次|网址|QQ|微信|情况|说明|理由|事由|内容'
    r'|简介|宗旨|范围|建议|备注|[案事]由|地域|区域|领域|来源|标准|程序|措施|结果|结论|依据|事实|用途|去向|面积|规模|期限|有效期'
    r'|届别|对象|主题|议题|议程|[案文编]号|账[户号]|户名|银行|法人|当事人|资金|负债|资产|收入|支出|[问答])(?:[（(][^（）()]*[）)])?$'
)
_ADDRESSED = re.compile(r'^(?:各|全|有关|尊敬|本|贵|此)|(?:各|有关).{0,6}单位$')
_PROSE = re.compile(r'[。；，]')
_DRAWN_LINE = re.compile(f'{B}{{2,}}')
_TITLE = re.compile(r'[表书单册证函]$')


class LinePlace(NamedTuple):
    """A place on a line: which line, which gap of it."""

    line: int
    slot: int
    kind: BlankKind
    label: str
    options: tuple[str, ...] = ()


def lines_to_places(
    texts: Sequence[str], boxed: frozenset[int] = frozenset(), *, coded: bool = False
) -> Iterator[LinePlace]:
    """Every place on lines of text with their gaps drawn, in reading order.

    boxed are the lines whose gaps text boxes stand on: the boxes are the places, not the gaps.
    coded: other parts of the letter hold placeholders, so that its number and dates are samples here too.
    Lines of explanations under 填表说明 have none, down to the end of the lines given.
    """
    coded = coded or has_placeholders(texts)
    own_dates = texts_to_own_dates(texts) if coded else frozenset()
    noting = False
    before = ''
    for line, text in enumerate(texts):
        noting = noting or begins_notes(text)
        if not noting and not is_note(text) and line not in boxed:
            yield from _line_to_places(line, text, before)
            yield from _samples(line, text, own_dates) if coded else ()
        before = text


def _line_to_places(line: int, text: str, before: str) -> Iterator[LinePlace]:
    if _DRAWN_LINE.fullmatch(text):
        if set(text) & set('_＿') and _wants_more(before):
            yield LinePlace(line, 0, 'text', squeezed(before).strip('：:')[-20:])
        return
    gaps = text_to_gaps(text)
    for slot, gap in enumerate(gaps):
        if _stands(text, gap, slot) and not _dates_signature(text, gaps, slot):
            yield LinePlace(line, slot, gap.kind, gap.label, gap.options)
    if not gaps:
        yield from _gapless(line, text)


def _dates_signature(text: str, gaps: tuple[Gap, ...], slot: int) -> bool:
    """Whether a date follows a signature with nothing printed between: whoever signs writes it."""
    gap, last = gaps[slot], gaps[slot - 1] if slot else None
    if gap.kind != 'date' or last is None or last.kind != 'signature':
        return False
    return not text[last.end : gap.start].strip()


def _samples(line: int, text: str, own_dates: frozenset[str]) -> Iterator[LinePlace]:
    """A number or date given in full, as the slot behind the gaps of its line, where it follows them."""
    sample, gaps = text_to_sample(text, own_dates), text_to_gaps(text)
    if sample is not None and all(gap.end <= sample.start for gap in gaps):
        yield LinePlace(line, len(gaps), sample.kind, sample.label)


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
