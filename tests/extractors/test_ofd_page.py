"""Pages of OFD files: what lies on them, and that it is drawn where the file says."""

import io

import pytest
from PIL import Image, ImageChops

from extractors.readers.ofd.fonts import font_files
from extractors.readers.ofd.objects import Shape, Text, page_to_objects
from extractors.readers.ofd.package import open_ofd, open_page
from extractors.readers.pictures.frame import Look
from extractors.readers.pictures.ofd_pages import ofd_page, page_to_lines
from model.errors import Damaged, SecrecyMark, UsageFault
from model.place import Box, Where
from tests import build_ofd
from tests.build import packed
from tests.build_ofd import OFD_NAMESPACE, filled, page, words
from tests.tools import missing

RED, BLUE = (255, 0, 0), (0, 0, 255)
SPACE = f'xmlns:ofd="{OFD_NAMESPACE}"'


def drawn(path, number=1, **more):
    image, told = ofd_page(path, Where(page=number, **more), Look(dpi=51, whole_page=True))
    return image, told


def at(image, x, y):
    """The colour x, y millimetres from the top left: two pixels a millimetre."""
    return image.getpixel((round(x * 2), round(y * 2)))


def png(colour, size=(20, 20)):
    made = io.BytesIO()
    Image.new('RGB', size, colour).save(made, 'PNG')
    return made.getvalue()


def objects(path, number=1):
    (ofd,) = open_ofd(path)
    return list(page_to_objects(ofd, open_page(ofd, number)))


def letters(path):
    """Each letter with its place on the page in millimetres."""
    found = []
    for thing in objects(path):
        if isinstance(thing, Text):
            a, b, c, d, e, f = thing.matrix
            found += [
                (one.text, a * one.x + c * one.y + e, b * one.x + d * one.y + f) for one in thing.letters
            ]
    return [(text, round(x, 3), round(y, 3)) for text, x, y in found]


def test_a_shape_stands_where_the_file_says(tmp_path):
    image, told = drawn(build_ofd.ofd(tmp_path / '一.ofd', page(filled(50, 100, 40, 20, '255 0 0'))))
    assert abs(image.width - 420) <= 3
    assert abs(image.height - 594) <= 4
    assert [
        at(image, x, y)[:3] == RED for x, y in ((52, 102), (88, 118), (48, 102), (92, 110), (60, 122))
    ] == [
        True,
        True,
        False,
        False,
        False,
    ]
    assert told == ()


def test_letters_stand_apart_as_their_offsets_say(tmp_path):
    code = 'DeltaX="g 2 5 10"'
    path = build_ofd.ofd(tmp_path / '一.ofd', page(words('示例市局', 30, 40, code=code)))
    assert letters(path) == [('示', 30, 40), ('例', 35, 40), ('市', 40, 40), ('局', 50, 40)]


def test_lines_in_one_run_go_down_by_their_offsets(tmp_path):
    code = 'DeltaX="5 -5" DeltaY="0 6"'
    path = build_ofd.ofd(tmp_path / '一.ofd', page(words('示例省', 30, 40, code=code)))
    assert letters(path) == [('示', 30, 40), ('例', 35, 40), ('省', 30, 46)]


def test_letters_without_offsets_follow_one_another(tmp_path):
    path = build_ofd.ofd(tmp_path / '一.ofd', page(words('甲1乙', 30, 40, code='A=""')))
    assert [x for _, x, _ in letters(path)] == [30, 35, 37.5]


def test_a_matrix_moves_letters_within_their_box(tmp_path):
    path = build_ofd.ofd(tmp_path / '一.ofd', page(words('甲', 30, 40, more='CTM="2 0 0 2 10 0"')))
    assert letters(path) == [('甲', 40, 45)]


def test_glyph_numbers_stand_for_letters(tmp_path):
    text = words('甲乙丙', 30, 40).replace(
        '<ofd:TextCode',
        '<ofd:CGTransform CodePosition="1" CodeCount="2" GlyphCount="2"><ofd:Glyphs>7 9</ofd:Glyphs>'
        '</ofd:CGTransform><ofd:TextCode',
    )
    (run,) = objects(build_ofd.ofd(tmp_path / '一.ofd', page(text)))
    assert [letter.glyph for letter in run.letters] == [None, 7, 9]


