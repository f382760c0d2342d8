"""Lists of campaigns: their numbers, what each rests on, and what is said where there is nothing."""

import dataclasses
import datetime as dt
import re

import pytest
from docx import Document
from openpyxl import load_workbook

from model.errors import UsageFault
from office.importing import import_ledger
from office.instructing import import_instructors
from office.intake import take_in
from office.list_desk import Desk, basis_of
from office.outside import import_figures
from office.papers import KINDS, draft_again, drafts_of, kinds_of, list_papers, papers
from office.plan_acts import propose
from office.planning import pack_named
from office.populations import load_population
from office.targets import targets
from office.tasks import import_tasks
from outgoing.marks import unmarked
from store import rows as row_store
from store.engine import atomic

SANMENXIA, NINGBO, LIAONING, GANSU = 'sanmenxia_2011', 'ningbo_2018', 'liaoning_2016', 'gansu_2016'
LEDGER = """\
name,region,业务主管单位,党员总数,full_members_full_time,full_members_part_time,是否建立党组织,是否规模较大,组建方式,批准文号,党组织成立时间
示例甲一会,甲县,示例市教育局,4,4,0,否,否,,,
示例甲二会,甲县,,1,1,0,否,否,,,
示例甲三会,甲县,示例市教育局,3,2,1,否,是,,,
示例甲四会,甲县,,9,9,0,是,否,单独组建,示民党〔2026〕3号,2026-03-01
示例乙一会,乙县,,5,5,0,是,否,联合组建,,
示例乙二会,乙县,,1,1,0,,否,,,
示例乙三会,乙县,,6,6,0,是,否,单独组建,示民党〔2010〕9号,2010-05-01
"""


@pytest.fixture
def write(tmp_path):
    def text(name, *lines):
        path = tmp_path / name
        path.write_text('\n'.join(lines) + '\n', 'utf-8')
        return path

    return text


@pytest.fixture
def organised(place, write):
    import_ledger(place, write('台账.csv', *LEDGER.splitlines()))
    return place


@pytest.fixture
def towns(place, write):
    """100 towns, 98 of them in the table, 45 done; one of these without a day, a task of 2 towns more."""
    named = [f'示例{number}街道' for number in range(100)]
    load_population(
        place, write('街道.csv', '街道名称,所属县区', *(f'{one},甲县' for one in named)), 'town', NINGBO
    )
    days = ['2026-03-01', *[''] * 97]
    rows = [
        f'{one},服务中心建设,{"建成" if number < 45 else "未建成"},{days[number]},{"照片" if number else ""}'
        for number, one in enumerate(named[:98])
    ]
    import_tasks(place, write('任务.csv', '责任单位,任务,状态,完成日期,佐证', *rows), NINGBO)
    return place


def one_paper(place, campaign, kind):
    (made,) = list_papers(place, campaign, [kind])
    return made


def texts(paper, table=0):
    return [tuple(map(unmarked, row)) for row in paper.tables[table].rows]


def figure(paper, key):
    return next(one for one in paper.figures if one.key == key)


def test_a_branch_is_cleared_only_with_its_approval_and_both_counts_are_printed(organised):
    made = one_paper(organised, SANMENXIA, 'clearing')
    assert unmarked(made.lead[0]) == (
        '列入清单6家：已组建2家，其中有批复、已销号1家，自报（缺批复）1家；未组建3家，是否建立待核实1家。'
        '另有1家在活动开始前已经批复建立，不列入。'
    )
    built = {row[1]: row[5:] for row in texts(made, 2)}
    assert built == {
        '示例甲四会': ('示民党〔2026〕3号', '2026年3月1日', '已销号'),
        '示例乙一会': ('缺', '缺', '自报（缺批复）'),
    }
    assert texts(made) == [('1', '甲县', '4', '1', '0', '3', '0'), ('2', '乙县', '2', '0', '1', '0', '1')]
    assert tuple(map(unmarked, made.tables[0].total)) == ('6', '1', '1', '3', '1')


def test_methods_are_offered_with_their_doubts_and_sentences_and_none_is_chosen(organised):
    made = one_paper(organised, SANMENXIA, 'clearing')
    told = {row[1]: row for row in texts(made, 1)}
    assert told['示例甲一会'][4] == '单独组建（拟，待审定）'
    assert told['示例甲三会'][4].startswith('可选：联合组建、挂靠组建（待选定）；存疑：派员组建（')
    assert told['示例甲一会'][5:7] == ('示例市教育局党组织', '2011年5月10日')
    assert told['示例甲二会'][5] == '（待明确）'
    assert any(note.startswith('派员组建：“对规模较大') for note in map(unmarked, made.notes))
    propose(organised, SANMENXIA)
    assert {row[1]: row for row in texts(one_paper(organised, SANMENXIA, 'clearing'), 1)} == told


