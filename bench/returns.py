"""Generated returns against what is read from them: field accuracy, and what would pass wrong and unseen.

`python -m bench.returns [--size 1000] [--seed N] [--json] [--errors FOLDER] [--form ID]`: papers as files,
read through the reading child, recognised without being told the form, checked as the office checks them.
The labels are the generator's own (bench.returns_labels), written from the meaning of the fields.
"""

from __future__ import annotations

import argparse
import json
import random
import shutil
import tempfile
import time
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bench.returns_matrix import matrix_paper
from bench.returns_members import members_paper
from bench.returns_paper import Paper, save
from bench.returns_people import FAULT, Facts, make_facts, with_fault, with_instructor
from bench.returns_rows import rows_paper
from bench.returns_score import Mark, judge
from bench.returns_single import single_paper
from extractors.readers.process.pool import ReadingPool
from forms.load import definitions
from model.document import Document
from model.errors import ShoufaError
from model.returned import Return
from office.understanding import document_to_return

MAKERS = {
    'party_building_survey': rows_paper,
    'baseline_registration': single_paper,
    'party_building_ledger': rows_paper,
    'annual_party_report': single_paper,
    'wide_ledger': rows_paper,
    'instructor_roster': rows_paper,
    'coverage_statistics': matrix_paper,
    'member_survey': members_paper,
}


@dataclass(slots=True)
class Tally:
    """Counts of one form, or of one way of writing."""

    right: int = 0
    missing: int = 0
    wrong: int = 0
    unreviewed: int = 0
    unquestioned: int = 0
    asked_in_vain: int = 0

    @property
    def fields(self) -> int:
        """All fields judged."""
        return self.right + self.missing + self.wrong

    def add(self, mark: Mark) -> None:
        """Count one mark."""
        if mark.verdict == 'right':
            self.right += 1
            self.asked_in_vain += mark.held and FAULT not in mark.causes
        elif mark.verdict == 'missing':
            self.missing += 1
        else:
            self.wrong += 1
            self.unreviewed += not (mark.held or mark.questioned)
            self.unquestioned += not mark.held

    def to_plain(self) -> dict[str, Any]:
        """The figures that stay by name."""
        return {
            'fields': self.fields,
            'right': self.right,
            'accuracy': round(self.right / self.fields, 5) if self.fields else None,
            'missing': self.missing,
            'wrong': self.wrong,
            'wrong_unreviewed': self.unreviewed,
        }


@dataclass(slots=True)
class Outcome:
    """One paper after reading."""

    paper: Paper
    returned: Return | None
    marks: list[Mark]
    fault: str = ''


@dataclass(slots=True)
class Result:
    """All papers of a run."""

    outcomes: list[Outcome] = field(default_factory=list)
    reading_cpu_s: float = 0.0
    understanding_cpu_s: float = 0.0

    def tally(self, form: str | None = None) -> Tally:
        """The counts of a form, or of all."""
        tally = Tally()
        for outcome in self.outcomes:
            if form in (None, outcome.paper.form):
                for mark in outcome.marks:
                    tally.add(mark)
        return tally


