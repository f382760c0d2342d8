"""What a person answers to a question about a 批复: which organisations, and one branch or one for each."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from model.errors import UsageFault
from model.register import ReviewItem
from office.approval_units import chosen_units
from office.approving import act_to_text
from store import subjects
from store.engine import Connection

UNITS, FORM = "单位", "形式"
_TOGETHER: dict[str, Literal['joint', 'apart']] = {
    **dict.fromkeys(("联合", "联合组建", "联合成立"), 'joint'),
    **dict.fromkeys(("分别", "分别成立", "分别组建", "单独", "单独组建", "各自"), 'apart'),
}
_SEAM = re.compile(r'[、，,；;\s]+')


@dataclass(frozen=True, slots=True)
class Answered:
    """One act with its organisations by name, None for a new one; joint is for one branch of them all."""

    act: Mapping[str, Any]
    units: Mapping[str, int | None]
    joint: bool = False


def answered(connection: Connection, item: ReviewItem, told: Mapping[str, str]) -> list[Answered]:
    """The acts of a question as they are to be written, an act of its own for each separate branch.

    told is a person's: 名称=编号 for a unit of the paper, 单位=编号、编号 for all of an act, 形式=联合 or
    形式=分别; with several acts 单位2 and 形式2 are the second one's.

    Raises:
        UsageFault: the paper and the person leave open which organisations an act is for, or whether
            they have one branch together; a key or a number that is none.
    """
    acts: Sequence[Mapping[str, Any]] = item.value['acts']
    keys = [_keys(position, len(acts)) for position in range(len(acts))]
    listed = [told_units(connection, told.get(units, '')) for units, _ in keys]
    known = {unit['name'] for act in acts for unit in act['units']}
    known |= {key for pair in keys for key in pair} | {unit['name'] for units in listed for unit in units}
    refuse_unknown(item, known, told)
    done: list[Answered] = []
    for act, (units_key, form_key), named in zip(acts, keys, listed, strict=True):
        if not named:
            _refuse_open(item, act, units_key)
        units = chosen_units(connection, item, named or act['units'], told)
        if act['kind'] == 'establish':
            done += _founded(item, act, units, form_key, told.get(form_key))
        else:
            done.append(Answered(act, units))
    return done


def refuse_unknown(item: ReviewItem, known: set[str], told: Mapping[str, str]) -> None:
    """Stop at an answer to something that the question does not ask.

    Raises:
        UsageFault: a key of told is not among known.
    """
    for key in told:
        if key not in known:
            names = "、".join(sorted(known))
            raise UsageFault(f"第{item.number}号里没有“{key}”，能写的是：{names}。")


def _keys(position: int, count: int) -> tuple[str, str]:
    number = str(position + 1) if count > 1 else ''
    return f'{UNITS}{number}', f'{FORM}{number}'


def told_units(connection: Connection, text: str) -> list[dict[str, Any]]:
    """The organisations of an answer: by number, or by a name that is chosen for beside it.

    Raises:
        UsageFault: a number is no organisation's.
    """
    found: list[dict[str, Any]] = []
    for piece in filter(None, _SEAM.split(text)):
        subject = int(piece) if piece.isascii() and piece.isdecimal() else None
        known = subjects.get(connection, subject) if subject is not None else None
        if subject is not None and known is None:
            raise UsageFault(f"台账里没有编号“{piece}”的单位。用 shoufa ledger find 名称 查编号。")
        found.append(
            {'name': f'{known.name}#{subject}' if known else piece, 'subject': subject, 'part': 'self'}
        )
    return found


def _refuse_open(item: ReviewItem, act: Mapping[str, Any], key: str) -> None:
    """Stop where the paper, as read, does not name all organisations of an act."""
    count, joint = len(act['units']), act['kind'] == 'establish' and act['form'] == 'joint'
    if count and not (joint and count == 1) and act['stated'] in {None, count}:
        return
    names = "、".join(unit['name'] for unit in act['units'])
    read = f"只读出{names}" if names else "没有读出是哪家单位"
    stated = f"，文中说{act['stated']}家" if act['stated'] else ""
    raise UsageFault(
        f"第{item.number}号“{act_to_text(act)}”{read}{stated}，不能直接接受。请看原件，"
        f"用 shoufa review correct {item.number} {key}=编号、编号 写全单位（编号用 shoufa ledger find 查，"
        f"新单位写 {key}=名称 名称=new）。"
    )


def _founded(
    item: ReviewItem, act: Mapping[str, Any], units: Mapping[str, int | None], key: str, told: str | None
) -> list[Answered]:
    """One branch for all units, or one for each; who says so is the paper or the person."""
    form = _TOGETHER.get(told) if told is not None else 'joint' if act['form'] == 'joint' else None
    if told is not None and form is None:
        raise UsageFault(f"{key}只能写“联合”或“分别”，不能写“{told}”。")
    if form is None and len(units) > 1:
        raise UsageFault(
            f"第{item.number}号“{act_to_text(act)}”涉及{len(units)}家，没有写明是联合组建还是分别组建。请看原件，"
            f"用 shoufa review correct {item.number} {key}=联合 或 {key}=分别 写明。"
        )
    if form == 'joint':
        return [Answered({**act, 'form': form}, units, joint=True)]
    own = {**act, 'form': None if act['form'] == 'joint' else act['form']}
    if len(units) == 1:
        return [Answered(own, units)]
    return [
        Answered({**own, 'party_org': None, 'units': [{'name': name}]}, {name: subject})
        for name, subject in units.items()
    ]
