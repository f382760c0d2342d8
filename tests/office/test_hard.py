"""Fuzz and load: `make hard`. Bounded in count; nothing here runs in `make test`."""

import random
from pathlib import Path

import pytest

from extractors.readers.process.pool import ReadingPool
from model.document import Document
from model.errors import BadInput
from office.counting import stats
from office.importing import import_ledger
from office.intake import take_in
from office.ledger_acts import organisations

pytestmark = pytest.mark.hard

EXAMPLES = sorted((Path(__file__).parent.parent.parent / 'examples' / 'office' / '收文').rglob('*.*'))


def damaged(data: bytes, chance: random.Random) -> bytes:
    """The bytes cut short, or with some of them changed."""
    if chance.random() < 0.3:
        return data[: chance.randrange(len(data) + 1)]
    changed = bytearray(data)
    for _ in range(chance.randrange(1, 12)):
        if changed:
            changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)


def outcome(pool: ReadingPool, path: Path) -> Document | BadInput:
    try:
        return pool.read(path, path.name)
    except BadInput as error:
        return error


def test_two_thousand_damaged_files_are_documents_or_bad_input(tmp_path):
    chance = random.Random(20260313)
    with ReadingPool() as pool:
        for _ in range(2000):
            source = chance.choice(EXAMPLES)
            path = tmp_path / f'x{source.suffix}'
            path.write_bytes(damaged(source.read_bytes(), chance))
            assert isinstance(outcome(pool, path), Document | BadInput)


@pytest.fixture
def large_ledger(place, tmp_path):
    lines = ['社会组织名称,所属县区,组织类别,从业人员,是否建立党组织']
    lines += [
        f'示例市第{number}协会,甲县,社会团体,{number % 40},{"是" if number % 3 else "否"}'
        for number in range(100_000)
    ]
    path = tmp_path / '大台账.csv'
    path.write_text('\n'.join(lines), 'utf-8')
    import_ledger(place, path)
    return place


def test_a_ledger_of_a_hundred_thousand_takes_a_return(large_ledger, survey):
    survey('甲县/附件1.xlsx', (1, '示例市第777协会', 17, 7, 10, 3, 3, 0, '否'))
    (outcome,) = take_in(large_ledger)
    assert '入账1' in outcome.message
    assert len(organisations(large_ledger)) == 100_000
    assert stats(large_ledger)[0][0].denominator == 100_000
