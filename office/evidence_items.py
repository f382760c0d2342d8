"""The papers that bear out a figure, a task, a duty or a campaign, line by line, and what is missing."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from ledger.coverage import is_instructed
from model.errors import ShoufaError, UsageFault
from model.subject import Organisation
from office.citing import notice_of
from office.collecting import UnitState, collect
from office.config import Workplace
from office.evidence_names import file_sent, text_to_names
from office.evidence_papers import Item, Papers, papers_of
from office.inbox import file_to_sha256
from office.ledger_acts import end_of
from office.planning import pack_named, packs
from office.progress import collection_of
from office.provenance import first_source, ground_for
from office.tracing import trace
from outgoing.figures import COUNTS
from store import instructors, obligations, subjects, tasks
from store.engine import reading
from store.outbox import Drafted

NO_APPROVAL = "缺批复（自报）"


@dataclass(frozen=True, slots=True)
class Found:
    """The lines, what they are about in a file's name, and the first page's sentence."""

    title: str
    told: str
    items: tuple[Item, ...]


def items_about(place: Workplace, about: str) -> Found:
    """What a person asks for: a count of the ledger by its name, a campaign, 任务N or 事项N.

    Raises:
        UsageFault: there is nothing of that name.
    """
    wanted = about.strip()
    names = {label: name for name, label in COUNTS.items()} | {name: name for name in COUNTS}
    if wanted.removesuffix("数") in names:
        name = names[wanted.removesuffix("数")]
        return established_items(place) if name == 'established' else _count_items(place, name)
    kind, number = re.match(r'(任务|事项)?', wanted), re.search(r'(\d+)号?$', wanted)
    if kind and kind[1] and number:
        act = _task_items if kind[1] == "任务" else _duty_items
        return act(place, int(number[1]))
    known = packs(place)
    meant = [one for one in known.values() if wanted in {one.id, one.title}]
    if meant:
        return _campaign_items(place, meant[0].id)
    raise UsageFault(
        f"不知道“{about}”指什么。可以写：{'、'.join(COUNTS.values())}；任务3、事项5；"
        f"活动（{'、'.join(sorted(known)) or '无'}）；或用 --paper 文件 加数的序号。"
    )


def established_items(place: Workplace) -> Found:
    """Every organisation with a branch and the 批复 it rests on; one without is only reported (G11)."""
    papers = papers_of(place)
    with reading(place.engine) as connection:
        held = [one for one in subjects.list_all(connection) if one.facts.get('established') is True]
    ground = ground_for(place, [one.id for one in held], end_of(place.today))
    items = []
    for one in held:
        version = ground.held.get(one.id)
        source = (version.sources.get('approval_number') if version else None) or {}
        items.append(_approval_item(papers, one, source.get('register')))
    lacking = sum(one.missing == NO_APPROVAL for one in items)
    copies = sum(one.path is None and one.missing != NO_APPROVAL for one in items)
    told = f"已建{len(items)}家，其中有批复{len(items) - lacking}家、缺批复{lacking}家"
    told += f"；有批复文号、缺原件的{copies}家" if copies else ""
    return Found("已建党组织", f"{told}。", tuple(items))


def _approval_item(papers: Papers, one: Organisation, source: int | None) -> Item:
    """The approval's own paper: the one its number came from, else whichever bears the number."""
    number = one.facts.get('approval_number')
    about = _about(one)
    if not number:
        return Item(about, missing=NO_APPROVAL)
    entry = papers.entries.get(source or 0)
    its_own = entry is not None and entry.kind in {'approval', 'notice', 'request'}
    found = papers.received(source, about) if its_own else papers.named(str(number), about)
    told = one.facts.get('approval_date')
    date = dt.date.fromisoformat(told) if isinstance(told, str) else told
    who = one.facts.get('approved_by')
    if found is None:
        return Item(about, who, str(number), None, date, missing="有批复文号，缺原件")
    return Item(
        about, who or found.responsible, str(number), found.title, date or found.date, found.path,
        found.register, found.missing,
    )  # fmt: skip