def main() -> None:
    """Print the figures and, with --json, one object as the last line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument('--size', type=int, default=1000)
    parser.add_argument('--seed', type=int, default=1)
    parser.add_argument('--form', choices=sorted(MAKERS))
    parser.add_argument('--json', action='store_true')
    parser.add_argument('--errors', type=Path, help="folder for the error list and the files it speaks of")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        papers = make_papers(asked.size, asked.seed, asked.form)
        result = run(papers, Path(folder), random.Random(asked.seed))  # noqa: S311
        if asked.errors:
            write_errors(result, Path(folder), asked.errors)
    show(result)
    if asked.json:
        print(json.dumps(to_plain(result), ensure_ascii=False))


def make_papers(size: int, seed: int, form: str | None = None) -> list[Paper]:
    """`size` papers, the forms in turn; the same for the same seed."""
    rng = random.Random(seed)  # noqa: S311  # papers, not secrets
    types = {one.id: {each.id: str(each.type) for each in one.fields} for one in definitions()}
    makers = [one for one in MAKERS if one in types and form in (None, one)]
    papers = []
    for number in range(size):
        chosen = makers[number % len(makers)]
        facts: list[Facts] = make_facts(rng.choice((2, 4, 6, 9, 14)), rng.randrange(1 << 30))
        if rng.random() < 0.2:
            facts[-1] = with_fault(facts[-1])
        if chosen == 'instructor_roster':
            facts = with_instructor(facts, rng)
        paper = MAKERS[chosen](chosen, types[chosen], facts, rng)
        paper.name = f'{number:04d}_{chosen}'
        papers.append(paper)
    return papers


def run(papers: Iterable[Paper], folder: Path, rng: random.Random) -> Result:
    """Write, read and judge the papers."""
    result = Result()
    with ReadingPool() as pool:
        for paper in papers:
            path = save(paper, folder, rng)
            began = time.process_time()
            result.outcomes.append(_outcome(paper, path, pool))
            result.understanding_cpu_s += time.process_time() - began
        result.reading_cpu_s = pool.cpu_s
    return result


def _outcome(paper: Paper, path: Path, pool: ReadingPool) -> Outcome:
    document: Document | None = None
    returned: Return | None = None
    fault = ''
    try:
        document = pool.read(path)
        returned = document_to_return(document, None)
    except ShoufaError as error:
        fault = error.message
    return Outcome(paper, returned, judge(paper, document, returned), fault)


def to_plain(result: Result) -> dict[str, Any]:
    """The object of --json."""
    forms = sorted({outcome.paper.form for outcome in result.outcomes})
    return result.tally().to_plain() | {
        'files': len(result.outcomes),
        'files_per_cpu_s': round(
            len(result.outcomes) / (result.reading_cpu_s + result.understanding_cpu_s), 1
        ),
        'definitions': {form: result.tally(form).to_plain() for form in forms},
    }


def by_cause(result: Result) -> dict[str, Tally]:
    """The counts of every layout and way of writing."""
    found: dict[str, Tally] = {}
    for outcome in result.outcomes:
        for mark in outcome.marks:
            for cause in set(mark.causes):
                found.setdefault(cause, Tally()).add(mark)
    return found


def show(result: Result) -> None:
    """A line for each form, for all, and for each cause with its errors."""
    head = f'{"":36}{"fields":>8}{"right":>8}{"acc.":>9}{"miss":>7}{"wrong":>7}{"unseen":>8}'
    print(head)
    plain = to_plain(result)
    for name, one in {**plain['definitions'], 'all': plain}.items():
        print(_line(name, one))
    unquestioned = result.tally().unquestioned
    print(f'wrong in a line that is not held itself, though the paper may be questioned: {unquestioned}')
    print(f'right, and yet held for a person without a doubt on the paper: {result.tally().asked_in_vain}')
    unknown = [one for one in result.outcomes if one.returned is None or one.returned.form != one.paper.form]
    print(f'files {plain["files"]}, {plain["files_per_cpu_s"]} per CPU second, not recognised {len(unknown)}')
    print('by cause:')
    for cause, tally in sorted(by_cause(result).items(), key=lambda pair: pair[0]):
        print(_line(cause, tally.to_plain()))


def _line(name: str, one: dict[str, Any]) -> str:
    accuracy = '-' if one['accuracy'] is None else f'{one["accuracy"]:.4f}'
    counts = f'{one["missing"]:>7}{one["wrong"]:>7}{one["wrong_unreviewed"]:>8}'
    return f'{name:36}{one["fields"]:>8}{one["right"]:>8}{accuracy:>9}{counts}'


def write_errors(result: Result, files: Path, folder: Path) -> None:
    """errors.jsonl and the files it speaks of."""
    folder.mkdir(parents=True, exist_ok=True)
    lines: list[str] = []
    kinds: Counter[tuple[str, ...]] = Counter()
    for outcome in result.outcomes:
        bad = [mark for mark in outcome.marks if mark.verdict != 'right']
        name = f'{outcome.paper.name}.{outcome.paper.format}'
        if bad:
            shutil.copy(files / name, folder / name)
        form = outcome.returned.form if outcome.returned else None
        for mark in bad:
            kinds[mark.verdict, outcome.paper.form, mark.field, str(form == outcome.paper.form)] += 1
            plain = {
                'file': name,
                'verdict': mark.verdict,
                'unreviewed': mark.verdict != 'missing' and not (mark.held or mark.questioned),
                'field': mark.field,
                'label': mark.label,
                'written': mark.raw,
                'got': mark.got,
                'want': mark.want,
                'form_read': form,
                'fault': outcome.fault,
                'causes': mark.causes,
            }
            lines.append(json.dumps(plain, ensure_ascii=False, default=str))
    (folder / 'errors.jsonl').write_text('\n'.join(lines) + '\n', 'utf-8')
    table = '\n'.join(f'{count:6} {" ".join(kind)}' for kind, count in kinds.most_common())
    (folder / 'kinds.txt').write_text('count verdict form field recognised\n' + table + '\n', 'utf-8')


if __name__ == '__main__':
    main()
