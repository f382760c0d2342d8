"""谁主管，谁选派 in papers (B2): 180 letters of the 党组, nine lists with 120, no letter for those."""

import datetime as dt

import pytest

from model.paper import PaperNumber
from model.subject import Organisation
from office.dispatching import dispatch
from office.importing import import_ledger
from office.instructing import import_instructors
from office.select_acts import apply, selection
from office.sending_people import assign
from office.sent_again import draft_again
from office.transferring import transfer
from outgoing.dispatch import Desk, Posting, dispatch_paper
from outgoing.draft import Basis, Instructor
from outgoing.plain_wording import docx_to_wording
from store import outbox, paper_numbers
from store.engine import atomic, reading
from tests.office.test_select_acts import CAMPAIGN, SIZES, three_hundred  # noqa: F401  # fixture


def said(sent) -> str:
    return docx_to_wording(sent.file.read_bytes())


def drafted(place):
    with reading(place.engine) as connection:
        return outbox.list_all(connection)


def test_b2_180_letters_nine_lists_and_no_letter_for_the_120(three_hundred):  # noqa: F811  # fixture
    place = three_hundred
    apply(place, selection(place, CAMPAIGN), dt.date(2026, 3, 13))
    letters, lists = dispatch(place, CAMPAIGN), transfer(place, CAMPAIGN)
    assert (len(letters.sent), letters.elsewhere, letters.without_instructor) == (180, 120, ())
    assert dict(lists.units) == SIZES
    assert (len(lists.sent), sum(SIZES.values())) == (9, 120)
    papers = drafted(place)
    sent_to = [one.recipients for one in papers if one.template == '选派函.docx']
    assert len(set(sent_to)) == 180
    assert {one.issuing_name for one in papers} == {'party'}
    handed = {each.name for unit in selection(place, CAMPAIGN).handovers for each in unit.organisations}
    assert len(handed) == 120
    assert not handed & set(sent_to)
    listed = ''.join(said(one) for one in lists.sent)
    assert all(listed.count(f'|{name}|') == 1 for name in handed)


def test_a_letter_bears_the_days_of_the_term_where_they_are_known(with_ledger, tmp_path):
    people = tmp_path / '指导员.csv'
    people.write_text('姓名,单位,职务,联系电话\n示例一,示例市民政局,副科长,0000-7654321\n', 'utf-8')
    import_instructors(with_ledger, people)
    assign(with_ledger, '示例一', ['示例市甲一商会'], dt.date(2026, 4, 1))
    assign(with_ledger, '示例一', ['示例市丙三学校'])
    first, second = (said(one) for one in dispatch(with_ledger, CAMPAIGN).sent)
    assert '选派期自2026年4月1日至2027年3月31日' in first
    assert '选派期1年，自本函成文之日起计算' in second
    assert '经局党组研究，选派示例一同志（示例市民政局副科长）担任贵会党建工作指导员' in first
    assert '指导员电话：0000-7654321' in first
    assert '的通知》（甘组通字〔2016〕98号）' in first


def test_a_notice_goes_to_an_organisation_under_us(with_ledger, tmp_path):
    people = tmp_path / '指导员.csv'
    people.write_text('姓名,单位\n示例一,示例市民政局\n', 'utf-8')
    import_instructors(with_ledger, people)
    assign(with_ledger, '示例一', ['示例市甲一商会'])
    (one,) = dispatch(with_ledger, CAMPAIGN, kind='notice', issuing_id='office').sent
    text = said(one)
    assert '关于选派示例一同志担任示例市甲一商会党建工作指导员的通知' in text
    assert '决定选派示例一同志（示例市民政局）担任你单位党建工作指导员' in text
    assert '特此通知。' in text
    assert '函' not in text.replace('示民函', '')


def test_one_letter_names_all_who_are_sent_and_has_their_list(with_ledger, tmp_path):
    people = tmp_path / '指导员.csv'
    people.write_text('姓名,单位\n示例一,示例市民政局\n示例二,示例市民政局\n', 'utf-8')
    import_instructors(with_ledger, people)
    for name in ('示例一', '示例二'):
        assign(with_ledger, name, ['示例市甲一商会'], dt.date(2026, 3, 13))
    (one,) = dispatch(with_ledger, CAMPAIGN).sent
    text = said(one)
    assert '示例一等两名同志' in text
    assert '附件：党建工作指导员名单' in text
    assert text.count('自2026年3月13日至2027年3月12日') == 3


