import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.readers.pictures.where import check_place, is_inside, text_to_where
from model.document import Cell, Document, Paragraph, Table
from model.errors import UsageFault
from model.place import Box, Where
from model.serialise import to_plain


@pytest.mark.parametrize(
    ('text', 'where'),
    [
        ('2', Where(page=2)),
        (' page=2 ', Where(page=2)),
        ('page=2,box=70/100/300/140.5', Where(page=2, box=Box(70, 100, 300, 140.5))),
        ('page=2，box=[70, 100, 300, 140]', Where(page=2, box=Box(70, 100, 300, 140))),
        ('body/tbl[1]/tr[2]/tc[1]', Where(part='body', path='tbl[1]/tr[2]/tc[1]')),
        ('p[3]', Where(part='body', path='p[3]')),
        ('header/p[1]', Where(part='header', path='p[1]')),
        ('path=tbl[1],part=footer', Where(part='footer', path='tbl[1]')),
        ('path=textbox/p[2]', Where(part='textbox', path='p[2]')),
        ('html/body/table[2]/tr/td[1]', Where(path='html/body/table[2]/tr/td[1]')),
        ('Sheet1!B7', Where(sheet='Sheet1', cell='B7')),
        ("'甲县 汇总'!$b$7", Where(sheet='甲县 汇总', cell='B7')),
        ('台账！AA10', Where(sheet='台账', cell='AA10')),
        ('sheet=甲,乙,cell=B7', Where(sheet='甲,乙', cell='B7')),
        ('B7', Where(cell='B7')),
        ('line=12', Where(line=12)),
        ('{"page": 2, "box": null}', Where(page=2)),
        ('{"text": "一", "where": {"part": "body", "path": "p[3]"}}', Where(part='body', path='p[3]')),
    ],
)
def test_a_place_is_read_in_all_its_forms(text, where):
    assert text_to_where(text) == where


@pytest.mark.parametrize(
    'text',
    [
        '',
        'x',
        '0',
        'page=0',
        'page=x',
        'page=1,box=1/2/3',
        'page=1,box=9/9/1/1',
        'box=1/2/3/4',
        'page=1,box=a/b/c/d',
        'part=header',
        'line=0',
        '{}',
        '{"page": "1"}',
        '{"page": 1',
        '{"where": 1}',
        '{"a": 1}',
        '{"page": true}',
        'page=1,seite=2',
        'page=1,box=1/2/inf/4',
        '{"page": 1, "box": [1, 2, "3", 4]}',
        'Sheet1!7B',
        '[1]',
    ],
)
def test_what_is_no_place_is_refused_with_examples(text):
    with pytest.raises(UsageFault, match='page=2,box='):
        text_to_where(text)


PLACES = st.one_of(
    st.builds(Where, page=st.integers(1, 9999)),
    st.builds(Where, page=st.integers(1, 9), box=st.just(Box(1.5, 2.0, 3.25, 4.0))),
    st.builds(Where, sheet=st.text(min_size=1), cell=st.just('B7')),
    st.builds(Where, part=st.just('body'), path=st.just('tbl[1]/tr[2]')),
    st.builds(Where, line=st.integers(1, 9999)),
)


@given(PLACES)
def test_a_place_as_read_prints_it_comes_back(where):
    assert text_to_where(json.dumps(to_plain(where))) == where


@given(st.one_of(st.text(), st.text('{}[]":,=!/0123456789pagebox.tr', max_size=40)))
def test_any_text_is_a_place_or_a_usage_fault(text):
    try:
        where = text_to_where(text)
    except UsageFault:
        return
    assert where != Where()


def document(*blocks, pages=None):
    return Document('一.docx', '', 'docx', pages, blocks)


def table(sheet=None):
    where = Where(sheet=sheet, cell='A1') if sheet else Where(part='body', path='tbl[1]/tr[1]/tc[1]')
    home = Where(sheet=sheet) if sheet else Where(part='body', path='tbl[1]')
    return Table(1, 1, (Cell(0, 0, '甲', where=where),), home)


def test_a_table_or_a_row_holds_its_cells():
    cell = Where(part='body', path='tbl[1]/tr[1]/tc[1]')
    assert is_inside(cell, Where(part='body', path='tbl[1]'))
    assert is_inside(cell, Where(part='body', path='tbl[1]/tr[1]'))
    assert not is_inside(cell, Where(part='header', path='tbl[1]'))
    assert not is_inside(Where(part='body', path='tbl[10]/tr[1]/tc[1]'), Where(part='body', path='tbl[1]'))


@pytest.mark.parametrize(
    ('where', 'message'),
    [
        (Where(part='body', path='p[9]'), '没有 body p'),
        (Where(sheet='乙县', cell='A1'), '“甲县”、“汇总”'),
        (Where(cell='A1'), '甲县!A1'),
        (Where(page=4), '只有3页'),
    ],
)
def test_a_place_that_the_document_has_not_is_refused(where, message):
    with pytest.raises(UsageFault, match=message):
        check_place(document(table('甲县'), table('汇总'), pages=3), where)


def test_a_place_in_the_document_is_completed():
    assert check_place(document(table('甲县')), Where(cell='B2')) == Where(sheet='甲县', cell='B2')
    assert check_place(document(table()), Where(part='body', path='tbl[1]')).path == 'tbl[1]'
    assert check_place(document(Paragraph('一')), Where(line=3)) == Where(line=3)
    row = Cell(0, 0, '甲', where=Where(line=3, cell='A1'))
    assert check_place(document(Table(1, 1, (row,))), Where(cell='A1')) == row.where
    with pytest.raises(UsageFault, match='没有这一格'):
        check_place(document(table()), Where(cell='B2'))
