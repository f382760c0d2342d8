"""Ledgers to be kept and forms to be filled in, named with and without marks."""

import pytest

from extractors.notice import notice_of
from tests.extractors.notice.papers import OPENING, document

HEAD = f'示例市民政局关于做好有关工作的通知\n各县（市、区）民政局：\n{OPENING}\n一、工作要求\n'
TAIL = '\n附件：1.党建情况统计表\n2.工作方案\n示例市民政局\n2026年1月8日'


def notice(text):
    return notice_of(document(HEAD + text + TAIL))


@pytest.mark.parametrize(
    ('text', 'ledgers'),
    [
        ('各县要建立社会组织党建工作台账，实行动态管理。', ('社会组织党建工作台账',)),
        ('建立整改清单、责任清单和任务清单，逐项销号。', ('整改清单', '责任清单', '任务清单')),
        ('将党员花名册和组织机构名册报市局备案。', ('党员花名册', '组织机构名册')),
        ('要将摸底情况登记在册。', ('摸底情况登记',)),
        ('要建立党员信息档案，按“一企一档”管理。', ('党员信息档案', '一企一档')),
        ('按照权力清单和责任清单办理。', ()),
        ('要分类建立台账，真实反映情况。', ()),
        ('公布举报电话和收费目录清单。', ()),
    ],
)
def test_ledgers(text, ledgers):
    assert notice(text).required_ledgers == ledgers


@pytest.mark.parametrize(
    ('text', 'forms'),
    [
        ('请填写《党员情况调查表》，同时报送汇总表。', ('党员情况调查表',)),
        ('如实登记党员基本信息表、流动党员登记表。', ('党员基本信息表', '流动党员登记表')),
        ('请填报统计表。', ()),
        ('领取证书申请表。', ()),
    ],
)
def test_forms_before_those_of_the_attachments(text, forms):
    assert notice(text).forms_named == (*forms, '党建情况统计表')
