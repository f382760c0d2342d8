"""Labels near each other: one letter misread, added or lost, never a word of another meaning."""

import pytest
from rapidfuzz.distance import Levenshtein

from forms.load import definitions
from text.label_near import labels_to_keys, may_be_near, near
from text.labels import fields_to_index


@pytest.mark.parametrize(
    ('read', 'label'), [('社会组织只名称', '社会组织名称'), ('统一社信用代码', '统一社会信用代码')]
)
def test_one_letter_may_come_or_go(read, label):
    assert 0 < near(read, label) < 1


@pytest.mark.parametrize(
    ('read', 'label'),
    [
        ('组织只名称', '组织名称'),
        ('党组织负责人', '组织负责人'),
        ('拟建党组织时间', '建党组织时间'),
        ('指导员单位名称', '指导单位名称'),
        ('社会组织只负名称', '社会组织名称'),
    ],
)
def test_short_labels_and_letters_that_tell_are_another_label(read, label):
    assert not near(read, label)
    assert not near(label, read)


@pytest.mark.parametrize('definition', definitions(), ids=lambda one: f'{one.id}-{one.edition}')
def test_no_label_of_one_field_is_near_one_of_another_by_a_letter_more(definition):
    index = fields_to_index(definition.fields)
    ids = {label: {field.id for field in fields} for label, fields in index.exact.items()}
    keyed = labels_to_keys(ids)
    for label, own in ids.items():
        for other in may_be_near(label, keyed):
            if len(label) != len(other) and Levenshtein.distance(label, other) == 1 and not own & ids[other]:
                assert not near(label, other, countable=True), (label, other)
