"""Story S5's papers: three counties missing on Friday, and every digit of what goes out all the same."""

import datetime as dt
import io
import json
import shutil
from dataclasses import replace
from pathlib import Path

import docx
import pytest
from click.testing import CliRunner

from commands.edge import Common
from commands.outgoing import report as report_command
from model.errors import CannotStart
from office.chasing import chases
from office.collecting import collect, collection_named
from office.config import Rooms, open_workplace
from office.planning import pack_named
from office.progress import campaign_facts
from office.reporting import Wanted, draft_again, make, recipe_of
from office.unit_counts import count_round
from outgoing.marks import unmarked
from tests.office.collected import CAMPAIGN, COUNTIES, picture, totals
from tests.office.friday import DAY, settle
from tests.office.test_rounds_counted import BASELINE
from tests.outgoing.bare import bare_digits

S5 = (
    "截至3月13日，12个县（区）中9个已报送，甲县、丙县未报送，丑区报表已收到、正在核对。"
    "已核9个县（区）应建420家、已建231家，组建率55.0%（231/420）；"
    "上述3个县（区）沿用上期数后，全市组建率52.5%（271/516）。"
)


@pytest.fixture(scope='module')
def settled(tmp_path_factory, founded):
    """The office once, to be looked at by all and changed by none."""
    rooms = Rooms(Path(shutil.copytree(founded, tmp_path_factory.mktemp('周五') / '办公室')))
    settle(rooms)
    return rooms.root


@pytest.fixture
def friday(settled):
    with open_workplace(settled, DAY) as place:
        yield place


@pytest.fixture
def own_friday(settled, tmp_path):
    """The same office for a test that changes it."""
    with open_workplace(Path(shutil.copytree(settled, tmp_path / '办公室')), DAY) as place:
        yield place


def drafted(place, kind='report', **wanted):
    return draft_again(place, recipe_of(place, kind, CAMPAIGN, Wanted(**wanted)))


def said(draft, *names):
    """The paragraphs of a draft as they are printed."""
    names = names or ('progress', 'changes', 'questions', 'measures', 'problems', 'next_step')
    return [unmarked(text) for name in names for text in draft.context.get(name, ())]


@pytest.mark.parametrize('missing', ['carry', None])
@pytest.mark.parametrize('kind', ['report', 'circular'])
def test_the_sentence_of_the_story_stands_in_both_papers(friday, kind, missing):
    draft = drafted(friday, kind, missing=missing)
    assert said(draft, 'progress')[0] == S5
    assert "丑区未报送" not in ''.join(said(draft))


def test_left_out_units_are_named_and_counted_nowhere(friday):
    draft = drafted(friday, missing='exclude')
    text = said(draft, 'progress')[0]
    assert text.endswith("应建420家、已建231家，组建率55.0%（231/420）；上述3个县（区）未计入。")
    assert "271" not in ''.join(said(draft))
    rows = {unmarked(row['region']): row for row in draft.context['rows']}
    assert {unmarked(rows['甲县'][name]) for name in ('eligible', 'established', 'formation')} == {"—"}
    assert unmarked(rows['已核合计']['established']) == '231'


def test_both_sums_stand_in_the_table_where_nothing_was_chosen(friday):
    rows = {unmarked(row['region']): row for row in drafted(friday).context['rows']}
    assert [unmarked(rows[name]['formation']) for name in ('已核合计', '全市合计')] == [
        '55.0%',
        '52.5%',
    ]
    assert unmarked(rows['甲县＊']['established']) == '12'


def test_the_sums_are_those_of_the_round(friday):
    counted = count_round(friday, collect(friday, collection_named(friday, CAMPAIGN)))
    figures = {figure.key: figure for figure in drafted(friday).figures}
    assert figures['checked.formation'].text == counted.sum_reported.rate
    assert figures['total.formation'].text == counted.sum_carried.rate
    assert figures['total.established'].value == counted.sum_carried.established


def test_every_figure_leads_to_a_paper_or_to_other_figures(friday):
    figures = {figure.key: figure for figure in drafted(friday, missing='carry').figures}
    own = figures['county.乙县.established']
    assert (own.origin, own.sources[0].raw, own.sources[0].where.cell) == ('unit', '38', 'B2')
    assert figures['checked.formation'].parts == ('checked.established', 'checked.eligible')
    assert 'county.乙县.established' in figures['checked.established'].parts
    assert all(part in figures for figure in figures.values() for part in figure.parts)
    assert all(
        figure.parts or figure.sources or figure.rows or figure.origin in {'calendar', 'setting', 'notice'}
        for figure in figures.values()
    )


