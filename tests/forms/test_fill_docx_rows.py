from tests.build import docx, p, r, tbl, tc, tr
from tests.forms.filled import W, cell, changed_members, fill

PARA = '<w:p w14:paraId="1A2B3C4D"><w:bookmarkStart w:id="0" w:name="a"/><w:bookmarkEnd w:id="0"/></w:p>'


def listed(path, *rows, after=('合计', '')):
    return docx(
        path / 'blank.docx', tbl(tr('名称', '人数'), *rows, tr(*after), tr(tc('注：如实填写'))) + p('末行')
    )


def fill_names(form, count):
    return fill(
        form,
        *(cell(0, 1, 0, f'示例{n}协会', repeating=True, entry=n) for n in range(count)),
        *(cell(0, 1, 1, str(n), repeating=True, entry=n) for n in range(count)),
    )


def column(filled, number):
    texts = [text for path, text in filled.cells.items() if path.endswith(f'tc[{number}]')]
    return [text for text in texts if text]


def test_entries_take_the_blank_rows_then_new_ones_before_the_total(tmp_path):
    form = listed(tmp_path, tr('', ''), tr('', ''))
    filled = fill_names(form, 5)
    assert column(filled, 1) == ['名称', *(f'示例{n}协会' for n in range(5)), '合计', '注：如实填写']
    assert column(filled, 2) == ['人数', '0', '1', '2', '3', '4']
    assert changed_members(filled.before, filled.data) == ['word/document.xml']
    old, new = filled.before, filled.member('word/document.xml')
    assert old != new
    assert new.endswith(fill(form).member('word/document.xml').partition('合计'.encode())[2])


def test_fewer_entries_leave_rows_blank(tmp_path):
    filled = fill_names(listed(tmp_path, tr('', ''), tr('', ''), tr('', '')), 2)
    assert len(list(filled.root.iter(W + 'tr'))) == 6


def test_a_new_row_bears_no_id_of_another(tmp_path):
    filled = fill_names(listed(tmp_path, tr(tc(PARA), '')), 3)
    text = filled.member('word/document.xml').decode()
    assert text.count('1A2B3C4D') == 1
    assert text.count('bookmarkStart') == 1


def test_printed_numbers_count_on(tmp_path):
    rows = [tr(str(n), '', '') for n in (1, 2)]
    form = docx(tmp_path / 'blank.docx', tbl(tr('序号', '名称', '人数'), *rows))
    filled = fill(form, *(cell(0, 1, 1, f'示例{n}协会', repeating=True, entry=n) for n in range(4)))
    assert column(filled, 1) == ['序号', '1', '2', '3', '4']


def test_units_and_boxes_stand_in_new_rows_too(tmp_path):
    form = docx(tmp_path / 'blank.docx', tbl(tr('名称', '人数'), tr('', '   人')))
    filled = fill_names(form, 3)
    assert column(filled, 2)[1:] == ['0人', '1人', '2人']


def test_a_section_printed_once_goes_on_over_new_rows(tmp_path):
    def rows(*merges):
        return [tr(tc('社会组织' if merge else '', f'<w:vMerge{merge}/>'), '') for merge in merges]

    form = docx(tmp_path / 'blank.docx', tbl(tr('类别', '名称'), *rows(' w:val="restart"')))
    filled = fill(form, *(cell(0, 1, 1, f'示例{n}协会', repeating=True, entry=n) for n in range(3)))
    assert column(filled, 1) == ['类别', '社会组织']
    assert column(filled, 2) == ['名称', '示例0协会', '示例1协会', '示例2协会']


def test_new_rows_keep_the_font_of_the_last(tmp_path):
    mark = '<w:rPr><w:sz w:val="30"/></w:rPr>'
    form = docx(
        tmp_path / 'blank.docx', tbl(tr('名称', '人数'), tr(tc(p('', mark)), tc(f'<w:p>{r("人")}</w:p>')))
    )
    filled = fill_names(form, 2)
    sizes = [
        each.get(W + 'val')
        for each in filled.root.iter(W + 'sz')
        if each.getparent().getparent().tag == W + 'r'
    ]
    assert sizes == ['30', '30']


def test_what_stands_below_the_list_is_found_where_it_was(tmp_path):
    form = listed(tmp_path, tr('', ''))
    entries = [cell(0, 1, 1, str(n), repeating=True, entry=n) for n in range(3)]
    filled = fill(form, *entries, cell(0, 2, 1, '3'))
    assert column(filled, 2) == ['人数', '0', '1', '2', '3']
