"""Circulars and reports from made-up facts: what they say, and what they never say."""

import datetime as dt
import io
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import docx
import pytest
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph
from openxml_audit import FileFormat, OpenXmlValidator

from model.errors import BadSetting, CannotStart
from model.figure import Source
from model.office import IssuingName, Office
from outgoing.blanks_left import blanks_left
from outgoing.circular import progress_circular
from outgoing.draft import Asked, Before, CampaignFacts, Choice, CountyLine, Draft, Goal, OpenDuty
from outgoing.marks import places, unmarked
from outgoing.press import print_document
from outgoing.report import implementation_report
from scripts.make_templates import FOLDER
from tests.outgoing.bare import bare_digits, texts_of
from tests.outgoing.made import BUREAU, FACTS, LINES, OFFICE, PARTY

REQUESTS = re.compile('请批示|请批复|妥否|当否|请予批准|请予审批')
EARLIER = tuple(
    replace(line, established=(line.established or 0) - 1, independent=(line.independent or 0) - 1)
    for line in LINES[:-1]
)
WHOLE = replace(
    FACTS,
    before=Before(0, dt.date(2026, 2, 21), EARLIER, FACTS.reported),
    asked=(Asked('乙县', waiting=2, questions=1, sources=(Source(7),)), Asked('庚县', unequal=1)),
    duties=(
        OpenDuty("完成选派工作，每月不少于2次", "市民政局", 'do', dt.date(2026, 3, 17), None, Source(1)),
        OpenDuty("报送台账", "各县（区）", 'chase', dt.date(2026, 3, 20)),
    ),
    goals=(
        Goal("社会组织党组织覆盖率", "不低于70%", False, 210, 310, '67.7%', "党内统计（2026年3月1日）"),
        Goal("企业党组织覆盖率", "不低于70%", True, 40, 50, '80.0%', "企业名单"),
        Goal("联合党组织数量", "翻番", None),
    ),
)
"""Facts with every section that a paper can have."""


def circular(facts: CampaignFacts = FACTS, office: Office = OFFICE, **choice) -> Draft:
    return progress_circular(office, BUREAU, facts, Choice(**choice))


def report(facts: CampaignFacts = FACTS, issuing: IssuingName = BUREAU, **choice) -> Draft:
    return implementation_report(OFFICE, issuing, facts, Choice(**choice))


DRAFTS = [circular(WHOLE), report(WHOLE)]
each = pytest.mark.parametrize('draft', DRAFTS, ids=lambda draft: draft.doc_type)


def printed(draft: Draft) -> bytes:
    return print_document(FOLDER / draft.template, draft.context)


def words(draft: Draft) -> str:
    """All that a person reads, cells of a row between bars."""
    lines: list[str] = []
    for block in docx.Document(io.BytesIO(printed(draft))).iter_inner_content():
        if isinstance(block, Paragraph):
            lines.append(block.text)
        elif isinstance(block, Table):
            rows = block._tbl.tr_lst
            lines += (' | '.join(_Cell(cell, block).text for cell in row.tc_lst) for row in rows)
    return '\n'.join(lines) + '\n'


def said(draft: Draft) -> str:
    """The text of a draft without printing it."""
    return '\n'.join(unmarked(text) for text in texts_of(draft.context))


@each
def test_the_text_is_the_one_looked_at(draft: Draft, golden: Callable[[str, str], None]) -> None:
    golden(f'outgoing_{draft.doc_type}', words(draft))


@each
def test_a_draft_is_sound(draft: Draft, tmp_path: Path) -> None:
    path = tmp_path / 'draft.docx'
    path.write_bytes(printed(draft))
    assert OpenXmlValidator(file_format=FileFormat.OFFICE_2019).validate(path).errors == []


@each
def test_number_and_date_are_left_open(draft: Draft) -> None:
    assert "〔2026〕　号" in words(draft)
    assert "\n2026年　月　日\n" in words(draft)


@each
def test_no_digit_stands_outside_a_figure(draft: Draft) -> None:
    assert bare_digits(draft) == []


@each
def test_every_figure_of_the_paper_is_printed_and_leads_on(draft: Draft) -> None:
    keys = {key for text in texts_of(draft.context) for key, _, _ in places(text)}
    assert keys == {figure.key for figure in draft.figures}
    assert len(keys) == len(draft.figures)
    assert {part for figure in draft.figures for part in figure.parts} <= keys


