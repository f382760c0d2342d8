import gc
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from extractors.readers.process.pool import ReadingPool
from extractors.survey.layout import layout_by
from model.errors import Damaged
from office.config import Workplace
from office.exporting import export_hash
from office.importing import import_ledger
from office.ledger_acts import one_named, organisations
from office.previewing import preview_ledger
from office.reviewing import waiting
from office.undoing import undo
from store import layouts
from store.engine import atomic
from tests.build_ledgers import (
    CODES,
    NESTED,
    TICKED,
    nested_ledger,
    nested_row,
    ticked_ledger,
    ticked_row,
    totals_of,
    write_sheet,
)
from tests.build_xls import label, number, xls

NAME = '基本情况/社会组织名称'


def write(path: Path, *lines: tuple[object, ...]) -> Path:
    """A workbook of one sheet with these lines."""
    book = Workbook()
    sheet = book.active
    for line in lines:
        sheet.append(line)
    book.save(path)
    return path


HEAD = ('序号', '社会组织名称', '所属县区', '从业人员总数', '党员总数')


def test_a_ledger_of_nested_heads_comes_in_whole(place, tmp_path):
    done = import_ledger(place, nested_ledger(tmp_path / '台账.xlsx'))
    assert (len(done.added), done.questions, done.totals_dropped) == (12, 0, 1)
    assert all(check.agrees for check in done.totals)
    assert {check.column: check.own for check in done.totals}['党员情况/从业人员党员数'] == 78
    one = one_named(place, '示例市第4商会')
    assert one.facts['established'] is True
    assert one.facts['approval_number'] == '示社党〔2015〕4号'
    assert one_named(place, '示例市第3商会').facts['instructor'] == '王示例3'
    assert not any('620000200001010000' in str(known) for known in organisations(place))


def test_columns_to_be_ticked_are_read_on_every_sheet_which_names_the_county(place, tmp_path):
    done = import_ledger(place, ticked_ledger(tmp_path / '总台账.xlsx'))
    assert (len(done.added), done.questions, done.totals_dropped) == (12, 0, 3)
    assert len(done.totals) == 60
    assert all(check.agrees for check in done.totals)
    assert [sheet.name for sheet in done.sheets if sheet.skipped] == ['封面', '填表说明']
    one = one_named(place, '示例市第6协会')
    assert (one.region, one.type, one.facts['org_level']) == ('乙县', '社会团体', '党支部')
    assert one.facts['affiliation'] == '属地党组织'
    assert one_named(place, '示例市第5协会').facts['not_established_reason'] == '不足三名党员'


def test_a_preview_says_what_an_import_does_and_writes_nothing(place, tmp_path):
    path = ticked_ledger(tmp_path / '总台账.xlsx')
    before = export_hash(place)
    seen = preview_ledger(place, path)
    assert export_hash(place) == before
    assert (seen.rows, seen.new, seen.known, seen.asked) == (12, 12, 0, 0)
    meant = {one.label: (one.field, one.option) for one in seen.columns}
    assert meant['党组织设置/否'] == ('established', False)
    assert meant['隶属关系/业务主管'] == ('affiliation', '业务主管单位党组织')
    done = import_ledger(place, path)
    assert (len(done.added), done.totals) == (seen.new, seen.totals)
    again = preview_ledger(place, path)
    assert (again.new, again.known) == (0, 12)


def test_a_total_that_the_rows_do_not_give_is_told_with_its_column(place, tmp_path):
    rows = [nested_row(one) for one in range(1, 5)]
    total = totals_of(NESTED, rows)
    total[28] += 5
    done = import_ledger(place, nested_ledger(tmp_path / '台账.xlsx', 4, foot=[total]))
    told = [check for check in done.totals if not check.agrees]
    assert [(check.column, check.own - check.read) for check in told] == [('党员情况/从业人员党员数', 5)]
    (item,) = waiting(place)
    assert (item.field, item.act) == ('total_disagrees', done.act)
    assert '差5' in item.reasons[0]