def _about(one: Organisation) -> str:
    return f"{one.name}（{one.code}）" if one.code else one.name


def _count_items(place: Workplace, name: str) -> Found:
    """Any other count of the ledger: each organisation and the paper its value came from."""
    papers = papers_of(place)
    with reading(place.engine) as connection:
        held = subjects.list_all(connection)
        served = set(instructors.served_on(connection, place.today))
    counted = [one for one in held if _counts(name, one, served)]
    ground = ground_for(place, [one.id for one in counted], end_of(place.today))
    items = []
    for one in counted:
        sources = first_source(ground, name, one.id)
        source = sources[0] if sources else {}
        item = papers.received(source.get('register'), _about(one))
        lacking = f"缺来文（据{source.get('file') or source.get('accepted_by') or '台账'}）"
        items.append(item or Item(_about(one), missing=lacking))
    label = COUNTS[name]
    with_paper = sum(one.path is not None for one in items)
    told = f"{label}{len(items)}家，其中有来文{with_paper}家、缺来文{len(items) - with_paper}家。"
    return Found(label, told, tuple(items))


def _counts(name: str, one: Organisation, served: set[int]) -> bool:
    form = one.facts.get('establishment_form')
    established = one.facts.get('established') is True
    return {
        'organisations': True,
        'independent': established and form == "单独组建",
        'joint': established and form == "联合组建",
        'other': established and form not in {None, "单独组建", "联合组建"},
        'instructors': is_instructed(one, served),
        'members': one.facts.get('members_total') is not None,
    }.get(name, established)


def _campaign_items(place: Workplace, campaign: str) -> Found:
    """The notice, what each unit sent, and what we issued; a unit that sent nothing is missing."""
    pack, papers = pack_named(place, campaign), papers_of(place)
    with reading(place.engine) as connection:
        notice = notice_of(connection, pack)
    items = [papers.received(notice, "活动依据的通知") or Item("活动依据的通知", missing="缺通知原件")]
    items += [
        item
        for one in papers.entries.values()
        if one.part_of == notice
        and notice is not None
        and (item := papers.received(one.number, "通知的附件"))
    ]
    items += _return_items(place, campaign, papers)
    issued = sorted(
        (one for one in papers.issued if one.campaign == campaign),
        key=lambda one: (one.dated or dt.date.min, one.file),
    )
    items += [papers.sent(one, "本办公室发文") for one in issued]
    items += _behind(place, papers, issued, {one.register for one in items})
    lacking = sum(one.missing is not None for one in items)
    told = f"{pack.title}：来文和发文{len(items) - lacking}件，缺{lacking}件。"
    return Found(pack.id, told, tuple(items))


def _behind(
    place: Workplace, papers: Papers, issued: Iterable[Drafted], seen: set[int | None]
) -> Iterator[Item]:
    """The papers that the figures of issued papers rest on, each once; seen are listed already."""
    for one in issued:
        about = f"{one.doc_number or one.title}所印数据的来源"
        if not one.figures:
            continue
        try:
            numbers = dict.fromkeys(_registers_behind(trace(place, Path(one.file)).entries))
        except ShoufaError as error:
            yield Item(about, missing=f"缺：{error.message}")
            continue
        for number in numbers:
            item = papers.received(number, about) if number not in seen else None
            seen.add(number)
            if item:
                yield item


def _registers_behind(entries: Iterable[Mapping[str, Any]]) -> Iterator[int]:
    """Register numbers that traced figures rest on."""
    for entry in entries:
        sources = [*entry['sources'], *entry.get('rows_by_file', ())]
        yield from (one['register'] for one in sources if one['register'])


