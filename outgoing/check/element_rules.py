"""The elements of a 公文, there or not, right or not (条例 art. 9, GB/T 9704-2012 7.2 to 7.4)."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from outgoing.check.elements import NUMBER, UPWARD, Elements
from outgoing.check.faces import is_red
from outgoing.check.findings import Finding, fail, warn
from outgoing.check.lines import Line
from outgoing.check.sheet import Sheet

_NEEDS_RECIPIENTS = frozenset({"通知", "通报", "报告", "请示", "批复", "函"})
_NEEDS_NO_MATTER = frozenset({"公告", "通告", "令", "命令", "公报", "纪要"})
_PADDED = re.compile(r'(?<!\d)0\d\s*[月日]')
_DAY = re.compile(r'([0-9]{4})\s*年\s*([0-9]{1,2}|[\s\u3000]+)月\s*([0-9]{1,2}|[\s\u3000]+)日')
_ENDS = re.compile('[，。；、：,.;:]$')
_FULL_YEAR = 4
_SIGNED_ROOM = (1.5, 5.0)
_RIGHT_HALF = 8.0
_TWO = (1.5, 2.6)
_TITLE_FACES = ('标宋', 'xiaobiaosong')


def element_rules(sheet: Sheet, elements: Elements) -> Iterator[Finding]:
    """Head, title, recipients, signature, date and 版记."""
    yield from _head(sheet, elements)
    yield from _number(elements)
    if not elements.has_own_format:
        yield from _title(elements)
        yield from _recipients(elements)
        yield from _signed(elements)
    yield from _attached(elements)
    yield from _imprint(sheet, elements)


def _head(sheet: Sheet, elements: Elements) -> Iterator[Finding]:
    if not elements.mark:
        yield fail('mark', '7.2.4', "没有发文机关标志（版头的红色机关名称）。")
    for line in elements.mark:
        if not is_red(line.face.colour):
            yield fail('mark_colour', '7.2.4', "发文机关标志不是红色。", line)
        if line.align not in {'center', 'distribute', 'both'} and line.place == 'body':
            yield fail('mark_place', '7.2.4', "发文机关标志没有居中。", line)
        if not any(face in (line.face.font or '').lower() for face in _TITLE_FACES):
            yield warn('mark_face', '7.2.4', "发文机关标志推荐使用小标宋体字。", line)
    if (elements.mark or elements.number) and not sheet.red_rules and not elements.has_own_format:
        if sheet.pictures:
            said = "没有找到红色分隔线；文中有图片，如是用图片画的线请看一眼。"
            yield warn('red_rule', '7.2.7', said, elements.number)
        else:
            yield fail(
                'red_rule', '7.2.7', "没有红色分隔线（发文字号之下4毫米，与版心等宽）。", elements.number
            )
    if elements.kind in UPWARD and not _is_signed_off(elements):
        yield fail('signer', '条例9(六)', f"“{elements.kind}”是上行文，应当标注签发人。", elements.number)


def _is_signed_off(elements: Elements) -> bool:
    """Whether a signer stands there; in a draft whose number is open the name may be open too."""
    if elements.signer is None:
        return False
    named = re.sub(r'^.*签\s*发\s*人\s*[:：]', '', elements.signer.text).strip()
    number = NUMBER.search(elements.number.text) if elements.number else None
    return bool(named) or number is None or not number['serial'].strip()


def _number(elements: Elements) -> Iterator[Finding]:
    line = elements.number
    if line is None:
        if elements.kind != "纪要":
            yield fail('number', '条例9(五)', "没有发文字号。")
        return
    found = NUMBER.search(line.text)
    if found is None:
        return
    if (found['open'], found['close']) != ('〔', '〕'):
        yield fail('number_brackets', '7.2.5', "发文字号的年份应用六角括号“〔〕”括入。", line)
    if len(found['year']) != _FULL_YEAR:
        yield fail('number_year', '7.2.5', "发文字号的年份应标全称（四位数）。", line)
    serial = found['serial'].strip()
    if found['ordinal']:
        yield fail('number_ordinal', '7.2.5', "发文顺序号前不加“第”字。", line)
    if serial.startswith('0'):
        yield fail('number_padding', '7.2.5', "发文顺序号不编虚位（1不编为01）。", line)
    if not found['year'].isascii() or (serial and not (serial.isdecimal() and serial.isascii())):
        yield fail('number_digits', '7.2.5', "发文字号的年份、顺序号应用（半角）阿拉伯数字。", line)


def _title(elements: Elements) -> Iterator[Finding]:
    if not elements.title:
        yield fail('title', '条例9(七)', "没有找到标题（发文机关名称、事由和文种，居中排在红线之下）。")
        return
    first, text = elements.title[0], elements.title_text
    if elements.kind is None:
        yield fail('title_kind', '条例9(七)', "标题没有文种（通知、通报、报告、请示、批复、函等）。", first)
    if '关于' not in text and elements.kind not in _NEEDS_NO_MATTER:
        yield warn('title_matter', '条例9(七)', "标题没有写明事由（“关于……的”）。", first)
    if _ENDS.search(text):
        yield warn('title_stop', '7.3.1', "标题末尾不用标点。", elements.title[-1])
    for line in elements.title:
        if line.align != 'center':
            yield fail('title_place', '7.3.1', "标题没有居中。", line)
            break


def _recipients(elements: Elements) -> Iterator[Finding]:
    line = elements.recipients
    if line is None:
        if elements.kind in _NEEDS_RECIPIENTS and elements.sent_to is None:
            said = f"“{elements.kind}”没有主送机关（标题下顶格，后加冒号）。"
            yield fail('recipients', '条例9(八)', said)
        return
    if line.text.endswith(':'):
        yield fail('recipients_colon', '7.3.2', "主送机关后的冒号应是全角“：”。", line)
    if line.indent > 1 or line.left > 1:
        yield fail('recipients_place', '7.3.2', "主送机关应居左顶格。", line)


def _signed(elements: Elements) -> Iterator[Finding]:
    line = elements.date
    if not elements.signed:
        yield fail('signed', '条例9(十二)', "没有发文机关署名。", line)
    if line is None:
        yield fail('date', '条例9(十三)', "没有成文日期。")
        return
    yield from _day(line, "成文日期", '7.3.5.4', 'date')
    room = line.right + line.trailing
    if line.place == 'cell':
        return
    if line.align == 'center' and line.left < _RIGHT_HALF:
        yield warn('date_place', '7.3.5', "成文日期居中了，应排在右边。", line)
    elif line.align in {'right', 'end'} and not _SIGNED_ROOM[0] <= room <= _SIGNED_ROOM[1]:
        yield warn('date_place', '7.3.5', "成文日期一般右空四字（不盖章的，首字比署名右移二字）。", line)
    elif line.align not in {'right', 'end', 'center'} and line.left + line.indent < _RIGHT_HALF:
        yield warn('date_place', '7.3.5', "成文日期没有排在右边。", line)


def _day(line: Line, name: str, clause: str, rule: str) -> Iterator[Finding]:
    found = _DAY.search(line.text)
    if _PADDED.search(line.text):
        yield fail(f'{rule}_padding', clause, f"{name}的月、日不编虚位（1不编为01）。", line)
    elif found is None:
        yield fail(f'{rule}_digits', clause, f"{name}应用阿拉伯数字将年、月、日标全。", line)
    elif found[2].strip() and found[3].strip() and line_to_day(line) is None:
        yield fail(f'{rule}_real', clause, f"{name}不是真实的日期。", line)


def line_to_day(line: Line | None) -> dt.date | None:
    """The day a line bears; None where there is none, or it is left open or impossible."""
    found = None if line is None else _DAY.search(line.text)
    try:
        return dt.date(*map(int, found.groups())) if found else None
    except ValueError:
        return None


def _attached(elements: Elements) -> Iterator[Finding]:
    noted = elements.attached
    if noted is None:
        if elements.annexes:
            yield warn('attached', '7.3.4', "文后有附件，正文之后没有附件说明。", elements.annexes[0])
        return
    listed = (noted, *elements.attached_more)
    for line in listed:
        if _ENDS.search(line.text) and not re.fullmatch(r'附\s*件\s*[:：]', line.text):
            yield fail('attached_stop', '7.3.4', "附件名称后不加标点符号。", line)
        if re.search(r'(?:[:：]|^)\s*\d+、', line.text):
            yield warn('attached_number', '7.3.4', "附件序号用“1.”“2.”，不用顿号。", line)
    if not _TWO[0] <= noted.indent + noted.left <= _TWO[1]:
        yield fail('attached_place', '7.3.4', "附件说明应左空二字。", noted)
    if re.match(r'附\s*件\s*:', noted.text):
        yield fail('attached_colon', '7.3.4', "“附件”后的冒号应是全角“：”。", noted)
    if elements.annexes and len(elements.annexes) != len(listed):
        said = f"附件说明列了{len(listed)}个，文后附了{len(elements.annexes)}个。"
        yield warn('attached_count', '7.3.4', said, noted)


def _imprint(sheet: Sheet, elements: Elements) -> Iterator[Finding]:
    cc, printed = elements.cc, elements.printed
    if cc is not None and elements.cc_end is not None:
        if not elements.cc_end.text.endswith('。'):
            yield fail('cc_stop', '7.4.2', "最后一个抄送机关名称后应标句号。", cc)
        if re.match(r'抄\s*送\s*:', cc.text):
            yield fail('cc_colon', '7.4.2', "“抄送”后的冒号应是全角“：”。", cc)
    if printed is not None:
        yield from _day(printed, "印发日期", '7.4.3', 'printed')
        dated, when = line_to_day(elements.date), line_to_day(printed)
        if dated and when and when < dated:
            yield warn('printed_before', '7.4.3', "印发日期早于成文日期。", printed)
    elif not elements.is_letter and elements.kind not in _NEEDS_NO_MATTER:
        yield fail('imprint', '7.4.3', "没有版记（印发机关和印发日期）。", cc)
    foot = [line for line in (cc, printed) if line]
    if foot and not elements.is_letter and not sheet.drawn and not any(line.ruled for line in foot):
        yield warn('imprint_rules', '7.4.1', "版记没有分隔线（与版心等宽）。", foot[0])
