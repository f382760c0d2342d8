"""Whole papers of many kinds: what stands at their head and their foot."""

from typing import Any

import pytest

from extractors.notice import notice_of
from tests.extractors.notice.papers import document

BODY = '为做好有关工作，现将有关事项通知如下：\n一、总体要求\n各单位要认真落实。\n'

PAPERS: dict[str, tuple[str, dict[str, Any]]] = {
    'issued by two offices': (
        (
            '示办发〔2017〕5号\n省委办公厅 省政府办公厅\n印发《关于改革管理制度的实施意见》的通知\n'
            '各市、县(市、区)党委和人民政府,省委各部委,省各直属单位:\n现印发给你们，请认真贯彻落实。\n'
            '中共示例省委办公厅\n示例省人民政府办公厅\n2017年10月21日\n社会团体是重要力量。\n一、指导思想\n'
        ),
        {
            'title': '省委办公厅 省政府办公厅印发《关于改革管理制度的实施意见》的通知',
            'issuing_authorities': ('中共示例省委办公厅', '示例省人民政府办公厅'),
            'recipients': ('各市、县(市、区)党委和人民政府', '省委各部委', '省各直属单位'),
            'date_of_document': '2017-10-21',
            'doc_number': '示办发〔2017〕5号',
        },
    ),
    'three issuers in the title': (
        (
            '示例市住建局 示例市财政局 国家税务总局示例市税务局 关于发放补贴的通知\n示建发[2023]12号\n'
            f'各县(市、区)人民政府、管委会,市直有关单位:\n{BODY}'
            '示例市住建局 示例市财政局\n国家税务总局示例市税务局\n2023 年 8 月 5 日'
        ),
        {
            'title': '示例市住建局 示例市财政局 国家税务总局示例市税务局关于发放补贴的通知',
            'issuing_authorities': ('示例市住建局', '示例市财政局', '国家税务总局示例市税务局'),
            'doc_number': '示建发〔2023〕12号',
            'date_of_document': '2023-08-05',
        },
    ),
    'web record above the number': (
        (
            '示例市人民政府办公室印发关于促进发展若干措施的通知\n索引号：123456 发布机构：市政府办\n'
            '发文字号：示政办〔2024〕8号\n各县（市）、区人民政府，市政府各部门，各有关单位：\n'
            '《关于促进发展若干措施》已经市政府同意，现印发给你们。\n示例市人民政府办公室\n2024年3月9日\n'
            '（此件公开发布）\n关于促进发展若干措施\n一、支持合理需求\n'
        ),
        {
            'doc_number': '示政办〔2024〕8号',
            'recipients': ('各县（市）、区人民政府', '市政府各部门', '各有关单位'),
            'cited': (),
        },
    ),
    'letters spaced out': (
        (
            '财 政 部\n国家税务总局\n关于延续实施有关政策的公告\n2023年第28号\n现将有关政策公告如下：\n'
            '一、予以退税。\n特此公告。\n财 政 部　税 务 总 局\n2023年8月18日'
        ),
        {
            'issuing_authorities': ('财政部', '税务总局'),
            'doc_number': '2023年第28号',
            'doc_type': '公告',
            'recipients': (),
        },
    ),
    'forwarded in the old manner': (
        (
            '国务院办公厅转发民政部\n关于清理整顿工作意见的通知\n国办发〔1997〕11号\n'
            '各省、自治区、直辖市人民政府，国务院各部委、各直属机构：\n'
            '民政部《关于清理整顿工作的意见》已经国务院同意，现转发给你们。\n国务院办公厅\n一九九七年四月八日\n'
            '关于清理整顿工作的意见\n（民政部 一九九七年三月二十四日）\n一、总体要求\n'
        ),
        {
            'title': '国务院办公厅转发民政部关于清理整顿工作意见的通知',
            'issuing_authorities': ('国务院办公厅',),
            'date_of_document': '1997-04-08',
            'recipients': ('各省、自治区、直辖市人民政府', '国务院各部委、各直属机构'),
            'cited': (),
        },
    ),
    'colon lost': (
        (
            '关于做好年检工作的通知\n各县民政局、各市级社会组织\n为做好年检工作，现就有关事项通知如下。\n'
            '示例市民政局\n2026年4月2日（此件公开发布）'
        ),
        {'recipients': ('各县民政局', '各市级社会组织'), 'date_of_document': '2026-04-02'},
    ),
    'nothing but 通知 for a title': (
        f'通 知\n各科室、下属单位：\n{BODY}示例县民政局办公室\n2020年12月28日',
        {
            'issuing_authorities': ('示例县民政局办公室',),
            'doc_type': '通知',
            'recipients': ('各科室', '下属单位'),
        },
    ),
    'minutes': (
        '示例市工作领导小组会议纪要\n〔2026〕第2号\n2026年3月5日，召开会议。现纪要如下：\n会议要求落实。',
        {'title': '示例市工作领导小组会议纪要', 'doc_number': '〔2026〕第2号', 'doc_type': '纪要'},
    ),
    'an upward report': (
        (
            '机密★1年\n特急\n示例市民政局文件\n示民报〔2026〕4号                签发人：甲某\n'
            '示例市民政局关于党建工作情况的报告\n示例省民政厅：\n现将有关情况报告如下：\n一、基本情况\n'
            '登记社会组织300家。\n示例市民政局\n2026年3月13日'
        ),
        {
            'title': '示例市民政局关于党建工作情况的报告',
            'doc_number': '示民报〔2026〕4号',
            'secrecy': '机密★1年',
            'urgency': '特急',
            'targets': (),
        },
    ),
}


@pytest.mark.parametrize('name', PAPERS)
def test_head_and_foot(name):
    text, expected = PAPERS[name]
    notice = notice_of(document(text))
    found = {
        'recipients': notice.primary_recipients.list if notice.primary_recipients else (),
        'cited': tuple(paper.title for paper in notice.cited_documents),
    }
    assert {key: found.get(key, getattr(notice, key, None)) for key in expected} == expected
