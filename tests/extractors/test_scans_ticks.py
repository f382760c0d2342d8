from __future__ import annotations

from typing import Any

import pytest

from extractors.readers.boxes import text_to_boxes
from extractors.readers.scans.letters import SeenLetter, SeenLine
from model.document import CheckBox
from model.place import Box

np = pytest.importorskip('numpy')
cv2 = pytest.importorskip('cv2', reason='no recogniser here (requirements-ocr.lock)')

from extractors.readers.scans.marks import with_ticks  # noqa: E402  # needs the recognising stack

_TOP, _SIZE = 200, 30
"""Where the line stands, and its letters' size, in pixels."""
_SIDE = 25


def page(noise: float = 0.0) -> Any:
    image = np.full((500, 900, 3), 245.0)
    if noise:
        image += np.random.default_rng(3).normal(0, noise, image.shape[:2])[:, :, None]
    return image.clip(0, 255).astype(np.uint8)


def box_at(image: Any, x: int, shade: int = 30, y: int = _TOP + 2) -> None:
    cv2.rectangle(image, (x, y), (x + _SIDE, y + _SIDE), (shade,) * 3, 2)


def tick_at(image: Any, x: int, colour: tuple[int, int, int] = (20, 20, 20), reach: int = 0) -> None:
    points = [[x + 5, _TOP + 13], [x + 11, _TOP + 22], [x + 20 + reach, _TOP + 7 - reach]]
    cv2.polylines(image, [np.array(points)], False, colour, 3)


def line_of(*words: tuple[str, int]) -> SeenLine:
    """Words at their places from the left; each letter is as wide as it is high."""
    letters = [
        SeenLetter(text, 1.0, Box(x + _SIZE * at, _TOP, x + _SIZE * (at + 1), _TOP + _SIZE))
        for word, x in words
        for at, text in enumerate(word)
    ]
    around = Box(letters[0].box.x0, _TOP, letters[-1].box.x1, _TOP + _SIZE)
    return SeenLine(''.join(word for word, _ in words), 1.0, around, tuple(letters))


def options(image: Any, line: SeenLine) -> tuple[CheckBox, ...]:
    return text_to_boxes(''.join(letter.text for letter in with_ticks(image, [line], ()).lines[0].letters))


def test_boxes_that_were_not_read_are_put_before_their_words() -> None:
    image = page()
    for x in (100, 300, 500):
        box_at(image, x)
    tick_at(image, 300)
    line = line_of(('甲类', 132), ('乙类', 332), ('丙类', 532))
    assert options(image, line) == (CheckBox('甲类', False), CheckBox('乙类', True), CheckBox('丙类', False))


@pytest.mark.parametrize('read', ['□', '☑', '口', '回', '日', '☐'])
@pytest.mark.parametrize('ticked', [False, True])
def test_pixels_tell_and_not_what_was_read(read: str, ticked: bool) -> None:
    image = page(4)
    box_at(image, 102)
    box_at(image, 302)
    if ticked:
        tick_at(image, 102)
    assert options(image, line_of((read, 100), ('甲类', 132), ('乙类', 332)))[0].checked is ticked


@pytest.mark.parametrize('colour', [(20, 20, 20), (120, 30, 20), (30, 30, 180)])
def test_a_tick_in_any_ink_that_leaves_its_box_counts(colour: tuple[int, int, int]) -> None:
    image = page()
    box_at(image, 100)
    box_at(image, 300)
    tick_at(image, 100, colour, reach=9)
    assert options(image, line_of(('甲类', 140), ('乙类', 332))) == (
        CheckBox('甲类', True),
        CheckBox('乙类', False),
    )


def test_a_filled_box_is_ticked_and_a_crossed_one_beside_empty_ones_too() -> None:
    image = page()
    for x in (100, 300, 500):
        box_at(image, x)
    cv2.rectangle(image, (100, _TOP + 2), (100 + _SIDE, _TOP + 2 + _SIDE), (20, 20, 20), -1)
    line = line_of(('甲类', 132), ('乙类', 332), ('丙类', 532))
    assert [box.checked for box in options(image, line)] == [True, False, False]
    for ends in (((305, _TOP + 7), (320, _TOP + 22)), ((305, _TOP + 22), (320, _TOP + 7))):
        cv2.line(image, *ends, (20, 20, 20), 2)
    assert [box.checked for box in options(image, line)][2] is False
    assert [box.checked for box in options(image, line)][1] is not False


