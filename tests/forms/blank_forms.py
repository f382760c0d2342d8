"""Fictional blank forms with their places marked, and the .docx they make.

A table is rows of cells parted by |; '<' and '^' go on with the cell on the left or above. A cell that ends
in '@' wants a value, one that ends in '$' is to be signed or sealed; the marks are not printed. A line is
a text, or (text, labels of its places); what stands in braces is underlined.
"""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

from docx import Document

Line = str | tuple[str, tuple[str, ...]]
Rows = list[str]


class Marked(NamedTuple):
    """Where a form wants values (table, row, w:tc), where it is signed, and the labels on its lines."""

    fill: frozenset[tuple[int, int, int]]
    signed: frozenset[tuple[int, int, int]]
    lines: tuple[str, ...]


def build_form(path: Path, blocks: Sequence[Line | Rows]) -> Marked:
    """Write a form and give its marks."""
    paper = Document()
    fill: set[tuple[int, int, int]] = set()
    signed: set[tuple[int, int, int]] = set()
    labels: list[str] = []
    tables = 0
    for block in blocks:
        if isinstance(block, list):
            _add_table(paper, block, tables, fill, signed)
            tables += 1
        else:
            text, wanted = (block, ()) if isinstance(block, str) else block
            _add_line(paper, text)
            labels += wanted
    paper.save(str(path))
    return Marked(frozenset(fill), frozenset(signed), tuple(labels))


def _add_line(paper: Any, text: str) -> None:
    line = paper.add_paragraph()
    for piece in re.split('([{][^}]*[}])', text):
        line.add_run(piece.strip('{}')).underline = piece.startswith('{') or None


def _add_table(
    paper: Any,
    rows: Rows,
    number: int,
    fill: set[tuple[int, int, int]],
    signed: set[tuple[int, int, int]],
) -> None:
    texts = [row.split('|') for row in rows]
    table = paper.add_table(len(texts), len(texts[0]))
    for r, row in enumerate(texts):
        printed = -1
        for c, text in enumerate(row):
            if text == '<':
                continue
            printed += 1
            if text == '^':
                continue
            _merge(table, texts, r, c)
            table.cell(r, c).text = text.rstrip('@$').replace('\\n', '\n')
            if text.endswith('@'):
                fill.add((number, r, printed))
            elif text.endswith('$'):
                signed.add((number, r, printed))


def _merge(table: Any, texts: list[list[str]], r: int, c: int) -> None:
    right, bottom = c, r
    while right + 1 < len(texts[r]) and texts[r][right + 1] == '<':
        right += 1
    while bottom + 1 < len(texts) and texts[bottom + 1][c] == '^':
        bottom += 1
    if (right, bottom) != (c, r):
        table.cell(r, c).merge(table.cell(bottom, right))


SURVEY: list[Line | Rows] = [
    '示例市社会组织党建情况调查表',
    ('填报单位（盖章）：              填报日期：    年    月    日', ('填报单位（盖章）', '填报日期')),
    [
        '单位名称|@|<|统一社会信用代码|@',
        '单位类型|□社会团体 □基金会 □社会服务机构@|<|成立时间|  年  月@',
        '法定代表人|姓名|@|联系电话|@',
        '从业人员|总数|    人@|其中：专职|人@',
        '党员情况|党员总数|@|其中：正式党员|@',
        '^|组织关系是否转入|□是  □否@|<|<',
        '是否建立党组织|□是 □否@|<|未建原因|@',
        '党组织名称|@|<|<|<',
        '党组织书记|姓名：        电话：        @|<|<|<',
        '需要说明的问题|@|<|<|<',
        '上级党组织意见|（盖章）\\n年  月  日$|<|<|<',
    ],
    ('填表人：　　　　　　审核人：　　　　　　联系电话：', ('填表人', '审核人', '联系电话')),
    '填表说明：1.本表由各社会组织填写。2.“成立时间”填批准登记的时间。',
]

SUMMARY: list[Line | Rows] = [
    '示例县社会组织党建工作汇总表',
    ('填报单位：                            单位：个、人', ('填报单位',)),
    [
        '序号|社会组织名称|党组织|<|从业人员|<|备注',
        '^|^|名称|书记|总数|党员|^',
        '1|@|@|@|@|@|@',
        '2|@|@|@|@|@|@',
        '3|@|@|@|@|@|@',
        '合计|<|@|@|@|@|@',
    ],
    ('填表人：               联系电话：', ('填表人', '联系电话')),
]

