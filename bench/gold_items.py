"""The single items of a hand-made record beside what a Notice found: duties, stages, targets, rules.

An item is found, found in part (said what differs) or missed. The hand-made records word things in their
own way, so an item is sought by its source sentence and then compared by day, rhythm, value and receiver.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any, Literal

Plain = Mapping[str, Any]
Status = Literal['found', 'part', 'missed']

_NO_LETTER = re.compile(r'\W')
_PIECES = re.compile('[，,。；;：:]')
_PERIOD = re.compile(r'P(\d+)([DWMY])')
_UNITS = {'D': 'day', 'W': 'week', 'M': 'month', 'Y': 'year'}
_RHYTHMS = {'monthly': ('month', 1), 'half-yearly': ('month', 6), 'yearly': ('year', 1)}
_BRACKETS = re.compile(r'[（(][^（）()]*[）)]')
_PERCENT = re.compile(r'(\d+)%')
_ENDS = {'初': ('01', '10'), '上旬': ('01', '10'), '中旬': ('11', '20')}
_SHORTEST = 5
_LIKE = 0.5


@dataclass(frozen=True, slots=True)
class Line:
    """One gold item: what it asks, how it was found, and ours beside it; note says what differs."""

    kind: str
    name: str
    gold: str
    status: Status
    ours: str = ''
    note: str = ''


def gold_to_lines(gold: Plain, notice: Plain) -> Iterator[Line]:
    """Every duty, deadline, reporting line, stage, target and rule of a hand-made record, in that order."""
    for kind in ('obligations', 'deadlines'):
        for item in gold.get(kind) or ():
            yield _duty(kind, item, notice)
    for line in gold.get('reporting_lines') or ():
        if '->' in line:
            yield _reporting(line, notice)
    for stage in gold.get('stages') or ():
        if 'start' in stage:
            yield _stage(stage, notice)
    if gold.get('campaign_period'):
        yield _campaign(gold['campaign_period'], notice)
    for target in gold.get('quantitative_targets') or ():
        yield _target(target, notice)
    for rule in gold.get('decision_rules') or ():
        yield _rule(rule, notice)


def letters(text: str | None) -> str:
    """A text's letters and digits alone, so that marks and spaces do not matter."""
    return _NO_LETTER.sub('', text or '')


def covering(source: str, items: Sequence[Plain]) -> list[Plain]:
    """The items whose sentence holds a clause of the source, those that share most of it first."""
    pieces = [letters(piece) for piece in _PIECES.split(source)]
    pieces = [piece for piece in pieces if len(piece) >= _SHORTEST] or [letters(source)]
    shared = [
        (sum(len(piece) for piece in pieces if piece in letters(item['verbatim'])), item) for item in items
    ]
    return [item for count, item in sorted(shared, key=lambda pair: -pair[0]) if count]


# Duties


def _duties(notice: Plain) -> list[Plain]:
    return [*notice['obligations'], *notice['standing_duties']]


def _duty(kind: str, item: Plain, notice: Plain) -> Line:
    asked = f'{item.get("who", "")} {item["what"]} {_when(item.get("when") or {})}'.strip()
    candidates = _by_who(item.get('who'), covering(item['src'], _duties(notice)))
    if not candidates:
        others = covering(item['src'], [*notice['targets'], *notice['rules']])
        if others:
            said = 'a target' if 'metric' in others[0] else 'a rule'
            return Line(kind, item['id'], asked, 'found', others[0]['verbatim'], f'as {said}')
        return Line(kind, item['id'], asked, 'missed')
    timed = [duty for duty in candidates if _agrees(item.get('when') or {}, duty)]
    duty = (timed or candidates)[0]
    wrong = [] if timed else ['when']
    if item.get('who') and _alike(item['who'], duty['who']) < _LIKE:
        wrong.append('who')
    to = item.get('to')
    if to and not any(_reaches(to, one) for one in timed or candidates):
        wrong.append('to')
    standing = duty in notice['standing_duties']
    note = f'differs: {", ".join(wrong)}' if wrong else 'standing' if standing else ''
    return Line(kind, item['id'], asked, 'part' if wrong else 'found', _shown(duty), note)


