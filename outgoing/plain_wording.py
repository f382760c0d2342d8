"""What a .docx says without how it looks: to tell a change of substance from one of layout (条例 25(一))."""

from __future__ import annotations

import hashlib
import re
import zipfile
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from lxml import etree

from model.errors import Damaged

W = '{http://schemas.openxmlformats.org/wordprocessingml/2006/main}'
FALLBACK = '{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback'
SPOKEN = re.compile(r'word/(?:document|header\d*|footer\d*|footnotes|endnotes)\.xml')
_BREAKS = {f'{W}tab': '\t', f'{W}br': '\n', f'{W}cr': '\n', f'{W}noBreakHyphen': '-'}
_BLANK = re.compile(r'[\s\u3000\xa0\u200b\ufeff]+')
_SENTENCE = re.compile(r'[^。；！？|]+[。；！？|]?|[。；！？|]')
_PAGES = re.compile(r'\b(?:NUM|SECTION)?PAGES?\b', re.IGNORECASE)
_LONGEST = 60
_NEAR, _AROUND = 4, 8  # characters between two changes of one phrase, characters shown beside one


def parse(data: bytes) -> etree._Element:
    """A part's XML, with no entity, file or network looked up.

    Raises:
        Damaged: it is not well-formed.
    """
    try:
        return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError as error:
        raise Damaged("文件内部结构已损坏，请用 Word 或 WPS 打开后另存为 .docx") from error


def members_of(data: bytes) -> dict[str, bytes]:
    """The members of a .docx in the order they lie in it.

    Raises:
        Damaged: it is no .docx.
    """
    from outgoing.pack_zip import unpack

    try:
        members = unpack(data)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, ValueError, EOFError) as error:
        raise Damaged("不是完好的 .docx 文件，请用 Word 或 WPS 打开后另存为 .docx") from error
    if 'word/document.xml' not in members:
        raise Damaged("不是 Word 文档（.docx），请用 Word 或 WPS 打开后另存为 .docx")
    return members


def own_nodes(paragraph: etree._Element) -> list[tuple[etree._Element, str]]:
    """The text nodes, tabs and breaks of a paragraph with what they print; not those of a box inside it."""
    return [
        (node, node.text or '' if node.tag == f'{W}t' else _BREAKS[node.tag])
        for node in paragraph.iter(f'{W}t', *_BREAKS)
        if node.getparent().tag == f'{W}r' and next(node.iterancestors(f'{W}p')) is paragraph
    ]


def docx_to_wording(data: bytes) -> str:
    """All that a paper says, with no space, no break of lines or paragraphs and no page number.

    Cells end with '|', so that a figure that changes its cell is a change.

    Raises:
        Damaged: it is no .docx.
    """
    return ''.join(docx_to_paragraphs(data))


def docx_to_paragraphs(data: bytes) -> tuple[str, ...]:
    """The same wording paragraph by paragraph, a table row by row; what says nothing is left out.

    Raises:
        Damaged: it is no .docx.
    """
    members = members_of(data)
    parts = (parse(members[name]) for name in sorted(members) if SPOKEN.fullmatch(name))
    return tuple(line for root in parts for line in ''.join(_said(root)).split('\n') if line)


def _said(root: etree._Element) -> Iterator[str]:
    fields: list[str] = []
    for event, node in etree.iterwalk(root, events=('start', 'end')):
        if event == 'end':
            if node.tag == f'{W}tc':
                yield '|'
            elif node.tag == f'{W}tr' or (node.tag == f'{W}p' and not _in_cell(node)):
                yield '\n'
        elif node.tag == f'{W}fldChar':
            _open_or_close(fields, node.get(f'{W}fldCharType'))
        elif node.tag == f'{W}instrText' and fields:
            fields[-1] += node.text or ''
        elif node.tag == f'{W}t' and not any(map(_counts_pages, fields)) and _is_said(node):
            yield _BLANK.sub('', node.text or '')


def _in_cell(paragraph: etree._Element) -> bool:
    return next(paragraph.iterancestors(f'{W}tc'), None) is not None


def _open_or_close(fields: list[str], kind: str | None) -> None:
    if kind == 'begin':
        fields.append('')
    elif kind == 'end' and fields:
        fields.pop()


def _counts_pages(field: str) -> bool:
    return _PAGES.search(field) is not None


def _is_said(node: etree._Element) -> bool:
    """Not the second copy of a box, nor a page number."""
    return not any(
        above.tag == FALLBACK or (above.tag == f'{W}fldSimple' and _counts_pages(above.get(f'{W}instr', '')))
        for above in node.iterancestors()
    )


def wording_hash(wording: str) -> str:
    """The hash that two papers of the same wording share."""
    return hashlib.sha256(wording.encode()).hexdigest()


def differences(old: Sequence[str], new: Sequence[str]) -> tuple[str, ...]:
    """Every place that differs between two papers, told as 第3段：“旧”改为“新” for a person to read."""
    olds, news = _sentences(old), _sentences(new)
    texts, others = [text for _, text in olds], [text for _, text in news]
    found: list[str] = []
    for kind, a, b, c, d in SequenceMatcher(None, texts, others, autojunk=False).get_opcodes():
        if kind == 'equal' or ''.join(texts[a:b]) == ''.join(others[c:d]):
            continue
        if b - a == d - c:
            found += [
                f'{where}{told}'
                for (_, was), (where, now) in zip(olds[a:b], news[c:d], strict=True)
                for told in _places(was, now)
            ]
        else:
            where = (news[c:d] or olds[a:b])[0][0]
            found.append(where + _told(''.join(texts[a:b]), ''.join(others[c:d])))
    return tuple(found)


def _sentences(paragraphs: Sequence[str]) -> list[tuple[str, str]]:
    """Each sentence or cell with where it stands."""
    found, number = [], 0
    for line in paragraphs:
        in_table = '|' in line
        number += not in_table
        where = f"表格“{line.split('|')[0][:_AROUND]}”行：" if in_table else f"第{number}段："
        found += [(where, text) for text in _SENTENCE.findall(line)]
    return found


def _places(old: str, new: str) -> Iterator[str]:
    """What changed in a sentence: the whole of a short one, of a long one each changed place."""
    if max(len(old), len(new)) <= _LONGEST:
        yield _told(old, new)
        return
    for a, b, c, d in _changed(old, new):
        yield _told(_around(old, a, b), _around(new, c, d))


def _changed(old: str, new: str) -> list[tuple[int, int, int, int]]:
    """The stretches that changed; two a few characters apart are one."""
    found: list[tuple[int, int, int, int]] = []
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == 'equal':
            continue
        if found and a - found[-1][1] < _NEAR:
            start, _, new_start, _ = found.pop()
            found.append((start, b, new_start, d))
        else:
            found.append((a, b, c, d))
    return found


def _around(text: str, start: int, end: int) -> str:
    first, last = max(0, start - _AROUND), min(len(text), end + _AROUND)
    return f"{'…' * (first > 0)}{text[first:last]}{'…' * (last < len(text))}"


def _told(old: str, new: str) -> str:
    old, new = (text.replace('|', '') for text in (old, new))
    if old == new:
        return f"“{_short(new)}”在表格里换了位置"
    if not old:
        return f"加了“{_short(new)}”"
    return f"“{_short(old)}”改为“{_short(new)}”" if new else f"删去了“{_short(old)}”"


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 10]}……{text[-8:]}"
