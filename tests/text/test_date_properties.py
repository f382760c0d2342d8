"""What holds for every date and every text, not only for those of the tables."""

import dataclasses
import datetime as dt
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from text.dates import expressions
from text.han import int_to_han

DAYS = st.dates(dt.date(2001, 1, 1), dt.date(2060, 12, 31))
MONTHS = st.integers(1, 12)


def han_year(year: int) -> str:
    return ''.join('〇一二三四五六七八九'[int(digit)] for digit in str(year))


WRITTEN = {
    'plain': lambda d: f'{d.year}年{d.month}月{d.day}日',
    'padded': lambda d: f'{d:%Y年%m月%d日}',
    'spaced': lambda d: f'{d.year} 年 {d.month} 月 {d.day} 日 ',
    'broken': lambda d: f'{d.year}年\n{d.month}月\n{d.day}\n日',
    'letterspaced': lambda d: ' '.join(f'{d.year}年{d.month}月{d.day}日') + ' ',
    'wide': lambda d: f'{d.year}年{d.month}月{d.day}日'.translate({48 + n: 0xFF10 + n for n in range(10)}),
    'han': lambda d: f'{han_year(d.year)}年{int_to_han(d.month)}月{int_to_han(d.day)}日',
    'iso': lambda d: d.isoformat(),
    'dots': lambda d: f'{d.year}.{d.month}.{d.day}',
    'spaced dots': lambda d: f'{d.year}. {d.month}. {d.day}',
    'slashes': lambda d: f'{d.year}/{d.month}/{d.day}',
    'number': lambda d: f'{d.year}年{d.month}月{d.day}号',
}
"""Ways to write one day; each must be read as that day."""
LIMITS = [
    '{}前',
    '{}之前',
    '{}以前',
    '{}（含）前',
    '{}下班前',
    '{} 17:30前',
    '{} 12时前',
    '不迟于{}',
    '最迟{}',
    '截止到{}',
]
MARKS = ['-', '—', '——', '–', '~', '～', '―', '─', '〜', '−', '至', '到', ' 至 ', '起至', '---', '－']
PERIODS = [
    '{m}月初',
    '{m}月上旬',
    '{m}月中旬',
    '{m}月下旬',
    '{m}月中下旬',
    '{m}月底',
    '{m}月末',
    '{m}月底前',
    '{m}月前',
    '{m}月10日前',
    '{m}月份',
]


def only(text, issued=None, **more):
    (found,) = expressions(text, issued, **more)
    return found


@pytest.mark.parametrize('form', WRITTEN)
@given(day=DAYS)
def test_a_day_is_read_in_every_writing(form, day):
    found = only(f'请于{WRITTEN[form](day)}报送')
    assert (found.kind, found.first, found.last, found.flags) == (
        'date',
        day.isoformat(),
        day.isoformat(),
        (),
    )


@given(day=DAYS, form=st.sampled_from(list(WRITTEN)), limit=st.sampled_from(LIMITS))
def test_a_limit_ends_on_its_day_and_never_later(day, form, limit):
    found = only(f'请于{limit.format(WRITTEN[form](day))}，')
    assert (found.kind, found.first, found.last) == ('deadline', None, day.isoformat())


TORN = [
    '请于本月底前报送',
    '自收到本通知之日起十五个工作日内报送',
    '每季度结束后十五日内报送',
    '每半年报送一次',
    '请于第一季度末前报送',
    '请于国庆节前报送',
    '请于三月下旬前报送',
]


@given(st.sampled_from(TORN), st.data())
def test_a_blank_inside_a_word_changes_no_value(said, data):
    place = data.draw(st.integers(1, len(said) - 1))
    whole, torn = (only(text, dt.date(2026, 3, 5)) for text in (said, f'{said[:place]} {said[place:]}'))
    assert torn.text.replace(' ', '') == whole.text
    assert dataclasses.replace(torn, text='', start=0, end=0) == dataclasses.replace(
        whole, text='', start=0, end=0
    )


@given(day=DAYS, hour=st.integers(10, 23), minute=st.integers(0, 59))
def test_letters_that_a_scan_took_for_digits_cost_no_deadline(day, hour, minute):
    printed = f'{day.month}月{day.day}日{hour}:{minute:02}前'
    scanned = printed.replace('0', 'O').replace('1', 'l')
    found = only(f'请于{day.year}年{scanned}报送')
    assert (found.kind, found.last, found.time) == ('deadline', day.isoformat(), f'{hour}:{minute:02}')
    assert found.flags == (('repaired',) if scanned != printed else ())


@given(one=DAYS, other=DAYS, mark=st.sampled_from(MARKS), form=st.sampled_from(list(WRITTEN)))
def test_a_range_runs_forward_or_stays_open(one, other, mark, form):
    found = only(f'（{WRITTEN[form](one)}{mark}{WRITTEN[form](other)}）')
    assert found.kind == 'range'
    assert found.first == one.isoformat()
    assert found.last == (other.isoformat() if one <= other else None)


