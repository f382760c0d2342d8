"""S2: Tuesday, numbers by noon; the sentence is kept as it was said."""

import csv
import dataclasses
import datetime as dt

import pytest

from model.office import Layout
from office.correcting import correct
from office.counting import beside_last, save_statement, saved_statements, stats, tell
from office.importing import import_ledger

TENTH, FRIDAY = dt.date(2026, 3, 10), dt.date(2026, 3, 13)
HEADER = ('name', 'region', 'type', '是否建立党组织', '组建形式', '党建工作指导员', '联络员')


def rows():
    kinds = ['社会团体'] * 140 + ['民办非企业单位'] * 150 + ['基金会'] * 10
    told = [('是', '单独组建', '', '')] * 119 + [('是', '联合组建', '', '')] * 48
    told += [('否', '', '示例一', '')] * 101 + [('否', '', '', '示例二')] * 12 + [('否', '', '', '')] * 20
    for number, (kind, facts) in enumerate(zip(kinds, told, strict=True), start=1):
        yield (f'示例市第{number:03}协会', '甲县', kind, *facts)


@pytest.fixture
def tuesday(place, tmp_path):
    path = tmp_path / '台账.csv'
    with path.open('w', newline='', encoding='utf-8') as file:
        csv.writer(file).writerows([HEADER, *rows()])
    there = dataclasses.replace(place, today=TENTH)
    import_ledger(there, path)
    return there


def test_the_sentence_to_read_out(tuesday):
    assert tell(tuesday, TENTH).sentence == (
        '截至2026年3月10日，全市登记社会组织300家，已建立党组织167家（单独119家、联合48家），'
        '党的组织覆盖率55.7%（167/300）；未建133家中已选派指导员101家、仅确定联络员12家、尚未开展20家，'
        '党的工作覆盖率93.3%（280/300，含联络员）。'
    )


def test_without_liaisons(tuesday):
    assert '党的工作覆盖率89.3%（268/300，不含联络员）' in tell(tuesday, TENTH, liaisons=False).sentence


def test_rates_cut_instead_of_rounded(tuesday):
    office = dataclasses.replace(tuesday.office, layout=Layout(rounding='truncate'))
    assert '党的组织覆盖率55.6%（167/300）' in tell(dataclasses.replace(tuesday, office=office)).sentence


def test_what_was_said_is_called_up_unchanged_on_friday(tuesday):
    told = tell(tuesday, TENTH)
    save_statement(tuesday, told, '省厅电话')
    friday = dataclasses.replace(tuesday, today=FRIDAY)
    correct(friday, '示例市第001协会', {'established': False}, '来函更正')
    (kept,) = saved_statements(friday)
    assert (kept.text, kept.note, kept.figures['established']) == (told.sentence, '省厅电话', 167)
    assert '166家' in tell(friday).sentence
    assert tell(friday, TENTH).sentence == told.sentence
    assert beside_last(friday, tell(friday)) == (
        '比2026-03-10报出的数（第1次，省厅电话）：家数不变，已建－1，已覆盖－1。'
    )


def test_kinds_add_up(tuesday):
    lines = {line.key: (line.numerator, line.denominator) for line, _ in stats(tuesday, ['type'])}
    assert lines == {'社会团体': (140, 140), '民办非企业单位': (27, 150), '基金会': (0, 10)}
