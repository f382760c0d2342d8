import io
import re
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import docx
import docxtpl
import pytest
from lxml import etree

from model.errors import BadTemplate, CannotStart
from outgoing.dispatch import dispatch_letter
from outgoing.marks import unmarked
from outgoing.pack_zip import pack, unpack
from outgoing.press import ENVIRONMENT, Press, print_document
from scripts.make_templates import FOLDER
from tests.outgoing.build import template
from tests.outgoing.made import BASIS, OFFICE, PARTY, PERSON, SOCIETY

ALWAYS = {'title': "题", 'issuing': "局"}  # tags of the core properties, which every template has


def lines(data: bytes) -> list[str]:
    return [paragraph.text for paragraph in docx.Document(io.BytesIO(data)).paragraphs]


def printed(path: Path, **values: object) -> bytes:
    return print_document(path, ALWAYS | values)


def canonical(data: bytes) -> bytes:
    return bytes(etree.tostring(etree.fromstring(unpack(data)['word/document.xml']), method='c14n'))


def by_docxtpl(path: Path, context: Mapping[str, object]) -> bytes:
    document = docxtpl.DocxTemplate(path)
    document.render(context, ENVIRONMENT)
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


LETTER = dispatch_letter(OFFICE, PARTY, SOCIETY, PERSON, BASIS, 2026)


def plain(value: object) -> Any:
    """A context without marks."""
    if isinstance(value, Mapping):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    return unmarked(value) if isinstance(value, str) else value


def test_the_document_is_the_one_docxtpl_would_print() -> None:
    path = FOLDER / LETTER.template
    assert canonical(print_document(path, LETTER.context)) == canonical(
        by_docxtpl(path, plain(LETTER.context))
    )


@pytest.mark.parametrize('value', ['A&B<局>"\'', '第一行\n第二行', '甲\t乙', '{{ 7 * 7 }}', '𬭚堃', 0, 12])
def test_any_value_is_printed_as_docxtpl_prints_it(tmp_path: Path, value: object) -> None:
    path = template(tmp_path, '前{{ v }}后', '尾')
    context = ALWAYS | {'v': value}
    assert canonical(print_document(path, context)) == canonical(by_docxtpl(path, context))


def test_braces_of_docxtpls_own_are_the_templates_and_stay_in_values(tmp_path: Path) -> None:
    printed = print_document(template(tmp_path, '{_{ 名 }_}{{ v }}'), ALWAYS | {'v': '{_{ x }_}'})
    assert '{{ 名 }}{_{ x }_}' in unpack(printed)['word/document.xml'].decode()


GRID = '<w:gridCol w:w="900"/>'
COLUMN_LOOP = ('{%tc for x in v %}', '{{ x }}', '{%tc endfor %}')


def table(grid: str, *texts: str) -> str:
    """A table of one row."""
    cells = ''.join(f'<w:tc><w:tcPr/><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>' for text in texts)
    return f'<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid><w:tr>{cells}</w:tr></w:tbl>'


@pytest.mark.parametrize(
    'raw',
    [table(GRID, *COLUMN_LOOP), table(GRID * 2, '{{ v[0] }}'), table(GRID, '{{ v[0] }}', '{{ v[1] }}')],
    ids=['a loop over columns', 'a grid wider than its rows', 'a grid narrower than its rows'],
)
def test_tables_that_docxtpl_mends_are_mended_alike(tmp_path: Path, raw: str) -> None:
    path = template(tmp_path, '尾', raw=raw)
    context = ALWAYS | {'v': ["甲", "乙", "丙"]}
    assert canonical(print_document(path, context)) == canonical(by_docxtpl(path, context))


def test_markup_in_a_value_is_text_and_cuts_nothing_off(tmp_path: Path) -> None:
    assert lines(printed(template(tmp_path, '甲{{ v }}乙', '尾'), v='A&B<局>')) == ['甲A&B<局>乙', '尾']


def test_characters_that_xml_forbids_are_dropped(tmp_path: Path) -> None:
    data = printed(template(tmp_path, '{{ v }}', '尾'), v='甲\x00\x07\x0b\x0c\x1f\ufffe\ud800乙')
    assert lines(data) == ['甲乙', '尾']


