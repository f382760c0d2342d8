"""Copies through the inbox: one number, each make in the archive, a stop costs nothing (G9)."""

import pytest

from office import registering, taking
from office.columns import set_columns
from office.intake import take_in
from store import copies, obligations, register, reviews
from store.engine import reading
from tests.office.conftest import NOTICE

WEB = '<html><head><meta charset="utf-8"><title>示例省民政厅</title></head><body>{}</body></html>'


@pytest.fixture
def made(rooms, notice):
    """made('网页.html', lines): the notice as a web page, a text or a docx in the inbox."""

    def make(name, lines=NOTICE):
        path = rooms.inbox / name
        if name.endswith('.docx'):
            return notice(name, *lines)
        body = ''.join(f'<p>{line}</p>' for line in lines)
        path.write_text(WEB.format(body) if name.endswith('.html') else '\n'.join(lines), 'utf-8')
        return path

    return make


def statuses(place):
    return [outcome.status for outcome in take_in(place)]


def held(place):
    """Entries, copies, duties and open questions."""
    with reading(place.engine) as connection:
        return (
            register.list_entries(connection),
            copies.list_copies(connection),
            obligations.list_duties(connection),
            reviews.list_items(connection),
        )


def archived(place):
    return sorted(path.name for path in place.rooms.archive.iterdir())


def test_three_makes_are_one_entry_and_its_duties_stand_once(place, made):
    for name in ('1.docx', '2.html', '3.txt'):
        made(name)
    assert statuses(place) == ['registered', 'copy', 'copy']
    entries, further, duties, _ = held(place)
    assert [entry.number for entry in entries] == [1]
    assert [(copy.file, copy.register_number) for copy in further] == [('2.html', 1), ('3.txt', 1)]
    assert len(duties) == 2
    assert len(archived(place)) == 3
    assert all((place.rooms.archive / copy.archived_as).is_file() for copy in further)


def test_the_next_paper_takes_the_next_number(place, made):
    made('1.docx')
    made('2.html')
    made('3.txt', (*NOTICE[:1], '示民函〔2026〕13号', *NOTICE[2:]))
    assert statuses(place) == ['registered', 'copy', 'registered']
    assert [entry.number for entry in held(place)[0]] == [1, 2]


def test_the_same_copy_again_is_a_duplicate(place, made):
    made('1.docx')
    made('2.html')
    statuses(place)
    made('2.html')
    made('4.html').write_bytes((place.rooms.inbox / '2.html').read_bytes())
    assert statuses(place) == ['duplicate', 'duplicate']
    assert [copy.file for copy in held(place)[1]] == ['2.html', '4.html']
    assert list(place.rooms.inbox.iterdir()) == []


def test_a_copy_with_the_number_and_date_completes_the_first(place, made):
    torn = tuple(line for line in NOTICE if line not in {'示民函〔2026〕12号', '2026年3月2日'})
    made('1.html', torn)
    made('2.docx')
    assert statuses(place) == ['registered', 'copy']
    (entry,), _, duties, asked = held(place)
    assert entry.doc_number == '示民函〔2026〕12号'
    assert [duty.deadline.isoformat() for duty in duties if duty.deadline] == ['2026-04-10', '2026-03-17']
    assert 'deadline_anchor_missing' not in {item.field for item in asked}


def test_a_copy_with_another_deadline_raises_a_question(place, made):
    made('1.docx')
    made('2.html', [line.replace('4月10日', '4月20日') for line in NOTICE])
    assert statuses(place) == ['registered', 'copy']
    _, _, duties, asked = held(place)
    assert '2026-04-10' in {f'{duty.deadline}' for duty in duties}
    (item,) = [item for item in asked if item.field == 'copy_differs']
    assert '2026-04-20' in item.reasons[0]
    assert '2026-04-10' in item.reasons[0]


def test_one_number_with_another_title_stays_apart_and_is_asked(place, made):
    made('1.docx')
    made('2.html', [line.replace('报送社会组织台账', '召开社会组织年度工作会议') for line in NOTICE])
    assert statuses(place) == ['registered', 'registered']
    assert 'maybe_copy' in {item.field for item in held(place)[3]}


@pytest.mark.parametrize('stop', ['clear', 'add_copy'])
def test_a_stop_while_a_copy_is_taken_in_costs_nothing(place, made, monkeypatch, stop):
    made('1.docx')
    statuses(place)
    made('2.html')

    def killed(*_):
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(taking, stop, killed)
        with pytest.raises(KeyboardInterrupt):
            statuses(place)
    assert (place.rooms.inbox / '2.html').exists()
    statuses(place)
    entries, further, duties, _ = held(place)
    assert (len(entries), [copy.file for copy in further], len(duties)) == (1, ['2.html'], 2)
    assert len(archived(place)) == 2
    assert list(place.rooms.inbox.iterdir()) == []


def test_reading_again_keeps_what_the_copy_added(place, made):
    torn = tuple(line for line in NOTICE if line not in {'示民函〔2026〕12号', '2026年3月2日'})
    made('1.html', torn)
    made('2.docx')
    statuses(place)
    before = held(place)
    registering.reread(place, 1)
    after = held(place)
    assert after[0] == before[0]
    assert after[2] == before[2]


def test_a_number_written_by_a_person_outlives_a_new_reading(place, made):
    made('1.html', [line for line in NOTICE if line != '示民函〔2026〕12号'])
    statuses(place)
    set_columns(place, 1, {'来文字号': '示民函[2026]第012号'})
    assert held(place)[0][0].doc_number == '示民函〔2026〕12号'
    registering.reread(place, 1)
    assert held(place)[0][0].doc_number == '示民函〔2026〕12号'
    made('2.docx')
    assert statuses(place) == ['copy']
