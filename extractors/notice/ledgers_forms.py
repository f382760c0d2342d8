"""Ledgers that a notice wants kept, and forms that it names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extractors.notice.sentences import Sentence
from model.place import Where

_KEEP = (
    r'建立健全|建立|建好|完善|健全|制定|制作|提出|列出|填写|填报|填好|汇总|上报|报送|提供|更新'
    r'|登记(?!管理|机关|部门|证)|形成|编制|梳理|整理|确定|设立|做好'
)
_LEDGER_ENDING = (
    '台账|台帐|花名册|名册|清单|名单|时间表|人才库|数据库|信息库|名录|工作日志|销号表|对账表|底册|登记册'
    '|(?:信息|电子|工作|专门|专项|党员)档案'
)
_LEDGER_NAME = rf'(?:(?!{_KEEP})[一-龥“”（）()、]){{0,60}}?(?:{_LEDGER_ENDING})'
_LEDGER = re.compile(
    rf'(?:{_KEEP})(?:起|了|好|各自的?|相应的?|具体的?|有关|以|本\S{{1,4}}的)?(?P<name>{_LEDGER_NAME})'
)
_FURTHER = re.compile(
    rf'(?:、|和|及|与|以及)(?P<name>(?:(?!{_KEEP})[一-龥“”（）()]){{1,30}}?(?:{_LEDGER_ENDING}))'
)
_HANDED = re.compile(
    rf'[将把](?P<name>(?:(?!{_KEEP})[一-龥“”（）()、]){{1,40}}?(?:{_LEDGER_ENDING}))[^，。；]{{0,12}}?(?:报|备案|存档|归档|留存|[交送])'
)
_REGISTERED = re.compile(r'[将把](?P<name>[一-龥]{2,16}?)(?=登记[在造]册)')
_QUOTED = re.compile(r'“(?P<name>[一二三四五六七八九]单[^”]{0,8}表|一[^”]{1,3}一[档策册])”')
_VAGUE = re.compile(
    r'分类|按照|根据|对照|的(?:台账|清单|名单|名册)$|^(?:好|各类|有关|相关|此|该|其|本)?(?:台账|台帐|清单|名单|名册|时间表)$'
)
_FORM_ENDING = (
    '表|承诺书|意见书|申请书|委托书|确认单|登记簿|报告书|备案书|推荐书|责任书|花名册|台账|名册|清单|回执|样表'
)
_FORM = re.compile(rf'《(?P<name>[^《》]{{3,60}}?(?:{_FORM_ENDING}))(?:[（(][^（）()]{{1,10}}[）)])?》')
_FILL = r'填写|填报|填好|填制|报送|上报|提交|登记(?!管理|机关|部门|证)|完善|汇总'
_BARE_ENDING = (
    '(?:登记|汇总|调查|统计|情况|申报|审批|信息|自查|评分|推荐|备案|报名|摸底|测评|一览|需求|反馈|意见)表'
    '|花名册'
)
_BARE = re.compile(
    rf'(?:{_FILL})(?:好|了|完整|并上报)?(?P<name>(?:(?!{_FILL})[一-龥“”]){{2,24}}?(?:{_BARE_ENDING}))'
)
_BARE_NEXT = re.compile(rf'(?:、|和|及|与)(?P<name>[一-龥“”]{{2,20}}?(?:{_BARE_ENDING}))')
_FORM_TITLE = re.compile(rf'.*(?:{_FORM_ENDING})(?:[（(][^（）()]{{1,12}}[）)])?')
_SHORTEST_FORM = 5

Named = tuple[str, Where]


def sentences_to_ledgers(sentences: Sequence[Sentence]) -> tuple[Named, ...]:
    """Ledgers, rosters, lists and timetables that somebody is told to keep, each once."""
    found: dict[str, Named] = {}
    for sentence in sentences:
        for printed in _ledgers(sentence.text):
            name = printed.strip('，、 ')
            balanced = name.count('（') == name.count('）') and name.count('“') == name.count('”')
            if len(name) > 2 and balanced and not _VAGUE.search(name):
                found.setdefault(name, (name, sentence.where))
    return tuple(found.values())


def _ledgers(text: str) -> Iterator[str]:
    for match in _LEDGER.finditer(text):
        yield from _listed(match, _FURTHER, text)
    for pattern in (_HANDED, _QUOTED):
        for match in pattern.finditer(text):
            yield match['name']
            yield from _listed_after(text, match.end('name'), _FURTHER)
    for match in _REGISTERED.finditer(text):
        yield f'{match["name"]}登记'


def _listed(match: re.Match[str], further: re.Pattern[str], text: str) -> Iterator[str]:
    """The name of a match, and those that 、 or 和 join to it."""
    yield match['name']
    yield from _listed_after(text, match.end('name'), further)


def _listed_after(text: str, end: int, further: re.Pattern[str]) -> Iterator[str]:
    following = further.match(text, end)
    while following:
        yield following['name']
        following = further.match(text, following.end())


def sentences_to_forms(sentences: Sequence[Sentence], attachments: Sequence[Named]) -> tuple[Named, ...]:
    """Forms named 《…表》, 《…承诺书》, or told to be filled in, then attachments that are forms, each once.

    A name without marks that only ends an attachment's name (填写登记表) is that attachment.
    """
    found: dict[str, Named] = {}
    titles = [name for name, _ in attachments]
    for sentence in sentences:
        for match in _FORM.finditer(sentence.text):
            found.setdefault(match['name'], (match['name'], sentence.where))
        for name in _bare_forms(sentence.text):
            known = any(title.endswith(name) for title in (*titles, *found))
            if len(name) >= _SHORTEST_FORM and not known:
                found.setdefault(name, (name, sentence.where))
    for name, where in attachments:
        if _FORM_TITLE.fullmatch(name):
            found.setdefault(name, (name, where))
    return tuple(found.values())


def _bare_forms(text: str) -> Iterator[str]:
    if '表' in text or '册' in text:
        for match in _BARE.finditer(text):
            yield from _listed(match, _BARE_NEXT, text)
