"""What an OFD holds besides its text: hidden letters, marks, remarks, seals, files, pictures of pages."""

import io

import pytest
from PIL import Image

from extractors.readers.pages.page import NOTHING_DRAWN, Glyph, Notes, Page
from extractors.readers.pictures.frame import Look
from extractors.readers.pictures.ofd_pages import ofd_page
from extractors.readers.registry import read_document
from extractors.secrecy import secrecy_mark
from model.document import Paragraph
from model.errors import Unsupported
from model.place import Where
from tests import build_ofd
from tests.build_ofd import OFD_NAMESPACE, filled, page, path, texts, words

SPACE = f'xmlns:ofd="{OFD_NAMESPACE}"'
WHITE = '<ofd:FillColor Value="255 255 255"/>'


def coloured(text, x, y, colour, more=''):
    return words(text, x, y, more=more).replace('<ofd:TextCode', f'{colour}<ofd:TextCode')


def read(tmp_path, *pages, sight=None, **more):
    return read_document(build_ofd.ofd(tmp_path / '一.ofd', *pages, **more), sight=sight)


def said(document):
    return [block.text for block in document.blocks if isinstance(block, Paragraph) and not block.where.part]


def place(block):
    return block.where.box


def codes(document):
    return [problem.code for problem in document.problems]


def png(size=(20, 20), colour=(200, 220, 255)):
    made = io.BytesIO()
    Image.new('RGB', size, colour).save(made, 'PNG')
    return made.getvalue()


PICTURE = {
    'resources': '<ofd:MultiMedia ID="6"><ofd:MediaFile>a.png</ofd:MediaFile></ofd:MultiMedia>',
    'members': {'Doc_0/Res/a.png': png()},
}
WHOLE = '<ofd:ImageObject ID="5" Boundary="0 0 210 297" CTM="210 0 0 297 0 0" ResourceID="6"/>'


def annotated(tmp_path, content, notes, sight=None):
    return read(
        tmp_path,
        page(content),
        sight=sight,
        document='<ofd:Annotations>Annotations.xml</ofd:Annotations>',
        members={
            'Doc_0/Annotations.xml': f'<ofd:Annotations {SPACE}><ofd:Page PageID="100"><ofd:FileLoc>A.xml'
            '</ofd:FileLoc></ofd:Page></ofd:Annotations>',
            'Doc_0/A.xml': f'<ofd:PageAnnot {SPACE}>{notes}</ofd:PageAnnot>',
        },
    )


HIDDEN = {
    'white': coloured('藏字', 30, 60, WHITE),
    'clear': words('藏字', 30, 60, more='Alpha="0"'),
    'clear colour': coloured('藏字', 30, 60, '<ofd:FillColor Value="0 0 0" Alpha="0"/>'),
    'neither filled nor stroked': words('藏字', 30, 60, more='Fill="false"'),
    'not shown': words('藏字', 30, 60, more='Visible="false"'),
    'in a block not shown': f'<ofd:PageBlock Visible="false">{words("藏字", 30, 60)}</ofd:PageBlock>',
    'covered': words('藏字', 30, 60) + filled(20, 50, 60, 20, '0 0 0'),
    'black on black': filled(20, 50, 60, 20, '0 0 0') + words('藏字', 30, 60),
    'off the page': words('藏字', 300, 60),
}


@pytest.mark.parametrize('hidden', HIDDEN.values(), ids=HIDDEN)
def test_letters_that_nobody_sees_are_not_read_but_counted(tmp_path, hidden):
    document = read(tmp_path, page(words('看得见', 30, 40) + hidden))
    assert said(document) == ['看得见']
    (problem,) = document.problems
    assert problem.code == 'hidden_text'
    assert '隐藏文字2字' in problem.message
    assert '藏' not in problem.message.replace('隐藏', '')


