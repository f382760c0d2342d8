"""Labels broken over several cells are put together, values never."""

from hypothesis import given
from hypothesis import strategies as st

from model.form import FormField
from tests.forms.build import UP, table
from text.grids import row_to_cells, table_to_grid
from text.labels import fields_to_index
from text.split_labels import join_split_labels

INDEX = fields_to_index(
    (
        FormField('staff_total', ('从业人员总数',), 'int'),
        FormField('members_total', ('合计',), 'int', under=('党员',)),
    )
)


def joined(*rows: str) -> list[list[str]]:
    grid = join_split_labels(table_to_grid(table(*rows)), INDEX)
    return [[cell.text for cell in row_to_cells(grid, row)] for row in range(len(grid))]


def test_two_cells_that_only_together_are_a_label() -> None:
    assert joined('从业人员|42', f'总数|{UP}') == [['从业人员总数', '42']] * 2
    assert joined('从业人员|42', '总数|') == [['从业人员总数', '42'], ['从业人员总数', '']]


def test_two_labels_with_values_of_their_own_stay_two() -> None:
    assert joined('从业人员|42', '总数|7') == [['从业人员', '42'], ['总数', '7']]


def test_letters_down_a_column_spell_a_section() -> None:
    assert joined('党|合计|4', '员|其他|5') == [['党员', '合计', '4'], ['党员', '其他', '5']]
    assert joined('甲|合计|4', '乙|其他|5') == [['甲', '合计', '4'], ['乙', '其他', '5']]


@given(
    st.lists(
        st.lists(st.sampled_from(['党', '员', '情', '况', '从业人员', '总数', '', '4']), max_size=4),
        max_size=5,
    )
)
def test_no_text_is_lost_or_moved_to_another_column(rows: list[list[str]]) -> None:
    grid = table_to_grid(table(*rows))
    after = join_split_labels(grid, INDEX)
    for col in range(len(grid[0]) if grid else 0):
        before_texts = ''.join(cell.text for cell in dict.fromkeys(row[col] for row in grid) if cell)
        after_texts = ''.join(cell.text for cell in dict.fromkeys(row[col] for row in after) if cell)
        assert before_texts == after_texts
