"""A draft sent to 各县（区）民政局: our counties answer; silence is no agreement."""

import dataclasses
import datetime as dt

import pytest

from model.errors import CannotStart
from office.addressees import is_class
from office.collecting import collect, collection_named
from office.consulting import consult
from office.consulting_papers import summarise
from office.intake import take_in
from outgoing.consultation import Answers, summary_report
from outgoing.dispatch import Desk
from outgoing.plain_wording import docx_to_wording
from tests.office.consulted import ID, PACK, letter


def asked(place, units):
    told = f'units = {list(units)!r}\ndeadline_text'.replace("'", '"')
    (place.rooms.packs / f'{ID}.toml').write_text(PACK.replace('deadline_text', told, 1), 'utf-8')
    return collection_named(place, ID).asked.units


def names(place, *units):
    return [one.name for one in asked(place, units)]


def test_a_class_of_our_counties_is_their_bureaus(place):
    counties = place.office.counties
    told = names(place, '各县（区）民政局', '市直有关部门', '示例市教育局')
    assert told == [*(f'{county}民政局' for county in counties), '示例市教育局']
    done = summarise(place, ID)
    assert (done.asked, done.classes) == (len(told), ('市直有关部门',))
    assert '各县（区）民政局' not in docx_to_wording(done.sent.file.read_bytes())
    one = asked(place, ['县（市、区）民政局'])[0]
    assert (one.name, one.aliases) == (f'{counties[0]}民政局', (counties[0],))


def test_of_two_classes_a_county_alone_means_neither(place):
    found = asked(place, ['各县（区）民政局', '各县（区）教育局'])
    assert len(found) == 2 * len(place.office.counties)
    assert not any(one.aliases for one in found)


def test_a_draft_that_was_sent_to_us_is_answered_by_our_counties(place):
    counties = list(place.office.counties)
    assert names(place, '各市（州）民政局') == counties
    assert names(place, place.office.name, '另市民政局') == counties


def test_a_class_that_nobody_knows_is_never_our_counties(place):
    assert names(place, '市直有关部门') == []
    with pytest.raises(CannotStart, match='市直有关部门'):
        summarise(place, ID)


@pytest.mark.parametrize('sender', ['{0}民政局', '示例市{0}民政局', '{0}'])
def test_an_answer_of_a_county_is_its_bureaus(place, sender):
    asked(place, ['各县（区）民政局'])
    county = place.office.counties[0]
    folder = place.rooms.inbox / county
    folder.mkdir()
    letter(folder / '反馈.docx', sender.format(county), [3])
    list(take_in(place))
    found = consult(place, collect(place, collection_named(place, ID)))
    assert (found.units[0].unit, len(found.units[0].comments)) == (f'{county}民政局', 1)
    assert not any(one.papers for one in found.units[1:])


def test_the_comments_of_a_table_go_to_whom_the_table_means(place):
    from openpyxl import Workbook

    asked(place, ['各县（区）民政局'])
    book = Workbook()
    for row in (
        ('示例市社会组织信用管理办法（征求意见稿）意见汇总表',),
        ('反馈单位', '条款', '原文', '修改意见'),
        *((f'{county}局', '第三条', '甲', '乙') for county in place.office.counties[:2]),
    ):
        book.active.append(row)
    book.save(place.rooms.inbox / '汇总.xlsx')
    list(take_in(place))
    found = consult(place, collect(place, collection_named(place, ID)))
    assert [len(one.comments) for one in found.units[:3]] == [1, 1, 0]


@pytest.mark.parametrize(
    ('name', 'means_several'),
    [
        ('各县（区）民政局', True),
        ('县（市、区）民政局', True),
        ('市直有关单位', True),
        ('示例市各界人士联谊会', False),
        ('甲县民政局', False),
        ('市市场监管局', False),
    ],
)
def test_what_names_nobody(name, means_several):
    assert is_class(name) is means_several


NOBODY = Answers(
    '办法', dt.date(2026, 3, 20), ('甲县',), (), (), (), (), (), (), (), 0, articles=False, papers={}
)


def report(place, told):
    desk = Desk(place.office, place.office.issuing_names[0], 2026)
    return summary_report(desk, dataclasses.replace(NOBODY, **told), '示例省民政厅', None)


@pytest.mark.parametrize(
    ('told', 'said'),
    [
        ({'no_answer': ('甲县',)}, '没有收到反馈'),
        ({'no_answer': ('甲县',), 'strays': (3,)}, '正在核对'),
        ({'no_answer': ('甲县',), 'strays': (None,)}, '正在核对'),
        ({'asked': ('甲县', '乙县'), 'without': ('甲县',)}, '已反馈的单位均无修改意见'),
        ({'without': ('甲县',)}, '各单位均无修改意见'),
    ],
)
def test_silence_is_not_called_agreement(place, told, said):
    draft = report(place, told)
    assert said in ''.join(piece.get('text', '') for line in draft.context['points'] for piece in line)
    assert ('来文单位不明、' in ''.join(draft.context['answered'])) == ('strays' in told)


def test_who_did_not_answer_is_marked_while_a_sender_is_unknown(place):
    lines = ''.join(report(place, {'no_answer': ('甲县',), 'strays': (3,)}).context['answered'])
    assert '甲县〔请核对：来文单位不明的反馈' in lines
    assert '〔请核对' not in ''.join(report(place, {'no_answer': ('甲县',)}).context['answered'])
