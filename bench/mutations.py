"""Whether a notice is understood alike when its copy is bad: stray spaces, breaks, widths, misread letters.

`python -m bench.mutations [--size 500] [--seed N] [--json] [--errors FIELD] [--show N]`: mutations of the
real notices at SHOUFA_SHARED (default ../shared), each kind in equal shares and only where a reader
still has the information; the notice before and after is compared field by field. Agreement is
2 x common / (before + after) over the items of a field, a scalar being one item; widths, spaces,
punctuation and the letters that a mutation confuses do not count as differences.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from extractors.notice import notice_of
from extractors.readers.plain.reader import text_to_lines
from extractors.readers.plain.tables import lines_to_tables
from model.document import Block, Document
from model.notice import Notice
from text.paragraphs import lines_to_paragraphs, without_page_numbers

MOST_SHOWN = 40
_GAP = re.compile('(?<=[\u4e00-\u9fff])(?=[\u4e00-\u9fff])')
_ONE = re.compile(r'(?<=\d)1(?=[\d年月日号])|(?<=[年月])1(?=\d?[月日])')
_ZERO = re.compile(r'(?<=\d)0(?=[\d年月日号])|[〇○](?=[一二三四五六七八九〇○年])')
_DAY = re.compile(r'(?<=\d)日')
_ALIKE = re.compile('[已己]|(?<=[月年周季度期])末')
_BRACKETS = re.compile('〔(?=(?:19|20)\\d\\d〕)|(?<=〔\\d{4})〕')
_ALIKE_TWINS = {'已': '己', '己': '已', '末': '未'}
_HALF = str.maketrans('，：；（）！？', ',:;()!?')
_WIDE = str.maketrans('0123456789', '０１２３４５６７８９')
_SAME = str.maketrans('OolI〇○己未曰', '001100已末日')
_PUNCTUATION = re.compile('[^\\w%<>=≈]|_')

Items = Counter[str]
Mutation = Callable[[str, random.Random], str]


@dataclass(frozen=True, slots=True)
class Trial:
    """One mutation of one text, and the items of each field before and after."""

    number: int
    kind: str
    name: str
    text: str
    before: dict[str, Items]
    after: dict[str, Items]


def main() -> None:
    """Print the tables, the disagreements asked for and, with --json, one object as the last line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument('--size', type=int, default=500)
    parser.add_argument('--seed', type=int, default=20260313)
    parser.add_argument('--json', action='store_true')
    parser.add_argument('--errors', metavar='FIELD')
    parser.add_argument('--show', type=int, metavar='N')
    asked = parser.parse_args()
    texts = shared_texts()
    if not texts:
        print('no notices at SHOUFA_SHARED: skipped')
        return
    trials = list(make_trials(texts, asked.size, asked.seed))
    if asked.show is not None:
        print(trials[asked.show].text)
        return
    result = agreement(trials)
    for group, rates in result.items():
        print(f'\n{group}')
        for name, rate in rates.items():
            print(f'    {name:28}{rate:8.4f}')
    if asked.errors:
        _print_errors(trials, asked.errors)
    if asked.json:
        print(json.dumps(result, ensure_ascii=False))


def shared_texts() -> dict[str, str]:
    """The labelled notices and the seeds by name; {} where they are not there."""
    shared = Path(os.environ.get('SHOUFA_SHARED', Path(__file__).parent.parent.parent / 'shared'))
    paths = [
        *sorted((shared / 'corpus' / 'notices').glob('*/text.txt')),
        *sorted((shared / 'seeds').glob('*.txt')),
    ]
    return {
        path.parent.name if path.name == 'text.txt' else path.stem: path.read_text('utf-8') for path in paths
    }


def text_to_document(text: str) -> Document:
    """A text in memory as the reader of plain texts gives it."""
    lines, tables, _ = lines_to_tables(text_to_lines(text))
    paragraphs = lines_to_paragraphs(without_page_numbers(lines))
    blocks: list[Block] = sorted([*paragraphs, *tables], key=lambda block: block.where.line or 0)
    return Document('', '', 'text', None, tuple(blocks))


def make_trials(texts: dict[str, str], size: int, seed: int) -> Iterator[Trial]:
    """`size` mutations, the kinds in turn, each of a text that has a place for it."""
    rng = random.Random(seed)  # noqa: S311  # mutations, not secrets
    names, kinds = sorted(texts), list(MUTATIONS)
    before = {name: notice_to_items(notice_of(text_to_document(text))) for name, text in texts.items()}
    for number in range(size):
        kind = kinds[number % len(kinds)]
        for name in rng.sample(names, len(names)):
            text = MUTATIONS[kind](texts[name], rng)
            if text != texts[name]:
                after = notice_to_items(notice_of(text_to_document(text)))
                yield Trial(number, kind, name, text, before[name], after)
                break


