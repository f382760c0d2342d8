"""A draft sent to forty units and what comes back in five makes; all fictional."""

import itertools
from pathlib import Path

from tests.extractors.test_docx_revisions import came, draft, gone, run
from text.han import int_to_han

ID = '信用办法'
TITLE = '示例市社会组织信用管理办法'
PACK = f"""\
title = "关于征求信用管理办法意见的函"
notice_number = "示民函〔2026〕7号"
notice_title = "关于征求《{TITLE}（征求意见稿）》意见的函"
population = "all"
established = {{ fact = "established", is = true }}

[consultation]
draft_title = "{TITLE}（征求意见稿）"
deadline = 2026-03-12
deadline_text = "3月12日上午下班前"
"""
ARTICLES = 24
_COUNTIES = [
    '甲县',
    '乙县',
    '丙县',
    '丁县',
    '戊县',
    '己县',
    '庚县',
    '辛县',
    '壬县',
    '癸县',
    '子区',
    '丑区',
]
_TRADES = [
    '教育',
    '科技',
    '公安',
    '司法',
    '财政',
    '住建',
    '交通',
    '水务',
    '农业农村',
    '商务',
    '文化和旅游',
    '卫生健康',
    '退役军人事务',
    '应急管理',
    '审计',
    '市场监管',
    '体育',
    '统计',
    '林业',
    '医疗保障',
    '信访',
    '数据',
    '粮食',
    '国防动员',
    '城市管理',
    '行政审批',
    '外事',
    '民族宗教事务',
]
UNITS = (*(f'{name}民政局' for name in _COUNTIES), *(f'示例市{name}局' for name in _TRADES))
assert len(UNITS) == 40

_COUNTS = [4] * 12 + [3] * 16
"""How many comments each of the first 28 units has: 96."""


def answers() -> list[tuple[str, list[int]]]:
    """The 28 units with comments and the articles that each comments on; every article four times."""
    articles = itertools.cycle([place * 7 % ARTICLES + 1 for place in range(ARTICLES)])
    return [
        (unit, [next(articles) for _ in range(count)]) for unit, count in zip(UNITS, _COUNTS, strict=False)
    ]


def old(article: int) -> str:
    return f'每年{article + 30}次'


def new(article: int) -> str:
    return f'每年{article + 60}次'


def han(article: int) -> str:
    return f'第{int_to_han(article)}条'


def letter(path: Path, unit: str, articles: list[int]) -> Path:
    from docx import Document

    document = Document()
    items = [
        f'{int_to_han(place)}、建议将{han(one)}“{old(one)}”修改为“{new(one)}”。理由：便于执行。'
        for place, one in enumerate(articles, start=1)
    ]
    said = items or ['经研究，我单位对该征求意见稿无修改意见。']
    for line in (
        f'{unit}关于《{TITLE}（征求意见稿）》的复函',
        '示例市民政局：',
        '来函收悉。经认真研究，现将有关意见函复如下：',
        *said,
        '感谢贵局对我们工作的支持。',
        '（联系人：张某某，电话：0000-1234567）',
        unit,
        '2026年3月10日',
    ):
        document.add_paragraph(line)
    document.save(str(path))
    return path


def mail(path: Path, unit: str, articles: list[int]) -> Path:
    items = [
        f'{place}. 第{one}条中的“{old(one)}”建议改为“{new(one)}”，与实际相符。'
        for place, one in enumerate(articles, start=1)
    ]
    said = items or ['我单位没有不同意见。']
    lines = (
        f'发件人：{unit}',
        '您好！',
        f'《{TITLE}（征求意见稿）》收悉，反馈意见如下：',
        *said,
        '谢谢！',
        unit,
    )
    path.write_text('\n'.join(lines), 'utf-8')
    return path


def _rows(unit: str, articles: list[int], place: str) -> list[tuple[str, ...]]:
    head = ('序号', '反馈单位', '条款', '原文', '修改意见', '理由')
    rows = [
        (str(number), unit, place.format(han=han(one), number=one), old(one), new(one), '便于执行')
        for number, one in enumerate(articles, start=1)
    ]
    return [head, *(rows or [('1', unit, '全文', '', '无意见', '')])]


def word_table(path: Path, unit: str, articles: list[int]) -> Path:
    from docx import Document

    document = Document()
    document.add_paragraph(f'《{TITLE}（征求意见稿）》意见反馈表')
    rows = _rows(unit, articles, '{han}第一款')
    table = document.add_table(rows=len(rows), cols=6)
    for cells, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(cells.cells, texts, strict=True):
            cell.text = text
    document.add_paragraph('填表人：李某某')
    document.save(str(path))
    return path


def workbook(path: Path, unit: str, articles: list[int]) -> Path:
    from openpyxl import Workbook

    book = Workbook()
    book.active.append((f'《{TITLE}（征求意见稿）》反馈意见汇总表',))
    for row in _rows(unit, articles, '{number}.'):
        book.active.append(row)
    book.save(path)
    return path


def _text(article: int, middle: str) -> str:
    return run(f'{han(article)}　社会组织应当') + middle + run('报送信用信息。')


def changed_draft(path: Path, unit: str, articles: list[int]) -> Path:
    """The draft with tracked changes; only the file tells whose they are."""
    bodies = [
        _text(one, gone(old(one)) + came(new(one)) if one in articles else run(old(one)))
        for one in range(1, ARTICLES + 1)
    ]
    return draft(path, run(TITLE), run('（征求意见稿）'), *bodies, run('示例市民政局'))


def remarked_draft(path: Path, unit: str, articles: list[int]) -> Path:
    """The draft with Word comments on words of it."""
    bodies, remarks = [], ''
    for one in range(1, ARTICLES + 1):
        words = run(old(one))
        if one in articles:
            words = f'<w:commentRangeStart w:id="{one}"/>{words}<w:commentRangeEnd w:id="{one}"/>'
            said = run(f'建议改为“{new(one)}”。理由：便于执行')
            remarks += f'<w:comment w:id="{one}" w:author="王某某"><w:p>{said}</w:p></w:comment>'
        bodies.append(_text(one, words))
    return draft(path, run(TITLE), run('（征求意见稿）'), *bodies, run('示例市民政局'), comments=remarks)


MAKES = (
    *[(letter, '.docx')] * 8,
    *[(mail, '.txt')] * 6,
    *[(word_table, '.docx')] * 4,
    *[(workbook, '.xlsx')] * 4,
    *[(changed_draft, '.docx')] * 3,
    *[(remarked_draft, '.docx')] * 3,
    *[(letter, '.docx')] * 3,
    *[(mail, '.txt')] * 3,
    (workbook, '.xlsx'),
)
"""How each of the 35 that answer does so: 28 with comments, 7 without."""


def write_all(inbox: Path) -> None:
    """The 35 answers in the inbox, each file named by its unit."""
    told = dict(answers())
    for unit, (make, suffix) in zip(UNITS, MAKES, strict=False):
        make(inbox / f'反馈意见-{unit}{suffix}', unit, told.get(unit, []))
