"""Which organisations a Party organisation is for: named beside the verb, in a list, or in its own name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extractors.approval.branches import Found
from extractors.approval.names import (
    is_organisation,
    listed_organisations,
    party_org_at,
    speaks_to_recipient,
    split_organisations,
    stated_count,
)
from extractors.approval.sentences import Reading
from model.approval import BranchAct, Form, Unit
from model.place import Where

_TAIL = re.compile(
    r'(?:[（(]以下[^（）()]*[)）])|(?:共同|联合|合并|单独|独立|分别|各自?|采取[^，。]{0,12}方式|的?(?:正式)?党员'
    r'|党组织|[两三四五六七八九十\d]+家(?:单位)?|等|，|：|:|在|正式|可以?|申请|拟|(?<=[会心校院所社团])中|内)+$'
)
_COMPOSED = (
    re.compile(
        r'由(?P<list>[^。；]{4,600}?)(?:的)?(?:\d*名?)?(?:正式)?(?:党员)?(?:共同|联合)?(?:组成|组建|构成|构建|成立|建立|参加|联建)'
    ),
    re.compile(
        r'(?:(?:成员|组成|联合|联建|覆盖|所属|参建)单位|覆盖|涵盖|包括|包含|涉及|分别[是为]|具体[是为]|即|名单如下)(?:有|为|是|包括|如下|分别)*[：:]?(?P<list>[^。；]{4,600})'
    ),
)
_TOGETHER = re.compile('联合|共同|合并|合建|联建')
_APART = re.compile('分别|各自|各$|单独|独立')
_BELOW = re.compile('以下|下列|下述|如下|附件|附表|下表|名单|：$')
_THEIRS = re.compile('[你贵][^，、。]{1,4}?(?:所[属辖]|下属|主管|管理|指导|联系|上?报[来送]?|推荐)的?')
_FIRST = re.compile(
    '(?P<first>[^，。；：]{4,120}?)(?:以?及|与|和|会同|同|联合|牵头，?(?:与|联合)?)(?:以下|下列|下述|附件|附表|下表)'
)
_HOST = re.compile('(?:为(?:依托|主体|主|基础|核心|骨干|龙头|牵头单位)|牵头)，?(?:[与和同]|联合|会同)?')
_NAMED = re.compile('(?:名称|定名|命名|全称|名字)(?:核?定?为|是|：)+|定名为|命名为')


def with_units(found: Found, reading: Reading) -> tuple[BranchAct, ...]:
    """An act with its organisations; several, where each of some organisations gets a branch of its own."""
    told, units = _explicit(found, reading)
    form = _form(found, units)
    if form != 'joint':
        units = _not_joint(found, reading, units)
    elif not units:
        units = _of_joint(found, reading)
    if found.kind == 'establish' and len(units) > 1 and _is_apart(found):
        if told is not None and told != len(units):
            return (_act(found, reading, units, 'independent', told),)
        return tuple(_act(found, reading, (one,), 'independent', None) for one in units)
    return (_act(found, reading, units, form or _plain_form(units), told),)


def _not_joint(found: Found, reading: Reading, units: tuple[Unit, ...]) -> tuple[Unit, ...]:
    """The organisations of a branch that is not called joint: its own, or all that get one each."""
    own = tuple(one for one in units if one.name == found.org.body)
    if own and _APART.search(found.who):
        return own
    if units:
        return units
    if reading.listed and (_BELOW.search(found.who + found.after) or _is_apart(found)):
        return reading.listed
    if len(reading.spoken_to) > 1 and speaks_to_recipient(found.who):
        return reading.spoken_to
    return _by_name(found, reading)


def _act(
    found: Found, reading: Reading, units: Sequence[Unit], form: Form | None, stated: int | None
) -> BranchAct:
    act = BranchAct(
        kind=found.kind,
        decision=found.decision if not found.preparing or reading.asks else 'in_principle',
        party_org=_full_name(found),
        new_name=found.new.name if found.new else None,
        form=form,
        level=(found.new or found.org).level,
        units=tuple(dict.fromkeys(units)),
        stated=stated,
        where=found.said.where,
    )
    return replace(act, reasons=(*act_to_reasons(act), *_other_name(found, act)))


def _other_name(found: Found, act: BranchAct) -> tuple[str, ...]:
    """A doubt where the sentence names one organisation and the Party organisation bears another's name."""
    body = found.org.body
    if len(act.units) != 1 or not is_organisation(body) or body == act.units[0].name:
        return ()
    return (f"文中说的单位是“{act.units[0].name}”，党组织名称里是“{body}”，请核对",)


def _full_name(found: Found) -> str | None:
    """The Party organisation's name: the full one of its sentence, else 名称为…, else as the title has it."""
    name = found.org.name
    own = name is not None and name.startswith('中') and name in found.said.text
    return name if own else _named_after(found) or name


def _named_after(found: Found) -> str | None:
    """The name that is told behind 成立党支部: 名称为中共…支部委员会."""
    lead = _NAMED.search(found.after)
    org = party_org_at(found.after, lead.end()) if lead else None
    return org.name if org else None


