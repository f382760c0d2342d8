"""A table as a dense grid: which cell owns each place, and who its neighbours are."""

from __future__ import annotations

from model.document import Cell, Table

Grid = tuple[tuple[Cell | None, ...], ...]
"""Rows of places; a merged cell stands in every place it covers; None where there is no cell."""


def table_to_grid(table: Table) -> Grid:
    """The table as rows x cols places.

    Cells beyond its edges are cut; of overlapping ones the first stays.
    """
    places: list[list[Cell | None]] = [[None] * max(table.cols, 0) for _ in range(max(table.rows, 0))]
    for cell in table.cells:
        if cell.rowspan == cell.colspan == 1:
            if 0 <= cell.row < table.rows and 0 <= cell.col < table.cols:
                places[cell.row][cell.col] = places[cell.row][cell.col] or cell
            continue
        for row in range(max(cell.row, 0), min(cell.row + cell.rowspan, table.rows)):
            for col in range(max(cell.col, 0), min(cell.col + cell.colspan, table.cols)):
                if places[row][col] is None:
                    places[row][col] = cell
    return tuple(tuple(row) for row in places)


def row_to_cells(grid: Grid, row: int) -> tuple[Cell, ...]:
    """The cells that lie on a row, left to right, merged ones once; cells from above included."""
    cells: list[Cell] = []
    for cell in grid[row]:
        if cell is not None and (not cells or cells[-1] is not cell):
            cells.append(cell)
    return tuple(cells)


def cell_at(grid: Grid, row: int, col: int) -> Cell | None:
    """The owner of a place, None outside the grid or where there is no cell."""
    if 0 <= row < len(grid) and 0 <= col < len(grid[row]):
        return grid[row][col]
    return None


def right_of(grid: Grid, cell: Cell) -> Cell | None:
    """The next cell on the same row."""
    return cell_at(grid, cell.row, cell.col + max(cell.colspan, 1))


def below(grid: Grid, cell: Cell) -> Cell | None:
    """The cell that begins under this one's left edge."""
    return cell_at(grid, cell.row + max(cell.rowspan, 1), cell.col)


def is_whole_row(grid: Grid, row: int) -> bool:
    """Whether one cell fills the row: a title, a section or a note."""
    return len(row_to_cells(grid, row)) == 1
