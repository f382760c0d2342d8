"""The ledger at the desk: found, filtered, looked into, changed by events, and taken back."""

import ast
import re
from pathlib import Path

import pytest

from desk.pages.ledger_words import on_the_page
from office import branch_questions, correcting, event_checks, eventing, merging, undoing
from office.importing import import_ledger
from office.ledger_acts import one_named

LEDGER = """\
社会组织名称,曾用名,统一社会信用代码,所属县区,组织类别,业务主管单位,是否建立党组织,组建形式,联系电话
示例市甲一商会,示例市老商会,,甲县,社会团体,,是,单独组建,13812345678
示例市乙二协会,,,乙县,社会团体,示例市教育局,否,,
示例市丙三学校,,,丙县,民办非企业单位,示例市教育局,,,
"""


@pytest.fixture
def ledger(place, tmp_path):
    path = tmp_path / '台账.csv'
    path.write_text(LEDGER, 'utf-8')
    import_ledger(place, path)
    return place


def names(answer):
    assert answer.status_code == 200, answer.text
    return re.findall(r'<td><a href="/organisation/\d+[^"]*">([^<]*)</a>', answer.text)


def seen(client, number):
    return re.findall(r'name="seen" value="(\d+)"', client.get(f'/organisation/{number}').text)[0]


@pytest.mark.parametrize(
    ('asked', 'found'),
    [
        ('', ['示例市甲一商会', '示例市乙二协会', '示例市丙三学校']),
        ('q=商会', ['示例市甲一商会']),
        ('q=老商会', ['示例市甲一商会']),
        ('q=教育局+丙县', ['示例市丙三学校']),
        ('q=2', ['示例市乙二协会']),
        ('q=（盖章）', []),
        ('q=%25', []),
        ('region=乙县', ['示例市乙二协会']),
        ('supervisor=-', ['示例市甲一商会']),
        ('branch=yes', ['示例市甲一商会']),
        ('branch=unknown&type=民办非企业单位', ['示例市丙三学校']),
        ('branch=approved', []),
        ('as_of=2026-03-12', []),
        ('q=学校&as_of=2026-03-13', ['示例市丙三学校']),
        ('state=ended', []),
    ],
)
def test_organisations_are_found_by_words_and_filters_of_the_address(client, ledger, asked, found):
    assert names(client.get(f'/ledger?{asked}')) == found


def test_a_filter_that_there_is_not_is_said_to_be_none(client, ledger):
    assert client.get('/ledger?branch=maybe').status_code == 400
    assert client.get('/ledger?as_of=2026-03').status_code == 400


def test_an_organisation_shows_what_is_held_and_what_is_missing_with_sources(client, ledger):
    html = client.get('/organisation/1').text
    assert '138****' in html.replace('13*******78', '138****')
    assert '13812345678' not in html
    assert '<th scope="row">统一社会信用代码</th>\n<td><span class="missing">缺</span>' in html
    assert '台账.csv' in html
    assert client.get('/organisation/99').status_code == 400


def test_a_rename_from_the_page_is_history_and_can_be_taken_back(client, ledger):
    form = {'kind': 'rename', 'to': '示例市甲一联合会', 'on': '2026-03-10', 'seen': seen(client, 1)}
    answer = client.submit('/organisation/1/event', form)
    assert answer.headers['location'] == '/organisation/1'
    html = client.get('/organisation/1').text
    assert '示例市甲一商会 → 示例市甲一联合会' in html
    act = re.findall(r'记为第(\d+)号办理', html)[0]
    assert names(client.get('/ledger?q=甲一商会')) == ['示例市甲一联合会']
    assert client.submit(f'/ledger/acts/{act}/undo').status_code == 303
    assert one_named(ledger, '1').name == '示例市甲一商会'


def test_what_somebody_changed_meanwhile_is_refused_with_both_versions(client, ledger):
    first = seen(client, 2)
    form = {'kind': 'change_supervisor', 'to': '示例市体育局', 'on': '2026-03-10', 'seen': first}
    assert client.submit('/organisation/2/event', form).status_code == 303
    answer = client.submit('/organisation/2/event', form | {'to': '示例市民政局'})
    assert answer.status_code == 409
    assert all(said in answer.text for said in ('示例市教育局', '示例市体育局', '示例市民政局'))
    assert one_named(ledger, '2').supervisor == '示例市体育局'


