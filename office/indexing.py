"""The index of names, built with the regions that the office knows."""

from __future__ import annotations

from collections.abc import Iterable

from ledger.match import NameIndex, build_index
from model.office import Office
from model.subject import Organisation
from text.regions import names_to_regions


def name_index(office: Office, organisations: Iterable[Organisation]) -> NameIndex:
    """An index in which the office's own region and counties are known as prefixes of names."""
    return build_index(organisations, names_to_regions([office.region, *office.counties]))
