"""Every address of the desk, subject by subject."""

from __future__ import annotations

from desk.pages import sign_in, today
from desk.visit import Address

ADDRESSES: tuple[Address, ...] = (
    *sign_in.ADDRESSES,
    *today.ADDRESSES,
)
