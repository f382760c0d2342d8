"""What a sentence decides about the registration of an organisation, as proposals of events of the ledger."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from extractors.approval.decisions import Decided, decisions
from extractors.approval.lists import Row
from extractors.approval.names import is_organisation, listed_organisations, stated_count
from extractors.approval.sentences import Reading, Said
from model.approval import EventProposal, Unit
from model.subject import EventKind

_N = r'[“"]?(?P<{}>[\u4e00-\u9fffA-Za-z0-9·（）()、]{{4,80}}?)[”"]?'
_OLD, _NEW = _N.format('old'), _N.format('new')
_STOP = r'(?=$|[，。；：:,;]|的(?:变更|名称|登记|批复|决定|公告|函|复函)|登记|（|\(|并|及其?)'
_RENAME = (
    re.compile(
        rf'(?:将|对)?{_OLD}(?:的)?(?:单位|社会组织|登记)?(?:名称)?(?:申请)?(?:变更登记|变更|更名|改名|改)(?:登记)?为{_NEW}{_STOP}'
    ),
    re.compile(rf'名称(?:变更)?(?:登记)?由{_OLD}(?:变更|更名|改)(?:登记)?为{_NEW}{_STOP}'),
    re.compile(
        rf'(?:原|变更前|更名前)(?:的)?(?:登记)?名称(?:为|是)?[：:]?{_OLD}[，；,;]?(?:现|变更后|更名后|新)(?:的)?(?:登记)?名称(?:变更)?(?:为|是)?[：:]?{_NEW}{_STOP}'
    ),
)
_RENAMED_SELF = re.compile(rf'(?:名称|更名|改名)(?:变更)?(?:登记)?为{_NEW}{_STOP}')
_SUPERVISOR = re.compile(rf'业务主管单位(?:由[^，。；]{{2,30}}?)?(?:变更|调整|改)(?:登记)?为{_NEW}{_STOP}')
_ENDS: tuple[tuple[EventKind, re.Pattern[str], re.Pattern[str]], ...] = (
    (
        'revoke',
        re.compile(
            r'撤销(?:其|该[^，。；]{0,6})?(?:法人|设立|成立|社会团体)?登记|吊销[^，。；]{0,14}登记证书'
        ),
        re.compile(
            r'(?:撤销|吊销)(?P<who>[^，。；：]{4,200}?)(?:的)?(?:法人|设立|成立|社会团体|民办非企业单位)?登记'
        ),
    ),
    (
        'deregister',
        re.compile('注销(?:登记|$)'),
        re.compile('注销(?P<who>[^，。；：]{4,200}?)(?:的)?(?:法人)?登记'),
    ),
    (
        'register',
        re.compile('(?:成立|设立)登记'),
        re.compile(r'(?:成立|设立)登记(?P<who>[^，。；：]{4,200})$'),
    ),
)
"""What ends or begins a registration: the words behind an organisation's name, and around it."""
_BEFORE = re.compile(r'[^，。；：]*$')
_TAIL = ('作出', '给予', '处以', '予以', '依法', '进行', '办理', '申请', '提出', '法人', '处', '的', '，')
_ABSORB = (
    re.compile(rf'{_N.format("into")}吸收合并{_N.format("who")}{_STOP}'),
    re.compile(rf'{_N.format("who")}(?:整体)?(?:并入|合并到|合并至|吸收合并到){_N.format("into")}{_STOP}'),
    re.compile(rf'{_N.format("who")}由{_N.format("into")}吸收合并{_STOP}'),
)
_CONSOLIDATE = (
    re.compile(rf'{_N.format("who")}(?:新设)?合并(?:成立|设立|组建|登记|新设|为)+{_NEW}{_STOP}'),
    re.compile(rf'{_N.format("who")}(?:新设)?合并[^。；]{{0,12}}(?:名称|定名)(?:为|是)+{_NEW}{_STOP}'),
)
_DIVIDED_OFF = re.compile(
    rf'{_N.format("who")}(?:派生)?分立[，,].{{0,8}}?(?:成立|设立|新设)(?:登记)?{_NEW}{_STOP}'
)
_DIVIDE = re.compile(rf'{_N.format("who")}(?:申请)?(?:派生)?分立(?:登记)?(?:为|成立|设立)+{_NEW}{_STOP}')
_MOVE = re.compile('迁入|迁出|迁至|迁往|转入|转出')
_MOVED_FROM = re.compile(r'(?:的)?(?:登记管理机关|登记机关|登记关系|注册地|住所)(?:由.*)?$|由.*$')
_APPLIED = re.compile(r'(?P<who>[^，。；：]{4,200}?)(?:向我局|于[^，。]{4,14})?(?:申请|提出|提交|报来)')
_LEAD = re.compile(
    r'^(?:你[会单位校院所社团中心协学商]{1,3}|贵[会单位]{1,2}|对|将|由|给予|依法|申请|办理|现|原|的|，|关于|：)+'
)
_LONGEST_LIST = 600
_PLANNED = re.compile(r'拟(?:作出|撤销|给予|对)|告知书|听证')


