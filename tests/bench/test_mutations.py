import random

import pytest

from bench.mutations import (
    MUTATIONS,
    agreement,
    make_trials,
    notice_to_items,
    text_to_document,
)
from extractors.notice import notice_of
from extractors.readers.registry import read_document

TEXT = """示例市民政局关于报送示例材料的通知

示民发〔2021〕10号

各县（区）民政局，各示例协会：

为做好示例工作，现将有关事项通知如下：

一、工作安排

请于2021年11月10日前将汇总表报送我局，年末前已报送的自己核对。

示例市民政局
二〇二一年十月十一日
"""


@pytest.mark.parametrize('kind', sorted(MUTATIONS))
def test_every_kind_changes_a_text_that_has_a_place_for_it_and_leaves_one_that_has_none(kind):
    mutate = MUTATIONS[kind]
    assert mutate(TEXT, random.Random(1)) != TEXT
    assert mutate('', random.Random(1)) == ''


def test_a_text_in_memory_reads_as_its_file_does(tmp_path):
    path = tmp_path / 'a.txt'
    path.write_text(TEXT, 'utf-8')
    assert text_to_document(TEXT).blocks == read_document(path).blocks


def test_confused_letters_widths_and_spaces_are_no_difference():
    items = notice_to_items(notice_of(text_to_document(TEXT)))
    widened = TEXT.replace('，', ',').replace('1', '１').replace('汇总', '汇 总')
    assert notice_to_items(notice_of(text_to_document(widened))) == items


def test_a_lost_item_lowers_the_agreement_of_its_field_alone():
    (trial,) = make_trials({'a': TEXT}, 1, 1)
    trial.after.update(trial.before)
    trial.after['title'] = type(trial.after['title'])()
    rates = agreement([trial])
    assert rates['by field']['title'] == 0
    assert {rate for field, rate in rates['by field'].items() if field != 'title'} == {1}


def test_the_same_seed_makes_the_same_trials():
    assert list(make_trials({'a': TEXT}, 20, 5)) == list(make_trials({'a': TEXT}, 20, 5))
