"""What the five fictional offices receive: returns, requests, a draft to comment on and the comments."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from scripts.example_papers_settings import COUNTIES, DRAFT
from scripts.example_papers_tables import Society, societies

OURS = '中共示例市民政局党组'
UNITS = (
    '示例一镇社会组织工委', '示例二镇社会组织工委', '示例三镇社会组织工委', '示例四镇社会组织工委',
    '示例五街道社会组织工委', '示例六街道社会组织工委', '示例湖社会组织党委', '示例市总商会党委',
    '示例市律师行业党委', '示例市注册会计师行业党委',
)  # fmt: skip
_SURVEY = (
    '序号', '社会组织名称', '从业人员总数', '专职', '兼职', '党员总数', '正式党员', '预备党员',
    '是否建立党组织',
)  # fmt: skip
_LONG_AGO = 1_700_000_000


def _settled(path: Path) -> Path:
    """A file that nobody is writing any more."""
    os.utime(path, (_LONG_AGO, _LONG_AGO))
    return path


def paper(path: Path, *lines: str) -> Path:
    """A paper of these lines in the inbox."""
    from docx import Document

    document = Document()
    for line in lines:
        document.add_paragraph(line)
    path.parent.mkdir(parents=True, exist_ok=True)
    document.save(str(path))
    return _settled(path)


def returns(inbox: Path, number: int) -> None:
    """社会组织党建情况调查表 of a round: five of six counties in the first, four in the second.

    In the second the first organisation of each county that could has its Party organisation.
    """
    for county in COUNTIES[:-number]:
        listed = [one for one in societies() if one.county == county]
        new = next((one for one in listed if not one.established and int(str(one.line[9])) > 2), None)
        built = {one.name for one in listed if one.established}
        _survey(
            inbox / county / f'附件{number}.xlsx',
            county,
            listed,
            built | {new.name} if new and number > 1 else built,
        )


def _survey(path: Path, county: str, listed: Sequence[Society], built: set[str]) -> None:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.append((f'{county}社会组织党建情况调查表',))
    sheet.append(_SURVEY)
    for place, one in enumerate(listed, start=1):
        staff, full = int(str(one.line[5])), int(str(one.line[9]))
        more = int(str(one.line[6])) - full
        told = '是' if one.name in built else '否'
        sheet.append((place, one.name, staff, staff - 2, 2, full + more, full, more, told))
    path.parent.mkdir(parents=True, exist_ok=True)
    book.save(path)
    _settled(path)


def requests(inbox: Path) -> None:
    """A 请示 for a branch of its own and one for a joint branch."""
    one, two, three = (each.name for each in societies()[1:4])
    joint = '中共甲县第一联合支部委员会'
    paper(
        inbox / '请示一.docx',
        f'关于成立中共{one}支部委员会的请示',
        f'{OURS}：',
        f'{one}现有正式党员3名，拟成立中共{one}支部委员会。',
        '妥否，请批示。',
        one,
        '2026年3月9日',
    )
    paper(
        inbox / '请示二.docx',
        f'关于成立{joint}的请示',
        f'{OURS}：',
        f'拟由{one}、{two}、{three}三家单位联合成立{joint}。',
        '妥否，请批示。',
        '甲县社会组织党建工作站',
        '2026年3月10日',
    )


def asked(inbox: Path) -> None:
    """A notice of the superior and a letter of a body beside us that ask for comments on their drafts."""
    paper(
        inbox / '征求意见函.docx',
        '示例市教育局',
        '示教函〔2026〕5号',
        '示例市教育局关于征求《示例市校外培训机构党建工作办法（征求意见稿）》意见的函',
        '示例市民政局：',
        '现征求贵局意见，请于2026年1月12日前将修改意见反馈我局。',
        '示例市教育局',
        '2026年1月5日',
    )
    paper(
        inbox / '征求意见通知.docx',
        '示例省民政厅文件',
        '示民函〔2026〕8号',
        f'示例省民政厅关于征求《{DRAFT}（征求意见稿）》意见的通知',
        '各市民政局：',
        f'现将《{DRAFT}（征求意见稿）》印发给你们，请于2026年1月7日前将修改意见和建议反馈我厅。',
        '示例省民政厅',
        '2026年1月4日',
    )


def comments(inbox: Path) -> None:
    """Answers of eight of the ten units: two without comments, the others with two or three each."""
    for place, unit in enumerate(UNITS[:8]):
        said = [_comment(number, place) for number in range(1, 3 + place % 2)]
        told = said if place not in {2, 5} else ['经研究，我单位对该征求意见稿无修改意见。']
        paper(
            inbox / f'反馈意见-{unit}.docx',
            f'{unit}关于《{DRAFT}（征求意见稿）》的复函',
            '示例市社会组织工作委员会：',
            '来函收悉。经认真研究，现将有关意见函复如下：',
            *told,
            unit,
            '2026年1月6日',
        )


def _comment(number: int, place: int) -> str:
    article, times = '一二三四五六七八九'[(place * 2 + number) % 9], place + number + 1
    serial = '一二三四'[number - 1]
    return (
        f'{serial}、建议将第{article}条“每年{times}次”修改为“每年{times + 2}次”。'
        '理由：便于执行，也与现行做法衔接。'
    )
