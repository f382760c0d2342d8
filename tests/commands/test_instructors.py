"""instructors: import, list, assign, replace and expiring, as a clerk types them."""

import json

import pytest

from tests.commands.clerk import ONE, SAME, THREE, TWO, at_work, written

PEOPLE = f"""\
姓名,单位,职务,联系电话,联系社会组织
示例一,示例市民政局,科员,13812345678,{ONE}、{TWO}
示例二,示例市教育局,科员,0000-1234567,外星人协会
示例二,示例市民政局,,,
"""


@pytest.fixture
def office(shoufa, tmp_path, tmp_path_factory):
    run = at_work(shoufa, tmp_path_factory, tmp_path / '办公室')
    run('instructors', 'import', written(tmp_path / '指导员.csv', PEOPLE))
    return lambda *words, **more: run('instructors', *words, **more)


def test_an_import_names_whom_the_ledger_lacks_and_doubles_nothing(office, tmp_path):
    told = office('import', tmp_path / '指导员.csv')
    assert told.startswith('指导员3名，新安排联系0家。')
    assert '台账里没有：示例二：外星人协会' in told


@pytest.mark.parametrize(('text', 'code'), [('甲,乙\n1,2\n', 3), (None, 2)])
def test_a_list_without_names_is_refused(office, tmp_path, text, code):
    path = tmp_path / '别的.csv' if text is None else written(tmp_path / '别的.csv', text)
    assert office('import', path, fails=code)


def test_the_list_names_the_organisations_and_no_telephone(office):
    told = office('list')
    assert f'1　示例一　示例市民政局　科员　联系2家　{ONE}、{TWO}' in told
    assert told.endswith('在派单位共 2 家\n')
    assert '13812345678' not in told
    first, second, _ = json.loads(office('list', '--on', '2026-03-13', '--json'))
    assert (first['phone'], second['phone']) == ('13*******78', '0000-12***67')
    assert first['organisations'] == [1, 2]


def test_who_is_sent_serves_a_year_unless_told_otherwise(office):
    term = ('--start', '2026-03-10', '--doc', '示民党函〔2026〕1号')
    assert office('assign', 2, THREE, *term) == f'示例二→{THREE}（2026-03-10至2027-03-09）\n'
    again = json.loads(office('assign', '示例二/示例市教育局', 3, *term, '--json'))
    assert '已有安排，未重复' in again['told'][0]
    assert '（起始日待发函后填）' in office('assign', 3, 4)
    assert '至2026-06-30）' in office('assign', 3, 5, '--start', '2026-03-10', '--end', '2026-06-30')
    assert office('expiring', '--within', 110).endswith('共 1 条\n')
    assert office('expiring') == '共 0 条\n'
    (soon,) = json.loads(office('expiring', '--json', today='2027-03-01'))
    assert soon == {'instructor': '示例二', 'organisation': THREE, 'end': '2027-03-09'}


def test_another_takes_over_for_the_rest(office):
    office('assign', 2, THREE, 4, '--start', '2026-03-10')
    change = ('--date', '2026-09-15', '--doc', '示民党函〔2026〕9号')
    told = office('replace', 2, 3, *change, '--org', THREE, '--stop', 4)
    assert f'{THREE}：示例二联系到2026-09-14，示例二（2026-09-15至2027-03-09）接任。' in told
    assert f'{SAME}：示例二联系到2026-09-14，不再选派。' in told
    assert '在派单位共 3 家' in office('list', '--on', '2026-09-15')


def test_who_goes_without_a_successor_leaves_only_what_is_named(office):
    done = json.loads(office('replace', 1, '--date', '2026-09-15', '--stop', ONE, '--json'))
    assert done['letters'] == [[1, '结束选派']]
    assert f'联系1家　{TWO}' in office('list', '--on', '2026-09-15')


REFUSED = [
    (('assign', '示例二', ONE), '“示例二”有2名'),
    (('assign', '示例九', ONE), '没有指导员“示例九”'),
    (('assign', 1, '外星人协会'), '没有“外星人协会”'),
    (('assign', 1, SAME), '请改用编号'),
    (('assign', 1), '缺少参数'),
    (('assign', 1, 3, '--start', '2026-03-10', '--end', '2026-03-01'), '在第一天2026-03-10之前'),
    (('assign', 1, 3, '--start', '三月'), '不是日期'),
    (('replace', 1, 2), '缺少参数 --date'),
    (('replace', 1, '--date', '2026-09-15'), '没有写由谁接任'),
    (('replace', 1, '--date', '2026-09-15', '--org', ONE), '没有写由谁接任'),
    (('replace', 1, 1, '--date', '2026-09-15'), '本人'),
    (('replace', 1, 2, '--date', '2026-09-15', '--org', 3), '没有联系其中的单位'),
    (('replace', 2, 1, '--date', '2026-09-15'), '没有联系任何单位'),
    (('expiring', '--within', -4), '天数不能是-4'),
    (('list', '--on', '昨天'), '不是日期'),
]


def test_what_cannot_be_arranged_is_told(office):
    for words, told in REFUSED:
        assert told in office(*words, fails=2)


TERMS = f"""\
姓名,单位,联系社会组织,选派日期,届满日期,选派期
示例四,示例市民政局,{THREE},2026-03-10,2027-03-09,
示例五,示例市民政局,{ONE},,,2026.3-2027.3
示例六,示例市民政局,{TWO},2026-02-30,,
示例六,示例市教育局,{TWO},2026年4月1日,,两年
,示例市教育局,{TWO},,,
示例一,示例市民政局,{ONE},2026-05-01,2027-04-30,
"""


def test_terms_of_a_list_are_read_and_what_is_wrong_with_it_is_told(office, tmp_path):
    told = office('import', written(tmp_path / '选派.csv', TERMS))
    assert '指导员5名，新安排联系4家。' in told
    assert '已有安排补上选派期1条' in told
    assert '没有导入：第6行没有写姓名' in told
    assert '示例六/示例市民政局：选派日期填写为“2026-02-30”' in told
    assert '示例五/示例市民政局：选派期填写为“2026.3-2027.3”，没有写到日' in told
    found = json.loads(office('expiring', '--within', 900, '--json'))
    ends = {(one['instructor'], one['end']) for one in found}
    assert ends == {
        ('示例四', '2027-03-09'),
        ('示例五', '2027-03-31'),
        ('示例六', '2028-03-31'),
        ('示例一', '2027-04-30'),
    }
    again = office('import', written(tmp_path / '选派.csv', TERMS.replace('2027-03-09', '2027-12-31')))
    assert '与已有安排不同，未改：示例四/示例市民政局→' in again


def test_a_term_that_is_over_is_changed_only_when_that_is_meant(office):
    office('assign', 2, THREE, '--start', '2026-03-10')
    change = ('replace', 2, 3, '--date', '2026-05-01', '--org', THREE)
    assert '改写过去的记录' in office(*change, fails=2, today='2027-06-01')
    assert '接任' in office(*change, '--past', today='2027-06-01')
