"""The office's settings changed by people who never see a file (G6): office.toml keeps its comments.

What is typed is checked as the whole file is when the office opens; nothing is written that could not be
opened again, and nothing over a file that somebody changed meanwhile.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import reduce
from typing import Any, Literal, cast

import tomlkit
from tomlkit.items import AoT, Table

from model.errors import StaleEdit, UsageFault
from model.office import Office
from model.paper import PAPER_STATES, STATE_NAMES
from office.config import SETTINGS, Workplace, bytes_to_office
from office.inbox import write_whole
from store import audit
from store.engine import atomic

SettingKind = Literal['text', 'lines', 'number', 'decimal', 'choice', 'choices', 'yes_no']

NEW_NAME = '新增'
"""Stands in an address for an issuing name that is not there yet; none is called so."""

_ID = re.compile(r'[\w-]+')

LEVELS = {'province': "省", 'city': "市", 'county': "县", 'town': "镇", 'unit': "单位"}
OFFICE_ROLES = {
    'civil_affairs_authority': "民政部门（登记管理机关）",
    'competent_authority': "业务主管单位",
    'organization_department': "组织部门",
    'social_org_integrated_party_committee': "社会组织综合党委",
    'leading_group_member': "领导小组成员单位",
    'party_branch': "党支部",
}
ISSUERS: dict[str, str] = {}
"""Stands for the office's own issuing names as choices."""

STEPS: dict[str, str] = {
    state: STATE_NAMES[state] for state in PAPER_STATES if state not in {'drafted', 'received'}
}


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting: its path in the file ('contact.phone'), what it is called, how it is typed, a hint.

    most is the largest number that makes sense; the least is 0, which a measure may not be.
    """

    path: str
    label: str
    kind: SettingKind = 'text'
    options: Mapping[str, str] | None = None
    hint: str = ''
    needed: bool = False
    most: int = 366

    @property
    def keys(self) -> list[str]:
        """Its path, key by key."""
        return self.path.split('.')


GROUPS: dict[str, tuple[Setting, ...]] = {
    "本单位": (
        Setting('name', "全称", needed=True),
        Setting('aliases', "简称、别称", 'lines', hint="一行一个，来文里怎么称呼本单位就写哪些。"),
        Setting('level', "层级", 'choice', LEVELS, needed=True),
        Setting('region', "所在地区", needed=True),
        Setting('region_code', "行政区划代码", hint="六位数字，可不填。"),
        Setting('roles', "身份", 'choices', OFFICE_ROLES),
        Setting('counties', "向本单位报送的县区", 'lines', hint="一行一个，按表格里的顺序。"),
    ),
    "联系人": (
        Setting('contact.office', "承办科室", needed=True),
        Setting('contact.person', "联系人", hint="可不填。"),
        Setting('contact.phone', "联系电话", hint="函件上完整印出。", needed=True),
    ),
    "期限": (
        Setting('lead_days', "给下级提前几个工作日", 'number'),
        *(
            Setting(f'lead_days_of.{key}', f"其中给{label}级", 'number', hint="不填就按上面的天数。")
            for key, label in LEVELS.items()
        ),
        Setting('noon', "“上午下班前”是几点", hint="如 12:00"),
        Setting('evening', "“下午下班前”是几点", hint="如 18:00"),
    ),
    "发文": (
        Setting('dispatch_as', "选派函以哪个名义发", 'choice', ISSUERS, needed=True),
        Setting('circular_as', "通报以哪个名义发", 'choice', ISSUERS, needed=True),
        Setting('report_as', "报告以哪个名义发", 'choice', ISSUERS, needed=True),
        Setting('outgoing.steps', "不可省的环节", 'choices', STEPS, hint="签发后才能编号，不必选签发。"),
    ),
    "版面": (
        Setting('layout.top_mm', "上边距（毫米）", 'decimal', most=100),
        Setting('layout.bottom_mm', "下边距（毫米）", 'decimal', most=100),
        Setting('layout.left_mm', "左边距（毫米）", 'decimal', most=100),
        Setting('layout.right_mm', "右边距（毫米）", 'decimal', most=100),
        Setting('layout.line_pitch_pt', "行距（磅）", 'decimal', most=100),
        Setting('layout.fonts.body', "正文字体"),
        Setting('layout.fonts.title', "标题字体"),
        Setting('layout.fonts.heading', "一级标题字体"),
        Setting('layout.fonts.subheading', "二级标题字体"),
        Setting('layout.fonts.page_number', "页码字体"),
        Setting('layout.decimals', "百分比的小数位", 'number', most=4),
        Setting('layout.rounding', "百分比取舍", 'choice', {'half_up': "四舍五入", 'truncate': "只舍不入"}),
    ),
}
"""Every setting a page shows; the database's address stays in the file, for it may hold a password."""

