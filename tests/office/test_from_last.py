"""Round n written over round n-1 (G20): prose stays, figures are the new round's, doubts are told."""

import datetime as dt
import json

import pytest
from click.testing import CliRunner

from commands.edge import Common
from commands.outgoing import report as report_command
from model.errors import CannotStart, UsageFault
from office.config import open_workplace
from office.from_last import make_from
from office.issuing import Order, issue
from office.paper_states import step
from office.reporting import Wanted, make
from office.templates import made_again
from store import outbox
from store.engine import reading
from tests.office.collected import CAMPAIGN, totals
from tests.office.test_rounds_counted import REPORTED, friday  # noqa: F401  # a fixture
from tests.outgoing.penned import rewritten, saved_by_wps, text_of

OWN = "各县（区）党建工作有了新起色，已举办培训班3期"


@pytest.fixture
def second(friday):  # noqa: F811
    """The office on 2 April: all twelve reported; last round's report as the leader left it."""
    last = make(friday, 'report', CAMPAIGN, Wanted(1, 'carry')).sent.file
    edited = rewritten(last.read_bytes(), "〔请填写：主要做法〕", f"{OWN}。")
    last.write_bytes(saved_by_wps(edited))
    with open_workplace(friday.rooms.root, dt.date(2026, 4, 2)) as place:
        for county, (eligible, established) in REPORTED.items():
            now = established - 1 if county == '乙县' else established + 2
            totals(place, '2026-04-01', f'{county}/附件1.xlsx', eligible=eligible, established=now)
        for county in ('甲县', '丙县', '丑区'):
            totals(place, '2026-04-01', f'{county}/附件1.xlsx', eligible=35, established=20)
        yield place, last


def row(place, name):
    with reading(place.engine) as connection:
        return outbox.get(connection, name)


def test_the_report_of_the_second_round_over_the_first(second):
    place, last = second
    before = last.read_bytes()
    done = make_from(place, 'report', CAMPAIGN, Wanted(2), last)
    text = text_of(done.paper.sent.file.read_bytes())
    assert OWN in text
    assert "4月2日" in text
    assert "由231家增至246家" in text
    assert any("乙县已建党组织38→37" in one.why for one in done.carried.doubtful)
    assert "3" in [one.text for one in done.carried.untraced]
    assert last.read_bytes() == before
    kept = row(place, done.paper.sent.file.name)
    assert made_again(place, kept) == done.paper.sent.file.read_bytes()
    assert {one['key'] for one in kept.figures} == {one['key'] for one in kept.printed}
    assert kept.recipe['options']['from'] == last.name


def test_an_issued_last_paper_opens_again(second):
    place, last = second
    edited = last.read_bytes()
    for blank in ("主要做法", "存在问题", "下一步打算"):
        if f"〔请填写：{blank}〕" in text_of(edited):
            edited = rewritten(edited, f"〔请填写：{blank}〕", "情况平稳。")
    last.write_bytes(edited)
    step(place, [last], 'signed', "示例九", None)
    done = issue(place, [last], Order(numbers='4', dated=dt.date(2026, 3, 16), signed_by="示例九"))
    assert [one.status for one in done.lines] == ['issued'], done.lines
    text = text_of(make_from(place, 'report', CAMPAIGN, Wanted(2), last).paper.sent.file.read_bytes())
    assert "〔2026〕　号" in text
    assert "2026年　月　日" in text
    assert "3月16日" not in text
    assert "示例九" not in text


def test_the_command_tells_what_to_look_at(second):
    place, last = second
    common = Common(office=place.rooms.root, today=place.today)
    done = CliRunner().invoke(
        report_command, [CAMPAIGN, '--round', '2', '--from', str(last), '--json'], obj=common
    )
    assert done.exit_code == 0, done.output
    notes = json.loads(done.output)['notes']
    assert any("没有替换" in one and "“3”" in one for one in notes)


def test_what_is_no_paper_of_ours_is_refused(second, tmp_path):
    place, last = second
    stranger = tmp_path / '别人的.docx'
    stranger.write_bytes(last.read_bytes())
    with pytest.raises(UsageFault, match='不是本办公室起草的报告'):
        make_from(place, 'report', CAMPAIGN, Wanted(2), stranger)
    last.write_bytes(rewritten(last.read_bytes(), OWN, f"{OWN}  "))
    with pytest.raises(CannotStart, match='连续空格'):
        make_from(place, 'report', CAMPAIGN, Wanted(2), last)
