import datetime as dt
import hashlib

import pytest

from model.errors import SecrecyMark, UsageFault
from model.register import Duty
from office.due_acts import Step, advance
from office.dues import board
from store import audit, obligations, register
from store.engine import atomic, reading

MONTHLY = {'every': 1, 'unit': 'month', 'times': None}


@pytest.fixture
def duties(place):
    """Number 1 has a day, number 2 recurs each month by the 20th."""
    with atomic(place.engine) as connection:
        register.add(connection, file='甲.txt', sender_hint=None, sha256='0' * 64, at=place.now())
        register.change(connection, 1, title='关于报送的通知', doc_number='示民函〔2026〕12号')
        register.add(connection, file='乙.txt', sender_hint=None, sha256='1' * 64, at=place.now())
        register.change(connection, 2, title='关于报送情况的复函', doc_number='示民函〔2026〕15号')
        plain = Duty(register_number=1, verbatim='甲', ours='do', rule='r', deadline=dt.date(2026, 4, 10))
        monthly = Duty(
            register_number=1,
            verbatim='乙',
            ours='do',
            rule='r',
            deadline_text='每月20日前',
            recurrence=MONTHLY,
        )
        obligations.replace_all(connection, 1, [plain, monthly])
    return place


def states(place, number):
    return [line.progress for line in board(place, everything=True) if line.number == number]


def test_a_duty_goes_from_open_to_closed_in_order(duties):
    steps = (Step(act='start', number=1), Step(act='report', number=1), Step(act='review', number=1))
    assert [advance(duties, step).state for step in steps] == ['doing', 'reported', 'reviewed']
    done = advance(duties, Step(act='close', number=1, evidence='2'))
    assert done.evidence == "收文第2号《关于报送情况的复函》（示民函〔2026〕15号）"
    assert states(duties, 1) == ['closed']
    with reading(duties.engine) as connection:
        told = [(line.act, line.about) for line in audit.lines(connection)]
    assert told == [('due_start', '1'), ('due_report', '1'), ('due_review', '1'), ('due_close', '1')]


@pytest.mark.parametrize('acts', [['review'], ['start', 'start'], ['report', 'start'], ['reopen']])
def test_a_step_out_of_order_is_refused_and_changes_nothing(duties, acts):
    for act in acts[:-1]:
        advance(duties, Step(act=act, number=1))
    before = states(duties, 1)
    with pytest.raises(UsageFault, match='不能改为'):
        advance(duties, Step(act=acts[-1], number=1))
    assert states(duties, 1) == before


def test_a_closed_duty_leaves_the_board_and_comes_back_when_reopened(duties):
    advance(duties, Step(act='close', number=1, evidence='示民函〔2026〕15号'))
    assert 1 not in [line.number for line in board(duties)]
    advance(duties, Step(act='reopen', number=1, why='数据有误'))
    line = next(line for line in board(duties) if line.number == 1)
    assert (line.state, line.evidence) == ('open', None)
    with reading(duties.engine) as connection:
        assert audit.lines(connection)[-1].detail == {'why': '数据有误'}


def test_a_file_as_evidence_is_kept_with_its_hash(duties):
    path = duties.rooms.outbox / '报告.docx'
    path.write_bytes(b'paper')
    done = advance(duties, Step(act='close', number=1, evidence='报告.docx'))
    assert done.evidence == f"发文/报告.docx（sha256 {hashlib.sha256(b'paper').hexdigest()}）"


def test_the_notice_itself_is_no_evidence(duties):
    with pytest.raises(UsageFault, match='通知本身'):
        advance(duties, Step(act='close', number=1, evidence='收文第1号'))


@pytest.mark.parametrize('evidence', ['', '9', '没有.docx', '示民报〔2026〕4号', '收文'])
def test_evidence_that_is_not_there_closes_nothing(duties, evidence):
    with pytest.raises(UsageFault, match='要有佐证'):
        advance(duties, Step(act='close', number=1, evidence=evidence))
    assert states(duties, 1) == ['open']


def test_evidence_with_a_mark_in_its_name_is_not_touched(duties):
    (duties.rooms.outbox / '机密★5年 报告.docx').write_bytes(b'paper')
    with pytest.raises(SecrecyMark):
        advance(duties, Step(act='close', number=1, evidence='机密★5年 报告.docx'))
    assert states(duties, 1) == ['open']


def test_a_step_on_a_recurring_duty_takes_its_oldest_round(duties):
    assert advance(duties, Step(act='close', number=2, evidence='2')).round == dt.date(2026, 3, 20)
    assert [line.round for line in board(duties) if line.number == 2] == [dt.date(2026, 4, 20)]
    assert advance(duties, Step(act='reopen', number=2, why='重报')).round == dt.date(2026, 3, 20)
    assert [line.round for line in board(duties) if line.number == 2] == [dt.date(2026, 3, 20)]


def test_a_round_can_be_named(duties):
    with pytest.raises(UsageFault, match='没有2026-03-21这一期'):
        advance(duties, Step(act='report', number=2, round=dt.date(2026, 3, 21)))
    advance(duties, Step(act='report', number=2, round=dt.date(2026, 3, 20)))
    told = [(line.round, line.state) for line in board(duties) if line.number == 2]
    assert told == [(dt.date(2026, 3, 20), 'reported'), (dt.date(2026, 4, 20), 'open')]


def test_a_recurring_duty_can_be_closed_whole_and_opened_again(duties):
    advance(duties, Step(act='close', number=2, evidence='2', whole=True))
    assert [line.number for line in board(duties)] == [1]
    advance(duties, Step(act='reopen', number=2, why='继续', whole=True))
    assert [line.round for line in board(duties) if line.number == 2] == [dt.date(2026, 3, 20)]


def test_a_duty_that_does_not_recur_has_no_rounds(duties):
    with pytest.raises(UsageFault, match='没有分期'):
        advance(duties, Step(act='report', number=1, round=dt.date(2026, 4, 10)))
    with pytest.raises(UsageFault, match='没有第9号'):
        advance(duties, Step(act='report', number=9))


def test_evidence_is_no_file_of_the_machine_but_one_that_came_in(duties, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / '别的.docx').write_bytes(b'paper')
    elsewhere = (
        '别的.docx',
        str(tmp_path / '别的.docx'),
        'office.toml',
        '../office.toml',
        '发文/../shoufa.db',
        '\0',
    )
    for evidence in elsewhere:
        with pytest.raises(UsageFault, match='要有佐证'):
            advance(duties, Step(act='close', number=1, evidence=evidence))
    with atomic(duties.engine) as connection:
        register.change(connection, 2, archived_as='00002_乙.txt')
    assert advance(duties, Step(act='close', number=1, evidence='乙.txt')).evidence.startswith('收文第2号')


def test_a_file_that_several_papers_bear_is_asked_about(duties):
    with atomic(duties.engine) as connection:
        register.change(connection, 2, archived_as='00002_乙.txt')
        register.add(connection, file='乙.txt', sender_hint=None, sha256='2' * 64, at=duties.now())
        register.change(connection, 3, archived_as='00003_乙.txt')
    with pytest.raises(UsageFault, match='第2、3号'):
        advance(duties, Step(act='close', number=1, evidence='乙.txt'))
