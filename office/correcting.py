"""更正: a person sets what the ledger holds; no later return overwrites it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from extractors.survey.values import is_blank, read_value
from ledger.events import BRANCH
from ledger.fields import field_of
from model.errors import UsageFault
from model.subject import Organisation
from office.acting import Done, Paper, active, begin, source_of
from office.config import Workplace
from office.ledger_acts import one_named
from office.ledger_form import ledger_fields
from office.naming import label_of, value_to_text
from store import listed, subjects
from store.engine import Connection, atomic
from text.labels import LabelIndex, fields_to_index, match_label
from text.phones import mask_phone
from text.regions import find_region, names_to_regions


def told_to_values(told: Sequence[str]) -> dict[str, Any]:
    """项目=值 as form fields; an empty value, or 无 for a person, takes away what is held.

    Raises:
        UsageFault: no such field, or a value it cannot have.
    """
    index = fields_to_index(ledger_fields())
    by_id = {one.id: one for one in index.fields}
    found: dict[str, Any] = {}
    for one in told:
        label, sign, text = one.partition('=')
        field = _label_to_field(label.strip(), index)
        if not sign or field is None:
            raise UsageFault(f"“{one}”应写成 项目=值，项目用台账的列名，如 所属县区=甲县。")
        value = read_value(by_id[field], text) if text.strip() else None
        if value and is_blank(value) and by_id[field].personal == 'official_contact':
            value = None
        if value and (value.value is None or value.reasons):
            raise UsageFault(f"“{label}”不能是“{text}”：{'；'.join(value.reasons) or '读不懂'}。")
        found[field] = value.value if value else None
    return found


def _label_to_field(label: str, index: LabelIndex) -> str | None:
    if any(label == one.id for one in index.fields):
        return label
    found = match_label(label, index)
    return found.field.id if found else None


def correct(
    place: Workplace,
    wanted: str,
    values: Mapping[str, Any],
    why: str,
    paper: Paper = Paper(),  # noqa: B008
) -> Done:
    """Set fields of an organisation as one act.

    Raises:
        UsageFault: no such organisation, one that has ended, a name (更名 is an event), no reason, or
            nothing new.
    """
    with atomic(place.engine) as connection:
        return correct_in(place, connection, one_named(place, wanted), values, why, paper)


def correct_in(
    place: Workplace,
    connection: Connection,
    meant: Organisation,
    values: Mapping[str, Any],
    why: str,
    paper: Paper,
) -> Done:
    """The same within a transaction that does more than this.

    Raises:
        UsageFault: as correct.
    """
    if not why.strip():
        raise UsageFault("更正要写明原因：--why 来函更正。")
    if 'org_name' in values:
        raise UsageFault("名称变了请登记更名：shoufa ledger event 单位 更名 --to 新名称 --date 日期。")
    _refuse_region(place, values.get('region'))
    organisation = active(connection, meant)
    values = _with_branch(organisation, values)
    held = {field: field_of(organisation, field) for field in values}
    changed = {field: value for field, value in values.items() if value != held[field]}
    if not changed:
        raise UsageFault(f"“{organisation.name}”本来就是这样，没有可更正的。")
    _refuse_code(connection, organisation, changed.get('code'))
    detail = {'why': why, 'before': {field: held[field] for field in changed}}
    act = begin(place, connection, 'correct', organisation.name, paper, [(organisation.id, 'self')], detail)
    subjects.change(connection, organisation.id, changed, source_of(place, act, paper))
    told = [
        f"{label_of(field)}：{_text(field, held[field])}→{_text(field, value)}"
        for field, value in changed.items()
    ]
    return Done(act, [f"“{organisation.name}”{'；'.join(told)}（{why}）。"])


def _refuse_region(place: Workplace, region: str | None) -> None:
    """Raises UsageFault for a county that an office with listed counties does not list."""
    counties = place.office.counties
    known = names_to_regions([place.office.region, *counties])
    if region and counties and find_region(region, known) is None:
        listed = "、".join(counties)
        raise UsageFault(f"“{region}”不在 office.toml 的县区里（{listed}）。请核对，或先在那里加上。")


def _refuse_code(connection: Connection, organisation: Organisation, code: str | None) -> None:
    """Raises UsageFault for the code of another organisation: one code is one organisation's."""
    for one in listed.with_code(connection, code) if code else ():
        if one.state == 'active' and one.id != organisation.id:
            raise UsageFault(
                f"统一社会信用代码{code}是“{one.name}”（编号{one.id}）的，没有更正。"
                f"如是同一家，请用 shoufa ledger merge {organisation.id} {one.id} 合并；"
                "如那一家的代码有误，先更正那一家。"
            )


def _with_branch(organisation: Organisation, values: Mapping[str, Any]) -> Mapping[str, Any]:
    """The values; where there is no branch, what was held of it goes with it, unless told otherwise."""
    if values.get('established') is not False:
        return values
    return {
        **values,
        **{field: None for field in BRANCH if field in organisation.facts and field not in values},
    }


def _text(field: str, value: Any) -> str:
    text = "（空）" if value is None else value_to_text(value)
    return mask_phone(text) if field.endswith('phone') else text
