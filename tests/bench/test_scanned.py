"""The generator of scanned papers and its score: the same for a seed, strict about what nobody is shown."""

import random

import numpy as np
from PIL import Image

from bench import scanned_pictures
from bench.returns_ink import Ink
from bench.returns_paper import Asked, Paper
from bench.scanned_forms import FORMS, make_jobs
from bench.scanned_pictures import KINDS, Sheet, sheets_to_files
from bench.scanned_score import Count, judge_picture
from model.document import Document
from model.place import Problem, Severity, Value
from model.returned import Named, Return, ReturnedRow

READ = Document('a.jpg', '0', 'image', 1, ())


def asks(field, want, row=None):
    return Asked(field, field, Ink(str(want), want), (), None if row is None else 0, row)


def rows(*names):
    found = [
        ReturnedRow(number, Named(name), {'org_name': Value(name, name), 'staff_total': Value('3', number)})
        for number, name in enumerate(names, 1)
    ]
    return Return(form='x', edition=None, subject='rows', rows=tuple(found))


def test_a_seed_gives_the_same_papers_and_no_word_is_struck_out():
    jobs, again = make_jobs(20, 4), make_jobs(20, 4)
    one, other = ([(job.paper.sheets, job.look, job.kind) for job in made] for made in (jobs, again))
    assert one == other
    grids = [grid for job in jobs for grid in job.paper.grids]
    assert not any(spot.struck for grid in grids for spot in grid.spots.values())


def test_every_kind_of_picture_meets_every_form():
    met = {(job.paper.form, job.kind) for job in make_jobs(120, 1)}
    assert {form for form, _ in met} == set(FORMS)
    assert all(len({kind for form, kind in met if form == one}) >= 3 for one in set(FORMS))
    assert {kind for _, kind in met} == set(KINDS)


def test_pictures_are_the_same_for_a_seed_and_a_tick_is_drawn(tmp_path, monkeypatch):
    monkeypatch.setattr(scanned_pictures, '_LONG_SIDE', (600, 700))
    page = np.full((600, 420, 3), 255, np.uint8)
    for kind in ('scan150', 'photo'):
        for name in 'ab':
            sheet = Sheet(page, [(100.0, 100.0, 120.0, 120.0)])
            sheets_to_files([sheet], kind, 72, tmp_path / f'{kind}{name}', random.Random(3))
        one, other = ((tmp_path / f'{kind}{name}_1.jpg').read_bytes() for name in 'ab')
        assert one == other
    with Image.open(tmp_path / 'scan150a_1.jpg') as image:
        assert np.asarray(image.convert('L'))[95:125, 95:125].min() < 120


def test_rows_are_matched_by_what_they_say_when_one_is_lost():
    paper = Paper(
        'x',
        'docx',
        asked=[
            asks(name, want, row)
            for row in (2, 3)
            for name, want in (('org_name', f'协会{row}'), ('staff_total', row - 1))
        ],
    )
    marks = judge_picture(paper, READ, rows('协会3'))
    assert [mark.verdict for mark, _ in marks] == ['missing', 'missing', 'right', 'wrong']


def test_what_a_person_is_not_shown_is_counted_apart():
    paper = Paper(
        'x', 'docx', asked=[asks('phone', '2820001'), asks('remarks', '无误'), asks('address', '甲路')]
    )
    values = {'phone': Value('2820007', '2820007'), 'remarks': Value('元误', '元误')}
    returned = Return(form='x', edition=None, subject='organisation', values=values)
    count = Count()
    for mark, told in judge_picture(paper, READ, returned):
        count.add(mark, told)
    assert (count.by['wrong_passed'], count.passed_in_ledger, count.by['missing_unsaid']) == (2, 1, 1)
    doubt = Problem('count_unreadable', Severity.REVIEW, '')
    asked = Return(form='x', edition=None, subject='organisation', values=values, problems=(doubt,))
    assert all(mark.held for mark, _ in judge_picture(paper, READ, asked))
