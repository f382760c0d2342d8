"""An office with one return that leaves four lines to ask about, made once and copied."""

import datetime as dt
import shutil
from pathlib import Path

from openpyxl import Workbook

from office.config import open_workplace
from office.importing import import_ledger
from office.intake import take_in
from tests.office.conftest import FORM_HEAD

TODAY = dt.date(2026, 3, 13)
LEDGER = """\
社会组织名称,所属县区,组织类别,业务主管单位,从业人员,党员总数
示例市甲一商会,甲县,社会团体,,12,3
示例市乙二协会,甲县,社会团体,示例市教育局,8,2
示例市丙三学校,甲县,民办非企业单位,,20,
"""
DIFFERS = (1, '示例市甲一商会', 15, 8, 7, 3, 3, 0, '否')
DOES_NOT_ADD_UP = (2, '示例市乙二协会', 8, 5, 5, 2, 2, 0, '否')
MISSPELT = (3, '示例市丙三学较', 20, 10, 10, 1, 1, 0, '否')
UNKNOWN = (4, '示例市己六环保志愿者协会', 5, 2, 3, 1, 1, 0, '否')


def put_questions(root: Path) -> None:
    """Take a return of four doubtful lines into the office in a folder."""
    ledger = root.parent / '台账.csv'
    ledger.write_text(LEDGER, 'utf-8')
    book = Workbook()
    book.active.append(('社会组织党建情况调查表',))
    for row in (FORM_HEAD, DIFFERS, DOES_NOT_ADD_UP, MISSPELT, UNKNOWN):
        book.active.append(row)
    folder = root / '收文' / '甲县'
    folder.mkdir(parents=True)
    book.save(folder / '附件1.xlsx')
    with open_workplace(root, TODAY) as place:
        import_ledger(place, ledger)
        list(take_in(place))


def copied(made: Path, into: Path) -> Path:
    """A copy of an office, of a test's own."""
    return Path(shutil.copytree(made, into))