@pytest.mark.parametrize('mark', ['√', '✓', 1, '是', '●', '☑', '○'])
def test_any_mark_is_a_tick_but_one_that_says_no(place, tmp_path, mark):
    book = Workbook()
    rows = [ticked_row(one, established=one % 2 == 0, mark=mark) for one in range(1, 5)]
    write_sheet(book.active, TICKED, rows)
    book.save(tmp_path / '台账.xlsx')
    import_ledger(place, tmp_path / '台账.xlsx')
    listed = organisations(place)
    assert len(listed) == 4
    if mark == '○':
        assert all('established' not in one.facts for one in listed)
    else:
        assert [one.facts['established'] for one in listed] == [False, True, False, True]


def test_a_pair_of_yes_and_no_that_nobody_ticked_or_somebody_ticked_twice_is_asked(place, tmp_path):
    book = Workbook()
    rows = [
        ticked_row(1),
        ticked_row(2) | {'党组织设置/是': None},
        ticked_row(3) | {'党组织设置/否': '√'},
        ticked_row(4) | {'党组织设置/是': '×', '党组织设置/否': '√'},
    ]
    write_sheet(book.active, TICKED, rows)
    book.save(tmp_path / '台账.xlsx')
    done = import_ledger(place, tmp_path / '台账.xlsx')
    assert len(done.added) == 4
    assert sorted((item.about, item.field) for item in waiting(place)) == [
        ('示例市第2协会', 'established'),
        ('示例市第3协会', 'established'),
    ]
    assert one_named(place, '示例市第4协会').facts['established'] is False


def test_totals_may_stand_anywhere_even_without_a_word(place, tmp_path):
    path = write(
        tmp_path / '台账.xlsx',
        ('示例市社会组织台账',),
        ('（截至2025年底）',),
        HEAD,
        (1, '示例市甲一商会', '甲县', 3, 1),
        (2, '示例市甲二商会', '甲县', 4, 1),
        ('小计', None, None, 7, 2),
        (),
        (5, '示例市乙一商会', '乙县', 5, '２'),
        (None, '乙县小计', None, 5, 2),
        (None, None, None, 12, 4),
    )
    done = import_ledger(place, path)
    assert (len(done.added), done.questions, done.totals_dropped) == (3, 0, 3)
    assert [check.own for check in done.totals] == [7, 2, 5, 2, 12, 4]
    assert all(check.agrees for check in done.totals)


def test_a_line_without_a_name_that_is_no_sum_waits(place, tmp_path):
    path = write(tmp_path / '台账.xlsx', HEAD, (1, '示例市甲一商会', '甲县', 3, 1), (2, None, None, 13, 4))
    done = import_ledger(place, path)
    assert (done.added, done.totals_dropped) == (['示例市甲一商会'], 0)
    assert [item.kind for item in waiting(place)] == ['match']


def test_county_cells_that_span_rows_hold_for_each_of_them(place, tmp_path):
    path = write(
        tmp_path / '台账.xlsx',
        ('县区', '社会组织名称', '从业人员总数'),
        ('甲县', '示例市甲一商会', 3),
        (None, '示例市甲二商会', 4),
        ('乙县', '示例市乙一商会', 5),
    )
    book = load_workbook(path)
    book.active.merge_cells('A2:A3')
    book.save(path)
    import_ledger(place, path)
    assert [one.region for one in organisations(place)] == ['甲县', '甲县', '乙县']


