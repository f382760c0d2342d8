from extractors.notice import notice_of
from extractors.notice.lines import Line
from extractors.notice.task_tables import lines_to_task_rows
from model.document import Cell, Paragraph, Table
from model.place import NOWHERE, Where
from tests.extractors.notice.papers import document, with_blocks

HEAD = '关于印发任务分工的通知\n各县民政局：\n现将任务分工印发给你们。\n'
SIGNED = '\n示例市民政局\n2024年3月15日'
ROWS = (
    ('序号', '工作任务', '责任单位', '完成时限'),
    ('1', '制定党建工作清单', '市委社会工作部', '2024年4月底前'),
    ('2', '清理失联社会组织', '市民政局、各县（市、区）', '9月30日'),
    ('3', '通报进展', '市专班', '每季度'),
    ('4', '营造良好氛围', '各有关单位', '长期坚持'),
)
EXPECTED = [
    ('市委社会工作部', '制定党建工作清单', '2024-04-30', None),
    ('市民政局、各县（市、区）', '清理失联社会组织', '2024-09-30', None),
    ('市专班', '通报进展', None, 'quarter'),
]


def found(notice):
    return [
        (duty.who, duty.what, duty.deadline_iso, duty.recurrence.unit if duty.recurrence else None)
        for duty in notice.obligations
    ]


def test_rows_with_tabs_are_duties():
    table = '\n'.join('\t'.join(row) for row in ROWS)
    assert found(notice_of(document(f'{HEAD}{table}{SIGNED}'))) == EXPECTED


def test_rows_of_a_table_after_the_signature_are_duties():
    cells = tuple(
        Cell(row, col, text, where=Where(path=f'tbl[1]/tr[{row + 1}]'))
        for row, texts in enumerate(ROWS)
        for col, text in enumerate(texts)
    )
    paragraphs = [Paragraph(line) for line in f'{HEAD}{SIGNED}\n附件\n任务分工表'.split('\n') if line]
    notice = notice_of(with_blocks(*paragraphs, Table(5, 4, cells)))
    assert found(notice) == EXPECTED
    assert notice.obligations[0].where.path == 'tbl[1]/tr[2]'
    assert notice.obligations[0].rules == ('table_row',)


def lines(*texts):
    return [Line(text, NOWHERE, table=True) for text in texts]


def test_a_row_with_an_empty_cell_is_read_by_what_its_cells_look_like():
    rows = lines_to_task_rows(
        lines('序号  任务  责任单位  完成时限  备注', '1  建立工作台账  市民政局  4月底前')
    )
    assert (rows[1].who, rows[1].task, rows[1].guessed) == ('市民政局', '建立工作台账', True)


def test_a_row_with_two_times_and_an_empty_cell_is_left_alone():
    assert not lines_to_task_rows(
        lines('序号  任务  责任单位  完成时限  备注', '1  整改5月10日通报的问题  市民政局  6月底前')
    )


def test_a_table_without_tasks_and_times_lays_no_duty():
    assert not lines_to_task_rows(lines('姓名  单位  报到时间', '甲某某  示例协会  4月10日'))
