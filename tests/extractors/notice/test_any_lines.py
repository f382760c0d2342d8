"""Lines in any order: nothing raises, and every value has its place."""

from hypothesis import given
from hypothesis import strategies as st

from extractors.notice import notice_of
from tests.extractors.notice.papers import document

LINES = (
    '示例市民政局',
    '示例市民政局文件',
    '示民发〔2026〕7号',
    '第17期',
    '秘密★1年　特急',
    '关于做好年检工作的通知',
    '示例市民政局转发《关于开展抽查的通知》的通知',
    '各县民政局，市直各',
    '有关单位：',
    '为做好有关工作，现将有关事项通知如下：',
    '一、总体要求',
    '（一）加强领导。各地要建。',
    '1.1 目的',
    '一是建立台账，二是按时报送。',
    '第一条 为规范评估，制定本办法。',
    '附件',
    '附件：',
    '附件2',
    '附件：1.基本情况表 2.名册',
    '基本情况表.doc',
    '联系人：甲某（社团科），1234567',
    '2026年4月2日',
    '2026年4月',
    '2026-04-05 10:20 甲：乙',
    '2026年4月1日        2026年4月2日',
    '抄送：市委办公室，',
    '主送：各县民政局。',
    '示例市民政局办公室　2026年4月3日印发',
    '索引号',
    '成文日期',
    '发文字号：',
    '（示例市民政局代章）',
    '首页 > 通知公告',
    '上一篇：关于评估的通知',
    '《',
    '（',
    '：',
    '、、',
    '；，',
    '1.',
    '——',
)
PLACED = ('issuing_authorities', 'cc', 'attachments', 'issues', 'missing_attachments')


@given(st.lists(st.sampled_from(LINES), max_size=24))
def test_every_value_has_its_place(lines):
    notice = notice_of(document('\n'.join(lines)))
    for key in PLACED:
        assert len(notice.places.get(key, ())) == len(getattr(notice, key))
    placed = [*(one.where for one in notice.outline), *(one.where for one in notice.forwards)]
    placed += [*(one.where for one in notice.amends), *(one.where for one in notice.contacts)]
    assert all(where.line is not None for where in placed)
    assert set(notice.missing_attachments) <= set(notice.attachments)