def test_sheets_may_order_their_columns_each_in_its_own_way(place, tmp_path):
    book = Workbook()
    book.remove(book.active)
    for place_of, county in enumerate(('甲县', '乙县', '丙县')):
        sheet = book.create_sheet(county)
        head = ('社会组织名称', '从业人员总数', '党员总数')
        line = (f'示例市{county}商会', 10 + place_of, place_of)
        sheet.append(head[place_of:] + head[:place_of])
        sheet.append(line[place_of:] + line[:place_of])
    book.save(tmp_path / '台账.xlsx')
    import_ledger(place, tmp_path / '台账.xlsx')
    listed = [(one.name, one.region, one.facts) for one in organisations(place)]
    assert listed == [
        ('示例市甲县商会', '甲县', {'staff_total': 10, 'members_total': 0}),
        ('示例市乙县商会', '乙县', {'staff_total': 11, 'members_total': 1}),
        ('示例市丙县商会', '丙县', {'staff_total': 12, 'members_total': 2}),
    ]


def test_hidden_rows_count_and_are_told(place, tmp_path):
    path = write(
        tmp_path / '台账.xlsx', HEAD, (1, '示例市甲一商会', '甲县', 3, 1), (2, '示例市甲二商会', '甲县', 4, 1)
    )
    book = load_workbook(path)
    book.active.row_dimensions[3].hidden = True
    book.active.column_dimensions['E'].hidden = True
    book.save(path)
    done = import_ledger(place, path)
    assert (len(done.added), done.hidden) == (2, 1)
    assert any('隐藏' in note for note in done.notes)
    assert one_named(place, '示例市甲二商会').facts['members_total'] == 1


def test_a_formula_without_its_result_waits_and_the_organisation_enters(place, tmp_path):
    path = write(tmp_path / '台账.xlsx', HEAD, (1, '示例市甲一商会', '甲县', '=D9+1', 1))
    done = import_ledger(place, path)
    assert done.added == ['示例市甲一商会']
    (item,) = waiting(place)
    assert (item.subject, item.field) == (organisations(place)[0].id, 'staff_total')


def test_columns_that_nobody_knows_are_named(place, tmp_path):
    path = write(
        tmp_path / '台账.xlsx',
        (*HEAD, '星级', '备注', '空栏'),
        (1, '示例市甲一商会', '甲县', 3, 1, '五星', '已搬迁', None),
    )
    assert import_ledger(place, path).ignored_columns == ['星级', '备注']


def test_an_old_workbook_is_read_alike(place, tmp_path):
    lines = (HEAD, (1, '示例市甲一商会', '甲县', 3, 1), ('合计', None, None, 3, 1))
    cells = [
        label(row, col, value) if isinstance(value, str) else number(row, col, value)
        for row, line in enumerate(lines)
        for col, value in enumerate(line)
        if isinstance(value, str | int)
    ]
    path = xls(tmp_path / '台账.xls', b''.join(cells))
    done = import_ledger(place, path)
    assert (done.added, done.totals_dropped) == (['示例市甲一商会'], 1)
    assert all(check.agrees for check in done.totals)


def test_a_complete_later_list_changes_adds_and_names_whom_it_lacks(with_ledger, tmp_path):
    path = tmp_path / '名单.csv'
    path.write_text(
        '社会组织名称,所属县区,从业人员总数,业务主管单位\n'
        '示例市甲一商会,甲县,15,\n示例市乙二协会,乙县,8,示例市体育局\n示例市丁四中心,甲县,2,\n',
        'utf-8',
    )
    done = import_ledger(with_ledger, path, complete=True, registration=True)
    assert (done.added, done.absent) == (['示例市丁四中心'], ['示例市丙三学校'])
    assert one_named(with_ledger, '示例市丙三学校').state == 'active'
    assert one_named(with_ledger, '示例市乙二协会').supervisor == '示例市体育局'
    assert [item.field for item in waiting(with_ledger)] == ['staff_total']


def test_names_that_are_only_alike_are_new_where_all_are(with_ledger, tmp_path):
    path = tmp_path / '名单.csv'
    path.write_text('社会组织名称,所属县区\n示例市甲一总商会,甲县\n', 'utf-8')
    assert preview_ledger(with_ledger, path).asked == 1
    assert import_ledger(with_ledger, path, all_new=True).added == ['示例市甲一总商会']


