"""The whole job on the example, against the truth its maker wrote down."""

import json
import re
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from docx import Document
from ooxml_integrity import check
from openxml_audit import FileFormat, OpenXmlValidator

from extractors.readers.scans import stack
from extractors.readers.soffice import converted_all
from office import demo
from office.config import open_workplace
from office.ledger_acts import one_named
from office.planning import plan_of
from office.reporting import Wanted, draft_again, recipe_of
from office.reviewing import accept, waiting
from office.tracing import trace, unresolved
from outgoing.lines import docx_to_lines
from store import register, rows, subjects
from store.engine import reading
from tests.outgoing.bare import bare_digits
from tests.warm import kept_children, no_settling, understood_once, warm_children  # noqa: F401  # fixtures

ROOT = Path(__file__).parent.parent
TRUTH = json.loads((ROOT / 'examples' / 'truth.json').read_text('utf-8'))


def play(folder):
    demo.settle_in(folder)
    demo.first_day(folder, demo.TODAY)
    outcomes = list(demo.morning_post(folder, demo.TODAY))
    return outcomes, demo.papers(folder, demo.TODAY)


@pytest.fixture(scope='module')
def played(tmp_path_factory):
    folder = tmp_path_factory.mktemp('示例') / '办公室'
    outcomes, shown = play(folder)
    return folder, outcomes, shown


WITHOUT_SOCKETS = """
import sys

def refuse(event, args):
    if event.startswith('socket.') and event != 'socket.gethostname':
        raise RuntimeError('a socket was asked for: ' + event)

sys.addaudithook(refuse)
sys.path.insert(0, {root!r})
sys.argv = ['shoufa', 'demo', {folder!r}]
import cli
cli.main()
"""


@pytest.fixture(scope='module')
def elsewhere(tmp_path_factory):
    """The same by the program itself, in a process where no socket can be made; and what it said."""
    folder = tmp_path_factory.mktemp('示例') / '又一次'
    program = WITHOUT_SOCKETS.format(root=str(ROOT), folder=str(folder))
    done = subprocess.run([sys.executable, '-c', program], capture_output=True, encoding='utf-8', check=False)
    return folder, done


@pytest.fixture
def place(played):
    with open_workplace(played[0], demo.TODAY) as opened:
        yield opened


def drafts(played):
    return sorted((played[0] / '发文').glob('*.docx'))


def text_of(path):
    document = Document(path)
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return '\n'.join([*(paragraph.text for paragraph in document.paragraphs), *cells])


def test_every_file_of_the_inbox_is_accounted_for(played):
    counts = Counter(outcome.status for outcome in played[1])
    kinds = TRUTH['inbox']['by_kind']
    assert counts.total() == TRUTH['inbox']['files']
    seen = kinds['picture'] if stack.is_installed() else 0
    assert +counts == {
        'registered': kinds['notice'] + kinds['return'] + seen,
        **({} if seen else {'waiting': kinds['picture']}),
        'unreadable': kinds['unusable'],
        'duplicate': kinds['copy'],
    }


def test_every_row_is_accepted_or_held(place):
    with reading(place.engine) as connection:
        listed = rows.list_rows(connection)
        forms = [entry.form for entry in register.list_entries(connection) if entry.kind == 'return']
    assert len(listed) == TRUTH['returns']['rows'] + forms.count('baseline_registration')
    assert {row.state for row in listed} == {'accepted', 'held'}


def test_every_planted_fault_waits_for_a_person(place):
    counts = Counter(item.kind for item in waiting(place))
    planted = TRUTH['planted']
    newly = sum(len(county['newly_established']) for county in TRUTH['counties'].values())
    assert counts['conflict'] == newly + 2 * planted['conflict_with_ledger']
    assert planted['unknown_organisation'] <= counts['match']
    held = {item.about for item in waiting(place) if item.kind == 'check'}
    faulty = [
        one for one in TRUTH['planted_at'] if one['fault'] in {'staff_total_wrong', 'members_total_wrong'}
    ]
    assert {one['written'] for one in faulty} <= held


def test_a_misspelt_name_waits_or_is_whose_it_was(place):
    planted = {
        one['written']: one['organisation']
        for one in TRUTH['planted_at']
        if one['fault'] == 'name_misspelt_no_code'
    }
    asked = {item.about for item in waiting(place) if item.kind == 'match'}
    with reading(place.engine) as connection:
        listed = [row for row in rows.list_rows(connection) if row.name in planted]
        known = subjects.get_many(connection, [row.subject for row in listed if row.subject])
    assert {row.name for row in listed} == planted.keys()
    for row in listed:
        assert row.name in asked or known[row.subject or 0].name == planted[row.name]