@each
def test_file_names_hold_no_space_and_papers_no_hard_word(draft: Draft) -> None:
    assert not re.search(r'\s', draft.file_name)
    assert '造假' not in words(draft)


def test_a_count_leads_to_its_rows() -> None:
    figures = {figure.key: figure for figure in circular().figures}
    assert figures['county.甲县.established'].rows == tuple(range(1, 10))
    assert len(figures['total.unestablished'].rows or ()) == figures['total.unestablished'].value == 153
    assert figures['total.coverage'].text == '49.0%'
    assert figures['total.coverage'].parts == ('total.established', 'total.organisations')


def test_received_but_unread_is_never_called_missing() -> None:
    text = said(circular())
    assert "12个县（区）中9个已报送，甲县、丙县未报送，丑区报表已收到、正在核对。" in text
    assert "丑区未报送" not in text
    assert "上述3个县（区）按台账现有数计入后，全市组建率68.1%（147/216）" in text


def test_figures_of_earlier_rounds_are_called_what_they_are() -> None:
    told = {'甲县': 1, '丙县': 0}
    lines = tuple(replace(line, told_in=told.get(line.region)) for line in LINES)
    text = said(circular(replace(FACTS, round=2, counties=lines)))
    assert "；甲县沿用上期数、丙县沿用启动摸底数、丑区按台账现有数计入后，全市组建率" in text
    text = said(circular(replace(FACTS, round=3, counties=lines)))
    assert "；甲县沿用第1期数、丙县沿用启动摸底数" in text


def test_a_unit_that_never_told_anything_is_counted_by_nobody() -> None:
    nothing = CountyLine('甲县', None, None, None, None, None, None, None, None)
    text = said(circular(replace(FACTS, counties=(nothing, *LINES[1:]))))
    assert "；丙县、丑区按台账现有数计入后，全市（不含甲县）组建率69.7%（138/198）" in text


def test_who_told_too_little_for_the_rate_is_named() -> None:
    lines = (LINES[0], replace(LINES[1], eligible=None, organisations=None), *LINES[2:])
    text = said(circular(replace(FACTS, counties=lines)))
    assert "已核8个县（区）应建144家、已建106家，组建率73.6%（106/144）（乙县数据不全，未计入）" in text


def test_the_rate_that_most_units_can_tell_is_printed() -> None:
    lines = tuple(replace(line, eligible=None) if line.region in '乙县丁县' else line for line in LINES)
    assert "已核9个县（区）登记社会组织225家、已建116家，党的组织覆盖率51.6%（116/225）" in said(
        circular(replace(FACTS, counties=lines))
    )


def test_what_is_no_units_stands_beside_the_checked() -> None:
    lines = (*LINES, replace(LINES[0], region="市本级", rows={}))
    text = said(circular(replace(FACTS, counties=lines), missing='exclude'))
    assert "已核县（区）、市本级登记社会组织250家" in text
    assert "市本级按台账现有数计入后" in said(circular(replace(FACTS, counties=lines)))


def test_when_all_have_reported_one_basis_is_enough() -> None:
    facts = replace(FACTS, reported=OFFICE.counties, missing=(), checking=())
    assert "12个县（区）均已报送。" in said(circular(facts))
    assert "合计" in said(circular(facts)).split()


def test_nobody_reported_is_said_without_a_rate_of_its_own() -> None:
    facts = replace(FACTS, reported=(), missing=OFFICE.counties, checking=())
    text = said(circular(facts))
    assert "12个县（区）中0个已报送" in text
    assert "已核" not in text.partition("截至2026年")[0]
    assert "数据尚未核定" in said(circular(facts, missing='exclude')) or "未计入" in said(
        circular(facts, missing='exclude')
    )


def test_what_nobody_knows_is_a_dash_and_never_a_zero() -> None:
    lines = (replace(LINES[0], eligible=None, members=None), *LINES[1:])
    text = said(circular(replace(FACTS, counties=lines)))
    assert "“—”表示没有已核定的数据" in text
    row = circular(replace(FACTS, counties=lines)).context['rows'][0]
    assert (row['eligible'], row['members'], row['formation']) == ("—", "—", "—")


