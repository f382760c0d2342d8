"""What kind of paper came in."""

from pathlib import Path

import pytest

from extractors.classify import classify
from extractors.readers.plain.reader import read as read_text
from forms.load import definitions
from model.document import Document
from tests.forms.build import (
    FOOT_LINE,
    FORM_ROWS,
    HEAD_LINE,
    LEFT,
    SURVEY,
    TITLE,
    UP,
    document,
    registration,
    table,
)

HEADER = '序号|社会组织名称|从业人员数|党员总数|是否建立党组织'
BLANK_ROWS = (
    ('社会组织名称', '', LEFT, LEFT, '登记证号', ''),
    ('类别', '□社会团体  □民办非企业单位  □基金会', LEFT, LEFT, LEFT, LEFT),
    ('从业人员情况', '总人数', '专职', '兼职', '党员数', ''),
    (UP, '', '', '', '', ''),
    ('是否建立党组织', '□是  □否', LEFT, LEFT, '拟建时间', '年　月'),
)
NOTICE = (
    '中共示例市委组织部',
    '示民党〔2026〕3号',
    '关于开展社会组织党组织“百日集中组建”活动的',
    '通知',
    '各县（市、区）民政局：',
)


def kind(*blocks: object) -> str:
    return classify(document(*blocks), definitions()).kind  # type: ignore[arg-type]


def test_a_filled_form_is_a_return_and_an_empty_one_a_blank() -> None:
    filled = classify(registration(), definitions())
    empty = classify(document(TITLE, '填报单位（盖章）：甲县民政局', table(*BLANK_ROWS)), definitions())
    assert (filled.kind, filled.form) == ('return', 'baseline_registration')
    assert (empty.kind, empty.form) == ('blank', 'baseline_registration')


def test_rows_of_organisations_are_a_return() -> None:
    assert kind(SURVEY, table(HEADER, '1|甲县甲一协会|3|1|否')) == 'return'
    assert kind(SURVEY, table(HEADER, '1||||', '2||||')) == 'blank'
    assert kind('示例表', table('序号|社会组织名称|会费标准|理事人数', '1|甲县甲一协会|100|9')) == 'return'


def test_a_notice_is_one_also_with_its_form_behind_it() -> None:
    assert kind(*NOTICE, '现将有关事项通知如下。') == 'notice'
    assert kind(*NOTICE, '附件：1.摸底调查登记表', '附件1', TITLE, table(*BLANK_ROWS)) == 'notice'
    assert kind(*NOTICE, TITLE, HEAD_LINE, table(*FORM_ROWS), FOOT_LINE) == 'notice'


def test_a_notice_without_number_or_title_line() -> None:
    assert kind('关于报送社会组织党建情况的通知', '各有关单位：', '请按时报送。') == 'notice'
    assert kind('各社会组织：', '现将有关事项通知如下：', '一、按时报送。') == 'notice'


def test_a_notice_below_a_web_sites_record_and_words() -> None:
    record = [
        f'{key}：甲'
        for key in ('索引号', '主题分类', '发布机构', '公开方式', '公开时限', '有效性', '体裁分类')
    ]
    above = [
        '首页 > 政务公开',
        *record,
        *record,
        '发布日期：2026-04-05',
        '字号：[大 中 小]',
        '【打印】【关闭】',
    ]
    assert kind(*above, '关于拟表彰先进社会组织的公示', '各有关单位：', '请按时报送。') == 'notice'


def test_a_request_and_a_report_go_their_own_ways() -> None:
    assert kind('关于成立示例协会党支部的请示', '示例市民政局党组：', '妥否，请批示。') == 'request'
    assert (
        kind('甲县关于社会组织党建工作情况的报告', '示例市民政局：', '截至3月31日，全县登记社会组织86家。')
        == 'return'
    )


def test_an_unknown_empty_form_is_a_blank_and_prose_is_something_else() -> None:
    unknown = table('基金会名称||登记证号|', '负责人姓名||联系电话|', '会议名称||应到人数|')
    assert kind('基金会换届备案表', unknown) == 'blank'
    assert kind('今天天气很好。', '我们去开会。') == 'other'
    assert kind() == 'other'


def test_reasons_are_told() -> None:
    reasons = classify(document(*NOTICE), definitions()).reasons
    assert reasons[:3] == ("标题以“通知”结尾", "有发文字号", "有主送机关")


def text_document(path: Path) -> Document:
    blocks, pages, problems = read_text(path)
    return Document(path.name, '0' * 64, 'text', pages, blocks, problems)


@pytest.mark.parametrize('pattern', ['seeds/*.txt', 'corpus/notices/*/text.txt'])
def test_real_notices_are_notices(shared: Path, pattern: str) -> None:
    kinds = {path: classify(text_document(path), definitions()).kind for path in sorted(shared.glob(pattern))}
    assert {path: found for path, found in kinds.items() if found != 'notice'} == {}
