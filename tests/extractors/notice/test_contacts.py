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
