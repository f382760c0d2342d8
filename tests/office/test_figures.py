"""What a unit says of itself: kept beside the ledger, held while somebody has to look at it (G4)."""

import pytest

from model.errors import UsageFault
from model.place import Problem, Severity, Value, Where
from model.register import ReviewItem
from model.returned import Named, Return, ReturnedRow
from office.figures import AS_OF, figure_state, figures_to_lines, record_unit_figures
from office.intake import take_in
from office.reviewing import correct, show, waiting
from office.understanding import entry_now
from store import reviews, subjects, unit_figures
from store.engine import atomic, reading
from tests.office.collected import entered, told


def recorded(place, returned, file='甲县/附件1.xlsx'):
    number = entered(place, '2026-03-12', file, form=returned.form)
    with atomic(place.engine) as connection:
        count = record_unit_figures(place, connection, entry_now(connection, number), returned)
    with reading(place.engine) as connection:
        return count, {one.field: one for one in unit_figures.list_figures(connection, number)}


def prose(**values):
    problems = (Problem('prose_report', Severity.REVIEW, '请对照原文核对'),)
    return Return(form=None, edition=None, subject='reporting_unit', values=told(values), problems=problems)


def test_prose_is_held_until_a_person_looked_at_it(with_ledger):
    before = list_ledger(with_ledger)
    count, held = recorded(with_ledger, prose(total=86, established=41, independent=23, joint=18))
    assert count == 4
    assert {one.basis for one in held.values()} == {'prose'}
    assert {one.state for one in held.values()} == {'held'}
    assert {one.unit for one in held.values()} == {'甲县'}
    assert list_ledger(with_ledger) == before


def list_ledger(place):
    with reading(place.engine) as connection:
        return subjects.list_all(connection)


OPEN = ReviewItem(kind='reading', about='汇报.docx', reasons=('请对照原文核对',))


@pytest.mark.parametrize(('action', 'state'), [('accepted', 'accepted'), ('rejected', 'held')])
def test_the_person_decides(place, action, state):
    _, held = recorded(place, prose(total=86, established=41))
    figure = held['established']
    assert figure_state(figure, [OPEN], rejected=False) == 'held'
    assert figure_state(figure, [], rejected=action == 'rejected') == state


def totals(values, problems=(), form='party_building_survey', rows=()):
    return Return(
        form=form,
        edition=None,
        subject='reporting_unit',
        unit=Named('甲县民政局'),
        values=values,
        totals=rows,
        problems=problems,
    )


def test_totals_stand_where_nothing_speaks_against_them(place):
    problems = (
        Problem('field_missing', Severity.REVIEW, '没有“联系电话”一栏'),
        Problem('totals_only', Severity.INFO, '仅报汇总数'),
    )
    count, held = recorded(place, totals(told({'total': 86, 'established': 41}), problems))
    assert count == 2
    assert {(one.basis, one.state, one.unit) for one in held.values()} == {
        ('totals', 'accepted', '甲县民政局')
    }


def test_a_problem_at_its_place_or_of_the_whole_paper_holds_a_figure(place):
    values = {
        'total': Value('86', 86, Where(cell='B2')),
        'established': Value('41', 41, Where(cell='C2')),
    }
    there = (Problem('parts_disagree', Severity.REVIEW, '不符', Where(cell='C2')),)
    _, held = recorded(place, totals(values, there))
    assert (held['total'].state, held['established'].state) == ('accepted', 'held')
    _, held = recorded(place, totals(values, (Problem('several_units', Severity.REVIEW, '几个单位'),)))
    assert {one.state for one in held.values()} == {'held'}


def test_doubtful_and_unread_numbers_are_held_and_blanks_are_no_figures(place):
    values = {
        'total': Value('约86', 86, score=0.5),
        'established': Value('若干', None, score=0.0),
        'eligible': Value('', None),
        'reporting_unit': Value('甲县民政局', '甲县民政局'),
    }
    _, held = recorded(place, totals(values))
    assert {name: (one.value, one.state) for name, one in held.items()} == {
        'total': (86, 'held'),
        'established': (None, 'held'),
    }


