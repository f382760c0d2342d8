"""What kind of paper came in, by its content: notice, request, filled form, blank form, or something else."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice
from typing import Literal, NamedTuple

from extractors.approval import has_last_words, is_approval_paper, is_branch_request
from extractors.notice.lines import is_noise
from extractors.notice.records import is_meta
from extractors.survey import return_of
from model.document import Block, Document, Table
from model.form import FormDefinition
from model.returned import Return
from text.docnumbers import find_numbers
from text.fits import best_form

Kind = Literal['notice', 'return', 'request', 'approval', 'blank', 'other']
"""approval: a 批复 or decision on a Party organisation or a registration; blank: a form with nothing filled
in, to be filled by us or passed on."""

_HEAD_LINES = 14
_SEARCHED_LINES = 40  # with a web site's words and its record of the paper
_INDEX_ROWS = 4
_ROWS_LOOKED_AT = 100
_DOC_TYPES = (
    '通知|通报|意见|公告|通告|批复|决定|复函|函|命令|令|纪要|决议|公报|议案|方案|要点|办法|细则|规定'
    '|公示|答复|明电|备忘录|简报|纲要|规程|规划|规则|制度|措施|预案|倡议书|公开信|请示|报告|汇报|总结'
)
_TITLE_END = re.compile(rf'(?P<type>{_DOC_TYPES})(?:[（(〔【][^（()）]*[)）〕】])*[》”"]?$')
_BODY_WORDS = re.compile(r'本通知|特此通[知报告]|现[就将].{0,60}(?:通知|通报)如下|本意见自|此通知')
_RECIPIENT = re.compile(r'.{2,300}[:：]')
_RECIPIENT_WORDS = re.compile(r'各|局|厅|部|委|政府|单位|中心|公司|协会|商会|学会|会$|党|校|院|主席|同志')
_REPORTS = frozenset(('报告', '汇报', '总结'))
_FILLED_SHARE = 0.5
_FEWEST_LABELS = 5


class Classified(NamedTuple):
    """A document's kind and why, in Chinese, the weightiest reason first; form is the definition's id."""

    kind: Kind
    reasons: tuple[str, ...]
    form: str | None = None


class _Head(NamedTuple):
    """What the head of an official paper shows."""

    doc_type: str | None
    about: bool
    number: bool
    recipients: bool


def _lines(document: Document) -> Iterator[str]:
    """The lines of the paragraphs up to the first table; a web page's small index table does not count."""
    for block in document.blocks:
        if isinstance(block, Table):
            if block.rows > _INDEX_ROWS:
                return
            continue
        if block.where.part in (None, 'body', 'textbox'):
            yield from (line.strip() for line in block.text.splitlines() if line.strip())


def _title_type(lines: Sequence[str]) -> tuple[str | None, bool]:
    """The 文种 that a line of the head, or two or three together, end in; and whether it says 关于."""
    best: tuple[str | None, bool] = (None, False)
    for start in range(len(lines)):
        joined = ''
        for line in lines[start : start + 3]:
            joined += ''.join(line.split())
            if len(joined) > 120 or re.search(r'[。；;]', joined):
                break
            found = None if '特此' in joined else _TITLE_END.search(joined)
            if found and '关于' in joined:
                return found['type'], True
            if found and best[0] is None and len(joined) <= 40:
                best = (found['type'], False)
    return best


def _is_recipient(line: str) -> bool:
    squeezed = ''.join(line.split())
    return bool(_RECIPIENT.fullmatch(squeezed)) and bool(_RECIPIENT_WORDS.search(squeezed[:-1]))


def _is_number_line(line: str) -> bool:
    numbers = find_numbers(line)
    return bool(numbers) and len(''.join(line.split())) <= len(numbers[0].raw) + 25


def _head(document: Document) -> _Head:
    above = list(islice(_lines(document), _SEARCHED_LINES))
    lines = [line for line in above if not (is_noise(line) or is_meta(line))][:_HEAD_LINES]
    numbers = any(_is_number_line(line) for line in above if line in lines or is_meta(line))
    doc_type, about = _title_type(lines)
    return _Head(doc_type, about, numbers, any(_is_recipient(line) for line in lines))


