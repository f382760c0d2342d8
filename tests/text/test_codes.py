"""Identity codes with their check characters."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.cn import uscc

from text.codes import (
    ALPHABET,
    has_inner_checksum,
    has_outer_checksum,
    hide_id_numbers,
    is_destroyed,
    is_registration_number,
    parse_code,
)

GOOD = '51620000MJ000000XM'
SYNTHETIC = (GOOD, '52620000MJ000000XJ', '53620000MJ000000XF', '516200000000000270')
"""Made up to pass; the last is the case whose weighted sum leaves no remainder."""


SHAPED = st.text(ALPHABET, min_size=2, max_size=2), st.text('0123456789', min_size=6, max_size=6)
BODIES = st.tuples(*SHAPED, st.text(ALPHABET, min_size=9, max_size=9)).map(''.join)


@given(BODIES, st.sampled_from(ALPHABET))
def test_the_outer_check_is_that_of_the_standard(body: str, last: str) -> None:
    right = uscc.calc_check_digit(body)
    assert has_outer_checksum(body + right)
    assert has_outer_checksum(body + last) == (last == right)


@given(st.text('0123456789ABCXYZabz', min_size=8, max_size=8), st.sampled_from('0123456789XAx'))
def test_the_inner_check_is_that_of_the_standard(body: str, last: str) -> None:
    weights = (3, 7, 9, 10, 5, 8, 4, 2)
    rest = -sum(int(char, 36) * weight for char, weight in zip(body, weights, strict=True)) % 11
    assert has_inner_checksum('51620000' + body + last + '0') == (last == '0123456789X'[rest])


@pytest.mark.parametrize(
    'code', ['', GOOD[:17], GOOD + '0', GOOD.lower(), '５' + GOOD[1:], '示' * 18, 'V' * 18]
)
def test_what_is_no_code_passes_no_check(code: str) -> None:
    assert not has_outer_checksum(code)


@pytest.mark.parametrize('code', SYNTHETIC)
def test_right_codes_pass_both_checks(code: str) -> None:
    assert has_outer_checksum(code)
    assert has_inner_checksum(code)
    assert parse_code(code) == (code, ())


@given(st.sampled_from(SYNTHETIC), st.integers(0, 17), st.sampled_from(ALPHABET))
def test_one_wrong_character_is_found(code: str, place: int, char: str) -> None:
    wrong = code[:place] + char + code[place + 1 :]
    parsed, reasons = parse_code(wrong)
    assert (parsed == code) if wrong == code else (parsed is None and reasons)


@pytest.mark.parametrize(
    'raw',
    [GOOD.lower(), f' {GOOD} ', '５１６２００００MJ000000XM', '51-620000-MJ000000X-M', '51620000 MJ000000XM'],
)
def test_width_case_blanks_and_hyphens_do_not_matter(raw: str) -> None:
    assert parse_code(raw) == (GOOD, ())


def test_letters_read_for_figures_are_repaired_and_told() -> None:
    code, reasons = parse_code('5162OOOOMJ00000OXM')
    assert code == GOOD
    assert "第5位O改为0" in reasons[0]
    assert parse_code('S1620000MJ0000I0XM')[0] is None


def test_however_many_letters_are_read_for_figures_all_are_repaired() -> None:
    code, reasons = parse_code(GOOD.translate(str.maketrans('0125', 'OIZS')))
    assert code == GOOD
    assert reasons[0].count('改为') == 13
    assert reasons[0].startswith("第1位S改为5、第2位I改为1、第4位Z改为2、")


def test_a_number_that_a_spreadsheet_cut_is_refused() -> None:
    for raw in ('5.162E+17', '5.16200000000000E+17'):
        code, reasons = parse_code(raw)
        assert code is None
        assert "科学计数" in reasons[0]


def test_a_wrong_inner_code_is_kept_with_its_reason() -> None:
    body = '51620000MJ000001X'
    code = body + uscc.calc_check_digit(body)
    assert parse_code(code) == (code, ("其中的组织机构代码校验位不符",))


def test_blank_is_nothing_and_an_old_number_is_no_code() -> None:
    assert parse_code('  ') == (None, ())
    assert parse_code('00036')[0] is None
    assert all(map(is_registration_number, ('00036', ' ０00３6 ', '示社证字第0036号', '第0036号')))
    assert not any(map(is_registration_number, (GOOD, '', '无', '0000-1234567', '2026年3月8日')))


def test_identity_numbers_are_blotted_out_and_codes_are_not() -> None:
    assert hide_id_numbers('示例一11010119700101123X，') == ('示例一＊＊＊＊＊＊，', 1)
    assert hide_id_numbers(f'{GOOD} 516200000000000270 13800000000') == (
        f'{GOOD} 516200000000000270 13800000000',
        0,
    )


@given(st.text())
def test_never_raises(raw: str) -> None:
    parse_code(raw)
    hide_id_numbers(raw)


def test_a_code_that_a_spreadsheet_rounded_is_destroyed() -> None:
    assert all(
        map(is_destroyed, ('5.1E+17', '5E17', '516200000000000000', '５１６２００００００００００００００'))
    )
    assert not any(map(is_destroyed, ('51620000MJ000000XM', '00036', '13900000001', '')))
