"""What is still open in a round: what waits for a person, what the notice asks, how far its targets are."""

from __future__ import annotations

from collections.abc import Iterator

from model.figure import Figure, Source
from outgoing.draft import Asked, Goal, OpenDuty
from outgoing.prose import Campaign, branches_known
from outgoing.wording import listed

_LONGEST = 120


def questions(seen: Campaign) -> tuple[str, ...]:
    """What a person still has to look at in the returns, as counts and units; never persons or causes."""
    asked = seen.facts.asked
    kinds = (
        ('waiting', "家社会组织的报送信息待核，所报数暂未采用", [(one, one.waiting) for one in asked]),
        ('questions', "处数据疑问待核实", [(one, one.questions) for one in asked]),
        ('unequal', "处汇总数与明细不一致，按明细统计", [(one, one.unequal) for one in asked]),
    )
    return tuple(
        _question(seen, key, words, [(one, number) for one, number in told if number])
        for key, words, told in kinds
        if any(number for _, number in told)
    )


def _question(seen: Campaign, key: str, words: str, told: list[tuple[Asked, int]]) -> str:
    total = sum(number for _, number in told)
    sources = tuple(dict.fromkeys(source for one, _ in told for source in one.sources))
    label = words[1:].removeprefix("社会组织的").partition("，")[0]
    printed = seen.count(f'open.{key}', f"已收报表中{label}", total, sources=sources)
    if len(told) == 1:
        return f"{told[0][0].unit}报表中有{printed}{words}。"
    units = []
    for one, number in told:
        own = seen.count(f'open.{key}.{one.unit}', f"{one.unit}{label}", number, sources=one.sources)
        units.append(f"{one.unit}{own}{words[0]}")
    return f"已收报表中有{printed}{words}（{listed(units)}）。"


def duties(seen: Campaign, *, upward: bool) -> tuple[str, ...]:
    """What the notice still asks, by its days: of us and of others in a report, of others in a circular.

    A day that is the cut-off's or past is no next step: that duty is done or overdue.
    """
    told = [one for one in seen.facts.duties if upward or one.ours == 'chase']
    told = [one for one in told if one.deadline > seen.facts.cut_off]
    return tuple(_duty(seen, place, one, upward) for place, one in enumerate(told, start=1))


def _duty(seen: Campaign, place: int, duty: OpenDuty, upward: bool) -> str:
    key, sources = f'duty.{place}', (duty.source,) if duty.source else ()
    what = duty.what.strip().rstrip("。；，")
    what = what if len(what) <= _LONGEST else f"{what[: _LONGEST - 1]}…"
    text = seen.notes.words(f'{key}.what', "通知要求事项", what, origin='notice', sources=sources)
    day = seen.use(
        Figure(
            f'{key}.deadline', f"{duty.deadline.year}年{duty.deadline.month}月{duty.deadline.day}日",
            duty.deadline.isoformat(), "要求完成的期限", None, 'notice', sources=sources,
        )
    )  # fmt: skip
    who = f"{duty.who}：" if duty.who and duty.ours == 'chase' and duty.who not in what else ''
    if duty.ours == 'chase' and upward:
        who = f"督促{duty.who}" if who else "督促落实："
    return f"{who}{text}（期限{day}）。"


def goals(seen: Campaign) -> tuple[dict[str, str], ...]:
    """Each target of the notice beside what is known, one denominator at a time.

    Under 'text' what is said, under 'blank' what a person is to write where it cannot be measured.
    """
    return tuple(_goal(seen, place, one) for place, one in enumerate(seen.facts.goals, start=1))


def _goal(seen: Campaign, place: int, goal: Goal) -> dict[str, str]:
    key = f'goal.{place}'
    wanted = seen.notes.words(
        f'{key}.wanted', f"{goal.metric}目标", goal.wanted, origin='notice', sources=_notice(seen)
    )
    text = f"{goal.metric}目标{wanted}"
    if goal.denominator is None or goal.numerator is None:
        return {'text': f"{text}。", 'blank': f"{goal.metric}完成情况"}
    above, below = (
        Figure(f'{key}.{name}', str(value), value, f"{goal.metric}{words}", None, 'record', detail=goal.basis)
        for name, value, words in (
            ('numerator', goal.numerator, "分子"),
            ('denominator', goal.denominator, "分母"),
        )
    )
    counts = f"{seen.use(above)}/{seen.use(below)}"
    if goal.rate:
        rate = Figure(f'{key}.rate', goal.rate, goal.rate, goal.metric, None, 'rate', (above.key, below.key))
        counts = f"{seen.use(rate)}（{counts}）"
    basis, note = (
        seen.notes.words(f'{key}.{name}', label, told, origin='record') if told else ''
        for name, label, told in (('basis', "测算依据", goal.basis), ('note', "测算说明", goal.note))
    )
    verdict = {True: "，已达到", False: "，尚未达到", None: ""}[goal.reached]
    return {'text': f"{text}；按{basis or '台账'}为{counts}{verdict}{f'（{note}）' if note else ''}。"}


def _notice(seen: Campaign) -> tuple[Source, ...]:
    return (seen.facts.basis.source,) if seen.facts.basis.source else ()


def problems(seen: Campaign) -> tuple[str, ...]:
    """Only what the figures show; units by name, never persons; nothing where they show nothing."""
    return tuple(_problems(seen))


def _problems(seen: Campaign) -> Iterator[str]:
    facts = seen.facts
    without = next((one for key, one in seen.notes.figures.items() if key.endswith('.unestablished')), None)
    if without:
        counted = branches_known(seen, seen.shown[-1])[0].lines
        part = any(line not in counted for line in facts.counties)
        yield f"{f'有数据的{seen.unit}' if part else ''}仍有{seen.use(without)}家社会组织尚未建立党组织"
    if facts.missing and facts.is_due:
        cut_off = seen.date('cut_off', "统计截止日", facts.cut_off, year=False)
        yield f"情况报送不够及时，截至{cut_off}{listed(facts.missing)}未报送"
    waiting = seen.notes.figures.get('waiting')
    if waiting:
        yield f"部分底数还需进一步核实，有{seen.use(waiting)}家社会组织暂未确定组建方式"
    unknown = [one for key, one in seen.notes.figures.items() if key.endswith('.unknown')]
    if unknown:
        yield f"有{seen.use(unknown[-1])}家社会组织是否建立党组织尚待核实"
    if any(one.questions or one.unequal for one in facts.asked):
        units = [one.unit for one in facts.asked if one.questions or one.unequal]
        yield f"{listed(units)}所报数据还有疑问，正在核实"
