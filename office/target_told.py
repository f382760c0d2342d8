"""A campaign's targets in words, with their numbers as figures."""

from __future__ import annotations

from collections.abc import Sequence

from model.campaign import CampaignTarget
from model.figure import Origin, Source
from office.config import Workplace
from office.targets import Share, TargetState
from outgoing.lists import NOTHING, UNKNOWN, Behind, Book
from outgoing.wording import day
from store import outside_figures
from store.engine import reading

_SIGNS = {'>=': "不低于", '<=': "不高于", '>': "高于", '<': "低于", '=': "", '≈': "约"}
NOT_IMPORTED = "还没有导入"
REACHED = {True: "已达到", False: "未达到", None: "待核实"}


def asked_of(book: Book, number: int, one: CampaignTarget, sources: Sequence[Source] = ()) -> str:
    """What a target asks: 党组织覆盖率不低于70%."""
    values = one.value if isinstance(one.value, tuple) else (one.value,)
    amount = f"{'至'.join(map(str, values))}{one.unit or ''}"
    text = f"{one.metric}{_SIGNS.get(one.comparator, '')}{amount}"
    return book.said(f'target.{number}.asked', "目标", text, Behind('notice', sources=sources))


def share_texts(book: Book, key: str, label: str, share: Share, origin: Origin) -> tuple[str, str, str]:
    """Done, whole and rate of one share as figures; done is open where nobody can be told of."""
    done = None if share.unknown >= share.denominator > 0 else share.numerator
    above = book.count(f'{key}.done', f"{label}已达", done, Behind(origin))
    below = book.count(f'{key}.whole', f"{label}基数", share.denominator, Behind(origin))
    nothing = NOTHING if done is not None else UNKNOWN
    return above, below, book.share(f'{key}.rate', f"{label}比率", f'{key}.done', f'{key}.whole', nothing)


def state_of(one: TargetState) -> str:
    """已达到, 未达到, 待核实, or 需人工核对 where nothing measures it."""
    return REACHED[one.reached] if one.lines else "需人工核对"


def origin_of(one: TargetState) -> Origin:
    """Where a target's shares come from: the table of tasks, another source, or the ledger."""
    source = one.source or ''
    return 'record' if source.startswith('任务表') or '党内' in source else 'ledger'


def base_note(place: Workplace, one: TargetState) -> str | None:
    """Why a target that the notice wants measured on 党内统计 is not; None where it is."""
    target, source = one.target, one.source or ''
    if not one.lines or not target.base or '党内' not in target.base or '党内' in source:
        return None
    gap = _gap(place, organisations=target.population == 'organisations')
    return f"通知以{target.base}为准，{gap or NOT_IMPORTED}"


def note_of(place: Workplace, one: TargetState) -> str:
    """What is said of a target; statistics that are there without a whole total are not called missing."""
    told = base_note(place, one)
    return (
        (one.note or '').replace(f"通知以{one.target.base}为准，{NOT_IMPORTED}", told)
        if told
        else one.note or ''
    )


def _gap(place: Workplace, *, organisations: bool) -> str | None:
    """What the newest 党内统计 lack for a rate; None where none were taken in.

    They tell of 社会组织 and of nobody else.
    """
    with reading(place.engine) as connection:
        known = [one for one in outside_figures.list_figures(connection) if '党内' in one.source]
    if not known:
        return None
    on, source = max((one.as_of, one.source) for one in known)
    if not organisations:
        return f"已导入的{source}（{day(on)}）没有这类单位的数"
    told = {
        (one.key, one.field)
        for one in known
        if (one.as_of, one.source) == (on, source) and one.value is not None
    }
    lacking = [one for one in place.office.counties if {(one, 'total'), (one, 'established')} - told]
    without = f"，缺{'、'.join(lacking)}" if lacking else ""
    return f"已导入的{source}（{day(on)}）没有完整的合计{without}"


def target_sentence(book: Book, one: TargetState) -> str:
    """A target and how far it is: 目标：……不低于45%；现为45.0%（45/100），已达到。 in one sentence."""
    target, key = one.target, f'target.{one.number}'
    asked = asked_of(book, one.number, target)
    scope = book.said(f'{key}.scope', "目标范围", target.scope, Behind('notice'), nothing="")
    if not one.lines:
        return f"目标：{scope}{asked}，{state_of(one)}。"
    above, below, printed = share_texts(book, key, target.metric, one.lines[0], origin_of(one))
    unknown = one.lines[0].unknown
    more = f"，其中{book.count(f'{key}.unknown', '未报', unknown, Behind('record'))}个未报" if unknown else ""
    return f"目标：{scope}{asked}；现为{printed}（{above}/{below}{more}），{state_of(one)}。"