def test_an_import_taken_back_leaves_the_ledger_as_it_was(with_ledger, tmp_path):
    before = export_hash(with_ledger)
    path = tmp_path / '名单.csv'
    path.write_text(
        '社会组织名称,所属县区,从业人员总数,联系电话\n'
        '示例市甲一商会,甲县,15,0000-1234567\n示例市丁四中心,甲县,约2,\n',
        'utf-8',
    )
    done = import_ledger(with_ledger, path)
    assert (done.added, done.changed, done.questions) == (['示例市丁四中心'], ['示例市甲一商会'], 2)
    assert export_hash(with_ledger) != before
    undo(with_ledger, done.act)
    assert export_hash(with_ledger) == before
    assert waiting(with_ledger) == []


def test_a_layout_that_a_person_confirmed_is_read_as_told(place, tmp_path):
    lines = (('序号', '社会组织名称', '人手', '星级'), (1, '示例市甲一商会', 3, '五星'))
    path = write(tmp_path / '台账.xlsx', *lines)
    assert import_ledger(place, path).ignored_columns == ['人手', '星级']
    with ReadingPool() as pool, atomic(place.engine) as connection:
        form = next(one for one in place.forms if one.id == 'party_building_survey')
        met = layout_by(pool.read(path), form)
        told = {'人手': 'staff_total'}
        columns = tuple(replace(one, field=told.get(one.label, one.field), reasons=()) for one in met.columns)
        layouts.save(connection, replace(met, columns=columns), (), "经办人", place.now())
    seen = preview_ledger(place, path)
    assert (seen.confirmed_by, seen.not_taken) == ("经办人", ['星级'])
    assert ('人手', 'staff_total') in {(one.label, one.field) for one in seen.columns}


def test_a_list_under_strange_headings_is_read_by_its_names_and_says_so(place, tmp_path):
    path = write(
        tmp_path / '台账.xlsx',
        ('编号甲', '牌子', '人头'),
        *((f'A{one}', f'示例市{one}商会', len(one)) for one in ('春天', '夏天', '秋天', '冬天')),
    )
    done = import_ledger(place, path)
    assert len(done.added) == 4
    assert done.ignored_columns == ['编号甲', '人头']
    assert any('牌子' in note for note in done.notes)


def test_a_workbook_without_names_is_refused(place, tmp_path):
    with pytest.raises(Damaged, match='社会组织名称'):
        import_ledger(place, write(tmp_path / '表.xlsx', ('县区', '电话'), ('甲县', '0000-1234567')))


def test_after_an_import_that_fails_garbage_is_looked_for_again(place, tmp_path):
    (tmp_path / '名单.csv').write_text('县区,备注\n甲县,示例\n', 'utf-8')
    with pytest.raises(Damaged):
        import_ledger(place, tmp_path / '名单.csv')
    assert gc.isenabled()


def test_codes_under_the_head_are_no_organisation(place: Workplace, tmp_path):
    book = Workbook()
    write_sheet(book.active, NESTED, [nested_row(1)], titles=('台账',), codes=CODES)
    book.save(tmp_path / '台账.xlsx')
    assert import_ledger(place, tmp_path / '台账.xlsx').added == ['示例市第1商会']


def test_a_head_of_two_lines_that_comes_again_stays_whole(place, tmp_path):
    head = (('县区', '社会组织', None, '党员', None), (None, '名称', '业务主管单位', '正式', '合计'))
    path = write(
        tmp_path / '台账.xlsx',
        *head,
        ('甲县', '示例市春天商会', None, 1, 2),
        *head,
        ('乙县', '示例市夏天商会', None, 3, 4),
    )
    import_ledger(place, path)
    two = one_named(place, '示例市夏天商会')
    assert (two.region, two.facts) == ('乙县', {'full_members': 3, 'members_total': 4})
