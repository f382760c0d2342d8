"""What of a Word file is not plain text: struck-out words, macros, links, attachments, comments, charts."""

import pytest

from extractors.readers.docx import reader as read_docx
from model.place import Severity
from tests import build
from tests.build import cells, p, r, sdt, style, tbl, tc, texts, tr
from tests.build_ole import ole_file

STRIKE = '<w:strike/>'
_REL = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'


def related(*relations, **members):
    """Members of a container whose main part has these (kind, target, mode) relationships, R0, R1, ..."""
    inner = ''.join(
        f'<Relationship Id="R{index}" Type="{_REL}/{kind}" Target="{target}" TargetMode="{mode}"/>'
        for index, (kind, target, mode) in enumerate(relations)
    )
    return {'word/_rels/document.xml.rels': build.relationships(inner), **members}


def codes(problems):
    return [each.code for each in problems]


def test_struck_text_is_left_out_and_told_with_its_words_and_place(read):
    styles = style('s', '<w:rPr><w:dstrike/></w:rPr>', kind='character')
    body = p(r('保留') + r('作废', STRIKE)) + p(
        r('旧', '<w:rStyle w:val="s"/>') + r('新', '<w:strike w:val="0"/>')
    )
    blocks, problems = read(body, parts={'styles': styles})
    assert texts(blocks) == ['保留', '新']
    assert [(each.code, each.severity, each.where.path) for each in problems] == [
        ('struck_text', Severity.REVIEW, 'p[1]'),
        ('struck_text', Severity.REVIEW, 'p[2]'),
    ]
    assert "划掉了“作废”，按已删去处理，没有读入" in problems[0].message


@pytest.mark.parametrize(
    ('content', 'text', 'boxes'),
    [
        (r('是/') + r('否', STRIKE), '是', [('是', True), ('否', False)]),
        (r('是', STRIKE) + r('/否'), '否', [('是', False), ('否', True)]),
        (r('同意') + r('不同意', STRIKE), '同意', [('同意', True), ('不同意', False)]),
        (
            r('社会团体/', STRIKE) + r('民办非企业单位') + r('/基金会', STRIKE),
            '民办非企业单位',
            [('社会团体', False), ('民办非企业单位', True), ('基金会', False)],
        ),
        (r('甲协会') + r('乙协会', STRIKE), '甲协会', []),
        (r('甲、乙、') + r('丙', STRIKE), '甲、乙、', []),
        (r('是/否', STRIKE), '', []),
        (r('□是 ') + r('□否', STRIKE), '□是 ', [('是', False)]),
    ],
)
def test_of_printed_options_the_one_left_standing_is_chosen(read, content, text, boxes):
    blocks, problems = read(tbl(tr('是否建立', tc(p(content)))))
    cell = cells(blocks[0])[1]
    assert cell.text == text
    assert [(box.label, box.checked) for box in cell.boxes] == boxes
    assert codes(problems) == ['struck_text']


def test_prompts_around_a_cell_or_in_it_are_no_text(read):
    prompt = '<w:showingPlcHdr/>'
    blocks, _ = read(tbl('<w:tr>' + tc('姓名') + sdt(tc('单击此处输入'), prompt) + '</w:tr>'))
    assert [cell.text for cell in cells(blocks[0])] == ['姓名', '']
    assert read(tbl(tr('姓名', tc(sdt(p('单击此处输入'), prompt)))))[0][0].cells[1].text == ''


def test_comments_follow_the_notes_and_tracked_changes_are_counted(read, tmp_path):
    comment = (
        f'<w:comments {build.NAMESPACES}><w:comment w:id="0">{p("建议改为三日内")}</w:comment></w:comments>'
    )
    members = related(('comments', 'comments.xml', 'Internal'), **{'word/comments.xml': comment})
    blocks, problems = read(p(r('甲') + f'<w:ins>{r("乙")}</w:ins>'), members=members)
    assert [(block.text, block.where.part) for block in blocks] == [
        ('甲乙', 'body'),
        ('建议改为三日内', 'comment'),
    ]
    assert [(each.code, each.severity) for each in problems] == [
        ('tracked_changes', Severity.INFO),
        ('comments', Severity.INFO),
    ]