def test_a_speck_in_a_box_is_nobodys_guess() -> None:
    image = page()
    box_at(image, 100)
    box_at(image, 300)
    cv2.line(image, (108, _TOP + 12), (114, _TOP + 15), (60, 60, 60), 2)
    line = line_of(('甲类', 132), ('乙类', 332))
    ticked = with_ticks(image, [line], ())
    assert options(image, line) == (CheckBox('甲类', None), CheckBox('乙类', False))
    assert ''.join(letter.text for letter in ticked.lines[0].letters).startswith('□？甲类')
    (problem,) = ticked.problems(3, 0.36)
    assert (problem.code, problem.where.page) == ('checkbox_unclear', 3)
    assert problem.where.box is not None
    assert 34 < problem.where.box.x0 < 40


def test_cells_tell_of_their_unsure_boxes_themselves() -> None:
    image = page()
    box_at(image, 100)
    cv2.line(image, (108, _TOP + 12), (114, _TOP + 15), (60, 60, 60), 2)
    ticked = with_ticks(image, [line_of(('甲类', 132))], [(Box(80, 180, 600, 260),)])
    assert ticked.unsure == ()


def test_a_box_that_only_the_recogniser_saw_is_unsure() -> None:
    assert options(page(), line_of(('□甲类', 100), ('乙类', 332))) == (CheckBox('甲类乙类', None),)


def test_letters_with_a_frame_stay_letters() -> None:
    image = page()
    box_at(image, 160)  # the 口 of 人口
    box_at(image, 322)  # the frame of 国
    tick_at(image, 322)
    line = line_of(('人口', 128), ('国家', 320))
    assert with_ticks(image, [line], ()).lines == [line]


def test_a_box_on_a_rule_of_its_table_is_empty_still() -> None:
    image = page()
    box_at(image, 100, 90)
    box_at(image, 300, 90)
    cv2.line(image, (40, _TOP), (860, _TOP), (0, 0, 0), 2)
    cv2.line(image, (40, _TOP + 34), (860, _TOP + 34), (0, 0, 0), 2)
    for box in options(image, line_of(('甲类', 132), ('乙类', 332))):
        assert box.checked is not True


def test_the_mark_of_unsure_is_told_however_often_its_text_is_read() -> None:
    assert text_to_boxes('□？甲类 ☑乙类 □丙类') == (
        CheckBox('甲类', None),
        CheckBox('乙类', True),
        CheckBox('丙类', False),
    )
    assert text_to_boxes('是□？ 否□')[0] == CheckBox('是', None)


def test_a_digit_in_a_number_is_never_a_box() -> None:
    image = page()
    box_at(image, 191)
    line = line_of(('19', 130), ('0', 189), ('5', 219))
    assert with_ticks(image, [line], ()).lines == [line]


def test_the_frame_of_the_first_letter_is_no_box_though_its_place_reaches_to_the_rule() -> None:
    image = page()
    box_at(image, 112)
    tick_at(image, 112)
    line = line_of(('甲县农业', 110))
    first = line.letters[0]._replace(box=line.letters[0].box._replace(x0=100))
    line = line._replace(letters=(first, *line.letters[1:]), box=line.box._replace(x0=100))
    assert with_ticks(image, [line], ()).lines == [line]


def test_a_ticked_box_between_two_letters_is_seen_though_their_places_reach_over_it() -> None:
    image = page()
    box_at(image, 100)
    box_at(image, 200)
    tick_at(image, 200)
    line = line_of(('是', 132), ('否', 232))
    first, last = line.letters
    wide = first._replace(box=first.box._replace(x1=196)), last._replace(box=last.box._replace(x0=196))
    assert options(image, line._replace(letters=wide)) == (CheckBox('是', False), CheckBox('否', True))


def test_a_blot_beside_a_box_may_be_one_and_elsewhere_is_none() -> None:
    image = page()
    points = [[302 + 27 * (at % 2), _TOP + 4 + 2 * at] for at in range(10)]
    cv2.polylines(image, [np.array(points)], False, (40, 20, 20), 4)
    line = line_of(('甲类', 132), ('乙类', 340))
    assert with_ticks(image, [line], ()).lines == [line]
    box_at(image, 100)
    assert options(image, line) == (CheckBox('甲类', False), CheckBox('乙类', None))
