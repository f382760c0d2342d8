"""Every address of the desk, subject by subject."""

from __future__ import annotations

from desk import sheets
from desk.pages import people, records, settings, sign_in, today
from desk.visit import Address

ADDRESSES: tuple[Address, ...] = (
    *sign_in.ADDRESSES,
    *today.ADDRESSES,
    *sheets.ADDRESSES,
    *settings.ADDRESSES,
    *people.ADDRESSES,
    *records.ADDRESSES,
)
