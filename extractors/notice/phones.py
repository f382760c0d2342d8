"""Telephone numbers of a line: told from fax numbers, post codes, accounts and sums."""

from __future__ import annotations

import re
from collections.abc import Iterator

EMAIL = re.compile(r'[A-Za-z0-9][\w.+\-]{0,63}@[A-Za-z0-9\-]+(?:\.[A-Za-z0-9\-]+)+', re.ASCII)
_NUMBER = (
    r'(?<![\d.@A-Za-z〔\[])(?:\(0\d{2,3}\)\s?\d{7,8}|0\d{2,3}\s?[-—–]\s?\d{7,8}'
    r'|0\d{2,3}\s?[-—–\s]\s?\d{3,4}[ -]\d{4}|0\d{2,3}\s\d{7,8}'
    r'|1[3-9](?:[ -]?\d){9}|400-?\d{3}-?\d{4}|0\d{9,11}|\d{7,8})'
    r'(?![\d@A-Za-z年]|[ ]\d{2,6}(?!\d|[ -]\d|年|月|-))'
)
_PHONE = re.compile(
    rf'(?P<phone>{_NUMBER})(?:\s*(?:转|[-—]|,?\s*\(?\s*分机号?\s*[:：]?)\s*(?P<extension>\d{{1,5}})(?!\d))?'
)
_SHORT = re.compile(r'(?<![\d\-—])(?:12\d{3}|9[56]\d{3,4}|11[0-9])(?!\d|[ ]\d|[-—]\d)')
CUE = re.compile(r'电\s*话|联系人|联系方式|手\s*机|热线|咨询|邮箱|邮件|(?:^|[，。；、\s(])Tel', re.IGNORECASE)
_FAX = re.compile(r'传\s*真(?:\s*(?:电\s*话|号\s*码|号|报\s*送|发\s*送|发?至|到))?\s*[:：]?\s*$')
_BOTH = re.compile(r'(?:电\s*话|话)\s*[/、（(和及与]?\s*传\s*真\s*[)）]?\s*[:：]?\s*$')
_FAX_AFTER = re.compile(r'\s*[（(]\s*传\s*真\s*[)）]')
_ONLY_NUMBER = re.compile(r'\D*联\s*系\s*(?:人|方\s*式|电\s*话)\D*$')
_PLAIN_OK = re.compile(r'0\d{2,3}[-—–]\d{3,4}-?\d{4}|1[3-9](?:-?\d){9}|\(0\d{2,3}\)\d{7,8}')
_OF_OFFICE = re.compile(r'(?:[\u4e00-\u9fff]{2}[局处科股室办]|中心)\s*[:：]\s*$')
_ONLY_NAME = re.compile(r'\s*[\u4e00-\u9fff](?:\s*[\u4e00-\u9fff]){1,2}[\s:,]*')
_ONE_MORE = re.compile(r'[；;、，,]\s*[\u4e00-\u9fff]{2,3}\s*[:：,，(（]?\s*$')  # the next person's name
_NO_CUE = re.compile(r'[。；;]|网址|邮编|http|ICP|编号|账号|QQ')
_OTHER_NUMBER = re.compile(
    r'邮编\W*$|邮政编码\W*$|账号\W*$|编号\W*$|QQ群?(?:号)?\W*$|第$|\d万?元$|(?:统一社会)?信用代码\W*$'
)
_SUM_AFTER = re.compile(r'\s*[元人户万亿家个%]')
_BLANKS = re.compile(r'\s')
_ZERO = re.compile(r'(?<=\d)[Oo〇○](?=[\dOolI\-—]|$|[^\w@.])|(?<=[:\s(])[Oo](?=\d\d)')
_ONE = re.compile(r'(?<=\d)[lI|](?=[\dOolI\-—]|$|[^\w@.])|(?<=[:\s(])[lI](?=\d\d)')
NOT_NAME = re.compile(
    r'电话|联系|咨询|方式|传真|邮箱|单位|地址|办公|服务|监督|举报|报名|考务|值班|热线|中心|投诉|技术|支持|手机|邮编|政策|业务|网上'
    r'|移动|固定|座机|直线|总机|内线|分机|短号|科室|部门'
)


def line_to_phones(folded: str, *, cued: bool) -> Iterator[re.Match[str]]:
    """The telephone numbers of a folded line; group extension is what follows 转 or 分机.

    Bare digits count only beside a word such as 电话 (cued: on this line or the one before), after an
    office's name and a colon, or after a person's name alone; with an area code they count anywhere.
    """
    taken = [match.span() for match in EMAIL.finditer(folded)]
    for match in sorted(
        [*_PHONE.finditer(folded), *(_SHORT.finditer(folded) if cued else ())], key=lambda m: m.start()
    ):
        inside_email = any(start <= match.start() < end for start, end in taken)
        if inside_email or _is_fax(folded, match) or _is_other_number(folded, match):
            continue
        plain = _PLAIN_OK.match(_BLANKS.sub('', match.group()))
        office = _OF_OFFICE.search(folded, max(0, match.start() - 8), match.start())
        if (
            plain
            or office
            or (cued and (_is_cued(folded, match.start()) or _is_named(folded[: match.start()])))
        ):
            yield match


def misread_digits(folded: str) -> str:
    """The text with O, o and l, I between the digits of a number as 0 and 1; its length stays.

    >>> misread_digits('电话:1234l67O')
    '电话:12341670'
    """
    return _ONE.sub('1', _ZERO.sub('0', folded))


def _is_named(before: str) -> bool:
    """Whether nothing but a person's name stands before a number, as in the second line of a list."""
    name = _ONLY_NAME.fullmatch(before)
    return name is not None and not NOT_NAME.search(_BLANKS.sub('', before)) and '号' not in before


def _is_cued(folded: str, start: int) -> bool:
    """Whether a word for telephone stands before bare digits, with nothing but numbers and names between."""
    before = folded[max(0, start - 40) : start]
    cue = [match.end() for match in CUE.finditer(before)]
    return bool(cue) and not _NO_CUE.search(_ONE_MORE.sub('', before[cue[-1] :]))


def _is_other_number(folded: str, match: re.Match[str]) -> bool:
    before = folded[max(0, match.start() - 8) : match.start()]
    return bool(_OTHER_NUMBER.search(before) or _SUM_AFTER.match(folded, match.end()))


def _is_fax(folded: str, match: re.Match[str]) -> bool:
    before = folded[max(0, match.start() - 12) : match.start()]
    if _FAX_AFTER.match(folded, match.end()):
        return not _ONLY_NUMBER.match(folded[: match.start()])
    return _FAX.search(before) is not None and not _BOTH.search(before)
