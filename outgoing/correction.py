"""更正: what an issued paper printed that is known otherwise by now, said in one sentence and one table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal, NamedTuple

from model.figure import Figure
from model.office import IssuingName
from outgoing.draft import Basis, Draft
from outgoing.figures import COUNTS, RATES
from outgoing.frame import frame, title_names
from outgoing.noting import NOTHING, Notes
from outgoing.wording import cite, file_name, phrases, title_lines

Kind = Literal['report', 'notice', 'letter']
TEMPLATES: dict[Kind, str] = {'report': "更正报告.docx", 'notice': "更正通知.docx", 'letter': "更正函.docx"}
_ENDINGS: dict[Kind, str] = {'report': "的报告", 'notice': "的通知", 'letter': "的函"}
_SHORT = {
    'organisations': "登记数",
    'eligible': "应建数",
    'established': "已建数",
    'independent': "单独组建数",
    'joint': "联合组建数",
    'other': "其他方式组建数",
    'instructors': "有指导员数",
    'members': "党员数",
}
_SCOPES = ('checked', 'known', 'total')
UPWARD = TEMPLATES['report']
"""What goes to a superior, with 签发人."""
ATTACHED = "更正前后对照表"


class Change(NamedTuple):
    """A figure as printed and as it is now; new is None where it would not be printed any more."""

    old: Figure
    new: Figure | None


@dataclass(frozen=True, slots=True)
class Group:
    """One number that is to be put right: the change itself, and what follows from it in the same place.

    A unit's line of the table is one; a rate's difference to the round before goes with the rate.
    """

    label: str
    main: Change
    also: tuple[Change, ...] = ()


def grouped(changes: Iterable[Change]) -> tuple[Group, ...]:
    """Changes as a reader counts them: each printed number once, a unit's line as one, units last.

    A change of a rate's numerator is one, of the rate another; what is derived only to be told beside it
    (a unit's own rate, a step in 百分点) is under `also`.
    """
    listed = list(changes)
    units: dict[str, list[Change]] = {}
    steps = {one.old.key.removesuffix('.step'): one for one in listed if one.old.key.endswith('.step')}
    keys = {one.old.key for one in listed}
    found: list[Group] = []
    for one in listed:
        key = one.old.key
        unit = unit_of(key)
        if unit is not None:
            units.setdefault(unit, []).append(one)
        elif not (key.endswith('.step') and key.removesuffix('.step') in keys):
            step = steps.get(key)
            found.append(Group(one.old.label, one, (step,) if step else ()))
    found.sort(key=lambda group: _place(group.main.old.key))
    return (*found, *(_unit_group(unit, own) for unit, own in units.items()))


def unit_of(key: str) -> str | None:
    """The unit whose line a figure is of: '乙县' of 'county.乙县.established'."""
    first, _, rest = key.partition('.')
    return rest.rpartition('.')[0] if first == 'county' else None


def _place(key: str) -> tuple[int, int]:
    """Scopes in order, of each the counts before the rates; anything else behind, as it came."""
    scope, name = key.partition('.')[0], key.rpartition('.')[2]
    names = [*COUNTS, *RATES]
    if scope not in _SCOPES or name not in names:
        return len(_SCOPES), 0
    return _SCOPES.index(scope), names.index(name)


def _unit_group(unit: str, own: Sequence[Change]) -> Group:
    names = [*COUNTS, *RATES]
    ordered = sorted(own, key=lambda one: names.index(_name(one)) if _name(one) in names else len(names))
    return Group(f"{unit}行", ordered[0], tuple(ordered[1:]))


def _name(change: Change) -> str:
    return change.old.key.rpartition('.')[2]


@dataclass(frozen=True, slots=True)
class Original:
    """The issued paper: its number (None: unnumbered), title, day in words, and what it calls itself.

    corrected_by are the 更正 of it that went out before, by number or title.
    """

    file: str
    doc_number: str | None
    title: str
    dated: str
    corrected_by: tuple[str, ...] = ()


class Told(NamedTuple):
    """The new figures by key, to look up what a rate is a share of, and the notes figures go into.

    units are the words that the paper itself counts them by.
    """

    fresh: Mapping[str, Figure]
    notes: Notes
    units: Mapping[str, str]

    def now(self, figure: Figure) -> str:
        """The figure as it is now; it rests on the papers and organisations at the ground of its parts."""
        return self.notes.put(self._grounded(figure))

    def was(self, figure: Figure) -> str:
        """The figure as it was printed."""
        parts: dict[str, Any] = {'key': f'was.{figure.key}', 'label': f"{figure.label}（原报）", 'parts': ()}
        return self.notes.put(replace(figure, origin='record', detail="原文所印", **parts))

    def _grounded(self, figure: Figure) -> Figure:
        """Without parts, which this paper may not print: their sources and rows stand in for them."""
        leaves = [*self._leaves(figure, set())]
        sources = dict.fromkeys(one for leaf in leaves for one in leaf.sources)
        rows = dict.fromkeys(row for leaf in leaves for row in leaf.rows or ())
        return replace(
            figure,
            parts=(),
            sources=tuple(sources),
            rows=tuple(rows) if rows and not sources else figure.rows,
        )

    def _leaves(self, figure: Figure, seen: set[str]) -> Iterator[Figure]:
        known = [self.fresh[key] for key in figure.parts if key in self.fresh and key not in seen]
        seen |= {figure.key}
        if figure.rows is not None or figure.sources or not known:
            yield figure
        for one in known if figure.rows is None and not figure.sources else ():
            yield from self._leaves(one, seen)


def sentence(original: Original, changes: Sequence[Change], told: Told) -> str:
    """All that changed in one sentence: the units' own figures first, then the sums and rates they make.

    “示民报〔2026〕4号中，乙县已建党组织数应为35家（原报38家），已核县（区）已建数相应更正为228家，…。”
    Figures that are neither a unit's nor a sum's are said after these, by their labels.
    """
    by_key = {one.old.key: one for one in changes if one.new is not None}
    units = [_unit_said(told, unit, own) for unit, own in _by_unit(by_key).items()]
    scopes = [(scope, said) for scope in _SCOPES if (said := _scope_said(told, scope, by_key))]
    first = list(filter(None, units))
    found = "，".join(first)
    for place, (_, said) in enumerate(scopes):
        follows = bool(first) and place == 0
        text = said.replace("更正为", "相应更正为", 1) if follows else said
        found += ("，" if follows else "；" if found else "") + text
    others = [_other_said(told, one) for one in by_key.values() if _is_other(one)]
    return f"{_cited(original, told.notes)}中，{'；'.join(filter(None, (found, *others)))}。"


def _cited(original: Original, notes: Notes) -> str:
    """示民报〔2026〕4号, or its title; once corrected with by what: the figures that follow are those."""
    named = original.doc_number or cite(Basis(original.title, None))
    detail = f"发文登记簿：{original.file}"
    cited = notes.words('original', "被更正的文件", named, origin='record', detail=detail)
    before = [
        notes.words(f'original.by.{number}', "已更正它的文件", one, origin='record', detail="发文登记簿")
        for number, one in enumerate(original.corrected_by, start=1)
    ]
    return f"{cited}（经{'、'.join(before)}更正）" if before else cited


def _by_unit(by_key: Mapping[str, Change]) -> dict[str, list[Change]]:
    found: dict[str, list[Change]] = {}
    for key, one in by_key.items():
        unit = unit_of(key)
        if unit is not None and _name(one) in COUNTS:
            found.setdefault(unit, []).append(one)
    return found


def _unit_said(told: Told, unit: str, own: Sequence[Change]) -> str:
    """“乙县已建党组织数应为35家（原报38家）”, further counts of the unit after 、."""
    names = [*COUNTS]
    said = []
    for old, new in sorted(own, key=lambda one: names.index(_name(one))):
        assert new is not None
        name = old.key.rpartition('.')[2]
        word = _measure(name)
        said.append(f"{COUNTS[name]}数应为{told.now(new)}{word}（原报{told.was(old)}{word}）")
    return unit + "、".join(said)


def _scope_said(told: Told, scope: str, by_key: Mapping[str, Change]) -> str:
    """“全市已建数更正为268家，组建率更正为51.9%（268/516）”."""
    counts = [by_key[key] for name in COUNTS if (key := f'{scope}.{name}') in by_key]
    rates = [name for name in RATES if f'{scope}.{name}' in by_key]
    label = _label_of(told.fresh, scope)
    said = [
        f"{_SHORT[_name(one)]}更正为{told.now(one.new)}{_measure(_name(one))}" for one in counts if one.new
    ]
    said += [text for name in rates if (text := _rate_said(told, scope, name))]
    return label + "，".join(said) if said else ''


def _rate_said(told: Told, scope: str, name: str) -> str:
    words = RATES[name][0]
    figure = told.fresh[f'{scope}.{name}']
    above, below = (told.fresh.get(key) for key in figure.parts)
    share = f"（{told.now(above)}/{told.now(below)}）" if above and below else ''
    return f"{words}更正为{told.now(figure)}{share}"


def _label_of(fresh: Mapping[str, Figure], scope: str) -> str:
    for name, words in (*COUNTS.items(), *((name, told[0]) for name, told in RATES.items())):
        figure = fresh.get(f'{scope}.{name}')
        if figure:
            return figure.label.removesuffix(words)
    return ''


def _is_other(change: Change) -> bool:
    """Neither a unit's nor a sum's, nor what follows from those."""
    key, name = change.old.key, _name(change)
    scope = key.partition('.')[0]
    if unit_of(key) is not None or key.endswith(('.step', '.share')):
        return False
    return not (scope in _SCOPES and (name in COUNTS or name in RATES))


def _other_said(told: Told, change: Change) -> str:
    assert change.new is not None
    word, label = _unit(told, change.old), change.old.label
    label += "的" if word and not label.endswith("数") else ""
    return f"{label}应为{told.now(change.new)}{word}（原为{told.was(change.old)}{word}）"


def _unit(told: Told, figure: Figure) -> str:
    """What a number counts: as the paper says it, a column's count by its kind; '' for words and rates."""
    name = figure.key.rpartition('.')[2]
    return told.units.get(figure.key) or (_measure(name) if name in COUNTS else "")


def _measure(name: str) -> str:
    return "名" if name == 'members' else "家"


def correction(
    issuing: IssuingName,
    original: Original,
    changes: Sequence[Change],
    fresh: Mapping[str, Figure],
    about: Mapping[str, Any],
) -> Draft:
    """The paper that puts an issued one right, of its own kind, with a table of all that changed.

    about has kind, recipients, cause (a sentence or None), year and units (as units_of). The draft has no
    recipe yet.
    """
    notes, kind = Notes(), about['kind']
    told = Told(fresh, notes, about['units'])
    said = sentence(original, changes, told)
    shown = original.title.removeprefix(''.join(title_names(issuing)))
    cited = cite(Basis(shown, None))
    pieces = (*title_names(issuing), "关于更正", *phrases(cited), f"有关数据{_ENDINGS[kind]}")
    cause = about['cause'](notes) if about['cause'] else None
    context = {
        'title': ''.join(pieces),
        'title_lines': title_lines(pieces),
        'recipient': '、'.join(about['recipients']),
        'body': tuple(text for text in (cause, said) if text),
        'attachment': ATTACHED,
        'rows': tuple(_rows(told, changes)),
        **frame(issuing, kind, about['year'], letter=kind == 'letter'),
    }
    return Draft(
        file_name=file_name(TEMPLATES[kind].removesuffix('.docx'), original.doc_number or shown),
        template=TEMPLATES[kind],
        context=context,
        figures=tuple(notes.figures.values()),
        doc_type='correction',
        title=''.join(pieces),
        recipients=tuple(about['recipients']),
        issuing_name=issuing.id,
    )


def _rows(told: Told, changes: Sequence[Change]) -> Iterable[dict[str, str]]:
    for group in grouped(changes):
        for old, new in (group.main, *group.also):
            yield {
                'label': told.notes.words(f'label.{old.key}', "数据名称", old.label, origin='record'),
                'was': told.was(old) + _unit(told, old),
                'now': told.now(new) + _unit(told, old) if new else NOTHING,
            }
