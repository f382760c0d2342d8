import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.shared import RGBColor

from model.errors import Damaged
from outgoing.check.checking import check_file
from tests.outgoing.check.official import official

BLACK = RGBColor(0, 0, 0)
FAULTS = [
    ('margins', 'fail', {'top': 25.4}),
    ('margins', 'fail', {'left': 31.7, 'right': 22.3}),
    ('type_area', 'fail', {'right': 31.7}),
    ('type_area', 'fail', {'bottom': 20.0}),
    ('paper', 'fail', {'width': 216.0, 'right': 32.0}),
    ('line_pitch', 'warn', {'pitch': None}),
    ('line_pitch', 'warn', {'pitch': 20}),
    ('mark', 'fail', {'mark': None}),
    ('mark_colour', 'fail', {'mark_colour': BLACK}),
    ('number', 'fail', {'number': None}),
    ('number_brackets', 'fail', {'number': '示民[2026]12号'}),
    ('number_ordinal', 'fail', {'number': '示民〔2026〕第12号'}),
    ('number_padding', 'fail', {'number': '示民〔2026〕012号'}),
    ('number_year', 'fail', {'number': '示民〔26〕12号'}),
    ('red_rule', 'fail', {'rule': False}),
    ('title', 'fail', {'title': None}),
    ('title_kind', 'fail', {'title': '示例市民政局关于报送社会组织情况'}),
    ('title_face', 'warn', {'title_font': '宋体'}),
    ('title_face', 'warn', {'title_size': 16}),
    ('title_bold', 'warn', {'title_bold': True}),
    ('title_place', 'fail', {'title_align': ALIGN.LEFT}),
    ('recipients', 'fail', {'to': None}),
    ('recipients_colon', 'fail', {'to': '各县（区）民政局:'}),
    ('to_a_person', 'fail', {'to': '示例一局长：'}),
    ('to_committees', 'fail', {'to': '各县（市、区）人民政府，各县（区）民政局：'}),
    ('body_face', 'warn', {'body_font': '宋体'}),
    ('body_face', 'warn', {'body_size': 14}),
    ('indent', 'fail', {'indent': 0}),
    ('heading1_face', 'warn', {'heading_font': '仿宋_GB2312'}),
    ('heading2_face', 'warn', {'heading2_font': '黑体'}),
    ('numbering', 'fail', {'second': '三、'}),
    ('numbering', 'fail', {'second': '一、'}),
    ('attached_stop', 'fail', {'attached': '附件：社会组织情况表。'}),
    ('signed', 'fail', {'signed': None}),
    ('date', 'fail', {'date': None}),
    ('date_padding', 'fail', {'date': '2026年01月05日'}),
    ('date_digits', 'fail', {'date': '二〇二六年一月五日'}),
    ('date_place', 'warn', {'date_right': 0}),
    ('cc_stop', 'fail', {'cc': '抄送：示例省民政厅'}),
    ('imprint', 'fail', {'printed': None, 'cc': None}),
    ('printed_padding', 'fail', {'printed': '示例市民政局办公室　2026年01月05日印发'}),
    ('page_number', 'fail', {'page': None}),
    ('page_number_dashes', 'warn', {'page': '{}'}),
    ('page_number_face', 'warn', {'page_size': 10.5}),
    ('page_number_sides', 'warn', {'sides': False}),
    ('number_digits', 'fail', {'number': '示民〔２０２６〕１２号'}),
    ('title_stop', 'warn', {'title': '示例市民政局关于报送社会组织情况的通知。'}),
    ('cc_colon', 'fail', {'cc': '抄送:示例省民政厅。'}),
    ('date_real', 'fail', {'date': '2026年13月5日'}),
    ('date_place', 'warn', {'date_right': 7}),
    ('printed_before', 'warn', {'printed': '示例市民政局办公室　2026年1月4日印发'}),
    ('heading_mark', 'warn', {'second': '二.'}),
    ('attached_number', 'warn', {'attached': '附件：1、社会组织情况表'}),
    ('inner_office', 'warn', {'signed': '示例省民政厅社会组织管理局'}),
    ('to_a_person', 'fail', {'to': '示例一秘书长：'}),
    ('colour', 'fail', {'body_colour': RGBColor(0, 0, 255)}),
    ('inner_office', 'fail', {'signed': '示例市民政局社会组织管理科'}),
    ('signer', 'fail', {'title': '示例市民政局关于社会组织情况的报告'}),
    (
        'request_in_report',
        'fail',
        {'title': '示例市民政局关于社会组织情况的报告', 'closing': '妥否，请批示。'},
    ),
]


