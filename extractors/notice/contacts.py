"""Contacts: telephone numbers and e-mail addresses with the person and the office they belong to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from extractors.notice.lines import Line
from extractors.notice.phones import CUE, EMAIL, NOT_NAME, line_to_phones, misread_digits
from model.notice import Contact
from model.place import Where
from text.date_patterns import fold

_NAME = (
    r'[\u4e00-\u9fff](?:[ \u3000\xa0·]*(?!联\s*系|电\s*话|手\s*机|传\s*真|邮\s*[箱编])[\u4e00-\u9fff]){1,3}'
)
_OFFICE = r'[\u4e00-\u9fff“”]{2,24}(?:[部委局厅办室院会处科股所站]|中心|支队|大队)'
_NAME_LABEL = re.compile(
    r'(?:联\s*系\s*人|经\s*办\s*人|联络员|收\s*件\s*人)\s*(?:[及和与](?:联系)?(?:电话|方式))?\s*(?:[:：]|(?!\s*(?:参加|负责|填写|名单|信息|姓名|报送|应当?|须|要|为|由|将|是|的|等|可)))\s*'
    rf'(?:{_OFFICE}[\s,，、]+(?={_NAME}))?'
    rf'(?P<names>{_NAME}(?:\s*[、,，/]\s*{_NAME}|[ \u3000]{{1,2}}[\u4e00-\u9fff]{{2,3}})*?)'
    r'(?=\s*(?:联\s*系\s*电\s*话|电\s*话|手\s*机|联系方式|传真|邮箱|电子|[;；,，。()（）:：]|\d|\s{2}|$))'
)
_NAME_BEFORE = re.compile(
    r'(?:^|[\s:：、,，;；(（])(?P<name>[\u4e00-\u9fff](?:\s?[\u4e00-\u9fff]){1,2})\s*[:：,，(（]?\s*(?:联系电话|电话|手机)?\s*[:：]?\s*$'
)
_OFFICE_BEFORE = re.compile(
    r'(?P<office>[\u4e00-\u9fff]{2,24}(?:[部委局厅办室院会处科股所站]|中心))\s*[（(]?\s*(?:联\s*系|咨询)?\s*(?:电\s*话|热线)?\s*[:：]?\s*$'
)
_OFFICE_AND_NAME = re.compile(
    rf'(?P<office>{_OFFICE})\s*(?:联\s*系\s*人|[\s:,，;；(])[\s:,，;；(]*(?:联\s*系\s*人\s*:?\s*)?(?:{_NAME}(?:\([男女]\))?)?'
    r'[\s:,，;；(/]*(?:联\s*系\s*电\s*话|电\s*话|手\s*机|座机|Tel)?\s*:?\s*$'
)
_OFFICE_LABEL = re.compile(
    rf'(?:联\s*系|承\s*办|主\s*办|受\s*理|咨\s*询|办\s*理)\s*(?:单\s*位|科\s*室|处\s*室|部\s*门|机\s*构|人(?=\s*:\s*{_OFFICE}[\s,，、]+{_NAME}))\s*:\s*(?P<office>{_OFFICE})'
)
_OFFICE_OF_NAME = re.compile(rf'{_NAME}\s*\(\s*(?P<office>{_OFFICE})\s*\)')
_SAME_PERSON = re.compile(r'[\s,，、/]*(?:(?:或|及)?(?:手\s*机|座\s*机|移动电话|固定电话|办公电话)?\s*:?\s*)')
_OFFICE_AFTER = re.compile(
    r'(?:反馈|报送|报|发送|联系|咨询|提交|上报)[至到给]?(?P<office>[\u4e00-\u9fff]{3,24}?[部委局厅办室院会处科股中心所站])(?=[。，；,;（(]|$)'
)
_LABEL = re.compile(
    r'[（(]?(?:联\s*系\s*|办\s*公\s*|咨\s*询\s*)?(?:电\s*话|方\s*式|手\s*机)|手\s*机|传\s*真|(?:联\s*系\s*|通\s*讯\s*)?地\s*址|邮\s*[箱编]|邮\s*政\s*编\s*码'
    r'|(?:电\s*子\s*)?(?:邮\s*[箱件]|信\s*箱)|E-?mail|QQ|微\s*信',
    re.IGNORECASE,
)
_BEFORE_OFFICE = re.compile('^.*(?:由|和|及|与|至|到|上报|报送|报|向|联系|咨询|请)(?=.{2})')
_MAILBOX = re.compile(r'(?:邮\s*[箱件]|信\s*箱|E-?mail)[\s:：(（]*[A-Za-z0-9][\w.+\-]*@', re.IGNORECASE)
_DIGITS = re.compile(r'\d{5}|11\d|\d{3,4}[ -]\d{3,4}')
_DIGIT, _COLON = re.compile(r'[\d＠]'), re.compile('[:：]')
_BLANKS = re.compile(r'\s')
_MEANT = re.compile(r'收\s*件\s*人|电\s*话|手\s*机|\d{3}')
_COMMAS = re.compile('[、,，/]')
_NO_DIGIT = re.compile(r'\D')
_OFFICE_END = re.compile('[部委局厅办室处科股所站院会]$')


def lines_to_contacts(lines: Sequence[Line]) -> tuple[Contact, ...]:
    """The contacts that lines give, in order; each number and each address once.

    Bare digits count as a telephone only beside a word such as 电话; with an area code they
    count anywhere. Fax numbers are left out. Names on a line of their own (联系人：…) belong to the
    numbers on the lines right below, and an address below a single contact to that contact.
    """
    found: list[Contact] = []
    office: str | None = None
    block_office: str | None = None
    names: list[str] = []  # of the block of lines 联系人, 电话, 邮箱 that is being read
    start, last = 0, -9  # where in found that block began, and its last line
    for index, line in enumerate(lines):
        own = _labelled_names(line.text)
        if own or last != index - 1 or not _LABEL.match(line.text):
            found.extend(_unreached(found, names, lines, last))
            names, start, last = own, len(found), index if own else -9
        nearby = lines[index - 1].text if index else ''
        labelled = _OFFICE_LABEL.search(fold(line.text)) if _COLON.search(line.text) else None
        block_office = labelled['office'] if labelled else block_office if last == index - 1 else None
        contacts = [
            _with_office(contact, block_office or office)
            for contact in _line_to_contacts(line, nearby, names)
        ]
        last = index if labelled else last
        if contacts or last == index - 1:
            last = index
        if any(contact.phone for contact in contacts):
            names = []
        found[start:] = _made_one(found[start:], contacts)
        after = _OFFICE_AFTER.search(line.text)
        office = after['office'] if after else office
    return _merged([*found, *_unreached(found, names, lines, last)])


def _unreached(
    found: Sequence[Contact], names: Sequence[str], lines: Sequence[Line], last: int
) -> Iterator[Contact]:
    """The people of a block that gives no number for them: 收件人：甲某某、乙某."""
    known = {contact.name for contact in found}
    if not names or not _MEANT.search(lines[last].text):
        return
    yield from (Contact(name=name, where=lines[last].where) for name in names if name not in known)


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
    if '@' not in line.text and not _DIGIT.search(line.text):
        return
    folded = fold(line.text)
    digits = misread_digits(folded)
    if '@' not in folded and not _DIGITS.search(digits):
        return
    phones = list(
        line_to_phones(digits, cued=CUE.search(folded) is not None or CUE.search(fold(before)) is not None)
    )
    emails = list(EMAIL.finditer(folded))
    joined = emails[0].group() if len(phones) == len(emails) == 1 and _MAILBOX.search(folded) else None
    name: str | None = None
    for position, match in enumerate(phones):
        last = phones[position - 1].end() if position else 0
        shared = position >= max(1, len(names)) and _SAME_PERSON.fullmatch(folded, last, match.start())
        name = name if shared else _name_for(folded, match, names, position, len(phones))
        yield Contact(
            name=name,
            phone=_BLANKS.sub('', match['phone']) if 'phone' in match.groupdict() else match.group(),
            email=joined,
            office=_office_for(folded, 0 if shared else last, match.start()),
            extension=match.groupdict().get('extension'),
            where=line.where,
        )
    if phones:
        yield from (Contact(name=name, where=line.where) for name in names[len(phones) :])
    for match in [] if joined else emails:
        yield _email_to_contact(match.group(), names if not phones else [], line.where)


def _email_to_contact(email: str, names: list[str], where: Where) -> Contact:
    return Contact(name=names[0] if len(names) == 1 else None, email=email, where=where)


def _labelled_names(text: str) -> list[str]:
    if '人' not in text and '联络员' not in text:
        return []
    printed = (piece for match in _NAME_LABEL.finditer(text) for piece in _COMMAS.split(match['names']))
    names = [name for piece in printed for name in _apart(piece)]
    return [name for name in names if not NOT_NAME.search(name)]


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
    return None if not name or NOT_NAME.search(name) or _OFFICE_END.search(name) else name


def _office_for(folded: str, last: int, start: int) -> str | None:
    """The office of a number: right before it, before or after the person's name, or labelled."""
    before = folded[max(last, start - 60) : start]
    match = (
        _OFFICE_LABEL.search(before)
        or _OFFICE_OF_NAME.search(before)
        or _OFFICE_BEFORE.search(before)
        or _OFFICE_AND_NAME.search(before)
    )
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
