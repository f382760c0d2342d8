"""A new office: its settings to fill in, its folders, its database."""

from __future__ import annotations

import shutil
from pathlib import Path

from model.errors import UsageFault
from office.config import SETTINGS, Rooms, load_office
from office.inbox import write_whole
from office.writing import SHIPPED_TEMPLATES
from store.engine import open_store

TEMPLATE = """\
# 本单位是谁（收发据此判断哪些事要办、以什么名义发文）。以 # 开头的是说明。
# 尖括号里的要换成本单位的；没换之前可以收文、记台账，但不能起草发文。

name = "〈单位全称，如 示例市民政局〉"
aliases = ["〈简称，如 市民政局〉"]
level = "city"            # province 省 / city 市 / county 县 / town 镇 / unit 单位
region = "〈所在地区，如 示例市〉"
# 身份，可多选：civil_affairs_authority 民政部门，competent_authority 业务主管单位，
# organization_department 组织部门，social_org_integrated_party_committee 综合党委，
# leading_group_member 领导小组成员，party_branch 党支部
roles = ["civil_affairs_authority", "competent_authority"]
counties = []             # 向本单位报送的县区，按表格顺序，如 ["甲县", "乙县"]
dispatch_as = "party"     # 选派函以哪个名义发（下面 issuing_names 的 id）
circular_as = "office"
report_as = "office"
lead_days = 2             # 给下级的期限比上级的早几个工作日
# noon = "12:00"          # “上午下班前”是几点
# evening = "18:00"       # “下午下班前”是几点
# 多台电脑共用时写数据库地址；先建库：createdb --template=template0 --encoding=UTF8 --locale=C 库名
# database = "postgresql+psycopg://用户@主机/库名"

# [lead_days_of]          # 某一级另定时，去掉这两行前面的 #
# county = 3

# [outgoing]              # 发文不可省的环节（签发后才能编号，不必写），去掉前面的 #
# steps = ["checked", "countersigned", "sealed"]   # 核稿、会签、用印

[contact]
office = "〈承办科室〉"
phone = "〈联系电话〉"

[[issuing_names]]
id = "office"
name = "〈单位全称〉"
mark = "〈单位全称〉文件"   # 发文机关标志
organ_code = "〈机关代字〉"
kind = "government"
printed_by = "〈单位〉办公室"
superior = "〈报告的上级机关〉"
# series = "〈代字〉"         # 编号的序列，默认按文件上的机关代字；几个名义合用一个序列时写成一样
# seal = "〈机关名称〉"       # 印章上的名称，代章时写代章的机关
# inner = true              # 内设机构：不得对外正式行文（条例第十七条），只能用于清单
# [[issuing_names.joint_with]]   # 与本机关联合行文的机关，每个一段
# name = "〈机关名称〉"

[[issuing_names]]
id = "party"
name = "中共〈单位全称〉党组"
mark = "中共〈单位全称〉党组"
organ_code = "〈党组代字〉"
kind = "party"
printed_by = "〈单位〉办公室"
"""


def found(root: Path) -> Rooms:
    """An empty office in a folder that has none; settings already there are kept.

    Raises:
        UsageFault: the folder holds an office already, or is a file.
    """
    if root.exists() and not root.is_dir():
        raise UsageFault(f"“{root}”是一个文件，不能作为办公室文件夹。请换一个名字。")
    rooms = Rooms(root)
    if rooms.database.exists():
        raise UsageFault(f"“{root}”里已经有办公室了，没有改动任何东西。")
    for folder in rooms.all():
        folder.mkdir(parents=True, exist_ok=True)
    if not (root / SETTINGS).exists():
        write_whole(root / SETTINGS, TEMPLATE.encode())
    for template in sorted(SHIPPED_TEMPLATES.glob('*.docx')):
        if not (rooms.templates / template.name).exists():
            shutil.copyfile(template, rooms.templates / template.name)
    open_store(load_office(root / SETTINGS).database or rooms.database).dispose()
    return rooms