def test_white_letters_on_a_dark_ground_or_a_picture_are_read(tmp_path):
    picture = '<ofd:ImageObject ID="5" Boundary="20 80 60 20" CTM="60 0 0 20 0 0" ResourceID="6"/>'
    content = filled(20, 50, 60, 20, '200 0 0') + coloured('红底', 30, 60, WHITE)
    content += picture + coloured('图上', 30, 90, WHITE)
    content += path('M 20 120 L 80 120', more='LineWidth="20"') + coloured('粗线', 30, 120, WHITE)
    rounded = 'M 3 0 L 57 0 L 60 3 L 60 17 L 57 20 L 3 20 L 0 17 L 0 3 C'
    content += path(rounded, '20 140 60 20', 'Fill="true"') + coloured('圆角', 30, 150, WHITE)
    document = read(tmp_path, page(content), **PICTURE)
    assert said(document) == ['红底', '图上', '粗线', '圆角']
    assert codes(document) == []


def test_text_drawn_again_over_what_covers_it_is_read_once(tmp_path):
    content = words('示例市', 30, 40) + filled(0, 0, 210, 297, '255 255 255') + words('示例市', 30.2, 40)
    document = read(tmp_path, page(content))
    assert (said(document), codes(document)) == (['示例市'], [])


HEAD = {
    'common': '<ofd:TemplatePage ID="50" BaseLoc="T.xml"/>',
    'members': {'Doc_0/T.xml': page(texts(('内部资料', 20, 15), ('示例市民政局印', 20, 290)))},
}
WITH_HEAD = '<ofd:Template TemplateID="50"/>'


def test_heads_and_feet_of_templates_stand_beside_the_body_and_are_told(tmp_path):
    pages = [page(texts((f'正文{name}', 30, 60)), WITH_HEAD) for name in '甲乙']
    document = read(tmp_path, *pages, **HEAD)
    beside = [
        (block.text, block.where.part, block.where.page) for block in document.blocks if block.where.part
    ]
    assert said(document) == ['正文甲', '正文乙']
    assert beside == [('内部资料', 'header', 1), ('示例市民政局印', 'footer', 1)]
    assert codes(document) == ['template_text', 'template_text']


def test_a_secrecy_mark_in_a_template_is_found(tmp_path):
    template = {'Doc_0/T.xml': page(texts(('秘密★5年', 20, 15)))}
    document = read(
        tmp_path, page(texts(('正文', 30, 60)), WITH_HEAD), common=HEAD['common'], members=template
    )
    assert secrecy_mark(document, '一.ofd') == '秘密'


def test_a_template_s_label_beside_its_value_is_text(tmp_path):
    template = {'Doc_0/T.xml': page(texts(('发文编号：', 20, 15)))}
    content = page(texts(('示民函', 42, 15), ('正文', 30, 60)), WITH_HEAD)
    document = read(tmp_path, content, common=HEAD['common'], members=template)
    assert said(document) == ['发文编号：示民函', '正文']


def test_pale_large_letters_of_a_template_or_background_are_a_watermark(tmp_path):
    pale = coloured('示例水印', 40, 150, '<ofd:FillColor Value="210 210 210"/>').replace(
        'Size="5"', 'Size="15"'
    )
    background = f'<ofd:Layer ID="3" Type="Background">{pale}</ofd:Layer>'
    content = page(words('正文', 30, 60)).replace('<ofd:Layer ID="2">', f'{background}<ofd:Layer ID="2">')
    document = read(tmp_path, content)
    assert said(document) == ['正文']
    assert [(problem.code, problem.message) for problem in document.problems] == [
        ('watermark', '有水印“示例水印”（1页），不作正文')
    ]


