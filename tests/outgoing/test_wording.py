from dataclasses import replace
from typing import Literal

import pytest

from model.office import IssuingName
from outgoing.draft import Basis
from outgoing.wording import (
    area,
    cite,
    decision,
    file_name,
    honorific,
    peers,
    phrases,
    title_lines,
    we,
)
from tests.outgoing.made import BUREAU, OFFICE, PARTY, SOCIETY


def named(name: str, kind: Literal['party', 'government'] = 'government') -> IssuingName:
    return replace(BUREAU, name=name, kind=kind)


def test_a_notice_is_cited_by_title_then_number() -> None:
    assert (
        cite(Basis("关于印发《办法》的通知", "示民函〔2026〕9号"))
        == "《关于印发〈办法〉的通知》（示民函〔2026〕9号）"
    )
    assert cite(Basis("《关于开展活动的通知》", None)) == "《关于开展活动的通知》"


@pytest.mark.parametrize(
    ('kind', 'name', 'word'),
    [
        ("社会团体", "示例市蓝桥文化发展促进会", "贵会"),
        ("基金会", "示例市助学基金会", "贵会"),
        ("民办非企业单位", "甲县晨光养老服务中心", "贵单位"),
        ("民办非企业单位", "甲县启航实验学校", "贵校"),
        ("民办非企业单位", "甲县博文康复医院", "贵院"),
        ("民办非企业单位", "甲县雅德幼儿园", "贵园"),
        (None, "示例市物流协会", "贵会"),
        (None, "示例市社区服务站", "贵单位"),
    ],
)
def test_an_organisation_is_addressed_by_its_kind(kind: str | None, name: str, word: str) -> None:
    assert honorific(replace(SOCIETY, type=kind, name=name)) == word


@pytest.mark.parametrize(
    ('issuing', 'who', 'decided', 'below'),
    [
        (PARTY, "我局党组", "经局党组研究", "各县（区）民政局党组"),
        (BUREAU, "我局", "经研究", "各县（区）民政局"),
        (named("中共示例市委组织部", 'party'), "我部", "经研究", "各县（区）党委组织部"),
        (named("中共示例市社会组织综合委员会", 'party'), "我委", "经党委研究", "各县（区）有关单位"),
        (
            named("示例市两新工作领导小组办公室", 'party'),
            "我办",
            "经研究",
            "各县（区）两新工作领导小组办公室",
        ),
        (named("中共示例市委社会组织工作委员会", 'party'), "我委", "经工委研究", "各县（区）有关单位"),
        (named("某协会"), "我单位", "经研究", "各县（区）有关单位"),
    ],
)
def test_a_body_speaks_of_itself_and_writes_to_its_counterparts(
    issuing: IssuingName, who: str, decided: str, below: str
) -> None:
    assert (we(issuing), decision(issuing), peers(OFFICE, issuing)) == (who, decided, below)


def test_a_province_writes_to_bureaux() -> None:
    province = replace(OFFICE, level='province', region="示例省")
    assert peers(province, named("示例省民政厅")) == "各市（州）民政局"
    assert area(province) == "全省"


def test_a_county_writes_to_no_party_committee_or_government() -> None:
    assert (
        peers(replace(OFFICE, level='county', region="甲县"), named("甲县民政局")) == "各乡镇（街道）有关单位"
    )
    assert peers(replace(OFFICE, level='unit', region="示例市"), BUREAU) == "各有关单位"


def test_a_file_name_holds_no_space_and_nothing_a_file_system_refuses() -> None:
    assert file_name("选派函", "甲 协会/（筹）:A?") == "选派函_甲协会（筹）A.docx"
    assert len(file_name("选派函", "会" * 300).encode()) < 255


def test_a_title_is_broken_between_phrases_into_even_lines() -> None:
    assert title_lines(("示例市民政局", "关于活动的通报")) == "示例市民政局关于活动的通报"
    long = ("示例市民政局", "关于", "社会组织百日集中组建活动", "进展情况的通报")
    assert title_lines(long) == "示例市民政局关于\n社会组织百日集中组建活动进展情况的通报"
    assert title_lines(("会" * 30,)) == "会" * 15 + "\n" + "会" * 15


def test_a_long_name_is_broken_between_its_words():
    lines = title_lines(
        ("关于选派", "示例省示例市留学归国人员创业发展促进服务中心联合会", "指导员的函")
    ).split("\n")
    assert max(map(len, lines)) <= 20
    assert "".join(lines) == "关于选派示例省示例市留学归国人员创业发展促进服务中心联合会指导员的函"
    assert not any(line.endswith(("促", "中", "发")) for line in lines)


def test_phrases_end_where_a_line_may() -> None:
    assert phrases("党的组织和《工作》覆盖") == ("党的", "组织和", "《工作》", "覆盖")
