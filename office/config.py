"""Where the office lives and who it is: office.toml and the folders, read once and passed down."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from zoneinfo import ZoneInfo

from forms.load import load_definitions, with_own
from model.errors import BadSetting, NotAnOffice
from model.form import FormDefinition
from model.office import IssuingName, Office, setting_to_clock
from model.paper import STATE_NAMES
from office import record_heads
from office.holidays import Holidays, load_holidays
from store.engine import Engine, open_store
from text.settings import toml_to_settings

SETTINGS = 'office.toml'
_LONGEST_LEAD = 60
BEIJING = ZoneInfo('Asia/Shanghai')


@dataclass(frozen=True, slots=True)
class Rooms:
    """The office's folders; every path hangs below root."""

    root: Path

    @property
    def inbox(self) -> Path:
        """收文/: what staff drop."""
        return self.root / '收文'

    @property
    def outbox(self) -> Path:
        """发文/: drafts for people to finish."""
        return self.root / '发文'

    @property
    def unreadable(self) -> Path:
        """无法读取/: files that could not be used, each with its reason beside it."""
        return self.root / '无法读取'

    @property
    def templates(self) -> Path:
        """模板/: the office's own templates."""
        return self.root / '模板'

    @property
    def archive(self) -> Path:
        """存档/: the originals of what is registered."""
        return self.root / '存档'

    @property
    def packs(self) -> Path:
        """活动/: the office's own campaign packs."""
        return self.root / '活动'

    @property
    def forms(self) -> Path:
        """表样/: the office's own form definitions."""
        return self.root / '表样'

    @property
    def holidays(self) -> Path:
        """放假安排.csv: holidays told to the office; there only where somebody imported them."""
        return self.root / '放假安排.csv'

    @property
    def database(self) -> Path:
        """The one database file."""
        return self.root / 'shoufa.db'

    @property
    def running(self) -> Path:
        """.运行/: what processes tell each other; nothing in it is worth keeping."""
        return self.root / '.运行'

    def all(self) -> tuple[Path, ...]:
        """Every folder an office has that holds something of a person's."""
        return (
            self.inbox,
            self.outbox,
            self.unreadable,
            self.templates,
            self.archive,
            self.packs,
            self.forms,
        )


@dataclass(frozen=True, slots=True)
class Workplace:
    """An open office: who we are, where things lie, what day it is, its database, holidays and forms."""

    office: Office
    rooms: Rooms
    today: dt.date
    engine: Engine
    actor: str
    holidays: Holidays = field(default_factory=dict)
    forms: tuple[FormDefinition, ...] = ()

    def now(self) -> dt.datetime:
        """This moment in Beijing on the day called today, to the second, without a zone mark."""
        return dt.datetime.combine(self.today, beijing_now().time())


def beijing_today() -> dt.date:
    """The date in Beijing, whatever the machine's zone."""
    return dt.datetime.now(BEIJING).date()


def beijing_now() -> dt.datetime:
    """The moment in Beijing by the clock of this machine, to the second, without a zone mark."""
    return dt.datetime.now(BEIJING).replace(tzinfo=None, microsecond=0)


def load_office(path: Path) -> Office:
    """The settings file as an Office.

    Raises:
        BadSetting: not TOML, a key missing or unknown, or a value of the wrong kind.
    """
    return bytes_to_office(path.read_bytes(), path.name)


def bytes_to_office(data: bytes, file: str) -> Office:
    """The bytes of a settings file as an Office; file is what the user calls it. Raises as load_office."""
    office = toml_to_settings(data, Office, f"设置文件 {file} ")
    _check_issuing_names(office, file)
    _check_steps(office, file)
    _check_lead_days(office, file)
    for key in ('noon', 'evening'):
        setting_to_clock(key, getattr(office, key))
    return office