@given(one=DAYS, month=MONTHS, day=st.integers(1, 28), mark=st.sampled_from(MARKS))
def test_an_elided_year_of_a_ranges_end_comes_after_its_start(one, month, day, mark):
    found = only(f'{one.year}年{one.month}月{one.day}日{mark}{month}月{day}日')
    assert found.first <= found.last
    assert dt.date.fromisoformat(found.last) - one < dt.timedelta(days=366)


@given(issued=DAYS, months=st.tuples(MONTHS, MONTHS), period=st.sampled_from(PERIODS))
def test_a_later_month_printed_never_ends_earlier(issued, months, period):
    year = issued.year + 1
    early, late = (only(f'请于{year}年{period.format(m=month)}报送', issued) for month in sorted(months))
    assert early.last <= late.last


@given(issued=DAYS, days=st.tuples(DAYS, DAYS), form=st.sampled_from(list(WRITTEN)))
def test_a_later_day_printed_never_ends_earlier(issued, days, form):
    early, late = (only(f'请于{WRITTEN[form](day)}前报送', issued) for day in sorted(days))
    assert early.last <= late.last


@given(issued=DAYS, counts=st.tuples(st.integers(1, 99), st.integers(1, 99)))
@pytest.mark.parametrize('unit', ['日', '天', '个工作日', '个月', '周'])
def test_a_longer_limit_never_ends_earlier(unit, issued, counts):
    early, late = (only(f'本通知印发后{count}{unit}内报送', issued) for count in sorted(counts))
    assert issued.isoformat() < early.last <= late.last


@given(issued=DAYS, month=MONTHS, day=st.integers(1, 28))
def test_a_year_that_is_not_written_is_that_of_the_paper_or_the_next(issued, month, day):
    found = only(f'请于{month}月{day}日前报送', issued)
    last = dt.date.fromisoformat(found.last)
    assert (last.month, last.day) == (month, day)
    assert -120 <= (last - issued).days < 366
    assert found.flags == ('year_inferred',)


@given(issued=DAYS, month=MONTHS)
def test_before_a_month_is_before_its_first_day(issued, month):
    found = only(f'请于{issued.year}年{month}月前报送', issued)
    assert found.last < f'{issued.year}-{month:02}'


FESTIVALS = ['元旦', '春节', '清明节', '五一', '“七一”', '端午节', '中秋节', '国庆节', '十一']


@given(issued=st.dates(dt.date(2001, 1, 1), dt.date(2034, 12, 31)), name=st.sampled_from(FESTIVALS))
def test_before_a_festival_is_the_eve_of_the_next_one(issued, name):
    found = only(f'请于{name}前报送', issued)
    last = dt.date.fromisoformat(found.last)
    assert -1 <= (last - issued).days <= 385
    assert found.flags == ('fuzzy', 'year_inferred')


SAID = [
    '{}前',
    '{}（含当日）前',
    '{}上午下班前',
    '不迟于{}',
    '{}起至12月31日止',
    '即日起至{}',
    '自{}起10日内',
    '{}起15天',
]


@given(
    issued=DAYS,
    day=DAYS,
    form=st.sampled_from(['plain', 'spaced', 'han', 'wide']),
    said=st.sampled_from(SAID),
)
def test_what_was_found_reads_the_same_alone(issued, day, form, said):
    found = only(f'请于{said.format(WRITTEN[form](day))}。', issued)
    again = only(found.text, issued)
    assert (again.kind, again.first, again.last, again.time, again.flags) == (
        found.kind,
        found.first,
        found.last,
        found.time,
        found.flags,
    )


ALPHABET = (
    '0123456789OolI〇一二三十廿半百年月日曰号天周季度底末初旬上中下前内起至到-—～.每间隔个工作自此通知印发登记后当次'
    '本明今春节国庆七午时点分班曰隔双从开（含）“”：，。、截止和的第最迟提会召开 \n\t\ue000'
)


@given(st.text(alphabet=ALPHABET, max_size=120), st.none() | st.dates(), st.none() | st.dates())
def test_any_text_is_read_in_order_within_itself_and_forward(text, issued, received):
    end = 0
    for found in expressions(text, issued, received=received):
        assert text[found.start : found.end] == found.text
        assert found.text == found.text.strip() != ''
        assert found.start >= end
        assert not (found.first and found.last) or found.first <= found.last
        assert list(found.flags) == sorted(set(found.flags))
        end = found.end


@pytest.mark.hard
@pytest.mark.parametrize(
    'piece',
    [
        '1月1日、',
        '每年1月、',
        '季度末',
        '月内',
        '1',
        '十',
        '（含',
        ' \n',
        '自收到',
        '周一、',
        '“七一”',
        '15日内',
        '至',
    ],
)
def test_a_long_paragraph_takes_no_longer_for_each_of_its_letters(piece):
    short, long = (_seconds(piece * (letters // len(piece))) for letters in (4_000, 32_000))
    assert long < 40 * max(short, 0.002)


def _seconds(text):
    begin = process_time()
    expressions('2026年3月5日，' + text, dt.date(2026, 3, 5))
    return process_time() - begin
