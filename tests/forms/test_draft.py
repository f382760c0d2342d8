"""A form drafted from a blank, checked in a workbook, and known from then on."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from forms.draft import Draft, document_to_draft
from forms.load import definitions, load_definition
from forms.workbook import draft_to_workbook, workbook_to_definition
from forms.writing import definition_to_toml
from model.document import Cell, CheckBox, Document, Paragraph, Table
from model.errors import BadSetting
from model.form import FormField


def blank(title: str, *rows: tuple[str | tuple[str, int], ...]) -> Document:
    """A paper with one table; a cell may be (text, columns)."""
    cells = []
    for number, row in enumerate(rows):
        col = 0
        for text, span in ((one, 1) if isinstance(one, str) else one for one in row):
            boxes = tuple(CheckBox(word, None) for word in text.split('□')[1:])
            cells.append(Cell(number, col, text, colspan=span, boxes=boxes))
            col += span
    return Document('空表.docx', '0', 'docx', None, (Paragraph(title), Table(len(rows), col, tuple(cells))))


def drafted(document: Document) -> Draft:
    return document_to_draft(document, definitions(), 'shelf_form')


def field(draft: Draft, id_: str) -> FormField:
    return next(one.field for one in draft.fields if one.field.id == id_)


FORM = blank(
    "示例市2026年社会组织活动场所调查表",
    ("社会组织名称", "", "统一社会信用代码", ""),
    ("活动场所面积（平方米）", "", "场所来源", "□自有□租用□共用"),
    ("从业人员数", "", "联系电话", ""),
    ("负责人身份证号", "", "负责人签字", ""),
)


def test_labels_that_are_known_become_ledger_fields() -> None:
    """So that the ledger can fill them; strange ones are named like themselves, with a doubt."""
    draft = drafted(FORM)
    assert draft.definition.title == "示例市2026年社会组织活动场所调查表"
    assert draft.definition.titles == ("示例市社会组织活动场所调查表",)
    known = [one.field.id for one in draft.fields if not one.reasons]
    assert known == ['org_name', 'code', 'staff_total', 'phone']
    area = field(draft, '活动场所面积')
    assert (area.type, area.unit, area.labels) == ('decimal', '平方米', ("活动场所面积（平方米）",))
    assert field(draft, '场所来源').options == ("自有", "租用", "共用")


def test_a_unit_behind_a_label_tells_its_type() -> None:
    """What is counted is whole, what is measured has a point; doubts speak the words of the sheet."""
    paper = blank(
        "示例调查表",
        ("社会组织名称", "", "疏散通道（条）", ""),
        ("投保金额（万元）", "", "灭火器（具）", ""),
        ("场所来源", "□自有□租用", "备用通道（可另附页）", ""),
    )
    draft = drafted(paper)
    told = {one.path[-1]: (one.field.type, one.field.unit) for one in draft.fields}
    assert told["疏散通道（条）"] == ('int', '条')
    assert told["投保金额（万元）"] == ('decimal', '万元')
    assert told["灭火器（具）"] == ('int', '具')
    assert told["备用通道（可另附页）"] == ('text', None)
    reasons = [reason for one in draft.fields for reason in one.reasons]
    assert any("请把类型改为“单选”" in reason for reason in reasons)
    assert not any('choice' in reason for reason in reasons)


def test_what_nobody_keeps_and_signatures_are_no_fields() -> None:
    """An identity number is known only to be passed over; a signature is no field at all."""
    draft = drafted(FORM)
    personal = {one.path[-1]: one.field.personal for one in draft.fields}
    assert personal["负责人身份证号"] == 'never'
    assert "负责人签字" not in personal


def test_columns_with_ticks_become_one_field_and_sums_become_checks() -> None:
    """是 and 否 under one heading are a yes_no; 总数 = 专职 + 兼职 is proposed."""
    rows = blank(
        "社会组织志愿服务汇总表",
        ("序号", "社会组织名称", ("志愿者人数", 3), ("是否有服务队", 2)),
        ("", "", "总人数", "专职", "兼职", "是", "否"),
        ("1", "", "", "", "", "", ""),
    )
    draft = drafted(rows)
    assert draft.definition.subject == 'rows'
    assert [one.path[-1] for one in draft.fields] == [
        "社会组织名称",
        "总人数",
        "专职",
        "兼职",
        "是否有服务队",
    ]
    assert draft.fields[-1].field.type == 'yes_no'


def test_a_checked_workbook_gives_the_definition_back() -> None:
    """Through the workbook and through TOML it stays the same."""
    draft = drafted(FORM)
    data = _settled(draft_to_workbook(draft, definitions()[0].fields))
    found = workbook_to_definition(data, '核对表.xlsx')
    assert found.fields == draft.definition.fields
    assert found.id == 'shelf_form'


def test_toml_of_a_draft_loads_back_equal(tmp_path: Path) -> None:
    """What accept writes is what load reads."""
    definition = drafted(FORM).definition
    path = tmp_path / 'shelf_form.toml'
    path.write_text(definition_to_toml(definition, ("由核对表生成",)), 'utf-8')
    assert load_definition(path) == definition


def test_faults_are_named_by_their_cells() -> None:
    """An open doubt, a strange type and a bad number: each with its row, all at once."""
    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(draft_to_workbook(drafted(FORM), ())))
    book['字段']['D2'] = "随便"
    book['表样']['B1'] = "活动表"
    out = io.BytesIO()
    book.save(out)
    with pytest.raises(BadSetting) as caught:
        workbook_to_definition(out.getvalue(), '核对表.xlsx')
    assert "第2行的类型“随便”不对" in caught.value.message
    assert "存疑还没有核对" in caught.value.message
    assert "表的编号" in caught.value.message


@pytest.mark.parametrize('data', [b'', b'PK\x03\x04broken', b'text'])
def test_another_file_is_refused_with_the_remedy(data: bytes) -> None:
    """No workbook at all."""
    with pytest.raises(BadSetting, match="forms draft"):
        workbook_to_definition(data, '别的.xlsx')


def test_a_label_that_looks_like_a_formula_stays_a_text() -> None:
    """What a sender prints is never run by the clerk's Excel."""
    from openpyxl import load_workbook

    draft = drafted(blank("示例调查表", ("社会组织名称", ""), ("=HYPERLINK(1)数", ""), ("从业人员数", "")))
    book = load_workbook(io.BytesIO(draft_to_workbook(draft, ())))
    assert not any(cell.data_type == 'f' for sheet in book for row in sheet.iter_rows() for cell in row)


def _settled(data: bytes) -> bytes:
    """The workbook with every doubt answered."""
    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(data))
    for row in book['字段'].iter_rows(min_row=2, min_col=9, max_col=9):
        row[0].value = None
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