@pytest.mark.parametrize('kind', ['report', 'circular'])
@pytest.mark.parametrize('missing', ['carry', 'exclude', None])
def test_no_digit_stands_outside_a_figure(friday, kind, missing):
    assert bare_digits(drafted(friday, kind, missing=missing, rank=True)) == []


def test_what_changed_since_the_baseline_is_said_of_those_that_reported_twice(friday):
    first, by_unit = said(drafted(friday), 'changes')
    assert first == (
        "与启动摸底（截至2026年2月21日）相比，按两期台账和报表数据，已核县（区）应建由369家增至420家，"
        "已建党组织由99家增至231家，组建率由26.8%（99/369）升至55.0%（231/420），上升28.2个百分点（按公布数计算）。"
    )
    assert "乙县（由11家到38家）" in by_unit
    assert "甲县" not in by_unit


def test_ranking_comes_only_when_asked_for(friday):
    plain = [unmarked(row['region']).rstrip('＊') for row in drafted(friday).context['rows']]
    assert plain[:12] == list(COUNTIES)
    ranked = [
        unmarked(row['region']) for row in drafted(friday, rank=True, missing='exclude').context['rows']
    ]
    assert ranked[0] == "1　乙县"
    assert ranked[9:12] == ['甲县', '丙县', '丑区']


def test_two_texts_go_out_to_chase(friday):
    texts = chases(friday, collect(friday, collection_named(friday, CAMPAIGN)))
    assert [one.unit for one in texts] == ['甲县', '丙县']
    assert all(len(one.text) <= 70 for one in texts)


def test_a_file_of_nobody_is_told_to_the_drafter_and_not_in_the_paper(own_friday):
    number = picture(own_friday, '2026-03-12', '扫描件0002.jpg')
    paper = make(own_friday, 'report', CAMPAIGN, Wanted())
    assert paper.notes == (
        f"有1个文件来源不明（第{number}号），可能就是甲县、丙县所报；请核对后再定是否写“未报送”。",
    )
    assert "扫描件" not in words(paper.sent.file)


def words(path):
    return '\n'.join(one.text for one in docx.Document(io.BytesIO(path.read_bytes())).paragraphs)


def test_what_a_person_must_write_is_marked_and_listed(own_friday):
    paper = make(own_friday, 'report', CAMPAIGN, Wanted())
    assert paper.blanks == ('主要做法',)
    assert "〔请填写：主要做法〕" in words(paper.sent.file)
    assert make(own_friday, 'circular', CAMPAIGN, Wanted()).blanks == ()


def test_the_same_recipe_gives_the_same_draft_later(own_friday):
    recipe = recipe_of(own_friday, 'report', CAMPAIGN, Wanted(missing='carry'))
    told = {'round': 1, 'missing': 'carry', 'rank': False, 'as': 'office', 'chart': False}
    assert recipe.options == told
    first = draft_again(own_friday, recipe)
    with open_workplace(own_friday.rooms.root, dt.date(2026, 3, 17)) as later:
        totals(later, '2026-03-17', '乙县/更正.xlsx', established=35)
        assert draft_again(later, recipe) == first
        now = draft_again(later, replace(recipe, known_by=dt.date(2026, 3, 17)))
    figures = {figure.key: figure.text for figure in now.figures}
    assert (figures['checked.established'], figures['checked.formation']) == ('228', '54.3%')
    assert (figures['total.established'], figures['total.formation']) == ('268', '51.9%')
    assert figures['county.乙县.established'] == '35'


def test_without_a_population_there_is_no_paper(friday):
    facts = replace(campaign_facts(friday, pack_named(friday, CAMPAIGN)), counties=())
    from outgoing.report import implementation_report

    with pytest.raises(CannotStart, match="无从统计"):
        implementation_report(friday.office, friday.office.issuing_names[0], facts)


def test_the_command_lists_what_is_left_to_write(own_friday):
    common = Common(office=own_friday.rooms.root, today=own_friday.today)
    run = CliRunner().invoke(
        report_command, [CAMPAIGN, '--missing', 'carry'], obj=common, catch_exceptions=False
    )
    assert run.exit_code == 0, run.output
    assert "还要由人填写：主要做法" in run.output
    told = CliRunner().invoke(report_command, [CAMPAIGN, '--json'], obj=common, catch_exceptions=False)
    assert json.loads(told.stdout)['blanks'] == ['主要做法']


def test_who_reported_in_full_needs_one_basis(own_friday):
    for county, (eligible, established) in BASELINE.items():
        totals(own_friday, '2026-03-13', f'{county}/附件1.xlsx', eligible=eligible, established=established)
    text = said(drafted(own_friday), 'progress')
    assert text[0] == "截至3月13日，12个县（区）均已报送。"
    assert "组建率52.5%（271/516）" in text[1]
