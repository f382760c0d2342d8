"""What a campaign's papers are made from: lines by unit, the round before, later knowledge, what is open."""

import datetime as dt

import pytest

from model.figure import Source
from model.register import Duty
from office.acting import Paper
from office.config import open_workplace
from office.eventing import Event, record_event
from office.importing import import_ledger
from office.outside import import_figures
from office.planning import pack_named, start
from office.progress import campaign_facts
from office.reporting import Wanted, draft_again, make, recipe_of
from outgoing.marks import unmarked
from store import expected, obligations, register
from store.engine import atomic
from tests.office.collected import CAMPAIGN, PACK, entered, listed, picture, totals
from tests.office.test_unit_counts import LADDER, LEDGER

TARGET = """
[[targets]]
metric = "党组织覆盖率"
comparator = ">="
value = 70
unit = "%"
population = "organisations"
base = "党内统计"
"""


@pytest.fixture
def running(rooms, tmp_path):
    (rooms.packs / f'{CAMPAIGN}.toml').write_text(PACK + LADDER + TARGET, 'utf-8')
    (tmp_path / '台账.csv').write_text(LEDGER, 'utf-8')
    with open_workplace(rooms.root, dt.date(2026, 2, 21)) as place:
        import_ledger(place, tmp_path / '台账.csv')
        start(place, CAMPAIGN)
        listed(place, '2026-02-21', '甲县/摸底.xlsx', ['甲一', '甲二', '甲三'])
    with open_workplace(rooms.root, dt.date(2026, 3, 13)) as place:
        yield place


def facts_of(place, **days):
    return campaign_facts(place, pack_named(place, CAMPAIGN), **days)


def of(lines, region):
    return next(one for one in lines if one.region == region)


def test_a_unit_is_compared_with_the_ledger_of_the_round_before(running):
    listed(running, '2026-03-12', '甲县/附件1.xlsx', ['甲一'])
    record_event(running, Event('establish', '甲二', Paper(running.today)))
    facts = facts_of(running)
    assert facts.before.round == 0
    assert of(facts.before.counties, '甲县').established == 1
    assert of(facts.counties, '甲县').established == 2
    changes = [unmarked(text) for text in draft(running).context['changes']]
    assert "应建2家，与此前持平" in changes[0]
    assert changes[-1] == "已建党组织数增加的有甲县（由1家到2家）。"


def draft(place, **wanted):
    return draft_again(place, recipe_of(place, 'report', CAMPAIGN, Wanted(**wanted)))


def test_who_did_not_report_last_time_is_not_compared(running):
    listed(running, '2026-03-12', '乙县/附件1.xlsx', ['乙一'])
    record_event(running, Event('establish', '乙一', Paper(running.today)))
    assert not any("乙县" in unmarked(text) for text in draft(running).context['changes'])


def test_an_empty_ledger_before_is_no_round_before(rooms, tmp_path):
    (rooms.packs / f'{CAMPAIGN}.toml').write_text(PACK, 'utf-8')
    (tmp_path / '台账.csv').write_text(LEDGER, 'utf-8')
    with open_workplace(rooms.root, dt.date(2026, 3, 13)) as place:
        import_ledger(place, tmp_path / '台账.csv')
        start(place, CAMPAIGN)
        assert facts_of(place).before is None


def test_what_is_known_later_of_the_same_day(running):
    listed(running, '2026-03-12', '甲县/附件1.xlsx', ['甲一'])
    with open_workplace(running.rooms.root, dt.date(2026, 3, 18)) as later:
        record_event(later, Event('establish', '甲二', Paper(dt.date(2026, 3, 10))))
        record_event(later, Event('establish', '甲三', Paper(dt.date(2026, 3, 16))))
        then = facts_of(later, cut_off=dt.date(2026, 3, 13))
        now = facts_of(later, cut_off=dt.date(2026, 3, 13), known_by=later.today)
    assert of(then.counties, '甲县').established == 1
    assert of(now.counties, '甲县').established == 2  # 甲三's branch was founded after the day