def test_watermarks_are_no_text_and_remarks_are_told(tmp_path):
    look = '<ofd:Appearance Boundary="20 100 100 20">{}</ofd:Appearance>'
    notes = (
        f'<ofd:Annot Type="Watermark">{look.format(words("水印字", 0, 10))}</ofd:Annot>'
        f'<ofd:Annot Type="Highlight"><ofd:Remark>请核对人数</ofd:Remark>{look.format("")}</ofd:Annot>'
        f'<ofd:Annot Type="Highlight" Subtype="Strikeout">{look.format("")}</ofd:Annot>'
        '<ofd:Annot Type="Path"><ofd:Remark>填的字</ofd:Remark>'
        f'{look.format(words("填的字", 0, 10))}</ofd:Annot>'
        f'<ofd:Annot Type="Path" Visible="false">{look.format(words("不见", 0, 10))}</ofd:Annot>'
    )
    document = annotated(tmp_path, words('正文', 30, 60), notes)
    assert said(document) == ['正文', '填的字']
    assert codes(document) == ['annotation', 'annotation', 'watermark']
    assert '请核对人数' in document.problems[0].message
    assert '划掉' in document.problems[1].message
    assert document.problems[0].where.part == 'annotation'
    assert document.problems[0].where.box.x0 == pytest.approx(20 * 72 / 25.4, abs=0.1)


def test_seals_and_signatures_are_told_and_said_to_be_unverified(tmp_path):
    stamp = '<ofd:StampAnnot ID="{0}" PageRef="{0}" Boundary="100 200 40 40"/>'
    signature = '<ofd:Signature {}><ofd:SignedInfo>{}</ofd:SignedInfo></ofd:Signature>'
    document = read(
        tmp_path,
        *[page(words('正文', 30, 60))] * 2,
        body='<ofd:Signatures>/Doc_0/S.xml</ofd:Signatures>',
        members={
            'Doc_0/S.xml': f'<ofd:Signatures {SPACE}><ofd:Signature ID="1" BaseLoc="S1.xml"/>'
            '<ofd:Signature ID="2" BaseLoc="S2.xml"/></ofd:Signatures>',
            'Doc_0/S1.xml': signature.format(SPACE, stamp.format(100) + stamp.format(101)),
            'Doc_0/S2.xml': signature.format(SPACE, ''),
        },
    )
    assert codes(document) == ['seal', 'seal']
    assert sorted(problem.message[:8] for problem in document.problems) == [
        '文件有一个电子签',
        '第1、2页盖有一',
    ]
    placed = next(problem for problem in document.problems if problem.where.page)
    assert placed.where.box.x0 == pytest.approx(100 * 72 / 25.4, abs=0.1)
    assert all('没有验' in problem.message for problem in document.problems)


def test_attached_files_are_named_and_not_opened(tmp_path):
    document = read(
        tmp_path,
        page(words('正文', 30, 60)),
        document='<ofd:Attachments>Attachs/L.xml</ofd:Attachments>',
        members={
            'Doc_0/Attachs/L.xml': f'<ofd:Attachments {SPACE}><ofd:Attachment ID="1" Name="汇总表">'
            '<ofd:FileLoc>a.xlsx</ofd:FileLoc></ofd:Attachment></ofd:Attachments>',
            'Doc_0/Attachs/a.xlsx': b'PK',
        },
    )
    assert codes(document) == ['attachment_inside']
    assert '“汇总表.xlsx”' in document.problems[0].message


def seen_as(text, shots):
    def sight(image, dpi, number):
        shots.append((image.shape, dpi, tuple(image[10, 10])))
        letters = [Glyph(one, 100 + 12 * at, 100, 112 + 12 * at, 112, 110) for at, one in enumerate(text)]
        return Page(number, 595, 842, 0, tuple(letters), 0, NOTHING_DRAWN, (), Notes())

    return sight


OUTLINES = ''.join(
    path(
        'M 0 0 L 3 0 B 3 1 2 2 0 3 C',
        f'{20 + 4 * (at % 20)} {40 + 5 * (at // 20)} 4 4',
        'Fill="true" Stroke="false"',
    )
    for at in range(60)
)


