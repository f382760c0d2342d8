"""From a received blank to a form the office reads, without a text editor (office-life.md G6)."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from forms.load import definitions
from model.errors import BadSetting, UsageFault
from office.config import Workplace, open_workplace
from office.own_forms import accept_form, draft_form, write_draft
from office.understanding import document_to_return
from tests.build import docx, p, tbl, tr


def blank(path: Path, *values: str) -> Path:
    """A form with a strange label; filled in where values are given."""
    name, rooms, staff = values or ("", "", "")
    rows = (
        tr("社会组织名称", name, "活动用房间数", rooms),
        tr("从业人员数", staff, "联系电话", ""),
        tr("业务主管单位", "", "负责人签字", ""),
    )
    return docx(path, p("示例市社会组织用房情况登记表") + tbl(*rows))


def settled(path: Path) -> Path:
    """The workbook with every doubt answered."""
    from openpyxl import load_workbook

    book = load_workbook(path)
    for row in book['字段'].iter_rows(min_row=2, min_col=9, max_col=9):
        row[0].value = None
    out = io.BytesIO()
    book.save(out)
    path.write_bytes(out.getvalue())
    return path


def test_a_drafted_form_is_read_once_a_person_has_checked_it(place: Workplace, tmp_path: Path) -> None:
    """Draft, check in Excel, accept: a filled one is then read by it, the office opened anew."""
    draft = draft_form(blank(tmp_path / '空表.docx'), place.forms, 'rooms_form')
    written = write_draft(draft, place.forms, tmp_path / '核对.xlsx')
    done = accept_form(place, settled(written))
    assert (done.definition.id, done.replaced, done.path.parent.name) == ('rooms_form', False, '表样')
    with open_workplace(place.rooms.root, place.today) as again:
        assert again.forms[0].id == 'rooms_form'
        assert len(again.forms) == len(definitions()) + 1


def test_doubts_that_stand_are_refused_by_name(place: Workplace, tmp_path: Path) -> None:
    """Nothing is kept of a form that nobody checked."""
    draft = draft_form(blank(tmp_path / '空表.docx'), place.forms)
    written = write_draft(draft, place.forms, tmp_path / '核对.xlsx')
    with pytest.raises(BadSetting, match="活动用房间数"):
        accept_form(place, written)
    assert list(place.rooms.forms.iterdir()) == []


def test_a_second_acceptance_takes_the_place_of_the_first(place: Workplace, tmp_path: Path) -> None:
    """The same form and edition; a draft beside an existing file never overwrites it."""
    draft = draft_form(blank(tmp_path / '空表.docx'), place.forms, 'rooms_form')
    first = settled(write_draft(draft, place.forms, tmp_path / '核对.xlsx'))
    second = write_draft(draft, place.forms, tmp_path / '核对.xlsx')
    assert second != first
    accept_form(place, first)
    assert accept_form(place, settled(second)).replaced


def test_a_paper_without_labels_is_no_form(place: Workplace, tmp_path: Path) -> None:
    """Told so, and what to do."""
    path = docx(tmp_path / '信.docx', p("近日天气转凉。"))
    with pytest.raises(UsageFault, match="没有找到栏目"):
        draft_form(path, place.forms)


def test_a_filled_paper_is_read_by_the_accepted_form(place: Workplace, tmp_path: Path) -> None:
    """Its strange field has a value under its own label."""
    draft = draft_form(blank(tmp_path / '空表.docx'), place.forms, 'rooms_form')
    accept_form(place, settled(write_draft(draft, place.forms, tmp_path / '核对.xlsx')))
    with open_workplace(place.rooms.root, place.today) as again:
        from extractors.readers.registry import read_document

        filled = read_document(blank(tmp_path / '填.docx', "示例市甲一协会", "3", "12"))
        returned = document_to_return(filled, None, again.forms)
    assert returned.form == 'rooms_form'
    told = {key: value.value for key, value in returned.values.items() if value.value is not None}
    assert told == {'org_name': "示例市甲一协会", '活动用房间数': 3, 'staff_total': 12}
