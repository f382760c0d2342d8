"""The names papers go out under: which one a paper takes (G8)."""

from __future__ import annotations

from model.errors import CannotStart
from model.office import IssuingName
from office.config import Workplace


def issuing_named(place: Workplace, wanted: str) -> IssuingName:
    """The name a paper goes out under.

    Raises:
        CannotStart: office.toml still holds what a new office is to fill in.
    """
    if any('〈' in told for told in (place.office.name, place.office.contact.phone)):
        raise CannotStart("office.toml 里尖括号〈〉的内容还没有换成本单位的，不能起草发文。请先填好。")
    issuing = next(name for name in place.office.issuing_names if name.id == wanted)
    if '〈' in f'{issuing.name}{issuing.mark}{issuing.organ_code}{issuing.printed_by}{issuing.superior}':
        raise CannotStart(
            f"office.toml 里发文名义“{wanted}”还有尖括号〈〉的内容没有填，不能起草发文。请先填好。"
        )
    return issuing
