"""ledger stats and statements, as a clerk asks for them at noon."""

import json

import pytest

from tests.commands.clerk import ONE, TWO, at_work


@pytest.fixture
def office(shoufa, tmp_path, tmp_path_factory):
    return at_work(shoufa, tmp_path_factory, tmp_path / '办公室')


@pytest.fixture
def stats(office):
    return lambda *words, **more: office('ledger', 'stats', *words, **more)


def test_the_sentence_comes_first_and_then_each_line(stats):
    sentence, approved, *lines = stats('--by', 'region,type').splitlines()
    assert sentence.startswith('截至2026年3月13日，全市登记社会组织5家，已建立党组织1家（单独1家）')
    assert approved == '已建1家，其中有批复0家、自报（缺批复）1家。'
    assert lines == [
        '甲县/社会团体：1/2　50.0%',
        '乙县/社会团体：0/2　0.0%',
        '丙县/民办非企业单位：0/1　0.0%（其中1家未填是否建立）',
    ]


def test_figures_as_json_have_the_agreed_keys(stats):
    (whole,) = json.loads(stats('--json'))
    assert whole['key'] == '合计'
    assert (whole['numerator'], whole['denominator'], whole['rate']) == (1, 5, '20.0%')
    lines = json.loads(stats('--by', 'region', '--json'))
    assert [line['key'] for line in lines] == ['甲县', '乙县', '丙县']
    methods = json.loads(stats('--by', 'method', '--json'))
    assert all({'key', 'numerator', 'denominator', 'rate'} <= set(line) for line in methods)


def test_liaisons_can_be_left_out(stats):
    assert '含联络员' in stats()
    assert '不含联络员' in stats('--no-liaisons')


def test_recorded_by_a_day_and_held_on_a_day_are_two_things(office, stats):
    correction = ('是否建立党组织=否', '--why', '来函')
    office('ledger', 'correct', ONE, *correction, today='2026-03-16')
    assert '已建立党组织1家' in stats('--as-of', '2026-03-13', today='2026-03-16')
    assert '已建立党组织0家' in stats('--on', '2026-03-13', today='2026-03-16')
    assert json.loads(stats('--on', '2026-03-13', '--json'))['figures']['total'] == 5


def test_a_day_before_the_ledger_began_is_not_told_as_nought(stats):
    assert '台账还没有任何记载，0不是实际家数' in stats('--as-of', '2020-01-01', hint=True)
    assert '“新登记”含首次导入' in stats('--compare', '2026-03-01', '2026-03-13', hint=True)
    assert stats('--as-of', '2026-03-13', hint=True) == ''


REFUSED = [
    (('--save', ''), '如 --save 省厅电话'),
    (('--by', 'weather'), '可用：region、type、supervisor、method'),
    (('--as-of', '2026-03-14'), '在今天（2026-03-13）之后'),
    (('--on', '2027-01-01'), '在今天（2026-03-13）之后'),
    (('--on', '2026-03-01', '--by', 'region'), '--on 不能与'),
    (('--compare', '2026-03-13', '2026-03-13'), '早于后一个'),
    (('--compare', '2026-03-01', '昨天'), '不是日期'),
    (('--compare', '2026-03-01', '2026-03-13', '--by', 'region'), '只能与 --json 同用'),
    (('--compare', '2026-03-01', '2026-03-13', '--save', '省厅'), '只能与 --json 同用'),
    (('--as-of', '2026年13月1日'), '不是日期'),
]


def test_what_cannot_be_counted_is_told(stats):
    for words, told in REFUSED:
        assert told in stats(*words, fails=2)


def test_two_days_are_bridged_by_name(office, stats):
    office('ledger', 'event', TWO, '注销', '--date', '2026-03-20', today='2026-03-20')
    rename = (ONE, '更名', '--to', '示例市甲一总商会', '--date', '2026-03-20')
    office('ledger', 'event', *rename, today='2026-03-20')
    days = ('--compare', '2026-03-13', '2026-03-20')
    told = stats(*days, today='2026-03-20')
    assert told.startswith('5－1＝4家；1＝1家；组织覆盖率由20.0%（1/5）升至25.0%（1/4）')
    assert f'　注销1家：{TWO}' in told
    assert f'更名1家（不计增减）：{ONE}→示例市甲一总商会' in told
    found = json.loads(stats(*days, '--json', today='2026-03-20'))
    assert (found['population']['opening'], found['population']['closing']) == (5, 4)


def test_what_was_said_is_kept_word_for_word(office, stats):
    sentence = stats('--save', '省厅电话').splitlines()[0]
    office('ledger', 'event', TWO, '注销', '--date', '2026-03-16', today='2026-03-16')
    assert '比2026-03-13报出的数（第1次，省厅电话）：家数－1' in stats(today='2026-03-16')
    assert sentence in office('ledger', 'statements')
    (kept,) = json.loads(office('ledger', 'statements', 1, '--json'))
    assert (kept['text'], kept['note']) == (sentence, '省厅电话')
    assert '没有第9次报数' in office('ledger', 'statements', 9, fails=2)
