"""Image files of any mode, depth, turn and resolution as upright pictures of pages of a sane scale."""

import numpy as np
import pytest
from PIL import Image, ImageDraw

from extractors.readers.kinds import unread_kind
from extractors.readers.pages.page import NOTHING_DRAWN, Glyph, Notes, Page
from extractors.readers.pages.shown import matrix_to_places
from extractors.readers.pdf import reader as read_pdf
from extractors.readers.pictures.pages import resolution
from extractors.readers.scans import photo
from extractors.readers.scans.photo import path_to_shots
from extractors.readers.scans.reader import read
from model.errors import Damaged, TooLarge, Unsupported
from model.place import Severity
from tests.build_pdf import HEIGHT, PICTURE, WIDTH, pdf, say

pytest.importorskip('cv2', reason='no recogniser here (requirements-ocr.lock)')

A4_150 = 1240, 1754


def marked(size=A4_150, mode='RGB'):
    """A white page with a black block a quarter from the left and a tenth from the top."""
    image = Image.new('L', size, 255)
    wide, high = size
    ImageDraw.Draw(image).rectangle((wide // 4, high // 10, wide // 2, high // 5), fill=0)
    return image.convert(mode)


def only(path):
    (shot,) = path_to_shots(path)
    assert shot.image.dtype == np.uint8
    return shot


def block(shot):
    """Where the black block is, as shares of the page."""
    ys, xs = np.nonzero(shot.image.max(axis=2) < 128)
    high, wide = shot.image.shape[:2]
    return (
        round(xs.min() / wide, 2),
        round(ys.min() / high, 2),
        round(xs.max() / wide, 2),
        round(ys.max() / high, 2),
    )


HERE = 0.25, 0.1, 0.5, 0.2


@pytest.mark.parametrize(
    ('name', 'mode'),
    [
        ('a.png', 'RGB'),
        ('a.png', 'P'),
        ('a.tif', '1'),
        ('a.tif', 'L'),
        ('a.jpg', 'CMYK'),
        ('a.gif', 'P'),
        ('a.bmp', 'RGB'),
        ('a.webp', 'RGB'),
    ],
)
def test_every_mode_shows_the_same(tmp_path, name, mode):
    marked((310, 438), mode).save(tmp_path / name)
    assert block(only(tmp_path / name)) == pytest.approx(HERE, abs=0.02)


def test_sixteen_bits_a_pixel(tmp_path):
    deep = np.asarray(marked((310, 438)).convert('L')).astype(np.uint16) * 257
    Image.fromarray(deep).save(tmp_path / 'a.png')
    assert block(only(tmp_path / 'a.png')) == pytest.approx(HERE, abs=0.02)


def test_what_is_transparent_is_paper(tmp_path):
    clear = np.zeros((438, 310, 4), np.uint8)
    clear[..., 3] = 255 - np.asarray(marked((310, 438)).convert('L'))
    Image.fromarray(clear).save(tmp_path / 'a.png')
    assert block(only(tmp_path / 'a.png')) == pytest.approx(HERE, abs=0.02)


def test_a_camera_s_turn_is_undone(tmp_path):
    exif = Image.Exif()
    exif[0x0112] = 6
    marked((310, 438)).transpose(Image.Transpose.ROTATE_90).save(tmp_path / 'a.jpg', exif=exif)
    assert block(only(tmp_path / 'a.jpg')) == pytest.approx(HERE, abs=0.02)


def test_a_scan_keeps_its_own_scale(tmp_path):
    marked().save(tmp_path / 'a.png', dpi=(150, 150))
    shot = only(tmp_path / 'a.png')
    assert shot.dpi == pytest.approx(150, abs=0.1)
    assert shot.shown == 1


@pytest.mark.parametrize('told', [{}, {'dpi': (72, 72)}, {'dpi': (1, 1)}])
def test_a_photograph_is_a_page_of_a4_and_leads_back_to_the_file_s_points(tmp_path, told):
    marked((2400, 3200)).save(tmp_path / 'a.jpg', **told)
    shot = only(tmp_path / 'a.jpg')
    high, wide = shot.image.shape[:2]
    assert high * 72 / shot.dpi == pytest.approx(842, abs=1)
    in_file = 2400 * 72 / resolution(told.get('dpi'))[0]
    assert wide * 72 / shot.dpi * shot.shown == pytest.approx(in_file, rel=0.001)


def test_a_huge_picture_is_made_smaller(tmp_path):
    marked((6000, 8000), 'L').save(tmp_path / 'a.jpg')
    shot = only(tmp_path / 'a.jpg')
    assert max(shot.image.shape) <= 3600
    assert pytest.approx(shot.image.shape[1] * 72 / shot.dpi * shot.shown, rel=0.001) == 6000 * 72 / 96


def test_a_fax_is_made_square(tmp_path):
    marked((1688, 1146), '1').save(tmp_path / 'a.tif', dpi=(204, 98), compression='group4')
    shot = only(tmp_path / 'a.tif')
    assert shot.image.shape[0] / shot.image.shape[1] == pytest.approx(1146 / 98 / (1688 / 204), rel=0.01)
    assert block(shot) == pytest.approx(HERE, abs=0.02)
    assert (shot.dpi, shot.shown) == (204, 1)


def test_all_pages_of_a_tiff_and_the_first_picture_of_a_film(tmp_path):
    one = marked((310, 438))
    one.save(tmp_path / 'a.tif', save_all=True, append_images=[one, one])
    one.save(tmp_path / 'a.gif', save_all=True, append_images=[one.rotate(90)])
    assert len(list(path_to_shots(tmp_path / 'a.tif'))) == 3
    assert len(list(path_to_shots(tmp_path / 'a.gif'))) == 1


def test_a_broken_picture_and_one_too_large_are_refused(tmp_path, monkeypatch):
    marked((310, 438)).save(tmp_path / 'a.jpg')
    (tmp_path / 'b.jpg').write_bytes((tmp_path / 'a.jpg').read_bytes()[:500])
    with pytest.raises(Damaged, match="重新拷贝"):
        read(tmp_path / 'b.jpg')
    monkeypatch.setattr(photo, 'MAX_IMAGE_PIXELS', 1000)
    with pytest.raises(TooLarge, match="310×438"):
        list(path_to_shots(tmp_path / 'a.jpg'))


@pytest.mark.parametrize(('brand', 'said'), [(b'heic', "兼容性最佳"), (b'avif', "另存为 JPEG")])
def test_a_telephone_s_own_format_is_refused_with_the_remedy_and_waits_for_nothing(tmp_path, brand, said):
    error = unread_kind(tmp_path / 'IMG_0001.HEIC', b'\0\0\0\x18ftyp' + brand, ())
    assert (type(error), error.code) == (Unsupported, 'unsupported')
    assert said in error.message


def test_a_picture_s_name_on_something_else_is_damaged(tmp_path):
    assert isinstance(unread_kind(tmp_path / '扫描.jpg', b'\1\2\3\4', ()), Damaged)


def seen(letters, image, dpi, number, quarters=0):
    """A page as a recogniser gives it: letters a point apart from 100, 100."""
    high, wide = image.shape[:2]
    glyphs = tuple(
        Glyph(letter, 100.0 + 14 * at, 100, 114.0 + 14 * at, 114, 112) for at, letter in enumerate(letters)
    )
    places = matrix_to_places([[1, 0, 0], [0, 1, 0], [0, 0, 1]], dpi / 72)
    point = 72 / dpi
    return Page(
        number,
        wide * point,
        high * point,
        quarters,
        glyphs,
        0,
        NOTHING_DRAWN,
        (),
        Notes(),
        cells=(),
        places=places,
    )


def test_places_of_a_photograph_are_in_the_file_s_points(tmp_path):
    marked((2400, 3200)).save(tmp_path / 'a.jpg')
    blocks, pages, problems = read(tmp_path / 'a.jpg', lambda *given: seen('示例市甲县示例协会', *given))
    (paragraph,) = blocks
    scale = 3200 * 72 / 96 / 842
    assert pages == 1
    assert paragraph.where.box.x0 == pytest.approx(100 * scale, abs=1)
    assert paragraph.where.box.y0 == pytest.approx(100 * scale, abs=1)
    assert [problem.code for problem in problems] == ['text_recognised']


def test_a_blank_page_among_others_is_no_error_and_a_blank_picture_waits_for_nothing(tmp_path):
    one = marked((310, 438))
    one.save(tmp_path / 'a.tif', save_all=True, append_images=[one])
    texts = iter(['', '示例市甲县'])
    blocks, pages, _ = read(tmp_path / 'a.tif', lambda *given: seen(next(texts), *given))
    assert (pages, [block.text for block in blocks], blocks[0].where.page) == (2, ['示例市甲县'], 2)
    one.save(tmp_path / 'a.png')
    blocks, _, problems = read(tmp_path / 'a.png', lambda *given: seen('', *given))
    assert (blocks, [(one.code, one.severity) for one in problems]) == ((), [('no_text', Severity.REVIEW)])


def test_further_pictures_are_the_pages_after_it(tmp_path):
    for name in 'ab':
        marked((310, 438)).save(tmp_path / f'{name}.png')
    blocks, pages, _ = read(
        tmp_path / 'a.png', lambda *given: seen(f'第{given[2]}页。', *given), [tmp_path / 'b.png']
    )
    assert pages == 2
    assert [block.where.page for block in blocks] == [1, 2]


@pytest.mark.parametrize('hidden', [False, True], ids=['a wrong table of codes', 'unseen over a scan'])
def test_a_page_of_a_pdf_with_rubbish_for_letters_is_read_from_its_picture(tmp_path, hidden):
    rubbish = "RAPe EE AR; BRx |l1 .,' fF Tt kK:. ,,-- wW RRg' " * 4
    scan = f'q {WIDTH} 0 0 {HEIGHT} 0 0 cm /Im Do Q 3 Tr ' if hidden else ''
    letters = rubbish if hidden else ''.join(chr(0xE000 + at) for at in range(120))
    page = scan + ''.join(say(letters[at : at + 26], 80, 100 + at) for at in range(0, len(letters), 26))
    path = pdf(tmp_path / 'a.pdf', say('示例市民政局', 80, 100), page, objects=(PICTURE,))
    blocks, pages, problems = read_pdf.read(path, lambda *given: seen('示例市甲县', *given))
    assert (pages, [block.text for block in blocks]) == (2, ['示例市民政局', '示例市甲县'])
    assert [problem.code for problem in problems] == ['text_recognised']
    assert '第2页' in problems[0].message
