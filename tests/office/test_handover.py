"""交接单: what is under way, what waits, what comes next, and drafts not given out, on one sheet (G28)."""

import datetime as dt

import pytest
from docx import Document

from model.errors import UsageFault
from office.dues import board
from office.handover import handover, write_handover
from office.intake import take_in
from office.sending_people import expiring
from store import instructors, reviews
from store.engine import atomic, reading
from store.instructors import Assignment
from tests.office.drafted import put
from tests.outgoing import papers


@pytest.fixture
def office(with_ledger, notice, survey):
    lines = ('示例省民政厅文件', '示民函〔2026〕3号', '示例省民政厅关于报送台账的通知', '各市民政局：')
    notice(
        '通知.docx',
        *lines,
        '各市民政局要于2026年4月10日前将台账报送省民政厅。',
        '各市民政局要于每月5日前将进展情况报送省民政厅。',
    )
    survey('甲县/附件1.xlsx', (1, '示例市甲一商会（筹）', 12, 5, 7, 3, 3, 0))
    list(take_in(with_ledger))
    put(with_ledger, '函.docx', papers.letter('示例市甲一商会'))
    with atomic(with_ledger.engine) as connection:
        one = instructors.add_instructor(
            connection, name='示例一', unit='示例市民政局', post=None, phone=None
        )
        term = Assignment(instructor=one, subject=1, start=dt.date(2025, 4, 1), end=dt.date(2026, 3, 31))
        instructors.assign(connection, term)
    return with_ledger


def test_every_open_duty_question_round_and_draft_is_on_it(office):
    running, waiting, coming, drafts = handover(office)
    lines = board(office)
    assert len(running.lines) + len(coming.lines) == len(lines) + len(expiring(office, 60))
    assert any('2026-04-10' in line[2] for line in running.lines)
    with reading(office.engine) as connection:
        assert len(waiting.lines) == len(reviews.list_items(connection)) > 0
    assert ('', '示例一联系示例市甲一商会届满', '2026-03-31', '', '', '') in coming.lines
    assert drafts.lines == [('函.docx', '拟稿', '')]


def test_the_sheet_opens_in_word_and_never_covers_another(office, tmp_path):
    for name in ('交接.docx', '交接~2.docx'):
        assert write_handover(office, tmp_path / '交接.docx').name == name
    document = Document(str(tmp_path / '交接.docx'))
    assert document.paragraphs[0].text == '示例市民政局工作交接单'
    assert any('移交人' in paragraph.text for paragraph in document.paragraphs)
    assert len(document.tables) == 4
    for wrong in (tmp_path / '交接.txt', tmp_path / '没有' / '交接.docx'):
        with pytest.raises(UsageFault):
            write_handover(office, wrong)


def test_an_office_with_nothing_to_hand_over_says_so(place):
    parts = handover(place)
    assert [part.told[:3] for part in parts] == ["共0项", "共0项", "共0项", "共0份"]
    assert not any(part.lines for part in parts)
