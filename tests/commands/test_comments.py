"""comments as a script and as a clerk call it."""

import json

import pytest
from click.testing import CliRunner

from commands.comments import comments
from commands.edge import Common
from tests.extractors.test_docx_revisions import came, draft, gone, run
from tests.office.consulted import changed_draft, letter, mail, remarked_draft, workbook

KEYS = {'unit', 'article', 'original', 'suggestion', 'reason', 'where'}


def call(*arguments, code=0):
    done = CliRunner().invoke(comments, [*map(str, arguments)], obj=Common(), standalone_mode=False)
    assert (done.exception, done.return_value or 0) == (None, code), done.output
    return done.stdout


@pytest.mark.parametrize(
    ('make', 'suffix', 'unit'),
    [
        (letter, '.docx', '甲县民政局'),
        (mail, '.txt', '甲县民政局'),
        (workbook, '.xlsx', '甲县民政局'),
        (changed_draft, '.docx', None),
        (remarked_draft, '.docx', None),
    ],
)
def test_every_make_gives_a_list(tmp_path, make, suffix, unit):
    told = json.loads(call(make(tmp_path / f'a{suffix}', '甲县民政局', [3, 10]), '--json'))
    assert [one.keys() for one in told] == [KEYS, KEYS]
    assert [one['unit'] for one in told] == [unit, unit]
    assert all('每年33次' in told[0][key] for key in ['original'])
    assert '每年93次' not in told[0]['suggestion']
    assert '每年63次' in told[0]['suggestion']


def test_none_is_said_as_none(tmp_path):
    told = json.loads(call(letter(tmp_path / 'a.docx', '甲县民政局', []), '--json'))
    assert (told['none'], told['unit']) == (True, '甲县民政局')


def test_neither_is_not_none(tmp_path):
    path = tmp_path / 'a.txt'
    path.write_text('关于征求意见稿的复函\n来函收悉。\n', 'utf-8')
    told = json.loads(call(path, '--json'))
    assert (told['none'], [one['code'] for one in told['problems']]) == (False, ['no_comments_found'])


def test_a_person_reads_article_old_new_and_reason(tmp_path):
    lines = call(letter(tmp_path / 'a.docx', '甲县民政局', [3])).splitlines()
    assert lines == [
        '单位：甲县民政局　意见：1条',
        '1. 第三条',
        '　原文：每年33次',
        '　建议：每年63次',
        '　理由：便于执行',
    ]


def test_many_files_go_into_a_folder(tmp_path):
    letter(tmp_path / 'a.docx', '甲县民政局', [3])
    path = draft(
        tmp_path / 'b.docx', run('办法'), run('（征求意见稿）'), run('第一条　') + gone('旧') + came('新')
    )
    call(tmp_path / 'a.docx', path, '--json-dir', tmp_path / '出')
    assert [len(json.loads((tmp_path / '出' / f'{name}.json').read_text('utf-8'))) for name in 'ab'] == [1, 1]