PERSON: list[Line | Rows] = [
    '示例协会负责人登记表',
    [
        '姓  名|@|性  别|@|照片',
        '出生年月|@|民  族|@|^',
        '证件号码|@|<|<|^',
        '工作单位及职务|@|<|<|<',
        '拟任职务|@|<|专（兼）职|@',
        '个\\n人\\n简\\n历|起止年月|单位|<|职务',
        '^|@|@|<|@',
        '^|@|@|<|@',
        '^|@|@|<|@',
        '奖惩情况|@|<|<|<',
        '本人承诺|以上所填内容属实。\\n签名：          年   月   日$|<|<|<',
        '所在单位意见|$|<|<|<',
        '登记管理机关审查意见|经办人：      负责人：\\n年  月  日$|<|<|<',
        '备注||<|<|<',
    ],
]

CANCEL: list[Line | Rows] = [
    ('编号：', ('编号',)),
    '社会服务机构注销登记申请表',
    [
        '名    称|@|<|登记证号|@',
        '住    所|@|<|邮政编码|@',
        '注销理由|@|<|<|<',
        '清算组织|负责人|@|电话|@',
        '^|成员|@|<|<',
        '债权债务处理结果|@|<|<|<',
        '剩余财产|       万元@|处理方式|@|<',
        '内部程序|理事会应到（  ）人，实到（  ）人，同意（  ）人@|<|<|<',
        '法定代表人签字：\\n\\n年  月  日$|<|<|（单位印章）\\n年  月  日$|<',
        '业务主管单位意见|负责人签字：       （盖章）\\n年  月  日$|<|<|<',
        '以下由登记管理机关填写|<|<|<|<',
        '受理|受理人：       年  月  日$|<|收回证书|□正本 □副本',
        '归档情况||<|档案号|',
    ],
]

FINANCE: list[Line | Rows] = [
    '年度工作报告书',
    [
        '二、业务活动情况|<|<|<',
        '项目|行次|本年数|上年数',
        '捐赠收入|1|@|@',
        '会费收入|2|@|@',
        '业务活动成本|3|@|@',
        '年末净资产|4|@|@',
    ],
    [
        '本年度开展活动|共    次，参加    人次，支出      万元@',
        '有无分支机构|□有（数量：    个）  □无@',
        '年度工作总结（可另附页）|@',
        '理事长（签字）|$',
    ],
]

DUTY: list[Line | Rows] = [
    '示例区社会组织安全工作责任状',
    (
        '为落实责任，____________（以下简称甲方）与____________协会（以下简称乙方）签订本责任状。',
        ('为落实责任', '与'),
    ),
    '一、乙方应当建立健全制度，落实专人负责。',
    ('二、责任期自______年__月__日至______年__月__日。', ('责任期自', '至')),
    ('甲方（盖章）：                乙方（盖章）：', ()),
    ('负责人签字：                  负责人签字：', ()),
    ('　　年　月　日', ('年月日',)),
]

LETTER: list[Line | Rows] = [
    '关于办理备案手续的告知书',
    ('示民函〔    〕第    号', ('示民函', '第')),
    ('____________：', ('',)),
    ('你单位于    年  月  日提交的____________申请材料收悉，经审核，尚缺下列材料：', ('你单位于', '提交的')),
    (
        '请于收到本告知书之日起    日内补正，联系人：________，联系电话：________。',
        ('请于收到本告知书之日起', '联系人', '联系电话'),
    ),
    '示例市民政局',
    ('　　　　　　年　　月　　日', ('年月日',)),
]

APPLICATION: list[Line | Rows] = [
    '入会申请书',
    '示例协会：',
    '我单位自愿加入示例协会，遵守章程，履行会员义务。',
    ('单位名称：', ('单位名称',)),
    ('单位地址：', ('单位地址',)),
    ('会员类别：□单位会员 □个人会员', ('会员类别',)),
    ('主营业务：________________________', ('主营业务',)),
    ('申请单位（公章）：', ('申请单位（公章）',)),
    ('申请日期：20   年   月   日', ('申请日期',)),
    '注：一式两份。',
]

SERVED: list[Line | Rows] = [
    '送达回证',
    [
        '送达文书名称及文号|@|<|<',
        '受送达人|@|<|<',
        '送达地点|@|<|<',
        '送达方式|□直接送达  □邮寄送达  □留置送达@|<|<',
        '受送达人签名或盖章|年  月  日  时$|<|<',
        '送达人|@|送达时间|  年  月  日@',
        '备注|@|<|<',
    ],
]

FORMS: dict[str, list[Line | Rows]] = {
    'survey': SURVEY,
    'summary': SUMMARY,
    'person': PERSON,
    'cancel': CANCEL,
    'finance': FINANCE,
    'duty': DUTY,
    'letter': LETTER,
    'application': APPLICATION,
    'served': SERVED,
}
