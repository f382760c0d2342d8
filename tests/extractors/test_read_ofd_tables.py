"""Ruled tables of OFD pages, however their rules are drawn."""

from itertools import pairwise

import pytest

from extractors.readers.registry import read_document
from model.document import Paragraph, Table
from tests import build_ofd
from tests.build_ofd import filled, grid, page, path, ruled, texts, words

XS, YS = (20, 60, 110, 180), (40, 52, 64, 76)
WORDS = texts(
    ('单位名称', 22, 48), ('示例协会', 62, 48), ('类别', 112, 48),
    ('成立时间', 22, 60), ('2020年5月', 62, 60), ('社会团体', 112, 60),
    ('党员人数', 22, 72), ('12', 62, 72), ('无', 112, 72),
)  # fmt: skip
ROWS = [['单位名称', '示例协会', '类别'], ['成立时间', '2020年5月', '社会团体'], ['党员人数', '12', '无']]


def read(tmp_path, *pages, **more):
    return read_document(build_ofd.ofd(tmp_path / '表.ofd', *pages, **more))


def tables(document):
    return [block for block in document.blocks if isinstance(block, Table)]


def rows(table):
    return [[cell.text for cell in table.cells if cell.row == row] for row in range(table.rows)]


def spans(table):
    return {(cell.row, cell.col): (cell.rowspan, cell.colspan) for cell in table.cells}


def thin_rectangles():
    across = [filled(20, y - 0.1, 160, 0.2, '0 0 0') for y in YS]
    down = [filled(x - 0.1, 40, 0.2, 36, '0 0 0') for x in XS]
    return ''.join([*across, *down])


def rectangles(more='', inner=''):
    return ''.join(
        path(
            f'M 0 0 L {x1 - x0} 0 L {x1 - x0} {y1 - y0} L 0 {y1 - y0} C',
            f'{x0} {y0} {x1 - x0} {y1 - y0}',
            more,
            inner,
        )
        for x0, x1 in pairwise(XS)
        for y0, y1 in pairwise(YS)
    )


def doubled(places):
    return sorted(each + by for each in places for by in (0, 0.6))


PALE = '<ofd:StrokeColor Value="230 230 230"/>'
DRAWN = {
    'lines': grid(XS, YS),
    'lines each an object': ''.join(
        [ruled(f'20 {y} 180 {y}') for y in YS] + [ruled(f'{x} 40 {x} 76') for x in XS]
    ),
    'lines from cell to cell': ''.join(ruled(f'{x0} {y} {x1} {y}') for y in YS for x0, x1 in pairwise(XS))
    + ''.join(ruled(f'{x} {y0} {x} {y1}') for x in XS for y0, y1 in pairwise(YS)),
    'double lines': grid(doubled(XS), doubled(YS)),
    'thin rectangles': thin_rectangles(),
    'a rectangle a cell': rectangles(),
    'filled and outlined': rectangles('Fill="true"', '<ofd:FillColor Value="240 240 240"/>'),
    'in another unit': grid(
        [x / 0.3528 for x in XS], [y / 0.3528 for y in YS], 'CTM="0.3528 0 0 0.3528 0 0"'
    ),
    'moved': grid([x - 20 for x in XS], [y - 40 for y in YS], 'CTM="1 0 0 1 20 40"'),
    'upside down': grid(XS, [297 - y for y in YS], 'CTM="1 0 0 -1 0 297"'),
    'in blocks': f'<ofd:PageBlock><ofd:PageBlock>{grid(XS, YS)}</ofd:PageBlock></ofd:PageBlock>',
    'dashed': grid(XS, YS, 'DashPattern="1 1"'),
}


@pytest.mark.parametrize('rules', DRAWN.values(), ids=DRAWN)
def test_rules_make_cells_however_they_are_drawn(tmp_path, rules):
    (table,) = tables(read(tmp_path, page(rules + WORDS)))
    assert rows(table) == ROWS
    assert set(spans(table).values()) == {(1, 1)}


def test_merged_cells_keep_their_spans(tmp_path):
    rules = ruled(
        '20 40 180 40;20 76 180 76;20 40 20 76;180 40 180 76;'  # around
        '60 52 180 52;60 64 110 64;60 40 60 76;110 52 110 76'
    )
    content = texts(
        ('党组织情况', 22, 58),
        ('示例市民政局', 62, 48),
        ('已建立', 62, 60),
        ('未建立', 62, 72),
        ('12', 112, 66),
    )
    (table,) = tables(read(tmp_path, page(rules + content)))
    assert {(cell.text, cell.rowspan, cell.colspan) for cell in table.cells} == {
        ('党组织情况', 3, 1),
        ('示例市民政局', 1, 2),
        ('已建立', 1, 1),
        ('未建立', 1, 1),
        ('12', 2, 1),
    }


