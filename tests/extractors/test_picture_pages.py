"""Pages as pictures: where the frame stands, which way up the page is."""

import ctypes
import io

import pypdfium2 as pdfium
import pytest
from PIL import Image, ImageChops
from pypdfium2 import raw

from extractors.readers.pdf.glyphs import document_to_pages, open_pdf
from extractors.readers.pictures.frame import MAX_PIXELS, Look, around, fitting_scale
from extractors.readers.pictures.pages import image_page, marked_page, pdf_page
from model.errors import Damaged, TooLarge, UsageFault
from model.place import Box, Where
from tests.build_pdf import HEIGHT, WIDTH, pdf

WHOLE = Look(dpi=72, whole_page=True)
RED = (214, 0, 0)
GREEN = (0, 200, 0)


def spot(x, y, width=40, height=20, colour='0 0.784 0'):
    """A filled rectangle, x and y from the page's top left."""
    return f'{colour} rg {x} {HEIGHT - y - height} {width} {height} re f\n'


def letters(matrix, text='示例省示例市民政局文件'):
    return f'BT /F 16 Tf {matrix} Tm <{text.encode("utf-16-be").hex()}> Tj ET\n'


def extent(image, colour, near=12):
    """The box in pixels of all that has this colour."""
    bands = ImageChops.difference(image, Image.new('RGB', image.size, colour)).split()
    most = ImageChops.lighter(ImageChops.lighter(*bands[:2]), bands[2])
    return most.point([255 if level <= near else 0 for level in range(256)]).getbbox()


def assert_framed(image, thing=GREEN):
    """The frame stands close around the coloured thing."""
    inner, outer = extent(image, thing), extent(image, RED)
    assert all(-6 <= out - into <= 6 for into, out in zip(inner, outer, strict=True)), (inner, outer)


def test_a_place_is_framed_on_its_page(tmp_path):
    path = pdf(tmp_path / '一.pdf', letters('1 0 0 1 50 700'), spot(200, 300) + letters('1 0 0 1 50 700'))
    image = pdf_page(path, Where(page=2, box=Box(200, 300, 240, 320)), WHOLE)
    assert image.size == (WIDTH, HEIGHT)
    assert_framed(image)


def test_around_a_place_some_lines_are_shown_and_not_the_whole_page(tmp_path):
    path = pdf(tmp_path / '一.pdf', spot(200, 300))
    image = pdf_page(path, Where(page=1, box=Box(200, 300, 240, 320)), Look(dpi=72))
    assert image.size == (340, 240)
    assert_framed(image)
    assert extent(image, GREEN) == (150, 110, 190, 130)


def test_at_the_edge_of_the_page_the_picture_ends(tmp_path):
    path = pdf(tmp_path / '一.pdf', spot(0, 0))
    image = pdf_page(path, Where(page=1, box=Box(0, 0, 40, 20)), Look(dpi=72))
    assert image.size == (190, 130)


def test_more_dots_an_inch_make_a_larger_picture(tmp_path):
    path = pdf(tmp_path / '一.pdf', spot(0, 0))
    assert pdf_page(path, Where(page=1), Look(dpi=144)).width == 2 * WIDTH


def turned_page(path, matrix, rotate, more=()):
    """A page with a crop box and one line of Helvetica, and rectangles of GREEN in the PDF's own points."""
    document = pdfium.PdfDocument.new()
    page = document.new_page(WIDTH, HEIGHT)
    line = raw.FPDFPageObj_NewTextObj(document, b'Helvetica', 16.0)
    wide = 'Returns of the county\0'.encode('utf-16-le')
    raw.FPDFText_SetText(line, ctypes.cast(ctypes.create_string_buffer(wide), raw.FPDF_WIDESTRING))
    raw.FPDFPageObj_Transform(line, *matrix)
    raw.FPDFPage_InsertObject(page, line)
    for rect in more:
        shape = raw.FPDFPageObj_CreateNewRect(*rect)
        raw.FPDFPageObj_SetFillColor(shape, *GREEN, 255)
        raw.FPDFPath_SetDrawMode(shape, raw.FPDF_FILLMODE_WINDING, False)
        raw.FPDFPage_InsertObject(page, shape)
    page.set_cropbox(20, 30, 500, 800)
    page.set_rotation(rotate)
    page.gen_content()
    document.save(path)
    page.close()
    document.close()
    return path


