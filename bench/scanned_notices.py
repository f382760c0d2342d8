"""The notices beside us typeset and scanned in full at 200 dpi: the same header records as their text?

`python -m bench.scanned_notices [--json] [--keep FOLDER] [NOTICE.txt ...]`: without files, the seeds under
SHOUFA_SHARED (default ../shared). Obligations are counted on both sides.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
import tempfile
import unicodedata
import zlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple
from xml.sax.saxutils import escape

from bench.gold import bare
from bench.scanned_kept import read_kept
from bench.scanned_pictures import pdf_to_sheets, sheets_to_files
from extractors.notice import notice_of
from extractors.readers import soffice
from extractors.readers.process.pool import ReadingPool
from extractors.readers.registry import read_document
from model.errors import ShoufaError
from model.notice import Notice
from model.serialise import to_plain

HEADER = (
    *('issuing_authorities', 'doc_number', 'title', 'doc_type', 'primary_recipients', 'date_of_document'),
    *('printed_date', 'cc', 'secrecy', 'urgency', 'issuers', 'copies', 'status', 'signatories'),
)
"""What is compared, as far as a Notice has it."""

_DPI = 200
_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_HEADING = re.compile(r'[一二三四五六七八九十]{1,3}、.{1,30}$')
_END = re.compile(r'[^，。；：]{2,30}$')
_MANY = re.compile(r'.{2,}[:：]$')


class _Way(NamedTuple):
    """How a paragraph is set: font, size in points, alignment, red, first line indented."""

    font: str
    size: float
    align: str = 'both'
    red: bool = False
    indent: bool = False


_HEAD = _Way('Noto Serif CJK SC', 22, 'center', red=True)
_TITLE = _Way('Noto Serif CJK SC', 20, 'center')
_BODY = _Way('AR PL UMing CN', 16, indent=True)
_SUB = _Way('WenQuanYi Zen Hei', 16, indent=True)
_FLUSH = _Way('AR PL UMing CN', 16, 'left')
_SIGNED = _Way('AR PL UMing CN', 16, 'right')


def main() -> None:
    """Print what differs and, with --json, one object as the last line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument('files', nargs='*', type=Path)
    parser.add_argument('--keep', type=Path)
    parser.add_argument('--digital', action='store_true')
    parser.add_argument('--json', action='store_true')
    asked = parser.parse_args()
    shared = Path(os.environ.get('SHOUFA_SHARED', Path(__file__).parent.parent.parent / 'shared'))
    files = asked.files or sorted((shared / 'seeds').glob('*.txt'))
    with tempfile.TemporaryDirectory() as temporary:
        folder = asked.keep or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        found = compare(files, folder, digital=asked.digital)
    for name, one in found.items():
        duties = ' to '.join(map(str, one['obligations']))
        print(f'{name}: {one["pages"]} pages, {len(one["differ"])} differ, duties {duties} {one["fault"]}')
        for key, (want, got) in one['differ'].items():
            print(f'    {key}:\n        text {want}\n        scan {got}')
    if asked.json:
        print(json.dumps(found, ensure_ascii=False))


def compare(files: Sequence[Path], folder: Path, *, digital: bool = False) -> dict[str, Any]:
    """For each notice its pages, what of its header record differs (text, scan), obligations of both."""
    scans = {path: _to_pages(path, folder, digital=digital) for path in files}
    found = {}
    with ReadingPool() as pool:
        for path, pages in scans.items():
            text = notice_of(read_document(path))
            one: dict[str, Any] = {'pages': len(pages), 'differ': {}, 'fault': '', 'obligations': (0, 0)}
            try:
                scan = notice_of(read_kept(pages, folder, pool))
                one['differ'] = differences(text, scan)
                one['obligations'] = (len(text.obligations), len(scan.obligations))
            except ShoufaError as error:
                one['fault'] = error.message
            found[path.stem[:3]] = one
    return found


