"""The generator of returns and its score: the same for a seed, strict about what nobody wrote."""

import random

import pytest
from stdnum.cn import uscc

from bench.return_load import workbook
from bench.returns import MAKERS, make_papers, run, to_plain
from bench.returns_ink import Ink, boxes
from bench.returns_paper import Asked, Paper
from bench.returns_people import make_facts
from bench.returns_score import judge, same
from forms.checks import check_values
from forms.load import definitions
from model.document import Document
from model.place import Problem, Severity, Value
from model.returned import Return

READ = Document('a.docx', '0', 'docx', None, ())


def judged(values, *asked, problems=(), private=()):
    paper = Paper('x', 'docx', asked=list(asked), private=private)
    returned = Return(form='x', edition=None, subject='organisation', values=values, problems=problems)
    return [(mark.verdict, mark.field, mark.held) for mark in judge(paper, READ, returned)]


def asks(field, want, **more):
    return Asked(field, field, Ink(str(want), want, **more), ())


def test_a_seed_gives_the_same_papers():
    one, other = ([(paper.sheets, paper.asked) for paper in make_papers(16, 5)] for _ in range(2))
    assert one == other
    assert one != [(paper.sheets, paper.asked) for paper in make_papers(16, 6)]


@pytest.mark.parametrize('form', [form for form in definitions() if form.id in MAKERS and not form.matrix])
def test_the_figures_of_an_organisation_agree_with_the_checks_of_every_form(form):
    for facts in make_facts(60, 3):
        values = {name: Value(str(value), value) for name, value in facts.items()}
        found = [one for one in check_values(values, form) if one.severity is not Severity.INFO]
        assert [one.message for one in found] == []


def test_codes_are_valid_and_of_no_place():
    codes = [facts['code'] for facts in make_facts(200, 1)]
    assert all(uscc.is_valid(code) and code[2:8] == '000000' for code in codes)
    assert len(set(codes)) == 200


@pytest.mark.parametrize('seed', range(12))
def test_boxes_mark_what_is_meant(seed):
    ink = boxes('党委', ('党委', '党支部'), random.Random(seed))
    marked = any(mark in ink.text for mark in '☑■√●') or ink.struck == ('党支部',)
    assert marked
    assert boxes(None, ('党委', '党支部'), random.Random(seed)).want is None


@pytest.mark.parametrize(
    ('field', 'got', 'want', 'expected'),
    [
        ('staff_total', 1, True, False),
        ('org_name', '示例（甲）协会', '示例(甲) 协会', True),
        ('phone', '139-0000-0001', '13900000001', True),
        ('mass_orgs', ('妇联', '工会'), ['工会', '妇联'], True),
        ('established_on', '2026-03', '2026-03-08', False),
    ],
)
def test_values_are_the_same_by_what_they_mean(field, got, want, expected):
    assert same(field, got, want) is expected


def test_every_way_to_fail_has_its_own_word():
    values = {'a': Value('1', 1), 'b': Value('2', 2), 'c': Value('约3', 3, score=0.5), 'd': Value('x', 'x')}
    marks = judged(values, asks('a', 1), asks('b', 3), asks('c', 4, asked=True), asks('e', 5))
    assert marks == [
        ('right', 'a', False),
        ('wrong', 'b', False),
        ('right', 'c', False),
        ('missing', 'e', True),
        ('invented', 'd', False),
    ]


def test_a_blank_that_stays_blank_is_no_field():
    assert judged({'a': Value('', None)}, asks('a', None)) == []


def test_a_question_on_a_form_of_one_organisation_holds_all_its_values():
    doubt = Problem('C01', Severity.REVIEW, '不符')
    assert judged({'b': Value('2', 2)}, asks('b', 3), problems=(doubt,)) == [('wrong', 'b', True)]


def test_a_person_told_again_is_wrong_whatever_the_score():
    values = {'a': Value('张某某', '张某某', score=0.1)}
    assert judged(values, asks('a', '张某某'), private=('张某某',))[0] == ('told', 'person', False)


def test_an_unread_paper_misses_every_field():
    paper = Paper('x', 'docx', asked=[asks('a', 1), asks('b', None)])
    assert [mark.verdict for mark in judge(paper, None, None)] == ['missing']


def test_what_is_read_of_generated_returns_keeps_its_level(tmp_path):
    figures = to_plain(run(make_papers(16, 4), tmp_path, random.Random(4)))
    assert figures['files'] == 16
    assert sum(one['fields'] for one in figures['definitions'].values()) == figures['fields']
    assert figures['accuracy'] >= 0.97
    assert all(one['accuracy'] >= 0.85 for one in figures['definitions'].values())
    assert figures['wrong_unreviewed'] <= 1


def test_a_workbook_of_plain_lines_is_accepted_whole(tmp_path):
    figures = workbook(tmp_path / 'office', 40, 2)
    assert figures['rows_read'] == 40
    assert '入账40、待核0' in figures['message']
