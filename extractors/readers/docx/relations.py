"""What the parts of a Word container refer to: other parts of it, things embedded in it, the world outside.

Nothing outside is ever fetched, no macro is run: both are told (ECMA-376 part 2, §9.3).
"""

from __future__ import annotations

import io
import posixpath
import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from extractors.readers.zipguard import parse_xml
from model.place import Problem, Severity

_MACROS = frozenset(['vbaProject', 'wordVbaData'])
_OUTSIDE = {
    'attachedTemplate': "模板",
    'image': "图片",
    'oleObject': "链接的对象",
    'package': "链接的对象",
    'aFChunk': "整块引用的文件",
    'subDocument': "子文档",
    'frame': "框架页",
    'externalLink': "链接的工作簿",
    'externalLinkPath': "链接的工作簿",
}
_LOCAL_TEMPLATE = re.compile(r'(?:file:///)?[A-Za-z]:|/|[^/\\:]+$', re.IGNORECASE)
"""A template on the writer's own disk: every paper written from one names it, and nothing is fetched."""

_NATIVE_NAME = 6
"""Where the label begins in an Ole10Native stream: behind its length and two bytes of flags."""


class Relation(NamedTuple):
    """A relationship: the member it belongs to, its id, the last word of its type, a member or address."""

    source: str
    id: str
    kind: str
    target: str
    external: bool


def open_relations(rels: dict[str, bytes]) -> list[Relation]:
    """The relationships of every part, from the .rels members of a container by their names."""
    return [relation for name, data in rels.items() for relation in _relations(name, data)]


def _relations(name: str, data: bytes) -> Iterator[Relation]:
    folder = posixpath.dirname(posixpath.dirname(name))
    source = posixpath.join(folder, posixpath.basename(name).removesuffix('.rels'))
    for each in parse_xml(data):
        target = each.get('Target')
        if not target:
            continue
        external = each.get('TargetMode') == 'External'
        if not external:
            target = posixpath.normpath(posixpath.join('/', folder, target.replace('\\', '/'))).lstrip('/')
        yield Relation(
            source, each.get('Id') or '', (each.get('Type') or '').rpartition('/')[2], target, external
        )


def relation_problems(relations: Iterable[Relation]) -> list[Problem]:
    """What the container carries or calls for that was neither run nor followed."""
    problems = []
    if any(each.kind in _MACROS for each in relations):
        message = "文件带有宏（程序），没有运行，只读了文字；打开时不要启用宏"
        problems.append(Problem('macros', Severity.INFO, message))
    outside = [each for each in relations if _leads_outside(each)]
    if outside:
        kinds = "、".join(dict.fromkeys(_OUTSIDE[each.kind] for each in outside))
        problems.append(
            Problem(
                'external_links',
                Severity.REVIEW,
                f"文件引用了外部的{kinds}，如“{outside[0].target[:80]}”，没有去取，其内容没有读出；请核实来源和内容",
            )
        )
    return problems


def _leads_outside(relation: Relation) -> bool:
    """Whether something of the paper itself lies elsewhere: hyperlinks and local templates are not."""
    if relation.kind == 'attachedTemplate' and _LOCAL_TEMPLATE.match(relation.target):
        return False
    return relation.external and relation.kind in _OUTSIDE


def packed_name(data: bytes) -> str:
    r"""The user's name of a file packed as an OLE object ('\x01Ole10Native', [MS-OLEDS] 2.3.6), or ''."""
    import olefile

    try:
        with olefile.OleFileIO(io.BytesIO(data)) as container:
            native: bytes = container.openstream('\x01Ole10Native').read(512)
    except (OSError, IndexError, ValueError, KeyError):  # no such stream, or no container at all
        return ''
    return native[_NATIVE_NAME:].partition(b'\0')[0].decode('gb18030', 'replace')
