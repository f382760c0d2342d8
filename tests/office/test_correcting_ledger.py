"""A correction where the ledger, and no return, is what was put right afterwards."""

import datetime as dt
import io

import docx
import pytest

from office.acting import Paper
from office.config import open_workplace
from office.correcting_issued import correct_issued
from office.eventing import Event, record_event
from office.importing import import_ledger
from office.issuing import Order, issue
from office.planning import start
from office.reporting import Wanted, make
from office.tracing import trace, unresolved
from office.used_by import used_by
from tests.office.collected import CAMPAIGN, PACK

DAY = dt.date(2026, 3, 13)
LEDGER = """\
社会组织名称,所属县区,组织类别,党员总数,是否建立党组织,组建形式
示例市甲一商会,甲县,社会团体,3,是,单独组建
示例市乙二协会,乙县,社会团体,2,否,
示例市乙三协会,乙县,社会团体,2,是,单独组建
示例市丙三学校,丙县,民办非企业单位,1,否,
"""


@pytest.fixture
def told_late(rooms, tmp_path):
    """A circular is out; a branch approved before its day is told of after it."""
    (rooms.packs / f'{CAMPAIGN}.toml').write_text(PACK, 'utf-8')
    (tmp_path / '台账.csv').write_text(LEDGER, 'utf-8')
    with open_workplace(rooms.root, dt.date(2026, 3, 1)) as place:
        import_ledger(place, tmp_path / '台账.csv')
        start(place, CAMPAIGN)
    with open_workplace(rooms.root, DAY) as place:
        path = make(place, 'circular', CAMPAIGN, Wanted()).sent.file
        issue(place, [path], Order(numbers='1', dated=DAY, signed_by='示例甲'))
    with open_workplace(rooms.root, dt.date(2026, 3, 17)) as place:
        paper = Paper(dt.date(2026, 3, 10), '示组复〔2026〕9号')
        record_event(place, Event('establish', '示例市乙二协会', paper))
        yield place, path


def test_the_units_and_then_the_sums_are_put_right(told_late):
    place, path = told_late
    found = correct_issued(place, path)
    text = '\n'.join(one.text for one in docx.Document(io.BytesIO(found.sent.file.read_bytes())).paragraphs)
    assert (
        "中，乙县已建党组织数应为2家（原报1家）、单独组建数应为2家（原报1家），全市已建数相应更正为3家，"
        "单独组建数更正为3家，党的组织覆盖率更正为75.0%（3/4）；"
    ) in text
    assert "全市尚未建立党组织的应为1家（原为2家）" in text
    assert unresolved(trace(place, found.sent.file).entries) == []
    again = correct_issued(place, path)
    assert again.sent.status == 'unchanged'


def test_an_organisations_field_is_in_all_figures_it_counts_in_then_or_now(told_late):
    place, _ = told_late
    _, (found,) = used_by(place, '示例市乙二协会:established')
    told = {one['key']: (one['old'], one['new']) for one in found.lines}
    assert told['total.established'] == ('2', '3')
    assert told['total.unestablished'] == ('2', '1')


def test_an_original_stays_traced_by_what_was_known_then(told_late):
    place, path = told_late
    entries = trace(place, path).entries
    one = next(one for one in entries if one['key'] == 'total.unestablished')
    assert [row['organisation'] for row in one['rows']] == ['示例市乙二协会', '示例市丙三学校']
    assert {source['value'] for row in one['rows'] for source in row['sources']} == {False}
    assert unresolved(entries) == []
