"""Contacts: telephone numbers and e-mail addresses with the person and the office they belong to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from extractors.notice.lines import Line
from model.notice import Contact
from model.place import Where
from text.date_patterns import fold

_EMAIL = re.compile(r'[A-Za-z0-9][\w.+\-]{0,63}@[A-Za-z0-9\-]+(?:\.[A-Za-z0-9\-]+)+', re.ASCII)
_NUMBER = (
    r'(?<![\d.@A-Za-z〔\[])(?:\(0\d{2,3}\)\s?\d{7,8}|0\d{2,3}\s?[-—–]\s?\d{7,8}|0\d{2,3}\s\d{7,8}|1[3-9]\d{9}|400-?\d{3}-?\d{4}|0\d{9,11}|\d{7,8})'
    r'(?![\d@A-Za-z年])'
)
_PHONE = re.compile(rf'(?P<phone>{_NUMBER})(?:\s*(?:转|-)\s*(?P<extension>\d{{1,5}})(?!\d))?')
_SHORT = re.compile(r'(?<!\d)(?:12\d{3}|9[56]\d{3,4}|11[0-9])(?!\d)')
_CUE = re.compile(
    r'电\s*话|联系人|联系方式|手\s*机|热线|咨询|邮箱|邮件|(?:^|[，。；、\s(])Tel', re.IGNORECASE
)
_FAX = re.compile(r'传\s*真\s*[:：]?\s*$')
_PLAIN_OK = re.compile(r'0\d{2,3}[-—–]\d{7,8}|1[3-9]\d{9}|\(0\d{2,3}\)\d{7,8}')
_NAME = r'[\u4e00-\u9fff](?:[ \u3000\xa0·]*[\u4e00-\u9fff]){1,3}'
_NAME_LABEL = re.compile(
    r'(?:联\s*系\s*人|经\s*办\s*人|联络员)\s*(?:[及和与](?:联系)?(?:电话|方式))?\s*[:：]?\s*'
    rf'(?P<names>{_NAME}(?:\s*[、,，/]\s*{_NAME}|[ \u3000]{{1,2}}[\u4e00-\u9fff]{{2,3}})*?)'
    r'(?=\s*(?:联\s*系\s*电\s*话|电\s*话|手\s*机|联系方式|传真|邮箱|电子|[;；,，。()（）:：]|\d|\s{2}|$))'
)
_NAME_BEFORE = re.compile(
    r'(?:^|[\s:：、,，;；(（])(?P<name>[\u4e00-\u9fff](?:\s?[\u4e00-\u9fff]){1,2})\s*[:：,，(（]?\s*(?:联系电话|电话|手机)?\s*[:：]?\s*$'
)
_OFFICE_BEFORE = re.compile(
    r'(?P<office>[\u4e00-\u9fff]{3,24}(?:[部委局厅办室院会处科股中心所站]))\s*[（(]?\s*(?:联\s*系|咨询)?\s*(?:电\s*话|热线)?\s*[:：]?\s*$'
)
_OFFICE_AFTER = re.compile(
    r'(?:反馈|报送|报|发送|联系|咨询|提交|上报)[至到给]?(?P<office>[\u4e00-\u9fff]{3,24}?[部委局厅办室院会处科股中心所站])(?=[。，；,;（(]|$)'
)
_LABEL = re.compile(
    r'[（(]?(?:联\s*系\s*|办\s*公\s*|咨\s*询\s*)?(?:电\s*话|方\s*式|手\s*机)|手\s*机|传\s*真|(?:联\s*系\s*|通\s*讯\s*)?地\s*址|邮\s*[箱编]|邮\s*政\s*编\s*码'
    r'|(?:电\s*子\s*)?(?:邮\s*[箱件]|信\s*箱)|E-?mail|QQ|微\s*信',
    re.IGNORECASE,
)
_ONLY_NAME = re.compile(r'\s*[\u4e00-\u9fff](?:\s*[\u4e00-\u9fff]){1,2}[\s:,]*')
_ONE_MORE = re.compile(r'[；;、，,]\s*[\u4e00-\u9fff]{2,3}\s*[:：,，(（]?\s*$')  # the next person's name
_NO_CUE = re.compile(r'[。；;]|网址|邮编|http|ICP|编号|账号|QQ')
_OTHER_NUMBER = re.compile(r'邮编\W*$|邮政编码\W*$|账号\W*$|编号\W*$|QQ群?(?:号)?\W*$|第$|\d万?元$')
_BEFORE_OFFICE = re.compile('^.*(?:由|和|及|与|至|到|上报|报送|报|向)(?=.{3})')
_MAILBOX = re.compile(r'(?:邮\s*[箱件]|信\s*箱|E-?mail)[\s:：(（]*[A-Za-z0-9][\w.+\-]*@', re.IGNORECASE)
_DIGITS = re.compile(r'\d{5}|11\d')
_BLANKS = re.compile(r'\s')
_COMMAS = re.compile('[、,，/]')
_NO_DIGIT = re.compile(r'\D')
_OFFICE_END = re.compile('[部委局厅办室处科股所站院会]$')
_NOT_NAME = re.compile(
    r'电话|联系|咨询|方式|传真|邮箱|单位|地址|办公|服务|监督|举报|报名|考务|值班|热线|中心|投诉|技术|支持|手机|邮编|政策|业务|网上'
)


def lines_to_contacts(lines: Sequence[Line]) -> tuple[Contact, ...]:
    """The contacts that lines give, in order; each number and each address once.

    Bare digits count as a telephone only beside a word such as 电话; with an area code they
    count anywhere. Fax numbers are left out. Names on a line of their own (联系人：…) belong to the
    numbers on the lines right below, and an address below a single contact to that contact.
    """
    found: list[Contact] = []
    office: str | None = None
    names: list[str] = []  # of the block of lines 联系人, 电话, 邮箱 that is being read
    start, last = 0, -9  # where in found that block began, and its last line
    for index, line in enumerate(lines):
        own = _labelled_names(line.text)
        if own or last != index - 1 or not _LABEL.match(line.text):
            names, start, last = own, len(found), index if own else -9
        nearby = lines[index - 1].text if index else ''
        contacts = [_with_office(contact, office) for contact in _line_to_contacts(line, nearby, names)]
        if contacts or last == index - 1:
            last = index
        if any(contact.phone for contact in contacts):
            names = []
        found[start:] = _made_one(found[start:], contacts)
        after = _OFFICE_AFTER.search(line.text)
        office = after['office'] if after else office
    return _merged(found)


def _made_one(block: list[Contact], contacts: list[Contact]) -> list[Contact]:
    """A block's contacts with those of its next line: an only number and an only address are one."""
    reached = [index for index, contact in enumerate(block) if contact.phone or contact.email]
    if len(reached) != 1 or not contacts or any(contact.phone for contact in contacts[1:]):
        return [*block, *contacts]
    first, second = block[reached[0]], contacts[0]
    if (first.email and second.email) or (first.phone and second.phone):
        return [*block, *contacts]
    first, second = (first, second) if first.phone else (second, first)
    block[reached[0]] = replace(first, email=second.email, name=first.name or second.name)
    return [*block, *contacts[1:]]