def test_forty_five_of_a_hundred_towns_and_the_silent_ones_among_them(towns):
    made = one_paper(towns, NINGBO, 'progress')
    assert texts(made) == [('1', '服务中心建设', '100', '45', '0', '53', '0', '2', '0', '45.0%')]
    assert tuple(map(unmarked, made.tables[0].total)) == ('100', '45', '0', '53', '0', '2', '0', '45.0%')
    assert unmarked(made.lead[0]) == (
        '目标：街道(乡镇)级社会组织服务中心建成率不低于45%；现为45.0%（45/100，其中2个未报），已达到。'
    )
    assert figure(made, 'total.rate').parts == ('total.done', 'total.units')


def test_what_should_be_told_and_is_not_is_open(towns):
    rows = {row[2]: row for row in texts(one_paper(towns, NINGBO, 'tasks'))}
    assert rows['示例0街道'][3:8] == ('已完成', '（待明确）', '2026年3月1日', '（待明确）', '—')
    assert rows['示例1街道'][3:8] == ('已完成', '（待明确）', '（待明确）', '照片', '—')
    assert rows['示例99街道'][3] == '未报'
    chased = one_paper(towns, NINGBO, 'chasing')
    assert len(chased.tables[0].rows) == 55
    assert unmarked(chased.lead[0]) == '未完成或未报的共55项。'


def test_the_notice_s_tasks_are_shared_out_as_an_annex(place):
    made = one_paper(place, NINGBO, 'breakdown')
    rows = texts(made)
    assert (made.annex, len(rows)) == (True, 10)
    assert rows[8][2:4] == ('各区县(市)民政局', '年底前（2018年12月31日）')
    assert {row[3] for row in rows if row[3] not in {'年底前（2018年12月31日）', '“七一”前后'}} == {
        '（待明确）'
    }


@pytest.fixture
def both(organised, write):
    firms = [
        f'示例{n}厂,{"甲乙"[n % 2]}县,20,{"是" if n < 7 else "否"},{"单独组建" if n < 7 else ""}'
        for n in range(10)
    ]
    head = '企业名称,所属县区,从业人员总数,是否建立党组织,组建方式'
    load_population(organised, write('企业.csv', head, *firms), 'enterprise', LIAONING)
    people = write(
        '指导员.csv',
        '姓名,单位,联系电话,联系单位,选派日期',
        '示例一,示例市民政局,13800000001,示例甲一会,2026-03-10',
    )
    import_instructors(organised, people)
    return organised


def test_organisations_and_enterprises_each_have_their_denominator(both):
    made = one_paper(both, LIAONING, 'coverage')
    totals = [tuple(map(unmarked, table.total)) for table in made.tables]
    assert totals == [
        ('7', '3', '2', '1', '4', '42.9%', '57.1%'),
        ('10', '7', '0', '0', '7', '70.0%', '70.0%'),
    ]
    told = {(one.kind, one.what): one.lines[0] for one in targets(both, LIAONING).coverage}
    worked = told['organisation', '党的工作覆盖']
    assert (worked.numerator, worked.denominator) == (4, 7)
    assert not any(one.value == 17 for one in made.figures)
    assert len(figure(made, 'enterprise.total.established').rows) == 7


def test_party_statistics_stand_beside_ours_with_the_difference(both, write):
    none = one_paper(both, LIAONING, 'statistics')
    assert (none.tables[0].rows, '不是零' in none.tables[0].none) == ((), True)
    table = write('党内统计.csv', '县区,社会组织数,已建党组织数', '甲县,5,2', '乙县,3,', '合计,8,4')
    import_figures(both, table, '党内统计', dt.date(2026, 3, 13))
    made = one_paper(both, LIAONING, 'statistics')
    assert texts(made) == [
        ('1', '甲县', '5', '2', '40.0%', '4', '1', '25.0%', '－1', '－1'),
        ('2', '乙县', '3', '待核实', '待核实', '3', '2', '66.7%', '0', '待核实'),
    ]
    assert tuple(map(unmarked, made.tables[0].total)) == ('8', '4', '50.0%', '7', '3', '42.9%', '－1', '－1')
    goals = [row for row in texts(one_paper(both, LIAONING, 'targets')) if row[0] == '2']
    assert [(row[4], row[5:9]) for row in goals] == [
        ('党内统计（2026-03-13）', ('4', '8', '50.0%', '未达到')),
        ('台账（对照）', ('3', '7', '42.9%', '—')),
    ]
    assert goals[1][9] == '台账比上行：基数－1，已达－1'


