"""What a likeness may decide by itself, in small ledgers too: by the kind of difference."""

import random

import pytest

from bench.calibration_ledgers import Lot, make_lot
from ledger.index import NameIndex
from ledger.match import build_index, match
from model.subject import Organisation
from text.regions import names_to_regions

OFFICE = names_to_regions(['示例省', '示例市', '甲县', '乙县', '丙县'])


def ledger_of(*names: str) -> NameIndex:
    organisations = [Organisation(at, name, None, '甲县', None, None) for at, name in enumerate(names, 1)]
    return build_index(organisations, OFFICE)


SMALL = ('示例市甲县甲一商会', '示例市甲县蓝桥家具行业协会', '示例市甲县阳光社会工作服务中心')


def filled(*names: str) -> NameIndex:
    """A ledger of three hundred with these."""
    rng = random.Random(8)
    words, fields = '明德星辰海川江河松柏兰竹云月雨禾', ('文化', '养老', '助学', '体育', '法律', '环保')
    others = {
        f'示例市甲县{"".join(rng.sample(words, 2))}{rng.choice(fields)}服务中心'
        for _ in range(320)
    }  # fmt: skip
    return ledger_of(*names, *sorted(others - set(names))[:300])


@pytest.mark.parametrize('index', [ledger_of(*SMALL), filled(*SMALL)], ids=['three', 'three hundred'])
@pytest.mark.parametrize(
    'written',
    [
        '示例市甲县甲一商协会',  # a character more
        '示例市甲县甲二商会',  # a telling one
        '示例市甲县兰乔社会工作服务中心',
        '示例市甲县朝光社会工作服务中心',  # another one of two
        '社会工作服务中心',  # its own name left out
        '阳光社会工作服务中心',  # its places left out: the city may have one too
        '示例市阳光社会工作服务中心',
    ],
)
def test_small_ledger_does_not_decide_on_another_character_or_place(index: NameIndex, written: str) -> None:
    assert match(written, None, '甲县', index).decision != 'matched'


@pytest.mark.parametrize('index', [ledger_of(*SMALL), filled(*SMALL)], ids=['three', 'three hundred'])
@pytest.mark.parametrize(
    'written',
    ['示例市甲县陽光社會工作服務中心（盖章）', '示例市甲县阳光社工中心'],
)
def test_other_spelling_of_one_name_decides_in_a_small_ledger(index: NameIndex, written: str) -> None:
    found = match(written, None, '甲县', index)
    assert (found.decision, found.organisation) == ('matched', 3), found


def test_words_that_others_are_called_by_are_another_name() -> None:
    index = ledger_of('示例市甲县蓝桥家具行业协会', '示例市甲县青松家具协会')
    assert match('示例市甲县蓝桥家具协会', None, '甲县', index).decision == 'candidates'


@pytest.mark.parametrize('noise', ['second', 'third'])
def test_hardly_a_decision_in_a_small_ledger_is_wrong(noise: str) -> None:
    index, asked = make_lot(Lot(noise, 300, 2, 500, 77))
    decided = [(one, match(one.name, None, one.region, index)) for one in asked]
    wrong = [
        one
        for one, found in decided
        if found.organisation is not None and found.organisation != one.organisation
    ]
    assert len(wrong) <= 1, wrong
    assert sum(found.organisation is not None for _one, found in decided) > 100