def _with_office(contact: Contact, office: str | None) -> Contact:
    if contact.office or contact.name is None:
        return contact
    return replace(contact, office=office)


def _line_to_contacts(line: Line, before: str, names: list[str]) -> Iterator[Contact]:
    """The contacts of one line, labelled names given; an address called 邮箱 joins a single number."""
    folded = fold(line.text)
    if '@' not in folded and not _DIGITS.search(folded):
        return
    phones = list(
        _phones(folded, cued=_CUE.search(folded) is not None or _CUE.search(fold(before)) is not None)
    )
    emails = list(_EMAIL.finditer(folded))
    joined = emails[0].group() if len(phones) == len(emails) == 1 and _MAILBOX.search(folded) else None
    for position, match in enumerate(phones):
        yield Contact(
            name=_name_for(folded, match, names, position, len(phones)),
            phone=_BLANKS.sub('', match['phone']) if 'phone' in match.groupdict() else match.group(),
            email=joined,
            office=_office_before(folded, match.start()),
            extension=match.groupdict().get('extension'),
            where=line.where,
        )
    if phones:
        yield from (Contact(name=name, where=line.where) for name in names[len(phones) :])
    for match in [] if joined else emails:
        yield _email_to_contact(match.group(), names if not phones else [], line.where)


def _email_to_contact(email: str, names: list[str], where: Where) -> Contact:
    return Contact(name=names[0] if len(names) == 1 else None, email=email, where=where)


