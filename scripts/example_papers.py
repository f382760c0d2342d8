"""Five small fictional offices and every paper that their five campaigns call for.

python -m scripts.example_papers FOLDER
"""

from __future__ import annotations

import datetime as dt
import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from office import (
    consulting_papers,
    dispatching,
    expecting,
    instructor_papers,
    outgoing_register,
    replying,
    transferring,
)
from office.config import Workplace, open_workplace
from office.correcting_issued import correct_issued
from office.founding import found
from office.importing import import_ledger
from office.instructing import import_instructors, instructors
from office.intake import take_in
from office.issuing import Order, issue
from office.ledger_acts import organisations
from office.outside import import_figures
from office.paper_states import step
from office.papers import papers
from office.planning import start
from office.populations import load_population
from office.reporting import Wanted, make
from office.reviewing import accept, waiting
from office.sending_people import replace as hand_over
from office.tasks import import_tasks
from office.writing import Sent
from scripts import example_papers_inbox as inbox
from scripts import example_papers_tables as tables
from scripts.example_papers_settings import NOTICES, SETTINGS, Notice, notice_to_pack

SIGNER = '示例九'
Made = Iterator[Path]


def build(folder: Path) -> dict[str, tuple[Path, ...]]:
    """The papers of each campaign, its office founded in a folder of the same name."""
    model = folder / '.样板'
    model.mkdir(parents=True)
    (model / 'office.toml').write_text(SETTINGS, 'utf-8')
    found(model)
    return {notice.id: _drawn_up(folder / notice.id, model, notice) for notice in NOTICES}


def _drawn_up(root: Path, model: Path, notice: Notice) -> tuple[Path, ...]:
    shutil.copytree(model, root)
    (root / '活动' / f'{notice.id}.toml').write_text(notice_to_pack(notice), 'utf-8')
    with open_workplace(root, notice.today, '示例乙') as place:
        start(place, notice.id)
        return tuple(_MAKERS[notice.pack](place, notice.id))


def _table(place: Workplace, name: str) -> Path:
    folder = place.rooms.root / '表'
    folder.mkdir(exist_ok=True)
    return folder / name


def _ledger(place: Workplace) -> None:
    import_ledger(place, tables.ledger(_table(place, '台账.csv')))


def _files(sent: tuple[Sent, ...]) -> list[Path]:
    return [one.file for one in sent]


def _instructors(place: Workplace, campaign: str) -> Made:
    """Letters for ours, lists for the others, changes, the ledger of instructors, 批复 and the report."""
    _ledger(place)
    import_instructors(place, tables.instructors(_table(place, '指导员.csv'), dt.date(2026, 2, 10)))
    inbox.requests(place.rooms.inbox)
    taken = [one.number for one in take_in(place)]
    letters = _files(dispatching.dispatch(place, campaign).sent)
    yield from letters
    notices = dispatching.dispatch(place, campaign, place.rooms.root / '通知', kind='notice').sent
    yield from _files(notices[:1])
    yield from _files(transferring.transfer(place, campaign).sent)
    yield from _changed(place)
    yield instructor_papers.ledger_of_instructors(place).file
    for number in taken:
        assert number is not None
        yield replying.reply(place, number).sent.file
    yield make(place, 'report', campaign, Wanted()).sent.file
    yield from _files(papers(place, campaign)[0])
    yield from _out(place, letters)


def _changed(place: Workplace) -> Made:
    """One instructor leaves: one association gets another, one gets none."""
    served = {row.name: row.organisations for row in instructors(place)}
    names = {one.id: one.name for one in organisations(place)}
    first, *more = [names[one] for one in served['示例一']]
    on = dt.date(2026, 3, 20)
    hand_over(place, '示例一', '示例二', on, organisations=[first], stop=more)
    yield from _files(instructor_papers.change_letters(place, on).sent)


def _out(place: Workplace, letters: list[Path]) -> Made:
    """Letters signed and numbered, with the papers of the register's own."""
    step(place, letters[:1], 'checked', '示例丙', '已核')
    step(place, letters, 'signed', SIGNER, '同意')
    folder = place.rooms.root / '登记'
    folder.mkdir()
    yield outgoing_register.write_slip(place, letters[0], folder / '发文稿纸.docx')
    issue(place, letters, Order(numbers=f'21-{20 + len(letters)}', dated=place.today, signed_by=SIGNER))
    yield outgoing_register.write_register(place, place.today.year, folder / '发文登记簿.docx')[0]
    yield outgoing_register.write_receipts(place, letters, folder / '分发签收表.docx')[0]
    yield outgoing_register.write_labels(place, letters, folder / '信封标签.docx')[0]