def test_a_number_under_yes_or_no_counts_those_with_yes(place):
    row = ReturnedRow(9, Named('合计：86家'), {}, Where(sheet='表1', cell='B9'))
    values = {'established': Value('41', None, score=0.0), 'staff_total': Value('512', 512)}
    _, held = recorded(place, totals(values, rows=(row,)))
    assert {name: one.value for name, one in held.items()} == {
        'total': 86,
        'established': 41,
        'staff_total': 512,
    }
    assert recorded(place, totals({'established': Value('0', False)}))[1]['established'].value == 0


def own_total(*rows):
    return Return(
        form='party_building_survey', edition=None, subject='rows', totals=rows, totals_dropped=len(rows)
    )


def line(sheet, row, name, count):
    where = Where(sheet=sheet, cell=f'D{row}')
    return ReturnedRow(row, Named(name), {'members_total': Value(str(count), count, where)}, where)


@pytest.mark.parametrize(
    ('rows', 'count'),
    [
        ([line('表1', 9, '合计', 512)], 512),
        ([line('表1', 5, '小计', 200), line('表1', 9, '合计', 512)], 512),
        ([line('表1', 9, '合计', 200), line('表2', 9, '合计', 312)], 512),
        ([line('表1', 9, '合计', 200), line('表2', 9, '合计', 312), line('汇总', 2, '总计', 512)], 512),
    ],
)
def test_the_sender_s_own_total_is_the_grand_one(place, rows, count):
    _, held = recorded(place, own_total(*rows))
    assert (held['members_total'].value, held['members_total'].basis) == (count, 'own_total')


def test_the_day_of_the_figures_is_kept_and_is_no_figure(place):
    returned = prose(total=86, established=41)
    returned.values[AS_OF] = Value('3月13日', None, score=0.0)
    count, held = recorded(place, returned)
    assert count == 2
    assert held[AS_OF].raw == '3月13日'


def test_reading_again_takes_the_place_of_what_was_read(place):
    number = entered(place, '2026-03-12', '甲县/附件1.xlsx')
    with atomic(place.engine) as connection:
        entry = entry_now(connection, number)
        record_unit_figures(place, connection, entry, prose(total=86, established=41))
        record_unit_figures(place, connection, entry, totals(told({'total': 86})))
        assert [one.field for one in unit_figures.list_figures(connection, number)] == ['total']
        assert reviews.list_items(connection) == []


REPORT = '甲县：全县登记社会组织五十家，已建党组织50家，其中单独30家、联合15家、派员6家。'


@pytest.fixture
def taken(place):
    """A report of one sentence, taken in as text."""
    path = place.rooms.inbox / '甲县' / '情况.txt'
    path.parent.mkdir()
    path.write_text(REPORT, 'utf-8')
    (outcome,) = take_in(place)
    assert '文字汇报' in outcome.message
    return place


def question(place, code):
    return next(item.number for item in waiting(place) if item.field == code)


def figures(place):
    with reading(place.engine) as connection:
        return {one.field: one for one in unit_figures.list_figures(connection)}


def test_a_sentence_is_a_report_and_its_figures_are_shown_with_it(taken):
    lines = figures_to_lines(figures(taken).values())
    assert (
        '社会组织总数：50　原文“甲县:全县登记社会组织五十家,已建党组织50家,其中单独30家、联合15家、派员6家。”'
        in lines
    )
    assert '51不符' in show(taken, question(taken, 'parts_disagree')).reasons[0]


def test_a_person_corrects_a_figure_by_its_name(taken):
    told = correct(taken, question(taken, 'prose_report'), {'派员': '5', '应建': '50'})
    assert '派员组建数改为5' in told
    held = figures(taken)
    assert (held['dispatched'].value, held['eligible'].value, held['total'].value) == (5, 50, 50)
    assert waiting(taken) == []
    assert {figure_state(one, [], rejected=False) for one in held.values()} == {'accepted'}


def test_what_still_does_not_add_up_stays_open(taken):
    number = question(taken, 'prose_report')
    assert '之和55不符' in correct(taken, number, {'dispatched': '10'})
    assert [item.field for item in waiting(taken)] == ['parts_disagree']


@pytest.mark.parametrize(('name', 'value'), [('灭火器', '3'), ('已建', '很多'), ('截至', '3')])
def test_what_is_no_figure_is_refused(taken, name, value):
    with pytest.raises(UsageFault):
        correct(taken, question(taken, 'prose_report'), {name: value})
    assert question(taken, 'prose_report')
