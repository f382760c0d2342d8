"""Tables of comments: 序号 | 反馈单位 | 条款 | 原文 | 修改意见 | 理由, in whatever order and words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.survey.comment_clauses import split_by_place, without_agreed
from extractors.survey.comment_words import says_none, suggests, text_to_worded
from model.comment import Comment
from model.document import Cell, Document, Paragraph
from model.place import NOWHERE
from text.grids import Grid, cell_at
from text.layouts import grids

_HEADS = {
    'unit': (
        '反馈单位', '填报单位', '填表单位', '征求单位', '提出单位', '意见单位', '回复单位', '来文单位',
        '报送单位', '单位名称', '单位',
    ),
    'page': ('页码', '页数', '所在页', '页'),
    'line': ('行数', '行次', '行号', '行'),
    'article': ('条款', '条目', '章节', '条文', '部分', '位置', '条次', '条'),
    'original': ('原文', '原条文', '原表述', '原稿', '征求意见稿', '现表述', '原内容', '文稿内容', '修改前'),
    'suggestion': (
        '修改意见', '意见建议', '建议修改', '修改建议', '修改为', '意见和建议', '反馈意见', '修改后',
        '拟修改', '建议', '意见',
    ),
    'reason': ('理由', '依据', '原因', '说明'),
}  # fmt: skip
_HEADER_ROWS = 4
_FORM_ROWS = 12


def tables_to_comments(document: Document) -> tuple[list[Comment], list[str | None]]:
    """The comments of every table of comments, and the units whose line says that they have none."""
    found: list[Comment] = []
    silent: list[str | None] = []
    for _, grid in grids(document):
        for row, columns in _headers(grid):
            for comment, none in _rows(grid, row + 1, columns):
                if none:
                    silent.append(comment.unit)
                else:
                    found.append(comment)
            break
    return found, silent


def labelled_lines(document: Document) -> list[Paragraph]:
    """The lines in the cell beside a label such as 意见和建议, of a form that is no list of comments."""
    return [
        Paragraph(line, cell.where)
        for label, cell in _beside_labels(document)
        if _kind(label) == 'suggestion'
        for line in cell.text.split('\n')
        if line.strip()
    ]


def labelled_unit(document: Document) -> str | None:
    """The unit in the cell beside its label (单位名称), in a form that is no list of comments."""
    named = [cell.text.strip() for label, cell in _beside_labels(document) if _kind(label) == 'unit']
    return next(filter(None, named), None)


def _beside_labels(document: Document) -> Iterator[tuple[str, Cell]]:
    """Each label in the first cell of a row of a small form, with the cell right of it."""
    for _, grid in grids(document):
        if len(grid) > _FORM_ROWS or next(_headers(grid), None):
            continue
        for row in range(len(grid)):
            label = cell_at(grid, row, 0)
            value = cell_at(grid, row, label.colspan) if label else None
            if label and value and label.row == row and value is not label:
                yield ''.join(label.text.split()), value


def _headers(grid: Grid) -> Iterator[tuple[int, dict[str, int]]]:
    """The row that heads a table of comments and what its columns hold."""
    for row in range(min(len(grid), _HEADER_ROWS)):
        columns: dict[str, int] = {}
        for col, cell in enumerate(grid[row]):
            kind = _kind(''.join(cell.text.split())) if cell is not None else None
            if kind and kind not in columns:
                columns[kind] = col
        if 'suggestion' in columns and columns.keys() & {'page', 'article', 'original', 'unit', 'reason'}:
            yield row, columns


def _kind(text: str) -> str | None:
    """What a heading heads; the kinds are tried from the surest words on."""
    if not text or len(text) > 20 or '采纳' in text:
        return None
    for kind in ('reason', 'unit', 'suggestion', 'original', 'article', 'page', 'line'):
        words = _HEADS[kind]
        if any(text == word or (len(word) > 1 and word in text) for word in words):
            if kind == 'reason' and any(word in text for word in ('修改意见', '意见建议', '修改建议')):
                continue
            return kind
    return None


def _rows(grid: Grid, first: int, columns: dict[str, int]) -> Iterator[tuple[Comment, bool]]:
    for row in range(first, len(grid)):
        cells = {kind: cell_at(grid, row, col) for kind, col in columns.items()}
        told = cells['suggestion']
        text = _text(told)
        if told is None or told.row != row:
            continue
        if not text:
            others = [_text(cells.get(kind)) or '' for kind in ('page', 'article', 'original', 'reason')]
            text = next(filter(says_none, others), None)
        if not text:
            continue
        none = says_none(text) and not suggests(text)
        for part in _parts(cells, text):
            comment = _comment(cells, part)
            if none or comment.article or comment.original or suggests(part) or len(part) > 1:
                yield comment, none


def _parts(cells: dict[str, Cell | None], text: str) -> list[str]:
    """What a cell proposes; where no other cell tells the place, its words tell it of each proposal."""
    if any(_told(cells.get(kind)) for kind in ('article', 'original', 'page')) or not suggests(text):
        return [text]
    return split_by_place(without_agreed(text))


def _comment(cells: dict[str, Cell | None], text: str) -> Comment:
    worded = text_to_worded(text)
    original = _told(cells.get('original')) or worded.original
    told = cells['suggestion']
    return Comment(
        unit=_text(cells.get('unit')),
        article=_told(cells.get('article')) or worded.article or _page(cells),
        original=original,
        suggestion=worded.suggestion if worded.original else _without_reason(text, worded.reason),
        reason=_told(cells.get('reason')) or worded.reason,
        where=told.where if told is not None else NOWHERE,
    )


def _page(cells: dict[str, Cell | None]) -> str | None:
    """第3页第12行, from columns of their own."""
    page, line = (re.sub(r'[第页行]', '', _told(cells.get(kind)) or '') for kind in ('page', 'line'))
    if not page:
        return None
    return f'第{page}页' + (f'第{line}行' if line else '')


def _without_reason(text: str, reason: str | None) -> str:
    return text_to_worded(text).suggestion if reason else text


def _text(cell: Cell | None) -> str | None:
    text = cell.text.strip() if cell is not None else ''
    return None if text in ('', '/', '—', '-', '－', '——') else text


def _told(cell: Cell | None) -> str | None:
    """What a cell says, None for one that says 无."""
    text = _text(cell)
    return None if text in {'无', '没有', '暂无'} else text
