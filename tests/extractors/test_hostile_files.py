"""Files made to hurt: each ends in words for the user, in ten seconds, and takes no memory but its share."""

import pytest

from extractors.readers import limits
from extractors.readers.process.asking import OutOfTime
from extractors.readers.process.pool import ReadingPool
from model.document import Document
from model.errors import BadInput, Damaged, ReaderFailed, ShoufaError, TooLarge, Unsupported
from tests import build
from tests import build_bombs as bombs
from tests.build_bombs import FIRST, GIGABYTE, flate, one_page_pdf, stream, workbook

IMAGE = (
    b'/Type/XObject/Subtype/Image/Width 60000/Height 60000/BitsPerComponent 8/ColorSpace/DeviceRGB'
    b'/Filter/FlateDecode'
)
FORM = b'/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X %d 0 R>>>>'
WHOLE_PAGE = stream(b'q 595 0 0 842 0 0 cm /Im Do Q')
ROW = '<row r="{0}"><c r="A{0}"><v>{0}</v></c><c r="B{0}"><v>1</v></c></row>'.format
PARAGRAPH = '<w:p><w:r><w:t>', '</w:t></w:r></w:p>'


def laughing_docx(path):
    body = '<w:body><w:p><w:r><w:t>&i;</w:t></w:r></w:p></w:body>'
    text = f'{bombs.LAUGHS}<w:document {build.NAMESPACES}>{body}</w:document>'
    return build.docx(path, '', members={'word/document.xml': text})


def written(path, text):
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def exploding_forms(path):
    """Ten forms, each of which draws the next one ten times."""
    forms = [stream(b'/X Do ' * 10, FORM % (number + 1)) for number in range(5, 15)]
    return one_page_pdf(path, stream(b'/X Do'), b'/XObject<</X 5 0 R>>', *forms)


def hidden_catalog(path):
    """All objects of the file lie in one stream that expands to a gigabyte."""
    packed = stream(flate(GIGABYTE), b'/Type/ObjStm/N 1000/First 8000/Filter/FlateDecode')
    return bombs.bare_pdf(path, packed, trailer=b'/Root 7 0 R')


BOMBS = {
    'zips in zips': ('a.zip', bombs.nested_zips, Unsupported),
    'ten gigabytes of zeros': (
        'a.docx',
        lambda path: bombs.forged_zip(
            path,
            {
                'word/document.xml': (bombs.zeros(GIGABYTE), GIGABYTE),
                **{f'word/{n}.xml': (bombs.zeros(3 * GIGABYTE), 3 * GIGABYTE) for n in range(3)},
            },
        ),
        TooLarge,
    ),
    'zeros that call themselves few': (
        'a.docx',
        lambda path: bombs.forged_zip(path, {'word/document.xml': (bombs.zeros(GIGABYTE), 64)}),
        Damaged,
    ),
    'laughs in a document': ('a.docx', laughing_docx, Damaged),
    'laughs in a workbook': (
        'a.xlsx',
        lambda path: workbook(path, FIRST, '<si><t>&i;</t></si>', before=bombs.LAUGHS),
        Damaged,
    ),
    'names outside': (
        'a.docx',
        lambda path: build.docx(path, '', members={'../../word/document.xml': '<a/>'}),
        Damaged,
    ),
    'ten million strings': (
        'a.xlsx',
        lambda path: workbook(path, FIRST, '<si><t>a</t></si>' * 10_000_000),
        TooLarge,
    ),
    'a cell at the far end': (
        'a.xlsx',
        lambda path: workbook(
            path, '<sheetData><row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
        ),
        TooLarge,
    ),
    'rows in rows': ('a.xlsx', lambda path: workbook(path, '<row>' * 500_000), Damaged),
    'a million tables in one another': (
        'a.docx',
        lambda path: build.docx(path, '<w:tbl><w:tr><w:tc>' * 1_000_000),
        TooLarge,
    ),
    'ten thousand tables in one another': (
        'a.docx',
        lambda path: build.docx(path, '<w:tbl><w:tr><w:tc>' * 10_000),
        Damaged,
    ),
    'divisions in one another': (
        'a.html',
        lambda path: written(path, '<html><body>' + '<div>' * 100_000 + '甲'),
        Damaged,
    ),
    'a cell over all rows': (
        'a.html',
        lambda path: written(
            path, '<html><body><table>' + '<tr><td rowspan=65000 colspan=1000>甲<td>乙' * 100 + '</table>'
        ),
        TooLarge,
    ),
    'a document in a circle': ('a.doc', lambda path: bombs.cyclic_ole(path, 'WordDocument'), BadInput),
    'a book in a circle': ('a.xls', lambda path: bombs.cyclic_ole(path, 'Workbook'), BadInput),
    'pages that are their own parents': (
        'a.pdf',
        lambda path: bombs.bare_pdf(
            path, bombs.CATALOG, b'<</Type/Pages/Count 1000000/Kids[2 0 R 2 0 R]/Parent 2 0 R>>'
        ),
        BadInput,
    ),
    'ten thousand pages': ('a.pdf', lambda path: bombs.thick_pdf(path, 10_000), TooLarge),
    'a page of a gigabyte': (
        'a.pdf',
        lambda path: one_page_pdf(path, stream(flate(GIGABYTE), b'/Filter/FlateDecode')),
        ReaderFailed,
    ),
    'a page packed twice': (
        'a.pdf',
        lambda path: one_page_pdf(
            path, stream(flate(10 * GIGABYTE, 2), b'/Filter[/FlateDecode/FlateDecode]')
        ),
        ReaderFailed,
    ),
    'objects of a gigabyte': ('a.pdf', hidden_catalog, BadInput),
    'drawings that draw one another': ('a.pdf', exploding_forms, BadInput),
    'an image of sixty thousand squared': (
        'a.pdf',
        lambda path: one_page_pdf(path, WHOLE_PAGE, b'/XObject<</Im 5 0 R>>', stream(flate(GIGABYTE), IMAGE)),
        Unsupported,
    ),
    'a picture of sixty thousand squared': (
        'a.png',
        lambda path: written(
            path, b'\x89PNG\r\n\x1a\n\0\0\0\rIHDR' + (60000).to_bytes(4, 'big') * 2 + b'\x08\2\0\0\0'
        ),
        BadInput,
    ),
}

