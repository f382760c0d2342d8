"""Numbers and dates come last: each paper its one number, none doubled, none lost (G7, S4)."""

import datetime as dt
import hashlib
import os
import re
import shutil
from dataclasses import replace

import pytest

from model.errors import UsageFault
from office import inbox, issuing, paper_states, serials
from office.config import open_workplace
from office.issuing import Order, issue
from office.reporting import circular, report
from outgoing.pack_zip import pack, unpack
from store import audit, outbox, paper_numbers, paper_steps
from store.engine import reading
from tests.office.drafted import letters, put
from tests.office.test_writing import PACK
from tests.outgoing import papers
from tests.outgoing.papers import docx, line, texts

DAY = dt.date(2026, 3, 19)
ORDER = Order(DAY, '示例一', '21')


@pytest.fixture(autouse=True)
def no_waiting_for_the_disk(monkeypatch):
    monkeypatch.setattr(os, 'fsync', lambda _: None)


def known(place):
    with reading(place.engine) as connection:
        return {one.file: one for one in outbox.list_all(connection)}


def number_of(path):
    found = re.search(r'示民党函〔2026〕(\d+)号', texts(path.read_bytes())[1])
    return found and found[1]


def test_three_hundred_letters_get_21_to_320_and_the_date_of_signing(place):
    paths = letters(place, 300)
    done = issue(place, paths, replace(ORDER, numbers='21-320'))
    assert {line.status for line in done.lines} == {'issued'}
    assert [number_of(path) for path in paths] == [str(number) for number in range(21, 321)]
    assert all('2026年3月19日' in texts(path.read_bytes()) for path in paths)
    rows = known(place)
    assert rows['函300.docx'].doc_number == '示民党函〔2026〕320号'
    assert {(row.state, row.dated, row.signed_by) for row in rows.values()} == {('numbered', DAY, '示例一')}
    assert [(gap.first, gap.last) for gap in done.gaps] == [(1, 20)]


def test_what_was_there_before_is_kept_and_the_register_tells_all(place):
    (path,) = letters(place, 1)
    before = path.read_bytes()
    issue(place, [path], replace(ORDER, copies=3))
    row = known(place)[path.name]
    kept = place.rooms.archive / '发文'
    assert (kept / f'{row.unnumbered_sha256}.docx').read_bytes() == before
    assert row.issued_sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert (kept / f'{row.issued_sha256}.docx').read_bytes() == path.read_bytes()
    assert (row.copies, row.issued_at is not None, row.sha256 == row.unnumbered_sha256) == (3, True, True)
    assert issuing.is_issued(row)
    with reading(place.engine) as connection:
        steps = paper_steps.steps_of(connection, [path.name])[path.name]
        assert [(step.state, step.person) for step in steps] == [('signed', '示例一'), ('numbered', '经办人')]
        assert audit.lines(connection)[-1]['act'] == 'issue'


def test_the_same_command_again_changes_nothing(place):
    paths = letters(place, 3)
    order = replace(ORDER, numbers='5,7,9')
    issue(place, paths, order)
    before = [path.read_bytes() for path in paths]
    again = issue(place, paths, order)
    assert [(line.status, line.doc_number) for line in again.lines] == [
        ('already', f'示民党函〔2026〕{number}号') for number in (5, 7, 9)
    ]
    assert [path.read_bytes() for path in paths] == before


@pytest.mark.parametrize(
    ('numbers', 'told'),
    [
        ('21-22', '3份'),
        ('21-24', '3份'),
        ('21,21,22', '两次'),
        ('23-21', '不对'),
        ('廿一', '看不懂'),
        (None, '3份'),
    ],
)
def test_numbers_that_do_not_fit_touch_nothing(place, numbers, told):
    paths = letters(place, 3)
    before = [path.read_bytes() for path in paths]
    with pytest.raises(UsageFault, match=told):
        issue(place, paths, replace(ORDER, numbers=numbers))
    assert [path.read_bytes() for path in paths] == before
    assert not any(row.dated for row in known(place).values())


def test_a_number_used_before_touches_nothing(place):
    first, second, third = letters(place, 3)
    issue(place, [first], ORDER)
    before = second.read_bytes()
    with pytest.raises(UsageFault, match=r'示民党函〔2026〕21号已编给“函001\.docx”'):
        issue(place, [second, third], replace(ORDER, numbers='20-21'))
    assert second.read_bytes() == before
    serials.void(place, '示民党函', 2026, (30,), '手工发文')
    with pytest.raises(UsageFault, match='手工发文'):
        issue(place, [second], replace(ORDER, numbers='30'))