def test_templates_and_notes_are_part_of_the_page(tmp_path):
    path = build_ofd.ofd(
        tmp_path / '一.ofd',
        page(filled(20, 20, 10, 10, '0 0 255'), '<ofd:Template TemplateID="50"/>'),
        common='<ofd:TemplatePage ID="50" BaseLoc="Tpls/T.xml"/>',
        document='<ofd:Annotations>Annotations.xml</ofd:Annotations>',
        members={
            'Doc_0/Tpls/T.xml': page(filled(15, 15, 10, 10, '255 0 0')),
            'Doc_0/Annotations.xml': f'<ofd:Annotations {SPACE}><ofd:Page PageID="100">'
            '<ofd:FileLoc>/Doc_0/A.xml</ofd:FileLoc></ofd:Page></ofd:Annotations>',
            'Doc_0/A.xml': f'<ofd:PageAnnot {SPACE}><ofd:Annot><ofd:Appearance Boundary="100 100 20 20">'
            f'{filled(0, 0, 20, 20, "255 0 0")}</ofd:Appearance></ofd:Annot>'
            f'<ofd:Annot Visible="false"><ofd:Appearance Boundary="150 100 20 20">'
            f'{filled(0, 0, 20, 20, "255 0 0")}</ofd:Appearance></ofd:Annot></ofd:PageAnnot>',
        },
    )
    image, _ = drawn(path)
    assert at(image, 17, 17) == RED
    assert at(image, 22, 22) == BLUE
    assert at(image, 110, 110) == RED
    assert at(image, 160, 110) == (255, 255, 255)


def test_an_image_fills_its_square_the_right_way_up(tmp_path):
    two = Image.new('RGB', (20, 20), RED)
    two.paste(BLUE, (0, 10, 20, 20))
    data = io.BytesIO()
    two.save(data, 'PNG')
    image, told = drawn(
        build_ofd.ofd(
            tmp_path / '一.ofd',
            page('<ofd:ImageObject ID="5" Boundary="50 50 40 40" CTM="40 0 0 40 0 0" ResourceID="6"/>'),
            resources='<ofd:MultiMedias><ofd:MultiMedia ID="6"><ofd:MediaFile>a.png</ofd:MediaFile>'
            '</ofd:MultiMedia></ofd:MultiMedias>',
            members={'Doc_0/Res/a.png': data.getvalue()},
        )
    )
    assert at(image, 70, 55) == RED
    assert at(image, 70, 85) == BLUE
    assert told == ()


def test_an_image_that_nobody_can_draw_is_told(tmp_path):
    path = build_ofd.ofd(
        tmp_path / '一.ofd',
        page('<ofd:ImageObject ID="5" Boundary="50 50 40 40" ResourceID="6"/>'),
        resources='<ofd:MultiMedia ID="6"><ofd:MediaFile>a.jb2</ofd:MediaFile></ofd:MultiMedia>',
        members={'Doc_0/Res/a.jb2': b'\x89XYZ'},
    )
    _, told = drawn(path)
    assert told == ("有1幅图片的格式画不了，只画出了边框",)


def der(tag, content):
    size = len(content)
    length = bytes([size]) if size < 128 else b'\x82' + size.to_bytes(2, 'big')
    return bytes([tag]) + length + content


def sealed(path, seal, clip=''):
    signature = (
        f'<ofd:Signature {SPACE}><ofd:SignedInfo><ofd:Seal><ofd:BaseLoc>Seal.esl</ofd:BaseLoc></ofd:Seal>'
        f'<ofd:StampAnnot ID="1" PageRef="100" Boundary="100 100 40 40" {clip}/>'
        '</ofd:SignedInfo></ofd:Signature>'
    )
    return build_ofd.ofd(
        path,
        page(filled(0, 0, 1, 1, '0 0 0')),
        body='<ofd:Signatures>Doc_0/Signs/Signatures.xml</ofd:Signatures>',
        members={
            'Doc_0/Signs/Signatures.xml': f'<ofd:Signatures {SPACE}>'
            '<ofd:Signature ID="1" BaseLoc="/Doc_0/Signs/S/Signature.xml"/></ofd:Signatures>',
            'Doc_0/Signs/S/Signature.xml': signature,
            'Doc_0/Signs/S/Seal.esl': seal,
        },
    )


def seal_of(kind, data):
    picture = der(0x30, der(0x16, kind) + der(0x04, data) + der(0x02, b'\x28'))
    return der(0x30, der(0x30, der(0x30, der(0x16, b'ES') + der(0x02, b'\x04')) + picture))


def test_a_seal_is_put_on_its_page(tmp_path):
    image, told = drawn(sealed(tmp_path / '一.ofd', seal_of(b'png', png(RED))))
    assert at(image, 120, 120) == RED
    assert told == ()


def test_of_a_seal_across_pages_only_its_part_is_shown(tmp_path):
    image, _ = drawn(sealed(tmp_path / '一.ofd', seal_of(b'png', png(RED)), 'Clip="0 0 10 40"'))
    assert at(image, 105, 120) == RED
    assert at(image, 120, 120) == (255, 255, 255)


