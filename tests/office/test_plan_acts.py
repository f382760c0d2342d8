"""The plan proposed: one method, joint groups, who stays alone or out; what people decided stays."""

import dataclasses

import pytest

from model.errors import UsageFault
from office.importing import import_ledger
from office.plan_acts import propose
from office.plan_decisions import accept, change, reject
from office.plan_looking import alternatives, lines_of
from office.populations import load_population
from store import audit, plans, subjects
from store.engine import atomic, reading

HEAD = 'name,region,type,党员总数,full_members_full_time,full_members_part_time,是否建立党组织,是否规模较大\n'
SANMENXIA, GANSU = 'sanmenxia_2011', 'gansu_2016'
ORGANISATIONS = """\
甲一,甲县,社会团体,1,1,0,否,否
甲二,甲县,社会团体,1,1,0,否,否
甲三,甲县,社会团体,1,1,0,否,否
甲四,甲县,社会团体,4,4,0,否,否
甲五,甲县,社会团体,0,0,0,否,否
甲六,甲县,社会团体,2,,,否,否
甲七,甲县,社会团体,3,2,1,否,是
甲八,甲县,社会团体,9,9,0,是,否
甲九,甲县,社会团体,1,1,0,,否
乙一,乙县,社会团体,1,1,0,否,否
"""


@pytest.fixture
def load(place, tmp_path):
    def write(text):
        path = tmp_path / '台账.csv'
        path.write_text(HEAD + ''.join(f'示例{line}\n' for line in text.splitlines()), 'utf-8')
        import_ledger(place, path)
        return place

    return write


@pytest.fixture
def planned(load):
    return load(ORGANISATIONS)


def by_name(place, campaign=SANMENXIA):
    return {one.name.removeprefix('示例'): one for one in lines_of(place, campaign)}


def numbers(place, *names):
    known = by_name(place)
    return [known[name].number for name in names]


def test_one_method_becomes_a_line_and_neighbours_a_group(planned):
    done = propose(planned, SANMENXIA)
    told = {name: (one.method, one.branch) for name, one in by_name(planned).items()}
    assert told == {
        '甲一': ('联合组建', 1),
        '甲二': ('联合组建', 1),
        '甲三': ('联合组建', 1),
        '甲四': ('单独组建', None),
        '甲五': ('壮大力量', None),
    }
    assert '同在甲县，共3家、党员3名' in done.groups[0].reasons
    assert done.proof.endswith('（证明最优）')


def test_who_is_in_no_line_is_told_with_the_reason(planned):
    done = propose(planned, SANMENXIA)
    assert [(one.name, one.why) for one in done.alone] == [('示例乙一', '乙县没有其他待编组的单位')]
    left = {why: [one.name for one in ones] for why, ones in done.left_out.items()}
    assert left == {
        '缺数，定不下办法': ['示例甲六'],
        '有几个办法可选，由人选定': ['示例甲七'],
        '是否已建立党组织未填': ['示例甲九'],
    }
    assert done.established == 1


def test_the_program_never_chooses_between_methods(load):
    """B3: two full-time members and a part-time one; the notice's two methods, a third in doubt."""
    done = propose(load('甲一,甲县,社会团体,3,2,1,否,是\n'), SANMENXIA)
    (left,) = done.left_out['有几个办法可选，由人选定']
    assert left.why.split('、')[:2] == ['联合组建', '挂靠组建']
    assert '派员组建（存疑' in left.why
    assert done.lines == 0


def test_a_chosen_joint_method_is_grouped_next_time(planned):
    propose(planned, SANMENXIA)
    change(planned, SANMENXIA, ['示例甲七'], '联合组建')
    done = propose(planned, SANMENXIA)
    (group,) = done.groups
    assert '示例甲七' in [one.name for one in group.organisations]
    assert by_name(planned)['甲七'].state == 'proposed'
    propose(planned, SANMENXIA)
    assert by_name(planned)['甲七'].branch == 1


def test_a_choice_that_finds_no_group_is_kept(planned):
    propose(planned, SANMENXIA)
    change(planned, SANMENXIA, ['示例乙一'], '联合组建')
    done = propose(planned, SANMENXIA)
    assert (by_name(planned)['乙一'].state, by_name(planned)['乙一'].branch) == ('changed', None)
    assert done.lines == 5


def test_candidates_are_grouped_only_where_a_person_asks(planned):
    done = propose(planned, SANMENXIA, candidates=True)
    assert '示例甲七' in [one.name for group in done.groups for one in group.organisations]


def test_what_people_accepted_and_rejected_stays(planned):
    propose(planned, SANMENXIA)
    accept(planned, SANMENXIA, numbers(planned, '甲四'))
    reject(planned, SANMENXIA, numbers(planned, '甲一'), '路远')
    done = propose(planned, SANMENXIA)
    known = by_name(planned)
    assert (known['甲四'].state, known['甲一'].state, known['甲一'].why) == ('accepted', 'rejected', '路远')
    assert done.groups == []
    assert [one.name for one in done.alone] == ['示例乙一', '示例甲二', '示例甲三']