@pytest.mark.parametrize('rotate', [0, 90, 180, 270])
@pytest.mark.parametrize(
    'matrix',
    [(1, 0, 0, 1, 100, 600), (0, 1, -1, 0, 300, 200), (0, -1, 1, 0, 300, 700), (-1, 0, 0, -1, 400, 400)],
)
def test_a_page_is_turned_as_it_is_read(tmp_path, rotate, matrix):
    """Whichever way the letters run and the page is turned, the frame is around what was read there."""
    document = open_pdf(turned_page(tmp_path / '一.pdf', matrix, rotate))
    (seen,) = document_to_pages(document)
    document.close()
    read = around([Box(one.x0, one.y0, one.x1, one.y1) for one in seen.glyphs])
    assert read.x1 - read.x0 > 100 > read.y1 - read.y0
    a, b, c, d, e, f = matrix
    x, y = a * 8 + c * 5 + e, b * 8 + d * 5 + f  # within the first letter
    path = turned_page(tmp_path / '二.pdf', matrix, rotate, [(x - 4, y - 4, 8, 8)])
    image = pdf_page(path, Where(page=1, box=read), WHOLE)
    assert image.size == (round(seen.width), round(seen.height))
    left, top, _, bottom = extent(image, GREEN)
    frame = extent(image, RED)
    assert frame[0] <= left <= frame[0] + 12
    assert frame[1] <= top < bottom <= frame[3]


def test_a_page_or_a_box_that_is_not_there_is_refused(tmp_path):
    path = pdf(tmp_path / '一.pdf', spot(0, 0))
    with pytest.raises(UsageFault, match='只有1页'):
        pdf_page(path, Where(page=2), WHOLE)
    with pytest.raises(UsageFault, match='不在页面上'):
        pdf_page(path, Where(page=1, box=Box(600, 10, 700, 20)), WHOLE)


def test_a_filled_mark_is_found_and_an_outline_of_its_colour_is_not(tmp_path):
    outline = '0 0.784 0 rg 0 0 0 RG 10 10 300 300 re S\n'
    path = pdf(tmp_path / '一.pdf', outline, outline + spot(200, 300) + spot(240, 300))
    image = marked_page(path, GREEN, Look(dpi=72))
    assert extent(image, GREEN) == (150, 110, 230, 130)
    assert marked_page(path, (1, 2, 3), WHOLE) is None


def test_a_huge_page_is_drawn_with_fewer_dots():
    assert fitting_scale(595, 842, 150) == 150 / 72
    assert 9000 * 9000 * fitting_scale(9000, 9000, 600) ** 2 <= MAX_PIXELS * 1.001


def save(path, image, **more):
    image.save(path, **more)
    return path


def test_an_image_is_shown_the_way_up_that_it_was_taken(tmp_path):
    image = Image.new('RGB', (300, 200), 'white')
    image.paste(GREEN, (0, 0, 60, 30))
    exif = Image.Exif()
    exif[0x0112] = 6  # to be turned a quarter clockwise
    path = save(tmp_path / '照.png', image, exif=exif, dpi=(72, 72))
    shown = image_page(path, Where(page=1), WHOLE)
    assert shown.size == (200, 300)
    assert extent(shown, GREEN) == (170, 0, 200, 60)


def test_a_point_of_an_image_is_a_72nd_of_an_inch_by_its_own_resolution(tmp_path):
    image = Image.new('RGB', (400, 400), 'white')
    image.paste(GREEN, (200, 100, 280, 140))
    path = save(tmp_path / '扫.png', image, dpi=(144, 144))
    assert_framed(image_page(path, Where(page=1, box=Box(100, 50, 140, 70)), WHOLE))
    unknown = save(tmp_path / '拍.bmp', image)
    assert_framed(image_page(unknown, Where(page=1, box=Box(150, 75, 210, 105)), WHOLE))


def test_a_frame_of_a_tiff_is_a_page(tmp_path):
    first, second = Image.new('L', (50, 50), 255), Image.new('1', (60, 60), 1)
    path = save(tmp_path / '传真.tif', first, save_all=True, append_images=[second], dpi=(72, 72))
    assert image_page(path, Where(page=2), WHOLE).size == (60, 60)
    with pytest.raises(UsageFault, match='只有2页'):
        image_page(path, Where(page=3), WHOLE)


@pytest.mark.parametrize('suffix', ['.png', '.jpg', '.gif', '.webp', '.bmp', '.tif'])
def test_every_usual_kind_of_image_is_shown(tmp_path, suffix):
    path = save(tmp_path / f'图{suffix}', Image.new('RGB', (96, 96), GREEN))
    assert image_page(path, Where(page=1), WHOLE).getpixel((30, 30))[1] > 180


def test_what_is_clear_in_an_image_is_white(tmp_path):
    path = save(tmp_path / '图.png', Image.new('RGBA', (90, 60), (0, 0, 0, 0)))
    assert image_page(path, Where(page=1), WHOLE).getpixel((9, 9)) == (255, 255, 255)


def test_a_broken_image_and_a_bomb_are_refused(tmp_path):
    data = io.BytesIO()
    Image.effect_noise((200, 200), 50).save(data, 'PNG')
    broken = tmp_path / '坏.png'
    broken.write_bytes(data.getvalue()[:-9000])
    with pytest.raises(Damaged):
        image_page(broken, Where(page=1), WHOLE)
    bomb = bytearray(data.getvalue())
    bomb[16:24] = b'\0\1\0\0\0\1\0\0'
    (tmp_path / '大.png').write_bytes(bomb)
    with pytest.raises((TooLarge, Damaged)):
        image_page(tmp_path / '大.png', Where(page=1), WHOLE)
