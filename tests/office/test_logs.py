"""Logs by day, kept half a year at least, without a word of a paper."""

import datetime as dt
import logging

import pytest

from office.logs import FOLDER, log_name, logging_to, prune
from office.retention import LOGS_DAYS, SETTINGS

DAY = dt.date(2026, 9, 30)


def lay(root, *names):
    (root / FOLDER).mkdir(exist_ok=True)
    for name in names:
        (root / FOLDER / name).write_text('x', 'utf-8')


def left(root):
    return sorted(path.name for path in (root / FOLDER).iterdir())


@pytest.mark.parametrize(('text', 'days'), [('', LOGS_DAYS), ('logs_days = 400', 400)])
def test_a_log_is_removed_on_the_day_after_its_last(tmp_path, text, days):
    (tmp_path / SETTINGS).write_text(text, 'utf-8')
    last = log_name('网页台', DAY - dt.timedelta(days))
    over = log_name('网页台', DAY - dt.timedelta(days + 1))
    others = (
        '我的-2020-01-01.txt',
        '网页台.log',
        '甲-2020-13-45.log',
        log_name('网页台', DAY + dt.timedelta(900)),
    )
    lay(tmp_path, last, over, log_name('工作进程', DAY - dt.timedelta(1)), *others)
    assert prune(tmp_path, DAY) == [over]
    assert left(tmp_path) == sorted([last, log_name('工作进程', DAY - dt.timedelta(1)), *others])


def test_184_days_are_never_less_than_six_months():
    for month in range(1, 13):
        later = dt.date(2027 + (month > 6), (month + 5) % 12 + 1, 1)
        assert later - dt.date(2027, month, 1) <= dt.timedelta(LOGS_DAYS)


def test_what_a_long_program_meets_is_in_the_file_of_the_day(tmp_path):
    with logging_to(tmp_path, '网页台'):
        logging.getLogger('shoufa').info('一行\n两行')
    logging.getLogger('shoufa').warning('不在里面')
    (name,) = left(tmp_path)
    assert (tmp_path / FOLDER / name).read_text('utf-8').endswith('INFO 一行 ⏎ 两行\n')


def test_the_work_goes_on_where_no_log_can_be_written(tmp_path):
    (tmp_path / FOLDER).write_text('a file', 'utf-8')
    with logging_to(tmp_path, '网页台'):
        logging.getLogger('shoufa').info('一行')
    assert (tmp_path / FOLDER).read_text('utf-8') == 'a file'


def test_a_clock_far_off_is_no_reason_to_remove_a_fresh_log(tmp_path, monkeypatch):
    lay(tmp_path, log_name('网页台', DAY))
    assert prune(tmp_path, DAY - dt.timedelta(400)) == []
    assert prune(tmp_path, DAY + dt.timedelta(400)) == []


def fail_over(name):
    raise ValueError(name)


def test_an_error_is_told_by_its_place_and_not_by_its_words(tmp_path):
    with logging_to(tmp_path, '网页台'):
        try:
            fail_over('示例协会.docx')
        except ValueError:
            logging.getLogger('shoufa').exception('没有办成')
    (path,) = (tmp_path / FOLDER).iterdir()
    told = path.read_text('utf-8')
    assert '示例协会' not in told
    assert 'ValueError test_logs.py:' in told
