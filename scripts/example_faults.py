"""Which organisation came back how, and what is wrong with it: the plan that the writers follow."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from scripts.example_world import COUNTIES, REPORTING, TYPES, Org, make_code, of_county, person, phone

Report = dict[str, Any]
"""What one return says of one organisation: the ids of the fields it fills, with values."""

_MISSPELT = str.maketrans('协会究务业技医老养游', '胁汇宄雾亚枝匡佬样洲')


@dataclass(frozen=True, slots=True)
class Returned:
    """One organisation's data as sent, what is wrong with it, and whose it is (None: not in the ledger)."""

    org: Org | None
    county: str
    says: Report
    fault: str | None = None
    field: str | None = None
    hidden: bool = False


def org_to_report(org: Org) -> Report:
    """An honest report."""
    return {
        'org_name': org.name,
        'code': org.code,
        'org_type': org.type,
        'competent_authority': org.supervisor or '直接登记',
        'region': org.county,
        **org.facts,
    }


def _misspell(name: str) -> str:
    """The name with one character mistaken, the first that can be."""
    for place, char in enumerate(name):
        if char.translate(_MISSPELT) != char:
            return name[:place] + char.translate(_MISSPELT) + name[place + 1 :]
    raise ValueError(name)


def _more(report: Report, *fields: str) -> Report:
    return report | {field: report[field] + 2 for field in fields}


def _break_code(report: Report) -> Report:
    last = report['code'][-1]
    return report | {'code': report['code'][:-1] + ('7' if last != '7' else '8')}


_SPOILERS: dict[str, tuple[str | None, Callable[[Report], Report]]] = {
    'staff_total_wrong': ('staff_total', lambda says: _more(says, 'staff_total')),
    'members_total_wrong': ('members_total', lambda says: _more(says, 'members_total')),
    'name_misspelt': ('org_name', lambda says: says | {'org_name': _misspell(says['org_name'])}),
    'name_misspelt_no_code': (
        'org_name',
        lambda says: says | {'org_name': _misspell(says['org_name']), 'code': None},
    ),
    'code_wrong': ('code', _break_code),
    'conflict_with_ledger': ('staff_full_time', lambda says: _more(says, 'staff_full_time', 'staff_total')),
    'name_missing': ('org_name', lambda says: says | {'org_name': None, 'code': None}),
}
_DOCX_FAULTS = (
    'staff_total_wrong', 'members_total_wrong', 'name_misspelt', 'name_misspelt_no_code', 'code_wrong',
    'conflict_with_ledger', 'staff_total_wrong', 'members_total_wrong',
)  # fmt: skip
_ROW_FAULTS = {
    '甲县': 'staff_total_wrong',
    '乙县': 'members_total_wrong',
    '戊县': 'code_wrong',
    '己县': 'name_misspelt',
    '庚县': 'name_misspelt_no_code',
    '辛县': 'staff_total_wrong',
    '壬县': 'name_missing',
    '癸县': 'conflict_with_ledger',
}
HIDDEN_IN = '子区'
STRANGER_IN = '乙县'
WRONG_SUM_IN = '庚县'


def spoil(returned: Returned, fault: str) -> Returned:
    """The same return with one fault."""
    field, change = _SPOILERS[fault]
    return replace(returned, says=change(returned.says), fault=fault, field=field)


def _may_carry(org: Org, fault: str) -> bool:
    """A conflict needs a ledger that knows better; for the other faults it must hold no second opinion."""
    if fault == 'conflict_with_ledger':
        return 'staff_full_time' in org.ledger
    return fault not in {'staff_total_wrong', 'members_total_wrong'} or not org.ledger


def stranger(county: str, name: str, serial: int) -> Returned:
    """A return of an organisation that the ledger does not hold."""
    report: Report = {
        'org_name': name,
        'code': make_code('1', '9999' + f'{COUNTIES.index(county) + 21:02d}', serial),
        'org_type': TYPES['1'],
        'competent_authority': '直接登记',
        'region': county,
        **dict.fromkeys(('staff_total', 'staff_full_time'), 6),
        **dict.fromkeys(('members_total', 'full_members', 'full_members_full_time', 'members_full_time'), 1),
        **dict.fromkeys(
            ('staff_part_time', 'probationary_members', 'members_part_time', 'full_members_part_time'), 0
        ),
        'large_scale': False,
        'established': False,
        'legal_rep': person(county, 27),
        'phone': phone(97),
        'address': f'{county}示例路97号',
        'not_established_reason': '不足三名党员',
        'planned_form': '联合组建',
        'planned_on': dt.date(2026, 4, 20),
    }
    return Returned(None, county, report, 'unknown_organisation', 'org_name')


def single_returns(world: Sequence[Org]) -> list[Returned]:
    """The 21 forms of one organisation each: 20 known ones, directly registered, and a stranger."""
    direct = {
        county: [org for org in of_county(world, county) if org.supervisor is None] for county in REPORTING
    }
    # One whose ledger line may be bare and one that is known, so that every fault finds its place.
    pairs = [sorted(direct[county], key=lambda org: bool(org.ledger)) for county in REPORTING]
    chosen = [org for pair in pairs for org in (pair[0], pair[-1])] + [direct['甲县'][5], direct['子区'][5]]
    returns = [Returned(org, org.county, org_to_report(org)) for org in chosen]
    for fault in _DOCX_FAULTS:
        place = next(
            n for n, returned in enumerate(returns)
            if returned.fault is None and returned.org is not None and _may_carry(returned.org, fault)
        )  # fmt: skip
        returns[place] = spoil(returns[place], fault)
    return [*returns, stranger('戊县', '戊县新桥快递服务行业协会', 9001)]


def sheet_returns(world: Sequence[Org], singles: Sequence[Returned]) -> dict[tuple[str, int], list[Returned]]:
    """The rows of each workbook by (county, attachment): 1 holds 社会团体 and 基金会, 2 民办非企业单位."""
    done = {returned.org.code for returned in singles if returned.org}
    books: dict[tuple[str, int], list[Returned]] = {}
    for county in REPORTING:
        rest = [org for org in of_county(world, county) if org.code not in done]
        for part in (1, 2):
            orgs = [org for org in rest if (org.type == TYPES['2']) == (part == 2)]
            books[county, part] = list(_rows(orgs, _ROW_FAULTS.get(county) if part == 1 else None))
    books[STRANGER_IN, 1].append(stranger(STRANGER_IN, '乙县山货经纪人协会', 9002))
    hidden = books[HIDDEN_IN, 2]
    hidden[3] = replace(hidden[3], hidden=True, fault='row_hidden')
    return books


def _rows(orgs: Sequence[Org], fault: str | None) -> Iterator[Returned]:
    for org in orgs:
        returned = Returned(org, org.county, org_to_report(org))
        if fault and _may_carry(org, fault):
            returned, fault = spoil(returned, fault), None
        yield returned
    if fault:
        raise LookupError(fault)
