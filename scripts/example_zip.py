"""Office packages whose bytes depend on nothing but their content."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from openpyxl import Workbook

WRITTEN = '2026-03-02T09:00:00Z'
_EPOCH = (1980, 1, 1, 0, 0, 0)


def parts_to_package(parts: Mapping[str, str | bytes]) -> bytes:
    """A package with sorted members and fixed times; stored, because zlibs differ between machines."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, 'w', zipfile.ZIP_STORED) as package:
        for name in sorted(parts):
            content = parts[name]
            member = zipfile.ZipInfo(name, _EPOCH)
            member.create_system = 0
            package.writestr(member, content.encode() if isinstance(content, str) else content)
    return buffer.getvalue()


def workbook_to_package(workbook: Workbook) -> bytes:
    """The workbook as .xlsx, without the moment of saving that openpyxl stamps on it."""
    buffer = io.BytesIO()
    workbook.save(buffer)
    with zipfile.ZipFile(buffer) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    parts['docProps/core.xml'] = re.sub(
        rb'\d{4}-\d\d-\d\dT[\d:]+Z', WRITTEN.encode(), parts['docProps/core.xml']
    )
    return parts_to_package({name: _sort_merges(content) for name, content in parts.items()})


def _sort_merges(content: bytes) -> bytes:
    """The part with its merged ranges in order; openpyxl keeps them in a set."""
    merges = re.findall(rb'<mergeCell [^>]*/>', content)
    return content.replace(b''.join(merges), b''.join(sorted(merges))) if merges else content


def core_properties(title: str) -> str:
    """docProps/core.xml with our fixed times."""
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
        ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f'<dc:title>{title}</dc:title><dc:creator>示例</dc:creator>'
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{WRITTEN}</dcterms:created>'
        f'<dcterms:modified xsi:type="dcterms:W3CDTF">{WRITTEN}</dcterms:modified></cp:coreProperties>'
    )
