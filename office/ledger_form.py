"""What the ledger can hold, as a form: every field of the forms, by its labels."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache

from forms.draft import is_of_organisations
from forms.load import definitions
from model.form import FormDefinition, FormField
from office.accepting import PAPER_FIELDS

SHORT_HEADS = {
    'org_name': ('name',),
    'code': ('code', "代码"),
    'region': ('region',),
    'org_type': ('type',),
    'competent_authority': ('supervisor',),
}
"""How programs, and people in a hurry, head the columns that every list has."""

OURS = "内部拟制"
OWN_FIELDS = (
    FormField('former_names', ("曾用名", "原名称", "原名"), 'choices'),
    FormField(
        'liaison',
        ("联络员", "党建联络员", "党建工作联络员", "联络员姓名", "党建联络员姓名", "党建工作联络员姓名"),
        personal='official_contact',
    ),
    FormField(
        'has_liaison', ("有无联络员", "是否有联络员", "是否确定联络员", "是否确定党建联络员"), 'yes_no'
    ),
    FormField(
        'town',
        ("所属乡镇（街道）", "乡镇（街道）", "街道（乡镇）", "所属街道", "所属乡镇"),
    ),
    FormField('industry', ("所属行业", "行业", "行业类别", "行业领域")),
    FormField('operation', ("经营运行情况", "运行情况", "经营状况")),
    FormField('approval_date', ("批复日期", "批复时间", "审批日期", "审批时间"), 'date'),
)
"""What only the ledger keeps. Its 联络员 is no instructor: work coverage tells them apart."""


def ledger_fields(forms: tuple[FormDefinition, ...] = ()) -> tuple[FormField, ...]:
    """What the ledger can hold, once each: the fields of the forms that say nothing forbidden."""
    found: dict[str, FormField] = {}
    for one in ledger_form(forms or definitions()).fields:
        if one.id not in found and is_kept(one):
            found[one.id] = one
    return tuple(found.values())


def is_kept(field: FormField) -> bool:
    """Whether the ledger holds the field: what says something of the organisation, and nothing forbidden."""
    return field.personal != 'never' and (field.id == 'org_name' or field.id not in PAPER_FIELDS)


def lists_of_organisations(forms: Iterable[FormDefinition]) -> tuple[FormDefinition, ...]:
    """The forms with one row for each organisation."""
    return tuple(one for one in forms if one.subject == 'rows' and is_of_organisations(one))


@lru_cache(maxsize=8)
def ledger_form(forms: tuple[FormDefinition, ...]) -> FormDefinition:
    """One form of all that these ask of organisations; of two meanings of a label the plainer form's holds.

    Its columns may be headed by label, by field id, or as programs head them (name, code, region ...).
    """
    fields = tuple(_fields_of([one for one in forms if is_of_organisations(one)]))
    return FormDefinition('ledger', "社会组织台账", OURS, 'rows', (), fields)


def _fields_of(forms: list[FormDefinition]) -> Iterator[FormField]:
    """The fields in every way they are printed, each of one type, those of our own plain forms first."""
    met: set[tuple[str, tuple[str, ...], tuple[str, ...]]] = set()
    first: dict[str, FormField] = {}
    plain_first = sorted(forms, key=lambda one: one.edition != OURS)
    for one in (*OWN_FIELDS, *(field for form in plain_first for field in form.fields)):
        way = (one.id, one.under, one.labels)
        if way in met:
            continue
        met.add(way)
        known = first.setdefault(one.id, one)
        labels = one.labels if one.under or known is not one else (*one.labels, *_of_programs(one.id))
        yield replace(known, labels=labels, under=one.under, required=False)


def _of_programs(field: str) -> tuple[str, ...]:
    return (field, *SHORT_HEADS.get(field, ()))
