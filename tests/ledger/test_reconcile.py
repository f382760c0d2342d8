"""A paper's values beside the ledger's: new, same, conflict; nothing is overwritten."""

import datetime as dt
from typing import Any

import pytest

from ledger.reconcile import Difference, Origin, decide, differences
from model.place import Value


def incoming(value: Any, raw: str | None = None) -> Value:
    return Value(str(value) if raw is None else raw, value)


@pytest.mark.parametrize(
    ('field', 'held', 'value', 'kind'),
    [
        ('members_total', None, 5, 'new'),
        ('members_total', 5, 5, 'same'),
        ('members_total', 5, 6, 'conflict'),
        ('members_total', None, 0, 'new'),
        ('members_total', 0, 5, 'conflict'),
        ('members_total', 1, True, 'conflict'),
        ('established', False, True, 'conflict'),
        ('legal_rep', '', '示例一', 'new'),
        ('legal_rep', '示例一', '示 例 一', 'same'),
        ('org_name', '示例市蓝桥学校', '示例市“蓝桥”学校（盖章）', 'same'),
        ('org_type', '社会服务机构', '民办非企业单位', 'same'),
        ('established_on', dt.date(2026, 3, 1), '2026-03-01', 'same'),
        ('mass_orgs', ('工会', '共青团'), ['共青团', '工会'], 'same'),
        ('mass_orgs', ('工会',), ('工会', '妇联'), 'conflict'),
    ],
)
def test_each_field_is_new_same_or_in_conflict(field: str, held: Any, value: Any, kind: str) -> None:
    found = differences({field: held}, {field: incoming(value)})
    assert found == [Difference(field, held, incoming(value), kind)]  # type: ignore[arg-type]


def test_empty_field_says_nothing_and_an_unread_one_says_so() -> None:
    found = differences(
        {'members_total': 5}, {'legal_rep': incoming(None, ''), 'members_total': incoming(None, '若干')}
    )
    assert [(item.field, item.kind) for item in found] == [('members_total', 'unreadable')]


def test_fields_keep_the_order_of_the_paper() -> None:
    found = differences({}, {'phone': incoming('0000-1234567'), 'code': incoming('51620000MJ000000XM')})
    assert [item.field for item in found] == ['phone', 'code']


MARCH, MAY = dt.date(2026, 3, 10), dt.date(2026, 5, 6)
SURVEY, LATER_SURVEY = Origin('return', 'survey', MARCH), Origin('return', 'survey', MAY)


@pytest.mark.parametrize(
    ('field', 'held', 'incoming', 'verdict'),
    [
        ('members_total', SURVEY, LATER_SURVEY, 'take'),
        ('members_total', LATER_SURVEY, SURVEY, 'keep'),
        ('members_total', SURVEY, SURVEY, 'ask'),
        ('members_total', SURVEY, Origin('return', 'annual', MAY), 'ask'),
        ('members_total', Origin('human', None, MARCH), LATER_SURVEY, 'ask'),
        ('members_total', LATER_SURVEY, Origin('human', None, MARCH), 'take'),
        ('established', SURVEY, LATER_SURVEY, 'ask'),
        ('established', SURVEY, Origin('approval', None, MAY), 'take'),
        ('established', Origin('approval', None, MARCH), LATER_SURVEY, 'ask'),
        ('legal_rep', SURVEY, Origin('registration', None, MAY), 'take'),
        ('legal_rep', LATER_SURVEY, Origin('registration', None, MARCH), 'ask'),
        ('legal_rep', Origin('registration', None, MAY), SURVEY, 'keep'),
        ('code', SURVEY, Origin('registration', None, MAY), 'ask'),
        ('members_total', Origin('import'), LATER_SURVEY, 'ask'),
        ('members_total', Origin('import', None, MAY), SURVEY, 'ask'),
    ],
)
def test_field_policy(field, held, incoming, verdict):
    assert decide(field, held, incoming) == verdict