def test_three_ledgers_and_what_belongs_to_none_of_them(both):
    names = {
        kind: [[row[1] for row in texts(one_paper(both, LIAONING, kind), place)] for place in (0, 1)]
        for kind in ('alone', 'joint', 'other', 'work')
    }
    assert names['alone'][0] == ['示例甲四会', '示例乙三会']
    assert len(names['alone'][1]) == 7
    assert names['joint'] == [['示例乙一会'], []]
    assert names['other'] == [[], []]
    assert names['work'] == [['示例甲一会'], []]


def test_what_is_clear_is_counted_by_county_and_told_one_by_one(both):
    made = one_paper(both, LIAONING, 'clear')
    county, each, firms, _ = made.tables
    assert tuple(map(unmarked, county.rows[0][2:])) == ('3', '0', '0', '3', '0', '0', '0', '待核实', '8')
    assert tuple(map(unmarked, firms.total)) == ('3', '0', '3', '0', '0', '0', '0', '60', '待核实')
    assert tuple(map(unmarked, each.rows[0][3:6])) == ('缺经营运行情况', '缺从业人员总数', '清')


def test_instructors_are_counted_by_county_and_their_telephones_masked(both):
    made = one_paper(both, LIAONING, 'sending')
    assert unmarked(made.lead[0]) == '联系社会组织的在派指导员1名，联系单位1家。'
    assert texts(made, 1)[0][1:7] == (
        '示例甲一会', '甲县', '示例一', '示例市民政局', '13*******01', '2026年3月10日至2027年3月9日',
    )  # fmt: skip


def test_people_are_told_by_post_and_nothing_else_is_said_of_them(both):
    made = one_paper(both, LIAONING, 'people')
    told = {row[1]: row[3:] for row in texts(made)}
    assert told['示例甲一会'] == ('—', '—', '示例一', '—', '待核实')
    assert told['示例甲四会'] == ('待核实', '待核实', '—', '—', '待核实')
    assert '示例甲二会' not in told


def test_deadlines_come_in_order_with_the_days_left(both):
    made = one_paper(dataclasses.replace(both, today=dt.date(2016, 11, 1)), LIAONING, 'deadlines')
    told = [(row[1], row[4]) for row in texts(made)]
    assert told[0] == ('2016年8月31日', '已过62天')
    assert ('2016年11月10日', '还有9天') in told
    assert ('2016年11月30日', '还有29天') in told
    assert texts(made, 1)[0] == ('1', '非公有制企业党组织覆盖率70%', '70.0%（7/10），已达到')


def test_returns_are_summed_by_organisation_and_by_county(with_ledger, survey):
    survey(
        '甲县/附件1.xlsx',
        (1, '示例市甲一商会', 12, 5, 7, 3, 3, 0, '否'),
        (2, '示例市没听说过的协会', 9, 4, 5, 2, 2, 0, '是'),
        ('合计', None, 21, 9, 12, 6, 5, 0, None),
    )
    list(take_in(with_ledger))
    made = one_paper(with_ledger, SANMENXIA, 'summary')
    assert unmarked(made.lead[0]).startswith(
        '报送明细2行：列入本表1行，待核1行、不采用0行未列入；另有合计、小计1行'
    )
    assert texts(made)[0][1:6] == ('示例市甲一商会', '甲县', '12', '5', '7')
    assert [unmarked(cell) for cell in made.tables[0].total][:4] == ['—', '12', '5', '7']
    row = figure(made, 'row.1')
    assert (row.sources[0].register, len(row.rows)) == (1, 1)
    counties = one_paper(with_ledger, SANMENXIA, 'counties')
    assert [(row[1], row[2]) for row in texts(counties)] == [
        ('甲县', '已报'),
        ('乙县', '未报'),
        ('丙县', '未报'),
    ]
    assert counties.lead == ('未报送：乙县、丙县。',)
    assert '另有1家待核，暂不可比' in str(texts(counties)[0])


@pytest.mark.parametrize('campaign', [SANMENXIA, NINGBO, LIAONING, GANSU])
def test_every_list_is_written_even_of_nothing(place, campaign):
    sent, _ = papers(place, campaign)
    assert [one.status for one in sent] == ['written'] * len(kinds_of(place, campaign))
    for one in sent:
        assert one.file.name.endswith('_2026-03-13.docx')
        words = '\n'.join(paragraph.text for paragraph in Document(str(one.file)).paragraphs)
        assert '（截至2026年3月13日）' in words
        assert Document(str(one.file)).tables or '无' in words or '不是零' in words


