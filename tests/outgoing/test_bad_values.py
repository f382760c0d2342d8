"""Values as names and forms bring them: printed right, or refused in plain words; never half."""

import io
import time

import docx
import pytest

from outgoing.press import Press
from outgoing.verify import faults, quick_faults
from tests.outgoing.build import template

ALWAYS = {'title': '题', 'issuing': '局'}
CELL = '<w:tc><w:tcPr/><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:tc>'


def table(*rows):
    grid = '<w:gridCol w:w="900"/>' * len(rows[0])
    lines = (f'<w:tr>{"".join(CELL.format(text) for text in row)}</w:tr>' for row in rows)
    return f'<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>{"".join(lines)}</w:tbl>'


def text_of(data):
    return [paragraph.text for paragraph in docx.Document(io.BytesIO(data)).paragraphs]


@pytest.mark.parametrize(
    'value',
    [
        '示例' * 30,
        '㑇𠮷𬭚龘',
        'A&B<c>"\'',
        '{{ 7*7 }}',
        '{% if %}',
        '}}',
        '{#',
        '=1+1',
        '１２３',
        'é̂',
        '\u202e甲',
    ],
)
def test_any_name_is_printed_as_it_is_and_passes_every_look(tmp_path, value):
    data = Press(template(tmp_path, '收：{{ v }}。')).print_document({**ALWAYS, 'v': value})
    assert text_of(data) == [f'收：{value}。']
    assert faults(data, said=(value,)) == ()
    assert quick_faults(data, (value,), (value,)) == ()


def test_a_tag_left_over_is_seen_beside_a_value_with_braces(tmp_path):
    data = Press(template(tmp_path, '{{ v }}')).print_document({**ALWAYS, 'v': '甲{{ x }}乙{{ y }}'})
    assert any('还有没填的标记' in fault for fault in faults(data, said=('{{ y }}',)))
    assert quick_faults(data, ('丙',)) != ()


def test_no_rows_and_five_thousand_rows_are_printed_soon(tmp_path):
    raw = table(
        ('单位', '数'),
        ('{%tr for row in rows %}', ''),
        ('{{ row.name }}', '{{ row.count }}'),
        ('{%tr endfor %}', ''),
    )
    press = Press(template(tmp_path, '尾', raw=raw))
    for count in (0, 5000):
        rows = [{'name': f'示例{number}会', 'count': number} for number in range(count)]
        start = time.process_time()
        data = press.print_document({**ALWAYS, 'rows': rows})
        assert time.process_time() - start < 3
        assert data.count(b'PK\x01\x02') == len(press._plate.members)
    assert quick_faults(data, ('示例4999会',)) == ()
