"""Letters from guesses, marks as Chinese text has them, single strokes by their shape, doubts told."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageDraw

from extractors.readers.scans.letters import SeenLetter, SeenLine, row_to_line, said_by
from extractors.readers.scans.strips import Strip
from extractors.readers.scans.strokes import with_strokes
from extractors.readers.scans.unsure import unread_cells, unsure_letters
from extractors.readers.scans.words import full_width, with_full_width
from model.place import Box, Severity
from tests.extractors.pictures import as_array

pytest.importorskip('cv2', reason='no recogniser here (requirements-ocr.lock)')

LETTERS = ['blank', '会', '會', '市', '（', '(', '1', '2', ' ']


def guesses(*columns):
    """Guesses for columns, each {letter: how likely}."""
    made = np.full((len(columns), len(LETTERS)), 0.001, np.float32)
    for row, column in zip(made, columns, strict=True):
        for letter, likely in column.items():
            row[LETTERS.index(letter)] = likely
    return made


def line(text, scores=None, wavers=False):
    scores = scores or [1.0] * len(text)
    letters = tuple(
        SeenLetter(letter, score, Box(at * 10, 0, at * 10 + 10, 10), wavers)
        for at, (letter, score) in enumerate(zip(text, scores, strict=True))
    )
    return SeenLine(text, 1.0, Box(0, 0, 10 * len(text), 10), letters)


def strip(*inked, width=200, high=30):
    """A strip that has ink from where to where, its corners where its pixels are."""
    pixels = np.full((high, width, 3), 250, np.uint8)
    for x0, x1 in inked:
        pixels[4:-4, x0:x1] = 10
    return Strip(pixels, np.array([[0, 0], [width, 0], [width, high], [0, high]], np.float32))


def said(*placed):
    """What a strip says: (letter, column of 8 pixels)."""
    columns = [{'blank': 0.99}] * 25
    for letter, column in placed:
        columns[column] = {letter: 0.99}
    return list(said_by(guesses(*columns), LETTERS, 8))


def test_a_run_of_one_guess_is_one_letter_as_sure_as_its_best():
    (only,) = said_by(guesses({'市': 0.6}, {'市': 0.9}, {'blank': 0.9}), LETTERS, 8)
    assert (only.text, round(only.score, 2)) == ('市', 0.9)
    assert 7 < only.middle < 12


def test_old_and_new_form_of_one_letter_add_up_and_the_new_one_is_read():
    (only,) = said_by(guesses({'會': 0.6, '会': 0.38}), LETTERS, 8)
    assert (only.text, round(only.score, 2)) == ('会', 0.98)
    (old,) = said_by(guesses({'會': 0.98}), LETTERS, 8)
    assert old.text == '會'


def test_letters_of_a_line_touch_and_a_blank_is_kept():
    found = row_to_line(said(('市', 1), ('市', 4), ('市', 14), ('会', 17)), strip((2, 48), (104, 150)))
    boxes = [letter.box for letter in found.letters]
    assert found.text == '市市市会'
    assert boxes[0].x1 == boxes[1].x0
    assert boxes[2].x1 == boxes[3].x0
    assert boxes[2].x0 - boxes[1].x1 > 45


def test_figures_with_a_seeming_blank_between_are_one_number_and_unsure():
    found = row_to_line(said(('1', 1), (' ', 3), ('2', 4)), strip((6, 16), (32, 42)))
    assert found.letters[0].box.x1 == found.letters[1].box.x0
    assert {letter.score for letter in found.letters} == {0.5}


@pytest.mark.parametrize(
    ('read', 'meant'),
    [
        ('各县(市):', '各县（市）：'),
        ('示民通[2026】98号', '示民通〔2026〕98号'),
        ('示民通(2026)98号', '示民通〔2026〕98号'),
        ('组织(党委），各', '组织（党委），各'),
        ('10:30到1,000元', '10:30到1,000元'),
        ('OA(V2),a', 'OA(V2),a'),
        ('(abc@example.cn)反馈', '（abc@example.cn）反馈'),
        ('意见(试', '意见（试'),
        ('行)》', '行）》'),
        ('"两个"覆盖', '“两个”覆盖'),
        ('“两个“覆盖', '“两个”覆盖'),
    ],
)
def test_marks_beside_chinese_letters_are_full_width(read, meant):
    assert full_width(read) == meant
    assert with_full_width(line(read, wavers=True)).text == meant


def test_marks_that_are_surely_half_width_stay_but_a_year_has_its_brackets():
    assert with_full_width(line('各县(市),局:')).text == '各县(市),局:'
    assert with_full_width(line('(试行）')).text == '（试行）'
    assert with_full_width(line('示民通[2026]98号')).text == '示民通〔2026〕98号'
    assert with_full_width(line('示民通[2026〕')).text == '示民通〔2026〕'
    assert [with_full_width(line(part)).text for part in ('【2', '2026】15号')] == ['〔2', '2026〕15号']


@given(st.text('示例市，,（()）[]〔〕"“”:;2026号 aB', max_size=30))
def test_no_letter_is_lost_or_added_and_twice_is_once(text):
    once = full_width(text)
    assert len(once) == len(text)
    found = with_full_width(line(text, wavers=True)) if text else None
    assert found is None or len(found.letters) == len(found.text) == len(text)


def stroke(*ends, width):
    image = Image.new('RGB', (60, 60), 'white')
    ImageDraw.Draw(image).line(ends, fill='black', width=width)
    return as_array(image)


def alone(text, score=1.0):
    box = Box(0, 0, 60, 60)
    return SeenLine(text, score, box, (SeenLetter(text, score, box),))


@pytest.mark.parametrize(
    ('ends', 'read', 'meant'),
    [((10, 30, 50, 30), '一', '—'), ((20, 50, 40, 10), '1', '/'), ((30, 10, 30, 50), '1', '1')],
)
def test_a_stroke_alone_is_told_by_its_shape(ends, read, meant):
    (found,) = with_strokes([alone(read)], stroke(*ends, width=4))
    assert found.text == found.letters[0].text == meant


def test_where_a_page_counts_a_lying_stroke_may_be_a_one():
    one, _ = with_strokes([alone('一'), alone('二')], stroke(10, 30, 50, 30, width=4))
    assert one.text == '一'
    assert one.letters[0].score < 0.5


def test_a_dash_after_a_label_is_no_number():
    (found,) = with_strokes([line('隶属关系：一')], stroke(10, 30, 50, 30, width=4))
    assert found.text == '隶属关系：—'


def test_unsure_letters_are_told_with_their_place_in_points():
    found = list(unsure_letters([line('示例市甲县', [1, 0.5, 0.6, 1, 0.99])], 2, 0.5))
    (told,) = found
    assert (told.code, told.severity, told.where.page) == ('letters_unsure', Severity.REVIEW, 2)
    assert "“例市”" in told.message
    assert told.where.box == Box(5, 0, 15, 5)


def test_figures_are_told_sooner_than_letters_and_marks_never():
    assert len(list(unsure_letters([line('共96人', [1, 0.96, 1, 0.96])], 1, 1))) == 1
    assert not list(unsure_letters([line('县，', [1, 0.2])], 1, 1))


def test_a_torn_year_is_told():
    assert list(unsure_letters([line('示民通〔20266号')], 1, 1))


def test_a_cell_with_ink_and_no_letter_is_told():
    (told,) = unread_cells([Box(10, 10, 30, 20)], 3, 0.5)
    assert (told.code, told.where.box) == ('letters_unsure', Box(5, 5, 15, 10))
