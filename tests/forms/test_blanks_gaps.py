"""Gaps inside printed lines."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.blanks import document_to_blanks
from forms.blanks.docx_gaps import DrawnGaps
from forms.blanks.gaps import text_to_gaps, text_to_trailing_gap
from forms.blanks.lines import lines_to_places
from model.blank import Blank
from tests.forms.build import document, table


@pytest.mark.parametrize(
    ('text', 'wanted'),
    [
        ('联系人：   电话：', [('联系人', 'text'), ('电话', 'text')]),
        ('填报单位（盖章）：', [('填报单位（盖章）', 'text')]),
        ('负责人签字：', [('负责人签字', 'signature')]),
        ('填报日期：    年  月  日', [('填报日期', 'date')]),
        ('自  年  月至  年  月', [('自', 'date'), ('至', 'date')]),
        ('申请日期：20  年  月  日', [('申请日期', 'date')]),
        ('共   人', [('共', 'number')]),
        ('会员情况（共  人）', [('会员情况', 'number')]),
        ('应到（  ）人，实到（  ）人', [('应到', 'number'), ('实到', 'number')]),
        ('经费：      万元', [('经费', 'number')]),
        ('示民函〔    〕第   号', [('示民函', 'text'), ('第', 'text')]),
        ('示民函[]第  号', [('示民函', 'text'), ('第', 'text')]),
        ('第    届理事会', [('第', 'text')]),
        ('兹委托________办理。', [('兹委托', 'text')]),
        ('本人自愿作为          协会的负责人，承担义务。', [('本人自愿作为', 'text')]),
        ('因unit_1违反了rule_2的规定', [('因', 'text'), ('违反了', 'text')]),
        ('并于y_1年m_1月d_1日前报告', [('年', 'number'), ('月', 'number'), ('日', 'number')]),
        ('其中专职   人', [('其中专职', 'number')]),
        ('专职   人，兼职   人', [('专职', 'number'), ('兼职', 'number')]),
        ('人民币      万元', [('人民币', 'number')]),
        ('圆形，直径    厘米', [('直径', 'number')]),
        ('    个月', [('个月', 'number')]),
        ('有效期    天。', [('有效期', 'number')]),
        ('兹有       同志', [('兹有', 'text')]),
        ('现委托        （证号：      ）', [('现委托', 'text'), ('证号', 'text')]),
        ('权限如下：      。', [('权限如下', 'text')]),
        ('姓名      年龄      职务      ', [('姓名', 'text'), ('年龄', 'number'), ('职务', 'text')]),
        ('      字第      号', [('字第', 'text'), ('字第', 'text')]),
        ('时间：  年  月  日  时  分至  时  分', [('时间', 'date'), ('至', 'text')]),
        ('支部名称：                年  月  日', [('支部名称', 'text'), ('年月日', 'date')]),
        ('签名：                年  月  日', [('签名', 'signature'), ('年月日', 'date')]),
        ('（    年度）', [('年度', 'number')]),
        ('20  年度报告', [('年度', 'number')]),
        ('申报单位：______（盖章）', [('申报单位', 'text')]),
        ('依据____第____条', [('依据', 'text'), ('第', 'number')]),
        ('年月日', [('年月日', 'date')]),
        ('备注：________', [('备注', 'text')]),
        ('                ：', [('', 'text')]),
        ('关于同意            设立的批复', [('关于同意', 'text')]),
        ('主管单位意见：________', [('主管单位意见', 'signature')]),
    ],
)
def test_what_a_line_leaves_open(text, wanted):
    assert [(gap.label, gap.kind) for gap in text_to_gaps(text)] == wanted


@pytest.mark.parametrize(
    'text',
    [
        '出生年月日',
        '出 生 年 月',
        '审          核',
        '单  位  领  导  成  员',
        '　　各单位应当于3月底前报送，不得迟报。',
        '注：联系电话填手机号',
        'office@example.org',
        '会议于2026年3月4日召开（共12人）。',
        '性别：☑男 □女',
        '性别：□男 √女',
        '联系  人',
        '开户户  名',
        '有效证  件',
        '负责  人：王某',
        '第  页 共  页',
        '单位：元',
        '（金额单位：万元）',
        '示例○○县○乡',
        '●有 ○无',
        '口径 口号',
    ],
)
def test_what_is_printed_whole(text):
    assert text_to_gaps(text) == ()


@pytest.mark.parametrize(
    ('text', 'options'),
    [
        ('□是 □否', ('是', '否')),
        ('是□ 否□', ('是', '否')),
        ('性别：□男  □女', ('男', '女')),
        ('□有（数量：   个）  □无', ('有', '无')),
        ('□单独组建\n□联合组建', ('单独组建', '联合组建')),
        ('□是 □否（请打√）', ('是', '否')),
        ('□会议 □其他____', ('会议', '其他')),
        ('○有 ○无', ('有', '无')),
        ('口有 口无', ('有', '无')),
        ('是（  ） 否（  ）', ('是', '否')),
        ('（ ）有（ ）无', ('有', '无')),
    ],
)
def test_boxes_are_one_group_with_their_options(text, options):
    boxes = [gap for gap in text_to_gaps(text) if gap.kind == 'checkbox']
    assert [gap.options for gap in boxes] == [options]


def test_each_label_has_its_own_boxes():
    gaps = text_to_gaps('性别：□男 □女  党员：□是 □否')
    assert [(gap.label, gap.options) for gap in gaps] == [('性别', ('男', '女')), ('党员', ('是', '否'))]


def test_blanks_behind_a_lone_label():
    assert text_to_trailing_gap('申请日期        ') == (4, 12, 'text', '申请日期', ())
    assert text_to_trailing_gap('申请日期') is None


def places(*lines):
    return [(place.line, place.slot, place.kind, place.label) for place in lines_to_places(lines)]


def test_an_addressee_wants_nothing_and_a_label_does():
    assert places('各县民政局：', '示例协会：', '联系人：', '地址：') == [
        (2, 0, 'text', '联系人'),
        (3, 0, 'text', '地址'),
    ]


def test_a_date_behind_a_signature_is_the_signers():
    assert places('被询问人（签名）：              年  月  日') == [(0, 0, 'signature', '被询问人（签名）')]


def test_of_the_samples_a_sentence_bears_only_the_letters_own_date_counts():
    letter = (
        'unit_1：',
        '贵单位申请变更，于2026年3月4日受理。',
        '依据2020年1月1日施行的规定。',
        '2026年3月4日',
    )
    assert places(*letter)[1:] == [(1, 0, 'date', '日期'), (3, 0, 'date', '日期')]
    assert places('unit_1：', '2026年3月4日受理的item_1', '2026年3月4日')[1:] == [
        (1, 0, 'text', '2026年3月4日受理的'),
        (2, 0, 'date', '日期'),
    ]


def test_a_cover_wants_what_follows_its_labels():
    assert places('单位名称\t\t ', '登记日期        ', '登记申请表\t') == [
        (0, 0, 'text', '单位名称'),
        (1, 0, 'date', '登记日期'),
    ]


def test_explanations_want_nothing():
    assert places('填表说明', '1.日期填（  ）年。', '2.电话：') == []


def test_in_a_letter_with_placeholders_the_number_and_date_are_samples():
    assert places('unit_1：', '示民函〔2026〕12号', '2026年3月4日') == [
        (0, 0, 'text', 'unit_1'),
        (1, 0, 'text', '文号'),
        (2, 0, 'date', '日期'),
    ]
    assert places('示例协会：', '示民函〔2026〕12号', '2026年3月4日') == []


PIECES = st.sampled_from(
    ['年', '月', '日', '  ', '\u3000', '_', '：', '（', '）', '□', '是', '人', '\n', '\t', 'a_1', '第', '号']
)


@given(st.lists(PIECES, max_size=30).map(''.join))
def test_gaps_lie_in_the_text_in_order(text):
    gaps = text_to_gaps(text)
    assert all(0 <= gap.start <= gap.end <= len(text) for gap in gaps)
    assert [gap.start for gap in gaps] == sorted(gap.start for gap in gaps)
    list(lines_to_places(text.split('\n')))
    text_to_trailing_gap(text)


PRINTED = ('', '姓名', '单位意见', '（盖章）\n年  月  日', '<', '^', '共  人', '1', '电话：', '登记机关意见')
CELLS = st.sampled_from(PRINTED)


@given(st.lists(st.lists(CELLS, min_size=1, max_size=4), max_size=6))
def test_any_table_has_its_blanks_within_it(rows):
    blanks = document_to_blanks(document(table(*rows)), DrawnGaps())
    assert all(isinstance(blank, Blank) for blank in blanks)
