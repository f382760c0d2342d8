"""review as a clerk types it: one question with its line, and all questions of a paper at once."""

import pytest
from openpyxl import Workbook

from commands.review import item_line
from model.register import ReviewItem
from office.founding import found
from tests.office.conftest import FORM_HEAD, LEDGER, SETTINGS

LINES = (
    (1, '示例市甲一商会', 12, 5, 5, 3, 3, 0, '否'),
    (2, '示例市乙二协会', 8, 2, 5, 2, 2, 0, '否'),
)


@pytest.fixture
def office(shoufa, tmp_path):
    """office('review', ...): the program where a return with two wrong lines was taken in."""
    root = tmp_path / '办公室'
    root.mkdir()
    (root / 'office.toml').write_text(SETTINGS, 'utf-8')
    found(root)
    (tmp_path / '台账.csv').write_text(LEDGER, 'utf-8')

    def run(*arguments, fails=0):
        done = shoufa('--office', root, '--today', '2026-03-13', *arguments)
        assert done.returncode == fails, done.stderr
        return done.stderr if fails else done.stdout

    run('ledger', 'import', tmp_path / '台账.csv')
    book = Workbook()
    for line in (('社会组织党建情况调查表',), FORM_HEAD, *LINES):
        book.active.append(line)
    (root / '收文' / '甲县').mkdir()
    book.save(root / '收文' / '甲县' / '附件1.xlsx')
    run('take-in')
    return run


def test_a_question_shows_what_its_line_says(office):
    told = office('review', 'show', 1)
    assert '工作表“Sheet”第3行' in told
    assert '党员总数 3〔F3〕' in told
    assert '更正：shoufa review correct 1 ' in told.splitlines()[-1]


def test_a_question_is_one_line_whatever_the_cell_has():
    item = ReviewItem(kind='reading', about='甲县\n表.jpg', reasons=('原文“2020年\n12月”',), number=3)
    assert item_line(item) == '3　请核对　甲县 表.jpg　原文“2020年 12月”'


def test_all_questions_of_a_paper_are_refused_at_once(office):
    assert '只写一样' in office('review', 'reject', 1, '--file', 1, '--why', '两栏填反', fails=2)
    assert '不采用2；还有0项待核' in office('review', 'reject', '--file', 1, '--why', '两栏填反')
    assert '没有待核' in office('review', 'accept', '--file', 1, fails=2)
