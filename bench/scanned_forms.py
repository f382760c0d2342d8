"""Filled forms printed, scanned or photographed, and read: field accuracy, and what passes wrong and unseen.

`python -m bench.scanned_forms [--size 200] [--seed N] [--json] [--digital] [--kind KIND] [--keep FOLDER]`:
papers as the printer makes them, their pictures through the reading children, recognised without being told
the form, judged as the office does: `held` is what a person is shown before it counts. --digital reads the
PDF the pictures were made of. --keep holds files, and what this very code read from them, for another run.
"""

from __future__ import annotations

import argparse
import json
import random
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bench.returns import MAKERS
from bench.returns_paper import Paper
from bench.returns_people import make_facts, with_fault, with_instructor
from bench.returns_score import Mark
from bench.scanned_kept import read_kept
from bench.scanned_papers import Look, make_look, save_printable
from bench.scanned_pictures import KINDS, kind_to_dpi, pdf_to_sheets, sheets_to_files
from bench.scanned_score import Count, judge_picture
from extractors.readers import soffice
from extractors.readers.process.pool import ReadingPool
from forms.load import definitions
from model.document import Document
from model.errors import ShoufaError
from model.returned import Return
from office.understanding import document_to_return

FORMS = (
    *('baseline_registration', 'annual_party_report', 'party_building_survey', 'baseline_registration'),
    *('annual_party_report', 'instructor_roster', 'baseline_registration', 'annual_party_report'),
    *('party_building_ledger', 'baseline_registration', 'annual_party_report', 'coverage_statistics'),
    *('baseline_registration', 'annual_party_report', 'member_survey'),
)
"""What offices send on paper: mostly the form of one organisation."""

_AT_ONCE = 40


@dataclass(slots=True)
class Job:
    """One paper to be pictured and read; files is empty until it is."""

    paper: Paper
    look: Look
    kind: str
    seed: int
    files: list[Path] = field(default_factory=list)
    read_as: str | None = None
    fault: str = ''
    marks: list[tuple[Mark, bool]] = field(default_factory=list)


