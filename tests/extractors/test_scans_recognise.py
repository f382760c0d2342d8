"""Pictures through the recogniser itself: upright, cell by cell, and where on the picture all stands."""

import numpy as np
import pytest
from PIL import Image, ImageDraw

from extractors.readers.process.pool import ReadingPool
from extractors.readers.scans import stack
from extractors.readers.scans.strips import Strip, blank_between, darkest, percentiles, rows_in, stacked
from model.document import Paragraph
from tests.extractors.pictures import font, paper, stamped
from tests.tools import missing


@pytest.fixture(scope='module')
def pool():
    """One pool for all: a seeing child takes a second to start."""
    if not stack.is_installed():
        missing('no recogniser here (requirements-ocr.lock)')
    with ReadingPool() as children:
        yield children


def texts(document):
    return [
        block.text if isinstance(block, Paragraph) else [cell.text for cell in block.cells]
        for block in document.blocks
    ]


def codes(document):
    return [problem.code for problem in document.problems]


def test_a_page_on_its_side_with_a_seal_is_read_and_its_places_are_the_picture_s_own(tmp_path, pool):
    lines = '示例市民政局文件', '示民通〔2026〕6号', '各县（市、区）社会组织，2026年9月8日'
    image = stamped(paper(*lines, size=32, width=760), 560, 195, 62)
    image.transpose(Image.Transpose.ROTATE_90).save(tmp_path / '扫描.png', dpi=(100, 100))
    document = pool.read(tmp_path / '扫描.png')
    assert [text.replace(' ', '') for text in texts(document)] == list(lines)
    assert {'text_recognised', 'seal_left_out'} <= set(codes(document))
    box = document.blocks[0].where.box
    # The first line runs upwards along the left side of the picture as given.
    assert box.x0 < 0.72 * 110
    assert box.y1 - box.y0 > 4 * (box.x1 - box.x0)


def test_single_figures_and_dashes_in_cells_are_found_and_nothing_runs_over_a_rule(tmp_path, pool):
    rows = ('甲县', '4', '—'), ('乙县示例协会', '12', '3')
    image = Image.new('RGB', (820, 420), 'white')
    pen = ImageDraw.Draw(image)
    edges = 60, 360, 430, 500
    for at, row in enumerate(rows):
        top = 80 + 90 * at
        for left, right, text in zip(edges, edges[1:], row, strict=False):
            pen.rectangle((left, top, right, top + 90), outline='black', width=2)
            pen.text((left + 22, top + 26), text, font=font(32), fill='black')
    image.save(tmp_path / '表.png', dpi=(120, 120))
    document = pool.read(tmp_path / '表.png')
    assert texts(document) == [[text for row in rows for text in row]]


def strip_of(*rows, size=30):
    """A tall strip with these rows of letters."""
    wide = max(map(len, rows)) * size + 16
    image = Image.new('RGB', (wide, int(len(rows) * size * 1.4) + 16), 'white')
    for at, row in enumerate(rows):
        ImageDraw.Draw(image).text((8, 4 + at * size * 1.4), row, font=font(size), fill='black')
    high = image.height
    return Strip(np.asarray(image), np.array([[0, 0], [wide, 0], [wide, high], [0, high]], np.float32))


def test_letters_under_each_other_are_laid_beside_each_other_each_at_its_place():
    column = stacked(strip_of('填', '报', '人'))
    assert len(column.slabs) == 3
    assert column.pixels.shape[1] > 3 * column.pixels.shape[0]
    tops = [slab.box.y0 for slab in column.slabs]
    assert tops == sorted(tops)
    assert rows_in(strip_of('填', '报', '人'), 10) == []


def test_rows_of_a_few_letters_are_told_from_letters_of_one():
    rows = rows_in(strip_of('党组织', '建立情', '况'), 10)
    assert [round(row[0][1] / 42) for row in rows] == [0, 1, 2]


def test_percentiles_counted_are_those_of_numpy_and_the_darkest_colour_is_taken():
    rng = np.random.default_rng(7)
    for high, wide in ((1, 1), (1, 2), (7, 5), (40, 300)):
        pixels = rng.integers(0, 256, (high, wide, 3), np.uint8)
        dark = darkest(pixels)
        assert (dark == pixels.min(axis=2)).all()
        assert percentiles(dark, 2, 80) == pytest.approx(np.percentile(dark, (2, 80)).tolist())


def test_the_longest_blank_between_two_places_is_their_middle_s_where_there_is_none():
    ink = np.array([1, 1, 0, 0, 0, 1, 0, 1], bool)
    assert blank_between(ink, 0.5, 7.2) == (2, 5)
    assert blank_between(np.ones(8, bool), 2.0, 3.0) == (3.0, 3.0)
