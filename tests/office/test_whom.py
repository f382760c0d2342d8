"""Whom the words for bodies mean, seen from offices of every kind (office-life.md G1)."""

from collections import Counter

import pytest

from extractors.notice import notice_of
from extractors.readers.registry import read_document
from model.notice import Notice, Obligation, Recipients
from model.office import Contact, IssuingName, Office
from office.duties import addressed, notice_to_duties, whose
from office.whom import levels_of


def office(name, level, region, roles, *aliases, issuing=()):
    return Office(
        name=name,
        aliases=aliases,
        level=level,
        region=region,
        roles=roles,
        counties=(),
        issuing_names=tuple(IssuingName('x', one, one, '', 'party', '') for one in issuing),
        contact=Contact('', ''),
        dispatch_as='',
        circular_as='',
        report_as='',
    )


CIVIL = ('civil_affairs_authority',)
PROVINCE = office('示例省民政厅', 'province', '示例省', CIVIL, '省民政厅')
CITY = office('示例市民政局', 'city', '示例市', (*CIVIL, 'leading_group_member'), '市民政局')
COUNTY = office('甲县民政局', 'county', '甲县', CIVIL, '县民政局')
DISTRICT = office('子区民政局', 'county', '子区', CIVIL, '区民政局')
PARTY = office('中共示例市委组织部', 'city', '示例市', ('organization_department',), '市委组织部')
EDUCATION = office('示例市教育局', 'city', '示例市', ('competent_authority',), '市教育局')
COMMITTEE = office('示例市社会组织综合党委', 'city', '示例市', ('social_org_integrated_party_committee',))
FAR_COUNTY = office('示例市甲县民政局', 'county', '甲县', CIVIL, '县民政局')
COUNTY_CITY = office('乙市民政局', 'county', '乙市', CIVIL, '市民政局')
NAMELESS = office('某市州民政局', 'city', '某市州', CIVIL)
TOWN_HALL = office('示例市人民政府办公室', 'city', '示例市', ())
STREET = office('子区东一街道办事处', 'town', '子区', (), '东一街道')
SOCIETY = office('示例市甲一商会', 'unit', '示例市', ())
SCHOOL = office('示例市乙一培训学校', 'unit', '示例市', ())
BRANCH = office('示例市甲一商会党支部', 'unit', '示例市', ('party_branch',))
JOINT = office('示例市民政局', 'city', '示例市', CIVIL, '市民政局', issuing=('中共示例市民政局党组',))

