"""Campaign packs: one TOML file each; docs and packs/sanmenxia_2011.toml show the form."""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeVar

from campaigns.conditions import table_to_condition
from model.campaign import CampaignStage, LadderRule, Pack, Reporting
from model.errors import BadSetting

BUILT_IN = Path(__file__).parent / 'packs'
"""The packs that come with the program."""

T = TypeVar('T')

_KINDS: dict[type, str] = {
    str: "文字",
    int: "整数",
    dt.date: "日期（如 2026-03-01，不加引号）",
    list: "列表",
    dict: "一组设置",
}
_KEYS = {
    'title': True,
    'notice_number': False,
    'notice_title': True,
    'count_basis': True,
    'population': True,
    'established': True,
    'forms': False,
    'doubtful': False,
    'reporting': False,
    'stages': False,
    'ladder': True,
}
_LADDER_KEYS = {'method': True, 'verbatim': True, 'when': True, 'doubtful_when': False, 'doubt': False}
_STAGE_KEYS = {'name': True, 'start': True, 'end': True}
_REPORTING_KEYS = {'every_days': True, 'start': True, 'end': True}


def load_packs(folders: Sequence[Path]) -> dict[str, Pack]:
    """The packs in these folders by id; one in a later folder replaces its namesake in an earlier.

    A folder that does not exist holds none. Raises BadSetting for the first wrong file.
    """
    paths = [path for folder in folders for path in sorted(folder.glob('*.toml'))]
    return {pack.id: pack for pack in map(load_pack, paths)}


def load_pack(path: Path) -> Pack:
    """One pack; its id is the file's name without .toml. Raises BadSetting naming the file and the key."""
    try:
        text = path.read_text(encoding='utf-8')
    except (OSError, UnicodeDecodeError) as fault:
        raise BadSetting(f"活动包 {path} 读不出来：文件不存在、无权读取或不是UTF-8编码。") from fault
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as fault:
        raise BadSetting(f"活动包 {path} 不是正确的TOML：{fault}。请核对引号和括号。") from fault
    return table_to_pack(table, path.stem, f"活动包 {path} 的")


def table_to_pack(table: dict[str, Any], pack_id: str, spot: str) -> Pack:
    """A pack from its TOML table; spot names the file in the BadSetting of a wrong key."""
    _check_keys(table, _KEYS, spot)
    reporting = _get(table, 'reporting', dict, spot) if 'reporting' in table else None
    return Pack(
        id=pack_id,
        title=_get(table, 'title', str, spot),
        notice_number=_get(table, 'notice_number', str, spot) if 'notice_number' in table else None,
        notice_title=_get(table, 'notice_title', str, spot),
        population=table_to_condition(table['population'], f'{spot} population'),
        established=table_to_condition(table['established'], f'{spot} established'),
        ladder=_tables(table, 'ladder', spot, _table_to_rule),
        stages=_tables(table, 'stages', spot, _table_to_stage),
        reporting=_table_to_reporting(reporting, f'{spot} reporting') if reporting is not None else None,
        forms=_texts(table, 'forms', spot),
        count_basis=_get(table, 'count_basis', str, spot),
        doubtful=_texts(table, 'doubtful', spot),
    )


def _check_keys(table: dict[str, Any], keys: dict[str, bool], spot: str) -> None:
    """No key is unknown and none is missing that must be there; `keys` says which must."""
    missing = [key for key, required in keys.items() if required and key not in table]
    if missing:
        raise BadSetting(f"{spot} {'、'.join(missing)} 没有填写。")
    extra = [key for key in table if key not in keys]
    if extra:
        raise BadSetting(f"{spot} {'、'.join(extra)} 不是已知的设置；可用的有：{'、'.join(keys)}。")


def _get(table: dict[str, Any], key: str, kind: type[T], spot: str) -> T:
    value = table[key]
    # A bool is an int and a datetime is a date to Python, not to a clerk.
    if not isinstance(value, kind) or (isinstance(value, bool | dt.datetime) and type(value) is not kind):
        raise BadSetting(f"{spot} {key} 应为{_KINDS[kind]}，现为 {value!r}。")
    if value in ('', [], {}):
        raise BadSetting(f"{spot} {key} 是空的。")
    return value


def _texts(table: dict[str, Any], key: str, spot: str) -> tuple[str, ...]:
    values: list[Any] = _get(table, key, list, spot) if key in table else []
    if not all(isinstance(value, str) and value for value in values):
        raise BadSetting(f"{spot} {key} 应为文字的列表。")
    return tuple(values)


def _tables(
    table: dict[str, Any], key: str, spot: str, build: Callable[[dict[str, Any], str], T]
) -> tuple[T, ...]:
    values: list[Any] = _get(table, key, list, spot) if key in table else []
    if not all(isinstance(value, dict) for value in values):
        raise BadSetting(f"{spot} {key} 应逐项写作 [[{key}]]。")
    return tuple(build(value, f'{spot} {key}[{place}]') for place, value in enumerate(values, start=1))


def _table_to_rule(table: dict[str, Any], spot: str) -> LadderRule:
    _check_keys(table, _LADDER_KEYS, spot)
    if ('doubtful_when' in table) != ('doubt' in table):
        raise BadSetting(f"{spot} doubtful_when 与 doubt 应同时填写：有存疑的读法，就要写明疑在何处。")
    second = table.get('doubtful_when')
    return LadderRule(
        method=_get(table, 'method', str, spot),
        verbatim=_get(table, 'verbatim', str, spot),
        when=table_to_condition(table['when'], f'{spot}.when'),
        doubtful_when=table_to_condition(second, f'{spot}.doubtful_when') if second is not None else None,
        doubt=_get(table, 'doubt', str, spot) if 'doubt' in table else None,
    )


def _dates(table: dict[str, Any], spot: str) -> tuple[dt.date, dt.date]:
    start, end = _get(table, 'start', dt.date, spot), _get(table, 'end', dt.date, spot)
    if end < start:
        raise BadSetting(f"{spot} end（{end}）早于 start（{start}）。")
    return start, end


def _table_to_stage(table: dict[str, Any], spot: str) -> CampaignStage:
    _check_keys(table, _STAGE_KEYS, spot)
    start, end = _dates(table, spot)
    return CampaignStage(_get(table, 'name', str, spot), start, end)


def _table_to_reporting(table: dict[str, Any], spot: str) -> Reporting:
    _check_keys(table, _REPORTING_KEYS, spot)
    every = _get(table, 'every_days', int, spot)
    if every < 1:
        raise BadSetting(f"{spot} every_days 应不小于1，现为 {every}。")
    start, end = _dates(table, spot)
    return Reporting(every, start, end)
