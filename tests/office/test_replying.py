"""Answers to papers of the register: 批复 to a 请示 (G11), our comments on a draft by relation."""

import datetime as dt
from dataclasses import replace

import pytest

from model.errors import UsageFault
from office.intake import take_in
from office.issuing_names import fitting
from office.replying import Answering, party_name, reply, reply_again
from office.subordination import standing_of
from outgoing.dispatch import Desk
from outgoing.draft import Basis, Recipe
from outgoing.plain_wording import docx_to_wording
from outgoing.reply import Suggestion, answer
from store import outbox
from store.engine import reading

A, B, C = '示例市甲一商会', '示例市乙二协会', '示例市丙三学校'
OURS = '中共示例市民政局党组'


def said(done) -> str:
    return docx_to_wording(done.sent.file.read_bytes())


def taken(place):
    return [one.number for one in take_in(place)][-1]


def request(notice, title, body, to=OURS, sender=A):
    return notice('请示.docx', title, f'{to}：', body, '妥否，请批示。', sender, '2026年3月9日')


def asking(notice, issuer, title='关于征求《示例省社会组织条例（征求意见稿）》意见的通知'):
    return notice(
        '征求意见.docx',
        f'{issuer}文件',
        '示例函〔2026〕8号',
        f'{issuer}{title}',
        '示例市民政局：',
        '现征求你局意见，请于2026年4月7日前将修改意见反馈我单位。',
        issuer,
        '2026年3月2日',
    )


def test_a_branch_is_approved_by_the_name_that_was_asked(with_ledger, notice):
    request(
        notice,
        f'关于成立中共{A}支部委员会的请示',
        f'{A}现有正式党员3名，拟成立中共{A}支部委员会。',
    )
    number = taken(with_ledger)
    done = reply(with_ledger, number)
    text = said(done)
    assert done.kind == 'reply'
    assert f'{OURS}关于同意成立中共{A}支部委员会的批复' in text
    assert f'{A}：《关于成立中共{A}支部委员会的请示》收悉。经局党组研究，现批复如下：' in text
    assert f'一、同意成立中共{A}支部委员会。' in text
    assert '〔请填写：上级党组织〕' in text
    assert '此复。' in text


def test_a_branch_is_approved_by_the_party_body_whomever_the_request_is_to(with_ledger, notice):
    request(
        notice,
        f'关于成立中共{A}支部委员会的请示',
        f'{A}现有正式党员3名，拟成立中共{A}支部委员会。',
        to='示例市民政局',
    )
    done = reply(with_ledger, taken(with_ledger))
    assert f'{OURS}关于同意成立' in said(done)
    assert any('已改用' in one for one in done.told)


def test_a_joint_branch_is_told_with_all_its_units(with_ledger, notice):
    joint = '中共示例市第一联合支部委员会'
    request(
        notice,
        f'关于成立{joint}的请示',
        f'拟由{A}、{B}、{C}三家单位联合成立{joint}。',
        sender='示例市党建工作站',
    )
    text = said(reply(with_ledger, taken(with_ledger)))
    assert f'同意{A}、{B}、{C}联合成立{joint}。' in text
    assert f'关于同意成立{joint}的批复' in text


def test_a_request_to_somebody_else_is_said(with_ledger, notice):
    request(notice, f'关于成立中共{A}支部委员会的请示', f'拟成立中共{A}支部委员会。', to='中共甲县民政局党组')
    done = reply(with_ledger, taken(with_ledger))
    assert any('请核对是否由本单位批复' in one for one in done.told)


@pytest.mark.parametrize(
    ('issuer', 'kind', 'ending'),
    [('示例省民政厅', 'report', '特此报告。'), ('示例市教育局', 'letter', '特此函复。')],
)
def test_the_relation_decides_what_our_comments_are(place, notice, issuer, kind, ending):
    asking(notice, issuer)
    done = reply(place, taken(place), how=Answering(none=True))
    text = said(done)
    assert done.kind == kind
    assert ending in text
    assert '我单位无修改意见。' in text
    assert '《示例省社会组织条例（征求意见稿）》' in text or '〈示例省社会组织条例（征求意见稿）〉' in text
    assert '函复' not in text or kind == 'letter'


