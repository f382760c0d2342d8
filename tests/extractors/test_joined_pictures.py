"""A table over two pictures of one paper: one scale, rows of their own, letters that no cell holds."""

import pytest

from extractors.readers.pages.grid import Grid, GridCell
from extractors.readers.pages.join import carried_on, fitted, join_grids
from model.place import Box, Where
from text.lines import Line


def grid(page, xs, *lines, top=600.0):
    cells = tuple(
        GridCell(row, col, 1, 1, words(text, page, xs[col], top + 30 * row), at(page, xs, row, col, top))
        for row, texts in enumerate(lines)
        for col, text in enumerate(texts)
    )
    where = Where(page=page, box=Box(xs[0], top, xs[-1], top + 30 * len(lines)))
    return Grid(len(lines), tuple(xs), cells, where, where)


def at(page, xs, row, col, top):
    return Where(page=page, box=Box(xs[col], top + 30 * row, xs[col + 1], top + 30 * row + 30))


def words(text, page, x, y):
    box = Box(x + 2, y + 10, x + 2 + 10 * len(text), y + 20)
    return (Line(text, Where(page=page, box=box), size=10.0),) if text else ()


ABOVE = grid(1, (50.0, 150.0, 250.0), ('党员数', '专职'), ('3', '领导成员'))


def test_a_second_picture_is_read_in_the_scale_of_the_first():
    below = grid(2, (100.0, 301.0, 500.0), ('4', '5'), top=80.0)
    assert fitted(ABOVE, below).xs == ABOVE.xs
    assert carried_on([ABOVE], fitted(ABOVE, below), 600.0) == 0
    assert carried_on([ABOVE], below, 600.0) is None


def test_other_columns_stay_where_they_are():
    below = grid(2, (50.0, 190.0, 250.0), ('4', '5'), top=80.0)
    assert fitted(ABOVE, below).xs == below.xs


@pytest.mark.parametrize('first', [('4', '5'), ('12人', '')])
def test_counts_under_labels_are_a_row_of_their_own(first):
    joined, _, cut = join_grids(ABOVE, grid(2, ABOVE.xs, first, top=80.0))
    assert (joined.rows, cut) == (3, False)


@pytest.mark.parametrize(('y', 'at'), [(620.0, 0), (700.0, None)])
def test_letters_among_the_rows_do_not_part_a_table_from_its_rest(y, at):
    below = grid(2, ABOVE.xs, ('4', '5'), top=80.0)
    stray = Line('从', Where(page=1, box=Box(40, y, 50, y + 10)), size=10.0)
    assert carried_on([ABOVE, stray], below, 600.0) == at
