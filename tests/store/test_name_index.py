"""The file of the index is whole or not believed; what is read from it is what was written."""

from pathlib import Path

import pytest

from ledger.blocks import Block, block_to_arrays, build_block
from ledger.index import named, with_changes
from model.subject import Organisation
from store.name_index import FILE, load, save
from text.regions import names_to_regions

OFFICE = names_to_regions(['示例市', '甲县'])
BLOCK = build_block(
    [
        Organisation(n, f'甲县第{n}协会', None, region, None, None)
        for n, region in enumerate(['甲县', '乙县', None])
    ],
    OFFICE,
)


def saved(folder: Path) -> tuple[Block, int] | None:
    return load('mark', folder)


def test_block_comes_back_mapped_and_equal(tmp_path: Path) -> None:
    save(BLOCK, 12, 'mark', tmp_path / 'new')
    found = saved(tmp_path / 'new')
    assert found is not None
    block, serial = found
    assert (serial, block.counties) == (12, BLOCK.counties)
    for name, array in block_to_arrays(BLOCK).items():
        held = block_to_arrays(block)[name]
        assert (held.dtype, held.tolist()) == (array.dtype, array.tolist())
        assert not held.flags.owndata
    assert named('甲县第1协会', with_changes(block, (), (), OFFICE))[0][0].organisation == 1


def test_newer_block_takes_the_place_of_the_older_that_is_still_read(tmp_path: Path) -> None:
    save(BLOCK, 1, 'mark', tmp_path)
    before = saved(tmp_path)
    save(build_block((), OFFICE), 2, 'mark', tmp_path)
    after = saved(tmp_path)
    assert before is not None
    assert after is not None
    assert (len(before[0].ids), before[1], len(after[0].ids), after[1]) == (3, 1, 0, 2)
    assert [path.name for path in tmp_path.iterdir()] == [FILE]


def test_missing_file_or_another_mark_is_none(tmp_path: Path) -> None:
    assert saved(tmp_path) is None
    save(BLOCK, 1, 'other', tmp_path)
    assert saved(tmp_path) is None


@pytest.mark.parametrize('kept', [0, 5, 20, 100, 600, -100, -1])
def test_file_cut_short_is_none(tmp_path: Path, kept: int) -> None:
    save(BLOCK, 1, 'mark', tmp_path)
    data = (tmp_path / FILE).read_bytes()
    (tmp_path / FILE).write_bytes(data[:kept])
    assert saved(tmp_path) is None


def test_no_damaged_byte_goes_unseen(tmp_path: Path) -> None:
    save(BLOCK, 1, 'mark', tmp_path)
    data = (tmp_path / FILE).read_bytes()
    for place in range(0, len(data), 37):
        (tmp_path / FILE).write_bytes(data[:place] + bytes([data[place] ^ 0x15]) + data[place + 1 :])
        assert saved(tmp_path) is None
