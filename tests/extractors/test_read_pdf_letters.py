from pathlib import Path

import pytest

from extractors.readers.pdf import letters
from extractors.readers.pdf import reader as read_pdf
from extractors.readers.pdf.glyphs import document_to_pages, open_pdf
from tests.build_pdf import pdf, say

TEXT = '⽰例市⺠政局⼯作⼆⼗'


def form(content: str) -> str:
    return (
        '<</Type/XObject/Subtype/Form/BBox[0 0 595 842]/Resources<</Font<</F 3 0 R>>>>'
        f'/Length {len(content)}>>stream\n{content}\nendstream'
    )


@pytest.mark.parametrize('matrix', ['.5 0 0 .5 60 100', '1 0 0 1 0 -200', '.7 0 0 .7 0 0'])
def test_radicals_in_a_scaled_form_stand_with_the_letters_beside(tmp_path: Path, matrix: str) -> None:
    path = pdf(tmp_path / 'a.pdf', f'q {matrix} cm /Im Do Q', objects=(form(say(TEXT, 80, 100)),))
    blocks, _, _ = read_pdf.read(path)
    assert [getattr(block, 'text', None) for block in blocks] == ['示例市民政局工作二十']


def test_letters_of_a_scaled_form_follow_each_other_without_a_gap(tmp_path: Path) -> None:
    path = pdf(tmp_path / 'a.pdf', 'q .5 0 0 .5 60 100 cm /Im Do Q', objects=(form(say(TEXT, 80, 100)),))
    page = next(iter(document_to_pages(open_pdf(path))))
    assert [round(glyph.x0) for glyph in page.glyphs] == [100 + 8 * at for at in range(10)]
    assert {round(glyph.base) for glyph in page.glyphs} == {742 - 371}


def test_a_page_without_forms_is_not_looked_at_letter_by_letter(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(letters, '_put_right', None)
    blocks, _, _ = read_pdf.read(pdf(tmp_path / 'a.pdf', say(TEXT, 80, 100)))
    assert len(blocks) == 1
