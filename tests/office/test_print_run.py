"""The print run: recipient order, each paper on an odd page, copies (G25)."""

import io

import pypdfium2
import pytest

from extractors.readers import soffice as office_suite
from model.errors import CannotStart, UsageFault
from office.print_run import merged, print_papers
from tests.office.drafted import letters, put
from tests.outgoing import papers


def pdf(*texts):
    """A PDF whose pages are as wide as the numbers say."""
    whole = pypdfium2.PdfDocument.new()
    for width in texts:
        whole.new_page(width, 100)
    stream = io.BytesIO()
    whole.save(stream)
    return stream.getvalue()


def widths(data):
    return [round(page.get_width()) for page in pypdfium2.PdfDocument(data)]


def test_each_paper_begins_on_an_odd_page():
    data, pages = merged([pdf(1), pdf(2, 3), pdf(4), pdf(5)])
    assert widths(data) == [1, 595, 2, 3, 4, 595, 5]
    assert pages == 7


def test_copies_follow_each_other():
    assert widths(merged([pdf(1), pdf(2, 3)], copies=2)[0]) == [1, 595, 1, 595, 2, 3, 2, 3]


def test_letters_become_one_pdf_in_recipient_order(place, tmp_path, soffice):
    for name in ('丙县乙会', '甲县甲会'):
        put(place, f'{name}.docx', papers.letter(name))
    done = print_papers(place, [place.rooms.outbox], tmp_path / '付印.pdf')
    assert done.papers == done.open == ('甲县甲会.docx', '丙县乙会.docx')
    document = pypdfium2.PdfDocument(done.file.read_bytes())
    assert (len(document), done.pages) == (3, 3)
    texts = [page.get_textpage().get_text_bounded() for page in document]
    assert '甲县甲会' in texts[0]
    assert not texts[1].strip()
    assert '丙县乙会' in texts[2]


def test_without_libreoffice_it_is_told(place, tmp_path, monkeypatch):
    monkeypatch.setattr(office_suite, 'suite', lambda: None)
    with pytest.raises(CannotStart, match='LibreOffice'):
        print_papers(place, letters(place, 1), tmp_path / '付印.pdf')
    with pytest.raises(UsageFault, match=r'\.pdf'):
        print_papers(place, letters(place, 1), tmp_path / '付印.docx')
