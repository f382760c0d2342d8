"""Gaps inside a printed text: where a line or a cell that says something still wants a value."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from forms.blanks.boxes import BOX, text_to_boxes, text_to_bracket_boxes
from forms.blanks.dates import text_to_dates
from forms.blanks.marks import CODE, FIRST, STOPS, UNIT, B, Gap
from forms.blanks.words import (
    heads_date,
    heads_number,
    is_note,
    is_opinion_label,
    is_signature_label,
    squeezed,
)
from model.blank import BlankKind

__all__ = ['UNIT', 'Gap', 'text_to_gaps', 'text_to_trailing_gap']

_LONGEST = 5_000
_UNIT_BEHIND = re.compile(f'[）)\\]〕】]?\\s*{UNIT}(?:$|[^一-龥]|[以内工])')
_SPACES = '[ \t\u00a0\u2002\u2003\u3000]*'
_UNDERSCORES = re.compile(f'[_＿](?:{_SPACES}[_＿])+{_SPACES}')
_HOLLOW = re.compile(f'[（(\\[【〔［]({B}*)[）)\\]】〕］]')
_NUMBERED = re.compile(f'第{B}+(?=[号届次期批页条款项卷])')
_WORD_OF_NUMBER = re.compile(f'^{B}{{2,}}(?=字第?)', re.MULTILINE)
_PAGES = re.compile(f'第{B}*页[，,、/]?{B}*共{B}*页|共{B}*页[，,、/]?{B}*第{B}*页')
_YEARLY = re.compile(f'(?:^|(?<=[（(\n])){B}{{2,}}(?=年度)|(?<=(?<!\\d)20){B}+(?=年度)')
_COUNTED = re.compile(
    f'(?<=[共计约为有达]){B}+(?={UNIT})'
    f'|(?:(?<=[：:（(，,；;、。])|^|(?<=\\n)){B}+(?={UNIT}(?![一-龥]|{B}+[一-龥]{{1,3}}[：:]))'
)
_COUNTED_WORD = re.compile(f'(?<=[一-龥][一-龥]){FIRST}{B}{{2,}}(?=(?P<unit>{UNIT})(?:$|[\\s，,；;、。）)]))')
_AGENT = re.compile(
    '(?:联系|负责|代表|申请|经办|承办|委托|代理|当事|送达|发起|举办|候选|制表|填表|填报|审核|复核|介绍|推荐|捐赠|受益'
    '|法|收件|领取|打印|保证|见证|询问|记录|投诉|举报|出资|管理|主持|召集|监护)$'
)
"""With 人 behind they name somebody, letter-spaced or not."""
_WORD = re.compile(
    '[姓户签]名|[证文附条案邮信稿]件|[年月省身备股]份|[专国]家|[住场会处]所|[事款奖选]项|[账门]户|[支发选]票|[名批班届页]次'
    '|[网附首主]页|[单公]元|[生当今节]日|[当本]年|开支|会场|市场'
)
"""Words that end like a unit."""
_COLON_UNIT = re.compile(f'(?<=[：:]){B}*(?={UNIT}(?:$|[\\s，,；;。）)]))')
_PLACEHOLDER = re.compile(
    CODE + r'|[$#]?\{+[^{}\n]{1,30}\}+|«[^«»\n]{1,30}»|[×＊]{2,}|(?<![A-Za-z])X{2,}(?![A-Za-z])'
)
_COLON = re.compile(
    f'[：:]({B}*)(?=$|\n)|[：:]({B}+)(?=[^\\s：:，。；_][^\t\n：:，。；_]{{0,19}}[：:])'
    f'|[：:](?=[^\\s：:，。；_]{{2,8}}[：:])'
)
_COLON_WIDE = re.compile(f'[：:]({B}{{2,}})(?=[）)。；;，,])')
_BEFORE_PERSON = re.compile(f'(?<=[一-龥）)：:]){B}{{2,}}(?=同志|先生|女士)')
_AFTER_VERB = re.compile(
    '(?:(?<=兹有)|(?<=委托)|(?<=授权)|(?<=任命)|(?<=聘请)|(?<=聘任)|(?<=推荐)|(?<=选举)|(?<=指派)|(?<=同意)|(?<=关于)'
    f'|(?<=依据)|(?<=根据)|(?<=按照)|(?<=违反)|(?<=符合)){B}{{4,}}(?=[^\\s_＿])'
)
_SERIES = re.compile(
    '(?:姓名|性别|年龄|民族|职务|职称|职业|学历|籍贯|电话|手机|单位|住址|地址|邮编|身份证号码?|文化程度)'
    f'(?P<gap>{B}{{4,}})'
)
_PAGE = "页码"
_UNIT_LABEL = re.compile(f'(?:^|[\\s）)（(])(?:计量|金额|货币)?单位[：:](?={UNIT})')
_WIDE = re.compile(f'(?:{B}{{4,}}|[\u3000\t]{B}+|{B}*\t{B}*)')
_SENTENCE = re.compile('[，。；,;]')
_COVER = re.compile(f'^{B}*(?=[^\\s_])(?P<label>[^：:，。；_\\t\\n]{{2,30}}?)(?P<gap>\\t{B}*|{B}{{4,}})$')
_ASIDE = re.compile(r'(?<=[一-龥])[（(][^（）()\n_]{1,10}[）)]$')
_ADDRESSEE = re.compile(f'^{B}{{6,}}(?=[：:]{B}*$)', re.MULTILINE)
_NO_HEADS = re.compile(r'(?:如下|以下|下列|要求|说明|附件?|注|通知|其中|包括|即|是)$')


def text_to_gaps(text: str) -> tuple[Gap, ...]:
    """The gaps of a line or a cell in reading order, which is what Blank.slot counts; pure.

    text may hold several lines; underlined blanks are given as underscores. A year, month and day
    to fill in are one gap. A text too long for a form's cell has none.
    Example: '联系人：   电话：' -> two texts, labels 联系人 and 电话.
    """
    if len(text) > _LONGEST or is_note(text):
        return ()
    found: list[Gap] = []
    for finder in _FINDERS:
        for gap in finder(text):
            if not any(_overlap(gap, other) for other in found):
                found.append(gap)
    found = [gap for gap in found if gap.label != _PAGE]
    found.sort(key=lambda gap: (gap.start, gap.end))
    return tuple(_told(text, gap, found) for gap in found)


def text_to_trailing_gap(text: str) -> Gap | None:
    """The blanks behind a lone label at a line's end ('申请日期        '), None where the line is no such.

    Outside tables only: in a cell such blanks are but the label's layout. It is slot 0 of its line.
    """
    cover = _COVER.match(text)
    if cover is None or len(squeezed(cover['label'])) > 14:
        return None
    return Gap(cover.start('gap'), len(text), 'text', squeezed(cover['label']))


def _overlap(gap: Gap, other: Gap) -> bool:
    if gap.kind == 'checkbox' or other.kind == 'checkbox':
        return gap.kind == other.kind and gap.start < other.end and other.start < gap.end
    return gap.start <= other.end and other.start <= gap.end


def _told(text: str, gap: Gap, found: list[Gap]) -> Gap:
    """The gap with its label and, from that and the unit behind it, its kind."""
    before = max((other.end for other in found if other.end <= gap.start and other is not gap), default=0)
    label = gap.label or _label_before(text, before, gap.start) or _label_behind(text, gap.end)
    bracket = max(text.rfind(mark, 0, gap.start) for mark in '（(')
    if label in ('', '共', '计', '约', '第') and bracket > 0:
        label = _label_before(text, 0, bracket) or label
    label = label or squeezed(text[gap.start : gap.end]).strip('_＿')
    kind = gap.kind
    if kind == 'text' and (is_signature_label(label) or (label.endswith('意见') and is_opinion_label(label))):
        kind = 'signature'
    elif kind == 'text' and (_has_unit(text, gap, found) or heads_number(label)):
        kind = 'number'
    elif kind == 'text' and heads_date(label):
        kind = 'date'
    return gap._replace(label=label, kind=kind)


def _has_unit(text: str, gap: Gap, found: list[Gap]) -> bool:
    """Whether a unit follows a gap, and not the next gap's 年."""
    unit = _UNIT_BEHIND.match(text, gap.end)
    return unit is not None and not any(gap.end < other.start < unit.end() for other in found)


