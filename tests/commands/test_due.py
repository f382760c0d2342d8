import json

import pytest

NOTICE = """\
示例省民政厅文件
示民函〔2026〕13号
关于选派指导员的通知
各市民政局：
此通知下发15天内，各市民政局要完成选派指导员的工作。
各市民政局要于2026年4月10日前将台账报送省民政厅。
"""


@pytest.fixture
def due(shoufa, tmp_path):
    """due(...): shoufa due in an office of a city that has one notice."""
    office = tmp_path / '办'
    shoufa('init', office)
    (office / '收文' / '通知.txt').write_text(NOTICE, 'utf-8')
    common = ('--office', office, '--today', '2026-03-13')
    shoufa(*common, 'take-in')
    return lambda *arguments: shoufa(*common, 'due', *arguments)


def test_the_board_from_the_asking_to_the_evidence(due, tmp_path):
    shown = due()
    assert (shown.returncode, shown.stderr) == (0, '')
    lines = {line['what']: line for line in json.loads(due('--json').stdout)}
    waiting = next(line for line in lines.values() if line['state'] == 'anchor_missing')
    assert f'shoufa due anchor {waiting["number"]} --issued' in shown.stdout
    assert '2026-03-17' in due('anchor', waiting['number'], '--issued', '2026-03-02').stdout
    assert '在办' in due('start', waiting['number']).stdout
    refused = due('close', waiting['number'], '--evidence', '没有')
    assert (refused.returncode, '要有佐证' in refused.stderr) == (2, True)
    assert '通知本身' in due('close', waiting['number'], '--evidence', '1').stderr
    for folder in (tmp_path, tmp_path / '办' / '发文'):
        (folder / '报告.docx').write_bytes(b'1')
    refused = due('close', waiting['number'], '--evidence', tmp_path / '报告.docx')
    assert (refused.returncode, '要有佐证' in refused.stderr) == (2, True)
    assert '办结' in due('close', waiting['number'], '--evidence', '发文/报告.docx').stdout
    states = {line['number']: line['state'] for line in json.loads(due('--all', '--json').stdout)}
    assert states[waiting['number']] == 'closed'


def test_the_keys_that_scripts_read(due):
    keys = {'number', 'what', 'who', 'ours', 'deadline', 'internal_deadline', 'state', 'sources'}
    assert all(keys <= line.keys() for line in json.loads(due('--json').stdout))


def test_the_calendar_is_written_beside_the_board(due, tmp_path):
    told = due('--ics', tmp_path / '期限.ics')
    assert (told.returncode, '1项' in told.stderr) == (0, True)
    assert (tmp_path / '期限.ics').read_bytes().startswith(b'BEGIN:VCALENDAR\r\n')


def test_one_day_is_asked_for_and_no_more(due):
    assert due('anchor', '1', '--issued', '2026-03-02', '--received', '2026-03-03').returncode == 2
    assert due('anchor', '1').returncode == 2


def test_a_list_of_holidays_is_taken_in(due, tmp_path):
    days = "日期,类型\n2031-01-01,休\n2031-05-01,休\n2031-10-01,休\n2031-10-02,休\n2031-10-03,休\n"
    (tmp_path / '安排.csv').write_text(days, 'utf-8')
    assert due('holidays', tmp_path / '安排.csv').stdout == "2031年：5天\n"
    assert due().returncode == 0
