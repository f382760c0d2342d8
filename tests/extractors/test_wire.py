"""What goes between the pool and its children: whole, in pieces, and never more than any paper has."""

import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.readers import limits
from extractors.readers.process import wire
from extractors.readers.process.wire_cells import cells_to_plain
from model.document import Block, Cell, CheckBox, Document, Paragraph, Table
from model.errors import TooLarge
from model.place import Box, Problem, Severity, Where

texts = st.text(max_size=8) | st.just('党\udc80')
wheres = st.builds(
    Where,
    page=st.none() | st.integers(1, 9),
    box=st.none() | st.builds(Box, *[st.integers(0, 9).map(float)] * 4),
    part=st.none() | texts,
    line=st.none() | st.integers(1, 9),
)
boxes = st.lists(st.builds(CheckBox, texts, st.none() | st.booleans()), max_size=2).map(tuple)
cells = st.builds(
    Cell, st.integers(0, 9), st.integers(0, 9), texts, boxes=boxes, where=wheres, formula=st.none() | texts
)
tables = st.builds(
    Table, st.integers(0, 9), st.integers(0, 9), st.lists(cells, max_size=9).map(tuple), wheres
)
blocks: st.SearchStrategy[Block] = st.builds(Paragraph, texts, wheres) | tables
documents = st.builds(
    Document,
    *(texts, texts, texts, st.none() | st.integers(0, 9)),
    st.lists(blocks, max_size=6).map(tuple),
    st.lists(st.builds(Problem, texts, st.sampled_from(Severity), texts, wheres), max_size=4).map(tuple),
)


def sent(document: Document) -> Document:
    """The document as it arrives."""
    frames = [*map(wire.to_frame, wire.document_to_pieces(document))]
    frames.append(wire.to_frame({'cpu_s': 0, 'document': wire.document_to_head(document)}))
    *pieces, last = wire.read_answer(io.BytesIO(b''.join(frames)))
    found_blocks: list[Block] = []
    found_problems: list[Problem] = []
    for piece in pieces:
        wire.add_piece(piece, found_blocks, found_problems)
    return wire.pieces_to_document(last['document'], found_blocks, found_problems)


@pytest.mark.parametrize('piece_bytes', [1, 500, limits.PIECE_BYTES])
@settings(max_examples=50)
@given(document=documents)
def test_a_document_arrives_as_it_was(piece_bytes, document):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(limits, 'PIECE_BYTES', piece_bytes)
        assert sent(document) == document


def test_a_long_table_goes_in_pieces_and_two_like_tables_stay_two():
    table = Table(9000, 1, tuple(Cell(row, 0, '甲') for row in range(9000)))
    document = Document('a', 'b', 'xlsx', None, (table, table))
    assert len(list(wire.document_to_pieces(document))) == 4
    assert sent(document) == document


def test_a_sheets_cells_go_as_their_texts_and_others_whole():
    def cell(row, col, text, **more):
        return Cell(row, col, text, where=Where(sheet='表1', cell=f'{"ABC"[col]}{row + 1}'), **more)

    odd = [cell(1, 0, '□是', boxes=(CheckBox('是', checked=False),)), cell(1, 1, '3', formula='=A1')]
    cells = (
        cell(0, 0, '甲'),
        cell(0, 2, '乙'),
        *odd,
        cell(1, 2, '丙'),
        cell(2, 0, '丁', colspan=2),
        cell(2, 2, ''),
    )
    document = Document('a', 'b', 'xlsx', None, (Table(3, 3, cells, Where(sheet='表1')),))
    assert sent(document) == document
    assert [one if isinstance(one, str) else one[2] for one in cells_to_plain(cells, 3)] == [
        '甲', '乙', '□是', '3', '丙', '丁', ''
    ]  # fmt: skip
    assert [isinstance(one, str) for one in cells_to_plain(cells, 3)] == [False] * 4 + [True] + [False] * 2


def test_more_cells_than_any_paper_has_are_no_table(monkeypatch):
    monkeypatch.setattr(limits, 'MAX_CELLS', 2)
    piece = {'blocks': [{'rows': 1, 'cols': 3, 'where': {}, 'cells': ['', '', '']}]}
    with pytest.raises(ValueError, match='3'):
        wire.add_piece(piece, [], [])


def test_a_frame_cut_short_is_no_message():
    whole = wire.to_frame({'a': '党\udc80'})
    for size in range(len(whole)):
        assert wire.read_frame(io.BytesIO(whole[:size])) is None
    assert wire.read_frame(io.BytesIO(whole)) == {'a': '党\udc80'}


@given(st.binary(max_size=60))
def test_noise_is_no_message(noise):
    framed = len(noise).to_bytes(8, 'big') + noise
    for data in (noise, framed):
        try:
            message = wire.read_frame(io.BytesIO(data))
        except ValueError:
            continue
        assert message is None or isinstance(message, dict)


def test_an_answer_without_end_is_given_up(monkeypatch):
    monkeypatch.setattr(limits, 'MAX_ANSWER_BYTES', 100)
    endless = wire.to_frame({'blocks': []}) * 20
    with pytest.raises(ValueError, match='1'):
        list(wire.read_answer(io.BytesIO(endless)))


PARAGRAPH, TABLE = Paragraph('甲乙'), Table(1, 2, (Cell(0, 0, '甲'), Cell(0, 1, '乙')))
NOTE = Problem('a', Severity.INFO, "甲")


@pytest.mark.parametrize(
    ('limit', 'words'),
    [
        ('MAX_BLOCKS', "段落和表格"),
        ('MAX_CELLS', "单元格"),
        ('MAX_CHARACTERS', "字"),
        ('MAX_PROBLEMS', "疑问"),
    ],
)
def test_more_than_any_paper_has_is_too_large(monkeypatch, limit, words):
    full = Document('a', 'b', 'docx', None, (PARAGRAPH, TABLE), (NOTE, NOTE))
    wire.check_size(full)
    monkeypatch.setattr(limits, limit, 1)
    with pytest.raises(TooLarge, match=f"读出的{words}有[24]个，超过上限1个"):
        wire.check_size(full)
