"""OFD files of other makers: dialects of one notice, a form without rules, real packages, a peer's text."""

from collections import Counter

import ofdkit
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.ofd_papers import cell_texts_found, share_returned
from bench.reader_truth import character_errors, folded, text_of
from extractors.readers.ofd.mending import parse_part
from extractors.readers.registry import read_document
from model.document import Table
from model.errors import ShoufaError, Unsupported

DIALECTS = ('line', 'abspath', 'cg', 'ctm', 'defaultns', 'gbk', 'gdelta', 'perchar', 'shuffled', 'template')
PACKAGES = (
    'AddWatermarkAnnot',
    'DigitalSign',
    'fptpl',
    'hello-integrity',
    'helloworld',
    'namespace_no_std',
    'page3',
    'test-ofda',
    'testImageOverridePage',
    'zsbk',
)


@pytest.mark.parametrize('dialect', DIALECTS)
def test_a_notice_is_the_same_in_every_dialect(shared, dialect):
    folder = shared / 'corpus' / 'readers'
    document = read_document(folder / f'notice2.{dialect}.ofd')
    assert character_errors([(document, folder / 'notice2.truth.txt')]) <= 0.001
    beside = [block.where.part for block in document.blocks if block.where.part]
    assert beside == (['header'] if dialect == 'template' else [])


@pytest.mark.parametrize('dialect', ['line', 'gdelta'])
def test_a_form_without_rules_keeps_every_cell_s_text_whole(shared, dialect):
    folder = shared / 'corpus' / 'readers'
    found, count = cell_texts_found(read_document(folder / f'form.{dialect}.ofd'), folder)
    assert (found, count) == (39, 39)


@pytest.mark.parametrize('name', PACKAGES)
def test_nearly_all_text_of_a_real_package_is_returned_and_all_that_a_peer_reads(shared, name):
    path = shared / 'corpus' / 'ofd' / f'{name}.ofd'
    document = read_document(path)
    assert share_returned(document, path) >= 0.98
    theirs = Counter(folded(ofdkit.extract_text(str(path))))
    assert theirs - Counter(folded(text_of(document))) == Counter()


def test_a_real_package_of_shapes_alone_is_refused_with_a_reason(shared):
    with pytest.raises(Unsupported, match='一个字也没有'):
        read_document(shared / 'corpus' / 'ofd' / 'V4RideRight.ofd')


def test_a_real_form_keeps_its_cells(shared):
    document = read_document(shared / 'corpus' / 'ofd' / 'zsbk.ofd')
    table = next(block for block in document.blocks if isinstance(block, Table))
    assert (table.rows, table.cols) == (5, 4)
    assert [(cell.row, cell.col, cell.colspan) for cell in table.cells if cell.colspan > 1] == [
        (row, 1, 3) for row in range(4)
    ]
    assert all(cell.text for cell in table.cells)


@given(st.binary(max_size=300) | st.text(max_size=200).map(str.encode))
def test_any_bytes_are_a_part_or_none(data):
    try:
        tree = parse_part(b'<ofd:Page>' + data + b'</ofd:Page>')
    except ShoufaError:
        return
    assert tree is None or tree.tag.endswith('Page')
