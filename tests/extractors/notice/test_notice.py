"""What holds for every paper: nothing raises, quotations are the paper's own, statements have places."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from extractors.notice import notice_of
from model.document import Cell, Paragraph, Table
from model.place import Where
from model.serialise import to_plain
from tests.extractors.notice.papers import CAMPAIGN, CONSULTATION, document, with_blocks

LINES = [line for paper in (CAMPAIGN, CONSULTATION) for line in paper.split('\n')]
PIECES = (
    '关于的通知意见各县局：:，。；（）()《》〔2026〕号年月日附件一、1.要应请于前报每'
    '联系人电话0000-12345@x.cn 　\n★机密\ue000\x00<>'
)
TEXTS = st.one_of(st.sampled_from(LINES), st.text(alphabet=PIECES, max_size=60), st.text(max_size=30))
PARTS = st.sampled_from([None, 'body', 'header', 'footer', 'footnote', 'textbox'])
PARAGRAPHS = st.builds(lambda text, part: Paragraph(text, Where(part=part)), TEXTS, PARTS)
CELLS = st.builds(Cell, st.integers(0, 2), st.integers(0, 2), TEXTS)
TABLES = st.builds(lambda cells: Table(3, 3, tuple(cells)), st.lists(CELLS, max_size=5))
DOCUMENTS = st.lists(PARAGRAPHS | TABLES, max_size=14).map(lambda blocks: with_blocks(*blocks))


def bare(text):
    return ''.join(text.split())


def whole_text(found):
    texts: list[str] = []
    for block in found.blocks:
        if isinstance(block, Table):
            texts.extend(cell.text for cell in sorted(block.cells, key=lambda cell: (cell.row, cell.col)))
        elif block.where.part not in {'header', 'footer', 'footnote', 'endnote'}:
            texts.append(block.text)
    return bare(''.join(texts))


@given(DOCUMENTS)
def test_nothing_raises_and_every_quotation_is_the_papers_own(paper):
    notice = notice_of(paper)
    to_plain(notice)
    text = whole_text(paper)
    quoted: list[Any] = [
        *notice.obligations,
        *notice.standing_duties,
        *notice.rules,
        *notice.targets,
    ]
    assert all(bare(item.verbatim) in text for item in quoted)


@given(st.permutations(LINES))
def test_lines_in_any_order_are_survived(lines):
    notice_of(document('\n'.join(lines)))


def test_an_empty_document_says_nothing():
    notice = notice_of(with_blocks())
    assert (notice.title, notice.issuing_authorities, notice.obligations) == (None, (), ())


def test_every_text_has_its_place_in_the_same_order():
    notice = notice_of(document(CAMPAIGN))
    lines = CAMPAIGN.split('\n')
    for key in ('issuing_authorities', 'cc', 'attachments', 'required_ledgers', 'forms_named'):
        values, places = getattr(notice, key), notice.places[key]
        assert len(values) == len(places), key
        for value, where in zip(values, places, strict=True):
            assert value in lines[where.line - 1]
    assert lines[notice.places['doc_number'][0].line - 1] == '示市民〔2026〕15号'
    assert len(notice.places['primary_recipients.list']) == len(notice.primary_recipients.list)
    assert notice.places['title'][0].line == notice.places['doc_number'][0].line + 3
    assert 'secrecy' not in notice.places


def test_objects_carry_their_own_place():
    notice = notice_of(document(CAMPAIGN))
    lines = CAMPAIGN.split('\n')
    said: list[Any] = [*notice.obligations, *notice.rules, *notice.targets]
    for item in said:
        assert bare(item.verbatim) in bare(lines[item.where.line - 1])
    for cited in notice.cited_documents:
        assert cited.title in lines[cited.where.line - 1]
    for heading in notice.headings:
        assert bare(heading.text) in bare(lines[heading.where.line - 1])
