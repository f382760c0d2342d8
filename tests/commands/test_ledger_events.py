"""ledger event, merge, split, correct and rollback, as a clerk types them."""

import json

import pytest

from ledger.events import LABELS
from tests.commands.clerk import ONE, SAME, THREE, TWO, at_work

DAY = ('--date', '2026-03-10')
PAPER = (*DAY, '--doc', '示民许〔2026〕1号')


@pytest.fixture
def office(shoufa, tmp_path, tmp_path_factory):
    return at_work(shoufa, tmp_path_factory, tmp_path / '办公室')


@pytest.fixture
def event(office):
    return lambda *words, **more: office('ledger', 'event', *words, **more)


EVENTS = {
    '新登记': (('示例市新学会', '--set', '所属县区=甲县', '--set', '党员总数=4'), '已记入台账（编号6）'),
    '迁入': (('示例市迁来学会',), '已记入台账（编号6）'),
    '更名': ((ONE, '--to', '示例市甲一总商会'), '更名为“示例市甲一总商会”'),
    '变更业务主管单位': ((TWO, '--to', '直接登记'), '由“示例市教育局”变更为“直接登记”'),
    '迁出': ((THREE,), '迁出，自当日起不再计数'),
    '吸收合并': ((ONE, '--to', TWO), f'并入“{TWO}”'),
    '新设合并': ((ONE, '--with', TWO, '--to', '示例市联合总会'), '合并新设“示例市联合总会”（编号6）'),
    '分立': ((ONE, '--to', '示例市甲六会', '--to', '示例市甲七会', '--ends'), '原单位注销'),
    '注销': ((TWO,), '注销，自当日起不再计数'),
    '撤销登记': ((TWO,), '撤销登记'),
    '成立党组织': ((TWO, '--with', THREE), '已建立党组织（联合组建，示民许〔2026〕1号）'),
    '撤销党组织': ((1,), f'“{ONE}”的党组织自2026-03-10起撤销'),
}


def test_every_kind_is_tried():
    assert set(EVENTS) == set(LABELS.values())


@pytest.mark.parametrize('kind', EVENTS)
def test_an_event_is_told_and_taken_back(office, event, kind):
    (who, *more), told = EVENTS[kind]
    said = event(who, kind, *more, *PAPER)
    assert told in said
    assert '第2号办理；办错了用 shoufa ledger rollback 2 撤回' in said
    back = office('ledger', 'rollback', 2)
    assert '已撤回第2号办理' in back
    assert 'rollback' not in back  # what was taken back cannot be taken back in its turn


REFUSED = [
    ((ONE, '改行', *DAY), '不认识事件“改行”。可用：新登记、迁入、更名'),
    (('外星人协会', '注销', *DAY), '没有“外星人协会”'),
    ((SAME, '注销', *DAY), '请改用编号'),
    ((ONE, '注销'), '要写明日期'),
    ((ONE, '注销', '--date', '三月十日'), '不是日期'),
    ((ONE, '注销', '--date', '2026-03-14'), '请到那天再登记'),
    ((ONE, '注销', *DAY, '--register', 77), '没有收文第77号'),
    ((ONE, '注销', *DAY, '--to', TWO), '用不上 --to'),
    ((ONE, '注销', *DAY, '--ends'), '用不上 --ends'),
    ((ONE, '更名', *DAY), '要用 --to 写明新名称'),
    ((ONE, '更名', *DAY, '--to', ONE), '相同'),
    ((ONE, '更名', *DAY, '--to', '甲', '--to', '乙'), '只能写一个'),
    ((ONE, '更名', *DAY, '--to', '示例市新会', '--set', '党员总数=3'), '用不上 --set'),
    ((ONE, '更名', *DAY, '--to', '示例市新会', '--with', TWO), '用不上 --with'),
    ((TWO, '变更主管', *DAY, '--to', '示例市教育局'), '本来就是“示例市教育局”'),
    ((ONE, '吸收合并', *DAY, '--to', ONE), '不能并入自己'),
    ((ONE, '新设合并', *DAY, '--to', '示例市总会'), '至少要写两家'),
    ((TWO, '撤销党组织', *DAY), '本来就没有党组织'),
    ((77, '新登记', *DAY), '没有“77”'),
    ((SAME, '新登记', *DAY), '请改用编号'),
    (('示例市新会', '新登记', *DAY, '--set', '天气=好'), '项目=值'),
    (('示例市新会', '新登记', *DAY, '--set', '党员总数=若干'), '“党员总数”不能是“若干”'),
]