def _by_who(who: str | None, duties: list[Plain]) -> list[Plain]:
    """The duties in the same order, but those of the body that is asked for first."""
    return sorted(duties, key=lambda duty: _alike(who, duty['who']) < _LIKE) if who else duties


def _alike(asked: str | None, ours: str | None) -> float:
    one, other = letters(_BRACKETS.sub('', asked or '')), letters(_BRACKETS.sub('', ours or ''))
    if one and other and (one in other or other in one):
        return 1.0
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def _when(when: Plain) -> str:
    told = (when.get(key) for key in ('date', 'offset', 'every', 'freq', 'text', 'event', 'word', 'type'))
    return next((str(value) for value in told if value), '')


def _agrees(when: Plain, duty: Plain) -> bool:
    """Whether a duty has the day, the limit or the rhythm that the record asks; True where it asks none."""
    relative, recurrence = duty.get('relative'), duty.get('recurrence')
    if when.get('date') and when['type'] != 'around_date':
        return bool(duty['deadline_iso'] == when['date'])
    if when.get('type') == 'fuzzy':
        return duty['deadline_text'] is not None
    if when.get('offset'):
        count, unit = _period(when['offset'])
        return relative is not None and (relative['value'], relative['unit']) == (count, unit)
    if when.get('every'):
        count, unit = _period(when['every'])
        return recurrence is not None and (recurrence['every'], recurrence['unit']) == (count, unit)
    rhythm = _RHYTHMS.get(str(when.get('freq', '')).split(' ')[0])
    if rhythm:
        return recurrence is not None and (recurrence['unit'], recurrence['every']) == rhythm
    return True


def _period(text: str) -> tuple[int, str]:
    match = _PERIOD.fullmatch(text)
    return (int(match[1]), _UNITS[match[2]]) if match else (0, '')


def _same_body(asked: str, ours: str | None) -> bool:
    one, other = letters(_BRACKETS.sub('', asked)), letters(_BRACKETS.sub('', ours or ''))
    return bool(other) and (one in other or other in one)


def _reaches(to: str, duty: Plain) -> bool:
    """Whether a duty reports to a body, or its act names the body as the one that gets something."""
    return _same_body(to, duty.get('report_to')) or letters(to) in letters(duty['what'])


def _shown(duty: Plain) -> str:
    times = (duty['deadline_iso'], duty['deadline_text'], (duty['recurrence'] or {}).get('every'))
    to = f' → {duty["report_to"]}' if duty.get('report_to') else ''
    return f'{duty["who"]}｜{duty["what"]}｜{next((str(time) for time in times if time), "—")}{to}'


def _reporting(line: str, notice: Plain) -> Line:
    """A -> B -> C: somebody must report to B (or B collects), and somebody to C; 通报 alone is an act."""
    hops = [_BRACKETS.sub('', hop).strip() for hop in line.split('->')[1:]]
    bodies = [body.strip() for hop in hops for body in hop.split('+')]
    duties = _duties(notice)
    shown, missing = [], []
    for body in bodies:
        hit = next((duty for duty in duties if _reports(body, duty)), None)
        shown.append(_shown(hit) if hit else '')
        missing += [] if hit else [body]
    status: Status = 'found' if not missing else 'part' if len(missing) < len(bodies) else 'missed'
    note = f'nobody reports to {", ".join(missing)}' if missing else ''
    return Line('reporting_lines', '', line, status, '; '.join(filter(None, shown)), note)


def _reports(body: str, duty: Plain) -> bool:
    if body == '通报':
        return body in duty['verbatim'] and body in (duty['what'] or '')
    collects = '汇总' in (duty['what'] or '') and _same_body(body, duty['who'])
    return collects or _same_body(body, duty['report_to'])


# Stages, targets, rules