def test_a_group_accepted_in_part_stays_together(planned):
    propose(planned, SANMENXIA)
    accept(planned, SANMENXIA, numbers(planned, '甲一'))
    propose(planned, SANMENXIA)
    known = by_name(planned)
    assert [(known[name].branch, known[name].state) for name in ('甲一', '甲二', '甲三')] == [
        (1, 'accepted'),
        (1, 'proposed'),
        (1, 'proposed'),
    ]


def test_an_accepted_group_with_room_takes_one_more(planned, load):
    propose(planned, SANMENXIA)
    accept(planned, SANMENXIA, [], every=True)
    load('蓝桥书画院,甲县,社会团体,1,1,0,否,否\n')
    done = propose(planned, SANMENXIA)
    assert [(one.number, one.joins) for one in done.groups] == [(1, '第1组')]
    assert by_name(planned)['蓝桥书画院'].branch == 1
    accept(planned, SANMENXIA, numbers(planned, '蓝桥书画院'))


def test_a_branch_of_the_ledger_with_room_takes_one_more(planned):
    with atomic(planned.engine) as connection:
        (one,) = [one for one in subjects.list_all(connection) if one.name == '示例甲八']
        joint = {'joint_name': '示例联合支部', 'joint_units': ['示例甲八', '示例外一', '示例外二']}
        subjects.change(connection, one.id, joint, one_source(planned))
    with reading(planned.engine) as connection:
        others = [one.id for one in subjects.list_all(connection) if one.name in {'示例甲二', '示例甲三'}]
    with atomic(planned.engine) as connection:
        for other in others:
            subjects.change(connection, other, {'established': True}, one_source(planned))
    done = propose(planned, SANMENXIA)
    assert [(one.joins, [each.name for each in one.organisations]) for one in done.groups] == [
        ('示例联合支部', ['示例甲一'])
    ]
    accept(planned, SANMENXIA, numbers(planned, '甲一'))


def one_source(place):
    from model.subject import Provenance

    return Provenance(None, None, place.actor, place.now())


def test_who_stays_alone_is_sent_an_instructor_where_the_notice_says_so(planned):
    done = propose(planned, GANSU)
    known = by_name(planned, GANSU)
    assert known['乙一'].method == '选派指导员'
    assert known['甲一'].instructor
    assert [one.name for one in done.alone] == ['示例乙一']


def test_every_organisation_is_told_of_once(planned):
    for campaign in (SANMENXIA, GANSU, 'liaoning_2016', 'ningbo_2018'):
        done = propose(planned, campaign)
        told = [one.name for one in lines_of(planned, campaign)]
        told += [one.name for ones in done.left_out.values() for one in ones]
        told += [one.name for one in done.alone if one.name not in told]
        assert len(told) == len(set(told)) == 10 - done.established


def test_enterprises_have_their_own_rungs_and_limits(place, tmp_path):
    path = tmp_path / '企业.csv'
    lines = [f'示例{n}厂,甲县,20,1,1,否\n' for n in range(4)]
    path.write_text(
        '企业名称,所属县区,从业人员总数,党员总数,正式党员,是否建立党组织\n'
        + ''.join(lines)
        + '示例大厂,甲县,120,1,1,否\n',
        'utf-8',
    )
    assert '企业名单还没有导入' in propose(place, 'liaoning_2016').notes[0]
    load_population(place, path, 'enterprise', 'liaoning_2016')
    done = propose(place, 'liaoning_2016')
    assert [len(group.organisations) for group in done.groups] == [3]
    assert [one.name for one in done.left_out['有几个办法可选，由人选定']] == ['示例大厂']


def test_alternatives_are_the_other_groups_with_room(planned, load):
    load('蓝桥书画院,甲县,基金会,2,2,0,否,否\n青松登山队,甲县,基金会,2,2,0,否,否\n')
    propose(planned, SANMENXIA)
    own = by_name(planned)['青松登山队'].branch
    (other,) = alternatives(planned, SANMENXIA, '示例青松登山队')
    assert other.branch != own
    assert other.breaks
    with pytest.raises(UsageFault, match='不在联合组建的范围'):
        alternatives(planned, SANMENXIA, '示例甲四')
    with pytest.raises(UsageFault, match='没有联合组建的家数'):
        alternatives(planned, 'ningbo_2018', '示例甲一')


def test_a_proposal_is_noted_and_not_written_over_a_change_made_meanwhile(planned, monkeypatch):
    propose(planned, SANMENXIA)
    with reading(planned.engine) as connection:
        assert 'plan_propose' in [line['act'] for line in audit.lines(connection)]
    held = plans.list_lines
    calls = []

    def changing(connection, campaign):
        calls.append(campaign)
        return [dataclasses.replace(one, state='accepted') for one in held(connection, campaign)][
            len(calls) :
        ]

    monkeypatch.setattr(plans, 'list_lines', changing)
    with pytest.raises(UsageFault, match='再运行一次'):
        propose(planned, SANMENXIA)
