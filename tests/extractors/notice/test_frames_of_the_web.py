"""Heads, signatures and lists as web copies and bad copies print them; every paper is fictional."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.notice import notice_of
from tests.extractors.notice.papers import OPENING, document

BODY = f'\n{OPENING}\n一、总体要求\n各单位要认真落实。\n'
SIGNED = '\n示例市民政局\n2026年3月1日\n'
TITLE = '关于开展年检的通知\n'


def read(text):
    return notice_of(document(text))


@pytest.mark.parametrize(
    ('head', 'title'),
    [
        ('关于开展考核的通知 |\n', '关于开展考核的通知'),
        ('关于开展考核的通知】\n', '关于开展考核的通知'),
        ('[置顶] 关于开展考核的通知\n', '关于开展考核的通知'),
        ('2026-03-01 关于开展考核的通知\n', '关于开展考核的通知'),
        ('关于开展考核的通知（2026-03-01）\n', '关于开展考核的通知'),
        ('发文标题：示例市民政局关于开展考核的通知\n', '示例市民政局关于开展考核的通知'),
        ('示例省民政厅关于开展考核的通\n知', '示例省民政厅关于开展考核的通知'),
        ('通  知\n\n', '通知'),
        (
            '示例市财政局、示例市水利局转发示例省财政厅《关于颁发〈甲办法〉的通知》\n示例市财政局 市水利局\n',
            '示例市财政局、示例市水利局转发示例省财政厅《关于颁发〈甲办法〉的通知》',
        ),
        ('示例市民政局印发《关于加强党建工作的意见》\n', '示例市民政局印发《关于加强党建工作的意见》'),
    ],
)
def test_a_title_is_freed_of_what_stands_around_it(head, title):
    notice = read(f'{head}各县民政局：{BODY}{SIGNED}')
    assert notice.title == title
    assert notice.primary_recipients.list == ('各县民政局',)


@pytest.mark.parametrize(
    ('line', 'bodies'),
    [
        ('各院（系、部）、各有关单位：', ('各院（系、部）', '各有关单位')),
        ('各学院（部）、校机关各部门、各直属单位：', ('各学院（部）', '校机关各部门', '各直属单位')),
        ('各县人民政府，市政府各部门、各直属单位：', ('各县人民政府', '市政府各部门、各直属单位')),
        ('全校各部门、各单位：', ('全校各部门、各单位',)),
        ('各党总支、直属党支部，各党支部：', ('各党总支', '直属党支部', '各党支部')),
        ('各学会、各会员及其他有关单位：', ('各学会', '各会员及其他有关单位')),
        ('县属学校、各乡镇小学、幼儿园、各有关单位：', ('县属学校', '各乡镇小学、幼儿园', '各有关单位')),
        ('甲市民政局、乙市民政局：', ('甲市民政局', '乙市民政局')),
        ('各中心校、城关片区：', ('各中心校', '城关片区')),
        ('各乡镇人民政府，市直各部门', ('各乡镇人民政府', '市直各部门')),
        (
            '开发区管委会，各乡镇人民政府，有关部门经市政府同意，现将事项通知。',
            ('开发区管委会', '各乡镇人民政府', '有关部门'),
        ),
    ],
)
def test_bodies_are_parted_where_each_is_whole(line, bodies):
    assert read(f'{TITLE}{line}{BODY}{SIGNED}').primary_recipients.list == bodies


@pytest.mark.parametrize(
    ('end', 'organs'),
    [
        ('地方标准起草组\n2026年3月1日', ('地方标准起草组',)),
        ('示例市人力资源和社会保\n障局\n2026年3月1日', ('示例市人力资源和社会保障局',)),
        ('1、末位\n教育局\n2、职能末位\n交通局\n\n\n示例县治理办公室\n2026年3月1日', ('示例县治理办公室',)),
        ('2026年3月1日        示例市民政局', ('示例市民政局',)),
    ],
)
def test_the_signature_holds_the_issuers_and_no_others(end, organs):
    notice = read(f'{TITLE}各县民政局：{BODY}{end}')
    assert notice.issuing_authorities == organs
    assert notice.date_of_document == '2026-03-01'


def test_an_organ_above_the_title_of_what_is_issued_signs():
    head = '关于印发《考评办法》的通知\n各县民政局：\n现将办法印发给你们。\n'
    text = f'{head}市政府办公室\n示例考评办法\n第一条 略。'
    assert read(text).issuing_authorities == ('市政府办公室',)


def test_the_organ_in_the_title_goes_before_the_name_of_a_site():
    text = f'示例市水利局\n征集调查\n示例市防汛指挥部办公室关于征求意见的函\n各学会：{BODY}'
    assert read(text).issuing_authorities == ('示例市防汛指挥部办公室',)


def test_a_date_in_brackets_may_name_who_issued():
    notice = read('关于颁发办法的通知\n（2005年10月28日 示例省民政厅发布）\n各学会：\n请执行。')
    assert notice.date_of_document == '2005-10-28'


@pytest.mark.parametrize('mark', ['密级：秘密 期限：5年', '密级：秘密　保密期限：5年　紧急程度：特急'])
def test_the_term_of_secrecy_may_have_its_own_label(mark):
    assert read(f'{mark}\n示例市民政局文件\n{TITLE}各县民政局：{BODY}{SIGNED}').secrecy == '秘密★5年'


@pytest.mark.parametrize(
    ('lines', 'names'),
    [
        ('附：会费标准\n普通会员 400元/年\n理事 800元/年', ('会费标准',)),
        ('附件：情况统计表 点击浏览该文件', ('情况统计表',)),
        ('附件下载：附件二：自查情况表', ('自查情况表',)),
        ('附件：1.申报书\n2.汇总表\n附件：申报材料.zip', ('申报书', '汇总表')),
        ('附件点击下载：\n201805150856.rar\n1、示例名册', ('示例名册',)),
        ('请填写《甲类统计表》（附件1（1-3表）），报我局。', ('甲类统计表',)),
        ('附件：示例省民政厅关于年检的通知（2005）示字第5号', ('示例省民政厅关于年检的通知',)),
    ],
)
def test_attachments_of_web_copies(lines, names):
    assert read(f'{TITLE}各学会：{BODY}{lines}{SIGNED}').attachments == names


def test_a_scan_of_the_paper_itself_is_no_attachment():
    link = '示民〔2026〕7号-关于开展年检的通知.pdf'
    assert read(f'{TITLE}各学会：{BODY}{SIGNED}{link}').attachments == ()


def test_a_paper_on_one_line_has_headings_and_a_signature():
    notice = read(
        '关于开展考评的通知\n各学会：2025年工作取得成绩。经研究，定于12月开展考核。具体事宜通知如下：'
        '一、考评办法 1. 以小组为单位推荐。比例为30%。 2. 条件如下：按时交会费。'
        ' 二、时间安排 1. 2026年1月5日前完成。 2. 1月集中展示。 三、学会分组 因变动作调整，详见名单。'
        '        示例市社科联      二〇二六年三月一日'
    )
    assert [each.text for each in notice.headings if each.level == 1] == [
        '一、考评办法',
        '二、时间安排',
        '三、学会分组',
    ]
    assert notice.issuing_authorities == ('示例市社科联',)
    assert notice.date_of_document == '2026-03-01'


def test_labels_after_arabic_numbers_are_headings_where_most_have_one():
    text = '现通知如下：\n1. 统计范围：全体职工。\n2. 统计要求：如实填写。\n3. 请各单位按时报送。'
    found = read(f'{TITLE}各学会：\n{text}{SIGNED}').headings
    assert [each.text for each in found] == ['1.统计范围', '2.统计要求']


def test_names_in_a_list_of_attachments_are_no_headings():
    text = '附件：1.2026年甲表\n2.2026年乙表\n（联系人：甲某）'
    assert read(f'{TITLE}各学会：\n请按要求填写。\n{text}{SIGNED}').headings == ()


def test_to_be_filed_is_no_body():
    assert read(f'{TITLE}各学会：{BODY}{SIGNED}抄送：省民政厅，市财政局，存档。').cc == (
        '省民政厅',
        '市财政局',
    )


@pytest.mark.parametrize(
    ('line', 'found'),
    [
        ('联系人：甲某某 0000-12345678（传真）', [('甲某某', '0000-12345678')]),
        ('联系电话：12345678，4873008（传真）', [(None, '12345678')]),
        ('传真报送：0000-1234567', []),
        ('（联系人:甲  某    联系电话:12345678）', [('甲某', '12345678')]),
        ('收件人：甲某某、乙某', [('甲某某', None), ('乙某', None)]),
        ('总结由社科联派联络员参加。', []),
        ('联系电话：8566l718', [(None, '85661718')]),
        ('电话：1390000 1234', [(None, '13900001234')]),
        ('电话：0000-123 4567', [(None, '0000-1234567')]),
        ('电话：0000-12345 67', []),
        ('电话：12 34 56 78', []),
        ('电话：1234567 7654321', [(None, '1234567'), (None, '7654321')]),
    ],
)
def test_numbers_of_odd_print(line, found):
    contacts = read(f'{TITLE}各学会：{BODY}{line}{SIGNED}').contacts
    assert [(contact.name, contact.phone) for contact in contacts] == found


@given(st.lists(st.text('0123456789-:：/. ，、日', min_size=1, max_size=24), max_size=6))
def test_lines_of_digits_and_marks_never_raise(lines):
    read('\n'.join(['关于统计的通知', *lines, '各学校：', *lines, '请填表。']))
