"""The draft from each real notice agrees with the pack made by hand, but for the reasons listed here."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from campaigns.draft import notice_to_pack
from campaigns.pack import BUILT_IN, load_pack
from extractors.notice import notice_of
from extractors.readers.registry import read_document
from forms.load import definitions
from model.campaign import Pack
from tests.campaigns.accepted import ACCEPTED

SEEDS = {
    'gansu_2016': '000',
    'dongguan_2016': '001',
    'sanmenxia_2011': '002',
    'ningbo_2018': '003',
    'liaoning_2016': '004',
}
FORMS = {title: form.id for form in definitions() for title in (form.title, *form.titles)}


def sections(pack: Pack) -> Iterator[tuple[str, dict[str, Any]]]:
    """What a pack says, by section and key, without wording that is a matter of taste."""
    yield '文件', {'文号': pack.notice_number, '标题': pack.notice_title}
    yield '范围', {one.kind: one.units for one in pack.populations}
    yield '办法', {f'{one.verbatim[:14]}｜{one.method}': (one.when, one.applies_to) for one in pack.ladder}
    yield '阶段', {one.name: (one.start, one.end) for one in pack.stages}
    yield (
        '目标',
        {f'{one.population}｜{one.value}{one.unit}': (one.comparator, one.by) for one in pack.targets},
    )
    yield '任务', _tasks(pack)
    if pack.reporting:
        one = pack.reporting
        yield '报告', {'期次': (one.every_days, one.every_months, one.day, one.start, one.end)}
    if pack.consultation:
        asked = pack.consultation
        yield '意见', {'征求': (asked.draft_title, asked.deadline, asked.units, asked.reply_to)}
    if pack.instructors:
        yield '选派', {'对象': pack.instructors.when}
    yield '台账和表', dict.fromkeys((*pack.ledgers, *pack.forms, *pack.forms_named))


def _tasks(pack: Pack) -> dict[str, Any]:
    """By sentence and who: when and to whom, for each of its duties."""
    found: dict[str, list[Any]] = {}
    for one in pack.tasks:
        when = (one.deadline, one.relative, one.recurrence, one.report_to)
        found.setdefault(f'{(one.verbatim or "")[:12]}｜{one.who}', []).append(when)
    return found


def differences(drafted: Pack, by_hand: Pack) -> Iterator[str]:
    """少: only the hand-made pack has it; 多: only the draft; 异: both have it and say different things.

    Two kinds of lines that only the draft has are none: standing duties, of which not every
    general demand is listed by hand, and rungs that wait for a person to tell their condition.
    """
    left, right = dict(sections(drafted)), dict(sections(by_hand))
    for section in dict.fromkeys((*left, *right)):
        ours, theirs = left.get(section, {}), right.get(section, {})
        for key in dict.fromkeys((*ours, *theirs)):
            if key not in theirs and _is_open(section, ours[key]):
                continue
            if key not in ours or key not in theirs:
                yield f'{"少" if key not in ours else "多"} {section} {key}'
            elif ours[key] != theirs[key]:
                yield f'异 {section} {key}'


def _is_open(section: str, said: Any) -> bool:
    """A duty without any limit or report, or a rung without a condition."""
    if section == '任务':
        return not any(any(when) for when in said)
    return section == '办法' and said[0] is None


@pytest.mark.parametrize(('name', 'seed'), SEEDS.items(), ids=SEEDS)
def test_a_draft_agrees_with_the_pack_made_by_hand(shared: Path, name: str, seed: str) -> None:
    (path,) = (shared / 'seeds').glob(f'{seed}*.txt')
    drafted = notice_to_pack(notice_of(read_document(path)), name, FORMS)
    found = set(differences(drafted, load_pack(BUILT_IN / f'{name}.toml')))
    accepted = tuple(key.removesuffix('*') for key in ACCEPTED[name] if key.endswith('*'))
    unexplained = sorted(
        told for told in found if told not in ACCEPTED[name] and not (accepted and told.startswith(accepted))
    )
    assert not unexplained, '\n'.join(unexplained)