def _label_before(text: str, start: int, end: int) -> str:
    """The words that end before a gap, down to the last stop; a bracket behind a label is part of it."""
    before = text[start:end].rstrip(' \u3000\t：:（(〔【［[_＿“"')
    aside = _ASIDE.search(before)
    tail = squeezed(aside[0]) if aside else ''
    pieces = [piece for piece in STOPS.split(before[: aside.start()] if aside else before) if piece]
    label = squeezed(pieces[-1])[-20:] if pieces else ''
    if not set('（(〔[【') & set(label):
        label = re.split('[）)〕\\]】]', label)[-1]
    return (label + tail).strip('_＿”"') if label else ''


def _label_behind(text: str, end: int) -> str:
    behind = re.split(CODE, text[end:].lstrip('）)〕】]：: \u3000\t')[:30])[0]
    pieces = [piece for piece in STOPS.split(behind) if piece.strip()]
    return squeezed(pieces[0])[:12].strip('_＿') if pieces else ''


def _hollow(text: str) -> Iterator[Gap]:
    """Brackets with nothing in them; without any blank only where a number is to stand in them."""
    ticked = tuple(text_to_bracket_boxes(text))
    for match in _HOLLOW.finditer(text):
        if any(box.start <= match.start() < box.end for box in ticked):
            continue
        if match[1] or text.startswith(('第', '号', '年'), match.end()):
            yield Gap(match.start(1), match.end(1), 'text')