def test_the_rounding_is_the_offices_own() -> None:
    office = replace(OFFICE, layout=replace(OFFICE.layout, rounding='truncate'))
    assert "68.0%（147/216）" in said(circular(office=office))
    assert "尾数只舍不入" in said(circular(office=office))


def test_shares_that_do_not_add_up_say_so() -> None:
    assert "占比之和不等于百分之百" in said(circular(missing='exclude'))
    assert "占比之和不等于百分之百" not in said(circular(missing='carry'))


def test_forms_that_add_up_to_more_than_all_branches_stop_the_paper() -> None:
    with pytest.raises(CannotStart, match='组建方式之和'):
        circular(replace(FACTS, counties=(replace(LINES[0], joint=200), *LINES[1:])))


def test_an_unknown_population_makes_no_paper() -> None:
    lines = tuple(replace(line, organisations=0, eligible=None) for line in LINES)
    with pytest.raises(CannotStart, match='没有登记社会组织'):
        circular(replace(FACTS, counties=lines))


def test_the_last_round_asks_for_no_next_one() -> None:
    assert "下一期" not in said(circular(replace(FACTS, next_due=None)))
    assert "下一期" not in said(report(replace(FACTS, next_due=None)))


def test_a_campaign_without_rounds_methods_or_units_still_makes_sense() -> None:
    facts = replace(
        FACTS, round=None, reported=(), missing=(), checking=(), methods=(), waiting=0, next_due=None
    )
    assert "现将社会组织百日集中组建活动进展情况通报如下：" in words(circular(facts))
    assert blanks_left(printed(report(facts))) == ('主要做法', '下一步打算')


def test_without_a_round_before_nothing_is_compared() -> None:
    assert circular().context['changes'] == ()
    assert "与上期相比" not in words(circular())


def test_changes_are_told_of_units_known_in_both_rounds_only() -> None:
    first, by_unit = map(unmarked, circular(WHOLE).context['changes'])
    assert first.startswith(
        "与启动摸底（截至2026年2月21日）相比，按两期台账和报表数据，已核县（区）应建162家，与此前持平，"
    )
    assert "由66.0%（107/162）升至71.6%（116/162），上升5.6个百分点（按公布数计算）" in first
    assert by_unit.startswith("已建党组织数增加的有乙县（由9家到10家）")
    assert not {'甲县', '丙县', '丑区'} & set(re.findall('[甲丙丑][县区]', by_unit))


def test_organisations_that_came_and_went_are_told_from_the_lists() -> None:
    gone = replace(LINES[1], rows={**LINES[1].rows, 'organisations': (999, *range(26, 50))})
    assert WHOLE.before is not None
    facts = replace(WHOLE, before=replace(WHOLE.before, counties=(LINES[0], gone, *LINES[2:])))
    assert "其间台账新增1家、减少1家。" in [unmarked(text) for text in circular(facts).context['changes']]


def test_ties_share_a_place_and_units_without_a_rate_have_none() -> None:
    lines = (replace(LINES[0], eligible=None), *LINES[1:])
    rows = [
        unmarked(row['region'])
        for row in circular(replace(FACTS, counties=lines), ranked=True).context['rows']
    ]
    assert rows[:3] == ['1　壬县', '2　辛县', '3　庚县']
    assert rows[6:12] == ['7　乙县', '7　子区', '9　癸县', '甲县＊', '丙县＊', '丑区＊']


def test_the_goals_have_a_denominator_each_and_a_blank_where_none_is_known() -> None:
    text = words(report(WHOLE))
    assert (
        "社会组织党组织覆盖率目标不低于70%；按党内统计（2026年3月1日）为67.7%（210/310），尚未达到。" in text
    )
    assert "企业党组织覆盖率目标不低于70%；按企业名单为80.0%（40/50），已达到。" in text
    assert blanks_left(printed(report(WHOLE))) == ('联合党组织数量完成情况', '主要做法')


def test_what_a_person_must_write_is_yellow() -> None:
    document = docx.Document(io.BytesIO(printed(report(WHOLE))))
    marked = [run for one in document.paragraphs for run in one.runs if '〔请填写：' in run.text]
    assert marked
    assert all(run.font.highlight_color is not None for run in marked)


