"""Story S6: what an issued report printed is known otherwise; and what used a paper (G10)."""

import datetime as dt
import io
import shutil
from dataclasses import replace
from pathlib import Path

import docx
import openpyxl
import pytest
from click.testing import CliRunner

from commands.edge import Common
from commands.trace import correct_issued as correct_command
from commands.trace import trace as trace_command
from model.errors import UsageFault
from office.config import Rooms, open_workplace
from office.correcting_issued import correct_issued
from office.evidence import evidence
from office.filing_list import filing_list
from office.issuing import Order, issue
from office.rebuilding import rebuild, rebuilt_to_lines
from office.redrafting import recipe_from_plain
from office.reporting import Wanted, draft_again, make
from office.tracing import trace, unresolved
from office.used_by import used_by
from outgoing.plain_wording import docx_to_wording
from store import outbox
from store.engine import reading
from tests.office.collected import CAMPAIGN, totals
from tests.office.friday import DAY
from tests.office.issued_friday import LATER, corrected, filled, settle_issued

S6 = (
    "示民报〔2026〕4号中，乙县已建党组织数应为35家（原报38家），已核县（区）已建数相应更正为228家，"
    "组建率更正为54.3%（228/420）；全市已建数更正为268家，组建率更正为51.9%（268/516）。"
)
FIVE = [('231', '228'), ('55.0%', '54.3%'), ('271', '268'), ('52.5%', '51.9%'), ('38', '35')]


@pytest.fixture(scope='module')
def settled(tmp_path_factory, founded):
    rooms = Rooms(Path(shutil.copytree(founded, tmp_path_factory.mktemp('报出后') / '办公室')))
    return rooms.root, settle_issued(rooms).name


@pytest.fixture(scope='module')
def issued(settled, tmp_path_factory):
    """The office, its issued paper, the letter's number, what the correction found, the bytes before it."""
    root = Path(shutil.copytree(settled[0], tmp_path_factory.mktemp('更正') / '办公室'))
    with open_workplace(root, LATER) as place:
        number = corrected(place)
        path = place.rooms.outbox / settled[1]
        before = path.read_bytes()
        yield place, path, number, correct_issued(place, path), before


def said(path):
    return [one.text for one in docx.Document(io.BytesIO(path.read_bytes())).paragraphs]


def paper_of(place, path):
    with reading(place.engine) as connection:
        return outbox.get(connection, path.name)


def recipe_of(paper):
    recipe = recipe_from_plain(paper.recipe)
    assert recipe
    return recipe


def test_five_figures_are_other_by_now(issued):
    found = issued[3]
    assert [(one.main.old.text, one.main.new.text) for one in found.groups] == FIVE
    assert found.groups[-1].label == "乙县行"
    assert [one.old.key for one in found.groups[-1].also] == ['county.乙县.formation']


def test_the_correction_says_the_storys_sentence_and_leaves_the_issued_file(issued):
    place, path, _, found, before = issued
    texts = said(found.sent.file)
    assert S6 in texts
    assert "2026年3月17日，乙县来文更正所报数据。现将有关数据更正如下：" in texts
    assert "特此报告。" in texts
    assert path.read_bytes() == before
    assert paper_of(place, found.sent.file).corrects == path.name
    assert unresolved(trace(place, found.sent.file).entries) == []


def test_the_day_itself_still_counts_what_it_counted(issued):
    place, path, *_ = issued
    then = draft_again(place, recipe_of(paper_of(place, path)))
    assert next(one.text for one in then.figures if one.key == 'checked.established') == '231'
    assert rebuild(place, path).same


@pytest.mark.parametrize('by', ['old', 'new', 'cell'])
def test_the_papers_that_used_a_return_are_told_with_what_it_makes_of_them(issued, by):
    place, _, number, *_ = issued
    told = {'old': '13', 'new': str(number), 'cell': '13:B2'}[by]
    _, found = used_by(place, told)
    assert [one.paper.doc_number for one in found if any(line['changed'] for line in one.lines)] == [
        '示民报〔2026〕4号'
    ]
    assert [(one['old'], one['new']) for one in found[0].lines if one['changed']] == FIVE
    assert len(found[0].lines[0]['places']) > 1