def sentence_to_events(said: Said, reading: Reading) -> Iterator[EventProposal]:
    """Events that a sentence decides; none of a request, a refusal or a plan (拟撤销)."""
    if reading.asks or _PLANNED.search(said.plain):
        return
    for decided in decisions(_with_verdict(said.plain)):
        if decided.decision in {'granted', 'in_principle'}:
            yield from _decided(said, decided, reading)


def _with_verdict(text: str) -> str:
    """A penalty is decided by 给予…的行政处罚 too: its words stand for 决定 of the same length."""
    return text if '决定' in text else re.sub('给予|作出|处以', '决定', text, count=1)


def _decided(said: Said, decided: Decided, reading: Reading) -> Iterator[EventProposal]:
    inside = said.plain[decided.end : decided.stop]
    for read in (_renamed, _supervised, _absorbed, _consolidated, _divided, _moved, _ended):
        event = read(inside, said, reading)
        if event is not None:
            doubt = ("原文是原则同意",) if decided.decision == 'in_principle' else ()
            yield replace(event, places=(said.where,), reasons=(*event.reasons, *doubt))
            return


def _clean(text: str) -> str:
    return _LEAD.sub('', text.strip('“”"、')).strip('“”"')


def _units(text: str, said: Said, reading: Reading) -> tuple[Unit, ...]:
    """The organisations of a stretch, else the one spoken to (你会)."""
    names = listed_organisations(_clean(text))
    if names:
        return tuple(Unit(name, said.where) for name in names)
    return reading.spoken_to if len(reading.spoken_to) == 1 else ()


def _event(kind: EventKind, units: tuple[Unit, ...], to: str | None = None) -> EventProposal:
    told = () if units else ("没有读出是哪家社会组织",)
    return EventProposal(kind=kind, units=units, date=None, doc_number=None, to=to, reasons=told)


def _renamed(text: str, said: Said, reading: Reading) -> EventProposal | None:
    if '合并' in text or '分立' in text:
        return None
    for pattern in _RENAME:
        found = pattern.search(text)
        if found and is_organisation(new := _clean(found['new'])):
            old = re.sub(r'^.*(?:由|将|原名称)|(?:的)?(?:名称|单位名称)$', '', _clean(found['old']))
            if is_organisation(old):
                return _event('rename', (Unit(old, said.where),), new)
    found = _RENAMED_SELF.search(text)
    if found and is_organisation(_clean(found['new'])) and len(reading.spoken_to) == 1:
        return _event('rename', reading.spoken_to, _clean(found['new']))
    return None


def _supervised(text: str, said: Said, reading: Reading) -> EventProposal | None:
    found = _SUPERVISOR.search(text)
    if found is None:
        return None
    return _event('change_supervisor', _units(_stretch(text, found.start()), said, reading), found['new'])