def act_to_reasons(act: BranchAct) -> tuple[str, ...]:
    """Why an act alone is not sure, whatever the paper is like."""
    told = []
    if act.decision == 'in_principle':
        told.append("原文是原则同意或同意筹建，还不是正式批准成立")
    if act.form == 'joint' and len(act.units) < 2 and act.kind == 'establish':
        told.append("联合党组织没有读出是哪几家单位")
    elif not act.units and act.kind != 'elect':
        told.append("没有读出是哪家单位的党组织")
    if act.form is None and len(act.units) > 1:
        told.append("没有写明是联合组建还是分别组建")
    if act.stated is not None and act.units and act.stated != len(act.units):
        told.append(f"文中说{act.stated}家，读出{len(act.units)}家")
    return tuple(told)


def _explicit(found: Found, reading: Reading) -> tuple[int | None, tuple[Unit, ...]]:
    """How many organisations the paper says they are, and those it names beside the verb or in a list."""
    where = found.said.where
    stated = stated_count(found.who) or stated_count(found.after)
    units = _to_units(names_beside(found), where)
    asked = [one.name for one in reading.spoken_to]
    if (
        [unit.name for unit in units] == asked
        and speaks_to_recipient(found.said.text)
        and is_organisation(found.org.body)
    ):
        units = ()  # 你单位 asked for it; the name tells for whom
    if found.org.name is None and found.org.body:
        stated = stated or stated_count(found.org.body)
        units = units or _to_units(listed_organisations(found.org.body), where)
    whole = _composed(found.after, where) or (units if len(units) > 1 else ())
    if not whole and (_TOGETHER.search(found.who) or found.org.form == 'joint' or (stated or 0) > 1):
        whole = _elsewhere(found, reading)
        first = _FIRST.search(found.who)
        led = _to_units(listed_organisations(first['first']), where) if first and whole else ()
        whole = tuple(dict.fromkeys((*led, *whole)))
    return stated, whole or units


def _elsewhere(found: Found, reading: Reading) -> tuple[Unit, ...]:
    """Organisations that another sentence or a list of the paper names for a joint branch."""
    for said in reading.sentences:
        if said is not found.said and (units := _composed(said.plain, said.where)):
            return units
    return reading.listed


def _composed(text: str, where: Where) -> tuple[Unit, ...]:
    for pattern in _COMPOSED:
        for one in pattern.finditer(text):
            units = _to_units(listed_organisations(_cut(one['list'])), where)
            if len(units) > 1:
                return units
    return ()


def names_beside(found: Found) -> tuple[str, ...]:
    """The organisations named right before the verb."""
    return listed_organisations(_cut(found.who))


def _cut(text: str) -> str:
    """The names at the end of a stretch before a verb, without 联合, 等三家单位 and the like."""
    text = _THEIRS.sub('', text)
    text = _HOST.sub('、', text.rpartition('：')[2] if '：' in text else text)
    last = None
    while last != text:
        last, text = text, _TAIL.sub('', text)
    return text


def _to_units(names: Sequence[str], where: Where) -> tuple[Unit, ...]:
    return tuple(Unit(name.strip('“”'), where) for name in names)


def _form(found: Found, units: Sequence[Unit]) -> Form | None:
    joint = _TOGETHER.search(found.who) or _TOGETHER.search(found.after[:40] if len(units) > 1 else '')
    if found.org.form == 'joint' or (joint and not _APART.search(found.who)):
        return 'joint'
    return found.org.form


def _plain_form(units: Sequence[Unit]) -> Form | None:
    return 'independent' if len(units) == 1 else None


def _is_apart(found: Found) -> bool:
    return bool(_APART.search(found.who)) and found.org.name is None and found.org.form != 'joint'


def _by_name(found: Found, reading: Reading) -> tuple[Unit, ...]:
    """The organisation that a branch bears the name of, else the one that is spoken to, or speaks."""
    where = found.said.where
    yours = len(reading.spoken_to) == 1 and speaks_to_recipient(found.said.text)
    if found.new and not found.org.body and yours:
        return reading.spoken_to
    body = found.org.body or (found.new.body if found.new else '')
    named = tuple(split_organisations(body)) if '、' in body else (body,)
    if body and all(map(is_organisation, named)):
        return _to_units(named, where)
    if reading.asks and len(reading.speaker) == 1:
        return reading.speaker
    if len(reading.spoken_to) == 1 and (body or speaks_to_recipient(found.who) or not found.who):
        return reading.spoken_to
    return reading.listed if len(reading.listed) == 1 else ()


def _of_joint(found: Found, reading: Reading) -> tuple[Unit, ...]:
    """The organisations in the name of a joint branch, in a list, or all that the paper is addressed to."""
    body = found.org.body
    named = split_organisations(body) if '、' in body or '和' in body or '与' in body else []
    if len(named) > 1 and all(map(is_organisation, named)):
        return _to_units(named, found.said.where)
    if len(reading.listed) > 1:
        return reading.listed
    several = reading.speaker if reading.asks else reading.spoken_to
    return several if len(several) > 1 else ()
