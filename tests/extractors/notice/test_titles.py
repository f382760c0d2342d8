"""The common kinds of papers, and titles in all the ways they are printed."""

import pytest

from extractors.notice import notice_of
from tests.extractors.notice.papers import OPENING, document

BODY = f'各县民政局：\n{OPENING}\n一、总体要求\n要落实。\n'


@pytest.mark.parametrize(
    ('title', 'kind'),
    [
        ('示例市2026年社会组织党建工作要点', '要点'),
        ('全市社会组织“百日攻坚”行动实施方案', '方案'),
        ('示例市社会组织评估细则（试行）', '细则'),
        ('示例市养老机构服务规程', '规程'),
        ('示例市民政局2025年工作总结', '总结'),
        ('示例市社会组织发展规划纲要（2026—2030年）', '纲要'),
        ('关于拟表彰先进社会组织的公示', '公示'),
        ('关于做好防汛工作的明电', '明电'),
        ('关于商请提供数据的便函', '便函'),
        ('关于共建党建联盟的备忘录', '备忘录'),
        ('关于市政协第123号提案的答复', '答复'),
        ('致全市社会组织的倡议书', '倡议书'),
        ('关于同意变更名称的复函', '函'),
        ('关于规范收费的指导意见', '意见'),
        ('关于做好年检工作的补充通知', '通知'),
        ('关于2025年度检查情况的通报', '通报'),
        ('示例市社会组织联合会第三次会员大会决议', '决议'),
        ('会议通知', '通知'),
        ('示例市民政局转发省民政厅《关于开展“双随机、一公开”抽查工作的通知》的通知', '通知'),
        ('示例市民政局关于转发《省民政厅关于印发〈示例省社会组织管理办法〉的通知》的通知', '通知'),
    ],
)
def test_titles_of_every_kind(title, kind):
    notice = notice_of(document(f'{title}\n{BODY}'))
    assert (notice.title, notice.doc_type) == (title, kind)


@pytest.mark.parametrize(
    ('text', 'kind'),
    [
        ('公　告\n示例市民政局决定撤销下列社会组织登记。\n', '公告'),
        ('各有关单位：\n现将《2026年培训计划》印发给你们。\n', '通知'),
    ],
)
def test_the_kind_of_a_paper_whose_title_is_lost(text, kind):
    notice = notice_of(document(text))
    assert (notice.title, notice.doc_type) == (None, kind)


def test_a_bulletin():
    notice = notice_of(
        document('社会组织党建工作简报\n第17期\n示例市民政局办公室\n近日，甲县积极推进党建工作。')
    )
    assert (notice.title, notice.doc_number, notice.doc_type) == ('社会组织党建工作简报', '第17期', '简报')


@pytest.mark.parametrize(
    'head',
    [
        '示例市民政局关于做好年检工作的通知(示民发〔2026〕7号)_示例市民政局',
        '示例市民政局关于做好年检工作的通知 示民发〔2026〕7号',
        '示例市民政局\n关于做好年检工作的通知\n\n（示民发〔2026〕7号）\n',
        '示例市民政局（函）\n示民发〔2026〕7号\n示例市民政局关于做好年检工作的通知',
    ],
)
def test_a_number_beside_the_title(head):
    notice = notice_of(document(f'{head}\n{BODY}'))
    assert (notice.title, notice.doc_number, notice.issuing_authorities) == (
        '示例市民政局关于做好年检工作的通知',
        '示民发〔2026〕7号',
        ('示例市民政局',),
    )
