"""office.toml and the campaign pack of the fictional office."""

from __future__ import annotations

from scripts.example_campaign import LADDER, NUMBER, STAGES, TITLE
from scripts.example_world import CITY, CITY_CODE, COUNTIES

OFFICE = f"""# 办公室设置（虚构）。
name = "示例市民政局"
aliases = ["市民政局", "民政局", "示例市民政局党组"]
level = "city"
region = "{CITY}"
region_code = "{CITY_CODE}"
roles = ["civil_affairs_authority", "competent_authority", "leading_group_member"]
counties = [{", ".join(f'"{county}"' for county in COUNTIES)}]
dispatch_as = "party"
circular_as = "bureau"
report_as = "bureau_report"
lead_days = 2

[contact]
office = "社会组织管理科"
person = "示例乙"
phone = "0000-1234502"

[[issuing_names]]
id = "party"
name = "中共示例市民政局党组"
mark = "中共示例市民政局党组"
organ_code = "示民党函"
kind = "party"
printed_by = "示例市民政局办公室"
superior = "中共示例市委组织部"

[[issuing_names]]
id = "party_file"
name = "中共示例市民政局党组"
mark = "中共示例市民政局党组文件"
organ_code = "示民党"
kind = "party"
printed_by = "示例市民政局办公室"
superior = "中共示例市委组织部"

[[issuing_names]]
id = "bureau"
name = "示例市民政局"
mark = "示例市民政局文件"
organ_code = "示民"
kind = "government"
printed_by = "示例市民政局办公室"
superior = "示例省民政厅"

[[issuing_names]]
id = "bureau_report"
name = "示例市民政局"
mark = "示例市民政局文件"
organ_code = "示民报"
kind = "government"
printed_by = "示例市民政局办公室"
superior = "示例省民政厅"

[layout]
line_pitch_pt = 28.95
rounding = "half_up"
decimals = 1
"""

_CONDITIONS = {
    '单独组建': 'when = { counts = ["full_members_full_time"], at_least = 3 }',
    '联合组建': """doubt = "专职工作人员里没有正式党员，原文“不满3名”未写明是否含一名也没有的情形"

[ladder.when]
all = [
    { counts = ["full_members_full_time"], at_least = 1 },
    { counts = ["full_members_full_time"], less_than = 3 },
]

[ladder.doubtful_when]
all = [
    { counts = ["full_members_full_time"], equals = 0 },
    { counts = ["members_total"], at_least = 1 },
]""",
    '挂靠组建': """
[ladder.when]
all = [
    { counts = ["full_members_full_time"], less_than = 3 },
    { counts = ["full_members_full_time", "full_members_part_time"], at_least = 3 },
]""",
    '派员组建': """doubt = "“党员只有2名”未写明是否含兼职党员：专职2名，连同兼职多于2名"

[ladder.when]
all = [
    { fact = "large_scale", is = true },
    { counts = ["full_members_full_time", "full_members_part_time"], equals = 2 },
]

[ladder.doubtful_when]
all = [
    { fact = "large_scale", is = true },
    { counts = ["full_members_full_time"], equals = 2 },
    { counts = ["full_members_part_time"], at_least = 1 },
]""",
    '壮大力量': 'when = { counts = ["members_total"], equals = 0 }',
}


def pack() -> str:
    """活动/百日组建.toml: the notice's own sentences, each with the condition it states."""
    stages = ''.join(
        f'\n[[stages]]\nname = "{name}"\nstart = {start}\nend = {end}\n' for name, start, end in STAGES
    )
    ladder = ''.join(
        f'\n[[ladder]]\nmethod = "{method}"\nverbatim = "{verbatim}"\n{_CONDITIONS[method]}\n'
        for method, verbatim in LADDER.items()
    )
    return f"""# 依据：{NUMBER}（虚构）。verbatim 为通知原句。
title = "社会组织党组织“百日集中组建”行动"
notice_number = "{NUMBER}"
notice_title = "{TITLE}"
count_basis = "专职工作人员里的正式党员；挂靠组建连同兼职"

population = "all"
established = {{ fact = "established", is = true }}

forms = ["baseline_registration", "party_building_survey"]

doubtful = [
    "联合组建：“不满3名”未写明是否含一名也没有的情形。",
    "派员组建：“党员只有2名”未写明是否含兼职党员。",
]

[reporting]
every_days = 20
start = {STAGES[0][1]}
end = {STAGES[-1][2]}
{stages}{ladder}"""