def test_a_list_cites_the_notice_and_tells_relation_and_count(place, tmp_path):
    ledger = tmp_path / '台账.csv'
    lines = [f'示例第{number}会,甲县,示例市教育局,否\n' for number in range(3)]
    ledger.write_text('name,region,supervisor,是否建立党组织\n' + ''.join(lines), 'utf-8')
    import_ledger(place, ledger)
    (one,) = transfer(place, CAMPAIGN).sent
    text = said(one)
    assert '由业务主管单位选派' in text
    assert '由贵局选派党建工作指导员的社会组织共3家' in text
    assert '专此函达。' in text


def test_a_unit_of_our_own_line_below_gets_a_notice(place, tmp_path):
    ledger = tmp_path / '台账.csv'
    ledger.write_text('name,region,supervisor,是否建立党组织\n示例甲会,甲县,甲县民政局,否\n', 'utf-8')
    import_ledger(place, ledger)
    (one,) = transfer(place, CAMPAIGN).sent
    assert '特此通知。' in said(one)


def test_whoever_has_a_numbered_letter_gets_no_second_one(with_ledger, tmp_path):
    people = tmp_path / '指导员.csv'
    people.write_text('姓名,单位\n示例一,示例市民政局\n', 'utf-8')
    import_instructors(with_ledger, people)
    first = dt.date(2026, 3, 10)
    assign(with_ledger, '示例一', ['示例市甲一商会'], first, doc_number='示民党函〔2026〕21号')
    done = dispatch(with_ledger, CAMPAIGN, tmp_path / '另存')
    assert (done.sent, done.already) == ((), (('示例市甲一商会', '示民党函〔2026〕21号'),))
    with atomic(with_ledger.engine) as connection:
        void = PaperNumber('示民党函', 2026, 21, None, 'void', '作废', with_ledger.now())
        paper_numbers.add(connection, [void])
    assert len(dispatch(with_ledger, CAMPAIGN).sent) == 1


def test_a_campaign_not_started_whose_notice_never_came_is_told(with_ledger):
    (note,) = dispatch(with_ledger, CAMPAIGN).notes
    assert '没有启动' in note
    assert '没有它的通知' in note


def test_unknown_ones_of_ours_are_no_matter_of_a_list_for_others(place, tmp_path):
    ledger = tmp_path / '台账.csv'
    ledger.write_text('name,supervisor,是否建立党组织\n示例甲会,,\n示例乙会,示例市教育局,\n', 'utf-8')
    import_ledger(place, ledger)
    assert transfer(place, CAMPAIGN).unknown == ('示例乙会',)
    letters = dispatch(place, CAMPAIGN)
    assert (letters.without_instructor, letters.unknown) == ((), ('示例甲会',))


def test_letters_and_lists_are_made_again_from_their_recipes(place, tmp_path):
    ledger, people = tmp_path / '台账.csv', tmp_path / '指导员.csv'
    ledger.write_text('name,supervisor,是否建立党组织\n示例甲会,,否\n示例乙会,示例市教育局,否\n', 'utf-8')
    people.write_text('姓名,单位\n示例一,示例市民政局\n', 'utf-8')
    import_ledger(place, ledger)
    import_instructors(place, people)
    assign(place, '示例一', ['示例甲会'], dt.date(2026, 3, 13))
    sent = (*dispatch(place, CAMPAIGN).sent, *transfer(place, CAMPAIGN).sent)
    assert [one.file.name for one in sent] == ['选派函_示例甲会.docx', '转办清单_示例市教育局.docx']
    held = {one.file: one for one in drafted(place)}
    for one in sent:
        (again,) = draft_again(place, _recipe(held[one.file.name].recipe))
        assert again.file_name == one.file.name


def _recipe(plain):
    from outgoing.draft import Recipe

    cut_off = plain['cut_off'] and dt.date.fromisoformat(plain['cut_off'])
    return Recipe(plain['act'], plain['campaign'], plain['options'], cut_off)


@pytest.mark.parametrize(('months', 'told'), [(12, '1年'), (6, '6个月'), (24, '2年')])
def test_the_length_of_a_term_is_the_notices(months, told, with_ledger):
    office = with_ledger.office
    desk = Desk(office, office.issuing_names[1], 2026)
    one = Organisation(1, '示例甲会', None, None, None, None)
    sent = (Posting(Instructor(1, '示例一', '', None, None)),)
    draft = dispatch_paper(desk, one, sent, Basis('关于选派指导员的通知', None), 'letter', months)
    assert {figure.key: figure.text for figure in draft.figures}['term.length'] == told[0]
    assert draft.context['instructor'] == '示例一同志'
