"""Goals in every wording: shares, counts, ratios, growth, doubling and full coverage; and what is none."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.notice import notice_of
from extractors.notice.figures import clause_to_figures
from tests.extractors.notice.papers import OPENING, document

HEAD = f'关于做好有关工作的通知\n各县（市、区）民政局：\n{OPENING}\n一、工作要求\n'
TAIL = '\n示例市民政局\n2026年1月8日'


def targets(text):
    return notice_of(document(HEAD + text + TAIL)).targets


def figures(text):
    return [(target.comparator, target.value, target.unit) for target in targets(text)]


@pytest.mark.parametrize(
    ('text', 'expected'),
    [
        ('各县（市、区）商会党的组织覆盖率要达到百分之八十。', [('>=', 80, '%')]),
        ('省级园区实现党的工作全覆盖。', [('=', 100, '%')]),
        ('职工100人以上的企业要全部单独组建党组织。', [('=', 100, '%')]),
        ('确保隐患整改率100%。', [('=', 100, '%')]),
        ('企业间联合党组织数量要实现翻番。', [('=', 2, '倍')]),
        ('到2030年，交易额要比2025年翻两番。', [('=', 4, '倍')]),
        ('孵化基地数量要在2025年基础上增加一倍。', [('=', 1, '倍')]),
        ('党员发展数量比上年增长10%左右。', [('≈', 10, '%')]),
        ('绿化覆盖率提高2个百分点。', [('=', 2, '个百分点')]),
        ('生活垃圾回收利用率由30%提高到38%以上。', [('>=', 38, '%')]),
        ('失业率控制在5%以内。', [('<=', 5, '%')]),
        ('火灾受害率控制在0.9‰以内。', [('<=', '0.9', '‰')]),
        ('各高校师生比不低于1:200。', [('>=', '1:200', None)]),
        ('全年完成老旧小区改造2万套。', [('=', 2, '万套')]),
        ('到位资金要达到50亿元。', [('>=', 50, '亿元')]),
        ('选树党建品牌20个、先进典型30名。', [('=', 20, '个'), ('=', 30, '名')]),
        ('每名指导员联系3至5家社会组织。', [('between', [3, 5], '家')]),
        ('每50名老人至少配备1名社工。', [('>=', 1, '名')]),
        ('完成摸底数不少于应摸底总数的三分之二。', [('>=', '2/3', None)]),
        ('建成100个以上精品村，500个以上示范村。', [('>=', 100, '个'), ('>=', 500, '个')]),
        ('数字化率达到85%以上，其中民生档案数字化率达到100%。', [('>=', 85, '%'), ('=', 100, '%')]),
        ('社区工作者持证比例要过半。', [('>=', '1/2', None)]),
        ('按照每万人不低于8张床位的标准规划建设。', [('>=', 8, '张床位')]),
        ('全年培训1,200人次以上。', [('>=', 1200, '人次')]),
    ],
)
def test_goals_in_every_wording(text, expected):
    assert figures(text) == expected


@pytest.mark.parametrize(
    'text',
    [
        '照片每张不小于2MB，不超过5张。',
        '每场会议人数不超过50人。',
        '年满60周岁以上的老人免收门票。',
        '单笔贷款额度最高不超过300万元。',
        '理事会由15名理事组成，设会长1名、副会长3名。',
        '本次评选设一等奖2名、二等奖5名、三等奖10名。',
        '社会团体应当有50个以上个人会员。',
        '2个以上社会团体不得使用相同的名称。',
        '参评单位须有专职工作人员5人以上。',
        '项目申报单位须成立2年以上，专职人员不少于3名。',
        '每家企业可报1—2名代表参加，住宿自理。',
        '去年全市共完成改造1.5万套。',
        '2025年，示例市社会组织党组织覆盖率达到75%，居全省第三位。',
        '上半年，全市完成产值800亿元，比上年同期增长8.6%。',
        '据统计，现有社会组织6万家，其中已建立党组织的占48%。',
        '近三年来，新建养老机构120家，床位达到1.2万张。',
        '三年来累计培训党务工作者3000人次，覆盖率达到90%。',
        '全市14个县（市、区）均已成立综合党委。',
        '请各县确定1名联络员，于3月1日前报市民政局。',
        '对排名后3位的县（市、区）进行约谈。',
        '住房公积金个人住房贷款率超过85%的，暂停异地贷款。',
        '具有高级职称的人员比例不低于30%的机构，可以申请。',
        '凡有3名以上正式党员的社会组织，都要全部单独建立党组织。',
        '做好全覆盖的隐患排查工作。',
        '依托“党员100%联系群众”平台开展服务。',
    ],
)
def test_what_only_looks_like_a_goal(text):
    assert targets(text) == ()


def test_what_others_demanded_is_told_in_the_opening_only():
    told = '会议明确要求，实现党的工作全覆盖。'
    assert (
        notice_of(document(f'关于做好工作的通知\n各县：\n{told}\n一、要求\n各地要落实。{TAIL}')).targets == ()
    )
    ours = '根据会议要求，决定选派指导员，实现党的工作全覆盖。'
    assert (
        len(notice_of(document(f'关于做好工作的通知\n各县：\n{ours}\n一、要求\n各地要落实。{TAIL}')).targets)
        == 1
    )


@pytest.mark.parametrize(
    ('text', 'by'),
    [
        ('到2027年，持证人数达到3000人以上。', '2027-12-31'),
        ('2026年6月底前，建成率达到45%以上。', '2026-06-30'),
        ('建成率达到45%以上，6月底前完成。', '2026-06-30'),
        ('以2026年底统计数据为准，建成率达到45%以上。', None),
        ('围绕省里“年底前建成一批”的要求，每个县培育1-2个中心。', None),
        ('建成率达到45%以上。', None),
    ],
)
def test_the_day_it_is_due_by(text, by):
    assert targets(text)[0].by == by


def test_items_under_a_dated_lead_are_due_by_its_day():
    found = targets('到2027年，实现以下目标：\n1.年报率达到98%以上。\n2.抽查比例不低于5%。')
    assert [target.by for target in found] == ['2027-12-31', '2027-12-31']


@pytest.mark.parametrize(
    ('text', 'scope', 'metric', 'base'),
    [
        (
            '以目前党内统计数据为准，企业、商会党组织覆盖率均达到70%以上。',
            '企业、商会',
            '党组织覆盖率',
            '目前党内统计数据',
        ),
        ('国家级园区实现党的工作全覆盖。', '国家级园区', '党的工作全覆盖', None),
        ('在企业，职工100人以上的全部单独组建党组织。', '企业，职工100人以上', '单独组建党组织', None),
        ('企业间建立联合党组织，要实现数量翻番。', '企业间建立联合党组织', '数量', None),
        ('每个县（市、区）至少培育3个示范点。', '每个县（市、区）', '培育示范点', None),
        ('优秀等次一般不超过参评人数的三分之一。', None, '优秀等次', '参评人数'),
        ('能耗比上年下降3%。', None, None, '上年'),
        ('缴费的社会组织，按照经费总额1%标准落实。', '缴费的社会组织', '经费总额', '经费总额'),
    ],
)
def test_of_whom_it_speaks_what_it_measures_and_against_what(text, scope, metric, base):
    found = targets(text)[0]
    assert (found.scope, found.base) == (scope, base)
    assert metric is None or found.metric == metric


def test_a_goal_says_what_made_it_and_how_sure_it_is():
    sure, bare = targets('年报率达到98%以上。\n每村培育示范户5户。')
    assert (sure.rules, bare.rules) == (('share', 'bound'), ('count', 'bare'))
    assert bare.score < sure.score <= 1


@given(st.text('达到不低于百分之七十5%以上3个家（）“”，。-—至翻番全覆盖部要1:/', max_size=60))
def test_figures_lie_in_their_clause_in_order_and_apart(text):
    found = clause_to_figures(text)
    assert all(0 <= figure.start < figure.end <= len(text) for figure in found)
    assert all(one.end <= other.start for one, other in itertools.pairwise(found))