def notice_to_items(notice: Notice) -> dict[str, Items]:
    """What a notice says, by field, as keys that stay the same under every mutation."""
    recipients = notice.primary_recipients
    fields: dict[str, tuple[Any, ...]] = {
        **{name: (getattr(notice, name),) for name in _SCALARS},
        'recipients_raw': (recipients.raw,) if recipients else (),
        'primary_recipients': recipients.list if recipients else (),
        'issuing_authorities': notice.issuing_authorities,
        'cc': notice.cc,
        'attachments': notice.attachments,
        'contacts': tuple((it.name, it.phone, it.email) for it in notice.contacts),
        'cited_documents': tuple((it.title, it.number) for it in notice.cited_documents),
        'headings': tuple((it.level, it.text) for it in notice.headings),
        'targets': tuple((it.metric, it.comparator, it.value, it.unit) for it in notice.targets),
        'obligations': tuple(
            (it.verbatim, it.deadline_iso, it.relative, it.recurrence) for it in notice.obligations
        ),
        'standing_duties': tuple((it.verbatim, it.report_to) for it in notice.standing_duties),
    }
    return {
        name: Counter(_key(item) for item in items if item not in (None, ''))
        for name, items in fields.items()
    }


_SCALARS = ('doc_number', 'title', 'doc_type', 'date_of_document', 'printed_date', 'secrecy', 'urgency')


def agreement(trials: list[Trial]) -> dict[str, dict[str, float]]:
    """Agreement by field, by kind and in all."""
    by_field, by_kind = {}, {}
    for field in trials[0].before:
        by_field[field] = _rate((trial.before[field], trial.after[field]) for trial in trials)
    for kind in MUTATIONS:
        by_kind[kind] = _rate(pair for trial in trials if trial.kind == kind for pair in _pairs(trial))
    everything = _rate(pair for trial in trials for pair in _pairs(trial))
    return {'by field': by_field, 'by kind': by_kind, 'in all': {'agreement': everything}}


def _pairs(trial: Trial) -> Iterator[tuple[Items, Items]]:
    return ((trial.before[field], trial.after[field]) for field in trial.before)


def _rate(pairs: Iterator[tuple[Items, Items]]) -> float:
    """2 x common / (before + after); 1 where neither says anything."""
    common = total = 0
    for before, after in pairs:
        common += 2 * (before & after).total()
        total += before.total() + after.total()
    return round(common / total, 4) if total else 1.0


def _key(item: object) -> str:
    if isinstance(item, tuple):
        return '|'.join(_key(part) for part in item)
    return _PUNCTUATION.sub('', unicodedata.normalize('NFKC', str(item)).translate(_SAME))


def _print_errors(trials: list[Trial], field: str) -> None:
    """The trials that differ most in this field, by kind, with what was lost (-) and made up (+)."""
    wrong = [trial for trial in trials if trial.before[field] != trial.after[field]]
    print(f'\n{field}: {len(wrong)} of {len(trials)} differ')
    wrong.sort(key=lambda trial: -(trial.before[field] - trial.after[field]).total())
    for trial in sorted(wrong[:MOST_SHOWN], key=lambda trial: trial.kind):
        print(f'{trial.number:5} {trial.kind:10} {trial.name}')
        for sign, items in (
            ('-', trial.before[field] - trial.after[field]),
            ('+', trial.after[field] - trial.before[field]),
        ):
            for item in items:
                print(f'        {sign} {item[:150]}')


def _inserted(text: str, piece: Callable[[], str], one_in: int, rng: random.Random) -> str:
    """Pieces put between two Chinese letters of a line, one for so many letters."""
    gaps = [found.start() for found in _GAP.finditer(text)]
    chosen = set(rng.sample(gaps, max(1, len(gaps) // one_in)) if gaps else ())
    return ''.join(piece() + letter if at in chosen else letter for at, letter in enumerate(text))


def _replaced(pattern: re.Pattern[str], twins: Callable[[str], str], share: float) -> Mutation:
    """A mutation that takes some of the places of a pattern, at least the first, for a twin."""

    def mutate(text: str, rng: random.Random) -> str:
        spots = [found.start() for found in pattern.finditer(text)]
        chosen = {spot for spot in spots if rng.random() < share} or set(spots[:1])
        return ''.join(
            rng.choice(twins(letter)) if at in chosen else letter for at, letter in enumerate(text)
        )

    return mutate


def _bracketed(text: str, rng: random.Random) -> str:
    """Every 〔2024〕 in another kind of brackets."""
    opened, closed = rng.choice(('[]', '（）', '()', '【】'))
    return _BRACKETS.sub(lambda found: opened if found.group() == '〔' else closed, text)


def _mixed(text: str, rng: random.Random) -> str:
    for kind in rng.sample(sorted(set(MUTATIONS) - {'mixed'}), 3):
        text = MUTATIONS[kind](text, rng)
    return text


MUTATIONS: dict[str, Mutation] = {
    'spaces': lambda text, rng: _inserted(text, lambda: rng.choice(' \u3000\xa0'), 40, rng),
    'breaks': lambda text, rng: _inserted(text, lambda: '\n', 200, rng),
    'half-width': lambda text, _rng: text.translate(_HALF),
    'wide digits': lambda text, _rng: text.translate(_WIDE),
    '0 O 〇': _replaced(_ZERO, lambda letter: 'Oo〇' if letter == '0' else '0Oo○', 0.3),
    '1 l I': _replaced(_ONE, lambda _letter: 'lI', 0.3),
    '日 曰': _replaced(_DAY, lambda _letter: '曰', 0.5),
    '已己 末未': _replaced(_ALIKE, lambda letter: _ALIKE_TWINS[letter], 0.5),
    'brackets': _bracketed,
    'mixed': _mixed,
}


if __name__ == '__main__':
    main()
