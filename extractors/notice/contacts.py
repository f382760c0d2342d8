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
_NAME_LABEL = re.compile(
    r'(?:联\s*系\s*人|经\s*办\s*人|联络员|联系人及(?:联系)?(?:电话|方式))\s*(?:及(?:联系)?(?:电话|方式))?\s*[:：]?\s*'
    r'(?P<names>[\u4e00-\u9fff](?:[\s·]*[\u4e00-\u9fff]){1,3}(?:\s*[、,，]\s*[\u4e00-\u9fff]{2,3})*?)'
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
_NOT_NAME = re.compile(
    r'电话|联系|咨询|方式|传真|邮箱|单位|地址|办公|服务|监督|举报|报名|考务|值班|热线|中心|投诉|技术|支持|手机|邮编|政策|业务|网上'
)


def lines_to_contacts(lines: Sequence[Line]) -> tuple[Contact, ...]:
    """The contacts that lines give, in order; each number and each address once.

    Bare digits count as a telephone only beside a word such as 电话; with an area code they
    count anywhere. Fax numbers are left out.
    """
    found: list[Contact] = []
    office: str | None = None
    for index, line in enumerate(lines):
        nearby = ' '.join(near.text for near in lines[max(0, index - 1) : index])
        found.extend(_with_office(contact, office) for contact in _line_to_contacts(line, nearby))
        after = _OFFICE_AFTER.search(line.text)
        office = after['office'] if after else office
    return _merged(found)


def _with_office(contact: Contact, office: str | None) -> Contact:
    if contact.office or contact.name is None:
        return contact
    return replace(contact, office=office)


def _line_to_contacts(line: Line, before: str) -> Iterator[Contact]:
    folded = fold(line.text)
    if '@' not in folded and not re.search(r'\d{5}|11\d', folded):
        return
    names = _labelled_names(line.text)
    phones = list(
        _phones(folded, cued=_CUE.search(folded) is not None or _CUE.search(fold(before)) is not None)
    )
    emails = list(_EMAIL.finditer(folded))
    for position, match in enumerate(phones):
        name = _name_for(folded, match, names, position, len(phones))
        yield Contact(
            name=name,
            phone=re.sub(r'\s', '', match['phone']) if 'phone' in match.groupdict() else match.group(),
            office=_office_before(folded, match.start()),
            extension=match.groupdict().get('extension'),
            where=line.where,
        )
    for match in emails:
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
        plain = _PLAIN_OK.match(re.sub(r'\s', '', match.group()))
        if plain or (cued and _is_cued(folded, match.start())):
            yield match


def _is_cued(folded: str, start: int) -> bool:
    """Whether a word for telephone stands before bare digits, with nothing but numbers and names between."""
    before = folded[max(0, start - 40) : start]
    cue = [match.end() for match in _CUE.finditer(before)]
    return bool(cue) and not re.search(r'[。；;]|网址|邮编|http|ICP|编号|账号|QQ', before[cue[-1] :])


def _is_other_number(folded: str, match: re.Match[str]) -> bool:
    before = folded[max(0, match.start() - 8) : match.start()]
    return (
        re.search(r'邮编\W*$|邮政编码\W*$|账号\W*$|编号\W*$|QQ群?(?:号)?\W*$|第$|\d万?元$', before)
        is not None
    )


def _labelled_names(text: str) -> list[str]:
    names: list[str] = []
    for match in _NAME_LABEL.finditer(text):
        names.extend(re.sub(r'\s', '', name) for name in re.split('[、,，]', match['names']))
    return [name for name in names if not _NOT_NAME.search(name)]


def _name_for(folded: str, match: re.Match[str], names: list[str], position: int, count: int) -> str | None:
    """The person of a number: the labelled names in order, or two or three letters right before it."""
    if names:
        return (
            names[min(position, len(names) - 1)]
            if len(names) == count or position == 0 or len(names) > 1
            else None
        )
    before = _NAME_BEFORE.search(folded[max(0, match.start() - 24) : match.start()])
    if before is None or _NOT_NAME.search(before['name'].replace(' ', '')):
        return None
    name = before['name'].replace(' ', '')
    return None if re.search('[部委局厅办室处科股所站院会]$', name) else name


def _office_before(folded: str, start: int) -> str | None:
    match = _OFFICE_BEFORE.search(folded[max(0, start - 40) : start])
    return re.sub('^.*(?:由|和|及|与|至|到|上报|报送|报|向)(?=.{3})', '', match['office']) if match else None


def _merged(found: Sequence[Contact]) -> tuple[Contact, ...]:
    """Each number and address once, the mention that says most kept."""
    kept: dict[str, Contact] = {}
    for contact in found:
        key = re.sub(r'\D', '', contact.phone) if contact.phone else (contact.email or '').lower()
        if key not in kept or (kept[key].name is None and contact.name):
            kept[key] = contact
    return tuple(kept.values())
