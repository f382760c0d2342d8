"""The office of S5 after its report went out as 示民报〔2026〕4号, with the returns' files in 存档/."""

import datetime as dt

import docx

from office.config import Rooms, open_workplace
from office.issuing import Order, issue
from office.reporting import Wanted, make
from store import register
from store.engine import atomic, reading
from tests.office.collected import CAMPAIGN, totals
from tests.office.friday import DAY, settle

LATER = dt.date(2026, 3, 17)


def filled(path, text='市局召开部署会2次。', **replaced):
    """The file with its blank written by a person, and further words replaced."""
    document = docx.Document(path)
    cells = [cell for table in document.tables for row in table.rows for cell in row.cells]
    paragraphs = [*document.paragraphs, *(one for cell in cells for one in cell.paragraphs)]
    for paragraph in paragraphs:
        for old, new in {'〔请填写：主要做法〕': text, **replaced}.items():
            if old in paragraph.text:
                whole = paragraph.text.replace(old, new)
                for run in paragraph.runs[1:]:
                    run.text = ''
                paragraph.runs[0].text = whole
                paragraph.runs[0].font.highlight_color = None
    document.save(path)


def with_originals(place):
    """A file in 存档/ for every entry that has none."""
    with reading(place.engine) as connection:
        entries = [one for one in register.list_entries(connection) if one.archived_as is None]
    with atomic(place.engine) as connection:
        for one in entries:
            name = f'{one.number:05}_{one.file.rpartition("/")[2]}'
            (place.rooms.archive / name).write_bytes(f'{one.number}'.encode())
            register.change(connection, one.number, archived_as=name)


def settle_issued(rooms: Rooms):
    """The report drafted, filled in and issued on Friday; gives its path."""
    settle(rooms)
    with open_workplace(rooms.root, DAY) as place:
        with_originals(place)
        paper = make(place, 'report', CAMPAIGN, Wanted(missing='carry')).sent.file
        filled(paper)
        issue(place, [paper], Order(numbers='4', dated=DAY, signed_by='示例甲'))
    return paper


def corrected(place):
    """乙县's letter of 17 March: 35 and not 38; gives its number in the register."""
    number = totals(place, '2026-03-17', '乙县/更正.xlsx', established=35)
    with_originals(place)
    return number
