"""This round's circular or report written over last round's, as offices do (按上期稿改, G20).

The paper that comes of it is printed from a template of its own, 模板/按上期稿/<file name>, and stands in the
outbox like any other: figures, places, context. Its recipe's options have 'from', the file it was made over;
made_again gives its bytes, draft_again only what the data alone would have said.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from model.errors import CannotStart, UsageFault
from office.config import Workplace
from office.inbox import write_whole
from office.redrafting import figure_from_plain
from office.reporting import Kind, Paper, Wanted, draft_again, recipe_of
from office.templates import template_bytes, template_kept
from office.writing import write_drafts
from outgoing.blanks_left import blanks_left
from outgoing.carrying import Carried, Last, carried
from outgoing.press_parts import context_from_plain
from outgoing.verify import faults
from store import outbox
from store.engine import reading

FOLDER = '按上期稿'
_KINDS = {'circular': "通报", 'report': "报告"}
_NAMED = 8


@dataclass(frozen=True, slots=True)
class FromLast:
    """The draft on disk, the file it was made over, and what a person has to look at."""

    paper: Paper
    last: str
    carried: Carried


def make_from(
    place: Workplace, kind: Kind, pack_id: str, wanted: Wanted, path: Path, out: Path | None = None
) -> FromLast:
    """A paper of this round with last round's words, put into 发文/.

    Raises:
        UsageFault: path is no paper of that kind of this office; as reporting.make.
        CannotStart: what it was printed from is not kept, or its changes are still tracked.
        BadInput: it is no .docx.
    """
    recipe = recipe_of(place, kind, pack_id, wanted)
    draft = draft_again(place, recipe)
    last_name, last = _last(place, kind, path)
    _refuse_faulty(last)
    done = carried(last, draft, template_bytes(place, draft.template))
    name = f'{FOLDER}/{draft.file_name}'
    write_whole(place.rooms.templates / name, done.template)
    told = replace(recipe, options={**recipe.options, 'from': last_name})
    draft = replace(draft, template=name, context=done.context, figures=done.figures, recipe=told)
    sent = write_drafts(place, [draft], pack_id, out)[0]
    return FromLast(Paper(sent, blanks_left(sent.file.read_bytes()), notes(done)), last_name, done)


def _last(place: Workplace, kind: Kind, path: Path) -> tuple[str, Last]:
    path = path if path.exists() else place.rooms.outbox / path
    if not path.is_file():
        raise UsageFault(f"没有上期稿“{path}”这个文件。")
    names = [path.name, path.resolve().as_posix()]
    with reading(place.engine) as connection:
        found = outbox.get_all(connection, names)
    row = next((found[name] for name in reversed(names) if name in found), None)
    if row is None or row.doc_type != kind:
        raise UsageFault(
            f"“{path.name}”不是本办公室起草的{_KINDS[kind]}，找不到其中各数的来源；请用 发文/ 里的原文件名。"
        )
    kept = template_kept(place, row.template_sha256) if row.template_sha256 else None
    if kept is None or row.context is None or not kept.is_file():
        raise CannotStart(f"“{row.file}”没有留下生成时的模板和内容，不能按它改；请直接起草。")
    figures = {one['key']: figure_from_plain(one) for one in row.figures}
    is_carried = row.template.startswith(f'{FOLDER}/')
    context = context_from_plain(row.context)
    return row.file, Last(row.template, kept.read_bytes(), context, path.read_bytes(), figures, is_carried)


def _refuse_faulty(last: Last) -> None:
    """What no draft may leave with, told of last round's paper before it is written again."""
    found = faults(last.edited)
    if found:
        raise CannotStart(f"上期稿不能照用：{'；'.join(found[:3])}。请在上期稿的副本里改好再试。")


def notes(done: Carried) -> tuple[str, ...]:
    """What a person has to look at, a line each, in Chinese."""
    found = [f"已换成本期的数{len(done.figures)}个，其中变化{len(done.changed)}个（文中黄底）。"]
    found += [f"请核对：“{one.sentence}”——{one.why}。" for one in done.doubtful]
    found += [f"没有替换（文中蓝底）：“{one.text}”（…{one.around}…），{one.why}。" for one in done.untraced]
    if done.unplaced:
        named = '、'.join(f"{one.label}{one.text}" for one in done.unplaced[:_NAMED])
        more = " 等" if len(done.unplaced) > _NAMED else ""
        found.append(f"本期有{len(done.unplaced)}个数在上期稿里没有位置，没有写入：{named}{more}。")
    return tuple(found)
