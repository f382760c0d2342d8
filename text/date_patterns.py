"""The regular expressions for written dates in official Chinese; text.dates gives them their meaning.

All of them run on text folded by `fold`: as long, but with half-width digits, colons, brackets and dashes.
Those for limits, recurrences and durations are in text.date_counts.
"""

from __future__ import annotations

import re

_WIDE, _NARROW = (
    '：．－～　\xa0（）／０１２３４５６７８９\u039f\u041e\u03bf\u043eＯｏｌＩ',
    ':.-~  ()/0123456789OOooOolI',
)
_FOLDED = tuple(zip(_WIDE, _NARROW, strict=True))
"""Full-width letters, and the Greek and Cyrillic o that stands for 〇 on web pages."""
_FIRST_MONTH = re.compile(r'(?<![\d万亿])元月')

YEAR = (
    r'(?<!\d)(?:[12][0-9OoIl〇○◯]{3}|[12]\s\d\s\d\s\d|2\s?0\s?[0-4]\s?\d(?=\s*年)'
    r'|[一二][〇○◯零Oo0一二三四五六七八九]{3})'
)
MONTH = (
    r'(?:(?<![\d.])|(?<=^\d[.]))'
    r'(?:1[0-2]|[0O]?[1-9]|[1lI][0-2OolI]|(?<=年\s)1\s[0-2]|(?<=年)1\s[0-2](?=月)|十[一二]?|[一二三四五六七八九])'
)
_ONES = '[一二三四五六七八九]'
DAY = (
    rf'(?:3[01OolI]|[12][0-9OolI]|(?<=月\s)[123]\s\d|(?<=月)[123]\s\d(?=\s*日)|[0Ool]?[1-9]|[1lI]|三十一?|二十{_ONES}?|廿{_ONES}?'
    rf'|十{_ONES}?|卅一?|{_ONES})'
)
_HAN_DAY = '[一二三十廿][一二三四五六七八九十]{0,2}'
_LISTED = r'(?:、\d{1,2}){0,4}、'
COUNT = r'(?:\d{1,3}|[一二三四五六七八九十百两]{1,5}|半)'
_MARK = r'[-—–―─━−‐‑~〜∼ー]{1,3}'
DASH = rf'\s*(?:{_MARK}|(?:(?:起|开始)\s*[,，]?\s*)?[至到])\s*'
"""Every mark of a range in the wild; 起至, 起，至 and 开始，至 are one."""
PART = r'初|上旬|上、中旬|中、下旬|中下旬|上中旬|中旬|下旬|上半月|下半月|底|末'
YEAR_PART = r'年?底|年?末|年?初|度?内|上半年|下半年|第?[一二三四1-4]季度(?:末|底)?'
_HOUR = r'\d{1,2}\s*(?::\s*\d{2}(?::\d{2})?(?:[点时整](?!段))?|[点时](?!代)(?:\s*\d{1,2}分|半|整)?)'
_HAN_HOUR = r'[一二三四五六七八九十两]{1,3}[点时](?:[一二三四五六七八九十]{1,3}分|半|整)?'
_OFF = r'下班(?=\s*(?:之前|以前|前|时))'
TIME = (
    rf'(?:上午|下午|中午|早上|晚上|傍晚|凌晨)(?:\s*(?:{_HOUR}|{_HAN_HOUR}|{_OFF}))?'
    rf'|[早晚]\s*(?:{_HOUR}|{_HAN_HOUR})|{_HOUR}|零[点时]|{_OFF}'
    r'|(?<![第一二三四五六七八九十两])[一二三四五六七八九十两]{1,3}[点时]半?(?=\s*(?:之前|以前|前))'
)
"""An hour: 上午, 下午5点半, 17:30, 24时, 上午下班."""
_TIMES = rf'(?:{TIME})(?:\s*(?:{_MARK}|[至到])\s*(?:{TIME}))?'
BEFORE = r'之前|以前|前(?![后期述款夕])'


def fold(text: str) -> str:
    """Text of the same length whose digits, colons, brackets, dashes and blanks are half-width."""
    for wide, narrow in _FOLDED:  # five times as fast as str.translate on Han text
        if wide in text:
            text = text.replace(wide, narrow)
    return _FIRST_MONTH.sub('一月', text) if '元月' in text else text


_TORN_WORDS = (
    '工作 作日 自然 然日 个工 个月 季度 度[底末] 月[底末初份] 年[底末内] 半年 星期 之日 之[前内后] 以[前内] '
    '每[年月季周日] 上旬 中旬 下旬'
)
_TORN_LINE = '|'.join(rf'(?<={word[0]}\n)(?={word[1:]})' for word in _TORN_WORDS.split())
_HAN = '〇\u4e00-\u9fff'
TORN = re.compile(rf' (?<=[{_HAN}] )(?=[{_HAN}])|\n(?:{_TORN_LINE})')
"""A blank between two Han letters, or a line's end inside a word of time: 10个工 作日, 每季⏎度."""