def main() -> None:
    """Print the figures and, with --json, one object as the last line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument('--size', type=int, default=200)
    parser.add_argument('--seed', type=int, default=1)
    parser.add_argument('--kind', choices=sorted(set(KINDS)))
    parser.add_argument('--form', choices=sorted(set(FORMS)))
    parser.add_argument('--digital', action='store_true')
    parser.add_argument('--json', action='store_true')
    parser.add_argument('--keep', type=Path, help="folder that holds the files for the next run")
    parser.add_argument('--errors', type=Path, help="file for the list of errors")
    asked = parser.parse_args()
    jobs = [
        job
        for job in make_jobs(asked.size, asked.seed)
        if asked.kind in (None, job.kind) and asked.form in (None, job.paper.form)
    ]
    with tempfile.TemporaryDirectory() as temporary:
        folder = asked.keep or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        cpu_s = run(jobs, folder, digital=asked.digital)
    if asked.errors:
        asked.errors.write_text('\n'.join(jobs_to_errors(jobs)) + '\n', 'utf-8')
    show(jobs, cpu_s)
    if asked.json:
        print(json.dumps(to_plain(jobs, cpu_s), ensure_ascii=False))


def make_jobs(size: int, seed: int) -> list[Job]:
    """`size` papers, forms and kinds of picture in turn; the same for the same seed."""
    rng = random.Random(seed)  # noqa: S311  # papers, not secrets
    types = {one.id: {each.id: str(each.type) for each in one.fields} for one in definitions()}
    jobs = []
    for number in range(size):
        form = FORMS[number % len(FORMS)]
        paper = make_paper(form, types[form], rng)
        kind = KINDS[(number + number // len(FORMS)) % len(KINDS)]
        paper.name = f's{seed}_{number:04d}_{kind}_{form}'
        paper.causes |= {f'kind {kind}'}
        job = Job(paper, make_look(rng), kind, rng.randrange(1 << 30))
        paper.causes |= {f'font {job.look.font}', 'ticked by pen' if job.look.pen else 'ticks printed'}
        jobs.append(job)
    return jobs


def make_paper(form: str, kinds: dict[str, str], rng: random.Random) -> Paper:
    """A paper without words struck out: no recogniser tells a struck letter from a blot."""
    while True:
        facts = make_facts(rng.choice((2, 4, 6, 9)), rng.randrange(1 << 30))
        if rng.random() < 0.2:
            facts[-1] = with_fault(facts[-1])
        if form == 'instructor_roster':
            facts = with_instructor(facts, rng)
        paper = MAKERS[form](form, kinds, facts, rng)
        paper.format = 'docx'
        if not any(spot.struck for grid in paper.grids for spot in grid.spots.values()):
            return paper


def run(jobs: Sequence[Job], folder: Path, *, digital: bool = False) -> float:
    """Print, picture, read and judge; the CPU seconds of the reading."""
    print_all(jobs, folder)
    with ReadingPool() as pool:
        for job in jobs:
            pdf = folder / f'{job.paper.name}.pdf'
            job.files = [pdf] if digital else list(_pictures(job, pdf))
            document, returned = read(job, folder, pool)
            job.read_as = returned.form if returned else None
            job.marks = judge_picture(job.paper, document, returned)
        return pool.cpu_s


def print_all(jobs: Sequence[Job], folder: Path) -> None:
    """A PDF for each paper that has none yet, many in one run of LibreOffice."""
    left = [job for job in jobs if not (folder / f'{job.paper.name}.pdf').exists()]
    for start in range(0, len(left), _AT_ONCE):
        part = left[start : start + _AT_ONCE]
        papers = [folder / f'{job.paper.name}.docx' for job in part]
        for job, path in zip(part, papers, strict=True):
            save_printable(job.paper, job.look, path)
        with soffice.converted_all(papers, 'pdf') as made:
            for path, pdf in zip(papers, made, strict=True):
                path.with_suffix('.pdf').write_bytes(pdf.read_bytes())


def _pictures(job: Job, pdf: Path) -> Iterator[Path]:
    rng = random.Random(job.seed)  # noqa: S311
    stem = pdf.with_suffix('')
    found = sorted(stem.parent.glob(f'{stem.name}_*.jpg'))
    dpi = kind_to_dpi(job.kind, rng)
    yield from found or sheets_to_files(pdf_to_sheets(pdf, dpi), job.kind, dpi, stem, rng)


def read(job: Job, folder: Path, pool: ReadingPool) -> tuple[Document | None, Return | None]:
    """The document that the pictures hold and what it says; None where reading failed."""
    try:
        document = read_kept(job.files, folder, pool)
        return document, document_to_return(document, None)
    except ShoufaError as error:
        job.fault = error.message
        return None, None


def tally(jobs: Sequence[Job], group: str = '') -> dict[str, Count]:
    """The counts of all, of each form, kind of picture and way of writing; group: only what begins so."""
    found: dict[str, Count] = {'all': Count()}
    for job in jobs:
        for mark, told in job.marks:
            for name in {'all', f'form {job.paper.form}', *mark.causes}:
                if name.startswith(('all', group)):
                    found.setdefault(name, Count()).add(mark, told)
    return found


def to_plain(jobs: Sequence[Job], cpu_s: float) -> dict[str, Any]:
    """The object of --json."""
    counts = tally(jobs)
    kinds = {name: one.to_plain() for name, one in counts.items() if name.startswith(('form ', 'kind '))}
    files = sum(len(job.files) for job in jobs)
    more = {'papers': len(jobs), 'pages': files, 'cpu_s_per_page': round(cpu_s / max(files, 1), 2)}
    return counts['all'].to_plain() | more | {'kinds': kinds}


def show(jobs: Sequence[Job], cpu_s: float) -> None:
    """A line for all, each form, kind of picture and way of writing."""
    print(
        f'{"":34}{"fields":>7}{"acc.":>8}' + ''.join(f'{name:>15}' for name in (*VERDICT_HEADS, 'in ledger'))
    )
    for name, count in sorted(tally(jobs).items()):
        plain = count.to_plain()
        figures = [*count.by.values(), count.passed_in_ledger]
        print(
            f'{name:34}{count.fields:>7}{plain["accuracy"] or 0:>8.4f}'
            + ''.join(f'{one:>15}' for one in figures)
        )
    unknown = Counter(
        job.read_as or job.fault[:40] or 'None' for job in jobs if job.read_as != job.paper.form
    )
    print(f'papers {len(jobs)}, read as another form: {dict(unknown)}; reading took {cpu_s:.0f} CPU seconds')


VERDICT_HEADS = ('right', 'right held', 'wrong held', 'wrong passed', 'missing told', 'missing unsaid')


def jobs_to_errors(jobs: Sequence[Job]) -> Iterator[str]:
    """A line of JSON for each field that is not right."""
    for job in jobs:
        for mark, told in job.marks:
            if mark.verdict != 'right':
                plain = {
                    'file': job.files[0].name,
                    'verdict': mark.verdict,
                    'held': mark.held,
                    'told': told,
                    'field': mark.field,
                    'label': mark.label,
                    'written': mark.raw,
                    'got': mark.got,
                    'want': mark.want,
                    'read_as': job.read_as,
                    'fault': job.fault,
                    'causes': mark.causes,
                }
                yield json.dumps(plain, ensure_ascii=False, default=str)


if __name__ == '__main__':
    main()
