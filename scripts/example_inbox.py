"""Everything in the example's 收文/, each file with what is true of it."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from scripts import example_campaign, example_notices, example_oddities
from scripts.example_answers import NOTICES
from scripts.example_faults import HIDDEN_IN, WRONG_SUM_IN, Returned, sheet_returns, single_returns
from scripts.example_forms import LAYOUT_NAMES, LAYOUTS, layout_fields, report_to_docx
from scripts.example_sheets import LAYOUT_OF, Sheet, returns_to_sheet
from scripts.example_world import REPORTING, SCANNED, Org

WRONG_SUM_BY = 5
_PAPER = frozenset({'number', 'remarks'})
_IDENTITY = ('org_name', 'code')


@dataclass(frozen=True, slots=True)
class Example:
    """A file of the inbox: its path below 收文/, its bytes and what is true of it."""

    path: str
    content: bytes
    truth: dict[str, Any]


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, dt.date) else value


def _values(returned: Returned, fields: Sequence[str]) -> dict[str, Any]:
    """The values that the paper shows, by field id, without the organisation's name and code."""
    wanted = dict.fromkeys(field.partition('.')[0] for field in fields)
    shown = {field: returned.says.get(field) for field in wanted if field not in {*_PAPER, *_IDENTITY}}
    return {field: _plain(value) for field, value in shown.items() if value is not None}


def _line(returned: Returned, fields: Sequence[str]) -> dict[str, Any]:
    """One organisation on a return: as written, which it is, what is wrong, what it says."""
    says = returned.says
    return {
        'name': says['org_name'],
        'code': says['code'] if 'code' in fields else None,
        'organisation': returned.org.name if returned.org else None,
        'fault': returned.fault,
        'values': _values(returned, fields),
    }


def _single(returned: Returned, path: str, place: int) -> Example:
    layout, style = place % len(LAYOUTS), (place // 4 + place) % 4
    content = report_to_docx(returned.says, layout, style, place)
    truth = {
        'kind': 'return',
        'form': 'baseline_registration',
        'county': returned.county,
        'layout': LAYOUT_NAMES[layout],
        **_line(returned, layout_fields(layout)),
    }
    return Example(path, content, truth)


def _singles(world: Sequence[Org]) -> Iterator[Example]:
    """22 forms: half sent straight to the bureau, half through the county, one of them twice."""
    files, seen = list[Example](), Counter[str]()
    for place, returned in enumerate(single_returns(world)):
        seen[returned.county] += 1
        name = returned.org.name if returned.org else returned.says['org_name']
        straight = place % 2 == 0
        path = (
            f'直接报送/{name}登记表.docx'
            if straight
            else f'{returned.county}/登记表{seen[returned.county]}.docx'
        )
        files.append(_single(returned, path, place))
    yield from files
    first = next(file for file in files if file.truth['fault'] is None)
    copy = f'{first.truth["county"]}/（补报）登记表.docx'
    yield Example(copy, first.content, {'kind': 'copy', 'of': first.path, 'county': first.truth['county']})


def _sheet_truth(county: str, part: int, sheet: Sheet, wrong: bool) -> dict[str, Any]:
    layout = LAYOUT_OF[county]
    fields = [field for _, _, field in layout.columns]
    return {
        'kind': 'return',
        'form': 'party_building_survey',
        'county': county,
        'part': part,
        'layout': layout.name,
        'totals': sheet.totals,
        'hidden_rows': sum(returned.hidden for _, returned in sheet.rows),
        'total_wrong': 'members_total' if wrong else None,
        'rows': [{'row': row, **_line(returned, fields)} for row, returned in sheet.rows],
    }


def _sheets(world: Sequence[Org]) -> Iterator[Example]:
    """18 workbooks, two a county, all called 附件1.xlsx or 附件2.xlsx."""
    books = sheet_returns(world, single_returns(world))
    assert any(returned.hidden for returned in books[HIDDEN_IN, 2])
    for (county, part), rows in books.items():
        wrong = (county, part) == (WRONG_SUM_IN, 1)
        sheet = returns_to_sheet(county, rows, WRONG_SUM_BY if wrong else 0)
        yield Example(f'{county}/附件{part}.xlsx', sheet.content, _sheet_truth(county, part, sheet, wrong))


def _notices() -> Iterator[Example]:
    makers = {
        '示组通6号 百日集中组建.docx': example_campaign.notice_docx,
        '指导员派驻（省里）.docx': example_notices.instructors_docx,
        '年度检查通知.txt': example_notices.inspection_txt,
        '党建工作要点（网页复制）.txt': example_notices.programme_txt,
        '基础数据核对通知.html': example_notices.data_html,
        '评估等级复核通知.pdf': example_notices.rating_pdf,
        '征求意见函.docx': example_notices.consultation_docx,
        '会议通知.docx': example_notices.meeting_txt,
    }
    for path, make in makers.items():
        yield Example(path, make(), {'kind': 'notice', **NOTICES[path]})


def _oddities(package: bytes) -> Iterator[Example]:
    scan = {'kind': 'picture', 'county': SCANNED}
    yield Example(f'{SCANNED}/扫描件0001.jpg', example_oddities.scan_jpg(), scan)
    yield Example('空白文件.docx', b'', {'kind': 'unusable', 'error': 'damaged'})
    truncated = example_oddities.truncated(package)
    yield Example(f'{REPORTING[-2]}/补充材料.docx', truncated, {'kind': 'unusable', 'error': 'damaged'})
    yield Example(
        '带密码的登记表.docx', example_oddities.encrypted_docx(), {'kind': 'unusable', 'error': 'encrypted'}
    )


def make_inbox(world: Sequence[Org]) -> tuple[Example, ...]:
    """Every file of 收文/ in order of path."""
    singles = tuple(_singles(world))
    files = (*_notices(), *singles, *_sheets(world), *_oddities(singles[0].content))
    return tuple(sorted(files, key=lambda file: file.path))
