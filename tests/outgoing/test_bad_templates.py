"""Templates as they come by mail: nothing in them runs, nothing in them lasts, every fault is told."""

import time

import pytest

from model.errors import BadTemplate
from outgoing.pack_zip import pack, unpack
from outgoing.press import Press
from outgoing.press_check import check_template
from outgoing.verify import faults
from scripts.make_templates import FOLDER, TEMPLATES
from tests.outgoing.build import template

ALWAYS = {'title': '题', 'issuing': '局', 'v': '值', 'rows': ['行'] * 2000}
PAYLOADS = (
    "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
    "{{ lipsum.__globals__['os'].popen('id').read() }}",
    "{{ v['__class__'] }}",
    "{{ (v|attr('__class__')) }}",
    "{{ v.format(v) }}",
    "{{ v * 1000000000 }}",
    "{{ 9 ** 9 ** 9 }}",
    "{{ '%1000000000d' % 1 }}",
    "{{ v|center(1000000000) }}",
    '{% for i in range(10**9) %}x{% endfor %}',
    '{% set v = v ~ v %}{{ v }}',
    '{% macro f() %}{{ f() }}{% endmacro %}{{ f() }}',
    '{% include "/etc/passwd" %}',
)


def with_part(path, name, old, new):
    members = unpack(path.read_bytes())
    members[name] = members[name].replace(old, new.encode(), 1)
    path.write_bytes(pack(members))
    return path


def refused(path):
    with pytest.raises(BadTemplate) as caught:
        Press(path).print_document(ALWAYS)
    return caught.value.message


@pytest.mark.parametrize('payload', PAYLOADS)
def test_nothing_in_a_template_can_be_run_or_blown_up(tmp_path, payload):
    assert '模板.docx' in refused(template(tmp_path, payload.replace('<', '&lt;')))


@pytest.mark.parametrize('part', ['word/footer1.xml', 'docProps/core.xml'])
def test_nor_in_the_parts_beside_the_body(tmp_path, part):
    path = template(tmp_path, '{{ v }}')
    if part == 'docProps/core.xml':
        with_part(path, part, b'{{ title }}', PAYLOADS[0].replace("'", '"'))
    else:
        with_part(path, part, b'</w:ftr>', f'<w:p><w:r><w:t>{PAYLOADS[0]}</w:t></w:r></w:p></w:ftr>')
    assert '不允许' in refused(path)


def test_loops_in_loops_end_soon(tmp_path):
    loops = ''.join(f'{{% for {name} in rows %}}' for name in 'abc')
    start = time.process_time()
    said = refused(template(tmp_path, loops + '{{ v }}' + '{% endfor %}' * 3))
    assert '循环的次数太多' in said
    assert time.process_time() - start < 5


def test_a_text_without_end_ends(tmp_path):
    path = template(
        tmp_path, '{% for a in rows %}{% for b in rows %}' + '长' * 5000 + '{{ v }}{% endfor %}{% endfor %}'
    )
    assert '印出的内容太长' in refused(path)


@pytest.mark.parametrize('raw', ['(' * 3000 + 'v' + ')' * 3000, 'v' + '.v' * 3000])
def test_a_tag_nested_without_end_is_refused(tmp_path, raw):
    assert '模板.docx' in refused(template(tmp_path, f'{{{{ {raw} }}}}'))


def test_a_template_with_entities_is_refused(tmp_path):
    path = with_part(
        template(tmp_path, '{{ v }}'),
        'word/document.xml',
        b'<w:document',
        '<!DOCTYPE a [<!ENTITY b "c">]><w:document',
    )
    assert '不是完好的' in refused(path)


def test_all_faults_are_told_at_once_each_with_its_paragraph(tmp_path):
    lines = (
        '正文', '甲{{ nobody }}', '经办人{{ v| }}', '｛｛ v }}', '{{ v', '乙{% endfor %}',
        '{%tr for x in rows %}', '{{ v.__class__ }}', '{{ v|wrong }}', '{% unless v %}', '{%p if v %}',
    )  # fmt: skip
    path = template(tmp_path, *lines)
    told = check_template(path, template(tmp_path, '{{ v }}', '{{ rows }}{{ lost }}', name='原件.docx'))
    paragraphs = {one.where.path for one in told if one.where.path}
    assert paragraphs == {f'p[{number}]' for number in range(2, 12)}
    said = '\n'.join(one.message for one in told)
    for word in (
        'nobody',
        '{{ v| }}',
        '全角',
        '没写完',
        '多余的标记 endfor',
        '只能用在表格里',
        '下划线',
        'wrong',
        'unless',
        '缺 endif',
    ):
        assert word in said
    assert '（共' in refused(path)


@pytest.mark.parametrize(
    'tag', ["{{ nobody|default('无') }}", '{{ v|d(0) }}', '{{ v|int }}', '{{ true }}', '{{ 1.5 }}']
)
def test_what_nobody_filled_never_becomes_another_value(tmp_path, tag):
    assert [one.code for one in check_template(template(tmp_path, tag))] == ['bad_tag']


