from pathlib import Path

import pytest

from extractors.readers.pdf import reader as read_pdf
from model.document import Block, Paragraph
from model.place import Severity
from tests.build_pdf import pdf, say


def text_of(blocks: tuple[Block, ...]) -> str:
    return ''.join(block.text for block in blocks if isinstance(block, Paragraph)).replace(' ', '')


def noted(path: Path, *annotations: str, text: str, root: str = '') -> Path:
    """A page with annotations, each a dictionary's entries, from object 6 on; root goes to the catalogue."""
    objects = tuple(f'<</Type/Annot/F 4{entries}>>' for entries in annotations)
    refs = ' '.join(f'{6 + index} 0 R' for index in range(len(annotations)))
    made = pdf(path, text, page_extra=f'/Annots[{refs}]', root=root, objects=(*objects, PICTURE_OF_A_FIELD))
    data = made.read_bytes().replace(b'/XObject<</Im 6 0 R>>', b'/XObject<<>>         ')
    made.write_bytes(data)
    return made


BOXES = say('是否建立：', 80, 137) + say('是', 180, 137) + say('否', 230, 137)
FIELDS = '/AcroForm<</Fields[6 0 R 7 0 R]>>'
SHOWN = '/AP<</N<</Yes 8 0 R/Off 8 0 R>>>>'
PICTURE_OF_A_FIELD = '<</Type/XObject/Subtype/Form/BBox[0 0 12 12]/Length 1>>stream\n \nendstream'


@pytest.mark.parametrize('root', ['', FIELDS])
def test_tick_boxes_are_marks_ticked_or_not(tmp_path: Path, root: str) -> None:
    path = noted(
        tmp_path / 'a.pdf',
        '/Subtype/Widget/FT/Btn/T(a)/V/Yes/AS/Yes/Rect[164 702 176 714]' + SHOWN,
        '/Subtype/Widget/FT/Btn/T(b)/AS/Off/Rect[214 702 226 714]' + SHOWN,
        text=BOXES,
        root=root,
    )
    blocks, _, _ = read_pdf.read(path)
    assert text_of(blocks) == '是否建立：☑是□否'


def test_a_box_printed_under_the_field_is_not_doubled(tmp_path: Path) -> None:
    path = noted(
        tmp_path / 'a.pdf',
        '/Subtype/Widget/FT/Btn/T(a)/V/Yes/AS/Yes/Rect[164 702 176 714]' + SHOWN,
        '/Subtype/Widget/FT/Btn/T(b)/AS/Off/Rect[214 702 226 714]' + SHOWN,
        text=BOXES + say('□', 164, 137, 12),
        root=FIELDS,
    )
    assert text_of(read_pdf.read(path)[0]) == '是否建立：☑是□否'


def test_a_value_that_is_not_drawn_is_read(tmp_path: Path) -> None:
    value = ('\ufeff' + '示例协会').encode('utf-16-be').hex()
    path = noted(
        tmp_path / 'a.pdf',
        f'/Subtype/Widget/FT/Tx/T(n)/V<{value}>/Rect[150 700 350 716]',
        '/Subtype/Link/Rect[0 0 9 9]',
        text=say('名称：', 80, 137),
        root=FIELDS,
    )
    assert text_of(read_pdf.read(path)[0]) == '名称：示例协会'


def test_comments_are_told_and_kept_out_of_the_text(tmp_path: Path) -> None:
    said = ('\ufeff' + '此处请核实').encode('utf-16-be').hex()
    path = noted(
        tmp_path / 'a.pdf',
        f'/Subtype/Text/T(someone)/Contents<{said}>/Rect[300 700 320 720]',
        '/Subtype/StrikeOut/Rect[80 700 120 720]/QuadPoints[80 720 120 720 80 700 120 700]',
        text=say('示例市民政局关于年检的通知', 80, 137),
    )
    blocks, _, problems = read_pdf.read(path)
    assert text_of(blocks) == '示例市民政局关于年检的通知'
    assert [(each.code, each.severity, each.where.part) for each in problems] == [
        ('annotation', Severity.INFO, 'annotation'),
        ('annotation', Severity.REVIEW, 'annotation'),
    ]
    assert "此处请核实" in problems[0].message
    assert 'someone' not in problems[0].message


@pytest.mark.parametrize(
    ('annotation', 'root'),
    [
        ('/Subtype/Link/Rect[80 700 120 720]/A<</S/Launch/F(calc.exe)>>', ''),
        ('/Subtype/FileAttachment/Rect[80 700 120 720]/FS<</Type/Filespec/F(a.exe)>>', ''),
        ('/Subtype/Link/Rect[0 0 9 9]', '/OpenAction<</S/JavaScript/JS(x)>>'),
    ],
)
def test_what_could_act_is_told_and_left_alone(tmp_path: Path, annotation: str, root: str) -> None:
    path = noted(tmp_path / 'a.pdf', annotation, text=say('示例市民政局', 80, 137), root=root)
    _, _, problems = read_pdf.read(path)
    assert {(each.code, each.severity) for each in problems} == {('active_content', Severity.REVIEW)}


def test_links_are_not_followed_and_not_told(tmp_path: Path) -> None:
    link = '/Subtype/Link/Rect[80 700 120 720]/A<</S/URI/URI(http://example.com/)>>'
    assert read_pdf.read(noted(tmp_path / 'a.pdf', link, text=say('示例市民政局', 80, 137)))[2] == ()
