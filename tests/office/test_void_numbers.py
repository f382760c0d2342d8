"""A number that a paper bears is made void on a clear word only, can be had back, and is sent to nobody."""

import datetime as dt

import pytest

from model.errors import UsageFault
from office import outgoing_register, paper_states, print_run, receipts, serials
from office.issuing import Order, issue
from store import paper_numbers
from store.engine import reading
from tests.office.drafted import letters

DAY = dt.date(2026, 3, 19)
SERIES = ('示民党函', 2026)


@pytest.fixture
def issued(place):
    """Two letters with the numbers 21 and 22."""
    paths = letters(place, 2)
    issue(place, paths, Order(DAY, '示例一', '21-22'))
    return paths


def states(place):
    with reading(place.engine) as connection:
        return {one.serial: (one.state, one.file) for one in paper_numbers.list_all(connection)}


def test_a_range_typed_wrong_touches_no_number(place, issued):
    before = states(place)
    with pytest.raises(UsageFault, match=r'21-22号已编给发文（“函001\.docx”等2件）.*--yes'):
        serials.void(place, *SERIES, tuple(range(1, 26)), '手工发文')
    assert states(place) == before


def test_what_was_made_void_is_had_back(place, issued):
    before = states(place)
    serials.void(place, *SERIES, tuple(range(20, 24)), '印错', issued=True)
    assert {number for number, (state, _) in states(place).items() if state == 'void'} == {20, 21, 22, 23}
    with pytest.raises(UsageFault, match='24号没有登记为作废'):
        serials.restore(place, *SERIES, (21, 24), '')
    assert states(place)[21][0] == 'void'
    told = serials.restore(place, *SERIES, tuple(range(20, 24)), '写错了')
    assert states(place) == before
    assert told[1] == '示民党函〔2026〕21号仍是“函001.docx”的文号'


def test_a_void_paper_is_sent_to_nobody(place, issued, tmp_path):
    serials.void(place, *SERIES, (21,), '印错', issued=True)
    assert outgoing_register.write_receipts(place, issued, tmp_path / '表.docx')[1:] == (1, ('函001.docx',))
    assert outgoing_register.write_labels(place, issued, tmp_path / '签.docx')[1:] == (1, ('函001.docx',))
    assert '已作废（印错）' in (paper_states.step(place, issued, 'dispatched', '示例二', None)[0].why or '')
    assert paper_states.show(place, issued[0]).void == '印错'
    with pytest.raises(UsageFault, match='已作废'):
        receipts.sign(place, issued[0], '函001', DAY)
    with pytest.raises(UsageFault, match='没有可分发的文件'):
        print_run.print_papers(place, issued[:1], tmp_path / '付印.pdf')
    assert '已作废' in (issue(place, issued[:1], Order(DAY, '示例一')).lines[0].why or '')


def test_nobody_received_a_paper_before_it_was_dated(place, issued):
    with pytest.raises(UsageFault, match=r'早于.*2026-03-19'):
        receipts.sign(place, issued[0], '函001', dt.date(2026, 3, 18))
    assert receipts.sign(place, issued[0], '函001', DAY) == ()
