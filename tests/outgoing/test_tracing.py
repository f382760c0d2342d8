"""Every digit of a paper as it lies there is followed back, whoever edited it."""

import io
from collections import Counter

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from model.figure import Figure
from outgoing.marks import marked
from outgoing.pack_zip import unpack
from outgoing.press import Press
from outgoing.press_places import paragraph_texts
from outgoing.tracing import Made, spots

LINES = (
    '{{ number }}',
    '截至{{ day }}，12个县（区）已建{{ count }}家（{{ count }}/{{ all }}）。',
    '{%p for line in rows %}',
    '{{ loop.index }}.{{ line }}；',
    '{%p endfor %}',
    '{{ title }}',
    '{{ date }}',
)


def _docx(lines):
    document = docx.Document()
    for line in lines:
        document.add_paragraph(line)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _figure(key, text):
    return marked(Figure(key, text, text, key))


CONTEXT = {
    'number': '示民报〔2026〕　号',
    'day': _figure('day', '3月13日'),
    'count': _figure('count', '231'),
    'all': _figure('all', '420'),
    'rows': (_figure('first', '38'), _figure('second', '20')),
    'title': '百日2026行动',
    'date': '2026年　月　日',
}


@pytest.fixture(scope='module')
def paper():
    """What it is made from, and the paper."""
    from pathlib import Path

    template = _docx(LINES)
    made = Made('报告.docx', template, CONTEXT, {})
    return made, Press(Path('报告.docx'), template).print_document(CONTEXT)


def edited(data, *changes):
    """The paper with words replaced, its runs merged as a word processor may do."""
    document = docx.Document(io.BytesIO(data))
    for paragraph in document.paragraphs:
        text = paragraph.text
        for old, new in changes:
            text = text.replace(old, new, 1)
        if text != paragraph.text:
            paragraph.text = text
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def told(made, data):
    return [(one.text, one.kind, one.key) for one in spots(made, data)]


def test_a_paper_as_we_wrote_it_is_figures_template_and_what_is_open(paper):
    assert told(*paper) == [
        ('示民报〔2026〕　号', 'open', None),
        ('3月13日', 'figure', 'day'),
        ('12', 'template', None),
        ('231', 'figure', 'count'),
        ('231', 'figure', 'count'),
        ('420', 'figure', 'all'),
        ('1', 'template', None),
        ('38', 'figure', 'first'),
        ('2', 'template', None),
        ('20', 'figure', 'second'),
        ('2026', 'filled', None),
        ('2026年　月　日', 'open', None),
    ]


def test_a_persons_number_is_typed_and_tells_what_it_stands_in_for(paper):
    made, data = paper
    found = spots(made, edited(data, ('已建231家', '共已建235家')))
    assert [(one.text, one.was) for one in found if one.kind == 'typed'] == [('235', '231')]
    assert Counter(one.key for one in found if one.kind == 'figure')['count'] == 1


@pytest.mark.parametrize(
    ('old', 'new', 'typed'),
    [
        ('231/', '1231/', ['1231']),
        ('231/', '2310/', ['2310']),
        ('12个县', '13个县', ['13']),
        ('行动', '行动第4期', ['4']),
        ('3月13日', '3月14日', ['3月14日']),
        ('（231/420）', '', []),
    ],
)
def test_digits_beside_or_inside_are_the_persons(paper, old, new, typed):
    made, data = paper
    assert [one.text for one in spots(made, edited(data, (old, new))) if one.kind == 'typed'] == typed


def test_paragraphs_put_in_move_nothing(paper):
    made, data = paper
    document = docx.Document(io.BytesIO(data))
    document.paragraphs[1].insert_paragraph_before('另召开会议2次。')
    stream = io.BytesIO()
    document.save(stream)
    found = spots(made, stream.getvalue())
    assert [(one.text, one.paragraph) for one in found if one.kind == 'typed'] == [('2', 1)]
    assert next(one.paragraph for one in found if one.key == 'count') == 2


def test_number_and_date_are_those_given_at_issue(paper):
    made, data = paper
    stamps = {'number': '示民报〔2026〕4号', 'date': '2026年3月13日'}
    issued = Made(made.template_name, made.template, made.context, stamps)
    now = edited(data, ('〔2026〕　号', '〔2026〕4号'), ('2026年　月　日', '2026年3月13日'))
    found = [(one.text, one.kind) for one in spots(issued, now) if one.kind in {'number', 'date', 'typed'}]
    assert found == [('示民报〔2026〕4号', 'number'), ('2026年3月13日', 'date')]
    other = edited(data, ('〔2026〕　号', '〔2026〕5号'))
    assert ('示民报〔2026〕5号', 'typed') in [(one.text, one.kind) for one in spots(issued, other)]


OLD = st.sampled_from(['231', '12', '，', '家', '4', '日', '/'])


@settings(max_examples=12)
@given(changes=st.lists(st.tuples(OLD, st.text('0123家，日', max_size=4)), max_size=3))
def test_every_digit_of_an_edited_paper_is_in_one_place_and_no_figure_is_made_up(paper, changes):
    made, data = paper
    now = edited(data, *changes)
    texts = paragraph_texts(unpack(now)['word/document.xml'])
    found = spots(made, now)
    seen = Counter((one.paragraph, place) for one in found for place in range(one.start, one.end))
    digits = {(n, place) for n, text in enumerate(texts) for place, char in enumerate(text) if char.isdigit()}
    assert digits <= seen.keys()
    assert set(seen.values()) <= {1}
    for one in found:
        assert texts[one.paragraph][one.start : one.end] == one.text
        if one.kind == 'figure':
            assert one.text in {'3月13日', '231', '420', '38', '20'}
