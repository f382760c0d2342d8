"""Organisations in no unit's line: our own level's, of a county nobody filled in, of elsewhere."""

import pytest

from office.importing import import_ledger
from office.paper_lines import rest_line
from office.planning import pack_named, start
from office.progress import campaign_facts
from tests.office.collected import CAMPAIGN, PACK

LEDGER = """\
社会组织名称,所属县区,是否建立党组织
甲一协会,甲县,是
市一协会,示例市,是
市二协会,市本级,否
无一协会,,是
外一协会,彼市某县,否
"""


@pytest.mark.parametrize(
    'region', ['示例市', '示例省示例市', '市本级', '示例市本级', '市直', '本级', ' 示例市 ']
)
def test_our_own_level_is_what_the_ledger_says_it_is(place, region):
    assert rest_line(place.office, region) == "市本级"


@pytest.mark.parametrize(
    ('region', 'line'),
    [(None, "县（区）未填"), ('', "县（区）未填"), ('彼市', "其他地区"), ('示例市高新区', "其他地区")],
)
def test_what_lies_nowhere_or_elsewhere_is_not_our_own_level(place, region, line):
    assert rest_line(place.office, region) == line


def test_lines_of_the_rest_add_up_with_the_others(place, tmp_path):
    (place.rooms.packs / f'{CAMPAIGN}.toml').write_text(PACK, 'utf-8')
    (tmp_path / '台账.csv').write_text(LEDGER, 'utf-8')
    import_ledger(place, tmp_path / '台账.csv')
    start(place, CAMPAIGN)
    lines = campaign_facts(place, pack_named(place, CAMPAIGN)).counties
    told = {one.region: one.organisations for one in lines if one.organisations}
    assert told == {'甲县': 1, '市本级': 2, '县（区）未填': 1, '其他地区': 1}
    assert {one.region for one in lines if one.loose} == {'县（区）未填', '其他地区'}