def duty(number, verbatim, ours, deadline):
    return Duty(register_number=number, verbatim=verbatim, ours=ours, rule='', deadline=deadline)


def test_open_duties_of_the_notice_become_next_steps(running):
    number = entered(running, '2026-02-20', '通知.docx', kind='notice', doc_number='示组通〔2026〕6号')
    with atomic(running.engine) as connection:
        register.change(connection, number, title='关于开展社会组织党组织百日组建行动的通知')
        obligations.replace_all(
            connection,
            number,
            [
                duty(number, '4月10日前报送台账2份', 'do', dt.date(2026, 4, 10)),
                duty(number, '知悉', 'know', dt.date(2026, 4, 1)),
            ],
        )
    facts = facts_of(running)
    assert [(one.what, one.ours) for one in facts.duties] == [('4月10日前报送台账2份', 'do')]
    assert facts.duties[0].source == Source(number, facts.duties[0].source.where, '4月10日前报送台账2份')
    assert facts.basis.source == Source(number, facts.basis.source.where, '示组通〔2026〕6号')
    assert "4月10日前报送台账2份（期限2026年4月10日）。" in map(unmarked, draft(running).context['next_step'])


def test_what_waits_in_a_units_return_is_counted_and_not_explained(running):
    number = listed(running, '2026-03-12', '甲县/附件1.xlsx', ['甲一'])
    listed(running, '2026-03-12', '甲县/附件2.xlsx', ['甲九'], state='held')
    asked = facts_of(running).asked
    assert [(one.unit, one.waiting, one.questions) for one in asked] == [('甲县', 1, 1)]
    assert Source(number) in asked[0].sources


def test_a_target_is_told_on_its_own_denominator(running, tmp_path):
    table = tmp_path / '党内统计.csv'
    table.write_text('县区,社会组织数,已建党组织数\n合计,10,8\n', 'utf-8')
    import_figures(running, table, '党内统计', dt.date(2026, 3, 1))
    first, ours = facts_of(running).goals
    assert (first.numerator, first.denominator, first.rate, first.reached) == (8, 10, '80.0%', True)
    assert first.basis == "党内统计（2026年3月1日）"
    assert (ours.numerator, ours.denominator, ours.basis) == (1, 4, "台账")
    assert facts_of(running, cut_off=dt.date(2026, 3, 1)).goals == ()


def test_who_reports_beside_the_counties_stands_in_a_line_of_its_own(running, tmp_path):
    with atomic(running.engine) as connection:
        units = [expected.ExpectedUnit(name) for name in ('甲县', '示例市教育局')]
        expected.replace_all(connection, CAMPAIGN, units)
    totals(running, '2026-03-12', '示例市教育局/附件1.xlsx', total=6, established=2)
    facts = facts_of(running)
    line = of(facts.counties, '示例市教育局')
    assert (line.organisations, line.established, line.sources['established'][0].raw) == (6, 2, '2')
    circular = draft_again(running, recipe_of(running, 'circular', CAMPAIGN, Wanted()))
    assert circular.recipients == ("各县（区）民政局", "市直各有关单位")


def test_whom_a_superiors_notice_is_addressed_to_is_not_who_reports_to_us(rooms, tmp_path):
    named = '\n[[population]]\nkind = "organisations"\nwhen = "all"\n'
    named += '\n[[population]]\nkind = "units"\nunits = ["各市州民政局", "示例新区民政局"]\n'
    text = (PACK + LADDER).replace('population = "all"\n', '') + named
    (rooms.packs / f'{CAMPAIGN}.toml').write_text(text, 'utf-8')
    (tmp_path / '台账.csv').write_text(LEDGER, 'utf-8')
    with open_workplace(rooms.root, dt.date(2026, 3, 13)) as place:
        import_ledger(place, tmp_path / '台账.csv')
        start(place, CAMPAIGN)
        facts = facts_of(place)
    assert facts.missing == ('甲县', '乙县', '丙县')
    assert [one.region for one in facts.counties] == ['甲县', '乙县', '丙县']


