"""A notice as people read it on the screen."""

from commands.notice_view import notice_to_lines
from model.notice import CitedDocument, Notice, NoticeRule, Obligation, Recipients, Stage, Target

DUTY = Obligation(
    '各县民政局应于3月12日前报送台账。',
    '各县民政局',
    '报送台账',
    deadline_iso='2026-03-12',
    report_to='示例市民政局',
    modality='must',
)
NOTICE = Notice(
    title='示例市民政局转发关于报送台账的通知',
    doc_type='通知',
    primary_recipients=Recipients('各县民政局', ('各县民政局',)),
    forwards=(CitedDocument('关于报送台账的通知', '示民函〔2026〕12号'),),
    missing_attachments=('台账样表',),
    obligations=(DUTY,),
    targets=(Target('覆盖率达到70%以上', '覆盖率', '>=', 70, '%', scope='社会组织', by='2026-12-31'),),
    stages=(Stage('摸底阶段', '2026-03-01', None),),
    rules=(NoticeRule('有3名以上正式党员的', '单独组建', '……', count_basis='专职人员'),),
)


def test_everything_that_the_notice_says_is_shown():
    shown = list(notice_to_lines(NOTICE))
    assert '转发：《关于报送台账的通知》（示民函〔2026〕12号）' in shown
    assert '未随文收到的附件：台账样表' in shown
    assert '　· 各县民政局：报送台账→示例市民政局【2026-03-12】' in shown
    assert '　· 覆盖率 >= 70%（社会组织；2026-12-31前）' in shown
    assert '　· 摸底阶段 2026-03-01 至 ……' in shown
    assert '　· 有3名以上正式党员的（按专职人员计）：单独组建' in shown


def test_what_the_head_lacks_is_said_and_empty_groups_are_not():
    shown = list(notice_to_lines(Notice()))
    assert '发文字号：（未见）' in shown
    assert len(shown) == 8
