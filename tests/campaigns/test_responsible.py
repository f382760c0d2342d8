"""党建责任主体 by the rules of a notice, each with its sentence."""

from pathlib import Path
from typing import Any

import pytest

from campaigns.pack import BUILT_IN, load_pack, try_packs
from campaigns.responsible import responsible_lines
from model.planning import ResponsibleLine
from model.subject import Organisation


def line(pack: str, supervisor: str | None = None, kind: str = '社会团体', **facts: Any) -> ResponsibleLine:
    one = Organisation(1, '示例协会', None, '甲县', kind, supervisor, facts)
    (told,) = responsible_lines(load_pack(BUILT_IN / f'{pack}.toml').responsible, [one])
    return told


def test_a_supervisor_answers_and_is_named() -> None:
    told = line('ningbo_2018', '示例市教育局')
    assert (told.state, told.bodies[0].body, told.bodies[0].unit) == (
        'one',
        '业务主管单位或行业党委',
        '示例市教育局',
    )
    assert '双重管理' in str(told.bodies[0].verbatim)


@pytest.mark.parametrize(
    ('affiliation', 'body'),
    [('属地党组织', '隶属的地方党组织'), ('行业党组织', '社会组织综合党委（兜底）')],
)
def test_registered_directly_the_affiliation_decides(affiliation: str, body: str) -> None:
    told = line('ningbo_2018', affiliation=affiliation)
    assert (told.state, [one.body for one in told.bodies]) == ('one', [body])


def test_an_unfilled_affiliation_leaves_both_open() -> None:
    told = line('ningbo_2018')
    assert (told.state, told.missing) == ('doubtful', ('affiliation',))
    assert [one.body for one in told.bodies] == ['隶属的地方党组织', '社会组织综合党委（兜底）']
    assert told.bodies[0].reason == '未填党组织隶属关系'


def test_a_notice_that_says_nothing_of_the_case_gives_no_body() -> None:
    assert line('sanmenxia_2011').state == 'no_rule'
    assert line('sanmenxia_2011', '示例市体育局').bodies[0].body == '业务主管单位党组织'
    assert line('liaoning_2016', kind='城乡社区社会组织').bodies[0].body == '乡镇、街道党组织'
    assert line('gansu_2016').state == 'no_rule'


def test_every_new_sentence_of_the_packs_stands_in_its_notice(shared: Path) -> None:
    seeds = {'gansu_2016': '000', 'sanmenxia_2011': '002', 'ningbo_2018': '003', 'liaoning_2016': '004'}
    packs, _ = try_packs([BUILT_IN])
    for name, number in seeds.items():
        (path,) = (shared / 'seeds').glob(f'{number}*.txt')
        text = ''.join(path.read_text(encoding='utf-8').split())
        pack = packs[name]
        parts: list[Any] = [*pack.joint, *pack.eligible, *pack.responsible, *pack.clear]
        told = [one.verbatim for one in parts]
        assert [one for one in told if one and ''.join(one.split()) not in text] == []
