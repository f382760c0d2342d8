"""The items of a hand-made record beside ours: found, found in part, missed, or said in another way."""

import json
import subprocess
import sys

import pytest

from bench.gold import line_to_text, lines_to_totals
from bench.gold_items import gold_to_lines

DUTY = {
    'verbatim': '各县要在3月底前完成选派工作，并报市民政局。',
    'who': '各县',
    'what': '完成选派工作',
    'deadline_text': '3月底前',
    'deadline_iso': '2026-03-31',
    'relative': None,
    'recurrence': None,
    'report_to': '市民政局',
}
TARGET = {
    'verbatim': '年底前建成率达到45%以上',
    'scope': None,
    'metric': '建成率',
    'comparator': '>=',
    'value': 45,
    'unit': '%',
    'by': '2026-12-31',
    'base': None,
}
STAGE = {'name': '动员阶段', 'start': '2026-03-01', 'end': '2026-03-20', 'rules': ['bracket']}
RULE = {
    'verbatim': '没有党员的，要选派指导员。',
    'condition': '没有党员的',
    'method': '选派指导员',
    'count_basis': None,
}
NOTICE = {
    'obligations': [DUTY],
    'standing_duties': [],
    'targets': [TARGET],
    'stages': [STAGE],
    'rules': [RULE],
}


def statuses(gold, **changed):
    return [(line.status, line.note) for line in gold_to_lines(gold, {**NOTICE, **changed})]


def duty(**when):
    asked = {'id': 'O1', 'who': '各县', 'what': '选派', 'to': '市民政局', 'src': DUTY['verbatim']}
    return {'obligations': [{**asked, 'when': when}]}


@pytest.mark.parametrize(
    ('when', 'expected'),
    [
        ({'type': 'month_end', 'date': '2026-03-31'}, ('found', '')),
        ({'type': 'month_end', 'date': '2026-04-30'}, ('part', 'differs: when')),
        ({'type': 'relative', 'offset': 'P15D'}, ('part', 'differs: when')),
        ({'type': 'recurring', 'every': 'P20D'}, ('part', 'differs: when')),
        ({'type': 'recurring', 'freq': 'monthly'}, ('part', 'differs: when')),
        ({'type': 'fuzzy'}, ('found', '')),
        ({'type': 'unspecified'}, ('found', '')),
    ],
)
def test_a_duty_by_its_day_limit_or_rhythm(when, expected):
    assert statuses(duty(**when)) == [expected]


def test_a_duty_missed_or_laid_on_another_body():
    assert statuses(duty(), obligations=[]) == [('missed', '')]
    assert statuses(duty(), obligations=[{**DUTY, 'who': '省财政厅'}]) == [('part', 'differs: who')]
    assert statuses(duty(), obligations=[], standing_duties=[DUTY]) == [('found', 'standing')]


def test_reporting_lines_need_every_receiver():
    assert statuses({'reporting_lines': ['各县 -> 市民政局 (书面)']}) == [('found', '')]
    status, note = statuses({'reporting_lines': ['各县 -> 市民政局 -> 省民政厅']})[0]
    assert (status, note) == ('part', 'nobody reports to 省民政厅')


def test_stages_and_campaigns_by_their_days():
    stage = {'name': '动员阶段', 'start': '2026-03-01', 'end': '2026-03-21', 'src': ''}
    assert statuses({'stages': [stage, {'note': '…'}]}) == [('part', 'differs: days')]
    whole = {**STAGE, 'start': '2026-03-01', 'end': '2026-05-10', 'rules': ['campaign']}
    assert statuses({'campaign_period': {'start': '2026-03 初', 'end': '2026-05 上旬'}}, stages=[whole]) == [
        ('found', '')
    ]


def test_targets_by_value_limit_and_day():
    asked = {'what': '建成率', 'op': '>=', 'value': '45%', 'by': '2026-12-31', 'src': TARGET['verbatim']}
    assert statuses({'quantitative_targets': [asked]}) == [('found', '')]
    assert statuses({'quantitative_targets': [{**asked, 'by': '2027-12-31'}]}) == [('part', 'differs: by')]
    assert statuses({'quantitative_targets': [{**asked, 'value': '50%'}]}) == [('missed', '')]


def test_a_goal_without_a_figure_counts_where_a_rule_says_it():
    asked = {'what': '选派指导员', 'src': RULE['verbatim']}
    assert statuses({'quantitative_targets': [asked]}) == [('found', 'no figure in the paper: as a rule')]


def test_rules_need_the_basis_they_count_by():
    asked = {'method': '选派指导员', 'when': 'full_time members == 0', 'src': RULE['verbatim']}
    assert statuses({'decision_rules': [asked]}) == [('part', 'differs: basis')]
    assert statuses({'decision_rules': [{**asked, 'when': 'members == 0'}]}) == [('found', '')]


def test_a_line_and_the_totals():
    lines = list(gold_to_lines(duty(), NOTICE))
    assert line_to_text(lines[0]).startswith('  = obligations O1: 各县 选派')
    assert lines_to_totals(lines)['all'] == {'found': 1, 'part': 0, 'missed': 0}


def test_the_seeds_one_by_one(shared, tmp_path):
    from extractors.notice import notice_of
    from extractors.readers.registry import read_document
    from model.serialise import to_plain

    for path in sorted((shared / 'seeds').glob('*.txt')):
        plain = to_plain(notice_of(read_document(path)))
        (tmp_path / f'{path.stem}.json').write_text(json.dumps(plain, ensure_ascii=False), 'utf-8')
    command = [sys.executable, '-m', 'bench.gold', tmp_path, shared / 'seeds' / 'gold', '--json']
    printed = subprocess.run(command, capture_output=True, text=True, check=False).stdout
    totals = json.loads(printed.splitlines()[-1])['totals']
    kinds = ('stages', 'campaign_period', 'quantitative_targets', 'decision_rules', 'deadlines')
    assert {kind: totals[kind]['missed'] + totals[kind]['part'] for kind in kinds} == dict.fromkeys(kinds, 0)