def _comments(place: Workplace, campaign: str) -> Made:
    """Comments by article, upward as a 报告, and our own on the superior's draft in three kinds."""
    units = tables.write_csv(_table(place, '名单.csv'), ('单位',), [(one,) for one in inbox.UNITS])
    expecting.expect(place, campaign, units, replace=True)
    inbox.asked(place.rooms.inbox)
    inbox.comments(place.rooms.inbox)
    earlier = replace(place, today=dt.date(2026, 1, 6))
    taken = {one.file: one.number for one in take_in(earlier)}
    asked, beside = taken['征求意见通知.docx'], taken['征求意见函.docx']
    assert asked is not None
    assert beside is not None
    yield consulting_papers.summarise(place, campaign).sent.file
    upward = consulting_papers.Upward(asked)
    yield consulting_papers.summarise(place, campaign, upward=upward).sent.file
    yield replying.reply(place, asked).sent.file
    yield replying.reply(place, asked, how=replying.Answering('comments')).sent.file
    yield replying.reply(place, beside, how=replying.Answering(none=True)).sent.file


def _rounds(place: Workplace, campaign: str) -> Made:
    """Three reports by relation, lists, the circular of two organs and what puts it right."""
    _ledger(replace(place, today=dt.date(2026, 3, 10)))
    for number, day in enumerate((dt.date(2026, 3, 11), dt.date(2026, 3, 30)), start=1):
        inbox.returns(place.rooms.inbox, number)
        list(take_in(replace(place, today=day)))
    open_ones = [one.number for one in waiting(place)]
    for number in open_ones[:2]:
        accept(replace(place, today=dt.date(2026, 3, 31)), number)
    for name in (None, 'party', 'group'):
        yield make(place, 'report', campaign, Wanted(issuing=name)).sent.file
    progress = make(place, 'circular', campaign, Wanted(rank=True)).sent.file
    yield progress
    yield from _files(papers(place, campaign)[0])
    step(place, [progress], 'countersigned', '示例八', '示例市民政局')
    step(place, [progress], 'signed', SIGNER, '同意')
    issue(place, [progress], Order(numbers='12', dated=place.today, signed_by=SIGNER))
    for number in open_ones[2:]:
        accept(place, number)
    put_right = correct_issued(replace(place, today=dt.date(2026, 4, 3)), progress).sent
    assert put_right
    yield put_right.file


def _programme(place: Workplace, campaign: str) -> Made:
    """The tasks of the year with what is open of them, and how far the towns are."""
    _ledger(place)
    load_population(place, tables.towns(_table(place, '街道.csv')), 'town', campaign)
    import_tasks(place, tables.tasks(_table(place, '任务.csv')), campaign)
    yield from _files(papers(place, campaign)[0])
    yield make(place, 'report', campaign, Wanted()).sent.file


def _two_covers(place: Workplace, campaign: str) -> Made:
    """Two denominators, three ledgers, what is clear, the deadlines, circular and report."""
    _ledger(replace(place, today=dt.date(2026, 8, 20)))
    load_population(place, tables.firms(_table(place, '企业.csv')), 'enterprise', campaign)
    import_instructors(place, tables.instructors(_table(place, '指导员.csv'), dt.date(2026, 8, 10)))
    statistics = tables.statistics(_table(place, '党内统计.csv'))
    import_figures(place, statistics, '党内统计', dt.date(2026, 9, 1))
    yield from _files(papers(place, campaign)[0])
    yield make(place, 'circular', campaign, Wanted(issuing='bureau')).sent.file
    yield make(place, 'report', campaign, Wanted(issuing='party')).sent.file


_MAKERS: dict[str, Callable[[Workplace, str], Made]] = {
    'gansu_2016': _instructors,
    'dongguan_2016': _comments,
    'sanmenxia_2011': _rounds,
    'ningbo_2018': _programme,
    'liaoning_2016': _two_covers,
}


if __name__ == '__main__':
    for campaign, files in build(Path(sys.argv[1])).items():
        print(f'{campaign}　{len(files)}')
        for file in files:
            print(f'　{file}')
