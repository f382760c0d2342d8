"""papers: the lists of a campaign as users type for them."""

import json

import pytest

from tests.office.conftest import SETTINGS


@pytest.fixture
def lists(shoufa, tmp_path):
    """lists('ningbo_2018', ...): shoufa papers in an office that holds nothing yet."""
    shoufa('init', '办公室')
    (tmp_path / '办公室' / 'office.toml').write_text(SETTINGS, 'utf-8')
    return lambda *arguments: shoufa(
        'papers', *arguments, '--office', tmp_path / '办公室', '--today', '2026-03-13'
    )


def test_lists_are_named_drafted_and_drafted_again(lists):
    assert '任务分解表' in lists('ningbo_2018', '--list').stdout
    told = lists('ningbo_2018', '--only', '任务分解表,chasing', '--xlsx').stdout
    assert told.count('已起草') == 2
    assert '催办清单_2018年宁波市社会组织综合党委党建工作要点_2026-03-13.docx' in told
    again = json.loads(lists('ningbo_2018', '--only', 'breakdown', '--json').stdout)
    assert (again['drafts'][0]['status'], again['workbooks']) == ('unchanged', [])


def test_what_cannot_be_made_says_why(lists):
    for *arguments, told in (
        ('没有', '没有活动'),
        ('dongguan_2016', '没有可出的清单'),
        ('ningbo_2018', '--only', '五清清单', '可用：'),
        ('ningbo_2018', '--only', 'breakdown', '--as', '某', '没有发文名义'),
    ):
        ran = lists(*arguments)
        assert (ran.returncode, told in ran.stderr) == (2, True), ran.stderr
