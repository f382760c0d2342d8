from itertools import pairwise
from pathlib import Path

import pytest

from extractors.readers.pages.layout import Layout, glyphs_to_layout
from extractors.readers.pdf.glyphs import document_to_pages, open_pdf
from model.place import Severity
from tests.build_pdf import HEIGHT, RULE, pdf, say

_Said = tuple[float, float, str]


def layout(path: Path, *pages: str) -> Layout:
    document = open_pdf(pdf(path / 'a.pdf', *pages))
    try:
        page = next(document_to_pages(document))
        return glyphs_to_layout(page.glyphs, [], page)
    finally:
        document.close()


def across(ys: list[float], *xs: float) -> str:
    """Rules drawn in parts from each x to the next."""
    return RULE + ''.join(
        f'{left} {HEIGHT - y} m {right} {HEIGHT - y} l S ' for y in ys for left, right in pairwise(xs)
    )


def written(*texts: _Said) -> str:
    return ''.join(say(text, x, y) for x, y, text in texts)


def tables(found: Layout) -> list[list[list[str]]]:
    return [
        [[cell.text for cell in grid.cells if cell.row == row] for row in range(grid.rows)]
        for grid in found.grids
    ]


def test_the_rules_of_an_official_letter_are_no_table(tmp_path: Path) -> None:
    page = across([160, 300, 330, 360], 80, 480) + written(
        (190, 200, '关于开会的通知'),
        (112, 230, '鼓励各方参与养老服务、托育服务、助残服务'),
        (80, 255, '等领域，形成格局。'),
        (370, 280, '示例市民政局'),
        (80, 320, '抄送：市委办公室，市人大办公室。'),
        (80, 350, '示例市民政局办公室'),
        (370, 350, '三月五日印发'),
    )
    found = layout(tmp_path, page)
    assert (found.grids, found.problems) == ([], ())
    assert [line.text for line in found.lines][:2] == [
        '关于开会的通知',
        '鼓励各方参与养老服务、托育服务、助残服务',
    ]


def test_columns_nearer_than_a_letter_are_columns(tmp_path: Path) -> None:
    rows = [('县区', '数量', '占比'), ('甲县', '6.7', '42'), ('乙县', '12', '8'), ('丙区', '3', '9')]
    page = across([100, 128, 200], 80, 480)
    for index, row in enumerate(rows):
        page += ''.join(
            say(text, 90 + step, 120 + 24 * index) for step, text in zip((0, 40, 96), row, strict=True)
        )
    assert tables(layout(tmp_path, page)) == [[list(row) for row in rows]]


CENTRED: tuple[_Said, ...] = (
    (90, 120, '编号'),
    (150, 120, '名称'),
    (250, 120, '备注'),
    (150, 150, '示例市阳光'),
    (90, 159, '其一'),
    (250, 159, '没有'),
    (150, 168, '协会'),
    (90, 205, '其二'),
    (150, 205, '商会'),
    (250, 196, '已变更名称'),
    (250, 214, '三次'),
)


@pytest.mark.parametrize('parts', [(80, 480), (80, 140, 240, 480)])
def test_rows_are_told_by_gaps_where_cells_are_centred(tmp_path: Path, parts: tuple[float, ...]) -> None:
    found = layout(tmp_path, across([100, 128, 224], *parts) + written(*CENTRED))
    assert tables(found) == [
        [['编号', '名称', '备注'], ['其一', '示例市阳光协会', '没有'], ['其二', '商会', '已变更名称三次']]
    ]


def test_a_table_without_certain_rows_stays_text_and_is_told(tmp_path: Path) -> None:
    rows = written(
        (90, 120, '名称'),
        (250, 120, '备注'),
        (90, 150, '甲县'),
        (250, 150, '已变更'),
        (250, 174, '乙县并入'),
        (90, 198, '丙区'),
        (250, 198, '没有'),
        (250, 222, '含有'),
    )
    found = layout(tmp_path, across([100, 128, 240], 80, 200, 480) + rows)
    assert found.grids == []
    assert [(problem.code, problem.severity) for problem in found.problems] == [
        ('table_unread', Severity.REVIEW)
    ]
    assert [line.text for line in found.lines] == [
        '名称  备注',
        '甲县  已变更',
        '乙县并入',
        '丙区  没有',
        '含有',
    ]


def test_headings_over_several_columns_are_told_not_guessed(tmp_path: Path) -> None:
    page = across([100, 224], 80, 140, 240, 480) + across([130], 140, 240, 480) + written(*CENTRED)
    found = layout(tmp_path, page)
    assert (found.grids, [problem.code for problem in found.problems]) == ([], ['table_unread'])


def test_headings_above_the_first_rule_and_rows_below_the_last_are_the_table_s(tmp_path: Path) -> None:
    page = written((90, 90, '县区'), (190, 90, '家数'), (90, 120, '甲县'), (190, 120, '12'))
    page += across([98, 128, 158], 80, 180, 300) + written((90, 150, '乙县'), (190, 150, '9'))
    assert tables(layout(tmp_path, page)) == [[['县区', '家数'], ['甲县', '12'], ['乙县', '9']]]
    open_ended = written((90, 90, '县区'), (190, 90, '家数'), (90, 120, '甲县'), (190, 120, '12'))
    open_ended += across([70, 98], 80, 180, 300) + written((90, 144, '乙县'), (190, 144, '9'))
    assert tables(layout(tmp_path, open_ended + say('注明', 90, 220))) == [
        [['县区', '家数'], ['甲县', '12'], ['乙县', '9']]
    ]