def test_one_that_cannot_be_stamped_leaves_its_number_free(place):
    paths = letters(place, 3)
    paths[1].write_bytes(docx(line('示民党函〔2026〕9号'), line('2026年　月　日')))
    done = issue(place, paths, replace(ORDER, numbers='21-23'))
    assert [line.status for line in done.lines] == ['issued', 'refused', 'issued']
    assert '找不到待编的发文字号' in done.lines[1].why
    assert [(gap.first, gap.last) for gap in done.gaps] == [(1, 20), (22, 22)]
    paths[1].write_bytes(papers.letter())
    again = issue(place, paths, replace(ORDER, numbers='21-23'))
    assert [line.status for line in again.lines] == ['already', 'issued', 'already']
    assert [number_of(path) for path in paths] == ['21', '22', '23']


def test_a_january_issue_bears_the_new_year(place):
    (path,) = letters(place, 1)
    done = issue(place, [path], Order(dt.date(2027, 1, 8), '示例一', '1'))
    assert done.lines[0].doc_number == '示民党函〔2027〕1号'
    assert any('2027' in note for note in done.lines[0].notes)
    said = texts(path.read_bytes())
    assert said[1] == '示民党函〔2027〕1号'
    assert said[-2] == '2027年1月8日'


def test_a_series_runs_over_several_codes(place):
    one = put(place, '甲.docx', papers.letter(code='示民党函'))
    two = put(place, '乙.docx', papers.letter(code='示民党发'))
    issue(place, [one], replace(ORDER, series='示民党'))
    with pytest.raises(UsageFault, match='示民党〔2026〕21号'):
        issue(place, [two], replace(ORDER, series='示民党'))
    issue(place, [two], ORDER)
    assert texts(two.read_bytes())[1] == '示民党发〔2026〕21号'


def test_folders_and_batches_go_in_the_order_of_recipients(place):
    for name in ('丙县乙会', '甲县丁会', '乙县甲会', '甲县甲会'):
        put(place, f'{name}.docx', papers.letter(name), batch=4)
    put(place, '别的.docx', papers.letter('别的'), batch=5)
    done = issue(place, [], replace(ORDER, numbers='1-4'), batch=4)
    assert [line.file for line in done.lines] == [
        '甲县丁会.docx',
        '甲县甲会.docx',
        '乙县甲会.docx',
        '丙县乙会.docx',
    ]
    whole = issue(place, [place.rooms.outbox], replace(ORDER, numbers='1-5'))
    assert [line.status for line in whole.lines] == ['already'] * 4 + ['issued']
    assert whole.lines[4].doc_number == '示民党函〔2026〕5号'


def test_lists_get_a_date_and_no_number(place):
    path = put(place, '清单.docx', docx(line('转办清单'), line('2026年　月　日')), doc_type='list')
    done = issue(place, [path, *letters(place, 1)], ORDER)
    assert [(line.status, line.doc_number) for line in done.lines] == [
        ('issued', None),
        ('issued', '示民党函〔2026〕21号'),
    ]
    assert texts(path.read_bytes())[1] == '2026年3月19日'


def test_a_report_without_its_signer_is_refused(place):
    path = put(place, '报告.docx', papers.report(signer=''), doc_type='report', issuing_name='office')
    assert '签发人' in issue(place, [path], ORDER).lines[0].why
    path.write_bytes(papers.report())
    assert issue(place, [path], ORDER).lines[0].doc_number == '示民报〔2026〕21号'


def test_an_inner_section_issues_nothing_formal(place, rooms):
    text = (
        (rooms.root / 'office.toml').read_text('utf-8').replace('id = "party"', 'id = "party"\ninner = true')
    )
    (rooms.root / 'office.toml').write_text(text, 'utf-8')
    with open_workplace(rooms.root, DAY) as again:
        (path,) = letters(again, 1)
        assert '第十七条' in issue(again, [path], ORDER).lines[0].why


def test_what_is_no_draft_of_ours_touches_nothing(place):
    (path,) = letters(place, 1)
    other = path.with_name('手写.docx')
    other.write_bytes(path.read_bytes())
    with pytest.raises(UsageFault, match='不是本办公室起草'):
        issue(place, [path, other], replace(ORDER, numbers='1-2'))
    assert known(place)[path.name].dated is None


