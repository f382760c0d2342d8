"""Settings and notices of the five fictional offices whose papers are drafted as examples."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from pathlib import Path

PACKS = Path(__file__).parent.parent / 'campaigns' / 'packs'
DRAFT = '示例省社会组织党组织工作办法（试行）'
COUNTIES = ('甲县', '乙县', '丙县', '丁县', '戊县', '子区')

SETTINGS = """\
name = "示例市民政局"
aliases = ["市民政局"]
level = "city"
region = "示例省示例市"
roles = ["civil_affairs_authority", "competent_authority", "leading_group_member"]
counties = ["甲县", "乙县", "丙县", "丁县", "戊县", "子区"]
dispatch_as = "party"
circular_as = "joint"
report_as = "bureau"

[contact]
office = "社会组织管理科"
person = "示例乙"
phone = "0000-1234502"

[[issuing_names]]
id = "bureau"
name = "示例市民政局"
mark = "示例市民政局文件"
organ_code = "示民"
kind = "government"
printed_by = "示例市民政局办公室"
superior = "示例省民政厅"

[[issuing_names]]
id = "party"
name = "中共示例市民政局党组"
mark = "中共示例市民政局党组"
organ_code = "示民党"
kind = "party"
printed_by = "示例市民政局办公室"
superior = "中共示例市委组织部"

[[issuing_names]]
id = "group"
name = "示例市社会组织党建工作领导小组"
mark = "示例市社会组织党建工作领导小组文件"
organ_code = "示社党组"
kind = "party"
printed_by = "示例市民政局办公室"
superior = "示例省社会组织党建工作领导小组"

[[issuing_names]]
id = "joint"
name = "中共示例市委组织部"
mark = "中共示例市委组织部文件"
organ_code = "示组通"
kind = "party"
printed_by = "中共示例市委组织部办公室"

[[issuing_names.joint_with]]
name = "示例市民政局"
"""


@dataclass(frozen=True, slots=True)
class Notice:
    """A notice that is shipped, told of a city that does not exist: what stands for what, and its day."""

    pack: str
    id: str
    today: dt.date
    words: dict[str, str]
    year: str


NOTICES = (
    Notice(
        'gansu_2016',
        '选派指导员',
        dt.date(2026, 3, 13),
        {
            '甘组通字〔2016〕98号': '示组通字〔2026〕11号',
            '向全省社会组织选派党建工作指导员': '选派社会组织党建工作指导员',
            '甘肃': '示例',
            '兰州': '示例',
        },
        '2016',
    ),
    Notice(
        'dongguan_2016',
        '征求意见',
        dt.date(2026, 1, 8),
        {
            '关于加强和改进全省社会组织党的建设工作的实施意见（试行）': DRAFT,
            '东莞': '示例',
            '松山湖': '示例湖',
            '75554537@qq.com': '000000@example.com',
        },
        '2016',
    ),
    Notice(
        'sanmenxia_2011',
        '集中组建',
        dt.date(2026, 4, 2),
        {'三组通〔2011〕6号': '示组通〔2026〕8号', '百日集中组建': '春季集中组建', '三门峡': '示例'},
        '2011',
    ),
    Notice(
        'ningbo_2018',
        '重点工作',
        dt.date(2026, 7, 10),
        {
            '甬民党〔2018〕14号': '示民党〔2026〕14号',
            '社会组织综合党委党建工作要点': '社会组织党建重点工作',
            '宁波': '示例',
        },
        '2018',
    ),
    Notice(
        'liaoning_2016',
        '秋季攻坚',
        dt.date(2026, 9, 10),
        {'辽组通字〔2016〕64号': '示组通字〔2026〕33号', '百日攻坚行动': '秋季攻坚行动', '辽宁': '示例'},
        '2016',
    ),
)


def notice_to_pack(notice: Notice) -> str:
    """The pack's text with titles, places, numbers and years that do not exist."""
    text = (PACKS / f'{notice.pack}.toml').read_text('utf-8')
    for real, fictional in notice.words.items():
        text = text.replace(real, fictional)
    return re.sub(rf'(?<!\d){notice.year}(?!\d)', '2026', text)
