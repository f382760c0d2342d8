import pytest

from extractors.notice import notice_of
from tests.extractors.notice.papers import OPENING, document

HEAD = f'关于做好年检工作的通知\n各县民政局：\n{OPENING}\n'


def contacts(text):
    found = notice_of(document(f'{HEAD}{text}\n示例市民政局\n2026年4月2日')).contacts
    return [(contact.name, contact.phone or contact.email) for contact in found]


@pytest.mark.parametrize(
    ('text', 'found'),
    [
        ('联系人：甲某某；电话：1234567。', [('甲某某', '1234567')]),
        ('联系人:甲某某联系电话:1234567', [('甲某某', '1234567')]),
        ('（联系人：甲某，联系电话：0000-1234567）', [('甲某', '0000-1234567')]),
        ('联系人：甲某、乙某，电话：1234567、7654321', [('甲某', '1234567'), ('乙某', '7654321')]),
        ('电话：1234567，传真：7654321', [(None, '1234567')]),
        ('咨询电话:1234567，12345', [(None, '1234567'), (None, '12345')]),
        ('示例杂志社 甲 某 0000-1234567', [('甲某', '0000-1234567')]),
        ('联系人：甲某\n联系方式：0000-1234567', [('甲某', '0000-1234567')]),
        ('联 系 人:甲某\n联系电话：1234567', [('甲某', '1234567')]),
        ('联系人：甲某、乙某某\n联系电话：0000-1234567', [('甲某', '0000-1234567'), ('乙某某', None)]),
        ('联系人：甲某、乙某\n电话：1234567、7654321', [('甲某', '1234567'), ('乙某', '7654321')]),
        ('联系人：甲  某、乙某\n地址：示例路\n电话：1234567', [('甲某', '1234567'), ('乙某', None)]),
        (
            '联 系 人：甲 某 0000-1234567       乙 某 0000-7654321',
            [('甲某', '0000-1234567'), ('乙某', '0000-7654321')],
        ),
        ('联系人：甲某，1234567；乙某，7654321', [('甲某', '1234567'), ('乙某', '7654321')]),
        ('联系人：甲某某 联系电话：1234567\n乙某 7654321', [('甲某某', '1234567'), ('乙某', '7654321')]),
        ('联系人：甲某 乙某某，电话：1234567', [('甲某', '1234567'), ('乙某某', None)]),
        ('联系人：甲某\n各地要认真落实。\n电话：1234567', [(None, '1234567')]),
        ('会务联系人：丁某 13800000000', [('丁某', '13800000000')]),
        ('请反馈至邮箱（shzz@example.gov.cn）。', [(None, 'shzz@example.gov.cn')]),
        ('请反馈至QQ邮箱1234567@example.com', [(None, '1234567@example.com')]),
        ('邮政编码：123456，地址：示例路12号', []),
        ('联系电话：________', []),
        ('登记证号12345678', []),
    ],
)
def test_who_can_be_reached_how(text, found):
    assert contacts(text) == found


def test_the_office_beside_a_number():
    text = f'{HEAD}日常事务由市委组织部组织科（电话：1234567）和市民政局社团科（电话：7654321）办理。'
    found = notice_of(document(text)).contacts
    assert [contact.office for contact in found] == ['市委组织部组织科', '市民政局社团科']


@pytest.mark.parametrize(
    ('text', 'found'),
    [
        ('（联系人：市民政局社团科 甲某，电话：1234567）', [('甲某', '市民政局社团科')]),
        ('市民政局社团科联系人：甲某某，电话：1234567。', [('甲某某', '市民政局社团科')]),
        ('联系单位：市民政局社团科；联系人：甲某某；电话：1234567', [('甲某某', '市民政局社团科')]),
        ('联系人：甲某某（社团科），1234567，手机13800000000', [('甲某某', '社团科'), ('甲某某', '社团科')]),
        ('联系科室：组织科 电话（传真）：1234567', [(None, '组织科')]),
        ('组织科电话：1234567。', [(None, '组织科')]),
        ('联 系 人：社团管理科  甲某某\n联系电话：1234567', [('甲某某', '社团管理科')]),
        (
            '市委组织部组织科：1234567；市民政局社团科：7654321',
            [(None, '市委组织部组织科'), (None, '市民政局社团科')],
        ),
        (
            '省民政厅社团管理局  甲某  0000-1234567\n省委社会工作部二处  乙某某  0000-7654321',
            [('甲某', '省民政厅社团管理局'), ('乙某某', '省委社会工作部二处')],
        ),
    ],
)
def test_the_office_that_a_person_sits_in(text, found):
    contacts = notice_of(document(f'{HEAD}{text}\n示例市民政局\n2026年4月2日')).contacts
    assert [(contact.name, contact.office) for contact in contacts] == found


@pytest.mark.parametrize(
    ('text', 'found'),
    [
        ('传真电话：1234567', []),
        ('联系电话：0000-1234567、7654321（传真）', [(None, '0000-1234567')]),
        ('电话/传真：0000-1234567', [(None, '0000-1234567')]),
        (
            '联系人：甲某，固定电话0000-1234567，移动电话13800000000',
            [('甲某', '0000-1234567'), ('甲某', '13800000000')],
        ),
        ('联系人：甲某 0000-1234567，7654321', [('甲某', '0000-1234567'), ('甲某', '7654321')]),
        (
            '业务咨询：甲某 0000-1234567；技术支持：乙某 0000-7654321',
            [('甲某', '0000-1234567'), ('乙某', '0000-7654321')],
        ),
        ('联系方式：甲某 138 0000 0000', [('甲某', '13800000000')]),
        ('覆盖1234567人，账号：12345678。', []),
    ],
)
def test_fax_numbers_and_sums_are_no_telephones(text, found):
    assert contacts(text) == found


@pytest.mark.parametrize(
    'text', ['联系电话：1234567分机8012', '联系电话：（0000）1234567-802', '电话1234567（分机12）']
)
def test_extensions_of_many_kinds(text):
    (contact,) = notice_of(document(HEAD + text)).contacts
    assert contact.extension in {'8012', '802', '12'}


def test_an_extension_is_kept_apart():
    (contact,) = notice_of(document(f'{HEAD}联系电话：1234567转8012')).contacts
    assert (contact.phone, contact.extension) == ('1234567', '8012')


def test_numbers_in_a_sites_footer_are_nobodys():
    text = f'{HEAD}各地要落实。\n示例市民政局\n2026年4月2日\n网站地图\n示ICP备1号\n联系电话：1234567'
    assert notice_of(document(text)).contacts == ()


@pytest.mark.parametrize(
    'text',
    [
        '联系人：甲某\n电话：1234567\n邮箱：shzz@example.gov.cn',
        '联 系 人:甲某\n电子邮箱：shzz@example.gov.cn\n联系电话：1234567',
        '联系人：甲某，电话：1234567，电子邮箱：shzz@example.gov.cn',
    ],
)
def test_number_and_address_of_one_person_are_one_contact(text):
    (contact,) = notice_of(document(HEAD + text)).contacts
    assert (contact.name, contact.phone, contact.email) == ('甲某', '1234567', 'shzz@example.gov.cn')
