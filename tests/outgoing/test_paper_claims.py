"""What circulars and reports must never claim: lateness before the day, steps in the past, a number twice."""

import datetime as dt
import re
from dataclasses import replace
from typing import Any

import pytest

from model.errors import BadSetting, CannotStart
from outgoing.draft import Asked, CampaignFacts, CountyLine, OpenDuty
from outgoing.marks import unmarked
from tests.outgoing.bare import bare_digits
from tests.outgoing.made import BUREAU, FACTS, LINES, OFFICE
from tests.outgoing.test_campaign_papers import WHOLE, circular, report, said

UNASKED = replace(FACTS, round=None, reported=(), missing=(), checking=(), next_due=None)


def progress(facts: CampaignFacts, **choice) -> str:
    return '\n'.join(map(unmarked, report(facts, **choice).context['progress']))


def test_where_nothing_was_asked_nobody_reported_and_nobody_is_missing() -> None:
    for text in (said(circular(UNASKED)), said(report(UNASKED))):
        assert not re.search('报送不够及时|未报送|均已报送|中0个|补报|定期报送结束', text)
        assert "情况有变化的，要及时报送更新。" in text or "落实情况" in text


def test_a_request_is_nobodys_report() -> None:
    text = said(report(replace(FACTS, checking=('丑区', '子区'), unsure=('丑区',))))
    assert "子区报表已收到、正在核对，丑区来件正在核对、本期数据尚未核定。" in text


def test_before_the_day_nobody_is_late() -> None:
    early = replace(FACTS, due=dt.date(2026, 4, 2))
    down, up = circular(early), report(early)
    assert "其余2个尚在报送期限内（期限2026年4月2日）" in said(down)
    assert "尚未报送的请于2026年4月2日前报送本期情况。" in said(down)
    assert not re.search('未报送，|补报|不够及时', said(down) + said(up))
    assert bare_digits(down) == bare_digits(up) == []
    assert "甲县、丙县未报送" in said(circular(replace(FACTS, due=FACTS.cut_off)))


@pytest.mark.parametrize('day', [10, 13])
def test_a_day_that_has_come_is_no_next_step(day: int) -> None:
    facts = replace(WHOLE, duties=(OpenDuty("报送首期表格", "各县（区）", 'chase', dt.date(2026, 3, day)),))
    assert "首期表格" not in said(circular(facts)) + said(report(facts))


def test_a_rate_and_its_counts_are_said_once_in_a_section() -> None:
    lines = tuple(replace(line, eligible=None) for line in LINES)
    for facts in (FACTS, replace(FACTS, counties=lines)):
        for missing in ('exclude', 'carry', None):
            pairs = re.findall(r'（\d+/\d+）', progress(facts, missing=missing))
            assert len(pairs) == len(set(pairs))
    assert "已核县（区）已建立的党组织中，单独组建80家" in progress(replace(FACTS, counties=lines))
    assert progress(FACTS).count("党的组织覆盖率51.6%") == 1


def test_what_the_progress_says_of_instructors_is_not_said_again() -> None:
    assert said(report(missing='carry')).count("家社会组织确定党建工作指导员") == 1


def test_the_note_of_a_ranked_table_is_what_was_done() -> None:
    few = tuple(line if place < 4 else replace(line, eligible=None) for place, line in enumerate(LINES))
    rows = circular(replace(FACTS, counties=few), ranked=True).context
    assert "按党的组织覆盖率从高到低排列" in said(circular(replace(FACTS, counties=few), ranked=True))
    assert "没有组建率的和本期数据未核定的列在后面、不排位次" in said(circular(ranked=True))
    assert len(rows['rows']) == len(LINES) + 2


def test_branches_of_an_unknown_form_are_told_under_the_table() -> None:
    open_form = (replace(LINES[0], independent=4), *LINES[1:])
    assert "其余组建方式待核实" in said(circular(replace(FACTS, counties=open_form)))
    assert "其余组建方式待核实" not in said(circular())


def test_the_labels_of_open_questions_are_whole_without_their_number() -> None:
    facts = replace(FACTS, asked=(Asked('甲县', questions=2), Asked('乙县', waiting=1, questions=1)))
    labels = {one.key: one.label for one in report(facts).figures}
    assert labels['open.questions'] == "已收报表中数据疑问待核实"
    assert labels['open.questions.甲县'] == "甲县数据疑问待核实"
    assert labels['open.waiting'] == "已收报表中报送信息待核"


NOTHING = CountyLine('', None, None, None, None, None, None, None, None)
OPEN: dict[str, Any] = {
    'established': None,
    'independent': None,
    'joint': None,
    'other': None,
    'eligible': None,
}