def test_rules_and_labels_of_a_template_are_the_page_s_form(tmp_path):
    labels = texts(('单位名称', 22, 48), ('类别', 112, 48), ('成立时间', 22, 60), ('党员人数', 22, 72))
    values = texts(
        ('示例协会', 62, 48), ('2020年5月', 62, 60), ('社会团体', 112, 60), ('12', 62, 72), ('无', 112, 72)
    )
    document = read(
        tmp_path,
        page(values, '<ofd:Template TemplateID="50"/>'),
        common='<ofd:TemplatePage ID="50" BaseLoc="Tpls/T.xml"/>',
        members={'Doc_0/Tpls/T.xml': page(grid(XS, YS) + labels)},
    )
    (table,) = tables(document)
    assert rows(table) == ROWS
    assert document.problems == ()


def test_rules_of_a_composite_are_drawn_where_it_stands(tmp_path):
    rules = grid([0, 40, 90, 160], [0, 12, 24, 36])
    unit = f'<ofd:CompositeGraphicUnit ID="7"><ofd:Content>{rules}</ofd:Content>'
    (table,) = tables(
        read(
            tmp_path,
            page('<ofd:CompositeObject ID="6" Boundary="20 40 160 36" ResourceID="7"/>' + WORDS),
            resources=f'{unit}</ofd:CompositeGraphicUnit>',
        )
    )
    assert rows(table) == ROWS


@pytest.mark.parametrize(
    'nothing',
    [
        grid(XS, YS, 'Stroke="false"'),
        grid(XS, YS, 'Visible="false"'),
        grid(XS, YS, 'Alpha="0"'),
        rectangles('Stroke="false" Fill="true"', '<ofd:FillColor Value="240 240 240"/>'),
        ruled('20 46 180 46;20 70 180 70', 'LineWidth="10"').replace('>', '>' + PALE, 1),
        path('C C C C C C C', more='Fill="true"'),
    ],
    ids=['not stroked', 'invisible', 'clear', 'grounds of colour', 'bands of colour', 'a broken path'],
)
def test_what_draws_no_rule_makes_no_ruled_cell(tmp_path, nothing):
    plain = read(tmp_path, page(WORDS)).blocks
    assert read(tmp_path, page(nothing + WORDS)).blocks == plain


def test_lines_of_a_cell_are_joined_and_a_tick_stands_at_its_words(tmp_path):
    content = texts(('示例主管部门', 22, 46), ('意见', 22, 51), ('类别', 22, 60)) + (
        words('☑', 62, 60.6, size=4.6) + texts(('社会团体', 66.5, 60), ('□基金会', 86, 60))
    )
    rules = grid((20, 60, 180), (40, 52, 64))
    (table,) = tables(read(tmp_path, page(rules + content)))
    assert ''.join(table.cells[0].text.split()) == '示例主管部门意见'
    assert table.cells[3].text.replace(' ', '') == '☑社会团体□基金会'
    assert [(box.label, box.checked) for box in table.cells[3].boxes] == [
        ('社会团体', True),
        ('基金会', False),
    ]


def test_words_broken_in_a_column_without_rules_are_joined(tmp_path):
    rows_of_it = [
        ('示例协会名称', '示例市示例协会', '登记证号'),
        ('法定代表人', '张某', '性别'),
        ('办公地址', '示例路1号', '电话'),
        ('志愿者服务情', '是否设有监事', '□是√否'),
        ('况', '会', ''),
        ('组建形式', '单独组建', '时间'),
        ('示例主管部门', '同意', ''),
        ('意见', '', ''),
        ('示例协会种类', '社会团体', ''),
        ('备注', '', ''),
    ]
    content = texts(
        *(
            (text, x, 40 + 5 * index)
            for index, row in enumerate(rows_of_it)
            for text, x in zip(row, (20, 50, 80), strict=True)
            if text
        )
    )
    blocks = read(tmp_path, page(content)).blocks
    said = [''.join(block.text.split()) for block in blocks if isinstance(block, Paragraph)]
    (table,) = [block for block in blocks if isinstance(block, Table)]
    assert rows(table)[2] == ['志愿者服务情况', '是否设有监事会', '□是√否']
    assert said == [
        '示例协会名称示例市示例协会登记证号',
        '示例主管部门意见同意',
        '示例协会种类社会团体',
        '备注',
    ]
