import datetime as dt
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from extractors.readers.scans import stack
from office.config import Rooms, Workplace, open_workplace
from office.founding import found
from office.importing import import_ledger
from tests.office.seen import shoot  # noqa: F401  # fixture
from tests.warm import (  # noqa: F401  # fixtures
    kept_children,
    no_settling,
    understood_once,
    warm_children,
)

SETTINGS = """\
name = "示例市民政局"
aliases = ["市民政局"]
level = "city"
region = "示例市"
roles = ["civil_affairs_authority", "competent_authority"]
counties = ["甲县", "乙县", "丙县"]
dispatch_as = "party"
circular_as = "office"
report_as = "office"

[contact]
office = "社会组织科"
phone = "0000-1234502"

[[issuing_names]]
id = "office"
name = "示例市民政局"
mark = "示例市民政局文件"
organ_code = "示民"
kind = "government"
printed_by = "示例市民政局办公室"
superior = "示例省民政厅"

[[issuing_names]]
id = "party"
name = "中共示例市民政局党组"
mark = "中共示例市民政局党组"
organ_code = "示民党函"
kind = "party"
printed_by = "示例市民政局办公室"
"""

LEDGER = """\
社会组织名称,所属县区,组织类别,业务主管单位,从业人员,党员总数
示例市甲一商会,甲县,社会团体,,12,3
示例市乙二协会,乙县,社会团体,示例市教育局,8,2
示例市丙三学校,丙县,民办非企业单位,,20,
"""

FORM_HEAD = (
    '序号',
    '社会组织名称',
    '从业人员总数',
    '专职',
    '兼职',
    '党员总数',
    '正式党员',
    '预备党员',
    '是否建立党组织',
)


@pytest.fixture(scope='session')
def founded(tmp_path_factory) -> Path:
    """An office just founded, to be copied: that is ten times as quick as to migrate its database."""
    root = tmp_path_factory.mktemp('样板') / '办公室'
    root.mkdir()
    (root / 'office.toml').write_text(SETTINGS, 'utf-8')
    return found(root).root


@pytest.fixture
def rooms(tmp_path, founded) -> Rooms:
    return Rooms(Path(shutil.copytree(founded, tmp_path / '办公室')))


@pytest.fixture
def place(rooms) -> Iterator[Workplace]:
    with open_workplace(rooms.root, dt.date(2026, 3, 13)) as opened:
        yield opened


@pytest.fixture
def with_ledger(place, tmp_path) -> Workplace:
    path = tmp_path / '台账.csv'
    path.write_text(LEDGER, 'utf-8')
    import_ledger(place, path)
    return place


@pytest.fixture
def survey(rooms) -> Callable[..., Path]:
    """survey('甲县/附件1.xlsx', rows...): a filled 社会组织党建情况调查表 in the inbox."""
    from openpyxl import Workbook

    def write(name: str, *rows: tuple[object, ...]) -> Path:
        book = Workbook()
        sheet = book.active
        sheet.append(('社会组织党建情况调查表',))
        sheet.append(FORM_HEAD)
        for row in rows:
            sheet.append(row)
        path = rooms.inbox / name
        path.parent.mkdir(parents=True, exist_ok=True)
        book.save(path)
        return path

    return write


@pytest.fixture
def notice(rooms) -> Callable[..., Path]:
    """notice('通知.docx', lines...): a notice in the inbox."""
    from docx import Document

    def write(name: str, *lines: str) -> Path:
        document = Document()
        for line in lines or NOTICE:
            document.add_paragraph(line)
        path = rooms.inbox / name
        path.parent.mkdir(parents=True, exist_ok=True)
        document.save(path)
        return path

    return write


@pytest.fixture
def blind(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine where nothing recognises pictures."""
    monkeypatch.setattr(stack, 'is_installed', lambda: False)


NOTICE = (
    '示例省民政厅文件',
    '示民函〔2026〕12号',
    '示例省民政厅关于报送社会组织台账的通知',
    '各市民政局：',
    '为摸清底数，现就有关事项通知如下：',
    '一、工作任务',
    '各市民政局要于2026年4月10日前将台账报送省民政厅。',
    '二、工作要求',
    '此通知下发15天内，各市民政局要完成指导员选派工作。',
    '示例省民政厅',
    '2026年3月2日',
)
