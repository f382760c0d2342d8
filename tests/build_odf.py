"""OpenDocument files in a line: the raw XML of a body, styles beside it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from tests.build import packed

NAMESPACES = ' '.join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in (
        ('office', 'office'),
        ('text', 'text'),
        ('table', 'table'),
        ('style', 'style'),
        ('draw', 'drawing'),
        ('form', 'form'),
        ('fo', 'xsl-fo-compatible'),
        ('svg', 'svg-compatible'),
    )
) + (
    ' xmlns:loext="urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0"'
    ' xmlns:field="urn:openoffice:names:experimental:ooo-ms-interop:xmlns:field:1.0"'
)


def odf(
    path: Path,
    body: str,
    *,
    kind: str = 'text',
    automatic: str = '',
    styles: str | None = None,
    members: Mapping[str, bytes | str] | None = None,
) -> Path:
    """A packed file; automatic are the body's own styles, styles the inside of the styles part's root."""
    content = (
        f'<office:document-content {NAMESPACES}>'
        f'<office:automatic-styles>{automatic}</office:automatic-styles>'
        f'<office:body><office:{kind}>{body}</office:{kind}></office:body></office:document-content>'
    )
    parts: dict[str, bytes | str] = {
        'mimetype': f'application/vnd.oasis.opendocument.{kind}',
        'META-INF/manifest.xml': '<manifest/>',
        'content.xml': content,
    }
    if styles is not None:
        parts['styles.xml'] = f'<office:document-styles {NAMESPACES}>{styles}</office:document-styles>'
    return packed(path, {**parts, **(members or {})})


def p(content: str, style: str = '') -> str:
    """A paragraph."""
    return f'<text:p{_named(style)}>{content}</text:p>'


def style(name: str, properties: str, family: str = 'text', more: str = '') -> str:
    """A style with text properties."""
    return (
        f'<style:style style:name="{name}" style:family="{family}" {more}>'
        f'<style:text-properties {properties}/></style:style>'
    )


def cell(content: str = '', attributes: str = '') -> str:
    """A table cell; content is plain text or blocks."""
    blocks = content if content.startswith('<') else p(content)
    return f'<table:table-cell {attributes}>{blocks}</table:table-cell>'


def table(*rows: str, attributes: str = '') -> str:
    """A table of rows, each the cells' XML."""
    inner = ''.join(f'<table:table-row>{row}</table:table-row>' for row in rows)
    return f'<table:table {attributes}>{inner}</table:table>'


COVERED = '<table:covered-table-cell/>'


def _named(style: str) -> str:
    return f' text:style-name="{style}"' if style else ''