ISSUING: tuple[Setting, ...] = (
    Setting('id', "代号", hint="字母，设好后不要改。", needed=True),
    Setting('name', "发文机关全称", needed=True),
    Setting('mark', "发文机关标志", hint="红色大字，如 示例市民政局文件。", needed=True),
    Setting('organ_code', "机关代字", hint="如 示民函，不带年份和号。", needed=True),
    Setting('kind', "性质", 'choice', {'party': "党组、党委", 'government': "行政机关"}, needed=True),
    Setting('printed_by', "印发机关", needed=True),
    Setting('superior', "报告的上级机关", hint="可不填。"),
    Setting('series', "编号序列", hint="默认按机关代字；几个名义合用一个序列时写成一样。"),
    Setting('seal', "印章上的名称", hint="代章时写代章的机关，可不填。"),
    Setting('inner', "内设机构（不得对外正式行文）", 'yes_no'),
)
"""The fields of a name papers go out under (G8)."""


def settings_stamp(place: Workplace) -> str:
    """What the file is now; a change is only taken by somebody who saw this."""
    return hashlib.sha256((place.rooms.root / SETTINGS).read_bytes()).hexdigest()


def value_of(office: Office, setting: Setting) -> Any:
    """What a setting is now."""
    return reduce(getattr, setting.keys, office)


def is_placeholder(value: Any) -> bool:
    """Whether nobody has filled it in yet."""
    if isinstance(value, tuple):
        return any(map(is_placeholder, value))
    return isinstance(value, str) and '〈' in value


def unfilled(office: Office) -> list[str]:
    """The settings that still say what belongs there, by their labels; issuing names by their ids."""
    settings = [one for group in GROUPS.values() for one in group]
    names = [one.id for one in office.issuing_names if is_placeholder((one.name, one.mark))]
    return [
        *(one.label for one in settings if is_placeholder(value_of(office, one))),
        *(f"发文名义“{name}”" for name in names),
    ]


def change_settings(place: Workplace, group: str, typed: Mapping[str, list[str]], stamp: str) -> list[str]:
    """Take a group of settings as typed, by path; gives the labels of those that changed.

    Raises:
        StaleEdit: the file is another by now.
        UsageFault, BadSetting: something typed cannot be.
    """
    chosen = GROUPS.get(group)
    if chosen is None:
        raise UsageFault(f"没有“{group}”这组设置。")

    def put(document: Any) -> None:
        for setting in chosen:
            _put(document, setting, _typed_value(setting, typed.get(setting.path, [])))

    before = place.office
    after = _rewritten(place, stamp, put, f"设置：{group}")
    return [one.label for one in chosen if value_of(before, one) != value_of(after, one)]


