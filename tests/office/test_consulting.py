"""Story B1: a draft goes to forty units; who answered, in time or late, with what on which article."""

import datetime as dt
import json

import pytest
from click.testing import CliRunner

from commands.edge import Common
from commands.returns import returns
from model.errors import BadSetting
from office.collecting import collect, collection_named
from office.columns import set_columns
from office.config import open_workplace
from office.consulting import consult
from office.intake import take_in
from office.planning import start
from office.registering import reread, withdraw
from office.reviewing import accept, waiting
from store import comments, register, subjects
from store.engine import reading
from tests.office.collected import PACK as CAMPAIGN_PACK
from tests.office.consulted import (
    ID,
    PACK,
    TITLE,
    UNITS,
    answers,
    changed_draft,
    han,
    letter,
    mail,
    new,
    old,
    write_all,
)


def entries(place):
    with reading(place.engine) as connection:
        return register.list_entries(connection)


def stored(place, number=None):
    with reading(place.engine) as connection:
        return comments.list_comments(connection, register_number=number)


def called(place, *arguments):
    common = Common(office=place.rooms.root, today=place.today)
    done = CliRunner().invoke(returns, [ID, *map(str, arguments)], obj=common, catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return done.output


@pytest.fixture
def asked(rooms, tmp_path):
    """The office on the day after the deadline, the forty units on its list."""
    from openpyxl import Workbook

    (rooms.packs / f'{ID}.toml').write_text(PACK, 'utf-8')
    book = Workbook()
    book.active.append(('序号', '单位', '联系电话'))
    for number, unit in enumerate(UNITS, start=1):
        book.active.append((number, unit, f'0000-{number:07}'))
    book.save(tmp_path / '名单.xlsx')
    with open_workplace(rooms.root, dt.date(2026, 3, 14)) as place:
        start(place, ID)
        called(place, '--expect', tmp_path / '名单.xlsx', '--yes')
        yield place


def put_times(place):
    """32 in time, the last of them at noon sharp; 3 late, the first by a minute."""
    late = {UNITS[5]: '2026-03-12 12:01', UNITS[20]: '2026-03-13 08:30', UNITS[33]: '2026-03-13 09:00'}
    moments = dict.fromkeys(UNITS, '2026-03-11 15:00') | {UNITS[0]: '2026-03-12 12:00'} | late
    for entry in entries(place):
        unit = next(unit for unit in UNITS if unit in entry.file)
        set_columns(place, entry.number, {'收文时间': moments[unit]})


def test_forty_asked_thirty_five_answer(asked):
    write_all(asked.rooms.inbox)
    outcomes = list(take_in(asked))
    assert {one.status for one in outcomes} == {'registered'}
    assert {(one.kind, one.form, one.state) for one in entries(asked)} == {('return', 'comments', 'done')}
    assert {one.issuer for one in entries(asked)} == set(UNITS[:35])
    put_times(asked)
    told = json.loads(called(asked, '--json'))
    counts = ('sent', 'received', 'on_time', 'late', 'with_comments', 'without_comments', 'no_answer')
    assert [told[key] for key in counts] == [40, 35, 32, 3, 28, 7, 5]
    assert told['comments'] == 96
    assert told['articles'] == [{'article': han(one), 'comments': 4} for one in range(1, 25)]
    assert [one['unit'] for one in told['units'] if one['answered'] == 'no_answer'] == list(UNITS[35:])
    assert [one['unit'] for one in told['units'] if one['answered'] == 'late'] == [
        UNITS[5],
        UNITS[20],
        UNITS[33],
    ]
    assert (told['waiting'], told['unattributed'], waiting(asked)) == ([], [], [])
    lines = called(asked).splitlines()
    assert '（2026-03-12 12:00截止）' in lines[0]
    assert lines[1] == '发出40个单位，收回35（按时32、逾期3）'
    assert [line.partition('：')[0] for line in lines[2:7]] == [
        '有意见28',
        '无意见7',
        '逾期3',
        '未反馈5',
        '意见96条，涉及24处',
    ]


def test_every_comment_is_kept_with_its_unit_and_no_person(asked):
    write_all(asked.rooms.inbox)
    assert '反馈意见：甲县民政局，4条' in {one.message for one in take_in(asked)}
    held = stored(asked)
    got = sorted((one.unit, one.article.partition('条')[0], one.original) for one in held)
    assert len(got) == 96
    by_unit = {unit: sum(one.unit == unit for one in held) for unit, _ in answers()}
    assert by_unit == {unit: len(articles) for unit, articles in answers()}
    assert {one.collection for one in held} == {ID}
    for one in held:
        assert any(new(article) in one.suggestion for article in range(1, 25)), one
        assert any(old(article) in (one.original or '') for article in range(1, 25)), one
    assert not any(name in repr(held) + repr(entries(asked)) for name in ('张某某', '李某某', '王某某'))
    with reading(asked.engine) as connection:
        assert subjects.list_all(connection) == []


def answer_of(place, unit):
    found = consult(place, collect(place, collection_named(place, ID)))
    return next(one for one in found.units if one.unit == unit)


def put(place, make, name, unit, articles):
    (place.rooms.inbox / name).parent.mkdir(exist_ok=True)
    make(place.rooms.inbox / name, unit, articles)
    (outcome,) = take_in(place)
    assert outcome.number
    set_columns(place, outcome.number, {'收文时间': f'2026-03-10 1{outcome.number % 10}:00'})
    return outcome


def test_the_last_answer_counts_and_all_are_kept(asked):
    unit = UNITS[0]
    assert put(asked, letter, '复函.docx', unit, []).message == f'反馈意见：{unit}，无意见'
    assert answer_of(asked, unit).comments == ()
    put(asked, mail, '补充.txt', unit, [3, 4])
    assert (len(answer_of(asked, unit).comments), answer_of(asked, unit).papers) == (2, (1, 2))
    put(asked, letter, '再补充.docx', unit, [5])
    assert len(answer_of(asked, unit).comments) == 3
    put(asked, letter, '更正.docx', unit, [7])
    assert [one.article for one in answer_of(asked, unit).comments] == ['第七条']
    assert (answer_of(asked, unit).dropped, len(stored(asked))) == (3, 4)
    assert '前后答复不同' in called(asked)


def test_none_after_comments_is_none_and_that_is_said(asked):
    unit = UNITS[0]
    put(asked, letter, '复函.docx', unit, [3])
    put(asked, mail, '再复.txt', unit, [])
    found = answer_of(asked, unit)
    assert (found.received, found.comments, found.dropped) == (True, (), 1)


def test_a_paper_read_again_is_stored_once_and_a_withdrawn_one_not_at_all(asked):
    outcome = put(asked, letter, '复函.docx', UNITS[0], [3, 4])
    assert reread(asked, outcome.number) == f'反馈意见：{UNITS[0]}，2条'
    assert len(stored(asked)) == 2
    withdraw(asked, outcome.number, '误收')
    assert stored(asked) == []
    assert answer_of(asked, UNITS[0]).answered == 'no_answer'


def test_which_draft_is_asked_where_the_paper_does_not_say(asked):
    path = asked.rooms.inbox / '意见.txt'
    path.write_text(f'对征求意见稿的反馈意见\n1. 第3条中的“甲”建议改为“乙”。\n{UNITS[1]}\n', 'utf-8')
    (outcome,) = take_in(asked)
    assert outcome.number
    (question,) = waiting(asked)
    assert question.field == 'comments_of_which_draft'
    assert answer_of(asked, UNITS[1]).answered == 'waiting'
    assert '已归入' in called(asked, '--claim', outcome.number)
    assert (waiting(asked), len(answer_of(asked, UNITS[1]).comments)) == ([], 1)
    reread(asked, outcome.number)
    assert (waiting(asked), len(answer_of(asked, UNITS[1]).comments)) == ([], 1)


def test_a_paper_that_says_nothing_waits_until_a_person_says_that_it_is_none(asked):
    path = asked.rooms.inbox / '复函.txt'
    path.write_text(f'{UNITS[2]}关于《{TITLE}（征求意见稿）》的复函\n示例市民政局：\n来函收悉。\n', 'utf-8')
    (outcome,) = take_in(asked)
    assert outcome.number
    assert outcome.message == f'反馈意见：{UNITS[2]}，没有读到意见，待核'
    assert answer_of(asked, UNITS[2]).answered == 'waiting'
    (question,) = waiting(asked)
    accept(asked, question.number)
    assert (answer_of(asked, UNITS[2]).received, answer_of(asked, UNITS[2]).comments) == (True, ())
    reread(asked, outcome.number)
    assert waiting(asked) == []


def test_a_table_of_several_units_answers_for_each(asked):
    from openpyxl import Workbook

    book = Workbook()
    for row in (
        (f'《{TITLE}（征求意见稿）》反馈意见汇总表',),
        ('反馈单位', '条款', '原文', '修改意见'),
        (UNITS[0], '第三条', '甲', '乙'),
        (UNITS[1], '第四条', '甲', '乙'),
        (UNITS[1], '第五条', '甲', '乙'),
        (UNITS[2], '', '', '无意见'),
    ):
        book.active.append(row)
    book.save(asked.rooms.inbox / '汇总.xlsx')
    (outcome,) = take_in(asked)
    assert outcome.message == f'反馈意见：{"、".join(sorted(UNITS[:3]))}，3条'
    found = consult(asked, collect(asked, collection_named(asked, ID)))
    assert [(one.received, len(one.comments)) for one in found.units[:4]] == [
        (True, 1),
        (True, 2),
        (True, 0),
        (False, 0),
    ]


def test_a_draft_that_nobody_is_named_on_is_asked_about(asked):
    changed_draft(asked.rooms.inbox / '征求意见稿（修改）.docx', '', [3])
    (outcome,) = take_in(asked)
    assert outcome.message == '反馈意见：单位待核，1条'
    assert outcome.number
    assert [one.field for one in waiting(asked)] == ['comments_of_which_unit']
    assert json.loads(called(asked, '--json'))['unattributed'][0]['entry'] == outcome.number
    set_columns(asked, outcome.number, {'来文单位': UNITS[3]})
    assert len(answer_of(asked, UNITS[3]).comments) == 1


def test_forms_are_no_answers_and_answers_no_returns(asked, survey):
    (asked.rooms.packs / '百日.toml').write_text(CAMPAIGN_PACK, 'utf-8')
    survey(f'{UNITS[0]}/附件1.xlsx', (1, '甲一商会', 3, 1, 2, 1, 1, 0, '是'))
    letter(asked.rooms.inbox / '甲县.docx', '甲县民政局', [3])
    list(take_in(asked))
    found = consult(asked, collect(asked, collection_named(asked, ID)))
    assert (found.comments, found.units[0].papers) == (1, (1,))
    campaign = collect(asked, collection_named(asked, '百日'))
    assert all(one.came.number == 2 for state in campaign.states for one in state.placed)


@pytest.mark.parametrize(('noon', 'late'), [('11:30', True), ('12:00', False), ('12:30', False)])
def test_noon_is_a_setting(rooms, noon, late):
    (rooms.packs / f'{ID}.toml').write_text(PACK, 'utf-8')
    settings = rooms.root / 'office.toml'
    settings.write_text(f'noon = "{noon}"\n' + settings.read_text('utf-8'), 'utf-8')
    with open_workplace(rooms.root, dt.date(2026, 3, 14)) as place:
        outcome = put(place, letter, '复函.docx', '甲县民政局', [3])
        set_columns(place, outcome.number, {'收文时间': '2026-03-12 12:00'})
        found = consult(place, collect(place, collection_named(place, ID)))
        assert found.units[0].answered == ('late' if late else 'on_time')


def test_an_hour_that_is_none_is_refused(rooms):
    (rooms.packs / f'{ID}.toml').write_text(PACK, 'utf-8')
    settings = rooms.root / 'office.toml'
    settings.write_text('noon = "中午"\n' + settings.read_text('utf-8'), 'utf-8')
    with pytest.raises(BadSetting, match='noon'), open_workplace(rooms.root, dt.date(2026, 3, 14)) as place:
        collection_named(place, ID)


def test_a_changed_draft_is_read_again_with_its_changes(asked):
    outcome = put(asked, changed_draft, f'{UNITS[0]}.docx', UNITS[0], [3, 4])
    assert reread(asked, outcome.number) == f'反馈意见：{UNITS[0]}，2条'
    assert (len(stored(asked)), waiting(asked)) == (2, [])