def test_the_papers_name_who_reported_and_who_did_not(played):
    status = TRUTH['status']
    text = text_of(played[2].circular.file)
    assert f"{'、'.join(status['missing'])}未报送" in text
    came = "来件正在核对" if stack.is_installed() else "报表已收到、正在核对"
    assert f"{'、'.join(status['received_unread'])}{came}" in text


def test_every_digit_of_circular_and_report_is_a_figures(place):
    for kind in ('circular', 'report'):
        for missing in ('carry', 'exclude', None):
            draft = draft_again(
                place, recipe_of(place, kind, demo.CAMPAIGN, Wanted(missing=missing, rank=True))
            )
            assert bare_digits(draft) == []
            keys = {figure.key for figure in draft.figures}
            assert {part for figure in draft.figures for part in figure.parts} <= keys


def test_letters_go_to_the_organisations_we_dispatch_to(played):
    letters = [path for path in drafts(played) if path.name.startswith('选派函')]
    assert len(letters) == TRUTH['instructors']['letters']
    assert not any(' ' in path.name for path in drafts(played))


def test_nothing_is_left_open_that_should_be_filled(played):
    for path in drafts(played):
        text = text_of(path)
        assert not re.search(r'\{\{|\{%|None|nan|True|False', text), path.name
        assert '〔2026〕　号' in text


def test_the_papers_are_valid(played):
    validator = OpenXmlValidator(file_format=FileFormat.OFFICE_2019)
    for path in drafts(played):
        assert validator.validate(path).errors == [], path.name
        assert not check(path), path.name


def test_the_demonstration_needs_no_socket(elsewhere):
    _, done = elsewhere
    assert done.returncode == 0, done.stderr


def test_the_same_example_gives_the_same_bytes(played, elsewhere):
    again = {path.name: path.read_bytes() for path in (elsewhere[0] / '发文').glob('*.docx')}
    assert again == {path.name: path.read_bytes() for path in drafts(played)}
    assert len(again) >= 12


def test_a_second_run_takes_nothing_in_and_changes_nothing(played):
    before = {path: path.read_bytes() for path in drafts(played)}
    outcomes, shown = play(played[0])
    assert outcomes == []
    assert {sent.status for sent in (*shown.letters.sent, shown.circular, shown.report)} == {'unchanged'}
    assert before == {path: path.read_bytes() for path in drafts(played)}


def test_the_plan_quotes_the_rule_for_each_method(place):
    ladder = TRUTH['campaign']['ladder']
    lines = plan_of(place, demo.CAMPAIGN)
    assert len(lines) == TRUTH['ledger']['organisations']
    for line in lines:
        for method in line.methods:
            assert method.verbatim == ladder[method.method]


def test_accepting_what_changed_brings_the_ledger_to_the_truth(played, tmp_path):
    folder = tmp_path / '办公室'
    shutil.copytree(played[0], folder)
    with open_workplace(folder, demo.TODAY) as opened:
        for item in waiting(opened):
            if item.kind == 'conflict' and item.field == 'established':
                accept(opened, item.number)
        for county in TRUTH['counties'].values():
            for name in county['newly_established']:
                assert one_named(opened, name).facts['established'] is True


@pytest.mark.usefixtures('soffice')
def test_every_draft_becomes_a_pdf(played):
    with converted_all(drafts(played), 'pdf') as made:
        assert all(path.read_bytes().startswith(b'%PDF') for path in made)


def test_every_digit_of_every_paper_is_traced_to_a_file_or_a_person(played, place):
    for path in drafts(played):
        entries = trace(place, path).entries
        digits = sum(char.isdigit() for one in entries for char in one['text'])
        assert digits == sum(char.isdigit() for char in printed_text(path)), path.name
        assert unresolved(entries) == [], path.name
        for one in entries:
            assert all((played[0] / source['file']).is_file() for source in one['sources'])
            for row in one['rows']:
                assert all((played[0] / source['file']).is_file() for source in row['sources'])
                assert all(source['where'] for source in row['sources'])


def printed_text(path):
    """All text of a paper without its page numbers."""
    return ''.join(line.text for line in docx_to_lines(path.read_bytes()).every())