def test_an_event_that_cannot_be_writes_nothing_and_says_why(office, event):
    for words, told in REFUSED:
        assert told in event(*words, fails=2)
    assert office('ledger', 'acts').endswith('共 1 件\n')


def test_a_name_of_another_county_is_another_organisation(office, event):
    told = event(ONE, '新登记', *DAY, '--set', '所属县区=乙县')
    assert '已记入台账（编号6）' in told
    assert f'注意：台账里另有“{ONE}”（编号1，甲县）' in told
    assert '　甲县　' in office('ledger', 'show', 1).splitlines()[0]
    assert '没有新增，记在这一家（编号1）' in event(1, '新登记', *DAY)


def test_who_has_ended_can_have_no_further_event(event):
    event(TWO, '注销', *DAY)
    assert '不再计数' in event(TWO, '更名', '--to', '示例市新会', *DAY, fails=2)


def test_who_moved_out_comes_back_and_a_name_that_is_free_is_taken_anew(office, event):
    whole = office('ledger', 'stats', '--by', 'region')
    event(TWO, '迁出', '--date', '2026-03-09')
    assert '没有新增，记在这一家（编号2）' in event(TWO, '迁入', *DAY)
    assert office('ledger', 'stats', '--by', 'region') == whole
    office('ledger', 'rollback', 3)
    assert '登记社会组织4家' in office('ledger', 'stats')
    assert '已记入台账（编号6）' in event(TWO, '新登记', *DAY)


def test_an_event_of_today_follows_the_day_that_is_given(event):
    assert '请到那天' in event(TWO, '注销', '--date', '2026-03-20', fails=2)
    assert '注销' in event(TWO, '注销', '--date', '2026-03-20', today='2026-03-20')


def test_an_event_as_json(event):
    done = json.loads(event(ONE, '注销', *PAPER, '--json'))
    assert (done['act'], done['questions']) == (2, 1)
    assert '注销' in done['told'][0]


def test_two_records_become_one_and_two_again(office):
    told = office('ledger', 'merge', 4, 5)
    assert f'“{SAME}”（编号5）并入“{SAME}”（编号4）' in told
    assert '有1项要人定，请看 shoufa review list' in told
    assert '登记社会组织4家' in office('ledger', 'stats')
    assert json.loads(office('ledger', 'split', 2, '--json'))['act'] == 3
    assert '登记社会组织5家' in office('ledger', 'stats')
    assert json.loads(office('ledger', 'merge', 4, 5, '--json'))['act'] == 4


IMPOSSIBLE = [
    (('merge', 1, 1), '不用合并'),
    (('merge', 1, '外星人协会'), '没有“外星人协会”'),
    (('merge', SAME, 1), '请改用编号'),
    (('split', 1), '不是查重合并，请用 shoufa ledger acts 核对编号'),
    (('split', 9), '没有第9号办理'),
    (('rollback', 9), '没有第9号办理'),
    (('rollback', '一'), '参数 号 不对'),
    (('correct', 1, '党员总数=4'), '缺少参数 --why'),
    (('correct', 1, '党员总数=4', '--why', ' '), '要写明原因'),
    (('correct', 1, '--why', '来函'), '缺少参数'),
    (('correct', 1, '党员总数=3', '--why', '来函'), '本来就是这样'),
    (('correct', 1, '党员总数', '--why', '来函'), '项目=值'),
    (('correct', 1, '名称=新名', '--why', '来函'), '登记更名'),
    (('correct', SAME, '党员总数=3', '--why', '来函'), '请改用编号'),
]


def test_what_cannot_be_done_is_told(office):
    for words, told in IMPOSSIBLE:
        assert told in office('ledger', *words, fails=2)


def test_nothing_is_taken_back_twice(office):
    office('ledger', 'merge', 4, 5)
    office('ledger', 'rollback', 2, '--json')
    assert '本身就是撤回' in office('ledger', 'rollback', 3, fails=2)
    assert '已由第3号撤回' in office('ledger', 'rollback', 2, fails=2)
    assert '（已由第3号撤回）' in office('ledger', 'acts', 4)


def test_a_correction_shows_old_and_new_but_no_telephone(office):
    why = ('--why', '来函更正', '--doc', '示协〔2026〕3号')
    told = office('ledger', 'correct', ONE, '党员总数=4', '联系电话=13900000002', '是否建立党组织=', *why)
    assert '党员总数：3→4' in told
    assert '是否建立党组织：是→（空）' in told
    assert '13900000002' not in told
    assert '13*******02（来函更正）' in told.replace('；是否建立党组织：是→（空）', '')
    done = json.loads(office('ledger', 'correct', 2, '所属县区=丙县', '--why', '来函', '--json'))
    assert done['act'] == 3
