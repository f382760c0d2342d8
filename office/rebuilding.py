"""A paper made again as it was then: the same bytes, or what is other and why."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from model.errors import CannotStart
from office.config import Workplace
from office.correcting_issued import correction_again
from office.inbox import file_to_sha256
from office.paper_files import kept_path, paper_path, papers_named
from office.redrafting import figure_from_plain
from office.redrawing import Changed, changed_figures, draft_now
from office.templates import made_again, template_bytes, template_kept
from office.used_by import CORRECTION
from outgoing.draft import Draft
from outgoing.press import Press
from outgoing.press_parts import context_to_plain
from store.outbox import Drafted

_NOT_SAID = frozenset({'title_lines'})


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """What came of making a paper again.

    same: by its recipe, by what was known then and with its own template it has the bytes it had. causes
    names what is other ('template', 'data', 'gone', 'wording', 'code'), told says so in Chinese; figures are
    those that print something else; edited says whether the file was changed by a person after we wrote it.
    """

    paper: Drafted
    sha256: str
    same: bool
    causes: tuple[str, ...]
    told: tuple[str, ...]
    figures: tuple[Changed, ...]
    edited: bool | None


def rebuild(place: Workplace, path: Path) -> Rebuilt:
    """Make a paper again as then, and write nothing.

    Of an issued paper it is the draft that is compared: its number and dates came later.

    Raises:
        UsageFault: it is no paper of this office.
        CannotStart: its template, values or recipe were not kept.
    """
    (paper,) = papers_named(place, [path])
    kept = hashlib.sha256(made_again(place, paper)).hexdigest()
    corrects = (paper.recipe or {}).get('act') == CORRECTION
    draft = correction_again(place, paper) if corrects else draft_now(place, paper, None)
    sha256 = kept if _is_carried(paper) else _printed(place, paper, draft)
    fresh = {one.key: one for one in draft.figures}
    figures = changed_figures(map(figure_from_plain, paper.figures), fresh)
    found = dict(_causes(place, paper, draft, figures, kept))
    same = sha256 == paper.sha256
    return Rebuilt(paper, sha256, same, tuple(found), tuple(found.values()), figures, _edited(place, paper))


def _is_carried(paper: Drafted) -> bool:
    """Whether its words are last round's: then only its figures follow from the data."""
    return 'from' in ((paper.recipe or {}).get('options') or {})


def _printed(place: Workplace, paper: Drafted, draft: Draft) -> str:
    """The hash of a draft printed with the template that the paper was printed with."""
    template = template_kept(place, paper.template_sha256 or '').read_bytes()
    data = Press(Path(paper.template), template).print_document(draft.context)
    return hashlib.sha256(data).hexdigest()


def _causes(
    place: Workplace, paper: Drafted, draft: Draft, figures: tuple[Changed, ...], kept: str
) -> Iterator[tuple[str, str]]:
    gone = sum(one.new is None for one in figures)
    if gone < len(figures):
        yield 'data', f"{len(figures) - gone}个数与当时不同：当时的数据后来有补记、更正或撤回"
    if gone:
        yield 'gone', f"{gone}个数不再印：数据变了，或设置、活动方案、程序的措辞改了"
    elif (
        not figures
        and not _is_carried(paper)
        and _plain(context_to_plain(draft.context)) != _plain(paper.context or {})
    ):
        yield 'wording', "数都相同，文字不同：设置、活动方案或程序的措辞改了"
    if kept != paper.sha256:
        yield 'code', "用当时的模板和内容也印不出同样的文件：程序的排印改了"
    now = hashlib.sha256(template_bytes(place, paper.template)).hexdigest()
    if now != paper.template_sha256:
        yield 'template', f"模板“{paper.template}”后来改过；重作用的是当时存下的模板"


def _plain(context: Any) -> dict[str, Any]:
    return {key: value for key, value in context.items() if key not in _NOT_SAID}


def _edited(place: Workplace, paper: Drafted) -> bool | None:
    """Whether a person changed the draft (of an issued paper: before it got its number); None: it is gone."""
    if paper.issued_at is not None:
        before = kept_path(place, paper.unnumbered_sha256 or '')
        if not before.is_file():
            raise CannotStart(f"“{paper.file}”编号前的原稿不在 存档/发文/ 里，请从备份恢复。")
        return paper.unnumbered_sha256 != paper.sha256
    target = paper_path(place, paper.file)
    return file_to_sha256(target) != paper.sha256 if target.is_file() else None


def rebuilt_to_lines(found: Rebuilt) -> list[str]:
    """What a clerk reads."""
    paper = found.paper
    named = f"{paper.file}（{paper.doc_number}）" if paper.doc_number else paper.file
    lines = [f"{'逐字节相同' if found.same else '与当时不同'}　{named}"]
    lines += [f"　{told}" for told in found.told]
    for old, new in found.figures:
        lines.append(f"　{old.label}　{old.text} → {new.text if new else '不再印'}")
    if found.edited:
        when = "编号前" if paper.issued_at else "起草后"
        lines.append(f"　文件在{when}由人改过（用 shoufa trace 看改了哪些数）；这里比的是我们起草的原稿")
    elif found.edited is None:
        lines.append("　文件不在 发文/ 里了")
    return lines