_MISREAD = re.compile(
    r'(?<![A-Za-z\d])(?=[OolI]{0,2}\d)[\dOolI]{1,3}(?=\s*(?:[:点时日天周月]|个\s*(?:工作日|自然日|月)|工作日))'
    r'|(?<=[年月日])[\dOolI]{1,2}(?=\s*[月日:点时])|(?<=[\dOolI]:)[\dOolI]{2}(?![A-Za-z\d])'
    r'|(?<=[\d一二三四五六七八九十之次当翌每作今明止])曰'
)
_READ = str.maketrans('OolI曰', '0011日')


def mended(folded: str) -> str:
    """Folded text, as long, where what a scan made of the digits or 日 of a time is mended.

    >>> mended('3O日18:O0前，次月15曰')
    '30日18:00前，次月15日'
    """
    if not ('O' in folded or 'o' in folded or 'l' in folded or 'I' in folded or '曰' in folded):
        return folded
    return _MISREAD.sub(lambda match: match.group().translate(_READ), folded)


_WEEKDAY = '[一二三四五六日天]'
_BRACKET = rf'(?:\s*\((?:(?:[本下]?周|星期|礼拜){_WEEKDAY}|不?含[^()]{{0,6}}|\d{{1,2}}月\d{{1,2}}日)\))?'
"""What may stand in brackets between a day and its 前, or after it: （星期五）, （含）, （含当日）."""
_SOON = rf'(?=\s*(?:{TIME})?\s*(?:{BEFORE}|内))'
_NAMED_DAY = (
    r'(?:(?<![一二三四五六七八九十百第\d])[“"]?(?:三八|五一|五四|六一|七一|八一|十一)[”"]?'
    r'(?:国际劳动节|劳动节|建党节|建军节|国庆节|儿童节|青年节|妇女节|节)?'
    r'|(?:国庆|元旦|元宵|清明|端午|中秋)节?|春节|除夕|教师节|劳动节|建党节|建军节)'
)
_FEAST = (
    rf'(?P<{{p}}feast>{_NAMED_DAY})(?:假期|放假|到来|来临)?'
    rf'(?=(?:[、和及与]?{_NAMED_DAY}){{{{0,3}}}}(?:[两双三]节|来临|到来)?\s*(?:(?P<{{p}}due>{BEFORE})|前后|前夕))'
)
"""A festival, or one of several, that something is before or about; “五一”口号 is a name."""


def _day(p: str) -> str:
    """A day: with its 日 (or what a scan made of it), short of it before 前, or first of '6-12日'."""
    return (
        rf'(?P<{p}d>{DAY})\s*(?:(?P<{p}dw>[日曰目])|号(?![文楼院门令线]))'
        rf'|(?P<{p}nd>\d{{1,2}})(?=\s*(?:{BEFORE}))'
        rf'|(?P<{p}rd>\d{{1,2}}|{_HAN_DAY})(?=\s*(?:{_MARK}|[至到]|{_LISTED})\s*(?:\d{{1,2}}|{_HAN_DAY})\s*日)'
    )


def _year(p: str) -> str:
    return rf'(?:(?P<{p}y>{YEAR})\s*年度?|(?P<{p}ry>今年|本年|当年|去年|上年|明年|次年|翌年))\s*'


def _point(p: str) -> str:
    """One date with as much of it as is written; groups are named with the prefix p."""
    month = (
        rf'(?P<{p}m>{MONTH})\s*(?:月份?(?!度)|(?P<{p}mw>用)(?=\s*\d{{1,2}}\s*[日曰])'
        rf'|(?=(?:{_MARK}|[至到])\d{{1,2}}月(?!度)))'
    )
    numbers = rf'(?P<{p}im>1[0-2]|0?[1-9])\s?[-./]\s?(?P<{p}id>3[01]|[12]\d|0?[1-9])(?![\d.])日?'
    return (
        rf'(?P<{p}iy>(?<!\d)(?:19|20)\d{{2}})\s?[-./]\s?{numbers}'
        rf'|(?P<{p}gy>(?<!\d)20\d{{2}})(?P<{p}gm>1[0-2]|0?[1-9])月(?P<{p}gd>3[01]|[12]\d|0?[1-9])日'
        rf'|(?P<{p}cy>(?<!\d)20\d{{2}})(?P<{p}cm>0[1-9]|1[0-2])(?P<{p}cd>0[1-9]|[12]\d|3[01])(?=\s*(?:{BEFORE}))'
        rf'|(?P<{p}hm>(?<!\d)(?:0[1-9]|1[0-2]))(?P<{p}hd>0[1-9]|[12]\d|3[01])日'
        rf'|(?:(?<=[请须应必需]于)|(?<=\()|^(?=[\d./]{{3,5}}日?前$))(?P<{p}tm>1[0-2]|[1-9])[./](?P<{p}td>3[01]|[12]\d|0?[1-9])(?![\d.])(?=日?\s*(?:{BEFORE}))日?'
        rf'|(?:{_year(p)})?(?:{month}\s*(?:{_day(p)}|(?P<{p}part>{PART}))?|{_FEAST.format(p=p)})'
        rf'|{_year(p + "x")}(?P<{p}yp>{YEAR_PART}|(?=(?:\(含[^()]{{0,6}}\))?(?:{BEFORE})))'
        rf'|(?P<{p}rm>本月|当月|下个?月|上个?月)\s*(?:{_day(p + "x")}|(?P<{p}rpart>{PART}|内))?'
        rf'|(?P<{p}rq>本|当|下|上)个?季度?(?P<{p}rqpart>初|末|底|内)(?!容)'
        rf'|(?P<{p}week>本周|下周|(?<![每本下上至到各逢、])(?:周|星期)(?={_WEEKDAY}{_SOON}))'
        rf'(?P<{p}wd>{_WEEKDAY}|末|内)'
        rf'|(?P<{p}near>今[日天]|明[日天]|后天){_SOON}'
        rf'|(?:(?<=[于在])|(?<=[于在]\s))(?P<{p}ld>{DAY})\s*[日号](?=\s*(?:{TIME})?\s*(?:{BEFORE}))'
        rf'|(?<![\d一二三四五六七八九十两半近每各逐个本当次上下前])(?P<{p}bare>年底|年末|年内|年初|月底|月末|月内|季度?[末底]'
        r'|上半年|下半年|第?[一二三四1-4]季度(?:末|底)?)'
    )


