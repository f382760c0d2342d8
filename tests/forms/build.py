"""Documents written as rows of strings, so that a test shows the form it reads."""

from collections.abc import Iterable, Sequence

from extractors.readers.boxes import text_to_boxes
from model.document import Cell, Document, Paragraph, Table
from model.place import Problem, Severity, Where

LEFT, UP = '<', '^'
"""A place that belongs to the cell on its left, or above it."""


Row = str | Sequence[str]
"""A row's texts, or one string of them with | between."""


def table(*rows: Row, sheet: str | None = None, first: int = 1) -> Table:
    """A table from rows of strings; LEFT and UP merge; short rows are filled up with blanks."""
    split = [row.split('|') if isinstance(row, str) else row for row in rows]
    width = max((len(row) for row in split), default=0)
    full = [[*row, *[''] * (width - len(row))] for row in split]
    cells: list[Cell] = []
    for r, row in enumerate(full):
        for c, text in enumerate(row):
            if text in (LEFT, UP):
                continue
            colspan, rowspan = 1, 1
            while c + colspan < width and row[c + colspan] == LEFT:
                colspan += 1
            while r + rowspan < len(full) and full[r + rowspan][c] == UP:
                rowspan += 1
            name = f'{chr(65 + c)}{r + first}' if sheet and c < 26 else None
            where = Where(sheet=sheet, cell=name)
            cells.append(Cell(r, c, text, rowspan, colspan, text_to_boxes(text), where))
    return Table(len(full), width, tuple(cells), Where(sheet=sheet))


def document(*blocks: str | Table, problems: Iterable[Problem] = (), file: str = '附件1.xlsx') -> Document:
    """A document of strings (paragraphs) and tables."""
    made = tuple(Paragraph(block) if isinstance(block, str) else block for block in blocks)
    return Document(file, '0' * 64, 'docx', None, made, tuple(problems))


def hidden(count: int, sheet: str = 'Sheet1') -> Problem:
    """What the workbook reader says of rows that are hidden."""
    return Problem(
        'hidden_rows',
        Severity.INFO,
        f"工作表“{sheet}”有{count}个隐藏行（第3、5行），已一并读入",
        Where(sheet=sheet),
    )


TITLE = '示例市社会组织建立党组织情况摸底调查登记表'
SURVEY = '甲县社会组织党建情况调查表'

FORM_ROWS = (
    ('社会组织名称', '示例市蓝桥文化促进会', LEFT, LEFT, '登记证号', '示社证字第0036号'),
    ('类别', '☑社会团体  □民办非企业单位  □基金会', LEFT, LEFT, LEFT, LEFT),
    ('法定代表人', '示例一', '性别', '男', '出生年月', '1970.05'),
    ('办公地址', '示例路1号', LEFT, LEFT, '联系电话', '0000-1234567'),
    ('从业人员情况', '总人数', '专职', '兼职', '党员数', '其中流动党员'),
    (UP, '42', '18', '24', '11', '3'),
    ('党组织建立情况', '是否建立党组织', '□是  √否', LEFT, '拟建时间', '2026年4月'),
    (UP, '组建形式', '□单独组建 ☑联合组建 □挂靠组建', LEFT, LEFT, LEFT),
    (UP, '未建原因', '党员组织关系均在原单位，正式党员够三名，尚未转入。', LEFT, LEFT, LEFT),
    ('业务主管单位意见', '同意。（签章）', LEFT, LEFT, LEFT, LEFT),
    ('备注', '', LEFT, LEFT, LEFT, LEFT),
)
HEAD_LINE = '填报单位（盖章）：示例市蓝桥文化促进会    填报日期：2026年3月8日'
FOOT_LINE = '填表人：示例二    审核人：示例三'


def registration(
    rows: Sequence[Row] = FORM_ROWS, title: str = TITLE, head: str = HEAD_LINE, foot: str = FOOT_LINE
) -> Document:
    """The registration form, filled in."""
    return document(title, head, table(*rows), foot)
