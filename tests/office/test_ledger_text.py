import dataclasses
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from model.errors import Damaged
from model.place import NOWHERE
from office.ledger_columns import Reading
from office.ledger_form import ledger_form
from office.ledger_reading import LedgerRead, read_ledger, text_to_ledger
from office.ledger_text import lines_of, path_to_text
from store.engine import reading

HEAD = (
    '序号,社会组织名称,统一社会信用代码,所属县区,组织类别,从业人员总数,是否建立党组织,成立时间,身份证号,备注'
)
CELLS = (
    st.sampled_from(('', '1', '２', '合计')),
    st.sampled_from(
        (
            '',
            '示例市甲一商会',
            '示例市乙二协会',
            '甲县',
            '合计',
            ' 示例市 丙三学校',
            '填表人：甲',
            '示例2协会',
        )
    ),
    st.sampled_from(('', '51620000MJ000000XM', '51620000mj000000xm', '51620000MJ000000XX', '无')),
    st.sampled_from(('', '甲县', '乙县')),
    st.sampled_from(('', '社会团体', '社团', '民办非企业', '看不清')),
    st.sampled_from(('', '12', '１２', '约30', '—', '3-5', '12人')),
    st.sampled_from(('', '是', '否', '√', '拟建')),
    st.sampled_from(('', '2015年3月', '2015', '不详')),
    st.sampled_from(('', '620000200001010000')),
    st.sampled_from(('', '已搬迁')),
)
LINES = st.lists(st.tuples(*CELLS), max_size=6)


def both_ways(place, path: Path) -> tuple[LedgerRead, LedgerRead]:
    """A CSV as a long text, and as any other list."""
    with reading(place.engine) as connection:
        whole = read_ledger(place, connection, path)
        form = Reading(ledger_form(place.forms))
        long = path_to_text(path, form)
        assert long is not None
        text = text_to_ledger(long)
        text.lines = list(text.lines)
    return whole, text


def told(read: LedgerRead) -> object:
    """What the two ways must agree on: lines, totals, columns."""
    lines = [
        (
            line.certain,
            {key: dataclasses.replace(value, where=NOWHERE) for key, value in line.doubtful.items()},
            line.row,
        )
        for line in read.lines
    ]
    whys = [bool(line.whys) for line in read.lines]
    totals = [(one.row, one.heading, one.column, one.own) for one in read.totals]
    return lines, whys, read.totals_dropped, sorted(read.not_taken), totals


FIRST = '1,示例市首家商会,,甲县,社会团体,5,是,,,'


def test_a_long_text_says_what_the_same_list_says_read_whole(place, tmp_path):
    path = tmp_path / '名单.csv'

    @settings(max_examples=25, deadline=None)
    @given(lines=LINES)
    def agree(lines):
        path.write_text('\n'.join((HEAD, FIRST, *map(','.join, lines), '')), 'utf-8')
        whole, text = both_ways(place, path)
        assert told(text) == told(whole)

    agree()


def test_quotes_that_do_not_pair_off_stop_a_long_text(place, tmp_path):
    path = tmp_path / '名单.csv'
    path.write_text(f'{HEAD}\n1,"示例市甲一商会,,甲县,,,,,,\n', 'utf-8')
    long = path_to_text(path, Reading(ledger_form(place.forms)))
    assert long is not None
    with pytest.raises(Damaged, match='引号'):
        list(lines_of(long, lambda counted: None))