def test_what_a_person_must_write_is_marked(place, notice):
    asking(notice, '示例省民政厅')
    number = taken(place)
    text = said(reply(place, number))
    assert '关于〔请填写：条款〕原文：“〔请填写：原文〕”' in text
    assert '建议修改为：“〔请填写：修改意见〕”理由：〔请填写：理由〕。' in text
    unnumbered = reply(place, number, how=Answering(kind='comments'))
    assert unnumbered.kind == 'comments'
    assert '〔2026〕　号' not in said(unnumbered)


def test_our_comments_come_from_a_file(place, notice, tmp_path):
    from openpyxl import Workbook

    asking(notice, '示例省民政厅')
    number, book = taken(place), Workbook()
    book.active.append(('序号', '反馈单位', '条款', '原文', '修改意见', '理由'))
    book.active.append((1, '示例市民政局', '第三条', '每年33次', '每年63次', '便于执行'))
    book.save(tmp_path / '意见.xlsx')
    done = reply(place, number, how=Answering(comments=tmp_path / '意见.xlsx'))
    assert '关于第三条原文：“每年33次”建议修改为：“每年63次”理由：便于执行。' in said(done)
    with reading(place.engine) as connection:
        held = outbox.get(connection, done.sent.file.name)
    assert held
    assert held.recipe
    assert {one['origin'] for one in held.figures if one['key'].startswith('item')} == {'typed'}
    plain = held.recipe
    again = reply_again(place, Recipe(plain['act'], None, plain['options'], dt.date(2026, 3, 13)))
    assert again.file_name == done.sent.file.name


@pytest.mark.parametrize(
    ('suggestion', 'original', 'printed'),
    [
        ('建议增加“必要的条件”。', None, '建议：增加“必要的条件”。'),
        ('建议删除。', '每季度', '原文：“每季度”建议：删除。'),
        ('每半年', '每季度', '原文：“每季度”建议修改为：“每半年”'),
    ],
)
def test_a_suggestion_is_not_suggested_twice(suggestion, original, printed, place):
    desk = Desk(place.office, place.office.issuing_names[0], 2026)
    told = answer(
        desk,
        '示例省民政厅',
        Basis('通知', None),
        '办法',
        [Suggestion('第三条', original, suggestion, None)],
        'letter',
    )
    lines = told.context['items'][0]['lines']
    assert ''.join(piece['text'] for line in lines for piece in line) == f'关于第三条{printed}'


def test_a_letter_gets_no_code_of_reports(place):
    one = place.office.issuing_names[0]
    names = (replace(one, id='up', organ_code='示民报'), replace(one, id='across', organ_code='示民函'))
    here = replace(place, office=replace(place.office, issuing_names=names))
    assert [fitting(here, 'up', kind) for kind in ('letter', 'report', 'reply')] == ['across', 'up', 'up']


def test_what_asks_for_no_answer_is_told(place, notice):
    notice('通知.docx')
    with pytest.raises(UsageFault, match='看不出是征求意见'):
        reply(place, taken(place))
    with pytest.raises(UsageFault, match='没有收文第99号'):
        reply(place, 99)


@pytest.mark.parametrize(
    ('printed', 'full'),
    [
        ('示例协会党支部', '中共示例协会支部委员会'),
        ('中共示例协会支部委员会', '中共示例协会支部委员会'),
        ('示例甲、乙联合党支部', '中共示例甲、乙联合支部委员会'),
        ('示例商会联合会临时党支部', '中共示例商会联合会临时支部委员会'),
        (None, None),
    ],
)
def test_a_party_organisation_is_named_in_full(printed, full):
    assert party_name(printed, (), '支部委员会') == full


@pytest.mark.parametrize(
    ('name', 'standing'),
    [
        ('示例省民政厅', 'above'),
        ('示例市人民政府', 'above'),
        ('甲县民政局', 'below'),
        ('示例市教育局', 'beside'),
        ('甲县教育局', 'beside'),
        ('示例市社会组织综合委员会', 'beside'),
        ('示例市民政局', 'beside'),
    ],
)
def test_how_a_body_stands_to_ours(name, standing, place):
    assert standing_of(place.office, name) == standing