def test_a_correction_changes_only_what_was_typed_and_wants_a_reason(client, ledger):
    form = {'seen': seen(client, 2), 'v.region': '甲县', 'v.org_type': '社会团体', 'v.phone': ''}
    assert client.submit('/organisation/2/correct', form).status_code == 400
    assert client.submit('/organisation/2/correct', form | {'why': '来函更正'}).status_code == 303
    held = one_named(ledger, '2')
    assert (held.region, held.type, held.supervisor) == ('甲县', '社会团体', '示例市教育局')


def test_a_telephone_left_empty_stays_and_is_cleared_by_a_word(client, ledger):
    form = {'seen': seen(client, 1), 'v.phone': '', 'v.region': '乙县', 'why': '更正'}
    client.submit('/organisation/1/correct', form)
    assert one_named(ledger, '1').facts['phone'] == '13812345678'
    client.submit('/organisation/1/correct', {'seen': seen(client, 1), 'v.phone': '清空', 'why': '更正'})
    assert 'phone' not in one_named(ledger, '1').facts


def test_why_an_instructor_changed_is_kept_nowhere(client, ledger):
    form = {'seen': seen(client, 1), 'v.instructor': '示例丁', 'why': '原来的身体不好'}
    assert client.submit('/organisation/1/correct', form).status_code == 303
    assert one_named(ledger, '1').facts['instructor'] == '示例丁'
    assert '身体' not in client.get('/organisation/1').text + client.get('/ledger/acts/2').text


def test_two_records_become_one_and_new_ones_begin(client, ledger):
    merged = client.submit('/organisation/1/merge', {'seen': seen(client, 1), 'double': '2'})
    assert merged.status_code == 303
    assert '已并入编号1' in client.get('/organisation/2').text
    new = {'kind': 'register', 'name': '示例市丁四协会', 'on': '2026-03-01', 'v.region': '甲县'}
    assert client.submit('/ledger/new', new).headers['location'] == '/organisation/4'
    assert names(client.get('/ledger?q=丁四')) == ['示例市丁四协会']


def test_remedies_speak_of_the_page_not_of_the_command_line(client, ledger):
    form = {'kind': 'rename', 'to': '示例市乙二协会', 'on': '2026-03-10', 'seen': seen(client, 1)}
    answer = client.submit('/organisation/1/event', form)
    assert answer.status_code in {303, 400}
    taken = client.submit('/ledger/new', {'kind': 'register', 'name': '1', 'on': ''})
    assert '请填写“日期”' in taken.text
    assert 'shoufa' not in answer.text + taken.text


def texts_of(module):
    """Every text of a module's source as it may be said, {} where something stands in it."""
    for node in ast.walk(ast.parse(Path(module.__file__).read_text('utf-8'))):
        if isinstance(node, ast.JoinedStr):
            yield ''.join(str(part.value) if isinstance(part, ast.Constant) else '1' for part in node.values)


@pytest.mark.parametrize('module', [eventing, event_checks, correcting, merging, undoing, branch_questions])
def test_no_message_of_the_ledger_speaks_of_the_command_line_on_a_page(module):
    said = [on_the_page(text) for text in texts_of(module)]
    assert [text for text in said if 'shoufa' in text or '--' in text] == []


@pytest.mark.parametrize('role', ['registrar', 'approver', 'auditor'])
def test_only_reviewers_change_the_ledger(signed, ledger, role):
    client = signed(role)
    assert client.get('/organisation/1').status_code == 200
    assert client.submit('/organisation/1/event', {'kind': 'dissolve'}).status_code == 403
    assert client.submit('/ledger/acts/1/undo').status_code == 403


def test_every_event_has_its_form(client, ledger):
    kinds = re.findall(r'/organisation/1/event\?kind=(\w+)', client.get('/organisation/1').text)
    assert len(kinds) == 10
    assert {client.get(f'/organisation/1/event?kind={kind}').status_code for kind in kinds} == {200}
    assert client.get('/ledger/new').status_code == 200
    assert client.get('/organisation/1/correct').status_code == 200


def test_acts_are_listed_and_the_ledger_goes_out_as_a_workbook(client, desk, ledger):
    assert '第1号' in client.get('/ledger/acts?kind=import').text
    assert '新增3家' in client.get('/ledger/acts/1').text
    made = client.submit('/ledger/export').headers['location']
    desk.behind.thread.submit(lambda: None).result(30)
    assert '已导出3家' in client.get(made).text
    assert client.get(f'{made}/file').content[:2] == b'PK'