def test_joins_of_joins_end(tmp_path):
    path = template(tmp_path, "{{ v }}{{ rows|join(rows|join(rows|join('xxxxxxxx'))) }}")
    with pytest.raises(BadTemplate, match='join'):
        Press(path).print_document(ALWAYS)
    one = template(tmp_path, "{{ v }}{{ rows|join('、') }}")
    assert Press(one).print_document({**ALWAYS, 'rows': ['甲', '乙']})


@pytest.mark.parametrize('words', ['{%p if v %}丢了', '{%p if v %}{{ v }}', '前{{p v }}'])
def test_words_beside_a_tag_of_the_whole_paragraph_are_told(tmp_path, words):
    (one, *_) = check_template(template(tmp_path, words, '{%p endif %}'))
    assert '不会印出' in one.message


def test_words_in_the_row_of_a_loop_are_told(tmp_path):
    row = '<w:tr><w:tc><w:p><w:r><w:t>%s</w:t></w:r></w:p></w:tc></w:tr>'
    rows = ''.join(row % words for words in ('{%tr for x in rows %}丢了', '{{ x }}', '{%tr endfor %}'))
    (one,) = check_template(template(tmp_path, raw=f'<w:tbl><w:tblPr/><w:tblGrid/>{rows}</w:tbl>'))
    assert '这一行只能放标记' in one.message


def test_a_tag_torn_by_a_tracked_change_is_told(tmp_path):
    torn = (
        '<w:p><w:r><w:t>{{ </w:t></w:r><w:ins w:id="1" w:author="a"><w:r><w:t>v }}</w:t></w:r></w:ins></w:p>'
    )
    (one,) = check_template(template(tmp_path, raw=torn))
    assert '修订' in one.message


@pytest.mark.parametrize('level', ['p', 'r'])
def test_a_text_put_outside_its_run_is_no_sound_paper(tmp_path, level):
    data = Press(template(tmp_path, f'{{{{{level} v }}}}')).print_document(ALWAYS)
    assert any('落在段落外' in one for one in faults(data))


def test_a_tag_in_deleted_words_is_told(tmp_path):
    gone = '<w:p><w:del w:id="1" w:author="a"><w:r><w:delText>{{ old }}</w:delText></w:r></w:del></w:p>'
    (one,) = check_template(template(tmp_path, '{{ v }}', raw=gone))
    assert '请先接受修订' in one.message


def test_a_table_that_lost_all_its_rows_is_no_sound_paper(tmp_path):
    row = '<w:tr><w:tc><w:p><w:r><w:t>%s</w:t></w:r></w:p></w:tc></w:tr>'
    rows = ''.join(row % words for words in ('{%tr for x in rows %}', '{{ x }}', '{%tr endfor %}'))
    path = template(tmp_path, '{{ v }}', raw=f'<w:tbl><w:tblPr/><w:tblGrid/>{rows}</w:tbl>')
    assert any('一行也没有' in one for one in faults(Press(path).print_document({**ALWAYS, 'rows': []})))


def test_a_template_that_calls_home_is_refused(tmp_path):
    path = template(tmp_path, '{{ v }}')
    link = '<Relationship Id="x" Type="y/image" Target="http://example.invalid/a" TargetMode="External"/></'
    assert '联网' in refused(with_part(path, 'word/_rels/document.xml.rels', b'</', link))


def test_lost_and_unfilled_tags_are_told(tmp_path):
    like = template(tmp_path, '{{ v }}{{ lost }}', name='原件.docx')
    path = template(tmp_path, '{{ v }}{{ vv }}')
    members = unpack(path.read_bytes())
    members['word/endnotes.xml'] = b'<w:endnotes xmlns:w="x"><w:t>{{ v }}</w:t></w:endnotes>'
    path.write_bytes(pack(members))
    assert [one.code for one in check_template(path, like)] == ['tag_not_filled', 'unknown_tag', 'lost_tag']


def test_tags_that_would_break_the_file_are_told(tmp_path):
    cell = '<w:tc><w:p><w:r><w:t>{% if v %}</w:t></w:r></w:p></w:tc>'
    open_here = f'<w:tbl><w:tblPr/><w:tblGrid/><w:tr>{cell}</w:tr></w:tbl>'
    (one,) = check_template(template(tmp_path, '{% endif %}', raw=open_here))
    assert '不在同一格' in one.message


@pytest.mark.parametrize('content', [b'', b'PK\x03\x04', pack({'a': b''})])
def test_what_is_no_document_is_said(tmp_path, content):
    path = tmp_path / '坏.docx'
    path.write_bytes(content)
    assert [one.code for one in check_template(path)] == ['no_document']
    assert [one.code for one in check_template(tmp_path / '无.docx')] == ['no_document']


@pytest.mark.parametrize('name', sorted(TEMPLATES)[::4])  # all of them are compiled elsewhere
def test_shipped_templates_have_no_faults(name):
    assert check_template(FOLDER / name, FOLDER / name) == ()