def test_a_draft_and_what_was_made_anew_beside_it_get_one_number(place):
    (path,) = letters(place, 1)
    anew = put(place, '函001（重新生成）.docx', papers.letter(), batch=1)
    with pytest.raises(UsageFault, match='同一件只编一个号'):
        issue(place, [path, anew], replace(ORDER, numbers='1-2'))
    done = issue(place, [], replace(ORDER, numbers='1'), batch=1)
    assert [(line.file, line.status) for line in done.lines] == [(path.name, 'issued')]


def test_a_number_kept_for_a_file_can_be_made_void(place, monkeypatch):
    (path,) = letters(place, 1)

    def stop(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(issuing, 'write_whole', stop)
    with pytest.raises(KeyboardInterrupt):
        issue(place, [path], ORDER)
    monkeypatch.undo()
    assert [(gap.first, gap.file) for gap in serials.list_gaps(place)] == [(1, None), (21, path.name)]
    serials.void(place, '示民党函', 2026, (21,), '停办')
    assert issue(place, [path], replace(ORDER, numbers='22')).lines[0].doc_number == '示民党函〔2026〕22号'
    with reading(place.engine) as connection:
        states = {one.serial: one.state for one in paper_numbers.list_all(connection)}
    assert states == {21: 'void', 22: 'given'}


def test_a_disk_that_refuses_leaves_the_number_free(place, monkeypatch):
    paths = letters(place, 2)

    def refuse(target, data):
        if target.name == '函001.docx':
            raise PermissionError(13, 'Permission denied')
        inbox.write_whole(target, data)

    monkeypatch.setattr(issuing, 'write_whole', refuse)
    done = issue(place, paths, replace(ORDER, numbers='1-2'))
    assert [line.status for line in done.lines] == ['refused', 'issued']
    assert known(place)['函001.docx'].dated is None
    monkeypatch.undo()
    assert issue(place, paths, replace(ORDER, numbers='1-2')).lines[0].status == 'issued'


def test_after_signing_layout_may_change_and_words_may_not(place):
    first, second = letters(place, 2)
    paper_states.step(place, [first, second], 'signed', '示例一', None)
    edit(first, '<w:p><w:r><w:t xml:space="preserve">示例市第1协会：', LAID_OUT)
    edit(second, '请贵会积极支持配合', '请贵会予以支持')
    done = issue(place, [first, second], replace(ORDER, numbers='1-2'))
    assert [line.status for line in done.lines] == ['issued', 'refused']
    assert '“请贵会积极支持配合。”改为“请贵会予以支持。”' in done.lines[1].why
    paper_states.step(place, [second], 'signed', '示例一', None)
    assert issue(place, [second], replace(ORDER, numbers='2')).lines[0].status == 'issued'


LAID_OUT = (
    '<w:p/><w:p><w:pPr><w:spacing w:line="580"/></w:pPr><w:r><w:t>示例市</w:t></w:r><w:r><w:br/></w:r>'
    '<w:r><w:t xml:space="preserve">第1协会 ：'
)
"""An empty line, other spacing, other runs and a space: nothing of substance."""


def edit(path, old, new):
    """What a person changes in a file, and the file written anew."""
    members = unpack(path.read_bytes())
    text = members['word/document.xml'].decode()
    assert old in text
    path.write_bytes(pack(members | {'word/document.xml': text.replace(old, new).encode()}))


def test_somebody_else_signed(place):
    (path,) = letters(place, 1)
    paper_states.step(place, [path], 'signed', '示例三', None)
    assert '示例三' in issue(place, [path], ORDER).lines[0].why


def test_papers_of_a_campaign_are_issued_and_never_written_over(with_ledger):
    shutil.copy(PACK, with_ledger.rooms.packs)
    sent = [make(with_ledger, '百日组建', 1) for make in (circular, report)]
    edit(sent[1].file, '〔请填写：主要做法〕', '我局召开部署会议。')
    done = issue(with_ledger, [one.file for one in sent], replace(ORDER, numbers='4,5', copies=15))
    assert [(line.doc_number or '')[3:] for line in done.lines] == ['〔2026〕4号', '〔2026〕5号']
    before = [one.file.read_bytes() for one in sent]
    assert any('签发人：示例一' in text for text in texts(before[1]))
    for data in before:
        assert not re.search('　[号日]', ''.join(texts(data)))
    assert [make(with_ledger, '百日组建', 1).status for make in (circular, report)] == ['issued'] * 2
    assert [one.file.read_bytes() for one in sent] == before
