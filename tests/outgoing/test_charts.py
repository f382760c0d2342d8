"""Charts, pictures and pieces of documents in a context: the same bytes each time."""

import io
import json

import docx
import openpyxl
import pytest
from openxml_audit import FileFormat, OpenXmlValidator
from PIL import Image

from model.errors import CannotStart
from model.figure import Figure
from outgoing.charts import chart_of
from outgoing.pack_zip import unpack
from outgoing.press import Press
from outgoing.press_parts import Picture, Subdocument, context_from_plain, context_to_plain
from tests.outgoing.build import template

ALWAYS = {'title': '题', 'issuing': '局'}


def figures(*texts):
    return [text and Figure(f'k.{text}', text, text, text) for text in texts]


def picture():
    made = io.BytesIO()
    Image.new('RGB', (60, 30)).save(made, 'png')
    return made.getvalue()


CHARTS = {
    'bar': chart_of('bar', '组建率', ('甲县', '乙&县'), {'组建率': figures('55.7%', '80.0%')}),
    'stacked': chart_of(
        'stacked', '方式', ('甲县', '乙县'), {'单独': figures('3', None), '=联合': figures('1', '2')}
    ),
    'pie': chart_of('pie', '方式', ('单独', '联合'), {'家数': figures('21', '16')}),
}


@pytest.fixture
def context(tmp_path):
    part = template(tmp_path, '子一', '子二', name='子.docx').read_bytes()
    return {**ALWAYS, **CHARTS, 'pic': Picture(picture(), 40, '示意'), 'sub': Subdocument(part)}


@pytest.fixture
def press(tmp_path):
    return Press(template(tmp_path, *(f'{{{{ {name} }}}}' for name in CHARTS), '{{ pic }}', '{{p sub }}'))


def test_a_document_with_charts_pictures_and_pieces_is_sound(press, context, tmp_path):
    data = press.print_document(context)
    (tmp_path / 'a.docx').write_bytes(data)
    assert OpenXmlValidator(file_format=FileFormat.OFFICE_2019).validate(tmp_path / 'a.docx').errors == []
    opened = docx.Document(io.BytesIO(data))
    assert [one.text for one in opened.paragraphs][-2:] == ['子一', '子二']
    assert len(opened.inline_shapes) == 4


def test_its_bytes_depend_on_the_values_alone(press, context):
    kept = json.loads(json.dumps(context_to_plain(context)))
    assert press.print_document(context_from_plain(kept)) == press.print_document(context)


def test_the_numbers_of_a_chart_can_be_edited_and_a_missing_one_is_no_zero(press, context):
    members = unpack(press.print_document(context))
    sheet = openpyxl.load_workbook(io.BytesIO(members['word/embeddings/gw2.xlsx'])).active
    assert [[cell.value for cell in row] for row in sheet] == [
        [None, '单独', '=联合'],
        ['甲县', 3, 1],
        ['乙县', None, 2],
    ]
    assert sheet['C1'].data_type == 's'
    assert members['word/charts/gw2.xml'].count(b'<c:v>') == 2 + 4 + 3


def test_each_point_of_a_chart_has_its_place(press, context):
    places = [one for one in press.print_marked(context).printed if one.part == 'word/charts/gw2.xml']
    assert [(one.key, one.paragraph) for one in places] == [('k.3', 0), ('k.1', 2), ('k.2', 3)]


def test_what_cannot_be_put_in_is_refused(press, context):
    inside = Subdocument(press.print_document(context))
    for name, value in (('pic', Picture(b'GIF', 10, '坏')), ('sub', Subdocument(b'x')), ('sub', inside)):
        with pytest.raises(CannotStart, match='没有生成文件'):
            press.print_document({**context, name: value})
    with pytest.raises(ValueError, match='point'):
        chart_of('bar', '题', ('甲',), {'数': []})