def rules(path):
    return {(one.rule, one.level) for one in check_file(path).findings}


def test_a_careful_notice_has_no_fault(tmp_path):
    checked = check_file(official(tmp_path / 'a.docx'))
    assert checked.findings == ()
    assert (checked.kind, checked.layout) == ('通知', '文件格式')
    assert checked.elements['doc_number'] == ['示民〔2026〕12号']
    assert checked.elements['primary_recipients'] == ['各县（区）民政局：']


@pytest.mark.parametrize(('rule', 'level', 'changed'), FAULTS)
def test_one_fault_is_found_by_its_rule(tmp_path, rule, level, changed):
    assert (rule, level) in rules(official(tmp_path / 'a.docx', **changed))


@pytest.mark.parametrize('top', [36.1, 37.0, 37.9, 34.58])
def test_both_ways_to_measure_the_top_margin_pass(tmp_path, top):
    assert not {'margins', 'type_area'} & {rule for rule, _ in rules(official(tmp_path / 'a.docx', top=top))}


def test_a_number_and_a_date_left_open_are_no_fault(tmp_path):
    path = official(tmp_path / 'a.docx', number='示民〔2026〕　号', date='2026年　月　日')
    assert check_file(path).findings == ()


def test_several_superiors_of_a_report_are_only_a_hint(tmp_path):
    report = {'title': '示例市民政局关于社会组织情况的报告', 'signer': '示例一', 'closing': '特此报告。'}
    path = official(tmp_path / 'a.docx', to='示例省民政厅，示例市委组织部：', **report)
    assert rules(path) == {('one_superior', 'warn')}


def test_a_report_is_not_copied_to_those_below(tmp_path):
    report = {'title': '示例市民政局关于社会组织情况的报告', 'signer': '示例一', 'closing': '特此报告。'}
    path = official(tmp_path / 'a.docx', to='示例省民政厅：', cc='抄送：各县（区）民政局。', **report)
    assert rules(path) == {('cc_below', 'fail')}


@pytest.mark.parametrize(
    'closing',
    [
        '2026年办结申请审批事项120件。',
        '经报请批准后实施，没有其他情况。',
        '特此报告。',
    ],
)
def test_a_report_that_only_tells_of_requests_asks_for_nothing(tmp_path, closing):
    report = {'title': '示例市民政局关于社会组织情况的报告', 'signer': '示例一', 'to': '示例省民政厅：'}
    assert rules(official(tmp_path / 'a.docx', closing=closing, **report)) == set()


@pytest.mark.parametrize('closing', ['恳请省厅予以支持。', '妥否，请批示。', '请予审核批准。', '望予批准。'])
def test_a_report_that_asks_is_told(tmp_path, closing):
    report = {'title': '示例市民政局关于社会组织情况的报告', 'signer': '示例一', 'to': '示例省民政厅：'}
    path = official(tmp_path / 'a.docx', closing=closing, **report)
    assert rules(path) == {('request_in_report', 'fail')}


@pytest.mark.parametrize(
    'changed',
    [
        {'mark': '示例市人民政府办公室文件', 'to': '各县（区）人民政府：', 'signed': '示例市人民政府办公室'},
        {'mark': '示例市总工会文件', 'signed': '示例市残联'},
        {'signed': '示例市社会组织服务中心'},
        {'title': '示例市民政局关于报送工作报告的通知'},
    ],
)
def test_other_organs_and_titles_are_as_right(tmp_path, changed):
    assert rules(official(tmp_path / 'a.docx', **changed)) == set()


def test_what_is_no_official_paper_is_said_to_be_none(tmp_path):
    nothing = dict.fromkeys(('mark', 'number', 'title', 'to', 'signed', 'date', 'cc', 'printed'))
    checked = check_file(official(tmp_path / 'a.docx', **nothing))
    assert checked.layout is None
    assert {one.rule for one in checked.findings} == {'not_official'}


def test_a_file_that_is_no_document_is_refused(tmp_path):
    path = tmp_path / 'a.docx'
    path.write_bytes(b'PK\x03\x04 nothing')
    with pytest.raises(Damaged):
        check_file(path)
