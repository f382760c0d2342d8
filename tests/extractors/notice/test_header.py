import pytest

from extractors.notice import notice_of
from model.document import Cell, Paragraph, Table
from model.place import Where
from tests.extractors.notice.papers import OPENING, document, with_blocks

BODY = f'{OPENING}\n一、总体要求\n各单位要认真落实。\n'


@pytest.mark.parametrize(
    ('head', 'title'),
    [
        (
            '关于进一步\n做好社会组织等级评估\n工作的通知\n各单位：',
            '关于进一步做好社会组织等级评估工作的通知',
        ),
        ('示例市民政局\n关于做好年检工作的通知\n各单位：', '示例市民政局关于做好年检工作的通知'),
        ('示例市民政局\n\n\n征求对《办法（试行）》意见的通知\n各单位：', '征求对《办法（试行）》意见的通知'),
        (
            '首页 > 政策 > 通知\n示例市民政局《关于印发<2026年工作 要点>的通知》 示民〔2026〕1号\n各单位：',
            '示例市民政局关于印发《2026年工作要点》的通知',
        ),
        ('【示例市民政局】《关于对部分单位的通报》\n各单位：', '关于对部分单位的通报'),
        ('关于公布结果的通知（示民函〔2020〕33号）\n各单位：', '关于公布结果的通知'),
        ('关于报送材料的通知各县（市、区）民政局，市级各社会组织：', '关于报送材料的通知'),
        ('关于做好年检工作的\n通    知\n各单位：', '关于做好年检工作的通知'),
        ('关于做好年检工作的通知\n（试行）\n各单位：', '关于做好年检工作的通知（试行）'),
        (
            '近日，本市印发一份通知。\n全文如下：\n示民〔2026〕1号\n关于做好年检工作的通知\n各单位：',
            '关于做好年检工作的通知',
        ),
        ('示例市促进社会组织发展若干措施', '示例市促进社会组织发展若干措施'),
    ],
)
def test_titles(head, title):
    assert notice_of(document(f'{head}\n{BODY}')).title == title


def test_a_title_that_is_lost_is_none_and_the_body_tells_the_kind():
    notice = notice_of(document(f'各县（区）民政局：\n{BODY}附件\n关于填表的通知\n'))
    assert (notice.title, notice.doc_type) == (None, '通知')
    assert 'no_title' in {problem.code for problem in notice.problems}


@pytest.mark.parametrize(
    ('title', 'kind'),
    [
        ('关于节水建议的复函', '函'),
        ('关于促进发展的实施意见', '意见'),
        ('示例市民政局公告', '公告'),
        ('工作领导小组会议纪要', '纪要'),
        ('2026年社会组织党建工作要点', '要点'),
        ('关于同意成立支部的批复', '批复'),
    ],
)
def test_the_kind_is_the_titles_last_word(title, kind):
    assert notice_of(document(f'{title}\n各单位：\n{BODY}')).doc_type == kind


@pytest.mark.parametrize(
    'head',
    [
        '示民发（2026）第7号\n关于做好年检工作的通知\n各单位：',
        '关于做好年检工作的通知\n示民发[2026]7号\n各单位：',
        '示民发〔2026〕7号                签发人：甲某\n关于做好年检工作的通知\n各单位：',
        '示例市民政局文件 示民发〔2026〕7号\n关于做好年检工作的通知\n各单位：',
        '发文字号：示民发〔2026〕7号\n关于做好年检工作的通知\n各单位：',
    ],
)
def test_the_papers_own_number(head):
    assert notice_of(document(f'{head}\n{BODY}')).doc_number == '示民发〔2026〕7号'


def test_a_number_in_the_text_is_not_the_papers_own():
    notice = notice_of(document(f'关于做好年检工作的通知\n各单位：\n根据示民发〔2025〕3号要求，{BODY}'))
    assert notice.doc_number is None


def test_the_number_as_printed_is_kept():
    notice = notice_of(document(f'示民发〔2026]7号\n关于做好年检工作的通知\n各单位：\n{BODY}'))
    assert (notice.doc_number, notice.doc_number_printed) == ('示民发〔2026〕7号', '示民发〔2026]7号')


