import json

from docx import Document as Docx
from openpyxl import Workbook
from openpyxl.styles import Border, Side


def blank_form(path, *lines):
    document = Docx()
    for line in lines or ('示例协会登记表', '填报单位：'):
        document.add_paragraph(line)
    table = document.add_table(2, 2)
    table.cell(0, 0).text = '单位名称'
    table.cell(1, 0).text = '负责人签字'
    document.save(path)
    return path


def test_the_places_of_a_form_are_a_list(shoufa, tmp_path):
    done = shoufa('blanks', blank_form(tmp_path / '空表.docx'), '--json')
    assert done.returncode == 0, done.stderr
    line, cell, signed = json.loads(done.stdout)
    assert (line['text'], line['label'], line['part'], line['table']) == (
        '填报单位：',
        '填报单位',
        'body',
        None,
    )
    assert [cell[key] for key in ('table', 'row', 'cell', 'label', 'kind', 'field')] == [
        0,
        0,
        1,
        '单位名称',
        'text',
        'org_name',
    ]
    assert cell['where']['path'] == 'tbl[1]/tr[1]/tc[2]'
    assert (signed['kind'], signed['field']) == ('signature', None)


def test_people_are_told_where_and_how_many(shoufa, tmp_path):
    done = shoufa('blanks', blank_form(tmp_path / '空表.docx'))
    assert '表1第1行第2格　单位名称　文字' in done.stdout
    assert '要填2处，签名盖章1处' in done.stdout


def test_many_forms_go_into_a_folder(shoufa, tmp_path):
    (tmp_path / '坏.docx').write_bytes(b'')
    done = shoufa(
        'blanks', blank_form(tmp_path / '空表.docx'), tmp_path / '坏.docx', '--json-dir', tmp_path / 'out'
    )
    assert done.returncode == 3
    assert len(json.loads((tmp_path / 'out' / '空表.json').read_text('utf-8'))) == 3


def test_the_places_of_a_workbook_are_its_cells(shoufa, tmp_path):
    workbook = Workbook()
    workbook.active.append(["单位名称", None])
    for cell in workbook.active[1]:
        cell.border = Border(*[Side(style='thin')] * 4)
    workbook.save(tmp_path / '空表.xlsx')
    (blank,) = json.loads(shoufa('blanks', tmp_path / '空表.xlsx', '--json').stdout)
    assert [blank[key] for key in ('sheet', 'cell', 'label', 'table')] == ['Sheet', 'B1', '单位名称', None]


def test_of_a_classified_form_nothing_is_told(shoufa, tmp_path):
    done = shoufa('blanks', blank_form(tmp_path / '某表.docx', '机密★10年', '各单位：'), '--json')
    assert done.returncode == 5
    assert '单位名称' not in done.stdout