def save_issuing_name(
    place: Workplace, known: str | None, typed: Mapping[str, list[str]], joint: list[str], stamp: str
) -> None:
    """One name papers go out under, new (known None) or in place of the one of this id.

    Raises as change_settings.
    """
    chosen = ''.join(typed.get('id', []))
    if chosen != known and not (_ID.fullmatch(chosen.strip()) and chosen.strip() != NEW_NAME):
        raise UsageFault(f"代号“{chosen}”不能用：只用字母、数字和短横，如 dangzu。")

    def put(document: Any) -> None:
        names = document.setdefault('issuing_names', tomlkit.aot())
        table = _table_of(names, known)
        for setting in ISSUING:
            _put(table, setting, _typed_value(setting, typed.get(setting.path, [])))
        _put_joint(table, joint)

    _rewritten(place, stamp, put, f"发文名义：{known or '新增'}")


def remove_issuing_name(place: Workplace, known: str, stamp: str) -> None:
    """Papers go out under this name no more; those issued under it stay. Raises as change_settings."""

    def put(document: Any) -> None:
        names = document['issuing_names']
        names.remove(_table_of(names, known))

    _rewritten(place, stamp, put, f"发文名义：删去 {known}")


def _table_of(names: AoT, known: str | None) -> Table:
    if known is None:
        names.append(tomlkit.table())
    for table in names if known else (names[-1],):
        if table.get('id') == known:
            return cast('Table', table)
    raise UsageFault(f"没有代号为“{known}”的发文名义。")


def _put_joint(table: Table, joint: list[str]) -> None:
    """The others who sign beside us; what was said of their marks and seals stays with their names."""
    held = {one['name']: one for one in table.get('joint_with', [])}
    if not joint:
        table.pop('joint_with', None)
        return
    listed = tomlkit.aot()
    for name in joint:
        one = tomlkit.table()
        one.update(held.get(name, {'name': name}))
        listed.append(one)
    table['joint_with'] = listed


def _rewritten(place: Workplace, stamp: str, put: Callable[[Any], None], about: str) -> Office:
    """The file with a change in it, written only where it can be read back."""
    path = place.rooms.root / SETTINGS
    with atomic(place.engine) as connection:  # one writer at a time; the file is written last, or nothing is
        data = path.read_bytes()
        if hashlib.sha256(data).hexdigest() != stamp:
            raise StaleEdit("设置刚被别人改过，您的改动没有保存。请看过现在的设置后再改。")
        document = tomlkit.parse(data.decode('utf-8-sig'))
        put(document)
        changed = tomlkit.dumps(document).encode()
        office = bytes_to_office(changed, path.name)
        if changed != data:
            audit.note(connection, actor=place.actor, act='settings_changed', about=about, at=place.now())
            write_whole(path, changed)
    return office


def _put(document: Any, setting: Setting, value: Any) -> None:
    """A value at its path; None takes the key out, and a default nobody wrote stays unwritten."""
    *outer, last = setting.keys
    table = document
    for key in outer:
        if key not in table and value is None:
            return
        table = table.setdefault(key, tomlkit.table())
    if value is None:
        table.pop(last, None)
    elif last not in table or table[last] != value:
        table[last] = value


def _typed_value(setting: Setting, typed: list[str]) -> Any:
    """What was typed as the file holds it; None for what is left out.

    Raises:
        UsageFault: it is needed, or not of its kind.
    """
    texts = [text.strip() for text in typed if text.strip()]
    if setting.kind == 'yes_no':
        return True if texts else None
    if setting.kind == 'choices':
        return texts
    if setting.kind == 'lines':
        return [line.strip() for text in texts for line in text.splitlines() if line.strip()]
    if not texts:
        if setting.needed:
            raise UsageFault(f"请填写“{setting.label}”。")
        return None
    if setting.kind in {'number', 'decimal'}:
        return _text_to_number(setting, texts[0])
    return ' '.join(texts[0].split())


def _text_to_number(setting: Setting, text: str) -> int | float:
    try:
        value = int(text) if setting.kind == 'number' else float(text)
    except ValueError:
        raise UsageFault(f"“{setting.label}”应是数字，不能填“{text}”。") from None
    if not (0 < value <= setting.most or (value == 0 and setting.kind == 'number')):  # NaN is in no range
        raise UsageFault(f"“{setting.label}”应在0到{setting.most}之间，不能填“{text}”。")
    return value