def test_every_digit_of_rows_and_leads_is_marked_and_sums_are_sums(both, towns):
    for campaign in (SANMENXIA, NINGBO, LIAONING):
        for made in list_papers(both, campaign):
            cells = [*made.lead, *(cell for table in made.tables for row in table.rows for cell in row[1:])]
            cells += [cell for table in made.tables for cell in table.total or ()]
            loose = [one for one in cells if re.search(r'\d', re.sub('\ufdd0[^\ufdd2]*\ufdd2', '', one))]
            assert (made.kind, loose) == (made.kind, [])
            values = {one.key: one.value for one in made.figures}
            sums = [one for one in made.figures if one.origin == 'sum' and one.parts]
            assert all(one.value == sum(values[part] for part in one.parts) for one in sums)


def test_a_second_run_changes_nothing_and_a_recipe_makes_the_same_draft(both, write):
    _, books = papers(both, LIAONING, ['coverage', '五清清单'], xlsx=True)
    again, same = papers(both, LIAONING, ['coverage', '五清清单'], xlsx=True)
    assert [one.status for one in again] == ['unchanged', 'unchanged']
    assert books == same
    assert [one.value for one in next(load_workbook(books[0]).worksheets[0].iter_rows(min_row=2))][:3] == [
        1,
        '甲县',
        4,
    ]
    (draft,) = drafts_of(both, LIAONING, list_papers(both, LIAONING, ['coverage']), 'office')
    assert draft.recipe
    later = dataclasses.replace(both, today=dt.date(2026, 4, 1))
    import_ledger(later, write('新.csv', 'name,region,是否建立党组织', '示例丙一会,丙县,是'))
    assert draft_again(later, draft.recipe) == (draft,)
    assert len(one_paper(later, LIAONING, 'coverage').tables[0].rows) == 3


def test_a_list_that_the_notice_gives_no_ground_for_is_refused(place):
    with pytest.raises(UsageFault, match='没有“clear”这种清单'):
        kinds_of(place, NINGBO, ['clear'])
    with pytest.raises(UsageFault, match='没有可出的清单'):
        kinds_of(place, 'dongguan_2016')
    assert set(kinds_of(place, LIAONING)) < set(KINDS)


def test_a_ledger_that_was_empty_on_the_day_is_open_and_not_nought(both, write):
    import_figures(
        both,
        write('党内统计.csv', '县区,社会组织数,已建党组织数', '甲县,5,2', '合计,8,4'),
        '党内统计',
        dt.date(2025, 1, 1),
    )
    made = one_paper(both, LIAONING, 'statistics')
    assert tuple(map(unmarked, made.tables[0].total)) == ('8', '4', '50.0%', *['待核实'] * 5)
    assert '台账同日还没有记载，各数待核实（不是零）' in unmarked(made.lead[0])


def test_imported_statistics_without_a_whole_total_are_said_to_be_so(both, write):
    table = write('党内统计.csv', '县区,社会组织数,已建党组织数', '甲县,5,2', '乙县,3,')
    import_figures(both, table, '党内统计', dt.date(2026, 3, 1))
    rows = {row[0]: row for row in texts(one_paper(both, LIAONING, 'targets'))}
    assert '已导入的党内统计（2026年3月1日）没有完整的合计，缺乙县、丙县，这里按台账计' in rows['2'][9]
    assert '没有这类单位的数' in rows['1'][9]
    assert '还没有导入' not in rows['1'][9] + rows['2'][9]


def test_a_time_limit_without_a_day_is_listed_with_its_words(place):
    rows = texts(one_paper(place, GANSU, 'deadlines'))
    assert rows[0][1:] == (
        '（待明确）',
        '完成选派党建工作指导员的工作',
        '各地各部门',
        '具体日期待明确',
        '待核实',
        '此通知下发15天内',
    )


def test_a_row_bears_the_name_of_the_ledger_where_it_is_known_there(with_ledger, survey):
    survey('甲县/附件1.xlsx', (1, '示例市甲一商会', 12, 5, 7, 3, 3, 0, '否'))
    list(take_in(with_ledger))
    with atomic(with_ledger.engine) as connection:
        (row,) = row_store.list_rows(connection, 1)
        row_store.replace_all(connection, 1, [dataclasses.replace(row, name='示例市甲一商汇')])
    assert texts(one_paper(with_ledger, SANMENXIA, 'summary'))[0][1] == '示例市甲一商会'


def test_a_title_within_the_title_of_the_notice_has_marks_of_its_own(place):
    pack = dataclasses.replace(pack_named(place, GANSU), notice_title='关于印发《要点》的通知')
    assert '《关于印发〈要点〉的通知》' in unmarked(basis_of(Desk(place, pack), Desk(place, pack).book()))
