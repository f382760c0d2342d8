"""Workbooks (.xlsx) built from the XML of their sheets, so that a test shows what it reads."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from pathlib import Path

MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
REL = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
RELS = 'http://schemas.openxmlformats.org/package/2006/relationships'
NAMESPACES = (
    f'xmlns="{MAIN}" xmlns:r="{REL}" '
    'xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:a14="http://schemas.microsoft.com/office/drawing/2010/main" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
)


def cell(place: str, value: str | None = None, more: str = '', formula: str = '') -> str:
    """A cell; value is put into <v> as it stands."""
    stored = '' if value is None else f'<v>{value}</v>'
    return f'<c r="{place}" {more}>{formula}{stored}</c>'


def text(place: str, value: str) -> str:
    """A cell with a text of its own."""
    return f'<c r="{place}" t="inlineStr"><is><t>{value}</t></is></c>'


def rows(*cells: str) -> str:
    """Sheet data; the rows are left to the cells' own places."""
    return f'<sheetData><row>{"".join(cells)}</row></sheetData>'


def relations(targets: Mapping[str, tuple[str, str]]) -> str:
    """A relationships part: id -> (kind, target); a target with :// is outside."""
    each = ''.join(
        f'<Relationship Id="{id_}" Type="{REL}/{kind}" Target="{target}"'
        f'{" TargetMode=" + chr(34) + "External" + chr(34) if "://" in target else ""}/>'
        for id_, (kind, target) in targets.items()
    )
    return f'<Relationships xmlns="{RELS}">{each}</Relationships>'


def xlsx(
    path: Path,
    *sheets: str,
    styles: str = '',
    strings: str = '',
    related: Mapping[str, tuple[str, str]] | None = None,
    members: Mapping[str, bytes | str] | None = None,
    workbook: str = '',
) -> Path:
    """A workbook of sheets 表1, 表2 ... with these insides; related are the first sheet's relationships."""
    numbers = range(1, len(sheets) + 1)
    listed = ''.join(f'<sheet name="表{number}" sheetId="{number}" r:id="r{number}"/>' for number in numbers)
    targets = {f'r{number}': ('worksheet', f'worksheets/sheet{number}.xml') for number in numbers}
    targets |= {'s': ('styles', 'styles.xml'), 't': ('sharedStrings', '/xl/sharedStrings.xml')}
    named: dict[str, bytes | str] = {
        '[Content_Types].xml': '<Types/>',
        '_rels/.rels': relations({'r1': ('officeDocument', 'xl/workbook.xml')}),
        'xl/workbook.xml': f'<workbook {NAMESPACES}>{workbook}<sheets>{listed}</sheets></workbook>',
        'xl/_rels/workbook.xml.rels': relations(targets),
        'xl/styles.xml': f'<styleSheet xmlns="{MAIN}">{styles}</styleSheet>',
        'xl/sharedStrings.xml': f'<sst xmlns="{MAIN}">{strings}</sst>',
    }
    for number, inner in enumerate(sheets, start=1):
        named[f'xl/worksheets/sheet{number}.xml'] = f'<worksheet {NAMESPACES}>{inner}</worksheet>'
    if related:
        named['xl/worksheets/_rels/sheet1.xml.rels'] = relations(related)
    with zipfile.ZipFile(path, 'w', zipfile.ZIP_DEFLATED) as package:
        for name, data in (named | dict(members or {})).items():
            package.writestr(name, data)
    return path