@pytest.mark.parametrize(
    ('line', 'bodies'),
    [
        ('各县、区人民政府，市各有关单位：', ('各县、区人民政府', '市各有关单位')),
        ('各镇街工委、松湖党委、市直管党组织：', ('各镇街工委、松湖党委、市直管党组织', None)),
        ('各乡镇学校、市直属学校、民办学校:', ('各乡镇学校', '市直属学校', '民办学校')),
        (
            '各县（市、区）党委组织部，市直各单位党组（党委）：',
            ('各县（市、区）党委组织部', '市直各单位党组（党委）'),
        ),
        ('国务院各部委、各直属机构：', ('国务院各部委、各直属机构',)),
        ('甲省、乙省、丙自治区人民政府：', ('甲省、乙省、丙自治区人民政府',)),
        ('东海省、西山省、北原自治区人民政府：', ('东海省', '西山省', '北原自治区人民政府')),
        ('各县区财政局、住房城乡建设局：', ('各县区财政局、住房城乡建设局',)),
        ('各区机关、国有企业、事业单位内部监督机构：', ('各区机关、国有企业、事业单位内部监督机构',)),
        ('甲某某副主席：', ('甲某某副主席',)),
        ('主送：各县民政局；各市级社会组织：', ('各县民政局', '各市级社会组织')),
    ],
)
def test_recipients_are_parted_where_bodies_stand_alone(line, bodies):
    notice = notice_of(document(f'关于做好年检工作的通知\n{line}\n{BODY}'))
    if bodies[-1] is None:
        bodies = tuple(bodies[0].split('、'))
    assert notice.primary_recipients.list == bodies


def test_recipients_on_the_line_of_the_body():
    notice = notice_of(document('关于做好年检工作的通知\n各县民政局：为做好年检工作，现通知如下。\n'))
    assert notice.primary_recipients.list == ('各县民政局',)


def test_a_notice_to_nobody_has_no_recipients():
    assert (
        notice_of(document('示例市民政局公告\n为做好工作，现将有关事项公告如下：\n')).primary_recipients
        is None
    )


@pytest.mark.parametrize(
    ('line', 'mark'),
    [
        ('机密★1年', '机密★1年'),
        ('秘密★5年', '秘密★5年'),
        ('密级：秘密', '秘密'),
        ('密级：', None),
        ('★', None),
        ('内部资料', None),
    ],
)
def test_only_a_real_mark_is_a_secrecy_mark(line, mark):
    assert (
        notice_of(document(f'{line}\n示例市民政局文件\n关于做好年检工作的通知\n各单位：\n{BODY}')).secrecy
        == mark
    )


def test_urgency_beside_other_marks():
    notice = notice_of(
        document(f'000001\n机密★1年　　特 急\n示例市民政局文件\n关于做好年检工作的通知\n各单位：\n{BODY}')
    )
    assert (notice.secrecy, notice.urgency) == ('机密★1年', '特急')


def test_red_head_in_a_table_of_one_cell_and_a_text_box():
    head = Table(1, 1, (Cell(0, 0, '中共示例市委组织部 示例市民政局 文件'),))
    number = Paragraph('示组通〔2026〕6号', Where(part='textbox'))
    rest = document(f'关于做好年检工作的通知\n各单位：\n{BODY}').blocks
    notice = notice_of(with_blocks(head, number, *rest))
    assert notice.issuing_authorities == ('中共示例市委组织部', '示例市民政局')
    assert notice.doc_number == '示组通〔2026〕6号'


def test_red_head_in_a_page_header():
    header = (
        Paragraph('示例市民政局文件', Where(part='header')),
        Paragraph('示民发〔2026〕7号', Where(part='header')),
    )
    rest = document(f'关于做好年检工作的通知\n各单位：\n{BODY}').blocks
    notice = notice_of(with_blocks(*header, *rest))
    assert (notice.issuing_authorities, notice.doc_number) == (('示例市民政局',), '示民发〔2026〕7号')


def test_a_red_head_cut_by_the_end_of_a_line():
    notice = notice_of(
        document(f'中共示例市委组织部 中共示例市民政\n局党组 文件\n关于做好年检工作的通知\n各单位：\n{BODY}')
    )
    assert notice.issuing_authorities == ('中共示例市委组织部', '中共示例市民政局党组')
