"""A notice back from what the register keeps of it."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import cattrs

from model.notice import Notice, Relative
from model.place import Problem, Where
from model.serialise import problem_from_plain, where_from_plain


@lru_cache(maxsize=1)
def _converter() -> cattrs.Converter:
    converter = cattrs.Converter()
    converter.register_structure_hook(Where, lambda data, _: where_from_plain(data))
    converter.register_structure_hook(Problem, lambda data, _: problem_from_plain(data))
    converter.register_structure_hook(
        Relative,
        lambda data, _: Relative(data['value'], data['unit'], data.get('from'), data.get('days')),
    )
    return converter


def notice_from_plain(data: dict[str, Any]) -> Notice:
    """The inverse of to_plain for a Notice; keys that a later program added take their defaults."""
    notice: Notice = _converter().structure(data, Notice)
    return notice