@pytest.mark.parametrize(
    ('relation', 'code'),
    [
        (('vbaProject', 'vbaProject.bin', 'Internal'), ['macros']),
        (('attachedTemplate', 'http://example.invalid/a.dotm', 'External'), ['external_links']),
        (('attachedTemplate', r'\\host\a.dotm', 'External'), ['external_links']),
        (('attachedTemplate', 'file:///C:\\a\\Normal.dotm', 'External'), []),
        (('image', 'http://example.invalid/a.png', 'External'), ['external_links']),
        (('oleObject', 'file:///D:\\a.xlsx', 'External'), ['external_links']),
        (('hyperlink', 'http://example.invalid/', 'External'), []),
    ],
)
def test_macros_and_links_to_the_outside_are_told_and_never_followed(read, relation, code):
    blocks, problems = read(p('甲'), members=related(relation))
    assert texts(blocks) == ['甲']
    assert codes(problems) == code


def embedded(prog_id='Package'):
    return p(
        r('甲') + f'<w:r><w:object><o:OLEObject ProgID="{prog_id}" r:id="R0" {_OFFICE}/></w:object></w:r>'
    )


_OFFICE = 'xmlns:o="urn:schemas-microsoft-com:office:office"'


def test_an_attachment_is_told_by_its_own_name(read, tmp_path):
    native = b'\0\0\0\0\2\0' + '名册.xlsx'.encode('gb18030') + b'\0C:\\a\0'
    packed = ole_file(tmp_path / 'a.bin', {'\x01Ole10Native': native}).read_bytes()
    members = related(('oleObject', 'embeddings/a.bin', 'Internal'), **{'word/embeddings/a.bin': packed})
    _, problems = read(embedded(), members=members)
    assert codes(problems) == ['embedded_unread']
    assert "文中嵌入了附件“名册.xlsx”，没有读出" in problems[0].message


def test_an_attachment_without_a_name_is_told_by_its_part_or_program(read):
    members = related(('package', 'embeddings/表.xlsx', 'Internal'), **{'word/embeddings/表.xlsx': 'x'})
    assert '表.xlsx' in read(embedded('Excel.Sheet.12'), members=members)[1][0].message
    assert 'Word.Document.8' in read(embedded('Word.Document.8'))[1][0].message
    assert codes(read(embedded('Equation.3'))[1]) == ['equation_unread']


def test_words_of_diagrams_and_titles_of_charts_are_read_in_their_places(read):
    a, c = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"', 'drawingml/2006/chart'
    line = '<a:p><a:r><a:t>{}</a:t></a:r></a:p>'
    dgm = 'xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram"'
    chart = f'xmlns:c="http://schemas.openxmlformats.org/{c}"'
    points = ''.join(f'<dgm:pt><dgm:t>{line.format(text)}</dgm:t></dgm:pt>' for text in ['受理', '审核'])
    members = related(
        ('diagramData', 'data.xml', 'Internal'),
        ('chart', 'chart.xml', 'Internal'),
        **{
            'word/data.xml': f'<dgm:dataModel {dgm} {a}><dgm:ptLst>{points}</dgm:ptLst></dgm:dataModel>',
            'word/chart.xml': f'<c:chart {chart} {a}><c:title>{line.format("党员数")}</c:title></c:chart>',
        },
    )
    body = (
        p(f'<w:r><dgm:relIds {dgm} r:dm="R0"/></w:r>')
        + p(f'<w:r><c:chart {chart} r:id="R1"/></w:r>')
        + p('后')
    )
    blocks, problems = read(body, members=members)
    assert texts(blocks) == ['受理', '审核', '党员数', '后']
    assert codes(problems) == ['chart_unread']


def test_one_header_part_under_two_names_is_read_once_whichever_is_used(tmp_path):
    header = f'<w:hdr {build.NAMESPACES}>{p("眉")}</w:hdr>'
    members = related(
        ('header', 'h.xml', 'Internal'), ('header', 'h.xml', 'Internal'), **{'word/h.xml': header}
    )
    for used in (['R0'], ['R1'], ['R0', 'R1']):
        sections = ''.join(
            f'<w:p><w:pPr><w:sectPr><w:headerReference r:id="{each}"/></w:sectPr></w:pPr></w:p>'
            for each in used
        )
        path = build.docx(tmp_path / 'a.docx', p('甲') + sections, members=members)
        assert texts(read_docx.read(path)[0]) == ['甲', '眉']


def test_a_damaged_attachment_costs_nothing(read):
    members = related(
        ('oleObject', 'embeddings/a.bin', 'Internal'), **{'word/embeddings/a.bin': b'\xd0\xcf' * 99}
    )
    assert 'a.bin' in read(embedded(), members=members)[1][0].message
