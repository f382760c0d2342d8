"""Nobody is written to twice on one matter unasked, and dates that cannot be are told (G7)."""

import datetime as dt
from dataclasses import replace

import pytest

from model.errors import UsageFault
from office import paper_states, serials
from office.config import open_workplace
from office.issuing import Order, issue
from office.outgoing_register import write_slip
from outgoing.plain_wording import docx_to_wording
from tests.office.conftest import SETTINGS
from tests.office.drafted import letters, put
from tests.outgoing import papers

DAY = dt.date(2026, 3, 19)
ORDER = Order(DAY, '示例一', '21')
ABOUT = {'organisation': 7, 'campaign': '百日组建', 'recipe': {'act': 'dispatch', 'options': {}}}


def statuses(done):
    return [line.status for line in done.lines]


def test_what_was_made_anew_of_an_issued_letter_is_asked_about(place):
    issue(place, letters(place, 1), ORDER)
    anew = put(place, '函001（重新生成）.docx', papers.letter())
    done = issue(place, [anew], replace(ORDER, numbers='71'))
    assert statuses(done) == ['refused']
    assert '已编为示民党函〔2026〕21号（“函001.docx”）' in done.lines[0].why
    assert statuses(issue(place, [anew], replace(ORDER, numbers='71', again=True))) == ['issued']


def test_one_organisation_gets_one_letter_of_a_campaign_whatever_name_it_bears(place):
    issue(place, [put(place, '甲.docx', papers.letter(), **ABOUT)], ORDER)
    other = put(place, '乙.docx', papers.letter(code='示民函'), 'notice', 'office', **ABOUT)
    assert statuses(issue(place, [other], replace(ORDER, dated=dt.date(2027, 1, 5)))) == ['refused']
    serials.void(place, '示民党函', 2026, (21,), '印错', issued=True)
    assert statuses(issue(place, [other], ORDER)) == ['issued']


def test_another_change_or_another_organisation_is_another_matter(place):
    issue(place, [put(place, '甲.docx', papers.letter(), **ABOUT)], ORDER)
    change = {'act': 'instructors letters', 'options': {'assignment': 3}}
    later = {'act': 'instructors letters', 'options': {'assignment': 4}}
    others = [
        put(place, '调整1.docx', papers.letter(), **(ABOUT | {'recipe': change})),
        put(place, '调整2.docx', papers.letter(), **(ABOUT | {'recipe': later})),
        put(place, '别家.docx', papers.letter(), **(ABOUT | {'organisation': 8})),
    ]
    assert statuses(issue(place, others, replace(ORDER, numbers='1-3'))) == ['issued'] * 3


def test_two_of_one_matter_in_one_order_touch_nothing(place):
    both = [put(place, f'{name}.docx', papers.letter(), **ABOUT) for name in '甲乙']
    with pytest.raises(UsageFault, match='同一件'):
        issue(place, both, replace(ORDER, numbers='1-2'))
    assert statuses(issue(place, both, replace(ORDER, numbers='1-2', again=True))) == ['issued'] * 2


def test_a_paper_that_has_its_number_needs_none(place):
    first, second = letters(place, 2)
    issue(place, [first], ORDER)
    assert issue(place, [first], replace(ORDER, numbers=None)).lines[0].notes == (
        '已编为示民党函〔2026〕21号，没有再动',
    )
    done = issue(place, [first, second], replace(ORDER, numbers='22'))
    assert [(line.status, line.doc_number) for line in done.lines] == [
        ('already', '示民党函〔2026〕21号'),
        ('issued', '示民党函〔2026〕22号'),
    ]


def test_dates_that_do_not_go_together_are_told(place):
    paths = letters(place, 1)
    with pytest.raises(UsageFault, match='印发日期2026-03-18早于成文日期'):
        issue(place, paths, replace(ORDER, printed=dt.date(2026, 3, 18)))
    paper_states.step(place, paths, 'signed', '示例一', None)
    notes = issue(place, paths, replace(ORDER, dated=dt.date(2026, 3, 2))).lines[0].notes
    assert any(f'签发记录是{place.today}' in note for note in notes)


def test_a_joint_paper_is_countersigned_before_it_is_signed_or_numbered(rooms):
    joint = 'id = "party"\njoint_with = [{ name = "示例市财政局" }, { name = "示例市教育局" }]'
    (rooms.root / 'office.toml').write_text(SETTINGS.replace('id = "party"', joint), 'utf-8')
    with open_workplace(rooms.root, DAY) as place:
        paths = letters(place, 1)
        assert issue(place, paths, ORDER).lines[0].why == '还没有会签，不能编号'
        assert paper_states.step(place, paths, 'signed', '示例一', None)[0].why == '还没有会签，不能签发'
        paper_states.step(place, paths, 'countersigned', '示例八', '示例市财政局')
        done = issue(place, paths, ORDER)
        assert statuses(done) == ['issued']
        assert any('另有2家，会签记录只有1条' in note for note in done.lines[0].notes)
        slip = write_slip(place, paths[0], rooms.root / '稿纸.docx')
        assert '中共示例市民政局党组、示例市财政局、示例市教育局' in docx_to_wording(slip.read_bytes())
