"""The index finds what the ledger holds, however it was put together; flat arrays only."""

import time
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.names import make_divisions, make_organisations
from ledger import lookup
from ledger.blocks import arrays_to_block, block_mark, block_to_arrays, build_block
from ledger.index import Entry, NameIndex, build_index, by_id, holders, named, with_changes
from ledger.lookup import near, rarity_in
from ledger.names import name_key, name_to_parts
from model.subject import Organisation, State
from text.regions import names_to_regions

OFFICE = names_to_regions(['示例省', '示例市', '甲县', '乙县'])
NAMES = [
    '示例市甲县阳光养老院',
    '甲县蓝桥协会',
    '乙县蓝桥协会',
    '蓝桥学会',
    '示例市青松商会',
    '乙县小河幼儿园',
]
CODES = [None, '51620000MJ000000XM', '52620000MJ000000XJ']


def organisation(
    number: int, name: str, code: str | None = None, region: str | None = '甲县', **more: Any
) -> Organisation:
    return Organisation(number, name, code, region, None, None, **more)


def numbers(entries: list[Entry]) -> list[int]:
    return [entry.organisation for entry in entries]


def near_name(name: str, region: str | None, index: NameIndex) -> set[int]:
    return set(numbers(near(name_to_parts(name_key(name), OFFICE), region, index)))


def test_organisation_is_found_by_number_code_and_name() -> None:
    ledger = [organisation(7, '甲县 蓝桥协会（盖章）', ' 51620000mj000000xm', '甲')]
    index = build_index(ledger, OFFICE)
    (entry,) = holders('51620000MJ000000XM', index)
    assert entry == by_id(7, index) == named('甲县蓝桥协会', index)[0][0]
    assert (entry.name, entry.code, entry.region) == ('甲县 蓝桥协会（盖章）', '51620000MJ000000XM', '甲县')
    assert (entry.parts.rest, entry.former, entry.state) == ('蓝桥协会', (), 'active')


def test_name_that_only_looks_the_same_is_told_apart() -> None:
    index = build_index([organisation(1, '甲县未来协会')], OFFICE)
    assert [numbers(found) for found in named('甲县末来协会', index)] == [[], [1]]
    assert [numbers(found) for found in named('甲县未来协会', index)] == [[1], []]


def test_former_name_leads_to_the_present_one() -> None:
    index = build_index([organisation(1, '甲县新名协会', facts={'former_names': ('甲县旧名学会',)})], OFFICE)
    (entry,) = named('甲县旧名学会', index)[0]
    assert (entry.name, [parts.key for parts in entry.former]) == ('甲县新名协会', ['甲县旧名学会'])
    assert near_name('甲县旧民学会', '甲县', index) == {1}


def test_double_record_stands_for_the_one_it_was_merged_into() -> None:
    ledger = [
        organisation(1, '甲县蓝桥协会', CODES[1]),
        organisation(2, '甲县兰桥协会', CODES[1], state='merged', merged_into=1),
    ]
    index = build_index(ledger, OFFICE)
    (entry,) = holders(CODES[1], index)
    assert (entry.organisation, entry.name, entry.state) == (1, '甲县蓝桥协会', 'active')
    (entry,) = named('甲县兰桥协会', index)[0]
    assert (entry.organisation, [parts.key for parts in entry.former]) == (1, ['甲县兰桥协会'])


@pytest.mark.parametrize(
    ('state', 'found'), [('active', [1]), ('ended', [1]), ('merged', [1]), ('withdrawn', [])]
)
def test_only_what_was_rolled_back_is_not_found(state: State, found: list[int]) -> None:
    index = build_index([organisation(1, '甲县蓝桥协会', state=state)], OFFICE)
    assert numbers(named('甲县蓝桥协会', index)[0]) == found


def test_empty_ledger_has_nobody() -> None:
    index = build_index([], OFFICE)
    assert holders(CODES[1], index) == []
    assert named('甲县蓝桥协会', index) == ([], [])
    assert near_name('甲县蓝桥协会', '甲县', index) == set()
    assert list(index.entries) == []


def test_entries_come_by_number() -> None:
    ledger = [organisation(number, name) for number, name in zip((5, 3, 9), NAMES, strict=False)]
    index = with_changes(build_index(ledger, OFFICE).base, [organisation(4, '甲县新会')], [9], OFFICE)
    assert [entry.organisation for entry in index.entries] == [3, 4, 5]
    assert index.entries[1].name == '甲县新会'
    assert len(index.entries) == 3


