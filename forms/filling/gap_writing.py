"""One value into one open place: between 年 月 日, before a unit, on a line, in brackets, into a cell."""

from __future__ import annotations

import re
from collections.abc import Sequence
from copy import deepcopy

from forms.blanks.words import has_signature
from forms.filling.dating import write_date
from forms.filling.fitting import fitting_size
from forms.filling.lines import Line, Opening, end_opening, lines_to_openings, place_to_lines, sample_opening
from forms.filling.spans import Element
from forms.filling.ticking import Scope, tick
from forms.filling.underlines import kept_width, underlined_atoms, underlined_part, width, write_on_line
from forms.filling.wordml import PPR, P, W, paragraph_to_atoms, squeezed, text_of
from forms.filling.writing import Style, clean, replace_text
from model.blank import Filling, Left

_NO_GAP = "原处没有这个空，请手工填写"


def write_gaps(element: Element, fillings: Sequence[Filling]) -> list[Left]:
    """Write into the gaps of a paragraph, or of a cell's lines taken together, from the last to the first."""
    lines = place_to_lines(element)
    drawn = all((each.blank.where.part or each.blank.part or 'body') == 'body' for each in fillings)
    openings = lines_to_openings(lines, drawn=drawn)
    order = {id(line.paragraph): number for number, line in enumerate(lines)}
    placed = [(_opening_of(filling, lines, openings), filling) for filling in fillings]
    left = [Left(filling.blank, _NO_GAP) for opening, filling in placed if opening is None]
    found = [(opening, filling) for opening, filling in placed if opening is not None]
    found.sort(key=lambda pair: (order[id(pair[0].paragraph)], pair[0].start), reverse=True)
    for opening, filling in found:
        reason = _write(lines, opening, filling)
        if reason:
            left.append(Left(filling.blank, reason))
    return left


def _opening_of(filling: Filling, lines: Sequence[Line], openings: Sequence[Opening]) -> Opening | None:
    """The place that a filling is meant for, as the lines stand before anything is written."""
    slot = filling.blank.slot
    if 0 <= slot < len(openings):
        return openings[slot]
    if not ''.join(squeezed(line.text) for line in lines):
        return Opening(lines[0].paragraph, 0, len(lines[0].text), 'text')
    return _undrawn(lines, filling, len(openings))


def _undrawn(lines: Sequence[Line], filling: Filling, drawn: int) -> Opening | None:
    """The place of a slot behind the drawn ones: a sample to replace, or the end of a label."""
    if filling.blank.slot != drawn:
        return None
    found = sample_opening(lines, filling.blank.kind)
    return end_opening(lines[0]) if found is None and not drawn and len(lines) == 1 else found


def _write(lines: Sequence[Line], opening: Opening, filling: Filling) -> str | None:
    """Write one filling into its opening; why not, where it cannot be done."""
    blank = filling.blank
    if blank.kind == 'checkbox' or opening.kind == 'checkbox' or isinstance(filling.value, tuple):
        scopes = [Scope(*each) for each in opening.scopes] if opening.options else _whole(lines)
        return tick(scopes, blank.options or opening.options, _chosen(filling.value))
    write_opening(opening, filling.value)
    return None


def _whole(lines: Sequence[Line]) -> list[Scope]:
    return [Scope(line.paragraph, 0, len(line.text)) for line in lines]


def _chosen(value: str | tuple[str, ...]) -> tuple[str, ...]:
    return value if isinstance(value, tuple) else (value,)


def write_cell(cell: Element, filling: Filling, styles: Element | None) -> list[Left]:
    """Write into a cell as a whole: over its space where it prints nothing, else into its gap."""
    if next(cell.iter(P), None) is None:
        cell.append(cell.makeelement(P))
    lines = place_to_lines(cell)
    if filling.blank.kind == 'checkbox' or isinstance(filling.value, tuple):
        reason = tick(_whole(lines), filling.blank.options, _chosen(filling.value))
        return [Left(filling.blank, reason)] if reason else []
    value = clean(filling.value)
    if not any(squeezed(line.text) for line in lines):
        _write_empty(cell, lines, value, styles)
        return []
    opening = _meant(lines, filling)
    if opening is None:
        _write_below(cell, lines, value)
    else:
        write_opening(opening, value)
    return []