def test_what_nobody_used_is_used_by_nobody(issued):
    place = issued[0]
    assert used_by(place, '22')[1] == ()
    with pytest.raises(UsageFault, match="找不到"):
        used_by(place, '没有这个文件.docx')


def test_a_draft_is_made_again_and_not_corrected(issued):
    place = issued[0]
    draft = make(place, 'circular', CAMPAIGN, Wanted(number=1)).sent.file
    with pytest.raises(UsageFault, match="还没有编号"):
        correct_issued(place, draft)


def test_without_a_change_there_is_no_correction(settled):
    with open_workplace(settled[0], DAY) as place:
        found = correct_issued(place, place.rooms.outbox / settled[1])
    assert (found.groups, found.sent) == ((), None)


def test_a_persons_number_is_the_one_that_went_out(settled, tmp_path):
    root = Path(shutil.copytree(settled[0], tmp_path / '办公室'))
    with open_workplace(root, DAY) as place:
        path = make(place, 'circular', CAMPAIGN, Wanted(missing='carry')).sent.file
        filled(path, 已建231家='已建232家')
        issue(place, [path], Order(numbers='7', dated=DAY, signed_by='示例甲'))
    with open_workplace(root, LATER) as place:
        corrected(place)
        found = correct_issued(place, path)
        texts = ''.join(said(found.sent.file))
    assert ('232', '228') in [(one.main.old.text, one.main.new.text) for one in found.groups]
    assert "特此通知。" in texts


def test_the_commands_tell_the_same(issued):
    place, path, number, *_ = issued
    common = Common(office=place.rooms.root, today=place.today)
    run = CliRunner().invoke(correct_command, [str(path)], obj=common, catch_exceptions=False)
    assert "5个数与现在不同" in run.output
    assert "乙县行　38→35、63.3%→58.3%" in run.output
    run = CliRunner().invoke(trace_command, ['--used-by', str(number)], obj=common, catch_exceptions=False)
    assert "已核县（区）已建党组织　231→228" in run.output


def test_a_paper_made_again_names_what_is_other(issued):
    place, path, *_ = issued
    assert rebuilt_to_lines(rebuild(place, path))[0] == f"逐字节相同　{path.name}（示民报〔2026〕4号）"
    fewer = replace(place, office=replace(place.office, counties=place.office.counties[1:]))
    found = rebuild(fewer, path)
    assert not found.same
    assert 'data' in found.causes
    assert found.edited
    other = replace(place.office, layout=replace(place.office.layout, line_pitch_pt=29.0))
    found = rebuild(replace(place, office=other), path)
    assert found.same
    assert found.causes == ('template',)


@pytest.fixture(scope='module')
def righted(issued, tmp_path_factory):
    """The office after its correction went out as 示民报〔2026〕5号: root, issued paper, correction."""
    place, path, _, found, _ = issued
    root = Path(shutil.copytree(place.rooms.root, tmp_path_factory.mktemp('更正后') / '办公室'))
    day = dt.date(2026, 3, 18)
    with open_workplace(root, day) as then:
        done = issue(then, [Path(found.sent.file.name)], Order(numbers='5', dated=day, signed_by='示例甲'))
        assert done.lines[0].doc_number == '示民报〔2026〕5号'
    return root, root / '发文' / path.name, root / '发文' / found.sent.file.name


def test_a_correction_upward_bears_its_signer(righted):
    assert "签发人：示例甲" in docx_to_wording(righted[2].read_bytes())


