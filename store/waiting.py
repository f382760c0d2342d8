"""Waiting for one's turn at the database: said after some seconds, given up only after minutes."""

from __future__ import annotations

import logging
import random
import time
from collections.abc import Callable
from typing import TypeVar

from model.errors import CannotStart

T = TypeVar('T')

TOLD_AFTER = 3.0
"""Seconds after which somebody who waits is told so."""

GIVEN_UP_AFTER = 600.0
"""Seconds after which waiting ends: longer than the largest import takes."""


class Busy(Exception):
    """Somebody else is at the database; never leaves the store."""


def patiently(act: Callable[[], T], awaited: str) -> T:
    """What act gives, tried again for as long as it raises Busy; awaited says what for, in Chinese.

    Raises:
        CannotStart: it was still busy after GIVEN_UP_AFTER seconds.
    """
    began = time.monotonic()
    told = False
    while True:
        try:
            return act()
        except Busy as busy:
            waited = time.monotonic() - began
            if waited > GIVEN_UP_AFTER:
                raise CannotStart(
                    f"等待{awaited}超过 {waited / 60:.0f} 分钟，已停止，没有改动任何东西。请等它做完再试；"
                    "如果并没有别的操作，请关闭所有收发程序后再试。"
                ) from busy
            if waited > TOLD_AFTER and not told:
                logging.getLogger('shoufa').warning("正在等待%s……", awaited)
                told = True
        time.sleep(random.uniform(0.02, 0.1))  # noqa: S311 - two who wait do not wake together
