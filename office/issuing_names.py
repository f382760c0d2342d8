"""The names papers go out under: which one a paper takes, and what it may issue (G8)."""

from __future__ import annotations

from model.errors import CannotStart, UsageFault
from model.office import IssuingName
from office.config import Workplace
from outgoing.draft import DocType
from outgoing.frame import suits


def issuing_named(place: Workplace, wanted: str, *, formal: bool = True) -> IssuingName:
    """The name a paper goes out under, by its id in office.toml.

    formal: a paper with a number or a seal, which no section inside an organ issues (条例 17).

    Raises:
        UsageFault: no issuing name has this id.
        CannotStart: office.toml still holds what a new office is to fill in, or the name is that of an
            inner section and the paper is formal.
    """
    if any('〈' in told for told in (place.office.name, place.office.contact.phone)):
        raise CannotStart("office.toml 里尖括号〈〉的内容还没有换成本单位的，不能起草发文。请先填好。")
    issuing = find_issuing(place, wanted)
    if issuing is None:
        known = '、'.join(f"{name.id}（{name.name}）" for name in place.office.issuing_names)
        raise UsageFault(f"office.toml 里没有发文名义“{wanted}”。可以用：{known}。")
    if '〈' in f'{issuing.name}{issuing.mark}{issuing.organ_code}{issuing.printed_by}{issuing.superior}':
        raise CannotStart(
            f"office.toml 里发文名义“{wanted}”还有尖括号〈〉的内容没有填，不能起草发文。请先填好。"
        )
    if formal and issuing.inner:
        raise CannotStart(inner_refused(issuing))
    return issuing


def find_issuing(place: Workplace, wanted: str) -> IssuingName | None:
    """The issuing name of this id; None where office.toml has none (any more)."""
    return next((name for name in place.office.issuing_names if name.id == wanted), None)


def fitting(place: Workplace, wanted: str, doc_type: DocType, *, party: bool = False) -> str:
    """The id of the issuing name that suits a kind of paper best where nobody named one: by default wanted.

    Of the names of one body that one whose 机关代字 is for such papers: no 函 with 示民报, no 批复 under the
    head of a 文件 with 示民党函. party: what only a Party body decides goes out under one of ours, if there
    is one.
    """
    usual, names = find_issuing(place, wanted), place.office.issuing_names
    if usual is None:
        return wanted
    if party and usual.kind != 'party':
        usual = next((one for one in names if one.kind == 'party' and not one.inner), usual)
    same = [one for one in names if one.name == usual.name and one.joint_with == usual.joint_with]
    suited = [one for one in (usual, *same) if suits(one, doc_type)]
    return (suited or [usual])[0].id


def inner_refused(issuing: IssuingName) -> str:
    """Why an inner section issues no formal paper, and what to do."""
    return (
        f"“{issuing.name}”是内设机构，不得对外正式行文（《党政机关公文处理工作条例》第十七条："
        "部门内设机构除办公厅（室）外不得对外正式行文）。请用本机关的名义，以 --as 选择。"
    )