UNASKED = """\
title = "选派指导员"
notice_title = "关于选派指导员的通知"
population = "all"
established = { fact = "established", is = true }

[[ladder]]
method = "单独组建"
when = "all"
verbatim = "应当单独组建"

[[ladder]]
method = "单独组建"
when = "all"
verbatim = "也可单独组建"
"""


@pytest.fixture
def unasked(rooms, tmp_path):
    (rooms.packs / '选派.toml').write_text(UNASKED, 'utf-8')
    (tmp_path / '台账.csv').write_text(LEDGER, 'utf-8')
    with open_workplace(rooms.root, dt.date(2026, 3, 13)) as place:
        import_ledger(place, tmp_path / '台账.csv')
        start(place, '选派')
        totals(place, '2026-03-12', '甲县/附件1.xlsx', total=9, established=9)
        entered(place, '2026-03-12', '乙县/请示.docx', kind='request')
        yield place


def test_where_a_campaign_asked_for_nothing_the_ledger_counts_and_nobody_is_missing(unasked):
    facts = campaign_facts(unasked, pack_named(unasked, '选派'))
    assert (facts.reported, facts.missing, facts.checking) == ((), (), ())
    assert of(facts.counties, '甲县').organisations == 3
    paper = make(unasked, 'report', '选派', Wanted())
    assert "没有要求谁报送" in paper.notes[0]
    with atomic(unasked.engine) as connection:
        expected.replace_all(
            connection, '选派', [expected.ExpectedUnit('乙县'), expected.ExpectedUnit('丙县')]
        )
    facts = campaign_facts(unasked, pack_named(unasked, '选派'))
    assert (facts.missing, facts.checking, facts.unsure) == (('丙县',), ('乙县',), ('乙县',))


def test_a_method_of_two_rungs_is_counted_once(unasked):
    methods = [one.method for one in campaign_facts(unasked, pack_named(unasked, '选派')).methods]
    assert methods == ['单独组建']


def test_what_lay_unread_since_an_earlier_round_is_not_missing(running):
    picture(running, '2026-03-12', '丙县/扫描件.jpg')
    with open_workplace(running.rooms.root, dt.date(2026, 4, 2)) as later:
        facts = facts_of(later, number=2)
    assert '丙县' not in facts.missing
    assert '丙县' in facts.unsure


def test_a_round_before_its_day_and_a_duty_on_it_are_told_to_the_drafter(running):
    number = entered(running, '2026-02-20', '通知.docx', kind='notice', doc_number='示组通〔2026〕6号')
    with atomic(running.engine) as connection:
        due = duty(number, '3月13日前报送首期表格', 'chase', dt.date(2026, 3, 13))
        obligations.replace_all(connection, number, [due])
    first = make(running, 'circular', CAMPAIGN, Wanted())
    assert "有1项期限已到、没有登记办结" in first.notes[0]
    assert "首期表格" not in ''.join(unmarked(text) for text in draft(running).context['next_step'])
    assert any(
        "第2期2026年4月2日才到期" in note for note in make(running, 'report', CAMPAIGN, Wanted(2)).notes
    )


def test_statistics_without_a_whole_total_are_not_called_missing(running, tmp_path):
    table = tmp_path / '党内统计.csv'
    table.write_text('县区,社会组织数,已建党组织数\n甲县,3,1\n乙县,2,\n', 'utf-8')
    assert "还没有导入" in facts_of(running).goals[0].note
    import_figures(running, table, '党内统计', dt.date(2026, 3, 1))
    (goal,) = facts_of(running).goals
    assert goal.note == "通知以党内统计为准，已导入的党内统计（2026年3月1日）没有完整的合计，缺乙县、丙县"