def _colon_units(text: str) -> Iterator[Gap]:
    """A colon and a unit; '单位：元' says what a table's figures are in."""
    told = {match.end() for match in _UNIT_LABEL.finditer(text)}
    for match in _COLON_UNIT.finditer(text):
        if match.end() > match.start() or match.start() not in told:
            yield Gap(*match.span(), 'number')


def _placeholders(text: str) -> Iterator[Gap]:
    for match in _PLACEHOLDER.finditer(text):
        around = text[max(match.start() - 1, 0) : match.start()] + text[match.end() : match.end() + 1]
        if not set(around) & set('@./\\') or '{' in match[0]:
            yield Gap(match.start(), match.end(), 'text')


def _by_pattern(pattern: re.Pattern[str], kind: BlankKind, label: str = '') -> Callable[[str], Iterator[Gap]]:
    def find(text: str) -> Iterator[Gap]:
        for match in pattern.finditer(text):
            lead = 1 if match[0][:1] in ('第', '：', ':') else 0
            yield Gap(match.start() + lead, match.end(), kind, label)

    return find


def _pages(text: str) -> Iterator[Gap]:
    """The number of a page is printed by whoever prints the form."""
    for match in _PAGES.finditer(text):
        yield Gap(*match.span(), 'text', _PAGE)


def _counted_words(text: str) -> Iterator[Gap]:
    """'其中专职   人': blanks between a word and a unit; '联系  人' is a label printed wide."""
    for match in _COUNTED_WORD.finditer(text):
        before, unit = text[max(match.start() - 4, 0) : match.start()], match['unit']
        if not _WORD.fullmatch(before[-1] + unit) and not (unit == '人' and _AGENT.search(before)):
            yield Gap(*match.span(), 'number')


def _series(text: str) -> Iterator[Gap]:
    """'姓名      性别      年龄      ': labels without colons, each with its blanks, up to the line's end."""
    for line in re.finditer('[^\n]+', text):
        found = list(_SERIES.finditer(text, line.start(), line.end()))
        if len(found) > 1 and found[-1].end() == line.end():
            yield from (Gap(*match.span('gap'), 'text') for match in found)


def _colons(text: str) -> Iterator[Gap]:
    """A label with a colon and nothing behind it, up to the line's end or the next label."""
    for match in _COLON.finditer(text):
        label = _label_before(
            text, max(text.rfind('\n', 0, match.start()) + 1, match.start() - 60), match.start()
        )
        if label and len(label) <= 18 and not _NO_HEADS.search(label) and not BOX.search(label):
            yield Gap(match.start() + 1, match.end(), 'text', label)


def _wide(text: str) -> Iterator[Gap]:
    """Wide blanks between the words of a sentence; letter-spaced titles and columns are none."""
    for line in re.finditer('[^\n]+', text):
        bare = squeezed(line[0])
        if not bare.startswith('关于') and (not _SENTENCE.search(bare) or len(bare) < 12):
            continue
        for match in _WIDE.finditer(text, line.start(), line.end()):
            inside = text[line.start() : match.start()].strip() and text[match.end() : line.end()].strip()
            if inside and text[match.start() - 1] not in '。：:':
                yield Gap(match.start(), match.end(), 'text')


def _addressees(text: str) -> Iterator[Gap]:
    """Wide blanks and a colon on a line of their own: whom a printed letter goes to."""
    for match in _ADDRESSEE.finditer(text):
        yield Gap(*match.span(), 'text')


_FINDERS: tuple[Callable[[str], Iterator[Gap]], ...] = (
    _pages,
    text_to_boxes,
    text_to_bracket_boxes,
    text_to_dates,
    _hollow,
    _by_pattern(_NUMBERED, 'text'),
    _by_pattern(_WORD_OF_NUMBER, 'text'),
    _by_pattern(_YEARLY, 'number', "年度"),
    _colon_units,
    _placeholders,
    _by_pattern(_UNDERSCORES, 'text'),
    _by_pattern(_COUNTED, 'number'),
    _counted_words,
    _by_pattern(_BEFORE_PERSON, 'text'),
    _by_pattern(_AFTER_VERB, 'text'),
    _by_pattern(_COLON_WIDE, 'text'),
    _series,
    _colons,
    _addressees,
    _wide,
)
