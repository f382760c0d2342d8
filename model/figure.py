"""A printed number and what stands behind it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure in an outgoing paper.

    key names it inside the paper ('total.established'); text is exactly what is printed;
    rows are ledger organisation ids it counts, or None for a figure that counts none.
    """

    key: str
    text: str
    value: Any
    label: str
    rows: tuple[int, ...] | None = None
