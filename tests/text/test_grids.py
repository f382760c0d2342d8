"""Tables as grids, their headers and their labels."""

from model.document import Cell, Table
from model.form import FormDefinition, FormField
from tests.forms.build import LEFT, UP, document, table
from text.fits import fit, is_titled
from text.grids import below, cell_at, is_whole_row, right_of, row_to_cells, table_to_grid
from text.headers import find_header
from text.labels import fields_to_index
from text.layouts import match_line, place_labels, text_to_inlines, top_lines

NAME = FormField('org_name', ('社会组织名称',))
SURVEY_FORM = FormDefinition('x', '示例表', '内部拟制', 'rows', ('示例表',), (NAME,))
INDEX = fields_to_index((NAME, FormField('filled_on', ('填报日期',), 'date')))


def test_a_merged_cell_owns_all_its_places() -> None:
    grid = table_to_grid(table(('甲', LEFT, '乙'), (UP, UP, '丙')))
    assert [cell.text if cell else None for cell in grid[1]] == ['甲', '甲', '丙']
    assert [cell.text for cell in row_to_cells(grid, 0)] == ['甲', '乙']


def test_neighbours() -> None:
    grid = table_to_grid(table(('甲', '乙'), ('丙', '丁')))
    cell = cell_at(grid, 0, 0)
    assert cell is not None
    right, under = right_of(grid, cell), below(grid, cell)
    assert right is not None
    assert under is not None
    assert (right.text, under.text) == ('乙', '丙')
    assert right_of(grid, right) is None
    assert is_whole_row(table_to_grid(table(('甲', LEFT))), 0)


def test_cells_beyond_the_edges_are_cut_and_the_first_of_two_stays() -> None:
    made = Table(1, 2, (Cell(0, 0, '甲', 5, 5), Cell(0, 1, '乙'), Cell(9, 9, '丙')))
    assert [cell.text for cell in row_to_cells(table_to_grid(made), 0)] == ['甲']


def test_a_header_band_ends_where_names_begin() -> None:
    rows = ('表', '序号|社会组织名称|从业人员|<', '^|^|专职|兼职', '1|甲县甲一协会|3|4')
    header = find_header(table_to_grid(table(*rows)), INDEX)
    assert header is not None
    assert (header.top, header.bottom) == (1, 3)
    assert header.paths[2] == ('从业人员', '专职')


def test_labels_beside_values_are_no_header() -> None:
    assert (
        find_header(table_to_grid(table('社会组织名称|甲县甲一协会|登记证号|00036', '地址||电话|')), INDEX)
        is None
    )
    assert find_header(table_to_grid(table('社会组织名称||登记证号|', '地址||电话|')), INDEX) is None


def test_labels_inside_a_line() -> None:
    found = text_to_inlines('社会组织名称（盖章）：甲县甲一协会    填 报 日 期：2026年3月8日', INDEX)
    assert [(item.label, item.value) for item in found] == [
        ('社会组织名称（盖章）', '甲县甲一协会'),
        ('填 报 日 期', '2026年3月8日'),
    ]
    assert [item.match.field.id for item in found if item.match] == ['org_name', 'filled_on']
    assert text_to_inlines('没有冒号', INDEX) == ()


def test_label_cells_know_their_sections() -> None:
    grid = table_to_grid(table('党组织负责人|姓名|示例一', '^|电话|0000-1234567'))
    assert [(placed.cell.text, placed.context[0]) for placed in place_labels(grid, INDEX)] == [
        ('党组织负责人', ()),
        ('姓名', ('党组织负责人',)),
        ('电话', ('党组织负责人',)),
    ]
    assert match_line([('社会组织名称', ())], INDEX)[0][1] is not None


def test_titles_are_recognised_with_any_region_and_year_around() -> None:
    titles = ('社会组织建立党组织情况摸底调查登记表', '社会组织党建情况调查表')
    for line in (
        '示例市社会组织党建情况调查表',
        '附件2　全市社会组织党建情况调查表（2026年）',
        '社会组织建立党组织情况模底调查登记表',
    ):
        assert is_titled((line,), titles)
    for line in (
        '社会组织党员情况调查表',
        '请各县于3月8日前将社会组织党建情况调查表报送我局，并对以下三个方面的问题逐一说明，确保数据真实准确，按时报送到位，不得迟报漏报瞒报',
    ):
        assert not is_titled((line,), titles)


def test_top_lines_take_a_title_inside_the_table() -> None:
    doc = document('附件1', table(('示例表', LEFT), '甲|乙'))
    assert top_lines(doc) == ('附件1', '示例表')
    assert fit(doc, SURVEY_FORM).share == 0
    assert fit(document('某某情况登记表'), SURVEY_FORM).own_title == '某某情况登记表'
