"""A form definition as one workbook that a clerk can check and correct, and back (office-life.md G6)."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Literal, get_args

from forms.draft import Draft, DraftField
from forms.draft_types import TYPE_NAMES
from model.errors import BadSetting
from model.form import FormCheck, FormDefinition, FormField, PersonalClass, Subject

FORM_SHEET, FIELD_SHEET, CHECK_SHEET, HELP_SHEET = "表样", "字段", "校验", "可对应的项"
FIELD_HEADS = ("印在表上的栏目", "上级栏目", "对应的项", "类型", "单位", "选项", "必填", "个人信息", "存疑")
CHECK_HEADS = ("编号", "左边", "关系", "右边", "条件", "级别", "提示语")
_FORM_KEYS = ("表的编号", "表名", "版本", "填报对象", "表名的其他写法")
_SUBJECTS: dict[Subject, str] = {
    'organisation': "一个社会组织一张",
    'rows': "一行一个社会组织",
    'reporting_unit': "填报单位的汇总数",
}
_PERSONAL: dict[PersonalClass, str] = {
    'none': "否",
    'official_contact': "联系人",
    'sensitive': "敏感",
    'never': "不读不存",
}
_SEVERITY = {'review': "待核", 'info': "提示"}
_BETWEEN = '|'
"""Between several labels or options in one cell; 、 stands inside labels such as 县（市、区）."""
_ID = re.compile(r'[a-z][a-z0-9_]{1,60}')
_NEVER_IN_XML = re.compile('[\x00-\x08\x0b-\x1f\ufffe\uffff\ud800-\udfff]')
_WIDTHS = {
    FORM_SHEET: (20, 60),
    FIELD_SHEET: (24, 24, 26, 16, 8, 36, 8, 12, 50),
    CHECK_SHEET: (20, 30, 8, 40, 24, 8, 60),
}
_LISTED = 500


def draft_to_workbook(draft: Draft, known: Sequence[FormField]) -> bytes:
    """The draft as .xlsx bytes: doubtful fields in yellow, with lists to choose from.

    known are the fields that a label can be matched to, listed on a sheet of their own.
    """
    rows: dict[str, list[tuple[str, ...]]] = {
        FORM_SHEET: list(_form_rows(draft)),
        FIELD_SHEET: [FIELD_HEADS, *map(_field_row, draft.fields)],
        CHECK_SHEET: [CHECK_HEADS, *map(_check_row, draft.definition.checks)],
        HELP_SHEET: [("对应的项", "栏目"), *_known_rows(known)],
    }
    return rows_to_workbook(rows)


def rows_to_workbook(rows: Mapping[str, Sequence[tuple[str, ...]]]) -> bytes:
    """The workbook to check from the rows of its sheets, heads first, as workbook_to_rows gives them."""
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.active)
    for name, lines in rows.items():
        _write(book.create_sheet(name), lines, _WIDTHS.get(name, (26, 60)))
    _offer(book[FIELD_SHEET])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _form_rows(draft: Draft) -> Iterator[tuple[str, ...]]:
    one = draft.definition
    values = (one.id, one.title, one.edition, _SUBJECTS[one.subject], _BETWEEN.join(one.titles))
    yield from zip(_FORM_KEYS, values, strict=True)
    yield ("", "")
    yield ("怎么核对", "看“字段”表中标黄的行，改对以后把“存疑”一格清空；不要的栏目整行删去")
    yield ("", f"一格里有几个写法或选项的，用“{_BETWEEN}”隔开")
    yield ("", "核对完后运行 shoufa forms accept 本文件，以后收到这张表就按它读取")
    yield from (("请注意", note) for note in draft.notes)


def _field_row(one: DraftField) -> tuple[str, ...]:
    field = one.field
    return (
        _BETWEEN.join(field.labels),
        _BETWEEN.join(field.under),
        field.id,
        TYPE_NAMES[field.type],
        field.unit or "",
        _BETWEEN.join(field.options),
        "是" if field.required else "",
        _PERSONAL[field.personal],
        "；".join(one.reasons),
    )


def _check_row(check: FormCheck) -> tuple[str, ...]:
    return (
        check.id,
        _BETWEEN.join(check.left),
        check.comparator,
        _BETWEEN.join(check.right),
        check.when or "",
        _SEVERITY[check.severity],
        check.message,
    )


def _known_rows(known: Sequence[FormField]) -> Iterator[tuple[str, str]]:
    told: dict[str, str] = {}
    for field in known:
        told.setdefault(field.id, field.labels[0])
    yield from sorted(told.items())


def _write(sheet: Any, rows: Sequence[Sequence[str]], widths: Sequence[int]) -> None:
    """Rows as texts, whatever they look like; a row with a doubt in yellow."""
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.utils import get_column_letter

    yellow = PatternFill('solid', start_color='FFF2CC')
    for number, row in enumerate(rows, start=1):
        for column, text in enumerate(row, start=1):
            cell = sheet.cell(number, column, _NEVER_IN_XML.sub('', text) or None)
            cell.data_type = 's' if text else cell.data_type
            cell.number_format = '@'
            cell.alignment = Alignment(wrap_text=True, vertical='top')
            if row in (FIELD_HEADS, CHECK_HEADS):
                cell.font = Font(bold=True)
            elif sheet.title == FIELD_SHEET and row[-1]:
                cell.fill = yellow
    for column, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    sheet.freeze_panes = 'A2'


def _offer(sheet: Any) -> None:
    """Lists to choose from where only some words will do."""
    from openpyxl.worksheet.datavalidation import DataValidation

    for column, words in (('D', TYPE_NAMES.values()), ('G', ("是",)), ('H', _PERSONAL.values())):
        validation = DataValidation(type='list', formula1=f'"{",".join(words)}"', allow_blank=True)
        sheet.add_data_validation(validation)
        validation.add(f'{column}2:{column}{_LISTED}')


def workbook_to_definition(data: bytes, file: str) -> FormDefinition:
    """The definition that a checked workbook says.

    Raises:
        BadSetting: it is no such workbook, a doubt still stands, or a cell is wrong; the message
            names each cell and what may stand there.
    """
    sheets = _sheets(data, file)
    faults: list[str] = []
    fields = tuple(_fields(sheets[FIELD_SHEET], faults))
    checks = tuple(_checks(sheets[CHECK_SHEET], faults))
    told = {row[0]: row[1] for row in sheets[FORM_SHEET].values() if len(row) > 1}
    id_, title, edition, subject, titles = (told.get(key, "") for key in _FORM_KEYS)
    if not _ID.fullmatch(id_):
        faults.append(f"“{FORM_SHEET}”表的“表的编号”要用小写英文字母开头，只含小写字母、数字和下划线")
    faults += [f"“{FORM_SHEET}”表的“{key}”没有填" for key in ("表名", "版本") if not told.get(key)]
    if subject not in _SUBJECTS.values():
        faults.append(f"“{FORM_SHEET}”表的“填报对象”只能是：{'、'.join(_SUBJECTS.values())}")
    if faults:
        more = f"……另有{len(faults) - 10}处" if len(faults) > 10 else ""
        raise BadSetting(f"表样核对表“{file}”还不能用：{'；'.join(faults[:10])}{more}。请改好后再试。")
    names = tuple(dict.fromkeys((*_split(titles), title)))
    return FormDefinition(id_, title, edition, _key(_SUBJECTS, subject), names, fields, checks)


def _sheets(data: bytes, file: str) -> dict[str, dict[int, list[str]]]:
    """The texts of each sheet by row; raises BadSetting where it is another workbook."""
    from zipfile import BadZipFile

    from openpyxl import load_workbook

    try:
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    except (BadZipFile, KeyError, ValueError, OSError) as error:
        raise BadSetting(
            f"“{file}”不是表样核对表（.xlsx）。请用 shoufa forms draft 空白表 起草一份。"
        ) from error
    if not {FORM_SHEET, FIELD_SHEET, CHECK_SHEET} <= set(book.sheetnames):
        raise BadSetting(f"“{file}”不是表样核对表：缺“{FORM_SHEET}”“{FIELD_SHEET}”或“{CHECK_SHEET}”工作表。")
    return {
        name: {
            number: ["" if value is None else str(value).strip() for value in row]
            for number, row in enumerate(book[name].iter_rows(values_only=True), start=1)
        }
        for name in (FORM_SHEET, FIELD_SHEET, CHECK_SHEET)
    }


def workbook_to_rows(data: bytes, file: str) -> dict[str, list[tuple[str, ...]]]:
    """The rows of the sheets that a person checks, heads first and as wide as they are.

    Raises:
        BadSetting: it is another workbook.
    """
    sheets, heads = _sheets(data, file), {FIELD_SHEET: FIELD_HEADS, CHECK_SHEET: CHECK_HEADS}
    found = {
        name: [head, *(tuple(row) for _, row in _filled(sheets[name], len(head)))]
        for name, head in heads.items()
    }
    form = [(*row, "", "")[:2] for row in sheets[FORM_SHEET].values()]
    return {FORM_SHEET: [(key, text) for key, text in form if key or text], **found}


def _fields(rows: Mapping[int, Sequence[str]], faults: list[str]) -> Iterator[FormField]:
    for number, row in _filled(rows, len(FIELD_HEADS)):
        labels, under, id_, type_, unit, options, required, personal, doubt = row
        place = f"“{FIELD_SHEET}”表第{number}行"
        if doubt:
            faults.append(f"{place}“{labels}”的存疑还没有核对（{doubt}），核对后把这一格清空")
        if not labels or not id_:
            faults.append(f"{place}缺“{FIELD_HEADS[0] if not labels else FIELD_HEADS[2]}”")
        if type_ not in TYPE_NAMES.values():
            faults.append(f"{place}的类型“{type_}”不对，只能是：{'、'.join(TYPE_NAMES.values())}")
        elif type_ in (TYPE_NAMES['choice'], TYPE_NAMES['choices']) and not options:
            faults.append(f"{place}是{type_}，要填选项")
        if personal not in _PERSONAL.values():
            faults.append(f"{place}的个人信息“{personal}”不对，只能是：{'、'.join(_PERSONAL.values())}")
        yield FormField(
            id=id_,
            labels=_split(labels),
            type=_key(TYPE_NAMES, type_),
            unit=unit or None,
            options=_split(options),
            under=_split(under),
            required=required == "是",
            personal=_key(_PERSONAL, personal),
        )


def _key(names: Mapping[Any, str], name: str) -> Any:
    """The key of a word; the first where the word is none of them, which is a fault told already."""
    return next((key for key, word in names.items() if word == name), next(iter(names)))


Comparator = Literal['=', '<=', '>=', 'present', 'absent']


def _checks(rows: Mapping[int, Sequence[str]], faults: list[str]) -> Iterator[FormCheck]:
    for number, row in _filled(rows, len(CHECK_HEADS)):
        id_, left, comparator, right, when, severity, message = row
        place = f"“{CHECK_SHEET}”表第{number}行"
        if comparator not in get_args(Comparator):
            faults.append(f"{place}的关系“{comparator}”不对，只能是：{'、'.join(get_args(Comparator))}")
        if not (id_ and left and message):
            faults.append(f"{place}缺编号、左边或提示语")
        yield FormCheck(
            id=id_,
            clause="",
            left=_split(left),
            comparator=comparator,  # type: ignore[arg-type]  # one of them, or a fault told above
            right=_split(right),
            message=message,
            when=when or None,
            severity='info' if severity == _SEVERITY['info'] else 'review',
        )


def _filled(rows: Mapping[int, Sequence[str]], width: int) -> Iterator[tuple[int, list[str]]]:
    """The rows below the head that hold something, each as wide as the head."""
    for number, row in rows.items():
        cells = [*row[:width], *[""] * (width - len(row))]
        if number > 1 and any(cells):
            yield number, cells


def _split(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in re.split(r'[|｜\n]', text) if part.strip())
