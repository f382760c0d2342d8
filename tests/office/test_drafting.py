"""From a notice in the inbox to a running campaign, and packs that nobody overwrites."""

import datetime as dt
import re
from pathlib import Path

import pytest

from campaigns.doubts import doubts_of
from campaigns.pack import BUILT_IN, try_packs
from model.errors import SecrecyMark, UsageFault
from office import planning
from office.config import Workplace
from office.drafting import draft_file, draft_pack
from office.importing import import_ledger
from office.intake import take_in
from office.pack_parts import parts_of

LINES = (
    '示例市民政局文件',
    '示民〔2026〕6号',
    '示例市民政局关于在社会组织开展“春季组建”行动的通知',
    '各县民政局：',
    '为扩大覆盖，现就有关事项通知如下：',
    '一、方法步骤',
    '（一）摸底阶段（2026年3月1日—3月20日）。各县民政局要开展摸底。',
    '（二）组建阶段（2026年3月21日—5月31日）。要分类组建。',
    '1、单独组建。专职工作人员中正式党员3名以上的，要单独建支部。',
    '2、联合组建。专职工作人员中正式党员不足3名的，要与邻近单位联合建支部。',
    '3、壮大力量。对没有党员的社会组织，要做好入党积极分子的培养。',
    '二、工作要求',
    '每间隔20天，各县民政局要向市民政局书面报告一次进展情况。',
    '示例市民政局',
    '2026年2月20日',
)
LEDGER = """\
社会组织名称,所属县区,组织类别,党员总数,专职工作人员中正式党员,兼职人员中正式党员,是否建立党组织
示例市甲一商会,甲县,社会团体,4,4,0,否
示例市乙二协会,乙县,社会团体,0,0,0,否
示例市丙三学校,丙县,民办非企业单位,5,5,0,是
"""


@pytest.fixture
def registered(place, notice) -> Workplace:
    """The office with the notice as number 1 of its register."""
    notice('通知.docx', *LINES)
    (outcome,) = take_in(place)
    assert (outcome.kind, outcome.number) == ('notice', 1)
    return place


def test_a_registered_notice_becomes_a_campaign_that_starts_and_plans(registered, tmp_path):
    place = registered
    done = draft_pack(place, '1')
    assert (Path(done.file).parent, done.pack, done.status) == (place.rooms.packs, '春季组建', 'written')
    (tmp_path / '台账.csv').write_text(LEDGER, 'utf-8')
    import_ledger(place, tmp_path / '台账.csv')
    assert '处待确认' in planning.start(place, '春季组建')
    states = {line.name: line.state for line in planning.plan_of(place, '春季组建')}
    assert states == {
        '示例市甲一商会': 'one_method',
        '示例市乙二协会': 'one_method',
        '示例市丙三学校': 'established',
    }
    days = planning.round_days(planning.pack_named(place, '春季组建'))
    assert days[0] == dt.date(2026, 3, 21)


def test_every_line_of_the_draft_has_its_sentence_and_place(registered):
    text = Path(draft_pack(registered, '1').file).read_text('utf-8')
    for section in re.split(r'\n\n\[\[', text)[1:]:
        if section.startswith(('ladder', 'tasks')):
            assert 'verbatim = "' in section
            assert 'where = "body/p[' in section


def test_a_person_confirms_by_striking_a_doubt(registered):
    path = Path(draft_pack(registered, '1').file)
    kept = [line for line in path.read_text('utf-8').splitlines() if not line.startswith('doubt = ')]
    path.write_text('\n'.join(kept), 'utf-8')
    with pytest.raises(Exception, match='doubtful_when 与 doubt'):
        planning.pack_named(registered, '春季组建')
    kept = [line for line in kept if not line.startswith(('doubtful_when = ', 'doubtful = '))]
    path.write_text('\n'.join(kept), 'utf-8')
    left = planning.pack_named(registered, '春季组建')
    assert [one.partition('：')[0] for one in doubts_of(left)] == ['联合组建']  # assumed, not of the notice
    assert '还有1处待确认' in planning.start(registered, '春季组建')


def test_an_edited_pack_is_never_overwritten(registered):
    path = Path(draft_pack(registered, '1').file)
    assert draft_pack(registered, '1').status == 'unchanged'
    edited = path.read_text('utf-8') + '\n# 改过\n'
    path.write_text(edited, 'utf-8')
    again = draft_pack(registered, '1')
    assert (again.status, Path(again.file).name) == ('beside', '春季组建（重新起草）.toml')
    assert path.read_text('utf-8') == edited
    assert draft_pack(registered, '1').status == 'unchanged'


def test_another_notice_of_the_same_name_gets_a_pack_of_its_own(registered, notice):
    draft_pack(registered, '1')
    notice('另一份.docx', *(line.replace('6号', '7号') for line in LINES))
    list(take_in(registered))
    assert draft_pack(registered, '2').pack == '春季组建~2'


def test_a_file_needs_no_office(tmp_path):
    path = tmp_path / '通知.txt'
    path.write_text('\n'.join(LINES), 'utf-8')
    done = draft_file(path, tmp_path / '草稿.toml')
    assert (done.pack, done.status) == ('草稿', 'written')
    assert try_packs([tmp_path])[0]['草稿'].notice_number == '示民〔2026〕6号'


@pytest.mark.parametrize(('source', 'told'), [('99', '没有第99号'), ('没有.docx', '找不到文件')])
def test_what_is_not_there_is_told(place, source, told):
    with pytest.raises(UsageFault, match=told):
        draft_pack(place, source)


def test_what_is_no_notice_is_told(tmp_path):
    path = tmp_path / '名单.csv'
    path.write_text('姓名,单位\n示例甲,示例局\n', 'utf-8')
    with pytest.raises(UsageFault, match='不是通知'):
        draft_file(path, tmp_path / '草稿.toml')


def test_a_marked_paper_stops(tmp_path):
    path = tmp_path / '通知.txt'
    path.write_text('\n'.join(('机密★1年', *LINES)), 'utf-8')
    with pytest.raises(SecrecyMark):
        draft_file(path, tmp_path / '草稿.toml')
    assert not (tmp_path / '草稿.toml').exists()


def test_every_pack_that_ships_can_be_started(place):
    for pack in sorted(path.stem for path in BUILT_IN.glob('*.toml')):
        assert '已启动' in planning.start(place, pack)


def test_what_a_campaign_cannot_have_done_is_told_with_the_reason(place):
    for act in ('plan', 'dispatch', 'circular', 'report'):
        with pytest.raises(UsageFault, match='征求意见'):
            planning.pack_for(place, 'dongguan_2016', act)


def test_campaigns_about_organisations_plan_for_each(with_ledger):
    for pack in ('gansu_2016', 'liaoning_2016', 'ningbo_2018', 'sanmenxia_2011'):
        assert len(planning.plan_of(with_ledger, pack)) == 3


def test_an_instructor_is_needed_where_there_is_no_branch(registered, tmp_path):
    (tmp_path / '台账.csv').write_text(LEDGER, 'utf-8')
    import_ledger(registered, tmp_path / '台账.csv')
    lines = planning.plan_of(registered, 'gansu_2016')
    assert {line.name: line.instructor for line in lines} == {
        '示例市甲一商会': True,
        '示例市乙二协会': True,
        '示例市丙三学校': False,
    }


def test_as_many_doubts_are_told_as_the_page_shows(registered):
    told = draft_pack(registered, '1').doubts
    pack = planning.pack_named(registered, '春季组建')
    assert len(told) == len(pack.doubtful) + sum(bool(one.doubt) for one in parts_of(pack))