def test_a_circular_asks_of_others_and_a_report_of_us_too() -> None:
    down, up = said(circular(WHOLE)), said(report(WHOLE))
    assert "各县（区）：报送台账（期限2026年3月20日）。" in down
    assert "每月不少于2次" not in down
    assert "督促各县（区）报送台账（期限2026年3月20日" in up
    assert "完成选派工作，每月不少于2次（期限2026年3月17日）。" in up


def test_open_questions_are_counts_and_units() -> None:
    text = said(circular(WHOLE))
    assert "乙县报表中有2家社会组织的报送信息待核，所报数暂未采用。" in text
    assert "庚县报表中有1处汇总数与明细不一致，按明细统计。" in text


def test_a_report_goes_to_one_superior_and_asks_for_nothing() -> None:
    draft = report()
    assert draft.recipients == ("示例省民政厅",)
    text = words(draft)
    assert "\n示例省民政厅：\n" in text
    assert "签发人：" in text
    assert not REQUESTS.search(text)
    assert "抄送" not in text
    order = [
        text.index(head)
        for head in ("一、基本情况", "二、主要做法", "三、存在问题", "四、下一步打算", "特此报告。")
    ]
    assert order == sorted(order)


def test_the_same_facts_go_to_the_superior_of_each_name() -> None:
    bureau, party = report(), report(issuing=PARTY)
    assert party.recipients == ("中共示例省民政厅党组",)
    assert party.file_name != bureau.file_name
    assert party.figures == bureau.figures


def test_a_report_without_a_superior_is_refused() -> None:
    with pytest.raises(BadSetting, match='superior'):
        report(issuing=replace(BUREAU, superior=None))


def test_a_circular_copies_the_superior_and_says_who_printed_it() -> None:
    text = words(circular())
    assert "抄送：示例省民政厅。" in text
    assert "示例市民政局办公室\t2026年　月　日印发" in text


def test_an_organisation_nobody_knows_about_is_neither_established_nor_not() -> None:
    lines = (*LINES[:-1], replace(LINES[-1], unknown=2))
    text = said(circular(replace(FACTS, counties=lines, waiting=0, methods=()), missing='carry'))
    assert '另有2家是否建立党组织尚待核实，未计入已建数' in text
    assert '尚有151家社会组织未建立党组织' in text


def test_the_whole_is_told_without_those_of_whom_nothing_is_known() -> None:
    nothing = CountyLine('甲县', None, None, None, None, None, None, None, None)
    text = said(circular(replace(FACTS, counties=(nothing, *LINES[1:])), missing='carry'))
    assert "截至2026年3月13日，全市（不含甲县，含丙县、丑区）登记社会组织275家" in text


def test_where_all_reported_and_one_told_too_little_the_rate_is_of_the_others() -> None:
    facts = replace(FACTS, reported=OFFICE.counties, missing=(), checking=())
    short = replace(LINES[0], established=None)
    text = said(circular(replace(facts, counties=(short, *LINES[1:]))))
    assert "12个县（区）均已报送。已核11个县（区）应建198家、已建138家，组建率69.7%（138/198）" in text


def test_left_out_where_nobody_reported_nothing_is_counted() -> None:
    facts = replace(FACTS, reported=(), missing=OFFICE.counties, checking=())
    draft = circular(facts, missing='exclude')
    assert bare_digits(draft) == []
    assert {row['established'] for row in draft.context['rows']} == {"—"}
    assert "县（区）数据不足以计算比率" in said(draft)


@pytest.mark.parametrize('write', [circular, report], ids=['circular', 'report'])
def test_a_chart_of_the_rates_stands_there_only_where_it_was_asked_for(write: Callable[..., Draft]) -> None:
    assert 'chart' not in write().context
    drawn = write(chart=True).context['chart']
    assert drawn.categories == tuple(line.region for line in LINES)
    assert {point.key for point in drawn.series[0].points} <= {one.key for one in write(chart=True).figures}


def test_a_chart_without_any_rate_is_refused() -> None:
    unknown = tuple(replace(line, established=None, rows={}) for line in LINES)
    with pytest.raises(CannotStart):
        circular(replace(FACTS, counties=unknown), chart=True)