def differences(text: Notice, scan: Notice) -> dict[str, tuple[Any, Any]]:
    """The header's keys on which two notices differ, but for the width of letters and a title's marks."""
    want, got = _header(text), _header(scan)
    return {key: (want[key], got[key]) for key in want if _narrow(want[key]) != _narrow(got[key])}


def _narrow(value: Any) -> str:
    return unicodedata.normalize('NFKC', json.dumps(value, ensure_ascii=False))


def _header(notice: Notice) -> dict[str, Any]:
    plain = to_plain(notice)
    found = {key: plain[key] for key in HEADER if key in plain}
    found['title'] = bare(plain['title'])
    recipients = plain['primary_recipients']
    found['primary_recipients'] = recipients['list'] if recipients else None
    return found


def _to_pages(path: Path, folder: Path, *, digital: bool) -> list[Path]:
    pdf = folder / f'{path.stem}.pdf'
    if not pdf.exists():
        docx = folder / f'{path.stem}.docx'
        typeset(path.read_text('utf-8'), docx)
        with soffice.converted(docx, 'pdf') as made:
            pdf.write_bytes(made.read_bytes())
    if digital:
        return [pdf]
    kept = sorted(folder.glob(f'{path.stem}_*.jpg'), key=lambda page: int(page.stem.rpartition('_')[2]))
    rng = random.Random(zlib.crc32(path.stem.encode()))  # noqa: S311
    return kept or sheets_to_files(pdf_to_sheets(pdf, _DPI), 'scan200', _DPI, folder / path.stem, rng)


def typeset(text: str, path: Path) -> None:
    """A notice's text as an office sets it (GB/T 9704): head and title centred, 16 points, page numbers."""
    from docx import Document
    from docx.shared import Mm
    from lxml import etree

    lines = [line.strip() for line in text.split('\n') if line.strip()]
    head = next((number for number, line in enumerate(lines[:20]) if _MANY.fullmatch(line)), 2)
    last = len(lines)
    while last > head + 1 and _END.fullmatch(lines[last - 1]):
        last -= 1
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    body = document.element.body
    for number, line in enumerate(lines):
        way = _way(line, number, head, last)
        body.insert(len(body) - 1, etree.fromstring(_paragraph(line, way)))
    footer = section.footer.paragraphs[0]._p  # noqa: SLF001
    footer.append(etree.fromstring(_PAGE_NUMBER))
    footer.get_or_add_pPr().append(etree.fromstring(f'<w:jc {_W} w:val="center"/>'))
    document.save(str(path))


_PAGE_NUMBER = f'<w:fldSimple {_W} w:instr=" PAGE \\* MERGEFORMAT "><w:r><w:t>1</w:t></w:r></w:fldSimple>'


def _way(line: str, number: int, head: int, last: int) -> _Way:
    if number < head:
        if '〔' in line or '文件' in line:
            return _FLUSH._replace(align='center') if '〔' in line else _HEAD
        return _TITLE
    if number == head:
        return _FLUSH
    if number >= last:
        return _SIGNED
    return _SUB if _HEADING.fullmatch(line) else _BODY


def _paragraph(line: str, way: _Way) -> str:
    fonts = ' '.join(f'w:{kind}="{way.font}"' for kind in ('ascii', 'hAnsi', 'eastAsia'))
    colour = '<w:color w:val="D01818"/>' if way.red else ''
    indent = f'<w:ind w:firstLine="{int(way.size * 40)}"/>' if way.indent else ''
    spacing = f'<w:spacing w:before="0" w:after="0" w:line="{int(way.size * 35)}" w:lineRule="exact"/>'
    return (
        f'<w:p {_W}><w:pPr>{spacing}{indent}<w:jc w:val="{way.align}"/></w:pPr>'
        f'<w:r><w:rPr><w:rFonts {fonts}/>{colour}<w:sz w:val="{int(way.size * 2)}"/></w:rPr>'
        f'<w:t xml:space="preserve">{escape(line)}</w:t></w:r></w:p>'
    )


if __name__ == '__main__':
    main()
