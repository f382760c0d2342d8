"""Every paper of the five campaigns before judges from outside, and before our own check."""

import datetime as dt
import fcntl
import re
from collections.abc import Sequence
from pathlib import Path

import pytest

from outgoing.check.checking import check_file
from outgoing.plain_wording import docx_to_wording
from outgoing.stamping import NotOpen, Stamp, stamped
from scripts.example_papers import SIGNER, build
from tests.outgoing import judged
from tests.warm import remembering

FORMAL = {
    '选派函': 'letter',
    '调整函': 'letter',
    '结束选派函': 'letter',
    '转办清单': 'letter',
    '意见复函': 'letter',
    '选派通知': 'notice',
    '更正通知': 'notice',
    '进展通报': 'bulletin',
    '落实情况报告': 'report',
    '意见报告': 'report',
    '意见汇总报告': 'report',
    '批复': 'reply',
}
"""Papers with a head, by the beginning of their file names; all others are lists, tables and forms."""

LIST_WARNINGS = {'not_official', 'line_pitch', 'orientation'}


@pytest.fixture(scope='session')
def papers(tmp_path_factory, worker_id) -> list[Path]:
    """All papers, drawn up once for all workers of a run."""
    own = tmp_path_factory.getbasetemp()
    folder = (own if worker_id == 'master' else own.parent) / 'papers'
    with folder.with_suffix('.lock').open('w') as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        told = folder / 'made.txt'
        if not told.exists():
            with remembering():
                made = [str(path) for paths in build(folder).values() for path in paths]
            told.write_text('\n'.join(made), 'utf-8')
    return [Path(line) for line in told.read_text('utf-8').splitlines()]


def beginning(path: Path) -> str:
    return path.name.partition('_')[0]


@pytest.fixture(scope='session')
def formal(papers: Sequence[Path]) -> list[Path]:
    return [path for path in papers if beginning(path) in FORMAL]


NAMES = '示例市民政局|中共示例市民政局党组|示例市社会组织党建工作领导小组|中共示例市委组织部'
FALSE_ALARMS = (
    (
        'CHK-C016',
        f'(?:{NAMES})',
        'a signature is centred over the date, which ends four characters from the edge (7.3.5.1)',
    ),
    (
        'CHK-(?:C007|C008|C012|C013|C033)',
        f'(?:{NAMES})|2026年3月13日',
        'before a contact line and a turned annex it takes signature and date for a title and text (7.3.5.1)',
    ),
    (
        'CHK-(?:C005|C006|C012)',
        '注：.*|截至.*|(?:无意见|逾期反馈|未反馈)单位.*',
        'a note under a table of an annex is no body text; the standard sets no size for it (8)',
    ),
    (
        'CHK-C009',
        '[一二三四]、.*。',
        'a numbered whole sentence is text, no heading; 黑体 of the first level is 一般 (7.3.3)',
    ),
    (
        'CHK-RP003',
        '正文',
        'it reads the last lines only; 一、同意成立… stands first, as an answer should (7.3.3)',
    ),
    (
        'CHK-L002',
        '文档末尾',
        '特此函告 ends a letter that asks for no answer; neither standard nor 条例 has a list',
    ),
)
"""What gongwen-skill says of our papers and why it is wrong: its rule, the paragraph, the clause."""


def test_the_sdk_finds_nothing(papers, judges):
    assert judged.sdk(judges, judged.covering(papers)) == []


def test_openxml_audit_finds_nothing(papers):
    assert judged.audit(papers) == []


def test_integrity_is_whole(papers, judges):
    assert judged.integrity(judges, papers) == ''


def test_the_checker_of_the_standard_has_only_false_alarms(formal, judges, tmp_path):
    copies = {tmp_path / path.name: FORMAL[beginning(path)] for path in formal}
    for path, copy in zip(formal, copies, strict=True):
        copy.write_bytes(numbered(path))
    told = judged.gongwen(judges, copies, tmp_path)
    left = [one for one in told if not explained(one[1], one[2])]
    assert left == []
    unused = [rule for rule, text, _ in FALSE_ALARMS if not any(said(rule, text, one) for one in told)]
    assert unused == []


def numbered(path: Path) -> bytes:
    """A paper with number and date, as it leaves."""
    data, day = path.read_bytes(), dt.date(2026, 3, 13)
    try:
        return stamped(data, Stamp(7, day, day, SIGNER))
    except NotOpen:
        return data


def explained(rule: str, text: str) -> bool:
    return any(said(*alarm[:2], (None, rule, text)) for alarm in FALSE_ALARMS)


def said(rule: str, text: str, told: Sequence[str | None]) -> bool:
    return bool(re.fullmatch(rule, told[1] or '') and re.fullmatch(text, told[2] or '', re.DOTALL))


def test_our_own_check_fails_no_formal_paper(formal):
    failed = {
        path.name: [one.rule for one in check_file(path).findings if one.level == 'fail'] for path in formal
    }
    assert {name: rules for name, rules in failed.items() if rules} == {}


def test_our_own_check_says_of_lists_only_that_they_are_lists(papers, formal):
    lists = {path.name: {one.rule for one in check_file(path).findings} for path in set(papers) - set(formal)}
    assert {name: found for name, found in lists.items() if found - LIST_WARNINGS} == {}
    assert all('not_official' in found for found in lists.values())


def test_nothing_of_real_places_is_in_any_paper(papers):
    real = re.compile('甘肃|东莞|三门峡|宁波|辽宁|甬|兰州|松山湖')
    told = {path.name: docx_to_wording(path.read_bytes()) for path in papers}
    assert [name for name, text in told.items() if real.search(name + text)] == []
