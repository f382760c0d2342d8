"""Letters under each other, words parted by what is no rule, lines short of a letter, pages' ways."""

from typing import Any

from extractors.readers.scans import upright
from extractors.readers.scans.inside import _once
from extractors.readers.scans.letters import Said, SeenLetter, SeenLine, _stand
from extractors.readers.scans.torn import doubted, is_torn
from extractors.readers.scans.unsure import unsure_letters
from model.place import Box

NOBODY: Any = None
"""An engine and a page that what is patched never asks."""


def line(text, left=0.0, width=10.0, top=0.0, high=10.0, ends=0.0):
    """A level line; its first letter reaches further to the left by `ends`."""
    letters = tuple(
        SeenLetter(
            one, 1.0, Box(left + at * width - (0 if at else ends), top, left + (at + 1) * width, top + high)
        )
        for at, one in enumerate(text)
    )
    return SeenLine(text, 1.0, Box(left - ends, top, left + len(text) * width, top + high), letters)


def test_letters_under_each_other_are_a_column():
    stand = [SeenLetter('某', 1.0, Box(0, top, 10, top + 10)) for top in (0, 10, 20)]
    assert _stand(stand)
    assert not _stand(line('林某某').letters)
    assert not _stand(stand[:1])


LEFT, RIGHT, BELOW = Box(0, 0, 25, 30), Box(25, 0, 90, 30), Box(0, 30, 90, 60)


def test_a_word_parted_by_what_parts_no_other_cells_is_in_doubt():
    assert is_torn(line('示例市戊区'), [LEFT, RIGHT], [LEFT, RIGHT, BELOW])
    assert is_torn(line('示例市戊区', left=5), [LEFT, RIGHT], [LEFT, RIGHT, BELOW])


def test_lines_beside_each_other_in_columns_of_a_table_are_not():
    under = [Box(0, 30, 25, 60), Box(25, 30, 90, 60)]
    assert not is_torn(line('示例市戊区', left=5), [LEFT, RIGHT], [LEFT, RIGHT, *under])


def test_a_torn_line_is_told():
    assert list(unsure_letters([doubted(line('示例'))], 1, 1.0))


def test_a_line_with_room_for_one_letter_more_is_in_doubt():
    assert not list(unsure_letters([line('区民政局')], 1, 1.0))
    assert list(unsure_letters([line('区民政局', ends=10.5)], 1, 1.0))


def test_a_second_row_that_reaches_into_the_first_is_kept():
    first, second = line('丁县文化和', high=25), line('旅游局', top=12, high=31)
    assert {one.text for one in _once([first, second])} == {'丁县文化和', '旅游局'}


def test_a_page_without_a_title_lies_as_its_words_are_read(monkeypatch):
    seen = [upright._Read(True, score, False) for score in (0.86, 0.89, 0.3, 0.4)]
    said = {0: '戊区农业农村局', 1: '王示例', 2: '', 3: ''}
    monkeypatch.setattr(upright, 'quarters_guessed', lambda *_: 0)
    monkeypatch.setattr(upright, '_read', lambda _engine, _image, way: seen[way])
    monkeypatch.setattr(upright, '_turned', lambda _image, way: way)
    monkeypatch.setattr(upright, '_find', lambda _engine, way: [way])
    monkeypatch.setattr(upright, 'is_tall', lambda _quad: False)
    monkeypatch.setattr(upright, '_length', lambda _quad: 1.0)
    monkeypatch.setattr(upright, 'cut_out', lambda way, _quad: type('Strip', (), {'pixels': way}))
    monkeypatch.setattr(
        upright, 'strip_to_said', lambda _engine, way: [Said(one, 1.0, 0.0, False) for one in said[way]]
    )
    assert upright.quarters_off(NOBODY, NOBODY) == 0
