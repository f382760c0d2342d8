"""What is filled in reads back as it was given, whatever it is and wherever it stands."""

import io
import re
import tempfile
from pathlib import Path
from typing import Any

import openpyxl
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.readers.sheets import xlsx_reader
from forms.blanks.sheets import xlsx_to_blanks
from forms.filling.sheet_texts import changed_text, text_to_changes
from forms.filling.xlsx_fill import fill_xlsx
from forms.sheets.references import Insertion, references, shifted, translated
from model.blank import Blank, Filling
from model.document import Table
from tests.build_blank_sheets import book, write

CONTROL = re.compile(r'[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]')
LABELS = ('单位名称', '住所', '业务主管单位', '联系人', '备注', '党组织名称')
TRAPS = st.sampled_from(
    (
        '=1+1',
        '_x0041_',
        '_x005F_',
        '00036',
        '5.1E+17',
        "'12",
        '<v>1</v>',
        '&amp;',
        ' 前后有空 ',
        '甲\n乙',
        ']]>',
        '是\t否',
    )
)
VALUES = st.one_of(st.text(min_size=1, max_size=30).filter(str.strip), TRAPS)


def read(data: bytes) -> dict[str, str]:
    """The first sheet's texts by cell, as a return is read."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, 'a.xlsx')
        path.write_bytes(data)
        table = next(block for block in xlsx_reader.read(path)[0] if isinstance(block, Table))
    return {cell.where.cell or '': cell.text for cell in table.cells}


def expected(value: str) -> str:
    return CONTROL.sub('', re.sub('\r\n?', '\n', value))


@given(
    st.lists(st.tuples(st.integers(0, 12), st.integers(0, 3), VALUES), min_size=1, max_size=4), st.booleans()
)
def test_words_read_back_as_given(places, is_listed):
    values = {LABELS[number]: value for number, (_, _, value) in enumerate(places)}

    def sheet(made):
        if is_listed:
            write(made, [['序号', '单位名称', *LABELS[1:]], *([None] * 7 for _ in range(3))])
            return
        for number, (down, across, _) in enumerate(places):
            row = [*[''] * across, LABELS[number], ''][: across + 1]
            for col, text in enumerate(row, start=1):
                made.cell(number * 14 + down + 1, col, text or None)
            for col in (across + 1, across + 2):
                write_ruled(made, number * 14 + down + 1, col)

    data = book(sheet)
    fillings = [Filling(each, values[each.label]) for each in xlsx_to_blanks(data) if each.label in values]
    made, left = fill_xlsx(data, fillings)
    found = read(made)
    assert not left
    assert {each.blank.label for each in fillings} == set(values)
    for each in fillings:
        assert found[str(each.blank.cell)] == expected(str(each.value))


def write_ruled(sheet: Any, row: int, col: int) -> None:
    from tests.build_blank_sheets import RULED

    sheet.cell(row, col).border = RULED


@settings(max_examples=40)
@given(st.integers(-(10**14), 10**14), st.integers(0, 6))
def test_counts_read_back_as_given(number, decimals):
    written = f'{number}.{"123456"[:decimals]}' if decimals else str(number)

    def sheet(made):
        write(made, [["单位名称", None], ["党员人数", None]])

    data = book(sheet)
    blank = next(each for each in xlsx_to_blanks(data) if each.kind == 'number')
    made, left = fill_xlsx(data, [Filling(blank, written)])
    assert not left
    assert read(made)['B2'] == written


@settings(max_examples=40)
@given(st.integers(1, 5), st.integers(0, 9), st.integers(0, 3), st.booleans())
def test_every_entry_stands_once_and_is_counted(rows, count, below, sums):
    def sheet(made):
        total = ["合计", None, f'=SUM(C2:C{rows + 1})' if sums else None]
        heads = ["序号", "单位名称", "党员人数"]
        blank = [[number + 1, None, None] for number in range(rows)]
        write(made, [heads, *blank, total, *([f'说明{number}', '', ''] for number in range(below))])

    data = book(sheet)
    found = [each for each in xlsx_to_blanks(data) if each.repeating]
    fillings = [
        Filling(each, str(entry + 7) if each.kind == 'number' else f'甲{entry}', entry)
        for each in found
        for entry in range(count)
    ]
    made, left = fill_xlsx(data, fillings)
    loaded = openpyxl.load_workbook(io.BytesIO(made)).active
    last = max(rows, count) + 1
    assert not left
    assert [loaded.cell(row, 2).value for row in range(2, count + 2)] == [
        f'甲{entry}' for entry in range(count)
    ]
    assert [loaded.cell(row, 3).value for row in range(2, count + 2)] == [entry + 7 for entry in range(count)]
    assert [loaded.cell(row, 1).value for row in range(2, last + 1)] == list(range(1, last))
    assert loaded.cell(last + 1, 1).value == '合计'
    assert loaded.cell(last + 1, 3).value == (f'=SUM(C2:C{last})' if sums else None)
    assert [loaded.cell(last + 2 + number, 1).value for number in range(below)] == [
        f'说明{number}' for number in range(below)
    ]


REFERENCES = st.builds(
    '{}{}{}{}'.format,
    st.sampled_from(('', '$')),
    st.sampled_from(('A', 'Z', 'AB', 'XFD')),
    st.sampled_from(('', '$')),
    st.integers(1, 900),
)
FORMULAS = st.lists(
    st.one_of(
        REFERENCES,
        st.builds('SUM({}:{})'.format, REFERENCES, REFERENCES),
        st.just('"A1"'),
        st.just('LOG10(2)'),
    ),
    min_size=1,
).map('+'.join)


@given(FORMULAS, st.integers(0, 900), st.integers(0, 50))
def test_references_follow_the_cells_they_name(formula, last, added):
    insertion = Insertion(max(last - 3, 0), last, added)
    before, after = list(references(formula)), list(references(shifted(formula, insertion, lambda _: True)))
    assert len(before) == len(after)
    for (_, old), (_, new) in zip(before, after, strict=True):
        assert (old.left, old.right) == (new.left, new.right)
        assert new.top == insertion.row(old.top)
        assert new.bottom in (insertion.row(old.bottom), old.bottom + added)
    assert shifted(formula, insertion, lambda _: False) == formula


@given(FORMULAS, st.integers(0, 100))
def test_a_formula_moved_down_and_up_is_the_same(formula, rows):
    assert translated(translated(formula, rows, 0), -rows, 0) == formula


@given(
    st.sampled_from(
        ('填报单位：____  填报人：____', '共    人，其中女    人', '□是 □否', '成立于    年  月')
    ),
    st.data(),
)
def test_the_words_around_a_value_stay(text, data):
    value = '2026-03-08' if '年' in text else data.draw(st.sampled_from(('甲县', '12', '是')))
    changes, left = text_to_changes(text, [Filling(Blank(label='x', text=text), value)])
    written = changed_text(text, changes)
    printed = [char for char in text if char.strip() and char not in '_□']
    rest = iter(written)
    assert left or all(char in rest for char in printed)