def _return_items(place: Workplace, campaign: str, papers: Papers) -> Iterator[Item]:
    """What each unit sent in each round that has begun to fall due, and in the one under way."""
    pack = pack_named(place, campaign)
    if pack.reporting is None:
        return
    collection = collection_of(place, pack)
    last = collect(place, collection, None, place.today)
    seen = set[int | None]()
    for number in range(1, last.round) if last.round else ():
        for unit in collect(place, collection, number, place.today).states:
            items = [one for one in _unit_items(unit, papers, f"第{number}期") if one.register not in seen]
            seen |= {one.register for one in items}
            yield from items
    named = f"第{last.round}期" if last.round and last.round > 1 else ''
    for unit in last.states:
        yield from (
            one for one in _unit_items(unit, papers, named) if one.register not in seen or one.missing
        )


def _unit_items(unit: UnitState, papers: Papers, named: str) -> Iterator[Item]:
    about = f"{unit.unit}{named}报送"
    came = [one.came.number for one in unit.placed if one.superseded_by is None]
    items = [papers.received(number, about) for number in came]
    items += [papers.received(one.number, f"{about}（已收到，正在核对）") for one in unit.waiting]
    yield from (one for one in items if one)
    if not any(items):
        yield Item(about, missing=f"缺：{about[:-2]}没有可用的报送")


def _task_items(place: Workplace, number: int) -> Found:
    """A task of a unit and what its evidence names."""
    with reading(place.engine) as connection:
        one = next((task for task in tasks.list_tasks(connection) if task.number == number), None)
    if one is None:
        raise UsageFault(f"没有任务{number}。用 shoufa tasks list 查看编号。")
    about = f"{one.unit}：{one.task}"
    items = _named_items(papers_of(place), one.evidence, about)
    told = f"任务{number}（{about}），佐证{len([item for item in items if item.path])}件。"
    return Found(f"任务{number}", told, tuple(items))


def _duty_items(place: Workplace, number: int) -> Found:
    """The notice that asks, then what was done: 来文与复文 together."""
    with reading(place.engine) as connection:
        one = next((duty for duty in obligations.list_duties(connection) if duty.number == number), None)
    if one is None:
        raise UsageFault(f"没有第{number}号事项。用 shoufa due --all 查看编号。")
    papers = papers_of(place)
    about = one.what or one.verbatim
    notice = papers.received(one.register_number, f"来文：{about}") or Item(about, missing="缺来文原件")
    items = [notice, *_named_items(papers, one.evidence, f"办理：{about}")]
    told = f"事项{number}：来文与办理材料{len([item for item in items if item.path])}件。"
    return Found(f"事项{number}", told, tuple(items))


def _named_items(papers: Papers, evidence: str | None, about: str) -> list[Item]:
    """The papers that an evidence column names by register number, 文号 or file; else what is missing."""
    names = text_to_names(evidence or '')
    if not names:
        return [Item(about, missing="缺佐证")]
    found = []
    for one in names:
        item = papers.received(one.register, about) or papers.named(one.name, about)
        item = item or _by_file(papers, one.name, about)
        item = item or Item(about, title=one.name, missing="缺原件")
        found.append(_as_recorded(item, one.sha256))
    return found


def _as_recorded(item: Item, sha256: str | None) -> Item:
    """The file, if it is still the one that was recorded."""
    if sha256 is None or item.path is None or file_to_sha256(item.path) == sha256:
        return item
    return replace(item, path=None, missing="缺原件（文件在办结后改过）")


def _by_file(papers: Papers, name: str, about: str) -> Item | None:
    last = Path(name).name
    for one in papers.entries.values():
        if last in {one.file, one.archived_as, Path(one.file).name, Path(one.archived_as or '').name}:
            return papers.received(one.number, about)
    sent = next((one for one in papers.issued if one.file == last), None)
    if sent:
        return papers.sent(sent, about)
    path = file_sent(papers.place, name)
    return Item(about, title=last, path=path) if path else None


def register_items(place: Workplace, numbers: Iterable[int], about: str) -> list[Item]:
    """The originals of these entries."""
    papers = papers_of(place)
    return [item for number in numbers if (item := papers.received(number, about))]
