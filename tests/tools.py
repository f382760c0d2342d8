"""What a test says where something it needs is not on this machine."""

import os
from typing import NoReturn

import pytest


def missing(said: str) -> NoReturn:
    """Skip, saying so; fail where all tools are required."""
    if os.environ.get('SHOUFA_REQUIRE_TOOLS'):
        pytest.fail(said)
    pytest.skip(said)
