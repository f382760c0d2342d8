"""How like two names are and how they differ; regions that the table knows to hold each other agree."""

import pytest

from ledger.likeness import difference, likeness, names_agree, regions_agree
from ledger.names import Parts, name_key, name_to_parts
from text.divisions import national_regions


def parts(name: str) -> Parts:
    return name_to_parts(name_key(name), national_regions())


@pytest.mark.parametrize(
    ('one', 'other', 'agree'),
    [
        ('福州市鼓楼区蓝桥协会', '鼓楼区蓝桥协会', True),
        ('福建鼓楼区蓝桥协会', '福州市鼓楼区蓝桥协会', True),
        ('福州市蓝桥协会', '鼓楼区蓝桥协会', True),
        ('南京市溧水县蓝桥协会', '溧水区蓝桥协会', True),
        ('福州市蓝桥协会', '厦门市蓝桥协会', False),
        ('蓝桥协会', '厦门市蓝桥协会', True),
    ],
)
def test_regions_agree_where_one_may_hold_the_other(one: str, other: str, agree: bool) -> None:
    assert regions_agree(parts(one), parts(other)) is agree


def test_names_agree_in_traditional_writing_and_not_by_another_number() -> None:
    assert names_agree(parts('福州市藍橋文化協會'), parts('福州市蓝桥文化协会'))
    assert not names_agree(parts('福州市第一蓝桥协会'), parts('福州市第二蓝桥协会'))


def test_equal_names_are_wholly_alike_and_other_names_not() -> None:
    assert likeness(parts('蓝桥协会'), parts('蓝桥协会')) == pytest.approx(1)
    assert likeness(parts('蓝天社会工作服务中心'), parts('阳光社会工作服务中心')) == 0
    assert difference(parts('兰桥学校'), parts('蓝桥学校')) == "来件“兰”，台账“蓝”"


def test_what_differs_is_told_in_whole_words() -> None:
    told = difference(parts('福州市明德文化协会'), parts('厦门市明德协会'))
    assert told == "来件“福州市”，台账“厦门市”；来件多“文化”"
    told = difference(parts('明德书画会'), parts('福州市明仁书法会'))
    assert told == "来件少“福州市”；来件“德”，台账“仁”；来件“画”，台账“法”"
    assert difference(parts('蓝桥志愿服务队'), parts('蓝桥义务工作服务队')) == "来件“志愿”，台账“义务工作”"
