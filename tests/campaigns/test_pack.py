"""Packs from TOML; a wrong one is told with its file and key."""

import datetime as dt
import tomllib
from pathlib import Path

import pytest

from campaigns.conditions import table_to_condition
from campaigns.pack import BUILT_IN, load_pack, try_packs
from model.campaign import All, AnyOf, CampaignStage, Compare, Condition, Is, Not, Population, Reporting
from model.errors import BadSetting

WHOLE = """
title = "示例活动"
notice_number = "示组通〔2026〕6号"
notice_title = "关于开展示例活动的通知"
count_basis = "正式党员"
population = "all"
established = { fact = "established", is = true }
forms = ["baseline_registration"]
doubtful = ["起算日未写明"]

[reporting]
every_days = 20
start = 2026-02-21
end = 2026-05-31

[[stages]]
name = "动员摸底阶段"
start = 2026-02-21
end = 2026-03-10

[[ladder]]
method = "单独组建"
verbatim = "有3名以上正式党员的，单独组建。"
when = { counts = ["full_members"], at_least = 3 }
"""


def written(folder: Path, text: str, name: str = 'example.toml') -> Path:
    path = folder / name
    path.write_text(text, encoding='utf-8')
    return path


@pytest.mark.parametrize(
    ('text', 'condition'),
    [
        ('{ counts = ["a"], at_least = 3 }', Compare(('a',), '>=', 3)),
        ('{ counts = ["a", "b"], at_most = 3 }', Compare(('a', 'b'), '<=', 3)),
        ('{ counts = ["a"], equals = 0 }', Compare(('a',), '=', 0)),
        ('{ counts = ["a"], less_than = 3 }', Compare(('a',), '<', 3)),
        ('{ counts = ["a"], more_than = 3 }', Compare(('a',), '>', 3)),
        ('{ fact = "large", is = true }', Is('large', (True,))),
        ('{ fact = "type", is = ["基金会", "社会团体"] }', Is('type', ('基金会', '社会团体'))),
        ('"all"', All(())),
        (
            '{ any = [{ fact = "x", is = 1 }, { not = { all = [{ fact = "y", is = false }] } }] }',
            AnyOf((Is('x', (1,)), Not(All((Is('y', (False,)),))))),
        ),
    ],
)
def test_conditions_read_as_written(text: str, condition: Condition) -> None:
    assert table_to_condition(tomllib.loads(f'when = {text}')['when'], '示例') == condition


def test_pack_is_read_whole(tmp_path: Path) -> None:
    pack = load_pack(written(tmp_path, WHOLE))
    assert (pack.id, pack.title, pack.notice_number) == ('example', '示例活动', '示组通〔2026〕6号')
    assert pack.reporting == Reporting(20, dt.date(2026, 2, 21), dt.date(2026, 5, 31))
    assert pack.stages == (CampaignStage('动员摸底阶段', dt.date(2026, 2, 21), dt.date(2026, 3, 10)),)
    assert pack.ladder[0].when == Compare(('full_members',), '>=', 3)
    assert (pack.forms, pack.doubtful) == (('baseline_registration',), ('起算日未写明',))
    assert pack.populations == (Population('organisations', All(())),)


def test_what_need_not_stand_may_be_left_out(tmp_path: Path) -> None:
    text = WHOLE.replace('notice_number = "示组通〔2026〕6号"', '').replace('doubtful = ["起算日未写明"]', '')
    text = text[: text.index('[reporting]')] + text[text.index('[[ladder]]') :]
    pack = load_pack(written(tmp_path, text))
    assert (pack.notice_number, pack.doubtful, pack.reporting, pack.stages) == (None, (), None, ())