ADDRESSED = (
    (COUNTY, ('示例市民政局',), '各县（市、区）民政局', 'ours'),
    (DISTRICT, ('示例市民政局',), '各县（市、区）民政局', 'ours'),
    (DISTRICT, ('示例市民政局',), '各区县民政局', 'ours'),
    (COUNTY, ('示例市民政局',), '各市、县（区）民政局', 'ours'),
    (COUNTY, ('示例省民政厅',), '各市民政局', 'copied'),
    (CITY, ('示例省民政厅',), '各县（市、区）民政局', 'copied'),
    (COUNTY, ('示例市民政局',), '各县（市、区）教育局', 'wrong'),
    (COUNTY, ('示例市民政局',), '乙县民政局', 'wrong'),
    (COUNTY, ('中共甲县县委组织部',), '县直各单位', 'ours'),
    (COUNTY, ('甲县人民政府办公室',), '各乡镇人民政府、县政府各部门', 'ours'),
    (CITY, ('示例市人民政府',), '各县（区）人民政府、市政府各委、办、局', 'ours'),
    (CITY, ('示例省民政厅',), '各市（州）民政局', 'ours'),
    (CITY, ('示例省民政厅',), '各设区的市民政局', 'ours'),
    (CITY, ('示例省民政厅',), '各地级以上市民政局', 'ours'),
    (CITY, ('示例省民政厅',), '省直有关单位', 'wrong'),
    (CITY, ('示例市体育局',), '示例市体育局', 'wrong'),
    (CITY, ('中共示例市委组织部',), '领导小组各成员单位', 'ours'),
    (PROVINCE, ('民政部',), '各省、自治区、直辖市民政厅（局）', 'ours'),
    (PROVINCE, ('民政部',), '各计划单列市民政局', 'ours'),
    (PARTY, ('中共示例省委组织部',), '各市委组织部', 'ours'),
    (PARTY, ('中共示例省委组织部',), '各市（州）党委组织部', 'ours'),
    (PARTY, ('中共示例省委组织部',), '省直各单位组织人事部门', 'wrong'),
    (PARTY, ('示例省民政厅',), '各市民政局', 'wrong'),
    (EDUCATION, ('示例市民政局',), '市级各业务主管单位', 'ours'),
    (EDUCATION, ('示例省教育厅',), '各市教育（体育）局', 'ours'),
    (EDUCATION, ('示例省民政厅',), '省属社会组织各业务主管单位', 'wrong'),
    (EDUCATION, ('示例市民政局',), '市民政局', 'wrong'),
    (COMMITTEE, ('示例市民政局',), '市社会组织综合党委', 'ours'),
    (COMMITTEE, ('示例市民政局',), '各县（市、区）民政局', 'wrong'),
    (STREET, ('子区民政局',), '各街道办事处', 'ours'),
    (STREET, ('子区民政局',), '各乡镇（街道）', 'ours'),
    (STREET, ('子区民政局',), '各社区居委会', 'copied'),
    (SOCIETY, ('示例市民政局',), '各市属社会组织', 'ours'),
    (SOCIETY, ('示例市民政局',), '全市各行业协会商会', 'ours'),
    (SOCIETY, ('民政部',), '各全国性社会团体', 'wrong'),
    (SOCIETY, ('示例市民政局',), '各社会组织业务主管单位', 'wrong'),
    (SOCIETY, ('示例市民政局',), '各民办非企业单位', 'wrong'),
    (SCHOOL, ('示例市民政局',), '各民办非企业单位', 'ours'),
    (SCHOOL, ('示例市民政局',), '各社会服务机构', 'ours'),
    (BRANCH, ('示例市社会组织综合党委',), '各社会组织党支部', 'ours'),
    (BRANCH, ('示例市民政局',), '各县（市、区）民政局', 'wrong'),
    (BRANCH, ('示例市民政局',), '社会组织党委', 'wrong'),
    (CITY, ('中共示例师范学校委员会组织部',), '各直属党委(党总支部)', 'wrong'),
    (BRANCH, ('中共示例师范学校委员会组织部',), '各直属党委(党总支部)', 'wrong'),
    (COUNTY, ('示例大学',), '各学院、各部门', 'wrong'),
    (CITY, ('示例大学',), '各有关单位', 'ours'),
    (CITY, ('示例市教育局',), '各直属单位', 'wrong'),
    (CITY, ('示例市人民政府',), '各直属机构', 'ours'),
    *(
        (us, ('国务院',), '各省、自治区、直辖市人民政府、国务院各部委、各直属机构', 'wrong')
        for us in (CITY, COUNTY, PARTY, STREET, BRANCH)
    ),
    (CITY, ('示例二市民政局',), '各有关单位', 'wrong'),
    (CITY, ('示例二市民政局',), '示例市民政局', 'ours'),
    (CITY, ('示例二省民政厅',), '各市民政局', 'ours'),
    (COUNTY, ('乙县民政局',), '县直各单位', 'wrong'),
    (FAR_COUNTY, ('示例二市民政局',), '各县（市、区）民政局', 'wrong'),
    (FAR_COUNTY, ('示例市民政局',), '各县（市、区）民政局', 'ours'),
    (COUNTY_CITY, ('示例市民政局',), '各县（市、区）民政局', 'ours'),
    (NAMELESS, ('示例省民政厅', '示例市民政局'), '各市州民政局', 'ours'),
)


@pytest.mark.parametrize(('us', 'issuers', 'to', 'how'), ADDRESSED)
def test_whether_a_notice_was_meant_for_us(us, issuers, to, how):
    notice = Notice(issuing_authorities=issuers, primary_recipients=Recipients(to, tuple(to.split('、'))))
    found = addressed(us, notice)
    if (
        '（' in to or '、' in to
    ):  # the extractor knows which 、 parts bodies; here the whole line is one as well
        both = Notice(issuing_authorities=issuers, primary_recipients=Recipients(to, (to,)))
        found = max(found, addressed(us, both))
    told = 'copied' if found.copied else 'ours' if found.ours else 'wrong'
    assert told == how, found.why


