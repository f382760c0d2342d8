"""Letters seen on a picture go to the cell they stand in, whatever order they were seen in."""

from extractors.readers.pages.page import NOTHING_DRAWN, Glyph, Notes, Page
from extractors.readers.pages.tables import page_to_grids
from model.place import Box

CELLS = (Box(0, 0, 100, 20), Box(100, 0, 200, 20), Box(0, 20, 100, 60), Box(100, 20, 200, 60))


def line(text: str, x: float, y: float) -> list[Glyph]:
    return [Glyph(letter, x + 10 * at, y, x + 10 * at + 10, y + 12, y + 10) for at, letter in enumerate(text)]


def test_the_first_of_two_lines_stays_in_its_cell_though_its_box_reaches_over_the_rule() -> None:
    letters = [*line('住所', 5, 4), *line('登记', 5, 18), *line('证号', 5, 40), *line('甲路一号', 105, 4)]
    page = Page(1, 300, 100, 0, tuple(letters), 0, NOTHING_DRAWN, (), Notes(), cells=(CELLS,))
    (grid,), left = page_to_grids(page, [*letters, *line('注', 5, 80)])
    assert {(cell.row, cell.col): cell.text for cell in grid.cells} == {
        (0, 0): '住所',
        (0, 1): '甲路一号',
        (1, 0): '登记证号',
        (1, 1): '',
    }
    assert [glyph.text for glyph in left] == ['注']