HEAVY = {
    'a million paragraphs': (
        'a.docx',
        lambda path: bombs.numbered_docx(path, 1_000_000, *PARAGRAPH),
        BadInput,
    ),
    'a million empty paragraphs': (
        'a.docx',
        lambda path: build.docx(path, '<w:p/>' * 1_000_000),
        (BadInput, Document),
    ),
    'a million cells': (
        'a.docx',
        lambda path: bombs.numbered_docx(
            path,
            1_000_000,
            f'<w:tc>{PARAGRAPH[0]}',
            f'{PARAGRAPH[1]}</w:tc>',
            ('<w:tbl><w:tr>', '</w:tr></w:tbl>'),
        ),
        BadInput,
    ),
    'four million strings that differ': (
        'a.xlsx',
        lambda path: workbook(path, FIRST, ''.join(f'<si><t>{n}</t></si>' for n in range(4_000_000))),
        (BadInput, Document),
    ),
    'a million rows': (
        'a.xlsx',
        lambda path: workbook(path, '<sheetData>' + ''.join(map(ROW, range(1, 1_048_576))) + '</sheetData>'),
        BadInput,
    ),
    'a page of a million letters': (
        'a.pdf',
        lambda path: one_page_pdf(
            path,
            stream(b'BT /F 1 Tf 72 700 Td ' + b'(aaaaaaaaaa) Tj ' * 100_000 + b'ET'),
            b'/Font<</F 5 0 R>>',
            bombs.FONT,
        ),
        BadInput,
    ),
    'a million paragraphs on the web': (
        'a.html',
        lambda path: written(path, '<html><body>' + '<p>甲</p>' * 1_000_000),
        BadInput,
    ),
    'fifty million lines': ('a.txt', lambda path: written(path, '甲乙丙丁\n' * 12_000_000), BadInput),
}


def outcome(path) -> Document | ShoufaError:
    """What reading gives, after it was seen to be quick, small and told in words."""
    with ReadingPool(cpu_s=10, wall_s=60) as pool:
        ((_, found),) = pool.read_many([path])
        assert pool.peak_kb * 1024 < limits.MEMORY_BYTES
    if isinstance(found, BadInput):
        assert found.message.startswith(f'“{path}”：')
        assert '；' in found.message
    assert not isinstance(found, OutOfTime), found.message
    return found


@pytest.fixture(autouse=True)
def _ours_alone(monkeypatch):
    monkeypatch.setattr('extractors.readers.soffice.suite', lambda: None)


@pytest.mark.parametrize(('name', 'make', 'kind'), BOMBS.values(), ids=BOMBS)
def test_a_bomb_is_told_for_what_it_is(tmp_path, name, make, kind):
    assert isinstance(outcome(make(tmp_path / name)), kind)


@pytest.mark.hard
@pytest.mark.parametrize(('name', 'make', 'kind'), HEAVY.values(), ids=HEAVY)
def test_more_than_fits_is_told(tmp_path, name, make, kind):
    assert isinstance(outcome(make(tmp_path / name)), kind)