@pytest.mark.parametrize('seal', [seal_of(b'ofd', b'PK\x03\x04'), b'', b'\x30\x84\xff', b'\x30\x80'])
def test_a_seal_that_is_no_image_is_framed_and_told(tmp_path, seal):
    _, told = drawn(sealed(tmp_path / '一.ofd', seal))
    assert told == ("有1枚印章不是图片，只画出了边框",)


def test_a_letter_is_drawn_and_a_substitute_font_told(tmp_path):
    if not list(font_files('宋体')):
        missing('no Chinese font on this machine')
    image, told = drawn(build_ofd.ofd(tmp_path / '一.ofd', page(words('立女北示', 30, 60, size=20))))
    for left in (30, 50, 70, 90):
        patch = image.crop((left * 2, 84, left * 2 + 40, 124))
        assert min(patch.convert('L').tobytes()) < 100
    assert told == ("文件没有带字体，用本机字体代替，字形和宽窄可能与原件不同",)


def test_a_letter_without_any_font_is_a_grey_block_and_told(tmp_path, monkeypatch):
    monkeypatch.setattr('extractors.readers.ofd.canvas.font_files', lambda _: iter(()))
    image, told = drawn(build_ofd.ofd(tmp_path / '一.ofd', page(words('□', 30, 60, size=20))))
    assert at(image, 38, 52) == (150, 150, 150)
    assert any("画成了灰块" in one for one in told)


def test_a_place_is_framed(tmp_path):
    path = build_ofd.ofd(tmp_path / '一.ofd', page(filled(50, 100, 40, 20, '0 0 255')))
    image, _ = drawn(path, box=Box(141.7, 283.5, 255.1, 340.2))
    found = ImageChops.difference(image, Image.new('RGB', image.size, (214, 0, 0)))
    left, _, _, bottom = found.convert('L').point([255] + [0] * 255).getbbox() or (0, 0, 0, 0)
    assert abs(left / 2 - 50) < 1.5
    assert abs(bottom / 2 - 120) < 2


def test_a_paper_with_a_secrecy_mark_is_never_drawn(tmp_path):
    pages = [page(words('普通', 30, 40)), page(words('机密★10年', 30, 30) + words('正文', 30, 60))]
    with pytest.raises(SecrecyMark):
        drawn(build_ofd.ofd(tmp_path / '一.ofd', *pages))


def test_letters_of_a_line_are_one_line_however_they_are_cut(tmp_path):
    path = build_ofd.ofd(
        tmp_path / '一.ofd', page(words('乙', 35, 40) + words('甲', 30, 40) + words('丙', 30, 50))
    )
    (ofd,) = open_ofd(path)
    assert page_to_lines(ofd, open_page(ofd, 1)) == ['甲乙', '丙']


def test_a_page_that_is_not_there_is_refused(tmp_path):
    path = build_ofd.ofd(tmp_path / '一.ofd', page(''))
    with pytest.raises(UsageFault, match='只有1页'):
        drawn(path, 2)
    with pytest.raises(UsageFault, match='不在页面上'):
        drawn(path, box=Box(700, 10, 800, 20))


def test_a_package_without_its_document_is_damaged(tmp_path):
    with pytest.raises(Damaged):
        drawn(packed(tmp_path / '一.ofd', {'OFD.xml': f'<ofd:OFD {SPACE}/>'}))


def test_a_broken_side_part_takes_no_page_along(tmp_path):
    path = build_ofd.ofd(
        tmp_path / '一.ofd',
        page(filled(50, 100, 40, 20, '255 0 0')),
        members={'Doc_0/Tags/T.xml': '<a:b/><:params>'},
    )
    assert at(drawn(path)[0], 60, 110) == RED


def test_colours_come_from_drawing_parameters_too(tmp_path):
    content = build_ofd.path('M 0 0 L 9 9', more='DrawParam="7"')
    path = build_ofd.ofd(
        tmp_path / '一.ofd',
        page(content),
        resources='<ofd:DrawParam ID="7" Relative="8"/><ofd:DrawParam ID="8" LineWidth="2">'
        '<ofd:StrokeColor Value="#9C 82 35" Alpha="128"/></ofd:DrawParam>',
    )
    (shape,) = objects(path)
    assert isinstance(shape, Shape)
    assert (shape.stroke, shape.width, shape.fill) == ((156, 82, 35, 128), 2.0, None)


@pytest.mark.parametrize('name', ['ofd/zsbk', 'ofd/fptpl', 'ofd/V4RideRight', 'readers/notice2.gbk'])
def test_a_real_file_is_drawn(shared, name):
    image, _ = ofd_page(shared / 'corpus' / f'{name}.ofd', Where(page=1), Look(dpi=40))
    assert len(image.convert('L').getcolors(256)) > 1