def _stretch(text: str, end: int) -> str:
    """What stands in a clause before a place, without 给予, 依法 and the like behind the names."""
    clause = _BEFORE.search(text, max(0, end - _LONGEST_LIST), end)
    told = clause.group() if clause else ''
    while ending := next((word for word in _TAIL if told.endswith(word)), None):
        told = told[: -len(ending)]
    return told


def _absorbed(text: str, said: Said, reading: Reading) -> EventProposal | None:
    for pattern in _ABSORB:
        found = pattern.search(text)
        if found and is_organisation(into := _clean(found['into'])):
            gone = _units(found['who'], said, reading)
            return _event('absorb', (*gone, Unit(into, said.where, part='into')), into)
    return None


def _consolidated(text: str, said: Said, reading: Reading) -> EventProposal | None:
    found = next((found for pattern in _CONSOLIDATE if (found := pattern.search(text))), None)
    if found is None or not is_organisation(new := _clean(found['new'])):
        return None
    units = (*_units(found['who'], said, reading), Unit(new, said.where, part='into'))
    return _event('consolidate', units, new)


def _divided(text: str, said: Said, reading: Reading) -> EventProposal | None:
    found = _DIVIDE.search(text) or _DIVIDED_OFF.search(text)
    news = listed_organisations(_clean(found['new'])) if found else ()
    if found is None or not news:
        return None
    into = tuple(Unit(name, said.where, part='into') for name in news)
    return _event('divide', (*_units(found['who'], said, reading), *into))


def _moved(text: str, said: Said, reading: Reading) -> EventProposal | None:
    found = _MOVE.search(text)
    who = _MOVED_FROM.sub('', _stretch(text, found.start())) if found else ''
    if found is None or not (units := _units(who, said, reading)):
        return None
    event = _event('move_out' if found.group() in {'迁出', '转出'} else 'move_in', units)
    if found.group() in {'迁入', '迁出'}:
        return event
    return replace(event, reasons=(f"原文是“{found.group()}”，是迁入还是迁出请核对",))


def _ended(text: str, said: Said, reading: Reading) -> EventProposal | None:
    """成立登记, 撤销登记, 注销登记: of those named before the words or between them, else of who applied."""
    for kind, behind, around in _ENDS:
        after, between = behind.search(text), around.search(text)
        if after is None and between is None:
            continue
        told = [between['who']] if between else []
        told += [_stretch(text, after.start())] if after else []
        named = next((units for one in told if (units := _named(one, said))), ())
        if not named:
            named = _applicant(said) or (reading.spoken_to if len(reading.spoken_to) == 1 else reading.listed)
        if named or kind != 'deregister' or after:
            return _counted(_event(kind, named), text, reading)
    return None


def _applicant(said: Said) -> tuple[Unit, ...]:
    """Who asked for it, earlier in the sentence: 甲协会申请注销登记，经审查，准予…."""
    found = _APPLIED.search(said.plain)
    return _named(found['who'], said) if found else ()


def _counted(event: EventProposal, text: str, reading: Reading) -> EventProposal:
    """The event with all that a list names where the sentence says 等26家, or with the difference told."""
    stated = stated_count(text)
    if stated is None or stated == len(event.units):
        return event
    if stated == len(reading.listed):
        return replace(event, units=reading.listed)
    units = max(event.units, reading.listed, key=len)
    return replace(event, units=units, stated=stated, reasons=(f"文中说{stated}家，读出{len(units)}家",))


def _named(text: str, said: Said) -> tuple[Unit, ...]:
    return tuple(Unit(name, said.where) for name in listed_organisations(_clean(text)))


def rows_to_renames(tables: list[list[Row]]) -> list[EventProposal]:
    """A renaming for each line of a table that has both names."""
    return [
        replace(_event('rename', (Unit(row.old, row.where),), row.new), places=(row.where,))
        for table in tables
        for row in table
        if row.old and row.new and is_organisation(row.old) and is_organisation(row.new)
    ]
