"""Two lists side by side under one title are two lists, also with a blank column between."""

from __future__ import annotations

import pytest

from extractors.survey.tables import side_by_side
from text.headers import Header

LIST = (("序号",), ("社会组织名称",), ("党员总数",))


@pytest.mark.parametrize(
    ('paths', 'parts'),
    [
        ((*LIST, *LIST), ((0, 3), (3, 6))),
        ((*LIST, (), *LIST), ((0, 4), (4, 7))),
        ((*LIST, (), *LIST, (), *LIST, ()), ((0, 4), (4, 8), (8, 12))),
        ((*LIST, (), ()), ((0, 5),)),
        ((*LIST, ("备注",)), ((0, 4),)),
    ],
)
def test_the_lists_are_told_by_their_heads(
    paths: tuple[tuple[str, ...], ...], parts: tuple[tuple[int, int], ...]
) -> None:
    """Each list has its own columns; one list alone keeps all of them."""
    assert side_by_side(Header(0, 1, paths)) == parts
