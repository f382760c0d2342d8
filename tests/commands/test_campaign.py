"""campaign draft, list, show and plan as users type them."""

import pytest

from tests.office.test_drafting import LINES


@pytest.fixture
def office(shoufa, tmp_path):
    shoufa('init', '办公室')
    return tmp_path / '办公室'


def test_a_draft_is_written_listed_and_shown(shoufa, office, tmp_path):
    (tmp_path / '通知.txt').write_text('\n'.join(LINES), 'utf-8')
    done = shoufa('campaign', 'draft', '通知.txt', '--office', office)
    assert done.returncode == 0, done.stderr
    assert '待确认　' in done.stdout
    assert '春季组建' in shoufa('campaign', 'list', '--office', office).stdout
    shown = shoufa('campaign', 'show', '春季组建', '--office', office).stdout
    for part in (
        '阶段　摸底阶段',
        '办法　单独组建',
        '第1期　2026-03-21',
        '任务　各县民政局　每间隔20天',
        '待确认　',
    ):
        assert part in shown


def test_every_kind_of_pack_is_shown(shoufa, office):
    asked = shoufa('campaign', 'show', 'dongguan_2016', '--office', office).stdout
    assert '上午下班前' in asked
    assert '任务' not in asked
    assert '建成率不低于45%' in shoufa('campaign', 'show', 'ningbo_2018', '--office', office).stdout
    sent = shoufa('campaign', 'show', 'gansu_2016', '--office', office).stdout
    assert '选派期12个月' in sent
    assert '此通知下发15天内（起算日待填）' in sent


def test_a_plan_that_makes_no_sense_says_why(shoufa, office):
    told = shoufa('campaign', 'plan', 'dongguan_2016', '--office', office)
    assert told.returncode == 2
    assert '征求意见' in told.stderr


def test_an_empty_ledger_is_said_to_be_empty(shoufa, office):
    assert '台账里没有' in shoufa('campaign', 'plan', 'gansu_2016', '--office', office).stdout