def _write_empty(cell: Element, lines: Sequence[Line], value: str, styles: Element | None) -> None:
    """A cell that prints nothing: into its content control or over its printed line, else its first line."""
    made_for_it = (
        line
        for line in lines
        if paragraph_to_atoms(line.paragraph)
        or next(line.paragraph.iter(W + 'sdt', W + 'fldChar'), None) is not None
    )
    line = next(made_for_it, lines[0])
    size = fitting_size(cell, line.paragraph, value, styles)
    end = len(line.text)
    replace_text(line.paragraph, 0, end, kept_width(line.paragraph, 0, end, value), Style(size))


def _meant(lines: Sequence[Line], filling: Filling) -> Opening | None:
    """The gap of a cell that a value of this kind goes to; a place to sign, or to date it, is none."""
    signed = any(has_signature(line.text) for line in lines)
    openings = [
        each
        for each in lines_to_openings(lines, drawn=True)
        if each.kind != 'signature' and not (signed and each.kind == 'date')
    ]
    wanted = [each for each in openings if each.kind == filling.blank.kind]
    others = [each for each in openings if each.kind in ('text', 'number')]
    return next(iter([*wanted, *others, *openings]), None) or _unit_only(lines)


def _unit_only(lines: Sequence[Line]) -> Opening | None:
    found = sample_opening(lines, 'number')
    return found if found is not None and found.kind == 'number' else None


def _write_below(cell: Element, lines: Sequence[Line], value: str) -> None:
    """A cell that prints its own label takes the value behind it, or below: in an empty line or a new one."""
    last = max(index for index, line in enumerate(lines) if squeezed(line.text))
    paragraph, text = lines[last].paragraph, lines[last].text
    if text.rstrip().endswith(('：', ':')):
        replace_text(paragraph, len(text.rstrip()), len(text), value)
        return
    if last + 1 < len(lines):
        replace_text(lines[last + 1].paragraph, 0, len(lines[last + 1].text), value)
        return
    new = cell.makeelement(P)
    properties = paragraph.find(PPR)
    if properties is not None:
        new.append(deepcopy(properties))
    paragraph.addnext(new)
    replace_text(new, 0, 0, value)


def write_opening(opening: Opening, value: str) -> None:
    """Put a value into a gap, so that what is printed in and around it stays."""
    paragraph, start, end = opening[:3]
    text = text_of(paragraph_to_atoms(paragraph))
    value, printed = clean(value), text[start:end]
    if '年' in printed or '月' in printed:
        write_date(paragraph, start, end, value)
        return
    value = _without_unit(value, text[end:])
    if re.fullmatch(r'[\s_＿]*[_＿][\s_＿]*', printed):
        write_on_line(paragraph, start, end, value)
        return
    first, last = underlined_part(paragraph, start, end)
    lined = bool(underlined_atoms(paragraph, start, end))
    if text[start - 1 : start].isalnum() and not f'{printed}{text[end:]}'.strip() and not lined:
        value = '\u3000' + value  # a value that touches its label reads as one word with it
    if '\t' in printed and (first, last) == (start, end):
        last = first + printed.index('\t')
    elif (
        (first, last) == (start, end)
        and text[start - 1 : start] in ('：', ':')
        and text[end : end + 1].strip()
    ):
        value += ' ' * max(2, width(printed) - width(value))
    replace_text(paragraph, first, last, kept_width(paragraph, first, last, value))


def _without_unit(value: str, behind: str) -> str:
    """A count without the unit that is printed behind it."""
    unit = re.match(r'[^\W\d_]{1,3}|[%％]', behind.lstrip())
    for length in range(len(unit[0]) if unit else 0, 0, -1):
        ending = behind.lstrip()[:length]
        if value.endswith(ending) and re.fullmatch(r'[\d.,]+', value[: -len(ending)].strip()):
            return value[: -len(ending)].strip()
    return value
