"""Whose duty is it (office-life.md G1), on the real notices."""

from collections import Counter

import pytest

from extractors.notice import notice_of
from extractors.readers.registry import read_document
from model.notice import Notice, Obligation, Recipients
from model.office import Contact, Office
from office.duties import notice_to_duties


def office(name, level, roles, aliases=()):
    return Office(
        name=name,
        aliases=aliases,
        level=level,
        region='示例市',
        roles=roles,
        counties=(),
        issuing_names=(),
        contact=Contact('', ''),
        dispatch_as='',
        circular_as='',
        report_as='',
    )


@pytest.fixture
def instructors_notice(shared):
    return notice_of(read_document(shared / 'seeds' / '000_12b9bc9375b53656.txt'))


def test_a_city_bureau_that_registers_directly_has_six_to_do_two_to_chase_three_to_know(instructors_notice):
    city = office('示例市民政局', 'city', ('civil_affairs_authority',), ('市民政局',))
    duties = notice_to_duties(city, instructors_notice, 1)
    counts = Counter(duty.ours for duty in duties)
    assert (counts['do'], counts['chase']) == (6, 2), [(d.ours, d.who, d.verbatim, d.rule) for d in duties]


def test_a_branch_that_is_no_recipient_has_nothing_to_do(instructors_notice):
    branch = office('示例市甲一商会党支部', 'unit', ('party_branch',))
    assert not any(duty.ours == 'do' for duty in notice_to_duties(branch, instructors_notice, 1))


CITY = office('示例市民政局', 'city', ('civil_affairs_authority',), ('市民政局', '民政局'))


@pytest.mark.parametrize(
    ('recipients', 'ours'),
    [
        (('各市民政局',), True),
        (('各市（州）民政局党组',), True),
        (('市民政局', '市财政局'), True),
        (('市直各有关单位党组（党委）',), True),
        (('各有关单位',), True),
        (('各县（区）人民政府', '市政府有关部门'), True),
        (('各县（市、区）民政局',), False),
        (('各市委组织部', '省（中）直各单位组织人事部门'), False),
        (('省直各单位',), False),
        (('示例市体育局',), False),
    ],
)
def test_whether_a_notice_is_addressed_to_us(recipients, ours):
    duty = Obligation(verbatim='各单位要于4月1日前报送。', who='各单位', what='报送')
    notice = Notice(primary_recipients=Recipients('、'.join(recipients), recipients), obligations=(duty,))
    assert [one.ours == 'do' for one in notice_to_duties(CITY, notice, 1)] == [ours]


@pytest.mark.parametrize(
    ('who', 'ours'), [('市民政局', 'do'), ('各县（区）民政局', 'chase'), ('各地', 'chase')]
)
def test_of_a_notice_we_issued_ourselves_others_duties_are_chased(who, ours):
    duty = Obligation(verbatim='4月1日前报送。', who=who, what='报送')
    notice = Notice(
        issuing_authorities=('中共示例市委组织部', '示例市民政局'),
        primary_recipients=Recipients('各县（区）民政局', ('各县（区）民政局',)),
        obligations=(duty,),
    )
    assert [one.ours for one in notice_to_duties(CITY, notice, 1)] == [ours]


@pytest.mark.parametrize(
    ('who', 'ours'), [('各市', 'do'), ('各市（州）', 'do'), ('各县（市、区）', 'chase'), ('各省', 'know')]
)
def test_a_level_named_alone_is_ours_or_below_us(who, ours):
    duty = Obligation(verbatim='4月1日前完成。', who=who, what='完成')
    notice = Notice(primary_recipients=Recipients('各市民政局', ('各市民政局',)), obligations=(duty,))
    assert [one.ours for one in notice_to_duties(CITY, notice, 1)] == [ours]
