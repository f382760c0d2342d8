"""Whose duty is it (office-life.md G1), on the real notices."""

from collections import Counter

import pytest

from extractors.notice import notice_of
from extractors.readers.registry import read_document
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