some = st.builds(
    organisation,
    st.integers(1, 6),
    st.sampled_from(NAMES),
    st.sampled_from(CODES),
    st.sampled_from([None, '甲县', '乙县', '示例市']),
    state=st.sampled_from(['active', 'ended', 'withdrawn']),
    facts=st.sampled_from([{}, {'former_names': ['甲县旧名协会']}]),
)
ledgers = st.lists(some, max_size=6, unique_by=lambda one: one.id)


@given(ledgers, ledgers, st.sets(st.integers(1, 6), max_size=2), st.sampled_from([None, '甲县', '示例市']))
def test_base_with_changes_is_as_good_as_built_anew(
    before: list[Organisation], changed: list[Organisation], removed: set[int], region: str | None
) -> None:
    removed -= {one.id for one in changed}
    index = with_changes(build_index(before, OFFICE).base, changed, removed, OFFICE)
    now = {one.id: one for one in [*before, *changed] if one.id not in removed}
    anew = build_index(now.values(), OFFICE)
    assert list(index.entries) == list(anew.entries)
    for code in CODES:
        assert holders(code, index) == holders(code, anew)
    for name in (*NAMES, '甲县旧名协会'):
        assert named(name, index) == named(name, anew)
        assert near_name(name, region, index) == near_name(name, region, anew)


@given(st.lists(st.text(max_size=8), max_size=5), st.text(max_size=8))
def test_any_text_can_be_held_and_asked_for(held: list[str], asked: str) -> None:
    index = build_index([organisation(number, name, name, name) for number, name in enumerate(held)], OFFICE)
    assert [entry.name for entry in index.entries] == held
    near_name(asked, asked, index)
    holders(asked, index)
    for name in held:
        key = name_key(name)
        assert {held.index(name)} <= set(numbers(named(key, index)[0])) or not key


def test_name_with_a_typing_error_is_near_whatever_its_county() -> None:
    divisions = make_divisions(3000)
    ledger = make_organisations(3000, 1, divisions)
    index = build_index(ledger, names_to_regions([*divisions[0], *divisions[1]]))
    for held in ledger[::150]:
        parts = name_to_parts(name_key(held.name[:-3] + held.name[-2:]), index.regions)
        for region in (held.region, None, ledger[0].region):
            assert held.id in numbers(near(parts, region, index))


def test_common_pair_is_less_rare_than_a_seldom_one() -> None:
    rarity = rarity_in(build_index([organisation(n, name) for n, name in enumerate(NAMES)], OFFICE))
    assert 0 < rarity('协会') < rarity('小河') < 1
    assert rarity('无人') == rarity('^小') == 1


def test_block_is_arrays_and_survives_as_such() -> None:
    block = build_block([organisation(n, name, CODES[1]) for n, name in enumerate(NAMES)], OFFICE)
    arrays = block_to_arrays(block)
    assert all(isinstance(array, np.ndarray) and array.dtype != object for array in arrays.values())
    again = arrays_to_block(block.counties, arrays)
    assert with_changes(again, (), (), OFFICE).entries[2].name == NAMES[2]


def test_mark_changes_with_the_regions() -> None:
    assert block_mark(OFFICE) == block_mark(names_to_regions(['示例省', '示例市', '甲县', '乙县']))
    assert block_mark(OFFICE) != block_mark(names_to_regions(['示例省', '示例市', '甲县']))


def test_three_hundred_organisations_are_indexed_at_once() -> None:
    ledger = make_organisations(300, 1, make_divisions(300))
    build_index(ledger[:1], OFFICE)  # numpy is imported
    started = time.process_time()
    build_index(ledger, OFFICE)
    assert time.process_time() - started < 0.3  # 0.01 s where nothing else runs


def test_name_is_near_by_words_too_common_to_be_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lookup, '_POSTINGS_READ', 200)
    monkeypatch.setattr(lookup, '_TELLING_SHARE', 1)
    monkeypatch.setattr(lookup, '_COMPARED', 5)
    names = [f'示例市{first}{second}公园' for first in '金银青蓝红绿' for second in '松柏竹梅兰菊河湖山海']
    ledger = [organisation(number, name) for number, name in enumerate(names)]
    ledger.append(organisation(100, '示例市为公跆拳道馆'))
    ledger += [organisation(200 + at, f'乙县{at}号跆拳道馆') for at in range(150)]
    assert 100 in near_name('示例市公为跆拳道馆', None, build_index(ledger, OFFICE))