def _phones(folded: str, *, cued: bool) -> Iterator[re.Match[str]]:
    taken = [match.span() for match in _EMAIL.finditer(folded)]
    for match in sorted(
        [*_PHONE.finditer(folded), *(_SHORT.finditer(folded) if cued else ())], key=lambda m: m.start()
    ):
        inside_email = any(start <= match.start() < end for start, end in taken)
        if (
            inside_email
            or _FAX.search(folded[max(0, match.start() - 12) : match.start()])
            or _is_other_number(folded, match)
        ):
            continue
        plain = _PLAIN_OK.match(_BLANKS.sub('', match.group()))
        if plain or (cued and (_is_cued(folded, match.start()) or _is_named(folded[: match.start()]))):
            yield match


def _is_named(before: str) -> bool:
    """Whether nothing but a person's name stands before a number, as in the second line of a list."""
    name = _ONLY_NAME.fullmatch(before)
    return name is not None and not _NOT_NAME.search(_BLANKS.sub('', before)) and '号' not in before


def _is_cued(folded: str, start: int) -> bool:
    """Whether a word for telephone stands before bare digits, with nothing but numbers and names between."""
    before = folded[max(0, start - 40) : start]
    cue = [match.end() for match in _CUE.finditer(before)]
    return bool(cue) and not _NO_CUE.search(_ONE_MORE.sub('', before[cue[-1] :]))


def _is_other_number(folded: str, match: re.Match[str]) -> bool:
    before = folded[max(0, match.start() - 8) : match.start()]
    return _OTHER_NUMBER.search(before) is not None


def _labelled_names(text: str) -> list[str]:
    if '人' not in text and '联络员' not in text:
        return []
    printed = (piece for match in _NAME_LABEL.finditer(text) for piece in _COMMAS.split(match['names']))
    names = [name for piece in printed for name in _apart(piece)]
    return [name for name in names if not _NOT_NAME.search(name)]


def _apart(printed: str) -> list[str]:
    """甲某 乙某 is two names; 甲 某 is one, spaced out to the width of three letters."""
    pieces = printed.split()
    return pieces if all(len(piece) > 1 for piece in pieces) else [''.join(pieces)]


def _name_for(folded: str, match: re.Match[str], names: list[str], position: int, count: int) -> str | None:
    """The person of a number: the labelled names in order, or two or three letters right before it."""
    if position < len(names):
        return names[position]
    if names and len(names) > 1 and count > len(names):
        return names[-1]
    before = _NAME_BEFORE.search(folded[max(0, match.start() - 24) : match.start()])
    name = _BLANKS.sub('', before['name']) if before else ''
    return None if not name or _NOT_NAME.search(name) or _OFFICE_END.search(name) else name


def _office_before(folded: str, start: int) -> str | None:
    match = _OFFICE_BEFORE.search(folded[max(0, start - 40) : start])
    return _BEFORE_OFFICE.sub('', match['office']) if match else None


def _merged(found: Sequence[Contact]) -> tuple[Contact, ...]:
    """Each number and address once, the mention that says most kept."""
    kept: dict[str, Contact] = {}
    for contact in found:
        number = _NO_DIGIT.sub('', contact.phone) if contact.phone else ''
        key = number or (contact.email or contact.name or '').lower()
        if key not in kept or (kept[key].name is None and contact.name):
            kept[key] = contact
    joined = {contact.email for contact in kept.values() if contact.phone}
    return tuple(
        contact for contact in kept.values() if contact.phone or contact.email not in joined - {None}
    )
