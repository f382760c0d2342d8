"""What takes long is worked out behind the page, kept until something was done, and a fault is told once."""

import itertools

import pytest

from desk import worked as module
from desk.worked import worked
from model.errors import UsageFault
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
