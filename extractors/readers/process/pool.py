"""Reading in children of our own: a file that crashes, hangs or floods its reader takes none of us along."""

from __future__ import annotations

import hashlib
import queue
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from extractors.readers import guard, limits
from extractors.readers.process.asking import Child, Conversion, Outcome, ask_child, end_child, start_child
from extractors.readers.process.blind import (
    office_suffix,
    told_of_blindness,
    wants_sight,
    was_looked_at,
)
from extractors.readers.scans import stack
from model.document import Document
from model.errors import BadInput, CannotStart, NeedsConversion, ReaderFailed, ShoufaError
from model.place import Problem, Severity


class ReadingPool:
    """Warm children that read files; use it as a context manager.

    A child is started when first needed, and replaced after a crash, a limit it ran over (cpu_s, wall_s:
    seconds a file), a failed reader, recycle_after files, or once it has grown large. Methods may be called
    from threads. cpu_s is what the children computed so far, peak_kb the most memory one of them held.
    """

    def __init__(
        self,
        children: int = 1,
        *,
        cpu_s: int = limits.CPU_S,
        wall_s: float = limits.WALL_S,
        recycle_after: int = limits.RECYCLE_AFTER,
    ) -> None:
        self.reading = limits.READING._replace(cpu_s=cpu_s, wall_s=wall_s)
        self.recycle_after = recycle_after
        self.cpu_s = 0.0
        self.peak_kb = 0
        self.children = children
        self._free: queue.LifoQueue[Child | None] = queue.LifoQueue()
        for _ in range(children):
            self._free.put(None)
        self._sighted: queue.LifoQueue[Child | None] = queue.LifoQueue()
        self._sighted.put(None)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for _ in range(self.children):
            end_child(self._free.get())
        end_child(self._sighted.get())

    def read(self, path: Path, file: str | None = None, further: Sequence[Path] = ()) -> Document:
        """One file as a Document, as registry.read_document gives it and with the same errors.

        ReaderFailed also where the child crashed or ran over a limit. What only an office suite can open is
        converted by LibreOffice, where it is installed, and says so in a problem 'converted'. Pages that are
        pictures are recognised by a child of their own, one at a time, where the stack for it is installed;
        else, and where that fails, the file is as it was without: 'needs_ocr', or its pages told as not read.
        further are images of the paper's pages after the first, path.
        """
        file = file or str(path)
        outcome = self._outcome(path, file)
        if isinstance(outcome, Conversion):
            outcome = self._read_converted(path, file, outcome)
        if wants_sight(outcome):
            outcome = self._look(path, file, further, outcome)
        if isinstance(outcome, BadInput):
            raise outcome
        assert isinstance(outcome, Document)
        return outcome

    def read_revisions(self, path: Path, file: str | None = None) -> Document:
        """The tracked changes and comments of a .docx, as registry.read_revisions gives them."""
        outcome = self._outcome(path, file or str(path), revisions=True)
        if isinstance(outcome, Conversion):
            raise ReaderFailed("修订和批注读不出来；请用 Word、WPS 打开，另存为 .docx 再放入")
        if isinstance(outcome, BadInput):
            raise outcome
        return outcome

    def read_many(self, paths: Iterable[Path]) -> Iterator[tuple[Path, Document | ShoufaError]]:
        """Each file with its Document or the error that stopped it, in the order given.

        No more than two files a child are read ahead, so a long list needs little memory.
        """
        waiting: deque[tuple[Path, Future[Document | ShoufaError]]] = deque()
        with ThreadPoolExecutor(self.children) as threads:
            for path in paths:
                waiting.append((path, threads.submit(self._try, path)))
                if len(waiting) >= 2 * self.children:
                    first, future = waiting.popleft()
                    yield first, future.result()
            for path, future in waiting:
                yield path, future.result()

    def _try(self, path: Path) -> Document | ShoufaError:
        try:
            return self.read(path)
        except ShoufaError as error:
            return error

    def _outcome(
        self,
        path: Path,
        file: str,
        *,
        revisions: bool = False,
        sighted: bool = False,
        further: Sequence[Path] = (),
    ) -> Outcome:
        """What a child makes of the file; a failure counts only from a child that has read no other."""
        room = limits.SEEING if sighted else self.reading
        request = {
            'path': str(path.absolute()),
            'file': file,
            'further': [str(each.absolute()) for each in further],
            'revisions': revisions,
            'cpu_s': room.cpu_s,
            'wall_s': room.wall_s,
        }
        free = self._sighted if sighted else self._free
        child = free.get()
        kept: Child | None = None
        try:
            used = child is not None and child.files > 0
            outcome, kept = self._ask(child, request, room)
            if used and type(outcome) is ReaderFailed:
                outcome, kept = self._ask(kept, request, room)
        finally:
            free.put(kept)
        return outcome

    def _look(self, path: Path, file: str, further: Sequence[Path], blind: Outcome) -> Outcome:
        """The file with its pictures recognised, or as it was without, saying why."""
        if not stack.is_installed():
            return told_of_blindness(blind, stack.NOT_INSTALLED)
        try:
            outcome = self._outcome(path, file, sighted=True, further=further)
        except CannotStart as error:
            return told_of_blindness(blind, error.message)
        if isinstance(outcome, ReaderFailed):
            return told_of_blindness(blind, f"识别没有做完（{outcome.message}）")
        if wants_sight(outcome) and (office := office_suffix(path)):
            return self._look_laid_out(path, file, office, blind)
        return blind if isinstance(outcome, Conversion) else outcome

    def _look_laid_out(self, path: Path, file: str, suffix: str, blind: Outcome) -> Outcome:
        """Pictures pasted into an office file, recognised on the pages that LibreOffice makes of it."""
        from extractors.readers import soffice

        try:
            with guard.reading(file), soffice.converted(path, 'pdf') as pages:
                outcome = self._outcome(pages, file, sighted=True)
        except (CannotStart, BadInput) as error:
            return told_of_blindness(blind, error.message)
        if not isinstance(outcome, Document) or not was_looked_at(outcome):
            return blind
        with path.open('rb') as stream:
            sha256 = hashlib.file_digest(stream, 'sha256').hexdigest()
        return replace(outcome, format=suffix.removeprefix('.'), sha256=sha256)

    def _ask(
        self, child: Child | None, request: dict[str, Any], room: limits.Room
    ) -> tuple[Outcome, Child | None]:
        """The answer of this child, or of a new one, and the child if it can go on; else it is ended."""
        if child is None or child.process.poll() is not None:
            end_child(child)
            child = start_child(sighted=room is limits.SEEING)
        try:
            outcome, spent = ask_child(child, request)
        except BaseException:
            end_child(child)
            raise
        child.files += 1
        self.cpu_s += spent.cpu_s
        self.peak_kb = max(self.peak_kb, spent.peak_kb)
        worn = child.files >= self.recycle_after or spent.peak_kb > room.recycle_above_kb
        if isinstance(outcome, ReaderFailed) or worn:
            end_child(child)
            return outcome, None
        return outcome, child

    def _read_converted(self, path: Path, file: str, wish: Conversion) -> Document:
        """The file as LibreOffice understands it, under its own name, format and hash."""
        from extractors.readers import soffice

        with guard.reading(file):
            if soffice.suite() is None:
                raise NeedsConversion(f"{wish.message}，或安装 LibreOffice 后再试", wish.target)
            try:
                with soffice.converted(path, wish.target) as converted:
                    outcome = self._outcome(converted, file)
            except CannotStart as error:
                raise NeedsConversion(f"{wish.message}（{error.message}）", wish.target) from error
            if isinstance(outcome, BadInput):
                raise outcome
            if isinstance(outcome, Conversion):
                raise ReaderFailed("由 LibreOffice 转换后仍读不了；请用 Word、WPS 打开，另存为 .docx 再放入")
            told = Problem('converted', Severity.INFO, "由 LibreOffice 转换后读取；版式细节请以原件为准")
            return replace(
                outcome, format=wish.format, sha256=wish.sha256, problems=(*outcome.problems, told)
            )
