"""One line of ink is one text: read once where places overlap, and unsure where two readings differ."""

import numpy as np
import pytest

from extractors.readers.scans import again, inside
from extractors.readers.scans.again import read_again
from extractors.readers.scans.engine import Engine
from extractors.readers.scans.inside import cell_by_cell, unread_ink
from extractors.readers.scans.letters import SeenLetter, SeenLine
from extractors.readers.scans.strokes import with_strokes
from extractors.readers.scans.unsure import is_unsure
from model.place import Box

pytest.importorskip('cv2', reason='no recogniser here (requirements-ocr.lock)')

NO_MODELS = Engine(None, None, (), None)
PAPER = np.full((200, 400, 3), 255, np.uint8)


def line(text, x=20, y=20, score=1.0, size=20):
    """A line of letters size high and wide, from x and y."""
    letters = tuple(
        SeenLetter(letter, score, Box(x + at * size, y, x + (at + 1) * size, y + size))
        for at, letter in enumerate(text)
    )
    return SeenLine(text, score, Box(x, y, x + len(text) * size, y + size), letters)


def inked(*boxes):
    image = PAPER.copy()
    for left, top, right, bottom in boxes:
        image[top:bottom, left:right] = 0
    return image


def test_lines_on_each_other_are_read_once():
    found = [line('中共示例', x=22), line('支部', y=45), line('中共示例市', x=20), line('部', x=41, y=46)]
    filled = cell_by_cell(NO_MODELS, PAPER, found, [], 100)
    assert sorted(each.text for each in filled.lines) == ['中共示例市', '支部']


def test_ink_beside_letters_is_read_and_what_sticks_out_of_them_is_not():
    cell = Box(0, 0, 150, 110)
    letters = (22, 22, 38, 44), (42, 22, 58, 38)
    read = [line('甲县', y=20)]
    assert not list(unread_ink(inked(*letters), cell, read, 150, 20))
    (below,) = unread_ink(inked(*letters, (22, 44, 38, 60), (42, 45, 58, 60)), cell, read, 150, 20)
    assert (below.x0 < 22, below.x1 > 58, below.y1 > 60) == (True, True, True)
    rows = list(unread_ink(inked((22, 22, 38, 38), (22, 44, 38, 60), (22, 66, 38, 82)), cell, [], 150, 20))
    assert len(rows) == 3


def test_a_dash_at_the_edge_of_a_cell_with_text_is_its_rule_and_elsewhere_unsure(monkeypatch):
    cell, high = Box(0, 0, 150, 75), Box(0, 0, 150, 150)
    dash = line('—', y=50)
    monkeypatch.setattr(inside, 'quad_to_lines', lambda *_: [dash])
    beside = cell_by_cell(NO_MODELS, inked((22, 58, 38, 61)), [line('甲县')], [[cell]], 100)
    alone = cell_by_cell(NO_MODELS, inked((22, 58, 38, 61)), [], [[cell]], 100)
    below = cell_by_cell(NO_MODELS, inked((22, 58, 38, 61)), [line('甲县')], [[high]], 100)
    assert ([each.text for each in beside.lines], beside.unread) == (['甲县'], [])
    assert with_strokes(below.lines, PAPER)[1].letters[0].score == 0
    assert ([each.text for each in alone.lines], alone.unread) == (['—'], [])


@pytest.mark.parametrize(
    ('first', 'score', 'second', 'surer', 'meant', 'unsure'),
    [
        ('13900001', 1.0, '13900001', 0.6, '13900001', ''),
        ('13900001', 1.0, '13900007', 0.99, '13900001', '1'),
        ('13900001', 0.7, '13900007', 0.99, '13900007', ''),
        ('2023〕30', 0.7, '202330', 1.0, '2023〕30', ''),
        ('12', 1.0, '12_', 0.6, '12', ''),
        ('集', 0.7, '象', 1.0, '象', ''),
    ],
)
def test_figures_and_lone_letters_are_read_twice(monkeypatch, first, score, second, surer, meant, unsure):
    monkeypatch.setattr(again, 'strip_to_line', lambda *_: line(second, score=surer))
    (told,) = read_again(NO_MODELS, PAPER, [line(first, score=score)])
    assert told.text == meant
    assert ''.join(each.text for each in told.letters if each.score < score and is_unsure(each)) == unsure


def test_words_and_columns_are_read_once(monkeypatch):
    monkeypatch.setattr(again, 'strip_to_line', lambda *_: pytest.fail('read again'))
    lines = [line('示例市民政局'), line('12')._replace(is_column=True), line('—')]
    assert read_again(NO_MODELS, PAPER, lines) == lines