DUTIES = (
    (COUNTY, '各县（市、区）民政局', None, 'do'),
    (COUNTY, '各县（市、区）', None, 'do'),
    (COUNTY, '各级民政部门', None, 'do'),
    (COUNTY, '市、县民政部门', None, 'do'),
    (COUNTY, '各县（市、区）民政局和市直有关单位', None, 'do'),
    (COUNTY, '各地', None, 'do'),
    (COUNTY, '各单位', None, 'do'),
    (COUNTY, None, None, 'do'),
    (COUNTY, '你局', None, 'do'),
    (COUNTY, '登记管理机关', None, 'do'),
    (COUNTY, '参会人员', None, 'do'),
    (COUNTY, '各乡镇（街道）', None, 'chase'),
    (COUNTY, '乡镇民政办', None, 'chase'),
    (COUNTY, '各社会组织', '登记管理机关', 'chase'),
    (COUNTY, '各业务主管单位', '县民政局', 'chase'),
    (COUNTY, '各社会组织', '业务主管单位', 'know'),
    (COUNTY, '各县（市、区）教育局', None, 'know'),
    (COUNTY, '示例市民政局', None, 'know'),
    (COUNTY, '市局', None, 'know'),
    (COUNTY, '我局', None, 'know'),
    (COUNTY, '党建工作指导员', '派出单位', 'chase'),
    (COUNTY, '党建工作指导员', None, 'know'),
    (COUNTY, '乙县民政局', None, 'know'),
)


@pytest.mark.parametrize(('us', 'who', 'to', 'ours'), DUTIES)
def test_whose_a_duty_of_the_city_is_in_a_county(us, who, to, ours):
    notice = Notice(
        issuing_authorities=('示例市民政局',),
        primary_recipients=Recipients('各县（市、区）民政局', ('各县（市、区）民政局',)),
    )
    decided = whose(us, notice, Obligation('4月1日前完成。', who, '完成', report_to=to))
    assert decided.ours == ours, decided.rule
    assert decided.rule


OTHERS = (
    (CITY, '各市（州）', 'do'),
    (CITY, '县级民政部门', 'chase'),
    (CITY, '乡镇、街道、园区', 'chase'),
    (CITY, '各级党委（党组）及组织人事部门', 'do'),
    (CITY, '地方各级人民政府', 'know'),
    (COUNTY, '各区人民政府', 'know'),
    (EDUCATION, '有业务主管单位的民办非企业单位', 'know'),
    (SOCIETY, '乡镇、街道党组织', 'know'),
    (CITY, '各县（市、区）', 'chase'),
    (CITY, '各县区人民政府', 'chase'),
    (CITY, '领导小组成员单位', 'do'),
    (CITY, '省民政厅', 'know'),
    (CITY, '省厅', 'know'),
    (CITY, '教育、民政、卫生健康等部门', 'do'),
    (PARTY, '各级党委组织部门', 'do'),
    (PARTY, '市委组织部、市民政局', 'do'),
    (EDUCATION, '各业务主管单位', 'do'),
    (EDUCATION, '各级教育行政部门', 'do'),
    (EDUCATION, '各级民政部门', 'know'),
    (SOCIETY, '各社会组织', 'do'),
    (SOCIETY, '各业务主管单位', 'know'),
    (SOCIETY, '各行业协会商会', 'do'),
    (BRANCH, '社会组织党支部', 'do'),
    (BRANCH, '党员', 'know'),
)


@pytest.mark.parametrize(('us', 'who', 'ours'), OTHERS)
def test_whose_a_duty_of_a_superior_is_elsewhere(us, who, ours):
    notice = Notice(issuing_authorities=('示例省民政厅',))
    assert whose(us, notice, Obligation('4月1日前完成。', who, '完成')).ours == ours


OWN = (
    ('各县（区）民政局', 'chase'),
    ('各社会组织', 'chase'),
    ('市委组织部', 'know'),
    ('我局', 'do'),
    ('市民政局', 'do'),
    (None, 'chase'),
)


@pytest.mark.parametrize(('who', 'ours'), OWN)
def test_whose_a_duty_of_a_notice_is_that_we_issued_with_others(who, ours):
    notice = Notice(issuing_authorities=('中共示例市委组织部', '中共示例市民政局党组'))
    assert whose(JOINT, notice, Obligation('4月1日前完成。', who, '完成')).ours == ours


@pytest.mark.parametrize(
    ('words', 'levels'),
    [
        ('各市（州）、县（市、区）人民政府', {'city', 'county'}),
        ('各县（市、区）', {'county'}),
        ('各辖市、区民政局', {'county'}),
        ('各市州民政局党组', {'city'}),
        ('各省、自治区、直辖市', {'province'}),
        ('各市场主体', set()),
        ('各地区', set()),
        ('全市各单位', set()),
        ('各级民政部门', set()),
        ('社区党组织', {'village'}),
    ],
)
def test_the_levels_that_words_name(words, levels):
    assert levels_of(words) == levels


UNNAMED = (
    (CITY, None, '征求意见时间为4月1日至4月10日。', 'know'),
    (CITY, '各单位', '各单位于4月1日前报送。', 'know'),
    (CITY, '市民政局', '市民政局于4月1日前报送。', 'do'),
    (CITY, '各级民政部门', '各级民政部门于4月1日前报送。', 'do'),
)