def test_the_next_paper_to_those_who_got_the_wrong_one_has_one_line_of_it(righted, tmp_path):
    root = Path(shutil.copytree(righted[0], tmp_path / '办公室'))
    with open_workplace(root, dt.date(2026, 4, 2)) as then:
        totals(then, '2026-04-01', '乙县/附件1.xlsx', eligible=60, established=36)
        carry = Wanted(missing='carry')
        papers = [make(then, 'circular', CAMPAIGN, carry).sent.file]
        papers.append(make(then, 'report', CAMPAIGN, carry).sent.file)
        text = "示民报〔2026〕4号有关数据已由示民报〔2026〕5号更正，以更正后的数据为准。"
        assert [said(one).count(text) for one in papers] == [0, 1]
        told = "已建党组织数增加的有乙县（由35家到36家）。"
        assert all(told in said(one) for one in papers)
        assert all("（截至2026年3月13日，按此后更正的数据）相比" in ''.join(said(one)) for one in papers)
        recipe = recipe_of(paper_of(then, righted[1]))
        earlier = draft_again(then, replace(recipe, act='circular'))
        assert earlier.context['questions'] == ()
        filing_list(then, 2026, tmp_path)
    names = [row[2] for row in sheet(tmp_path / '归档文件目录（2026年）.xlsx')]
    assert names[1:3] == ['示民报〔2026〕5号', '示民报〔2026〕4号']


def test_a_later_folder_has_what_the_issued_paper_rests_on(righted, tmp_path):
    with open_workplace(righted[0], dt.date(2026, 4, 2)) as then:
        lines = sheet(evidence(then, CAMPAIGN, tmp_path / '活动').folder / '目录.xlsx')[1:]
    about = {line[6]: line[7] for line in lines}
    assert '乙县' in about["乙县第1期报送"]
    assert "丑区第1期报送（已收到，正在核对）" in about
    assert "乙县第2期报送" in about
    assert "示民报〔2026〕4号所印数据的来源" in about


def test_what_was_put_right_is_not_listed_again(righted, tmp_path):
    root = Path(shutil.copytree(righted[0], tmp_path / '办公室'))
    with open_workplace(root, dt.date(2026, 3, 19)) as then:
        wrong, right = (root / '发文' / one.name for one in righted[1:])
        assert correct_issued(then, wrong).groups == ()
        totals(then, '2026-03-19', '丁县/更正.xlsx', established=1)
        found = correct_issued(then, wrong)
        assert found.groups[0].main.old.text == '228'
        (text,) = (one for one in said(found.sent.file) if '中，' in one)
        assert text.startswith("示民报〔2026〕4号（经示民报〔2026〕5号更正）中，丁县已建党组织数应为1家")
        assert '乙县' not in text
        assert used_by(then, '14')[1][0].corrected_by == ('示民报〔2026〕5号',)
        assert rebuild(then, right).same
        assert rebuild(then, found.sent.file).same
        with pytest.raises(UsageFault, match="请对原件"):
            correct_issued(then, right)


def test_the_campaigns_folder_has_what_came_in_and_went_out(issued, tmp_path):
    place, path, *_ = issued
    done = evidence(place, CAMPAIGN, tmp_path / '活动')
    lines = sheet(done.folder / '目录.xlsx')[1:]
    missing = [(line[6], line[8]) for line in lines if line[8]]
    assert missing[0] == ("活动依据的通知", "缺通知原件")
    assert {about for about, _ in missing[1:]} == {"甲县报送", "丙县报送"}
    assert "丑区报送（已收到，正在核对）" in [line[6] for line in lines]
    assert [line[2] for line in lines if line[6] == "本办公室发文"] == ['示民报〔2026〕4号']
    copied = done.folder / next(line[7] for line in lines if line[2])
    assert copied.read_bytes() == path.read_bytes()


def test_a_figures_folder_has_the_returns_it_adds_up(issued, tmp_path):
    place, path, *_ = issued
    done = evidence(place, 'checked.established', tmp_path / '数', path)
    assert (done.told, done.lines, done.files) == ("已核县（区）已建党组织 231：有来文9件。", 9, 9)


def sheet(path):
    return list(openpyxl.load_workbook(path).worksheets[0].iter_rows(values_only=True))