@pytest.mark.parametrize(
    ('right', 'wrong', 'told'),
    [
        ('title = "示例活动"', '', 'title 没有填写'),
        ('title = "示例活动"', 'title = ""', 'title 是空的'),
        ('title = "示例活动"', 'title = 5', 'title 应为文字'),
        ('title = "示例活动"', 'title = "示例活动"\ntitel = "错"', 'titel 不是已知的设置'),
        ('forms = ["baseline_registration"]', 'forms = "baseline_registration"', 'forms 应为列表'),
        ('forms = ["baseline_registration"]', 'forms = [1]', 'forms 应为文字的列表'),
        ('every_days = 20', 'every_days = 0', 'reporting every_days 应不小于1'),
        ('every_days = 20', 'every_days = true', 'reporting every_days 应为整数'),
        (
            'start = 2026-02-21\nend = 2026-05-31',
            'start = "2026-02-21"\nend = 2026-05-31',
            'reporting start 应为日期',
        ),
        ('end = 2026-05-31', 'end = 2025-05-31', 'reporting end（2025-05-31）早于 start'),
        ('end = 2026-03-10', 'end = 2026-03-10T00:00:00', 'stages[1] end 应为日期'),
        ('name = "动员摸底阶段"', 'naem = "动员摸底阶段"', 'stages[1] name 没有填写'),
        ('at_least = 3', 'at_least = -1', 'ladder[1].when.at_least 应为不小于0的整数'),
        ('at_least = 3', 'at_laest = 3', 'ladder[1].when 中不应有 at_laest'),
        ('at_least = 3', 'at_least = 3, at_most = 5', 'ladder[1].when 应有且只有一个比较'),
        ('["full_members"]', '"full_members"', 'ladder[1].when.counts 应为字段名的列表'),
        (
            '{ counts = ["full_members"], at_least = 3 }',
            '{ any = [] }',
            'ladder[1].when.any 应为至少一个条件',
        ),
        (
            '{ counts = ["full_members"], at_least = 3 }',
            '{ any = [{ fact = "x" }] }',
            'ladder[1].when.any[1].is 应为',
        ),
        ('{ counts = ["full_members"], at_least = 3 }', '{ whenever = 1 }', 'ladder[1].when 不是条件'),
        ('{ counts = ["full_members"], at_least = 3 }', '"always"', 'ladder[1].when 应为条件'),
        (
            'method = "单独组建"',
            'method = "单独组建"\ndoubtful_when = { fact = "x", is = 1 }',
            'ladder[1] doubtful_when 与 doubt 应同时填写',
        ),
        ('when = { counts = ["full_members"], at_least = 3 }', '', 'ladder[1] when 没有填写'),
        (
            'method = "单独组建"',
            'method = "单独组建"\napplies_to = ["firms"]',
            'applies_to 应为',
        ),
        ('every_days = 20', '', 'every_days、every_months、days 应填一项'),
        (
            'every_days = 20',
            'every_days = 20\nevery_months = 1',
            'every_days、every_months、days 应填一项',
        ),
        ('every_days = 20', 'every_days = 20\nday = 5', 'reporting day 要与 every_months 同时填写'),
        ('every_days = 20', 'every_months = 1\nday = 32', 'reporting day 应为1至31，现为 32'),
        ('[[stages]]', '[stages]', 'stages 应为列表'),
        (
            '[[ladder]]',
            '[[joint]]\ncounts = ["full_members"]\nleast = 3\n\n[[ladder]]',
            'joint[1] least（3）应小于 below（3）',
        ),
        ('[[ladder]]', '[[joint]]\ncounts = ["a"]\nunits = 1\n\n[[ladder]]', 'joint[1] units 应为2至10'),
        ('[[ladder]]', '[[clear]]\nname = "职工队伍情况"\n\n[[ladder]]', 'clear[1] needs 没有填写'),
        ('population = "all"', 'population = "all', '不是正确的TOML'),
    ],
)
def test_wrong_setting_is_told_with_file_and_key(tmp_path: Path, right: str, wrong: str, told: str) -> None:
    assert right in WHOLE
    path = written(tmp_path, WHOLE.replace(right, wrong, 1))
    with pytest.raises(BadSetting) as fault:
        load_pack(path)
    assert told in fault.value.message
    assert 'example.toml' in fault.value.message


def test_file_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    (tmp_path / 'gbk.toml').write_bytes('title = "示例"'.encode('gbk'))
    for name in ('gbk.toml', 'missing.toml'):
        with pytest.raises(BadSetting, match=name):
            load_pack(tmp_path / name)


def test_later_folder_replaces_a_namesake(tmp_path: Path) -> None:
    ours, theirs = tmp_path / 'ours', tmp_path / 'theirs'
    ours.mkdir()
    theirs.mkdir()
    written(theirs, WHOLE)
    written(theirs, WHOLE, 'other.toml')
    written(ours, WHOLE.replace('示例活动', '我局活动'))
    packs, _ = try_packs([theirs, ours, tmp_path / 'nowhere'])
    assert {pack.id: pack.title for pack in packs.values()} == {'example': '我局活动', 'other': '示例活动'}


def test_built_in_packs_load() -> None:
    assert 'sanmenxia_2011' in try_packs([BUILT_IN])[0]