@pytest.mark.parametrize(('us', 'who', 'text', 'ours'), UNNAMED)
def test_without_recipients_only_what_names_us_or_our_kind_is_ours(us, who, text, ours):
    notice = Notice(issuing_authorities=('示例省民政厅',))
    assert whose(us, notice, Obligation(text, who, '完成')).ours == ours


NOBODYS = (
    (
        CITY,
        '市委组织部组织科（电话：0000-1234567）和市民政局社会组织科（电话：0000-7654321）',
        '4月1日前。',
        'know',
    ),
    (CITY, '也对上级党组织', '4月1日前完成。', 'know'),
    (CITY, None, '根据有关要求，现就有关事项通知如下：', 'know'),
    (CITY, None, '网上报名时间为4月1日至4月10日。', 'know'),
    (BRANCH, None, '社会组织登记时，同步采集党员信息。', 'know'),
    (CITY, None, '社会组织登记时，同步采集党员信息。', 'do'),
    (CITY, None, '4月1日前报送。', 'do'),
)


@pytest.mark.parametrize(('us', 'who', 'text', 'ours'), NOBODYS)
def test_contacts_preambles_and_the_public_bind_no_recipient(us, who, text, ours):
    notice = Notice(
        issuing_authorities=('示例市人民政府',), primary_recipients=Recipients('各有关单位', ('各有关单位',))
    )
    decided = whose(us, notice, Obligation(text, who, '完成'))
    assert decided.ours == ours, decided.rule


CHASED = (
    (EDUCATION, ('示例市民政局',), '各县（市、区）', 'know'),
    (COMMITTEE, ('示例市民政局',), '区人民政府', 'know'),
    (PARTY, ('示例市人民政府办公室',), '县（市）区直单位', 'know'),
    (EDUCATION, ('示例市人民政府办公室',), '各县（市、区）教育局', 'chase'),
    (CITY, ('示例省民政厅',), '各县（市、区）', 'chase'),
    (CITY, ('示例市民政局',), '各县（市、区）', 'chase'),
    (TOWN_HALL, ('示例省人民政府',), '各县（市、区）人民政府', 'chase'),
)


@pytest.mark.parametrize(('us', 'issuers', 'who', 'ours'), CHASED)
def test_a_bureau_chases_its_own_line_and_no_county_government(us, issuers, who, ours):
    notice = Notice(issuing_authorities=issuers, primary_recipients=Recipients('各有关单位', ('各有关单位',)))
    decided = whose(us, notice, Obligation('4月1日前完成。', who, '完成'))
    assert decided.ours == ours, decided.rule


def test_a_body_that_the_text_names_is_not_sent_the_paper_by_mistake():
    duties = (
        Obligation('组织开展专项工作。', '市、区县（市）民政局、社会组织综合党委', '组织开展专项工作'),
        Obligation('4月1日前报送。', None, '报送'),
    )
    notice = Notice(
        issuing_authorities=('中共示例市民政局委员会',),
        primary_recipients=Recipients('各区县（市）民政局', ('各区县（市）民政局',)),
        obligations=duties,
    )
    assert addressed(COMMITTEE, notice).by_name
    assert [one.ours for one in notice_to_duties(COMMITTEE, notice, 1)] == ['do', 'know']
    assert not addressed(EDUCATION, notice).ours


def test_nobody_reports_to_himself():
    notice = Notice(issuing_authorities=('示例市民政局',))
    duty = Obligation('表格于4月1日前报送市民政局。', '市民政局', '表格报送市民政局', report_to='市民政局')
    assert whose(CITY, notice, duty).ours == 'chase'


def test_below_a_city_every_shi_is_of_a_countys_rank():
    assert levels_of('各市、县、区民政局', ('示例市民政局',)) == {'county'}
    assert levels_of('各市、县、区民政局', ('示例省民政厅',)) == {'city', 'county'}


def test_the_counts_of_the_notice_for_both_offices(shared):
    notice = notice_of(read_document(shared / 'seeds' / '000_12b9bc9375b53656.txt'))
    bureau = office('某市州民政局', 'city', '某市州', CIVIL)
    branch = office('某社会组织党支部', 'unit', '某市州', ('party_branch',))
    ours, theirs = (Counter(d.ours for d in notice_to_duties(one, notice, 1)) for one in (bureau, branch))
    assert (ours['do'], ours['chase'], theirs['do']) == (6, 2, 0)
