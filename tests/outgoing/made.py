"""A fictional office and campaign for the tests of outgoing papers."""

import datetime as dt

from model.office import Contact, IssuingName, Office
from model.subject import Organisation
from outgoing.draft import Basis, CampaignFacts, CountyLine, Instructor, MethodLine

COUNTIES = ('甲县', '乙县', '丙县', '丁县', '戊县', '己县', '庚县', '辛县', '壬县', '癸县', '子区', '丑区')
PARTY = IssuingName(
    id='dangzu',
    name="中共示例市民政局党组",
    mark="中共示例市民政局党组",
    organ_code="示民党",
    kind='party',
    printed_by="示例市民政局办公室",
    superior="中共示例省民政厅党组",
)
BUREAU = IssuingName(
    id='ju',
    name="示例市民政局",
    mark="示例市民政局文件",
    organ_code="示民",
    kind='government',
    printed_by="示例市民政局办公室",
    superior="示例省民政厅",
)
OFFICE = Office(
    name="示例市民政局",
    aliases=("市民政局",),
    level='city',
    region="示例省示例市",
    region_code=None,
    roles=('civil_affairs_authority',),
    counties=COUNTIES,
    issuing_names=(PARTY, BUREAU),
    contact=Contact("社会组织管理科", "0000-1234567", "示例二"),
    dispatch_as='dangzu',
    circular_as='ju',
    report_as='ju',
)
BASIS = Basis("关于向社会组织选派党建工作指导员的通知", "示民函〔2026〕12号")
SOCIETY = Organisation(
    id=7,
    name="示例市蓝桥文化发展促进会",
    code=None,
    region="甲县",
    type="社会团体",
    supervisor=None,
)
PERSON = Instructor(1, "示例一", "示例市民政局社会组织管理科", "副科长", "0000-7654321")


def county(place: int, region: str) -> CountyLine:
    """25 organisations a county; the first of them have a branch, more of them the later the county."""
    first = place * 25 + 1
    ids = tuple(range(first, first + 25))
    established = ids[: 9 + place % 9]
    return CountyLine(
        region=region,
        organisations=25,
        eligible=18,
        established=len(established),
        independent=len(established) - 4,
        joint=3,
        other=1,
        instructors=5 + place % 4,
        members=60 + 7 * place,
        rows={'organisations': ids, 'established': established},
    )


LINES = tuple(county(place, name) for place, name in enumerate(COUNTIES))
FACTS = CampaignFacts(
    title="社会组织百日集中组建活动",
    basis=Basis("关于开展社会组织党建工作百日集中组建活动的通知", "示民函〔2026〕9号"),
    cut_off=dt.date(2026, 3, 13),
    round=1,
    year=2026,
    counties=LINES,
    reported=tuple(name for name in COUNTIES if name not in {'甲县', '丙县', '丑区'}),
    missing=('甲县', '丙县'),
    checking=('丑区',),
    methods=(
        MethodLine("单独组建", 21, tuple(range(10, 31))),
        MethodLine("联合组建", 48),
        MethodLine("派员组建", 12),
    ),
    waiting=9,
    next_due=dt.date(2026, 4, 2),
)
