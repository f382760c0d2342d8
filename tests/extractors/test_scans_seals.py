"""Seals: told by their edge, their ink taken off; text in colour stays."""

import numpy as np
import pytest
from PIL import Image, ImageDraw

from extractors.readers.scans.seals import without_seals
from model.place import Severity
from tests.extractors.pictures import BLUE, RED, as_array, paper, stamped

pytest.importorskip('cv2', reason='no recogniser here (requirements-ocr.lock)')

DPI = 100


def ink(image):
    """How many pixels of a picture are dark in every colour, and how many have one."""
    dark = int((image.max(axis=2) < 110).sum())
    coloured = int((image.max(axis=2).astype(int) - image.min(axis=2) > 60).sum())
    return dark, coloured


def test_a_seal_is_taken_off_and_the_text_under_it_stays():
    text = paper('示例市甲县示例协会', '二〇二六年九月八日', size=40, width=600)
    plain = without_seals(as_array(stamped(text.copy(), 300, 140, 85)), DPI)
    (seal,) = plain.seals
    assert abs(seal.x0 - 215) < 8
    assert abs(seal.y1 - 225) < 8
    dark, coloured = ink(plain.image)
    assert coloured < 30
    assert 0.9 < dark / ink(as_array(text))[0] < 1.15


def test_a_blue_seal_too():
    blank = Image.new('RGB', (600, 400), 'white')
    plain = without_seals(as_array(stamped(blank, 300, 200, 85, BLUE)), DPI)
    assert len(plain.seals) == 1
    assert (plain.image < 200).sum() < 300


def test_the_red_name_of_an_office_stays():
    head = as_array(paper('示例市民政局文件', size=64, width=640, colour=RED))
    plain = without_seals(head, DPI)
    assert plain.seals == ()
    assert plain.image is head


def test_a_table_ruled_in_red_and_red_letters_in_a_square_stay():
    image = paper('红字', '说明', size=40, width=600, colour=RED)
    ImageDraw.Draw(image).rectangle((250, 20, 590, 270), outline=RED, width=3)
    assert without_seals(as_array(image), DPI).seals == ()


def test_blue_handwriting_stays():
    image = as_array(paper('王示例', '李示例', size=40, width=600, colour=BLUE))
    assert np.array_equal(without_seals(image, DPI).image, image)


def test_a_seal_is_told_with_its_place():
    plain = without_seals(as_array(stamped(Image.new('RGB', (600, 400), 'white'), 300, 200, 85)), DPI)
    (told,) = plain.problems(2, 72 / DPI)
    assert (told.code, told.severity, told.where.page) == ('seal_left_out', Severity.INFO, 2)
    assert abs(told.where.box.x0 - 215 * 0.72) < 6
