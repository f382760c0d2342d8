import pytest

from extractors.notice import notice_of
from tests.extractors.notice.papers import OPENING, document

HEAD = f'关于做好年检工作的通知\n各县民政局：\n{OPENING}\n'
TAIL = '\n示例市民政局\n2026年4月2日'


@pytest.mark.parametrize(
    ('text', 'names'),
    [
        ('附件：1.年检汇总表.xlsx\n2．党建情况调查表。', ('年检汇总表', '党建情况调查表')),
        ('附件：1、年检汇总表\n\n2、党建情况调查表', ('年检汇总表', '党建情况调查表')),
        ('附件:年检办法（试行）（征求意见稿）', ('年检办法（试行）（征求意见稿）',)),
        ('附件：1.年检汇总表 2.党建情况调查表', ('年检汇总表', '党建情况调查表')),
        ('附件1：年检汇总表\n附件2：党建情况调查表', ('年检汇总表', '党建情况调查表')),
        ('附件：\n1.年检汇总表\n2.党建情况调查表', ('年检汇总表', '党建情况调查表')),
        (
            '附件：1.示例市社会组织\n党建工作情况汇总表\n2.调查表',
            ('示例市社会组织党建工作情况汇总表', '调查表'),
        ),
        ('附件：\n1.2018年度汇总表\n2. 2019年度调查表', ('2018年度汇总表', '2019年度调查表')),
        ('附件：1.2018年度汇总表 2.2019年度调查表', ('2018年度汇总表', '2019年度调查表')),
        ('附件：《年检汇总表》', ('年检汇总表',)),
        ('请填写意向申报表（附件2），按时报送。', ('意向申报表',)),
        ('请填写《年检汇总表》（见附件）。', ('年检汇总表',)),
        ('各地要落实。', ()),
    ],
)
def test_names_of_attachments(text, names):
    assert notice_of(document(HEAD + text + TAIL)).attachments == names


def test_an_annex_printed_without_a_list():
    text = f'{HEAD}现印发给你们。{TAIL}\n附件\n示例市年检办法\n第一条 为规范年检，制定本办法。'
    assert notice_of(document(text)).attachments == ('示例市年检办法',)


def test_a_paper_issued_inline_is_no_attachment():
    text = f'{HEAD}现印发给你们。{TAIL}\n2026年工作要点\n一、总体要求\n各地要落实。'
    assert notice_of(document(text)).attachments == ()


def test_the_list_wins_over_names_in_the_text():
    text = f'{HEAD}按《年检规程》（见附件1）办理。\n附件：1.示例市社会组织年检规程{TAIL}'
    assert notice_of(document(text)).attachments == ('示例市社会组织年检规程',)