GARBAGE = words('\ue123\ue124\ue125' * 5, 30, 40)


@pytest.mark.parametrize('content', [WHOLE, OUTLINES, GARBAGE], ids=['a scan', 'outlines', 'no codes'])
def test_pages_without_usable_text_wait_to_be_recognised(tmp_path, content):
    with pytest.raises(Unsupported) as caught:
        read(tmp_path, page(content), **PICTURE)
    assert caught.value.code == 'needs_ocr'


@pytest.mark.parametrize('content', [WHOLE, OUTLINES], ids=['a scan', 'outlines'])
def test_pages_without_usable_text_are_recognised_from_their_picture(tmp_path, monkeypatch, content):
    monkeypatch.setattr('extractors.readers.ofd.reader._DPI', 50)
    shots: list[tuple] = []
    pages = page(content), page(words('第二页', 30, 40))
    document = read(tmp_path, *pages, sight=seen_as('认出的字', shots), **PICTURE)
    assert said(document) == ['认出的字', '第二页']
    ((height, width, depth), dpi, first) = shots[0]
    assert dpi == pytest.approx(50)
    assert (width, height, depth) == (414, 585, 3)
    assert first == ((255, 220, 200) if content is WHOLE else (255, 255, 255))


def test_letters_drawn_as_outlines_beside_text_are_told(tmp_path):
    title = OUTLINES.replace('B 3 1 2 2 0 3 C', 'L 3 1 B 3 1 2 2 0 3 L 0 2 L 1 1 C')
    document = read(tmp_path, page(title + words('正文', 30, 100)))
    assert (said(document), codes(document)) == (['正文'], ['outlines_unread'])


def test_a_picture_among_pages_of_text_is_told(tmp_path):
    document = read(tmp_path, page(WHOLE), page(words('第二页', 30, 40)), **PICTURE)
    assert [(problem.code, problem.where.page) for problem in document.problems] == [('page_without_text', 1)]


def test_what_a_recogniser_laid_unseen_over_its_scan_is_read_and_doubted(tmp_path):
    for layer in (WHOLE + words('扫描识别出来的正文文字', 30, 60, more='Alpha="0"'),
                  words('扫描识别出来的正文文字', 30, 60) + WHOLE):  # fmt: skip
        document = read(tmp_path, page(layer), **PICTURE)
        assert (said(document), codes(document)) == (['扫描识别出来的正文文字'], ['text_over_picture'])


def test_text_on_a_picture_of_a_form_is_read_and_the_picture_told(tmp_path):
    document = read(tmp_path, page(WHOLE + words('示例市民政局2026年3月1日', 30, 60)), **PICTURE)
    assert (said(document), codes(document)) == (['示例市民政局2026年3月1日'], ['page_without_text'])


@pytest.mark.parametrize('more', ['', 'CTM="0 1 -1 0 60 0"'], ids=['upright', 'turned'])
def test_a_place_as_read_is_the_place_as_drawn(tmp_path, more):
    area = '<ofd:Area><ofd:PhysicalBox>10 20 210 297</ofd:PhysicalBox></ofd:Area>'
    (block,) = read(tmp_path, page(words('示例市民政局', 60, 71, size=10, more=more), area)).blocks
    square = path('M 0 1.2 L 60 1.2 L 60 11.2 L 0 11.2 C', '60 61 150 20', f'{more} Fill="true"')
    shown = build_ofd.ofd(tmp_path / '二.ofd', page(square, area))
    drawn, _ = ofd_page(shown, Where(page=1), Look(dpi=72, whole_page=True))
    around = drawn.convert('L').point([255] * 100 + [0] * 156).getbbox()
    assert place(block) == pytest.approx(around, abs=3)
    framed, _ = ofd_page(shown, Where(page=1, box=place(block)), Look(dpi=72, whole_page=True))
    assert (214, 0, 0) in {colour for _, colour in framed.getcolors(999)}
