import datetime as dt
import re

import pytest

from tests.text.date_counted_expressions import COUNTED
from tests.text.date_expressions import POINTS
from tests.text.date_lookalikes import NOTHING
from text.dates import TimeExpression, expressions

ISSUED = dt.date(2026, 3, 5)
_MARKED = re.compile('【(.*?)】')


def value(found: TimeExpression) -> str:
    """A found expression in the words of the table."""
    words: list[str] = [found.kind]
    if found.first or found.last:
        words.append(f'{found.first or ""}..{found.last or ""}')
    if found.time:
        words.append(f't={found.time}'.replace(' ', '_'))
    if found.relative:
        counted = found.relative
        from_ = f'<{counted.from_}' if counted.from_ else ''
        words.append(f'rel={counted.value}{counted.unit}{from_}')
    if found.recurrence:
        often = found.recurrence
        words.append(f'rec={often.every}{often.unit}{f"x{often.times}" if often.times else ""}')
    return ' '.join([*words, *(f'+{flag}' for flag in found.flags)])


@pytest.mark.parametrize('line', (POINTS + COUNTED).splitlines())
def test_what_official_chinese_writes(line):
    marked, _, values = line.partition(' = ')
    found = expressions(_MARKED.sub(r'\1', marked), ISSUED)
    assert [one.text for one in found] == _MARKED.findall(marked)
    assert [value(one) for one in found] == values.split(' | ')


@pytest.mark.parametrize('line', NOTHING.splitlines())
def test_names_and_numbers_are_no_times(line):
    assert expressions(line, ISSUED) == []


def read(text, issued=ISSUED, **more):
    return [(one.text, value(one)) for one in expressions(text, issued, **more)]


# The seven expressions that other readers of Chinese time lose or misread, in sentences of our own.
SEVEN = [
    ('此通知下发15天内，各单位须选派到位。', '此通知下发15天内', 'relative ..2026-03-20 rel=15day<issue'),
    (
        '修改意见请于2026年4月7日上午下班前传真。',
        '2026年4月7日上午下班前',
        'deadline ..2026-04-07 t=上午下班',
    ),
    ('机构设置（8月底前）到位。', '8月底前', 'deadline ..2026-08-31 +year_inferred'),
    ('每间隔20天，甲县、乙县各报一次。', '每间隔20天', 'recurrence rec=20day'),
    ('总结请于2026年11月30前报来。', '2026年11月30前', 'deadline ..2026-11-30 +repaired'),
    (
        '组建（3月11日——5月10日）抓紧推进。',
        '3月11日——5月10日',
        'range 2026-03-11..2026-05-10 +year_inferred',
    ),
    ('脱钩在9月底之前办完。', '9月底之前', 'deadline ..2026-09-30 +year_inferred'),
]


@pytest.mark.parametrize(('sentence', 'text', 'wanted'), SEVEN)
def test_the_seven_that_others_lose(sentence, text, wanted):
    assert (text, wanted) in read(sentence)


@pytest.mark.parametrize(
    ('seed', 'issued', 'text', 'wanted'),
    [
        ('000', None, '此通知下发15天内', 'relative rel=15day<issue +anchor_missing'),
        ('000', '2016-10-08', '此通知下发15天内', 'relative ..2016-10-23 rel=15day<issue'),
        ('001', '2016-01-05', '2016年1月7日上午下班前', 'deadline ..2016-01-07 t=上午下班'),
        ('002', '2011-02-16', '每间隔20天', 'recurrence rec=20day'),
        ('002', '2011-02-16', '3月11日——5月10日', 'range 2011-03-11..2011-05-10 +year_inferred'),
        ('004', '2016-08-03', '8月底前', 'deadline ..2016-08-31 +year_inferred'),
        ('004', '2016-08-03', '9月底之前', 'deadline ..2016-09-30 +year_inferred'),
        ('004', '2016-08-03', '2016年11月30前', 'deadline ..2016-11-30 +repaired'),
        ('004', '2016-08-03', '8月中下旬', 'deadline ..2016-08-31 +fuzzy +year_inferred'),
        ('004', '2016-08-03', '2016年8月初至11月上旬', 'range 2016-08-01..2016-11-10 +fuzzy'),
    ],
)
def test_the_same_in_the_notices_themselves(shared, seed, issued, text, wanted):
    (path,) = (shared / 'seeds').glob(f'{seed}_*.txt')
    day = dt.date.fromisoformat(issued) if issued else None
    assert (text, wanted) in read(path.read_text('utf-8'), day)


def test_a_line_may_break_inside_a_date():
    assert read('请于2026年3月\n20日\n前报送') == [('2026年3月\n20日\n前', 'deadline ..2026-03-20')]


@pytest.mark.parametrize(
    ('text', 'wanted'),
    [
        ('请于本月底前报送', 'deadline +anchor_missing'),
        ('请于下月10日前报送', 'deadline +anchor_missing'),
        ('请于次月5日前报送', 'relative rel=5next_month_day +anchor_missing'),
        ('请于明年3月底前报送', 'deadline +anchor_missing'),
        ('请于年底前报送', 'deadline +anchor_missing'),
        ('请于春节前报送', 'deadline +anchor_missing'),
        ('请于3月20日前报送', 'deadline +anchor_missing'),
        ('请于本周五前报送', 'deadline +anchor_missing'),
        ('请于明日12时前报送', 'deadline t=12时 +anchor_missing'),
        ('请于20日前报送', 'deadline +anchor_missing'),
        ('请于季度末前报送', 'deadline +anchor_missing'),
        ('即日起至2026年5月31日', 'range ..2026-05-31 +anchor_missing'),
        ('本通知印发之日起30日内', 'relative rel=30day<issue +anchor_missing'),
        ('2026年春节前', 'deadline ..2026-02-16 +fuzzy'),
        ('2090年春节前', 'deadline +fuzzy'),
    ],
)
def test_without_the_papers_day_what_it_anchors_stays_open(text, wanted):
    ((_, found),) = read(text, None)
    assert found == wanted


@pytest.mark.parametrize(
    ('text', 'last'),
    [
        ('自收到本通知之日起10个工作日内反馈', '2026-03-24'),
        ('各单位收到通知后5日内反馈', '2026-03-15'),
        ('接通知后一个月内反馈', '2026-04-10'),
        ('文到之日起3日内反馈', '2026-03-13'),
        ('收到退款之日起3日内转账', None),
    ],
)
def test_a_limit_from_the_receipt_counts_from_the_day_the_paper_came_in(text, last):
    (found,) = expressions(text, ISSUED, received=dt.date(2026, 3, 10))
    assert (found.last, 'anchor_missing' in found.flags) == (last, last is None)


def test_a_limit_in_a_year_without_holidays_says_so():
    (found,) = expressions('本通知印发后5个工作日内', dt.date(2040, 1, 2))
    assert (found.last, found.flags) == ('2040-01-09', ('holidays_unknown',))
