"""Story S4: the leader changes one letter in WPS, and the change goes to the other 299, the telephone not."""

import datetime as dt
import json
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from commands.edge import Common
from commands.template import adopt as adopt_command
from model.errors import UsageFault
from model.office import Contact, Layout
from office.adopting import adopt, choose, look
from office.issuing import Order, issue
from office.issuing_names import issuing_named
from office.paper_states import step
from office.writing import write_drafts
from outgoing.dispatch import dispatch_letter
from outgoing.lines import docx_to_lines
from store import outbox
from store.engine import reading
from tests.outgoing.made import BASIS, PERSON, SOCIETY
from tests.outgoing.penned import rewritten, saved_by_wps, text_of, with_pitch

OLD, NEW = "请贵会积极支持配合", "请贵会予以支持"
PHONE, TYPED = "0000-1234502", "0000-1234567"


def letters(place, count):
    """So many letters of an office whose line pitch is 28 points, in 发文/."""
    office = replace(place.office, contact=Contact("社会组织科", PHONE), layout=Layout(line_pitch_pt=28.0))
    place = replace(place, office=office)
    drafts = [
        dispatch_letter(
            office,
            issuing_named(place, 'party'),
            replace(SOCIETY, id=number, name=f"示例市第{number}蓝桥促进会"),
            PERSON,
            BASIS,
            2026,
        )
        for number in range(1, count + 1)
    ]
    return place, [one.file for one in write_drafts(place, drafts, '选派')]


def by_the_leader(path):
    """The letter as the leader saves it in WPS."""
    edited = rewritten(saved_by_wps(path.read_bytes()), OLD, NEW)
    edited = rewritten(edited, PHONE, TYPED)
    path.write_bytes(saved_by_wps(with_pitch(edited, 560, 580), seed=5))
    return path.read_bytes()


def rows(place):
    with reading(place.engine) as connection:
        return {one.file: one for one in outbox.list_all(connection)}


@pytest.mark.parametrize('count', [12, pytest.param(300, marks=pytest.mark.hard)])
def test_the_story_with_its_numbers(place, count):
    place, files = letters(place, count)
    first, others = files[0], files[1:]
    edited = by_the_leader(first)
    looked = look(place, first)
    told = [(one.kind, one.old, one.new) for one in looked.found.changes]
    assert told == [
        ('text', "积极支持配合", "予以支持"),
        ('once', PHONE, TYPED),
        ('layout', "行距28磅", "行距29磅"),
    ]
    done = adopt(place, looked, choose(looked.found, None), regenerate=True)
    assert (len(done.sent), {one.status for one in done.sent}) == (count - 1, {'written'})
    assert done.edited == (first.name,)
    assert first.read_bytes() == edited
    for path in others:
        text = text_of(path.read_bytes())
        assert (text.count(NEW), text.count(OLD), text.count(PHONE), TYPED in text) == (1, 0, 1, False)
    pitches = {one.look.line for one in docx_to_lines(others[-1].read_bytes()).body if one.text}
    assert 580 in pitches
    assert 560 not in pitches
    kept = rows(place)
    assert {one.batch for one in kept.values()} == {1}
    figure = next(one for one in kept[first.name].figures if one['key'] == 'contact.phone')
    assert (figure['text'], figure['origin']) == (TYPED, 'typed')
    assert "人工填写" in figure['detail']
    phones = [one for one in kept[files[1].name].figures if one['key'] == 'contact.phone']
    assert [(one['text'], one['origin']) for one in phones] == [(PHONE, 'setting')]
    assert not [one for one in kept.values() if one.doc_number]
    _numbered(place, files)


def _numbered(place, files):
    last = 20 + len(files)
    step(place, files, 'signed', "示例九", None)
    signed_on = dt.date(2026, 3, 13)
    done = issue(place, files, Order(numbers=f'21-{last}', dated=signed_on, signed_by="示例九"))
    assert len(done.lines) == len(files)
    kept = rows(place)
    assert [kept[path.name].doc_number for path in files] == [
        f"示民党函〔2026〕{number}号" for number in range(21, last + 1)
    ]
    assert {one.dated for one in kept.values()} == {signed_on}
    assert NEW in text_of(files[0].read_bytes())


def run(place, *args):
    return CliRunner().invoke(
        adopt_command, list(map(str, args)), obj=Common(office=place.rooms.root, today=place.today)
    )


def test_the_command_lists_numbers_and_carries_only_what_is_accepted(place):
    place, files = letters(place, 3)
    by_the_leader(files[0])
    before = (place.rooms.templates / "选派函.docx").read_bytes()
    listed = run(place, files[0])
    assert "1. 正文第13段　“积极支持配合”→“予以支持”" in listed.output
    assert (place.rooms.templates / "选派函.docx").read_bytes() == before
    done = run(place, files[0], '--accept', '1', '--json')
    assert json.loads(done.output)['adopted']['waiting'] == 2
    assert "积极" in text_of(files[1].read_bytes())
    (kept,) = (place.rooms.templates / '旧版').iterdir()
    assert (kept.name, kept.read_bytes()) == (f"选派函_{place.today.isoformat()}-1.docx", before)


def test_an_edited_and_an_issued_letter_of_the_batch_stay_as_they_are(place):
    place, files = letters(place, 4)
    by_the_leader(files[0])
    files[1].write_bytes(rewritten(files[1].read_bytes(), "特此函告", "特此函达"))
    step(place, files[2:3], 'signed', "示例九", None)
    issue(place, files[2:3], Order(numbers='21', dated=place.today, signed_by="示例九"))
    before = [path.read_bytes() for path in files]
    looked = look(place, files[0])
    done = adopt(place, looked, choose(looked.found, [1]), regenerate=True)
    assert (done.edited, done.issued) == ((files[0].name, files[1].name), (files[2].name,))
    assert [path.read_bytes() for path in files[:3]] == before[:3]
    assert NEW in text_of(files[3].read_bytes())


def test_a_letter_of_an_older_template_is_compared_with_that_one(place):
    place, files = letters(place, 2)
    by_the_leader(files[0])
    looked = look(place, files[0])
    adopt(place, looked, choose(looked.found, [1]))
    again = rewritten(files[1].read_bytes(), "不领取报酬", "不领取任何报酬")
    files[1].write_bytes(again)
    looked = look(place, files[1])
    assert looked.older
    assert [(one.kind, one.new) for one in looked.found.changes] == [('text', "任何")]
    adopt(place, looked, choose(looked.found, None))
    assert len(list((place.rooms.templates / '旧版').iterdir())) == 2


def test_what_cannot_be_carried_is_refused_by_its_number(place):
    place, files = letters(place, 1)
    by_the_leader(files[0])
    looked = look(place, files[0])
    with pytest.raises(UsageFault, match='第2处不能带入'):
        choose(looked.found, [2])
    with pytest.raises(UsageFault, match='没有第9处'):
        choose(looked.found, [9])
    with pytest.raises(UsageFault, match='不是本办公室起草'):
        look(place, Path(__file__))