def test_a_county_of_which_nothing_is_known_has_no_nought_and_stands_in_no_rate() -> None:
    lines = (LINES[0], replace(LINES[1], **OPEN, unknown=25), *LINES[2:])
    draft = circular(replace(FACTS, counties=lines), missing='carry')
    row = {name: unmarked(text) for name, text in draft.context['rows'][1].items()}
    assert [row[one] for one in ('established', 'coverage', 'formation', 'independent')] == ['—'] * 4
    text = said(draft)
    assert "全市（不含乙县，含上述3个县（区））登记社会组织275家，已建立党组织137家" in text
    assert "（不含乙县），按照通知规定的条件" in text
    assert {part for one in draft.figures for part in one.parts} <= {one.key for one in draft.figures}


def test_a_county_known_in_part_bears_a_sign_and_a_note() -> None:
    lines = (LINES[0], replace(LINES[1], unknown=3), *LINES[2:])
    text = said(circular(replace(FACTS, counties=lines)))
    assert "乙县△" in text
    assert "标△的还有是否建立待核实的" in text
    assert "△" not in said(circular())


def test_those_that_wait_are_not_told_twice_and_nothing_is_compared_without_a_rule() -> None:
    ids = tuple(
        row for line in LINES for row in line.rows['organisations'] if row not in line.rows['established']
    )
    none = tuple(replace(one, organisations=0, rows=()) for one in FACTS.methods)
    facts = replace(FACTS, methods=none, waiting=153, waiting_rows=ids)
    text = said(circular(facts, missing='carry'))
    assert "按照通知规定的条件逐家比对，153家均尚待核实研究" in text
    for bare in (replace(facts, methods=()), replace(facts, waiting_rows=())):
        text = said(report(bare, missing='carry'))
        assert "尚有153家社会组织未建立党组织。" in text
        assert not re.search('比对|暂未确定组建方式', text)


def test_nobody_is_written_to_where_the_office_has_nobody_below() -> None:
    alone = replace(OFFICE, counties=())
    with pytest.raises(BadSetting, match='counties'):
        circular(UNASKED, alone)
    with pytest.raises(BadSetting, match='是它自己'):
        report(issuing=replace(BUREAU, superior=BUREAU.name))


def test_returns_that_wait_are_named_where_there_is_nothing_else() -> None:
    facts = replace(FACTS, counties=(), missing=(), checking=('甲县', '乙县'))
    with pytest.raises(CannotStart, match='甲县、乙县的报送还没有核定，无从统计；请先核定'):
        circular(facts)


def test_what_is_counted_by_the_ledger_alike_is_said_once() -> None:
    lines = (*LINES, replace(LINES[0], region="市本级", rows={}))
    facts = replace(
        FACTS, counties=lines, reported=(), missing=OFFICE.counties, checking=(), due=dt.date(2026, 4, 2)
    )
    text = said(circular(facts))
    assert (
        "12个县（区）本期情况尚在报送期限内（期限2026年4月2日）。上述12个县（区）和市本级按台账现有数计入后"
        in text
    )
    assert "0个已报送" not in text


def test_many_without_figures_are_a_number_in_one_bracket() -> None:
    nothing = tuple(replace(NOTHING, region=one.region) for one in LINES[1:])
    facts = replace(FACTS, counties=(LINES[0], *nothing), reported=(), missing=OFFICE.counties, checking=())
    text = said(circular(facts))
    assert "全市（不含没有数据的11个县（区），含甲县）登记社会组织25家" in text
    assert "）（" not in text.partition("附件")[0].replace("县（区）（", "")


def test_two_scopes_of_the_same_lines_are_told_once() -> None:
    nothing = tuple(replace(NOTHING, region=one.region) for one in LINES)
    own = replace(LINES[0], region="市本级", rows={})
    facts = replace(FACTS, counties=(*nothing, own), reported=(), missing=OFFICE.counties, checking=())
    assert said(circular(facts)).count("登记社会组织25家") == 1


def test_organisations_of_no_unit_are_counted_and_take_no_place() -> None:
    loose = replace(LINES[0], region="县（区）未填", rows={}, loose=True)
    facts = replace(FACTS, counties=(*LINES, loose))
    text = said(circular(facts))
    assert "县（区）未填的按台账现有数计入后" in text
    assert "已核县（区）、县（区）未填的登记社会组织" in said(circular(facts, missing='exclude'))
    keys = {one.key for one in circular(facts, ranked=True).figures}
    assert 'place.壬县' in keys
    assert 'place.县（区）未填' not in keys
