"""examples/README.md: the truth in Chinese, for people."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

_FAULTS = {
    'staff_total_wrong': '从业人员总数比专职、兼职之和多2（C01）',
    'members_total_wrong': '党员总数比正式、预备之和多2（C02）',
    'name_misspelt': '名称错1字，代码正确',
    'name_misspelt_no_code': '名称错1字，无代码',
    'code_wrong': '代码校验位错，名称正确',
    'conflict_with_ledger': '专职人数和总数各比台账多2，表内自洽',
    'unknown_organisation': '台账中没有的单位',
    'name_missing': '有数据、无名称、无代码的行',
    'row_hidden': '隐藏的行',
    'total_wrong': '合计行党员总数多5',
    'copy': '与另一文件字节完全相同',
}
_KINDS = {
    'notice': '通知类来文',
    'return': '报表',
    'copy': '重复的报表',
    'picture': '扫描件',
    'unusable': '无法读取（空文件、传输中断、有密码）',
}
_STATUS = {'reported': '已报送', 'missing': '未报送', 'received_unread': '仅有扫描件，正在核对'}


def _table(head: Iterable[str], rows: Iterable[Iterable[object]]) -> str:
    """A Markdown table."""
    names = list(head)
    lines = [names, ['---'] * len(names), *rows]
    return '\n'.join(f'| {" | ".join(map(str, line))} |' for line in lines)


def _place(planted: Mapping[str, Any]) -> str:
    row = '' if planted['row'] is None else f' 第{planted["row"]}行'
    return f'{planted["file"]}{row}'


def _files(truth: Mapping[str, Any]) -> str:
    ledger, people, campaign = truth['ledger'], truth['instructors'], truth['campaign']
    counts = ledger['organisations'], ledger['supervised'], ledger['direct']
    held = '{}家社会组织：有业务主管单位{}家，直接登记{}家'.format(*counts)
    sent = f'{people["persons"]}名，联系直接登记的{people["letters"]}家，应出选派函{people["letters"]}份'
    rows = (
        ('office/office.toml', '办公室设置'),
        ('office/台账.xlsx', f'{held}；末行为合计'),
        ('office/指导员.xlsx', sent),
        ('office/活动/百日组建.toml', f'{campaign["notice"]}；汇报日{"、".join(campaign["rounds"])}'),
        ('office/收文/', f'{truth["inbox"]["files"]}个文件'),
        ('truth.json', '以下数字的机器可读版本，另有每个文件应读出的内容'),
    )
    return _table(('文件', '内容'), rows)


def _counties(truth: Mapping[str, Any]) -> str:
    head = ('县（区）', '状态', '登记表', '调查表行数', '台账已建', '所报已建', '本次新建')
    rows = (
        (
            county,
            _STATUS[one['status']],
            one['forms'],
            one['rows'],
            one['ledger_established'],
            one['reported_established'],
            len(one['newly_established']),
        )
        for county, one in truth['counties'].items()
    )
    return _table(head, rows)


def truth_to_readme(truth: Mapping[str, Any]) -> str:
    """What lies where, how many of it, and which faults are planted."""
    inbox, returns, planted = truth['inbox'], truth['returns'], truth['planted']
    kinds = ((name, inbox['by_kind'][kind]) for kind, name in _KINDS.items())
    faults = (
        (name, planted[fault], '；'.join(_place(one) for one in truth['planted_at'] if one['fault'] == fault))
        for fault, name in _FAULTS.items()
    )
    return f"""# 示例办公室

示例省示例市民政局及其12个县（区）全部为虚构，名称、代码、电话都不存在。演示日期为{truth['today']}。
本目录由 `python -m scripts.make_examples` 生成，重新生成时逐字节相同，请勿手改。

{_files(truth)}

## 收文

{_table(('种类', '文件数'), kinds)}

报表{returns['files']}个：登记表（.docx）{returns['docx']}个；调查表（.xlsx）{returns['xlsx']}个，
明细{returns['rows']}行，合计及小计{returns['totals_dropped']}行。
登记表有4种版式：标签在左、分栏合并、标签加空格、标签在上。
调查表有5种版式：两行表头、打钩列、无代码列、单行表头、带小计。
会议通知.docx 实为文本文件。庚县、辛县的数写作“12人”“３名”“无”，壬县、癸县空项写“—”，登记表另有全角数字。

## 各县（区）

{_counties(truth)}

所报已建：只数台账中有、所报有名称的单位。本次新建：台账为未建、所报为已建，须由人核对。

## 故意放入的差错

{_table(('差错', '处数', '位置'), faults)}
"""