def _stage(stage: Plain, notice: Plain) -> Line:
    asked = f'{stage["name"]} {stage["start"]}—{stage["end"]}'
    for ours in notice['stages']:
        if ours['name'] == stage['name']:
            same = (ours['start'], ours['end']) == (stage['start'], stage['end'])
            told = f'{ours["name"]} {ours["start"]}—{ours["end"]}'
            return Line(
                'stages', '', asked, 'found' if same else 'part', told, '' if same else 'differs: days'
            )
    return Line('stages', '', asked, 'missed')


def _campaign(period: Plain, notice: Plain) -> Line:
    asked = f'{period["start"]}—{period["end"]}'
    for ours in notice['stages']:
        if 'campaign' in ours['rules']:
            same = (ours['start'], ours['end']) == (_day(period['start'], 0), _day(period['end'], 1))
            told = f'{ours["name"]} {ours["start"]}—{ours["end"]}'
            return Line('campaign_period', '', asked, 'found' if same else 'part', told)
    return Line('campaign_period', '', asked, 'missed')


def _day(text: str, side: int) -> str:
    """2016-08 初 as its first day (side 0), 2016-11 上旬 as its last (side 1)."""
    month, _, part = text.partition(' ')
    return f'{month}-{_ENDS[part][side]}' if part in _ENDS else text


def _target(item: Plain, notice: Plain) -> Line:
    value = _value(item)
    asked = ' '.join(str(part) for part in (item.get('scope'), item['what'], item.get('op'), value) if part)
    candidates = covering(item['src'], notice['targets'])
    same = [one for one in candidates if value is None or one['value'] == value]
    if same and value is not None:
        wrong = _differing(item, same[0])
        note = f'differs: {", ".join(wrong)}' if wrong else ''
        return Line(
            'quantitative_targets', '', asked, 'part' if wrong else 'found', _target_shown(same[0]), note
        )
    others = covering(item['src'], [*_duties(notice), *notice['rules']])
    if value is None and others:
        said = 'a rule' if 'method' in others[0] else 'a duty'
        shown = others[0]['verbatim']
        return Line('quantitative_targets', '', asked, 'found', shown, f'no figure in the paper: as {said}')
    return Line('quantitative_targets', '', asked, 'missed', candidates[0]['verbatim'] if candidates else '')


def _value(item: Plain) -> Any:
    """The figure that a gold target names; None where the paper gives none."""
    if 'min' in item:
        return [item['min'], item['max']]
    told = str(item.get('value', ''))
    percent = _PERCENT.search(told)
    if percent:
        return int(percent[1])
    return 100 if told == '全覆盖' else 2 if '翻番' in item['what'] else None


def _differing(item: Plain, ours: Plain) -> list[str]:
    wrong = []
    if item.get('op') and ours['comparator'] != item['op']:
        wrong.append('comparator')
    if item.get('by') and not str(item['by']).startswith(str(ours['by'])):
        wrong.append('by')
    if item.get('baseline') and letters(item['baseline']) not in letters(ours['base']):
        wrong.append('base')
    return wrong


def _target_shown(target: Plain) -> str:
    parts = (
        target['scope'],
        target['metric'],
        target['comparator'],
        target['value'],
        target['unit'],
        target['by'],
    )
    return ' '.join(str(part) for part in parts if part is not None)


def _rule(item: Plain, notice: Plain) -> Line:
    name = item.get('method') or item.get('action') or item.get('rule')
    counted = item.get('when', item.get('members', item.get('state')))
    asked = f'{"" if counted is None else f"{counted}: "}{name}'
    candidates = covering(item['src'], notice['rules']) if 'src' in item else []
    if candidates:
        ours = candidates[0]
        basis = f'（{ours["count_basis"]}）' if ours['count_basis'] else ''
        wrong = 'full-time' in asked.replace('full_time', 'full-time') and '专职' not in basis
        shown = f'{ours["condition"]}{basis} → {ours["method"]}'
        return Line(
            'decision_rules',
            '',
            asked,
            'part' if wrong else 'found',
            shown,
            'differs: basis' if wrong else '',
        )
    others = covering(item['src'], _duties(notice)) if 'src' in item else []
    if others:
        return Line('decision_rules', '', asked, 'found', others[0]['verbatim'], 'as a duty')
    return Line('decision_rules', '', asked, 'missed')
