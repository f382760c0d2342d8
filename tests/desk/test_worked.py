"""What takes long is worked out behind the page, kept until something was done, and a fault is told once."""

import itertools
import threading

import pytest

from desk import worked as module
from desk.behind import WAITING
from desk.worked import worked
from model.errors import TooOften, UsageFault
from office import planning


class Asker:
    """As much of a visit as is needed."""

    def __init__(self, desk):
        self.desk, self.place = desk, desk.place('示例甲')


@pytest.fixture
def asker(desk, monkeypatch):
    monkeypatch.setattr(module, '_SOON', -1)
    return Asker(desk)


def settle(desk):
    desk.behind.thread.submit(int).result()


def test_it_is_worked_out_once_and_again_after_something_was_done(asker, desk):
    made = itertools.count(1)

    def ask():
        return worked(asker, '数', None, lambda: next(made))

    assert ask() is None
    settle(desk)
    assert (ask(), ask()) == (1, 1)
    planning.start(asker.place, 'gansu_2016')
    assert ask() is None
    settle(desk)
    assert ask() == 2


@pytest.mark.parametrize(('fault', 'told'), [(UsageFault("没有"), '没有'), (KeyError('x'), '程序出错了')])
def test_a_fault_behind_is_told_and_does_not_go_on_for_ever(asker, desk, fault, told, capsys):
    def fail():
        raise fault

    assert worked(asker, f'错{told}', None, fail) is None
    settle(desk)
    with pytest.raises(Exception, match=told):
        worked(asker, f'错{told}', None, fail)


def test_what_waits_is_asked_for_once_and_the_queue_has_an_end(asker, desk):
    gate = threading.Event()
    desk.behind.start('先办的', gate.wait)
    try:
        made = itertools.count()
        assert [worked(asker, '数', None, lambda: next(made)) for _ in range(5)] == [None] * 5
        assert desk.behind.names == ['先办的', '数']
        for number in range(2, WAITING):
            worked(asker, f'数{number}', None, lambda: 0)
        with pytest.raises(TooOften, match='排队的事已有50件'):
            worked(asker, '又一个', None, lambda: 0)
    finally:
        gate.set()
    settle(desk)
    assert (next(made), desk.behind.names) == (1, [])


def test_a_page_waits_for_news_since_its_visit_began(client, desk):
    desk.behind.tell('ended', '甲')
    page = client.get('/').text
    assert f'<meta name="news" content="{desk.behind.last()}">' in page