def test_a_document_printed_later_has_the_same_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    draft = LETTER
    first = Press(FOLDER / draft.template).print_document(draft.context)
    monkeypatch.setattr(time, 'time', lambda: 2_000_000_000.0)
    again = Press(FOLDER / draft.template).print_document(dict(draft.context))
    assert first == again


def test_a_template_saved_again_is_compiled_again(tmp_path: Path) -> None:
    path = template(tmp_path, '旧{{ v }}')
    assert lines(printed(path, v='1')) == ['旧1']
    template(tmp_path, '新{{ v }}')
    assert lines(printed(path, v='1')) == ['新1']


def test_a_tag_that_word_split_into_runs_is_still_a_tag(tmp_path: Path) -> None:
    split = '{{</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t> v </w:t></w:r><w:r><w:t>}}'
    assert lines(printed(template(tmp_path, split), v='值')) == ['值']


@pytest.mark.parametrize(
    'payload',
    [
        "{{ ''.__class__.__mro__[1].__subclasses__() }}",
        "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
        "{{ v.__init__.__globals__ }}",
        "{{ lipsum.__globals__['os'].popen('id').read() }}",
        '{% for i in range(99999999) %}{{ i }}{% endfor %}',
    ],
)
def test_a_template_cannot_run_code(tmp_path: Path, payload: str) -> None:
    with pytest.raises(BadTemplate, match=r'模板\.docx'):
        printed(template(tmp_path, payload, '{{ v }}'), v='x')


def test_code_in_the_document_properties_is_not_run_either(tmp_path: Path) -> None:
    path = template(tmp_path, '正文')
    members = unpack(path.read_bytes())
    members['docProps/core.xml'] = members['docProps/core.xml'].replace(
        b'{{ title }}', b"{{ title.__class__ }}"
    )
    path.write_bytes(pack(members))
    with pytest.raises(BadTemplate):
        print_document(path, ALWAYS)


@pytest.mark.parametrize(
    ('tag', 'told'),
    [
        ('{{ nobody }}', '标记 nobody 没有内容可填'),
        ('{{ v.nothing }}', '没有内容可填'),
        ('{{ v|wrong }}', '不认识的过滤器 wrong'),
        ('{% for x in v %}{{ x }}', '标记 for 没有收尾（缺 endfor）'),
        ('{% endfor %}', '标记 endfor'),
        ('{{ v + }}', '有写错的标记'),
        ('{{ v|trim|length + "a" }}', '有写错的标记'),
        ('{{ [v] }}', '不是文字或整数'),
    ],
)
def test_a_faulty_tag_is_named_in_chinese(tmp_path: Path, tag: str, told: str) -> None:
    with pytest.raises(BadTemplate, match=re.escape(told)) as caught:
        printed(template(tmp_path, '第一段', '第二段' + tag, '{{ v }}'), v='x')
    assert '模板.docx' in caught.value.message


def test_a_wrong_tag_is_told_with_the_words_beside_it(tmp_path: Path) -> None:
    with pytest.raises(BadTemplate, match=r'经办人.*附近'):
        printed(template(tmp_path, '第一段', '经办人{{ v| }}'), v='x')


def test_a_template_that_lost_a_tag_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadTemplate, match='没有标记 recipient'):
        printed(template(tmp_path, '贵会：'), recipient="示例市蓝桥文化发展促进会")


def test_a_tag_an_office_may_leave_out_may_be_missing(tmp_path: Path) -> None:
    assert lines(printed(template(tmp_path, '正文'), cc=["示例省民政厅"])) == ['正文']


@pytest.mark.parametrize('nothing', [None, '', ' ', '\x00', [None], {'a': ''}, 1.5])
def test_nothing_is_never_printed(tmp_path: Path, nothing: object) -> None:
    with pytest.raises(CannotStart, match=r'v.*没有可印的内容'):
        printed(template(tmp_path, '{{ v }}'), v=nothing)


@pytest.mark.parametrize('content', [b'', b'not a zip', pack({'a': b''})])
def test_a_file_that_is_no_document_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / '坏.docx'
    path.write_bytes(content)
    with pytest.raises(BadTemplate, match=r'坏\.docx'):
        Press(path)


def test_a_missing_template_is_told_by_name(tmp_path: Path) -> None:
    with pytest.raises(BadTemplate, match=r'没有\.docx'):
        Press(tmp_path / '没有.docx')