def _check_lead_days(office: Office, file: str) -> None:
    """A lead below zero would tell people a day after the printed one."""
    by_level = {f'lead_days_of.{key}': days for key, days in asdict(office.lead_days_of).items()}
    for key, days in {'lead_days': office.lead_days, **by_level}.items():
        if days is not None and not 0 <= days <= _LONGEST_LEAD:
            raise BadSetting(
                f"{file} 中 {key} = {days}，应是 0 到 {_LONGEST_LEAD} 之间的工作日数。请改正后再试。"
            )


def _check_issuing_names(office: Office, file: str) -> None:
    told = next(_issuing_faults(office), None)
    if told:
        raise BadSetting(f"{file} 中{told}请改正后再试。")


def _issuing_faults(office: Office) -> Iterator[str]:
    """What is wrong with the names papers go out under, in Chinese, each ending in 。."""
    known = [name.id for name in office.issuing_names]
    for twice in sorted({key for key in known if known.count(key) > 1}):
        yield f"有两个 issuing_names 的 id 都是“{twice}”，应各不相同。"
    for key in ('dispatch_as', 'circular_as', 'report_as'):
        wanted = getattr(office, key)
        if wanted not in known:
            yield f" {key} = “{wanted}”不在 issuing_names 之列，可以是：{'、'.join(sorted(known))}。"
    for issuing in office.issuing_names:
        yield from (f"发文名义“{issuing.id}”的 {told}" for told in _name_faults(issuing))


def _name_faults(issuing: IssuingName) -> Iterator[str]:
    for key in ('id', 'name', 'mark', 'organ_code', 'printed_by', 'superior', 'series', 'seal'):
        value = getattr(issuing, key)
        if value is not None and not value.strip():
            yield f"{key} 是空的，应填写，没有的就删去这一行。"
    for key in ('organ_code', 'series'):
        if re.search(r'[〔〕\[\]［］号]', getattr(issuing, key) or ''):
            yield f"{key} 只写代字（如 示民函），不带〔年份〕和号。"
    names = [issuing.name, *(one.name for one in issuing.joint_with)]
    if len(set(names)) < len(names) or not all(name.strip() for name in names):
        yield "joint_with 应逐个写明与本机关联合行文的其他机关，不重复、不含本机关。"


def _check_steps(office: Office, file: str) -> None:
    """A draft is drafted by itself, and a receipt is nothing that anything waits for."""
    for step in office.outgoing.steps:
        if step in {'drafted', 'received'}:
            raise BadSetting(
                f"{file} 中 outgoing.steps 的 {step}（{STATE_NAMES[step]}）不能作为必经环节。请删去。"
            )


@contextmanager
def open_workplace(root: Path, today: dt.date | None = None, actor: str = "经办人") -> Iterator[Workplace]:
    """The office in this folder, its database open while the block runs.

    Raises:
        NotAnOffice: the folder has no office.toml.
        BadSetting: its settings, its list of holidays or a form of its own are wrong.
        CannotStart: its database cannot be opened.
    """
    rooms = Rooms(root)
    settings = root / SETTINGS
    if not settings.is_file():
        raise NotAnOffice(
            f"“{root}”里没有办公室（缺 {SETTINGS}）。"
            "请先运行 shoufa init 新建，或用 --office 指明办公室所在文件夹。"
        )
    office = load_office(settings)
    holidays = load_holidays(rooms.holidays)
    forms = with_own(load_definitions(rooms.forms))
    for folder in rooms.all():
        folder.mkdir(exist_ok=True)
    if office.database is None:
        record_heads.must_be_there(root, rooms.database, rooms.archive)
    engine = open_store(office.database or rooms.database)
    record_heads.follow(engine, root)
    try:
        yield Workplace(office, rooms, today or beijing_today(), engine, actor, holidays, forms)
    finally:
        engine.dispose()


def reread(place: Workplace) -> Workplace:
    """The same open office with its settings, holidays and forms as they stand now; its database stays.

    Raises:
        BadSetting: one of them is wrong.
    """
    rooms = place.rooms
    return replace(
        place,
        office=load_office(rooms.root / SETTINGS),
        holidays=load_holidays(rooms.holidays),
        forms=with_own(load_definitions(rooms.forms)),
    )