def _last_point(p: str) -> str:
    """The second date of a range: a day alone is enough, or 5.10 after 2026.3.11."""
    return (
        rf'{_point(p)}|(?P<{p}od>{DAY})\s*日|(?P<{p}op>[上中下]旬|[底末])'
        rf'|(?(aiy)(?P<{p}sm>1[0-2]|0?[1-9])[./](?P<{p}sd>3[01]|[12]\d|0?[1-9])(?![\d.])|(?!))'
    )


PAPER = '通知|意见|文件|办法|方案|函|通报|决定|批复|公告|文'
_ISSUED = rf'(?:[此本该](?:{PAPER}))?(?:印发|下发|发布|公布|颁布|发文)(?:之日|后)起?'
_TAKEN = rf'[自从](?P<taken>(?:收到|接到?)[此本该]?(?:{PAPER})|收文)(?:之日|后)起?'
_FROM_NOW = rf'(?:即日起?|[自从]?现在(?:起|开始)|[自从]?{_ISSUED}|{_TAKEN})\s*[,，]?\s*(?:[至到]|{_MARK})'
_LIMIT = (
    r'截止(?:日期|时间)?(?:为|到|至|:)?|截至到?|不得?[迟晚]于'
    r'|[最至][迟晚](?:不得?(?:超过|[迟晚]于)|于)?'
)

_CLOSING_HOUR = (
    rf'(?:\((?:[本下]?(?:周|星期){_WEEKDAY}\s*[,，、]?\s*)?(?P<until>截[止至](?:时间)?[到为:]?)?(?P<ctime>{TIME})'
    rf'\s*(?:(?:{BEFORE})|截止|(?(until)|(?!)))\)|[,，、]\s*(?P<dtime>{TIME})\s*(?:{BEFORE}))'
)
"""3月13日（下午5点前）, 3月13日，17时前: the hour closes the day."""

POINT = re.compile(
    r'(?=[截不最至自从即现此本该印下发公颁\dOolI一二三四五六七八九十廿今当去上明次翌周星后年月季第国元春除清端中教劳建“"])'
    rf'(?:(?P<now>{_FROM_NOW})\s*|(?P<prefix>{_LIMIT})\s*)?'
    rf'(?:{_point("a")}){_BRACKET}\s*(?P<atime>{_TIMES})?'
    rf'(?:(?:{DASH}|(?<=\d){_LISTED}(?=\d)|(?P<onedash>(?<=日)一{{1,2}}(?=\d)))(?:{_last_point("b")}){_BRACKET}\s*(?P<btime>{_TIMES})?)?'
    rf'(?:\s*\([^()]{{1,14}}\)(?=\s*(?:{BEFORE})))?\s*(?P<limit>(?:{BEFORE}){_BRACKET}|{_CLOSING_HOUR}|为止|止(?!步)|截止(?![日时])|前后|前夕|左右)?'
)

JOINED = re.compile(
    rf'\s*(?:、|和|以?及|或|与)\s*(?P<d>{DAY})\s*[日号](?!内|以内|之内){_BRACKET}\s*(?P<time>{TIME})?\s*(?P<limit>{BEFORE})?'
)
"""A further day of the same month: 3月10日、20日前."""

RUN = re.compile(
    rf'\s*起\s*[,，]?\s*(?:连续|为期|公示|利?用|共)?\s*(?P<n>{COUNT})\s*(?P<unit>个?工作日|个?自然日|天|日|周|个月|年)'
    r'(?!之?内|以内|后)(?:时间)?'
)
"""How long something runs from the day before it: 8月10日起15天."""

CLOCK = re.compile(rf'(?=[上下中早晚傍凌零\d一二三四五六七八九十两])(?:{TIME})(?:{DASH}(?:{TIME}))?')