def _official(document: Document, head: _Head) -> Classified | None:
    """A paper with a title in 文种 and at least one more sign of an official paper."""
    signs = []
    if head.doc_type:
        signs.append(f"标题以“{head.doc_type}”结尾")
    if head.number:
        signs.append("有发文字号")
    if head.recipients:
        signs.append("有主送机关")
    lines = [*islice(_lines(document), _SEARCHED_LINES)]
    if head.doc_type == '请示' or is_branch_request(lines):
        return Classified('request', (*signs, *([] if signs else ["标题是成立、撤销党组织等的申请"])))
    if is_approval_paper(lines) or (head.doc_type is None and has_last_words(lines)):
        return Classified('approval', (*signs, "是关于党组织或登记事项的批复、决定"))
    if head.doc_type in _REPORTS and not head.number:
        return Classified('return', (f"标题以“{head.doc_type}”结尾，是报送的情况",)) if head.about else None
    body = any(_BODY_WORDS.search(line) for line in _lines(document))
    if body:
        signs.append("正文有“通知如下”等用语")
    if len(signs) >= 2 or (head.doc_type and head.about):
        return Classified('notice', tuple(signs))
    return None


def _known_form(document: Document, definition: FormDefinition) -> Classified:
    head = _head_of_tables(document)
    filled = _is_filled(return_of(head, definition))
    if filled or (head.blocks != document.blocks and _is_filled(return_of(document, definition))):
        return Classified('return', (f"是《{definition.title}》，已填写",), definition.id)
    return Classified('blank', (f"是《{definition.title}》，未填写",), definition.id)


def _head_of_tables(document: Document) -> Document:
    """The document with the first rows of its tables: one line filled in tells as much as all of them."""
    return replace(document, blocks=tuple(map(_first_rows, document.blocks)))


def _first_rows(block: Block) -> Block:
    if not isinstance(block, Table) or block.rows <= _ROWS_LOOKED_AT:
        return block
    cells = tuple(cell for cell in block.cells if cell.row < _ROWS_LOOKED_AT)
    return replace(block, rows=_ROWS_LOOKED_AT, cells=cells)


def _is_filled(read: Return) -> bool:
    """Whether anything of the form's own is filled in; who fills it and for whom is not enough."""
    if read.rows or read.totals:
        return True
    around = {'reporting_unit', 'filled_by', 'filled_by_phone', 'filled_on', 'region'}
    return any(
        value.value is not None or value.score == 0 for key, value in read.values.items() if key not in around
    )


def _unknown_form(document: Document) -> Classified | None:
    """A form of a layout nobody registered: rows of organisations, or many labels beside values."""
    read = return_of(document, None)
    if read.subject == 'rows':
        if read.rows:
            return Classified('return', ("有按行列出社会组织的表，但表样未登记",))
        return Classified('blank', ("有按行填写社会组织的空表，表样未登记",))
    filled = sum(value.value is not None for value in read.values.values())
    if any(isinstance(block, Table) for block in document.blocks) and len(read.values) >= _FEWEST_LABELS:
        if filled >= _FILLED_SHARE * len(read.values):
            return Classified('return', ("有栏目和填写内容的表，但表样未登记",))
        return Classified('blank', ("有栏目而多未填写的表，表样未登记",))
    return Classified('blank', ("表中多为空格，表样未登记",)) if _is_mostly_blank(document) else None


def _is_mostly_blank(document: Document) -> bool:
    cells = [cell for block in document.blocks if isinstance(block, Table) for cell in block.cells]
    blank = sum(not cell.text.strip() for cell in cells)
    return blank >= _FEWEST_LABELS and blank >= _FILLED_SHARE * len(cells)


def classify(document: Document, definitions: Sequence[FormDefinition]) -> Classified:
    """What kind of paper a document is; pure, by content, never by its file name.

    An official head wins over the forms attached behind it; a known form over an unknown one.
    """
    head = _head(document)
    official = _official(document, head)
    if official and (official.kind in ('request', 'approval', 'return') or head.about):
        return official
    definition, _, _ = best_form(document, definitions)
    if definition is not None:
        return _known_form(document, definition)
    if official:
        return official
    return _unknown_form(document) or Classified(
        'other', ("没有公文的标题、文号和主送机关，也没有可识别的表",)
    )
