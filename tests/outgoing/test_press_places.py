"""Marks come out of every part, and where they stood is told so that anybody finds it again."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.errors import BadTemplate, CannotStart
from model.figure import Figure
from outgoing.marks import marked, places, unmarked
from outgoing.pack_zip import pack, unpack
from outgoing.press import Press, Printing
from outgoing.press_places import paragraph_texts, taken_out
from tests.outgoing.build import template

ALWAYS = {'title': '题', 'issuing': '局'}


def figure(key: str, text: str) -> Figure:
    return Figure(key, text, text, key)


def found(printing: Printing) -> list[tuple[str, str, str]]:
    """(part, key, what stands at its place)."""
    members = unpack(printing.data)
    texts = [member.decode() for name, member in members.items() if name.endswith('.xml')]
    assert texts == [unmarked(text) for text in texts]
    return [
        (one.part, one.key, paragraph_texts(members[one.part])[one.paragraph][one.start : one.end])
        for one in printing.printed
    ]


def printed(path, **values):
    return Press(path).print_marked(ALWAYS | values)


def test_a_figure_in_prose_is_found_behind_tabs_breaks_and_escapes(tmp_path):
    path = template(tmp_path, '首', '{{ v }}', '尾')
    said = f'A&B\t甲\n共{marked(figure("a&b", "1,200"))}家，{marked(figure("c", "5<6"))}名'
    made = printed(path, v=said)
    assert found(made) == [('word/document.xml', 'a&b', '1,200'), ('word/document.xml', 'c', '5<6')]
    assert [one.paragraph for one in made.printed] == [1, 1]


def test_figures_in_rows_joined_lists_and_the_title_are_found_or_have_no_place(tmp_path):
    cell = '<w:tc><w:tcPr/><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:tc>'
    raw = '<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w="900"/></w:tblGrid>' + ''.join(
        f'<w:tr>{cell.format(text)}</w:tr>'
        for text in ('{%tr for row in rows %}', '{{ row }}', '{%tr endfor %}')
    )
    path = template(tmp_path, '{{ names|join("、") }}', raw=raw + '</w:tbl>')
    rows = [marked(figure(key, str(number))) for number, key in enumerate('xyz', 30)]
    made = printed(path, rows=rows, names=['甲', marked(figure('n', '7'))], title=marked(figure('t', '2026')))
    assert found(made) == [
        ('word/document.xml', 'x', '30'),
        ('word/document.xml', 'y', '31'),
        ('word/document.xml', 'z', '32'),
        ('word/document.xml', 'n', '7'),
    ]
    assert b'2026' in unpack(made.data)['docProps/core.xml']


def test_a_figure_in_a_text_box_has_the_box_s_own_paragraph(tmp_path):
    box = (
        '<w:p><w:r><w:t>前{{ v }}</w:t></w:r><w:r><w:pict><w:txbxContent><w:p><w:r><w:t>盒{{ w }}</w:t></w:r>'
        '</w:p></w:txbxContent></w:pict></w:r><w:r><w:t>后{{ v }}</w:t></w:r></w:p>'
    )
    made = printed(
        template(tmp_path, '{{ w }}', raw=box), v=marked(figure('v', '1')), w=marked(figure('w', '22'))
    )
    assert [(one.key, one.paragraph, one.start) for one in made.printed] == [
        ('v', 0, 1), ('w', 1, 1), ('v', 0, 3), ('w', 2, 0),
    ]  # fmt: skip
    assert {text for *_, text in found(made)} == {'1', '22'}


def test_a_figure_in_a_footer_is_found_there(tmp_path):
    path = template(tmp_path, '正文')
    members = unpack(path.read_bytes())
    name = 'word/footer1.xml'
    members[name] = members[name].replace(
        b'</w:ftr>', '<w:p><w:r><w:t>截至{{ v }}</w:t></w:r></w:p></w:ftr>'.encode()
    )
    path.write_bytes(pack(members))
    assert found(printed(path, v=marked(figure('v', '3月13日')))) == [(name, 'v', '3月13日')]


@pytest.mark.parametrize('tag', ['{{ v[:4] }}', '{{ v|first }}', '{{ v[1] }}'])
def test_a_template_that_cuts_a_figure_in_two_is_refused(tmp_path, tag):
    with pytest.raises(BadTemplate, match='截断'):
        printed(template(tmp_path, tag), v=marked(figure('total', '1200')))


def test_a_template_counts_and_compares_what_is_printed(tmp_path):
    path = template(tmp_path, '{{ v|length }}', '{% if v == "0" %}无{% else %}有{% endif %}', '{{ v }}')
    made = printed(path, v=marked(figure('total', '0')))
    assert paragraph_texts(unpack(made.data)['word/document.xml']) == ('1', '无', '0')


def test_a_marked_figure_without_text_is_nothing_to_print(tmp_path):
    with pytest.raises(CannotStart, match=r'v.*没有可印的内容'):
        printed(template(tmp_path, '{{ v }}'), v=marked(figure('v', '')))


@given(
    st.lists(st.tuples(st.text('甲&<"\' ', max_size=4), st.text('12%&<', min_size=1, max_size=4)), max_size=5)
)
def test_places_are_where_the_texts_stand(pieces):
    said = ''.join(
        before + marked(figure(f'k{number}', text)) for number, (before, text) in enumerate(pieces)
    )
    plain = unmarked(said)
    assert [plain[start:end] for _, start, end in places(said)] == [text for _, text in pieces]
    escaped = said.replace('&', '&amp;').replace('<', '&lt;')
    tabs = '<w:pPr><w:tabs><w:tab w:val="left"/></w:tabs></w:pPr>'
    xml = f'<w:p xmlns:w="x"/><w:p>{tabs}<w:r><w:t>{escaped}</w:t></w:r></w:p>'
    stood = taken_out('p', xml)[1]
    assert [(one.paragraph, plain[one.start : one.end]) for one in stood] == [(1, text) for _, text in pieces]
