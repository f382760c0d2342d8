"""What judges from outside say of papers, as tuples of (file, ...)."""

import json
import os
import subprocess
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from lxml import etree
from openxml_audit import FileFormat, OpenXmlValidator

Fact = tuple[object, ...]

OVERRIDES = {
    'page_setup': {'margins': {'top': '3.7cm', 'bottom': '3.5cm', 'left': '2.8cm', 'right': '2.6cm'}},
    'doc_title': {'line_spacing': '35pt'},
    **{f'heading_{level}': {'line_spacing': '28.95pt'} for level in range(1, 5)},
    'body': {'line_spacing': '28.95pt'},
    'signature': {'align': 'right', 'size': '16pt'},
}
"""GB/T 9704-2012 5.2.1-5.2.4 and 7.3 in place of the house rules that gongwen-skill has by default."""

_GONGWEN = """
import json, logging, sys
logging.disable(logging.CRITICAL)
from engine.core.document.parser import parse_docx
from engine.core.rules.checker import check_document
from engine.core.rules.manager import apply_config_overrides, load_rules_merged
told = json.load(sys.stdin)
rules, found = {}, []
for kind in set(told['papers'].values()):
    rules[kind] = apply_config_overrides(load_rules_merged(kind), told['overrides'])
for path, kind in told['papers'].items():
    document = parse_docx(path)
    for one in check_document(document, rules[kind]):
        if one.severity in ('P0', 'P1') and one.location != 'document':  # there it only sums up
            head, _, number = str(one.location).partition(':')
            inside = head == 'paragraph' and number.isdigit()
            said = document.paragraphs[int(number)].text if inside else str(one.location)
            found.append((path, one.rule_id, said, str(one.original_text)))
json.dump(found, sys.stdout)
"""


def gongwen(judges: Path, papers: Mapping[Path, str], home: Path) -> list[tuple[str, str, str, str]]:
    """P0 and P1 of gongwen-skill for papers by kind: (file, rule, paragraph or place, what is there)."""
    told = {'overrides': OVERRIDES, 'papers': {str(path): kind for path, kind in papers.items()}}
    done = subprocess.run(
        [judges / 'venv/bin/python', '-c', _GONGWEN],
        input=json.dumps(told),
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, 'HOME': str(home)},
    )
    return [(Path(path).name, *more) for path, *more in json.loads(done.stdout)]


def integrity(judges: Path, papers: Sequence[Path]) -> str:
    """What ooxml-integrity says where a paper is not clean; '' where all are."""
    done = subprocess.run(
        [judges / 'venv/bin/ooxml-integrity', 'check', *papers], capture_output=True, text=True, check=False
    )
    return done.stdout if done.returncode else ''


def sdk(judges: Path, papers: Iterable[Path]) -> list[tuple[str, str]]:
    """Errors of the Open XML SDK (Microsoft's own), one process a file."""
    (validator,) = (judges / 'node_modules/@xarsh').glob('ooxml-validator-*/ooxml-validator*')
    found = []
    for path in papers:
        done = subprocess.run([validator, path], capture_output=True, text=True, check=False)
        told = json.loads(done.stdout)
        found += [(path.name, one['description']) for one in told['errors']]
        assert told['ok'] == (not told['errors'])
    return found


def audit(papers: Iterable[Path]) -> list[tuple[str, str]]:
    """Errors of openxml-audit."""
    validator = OpenXmlValidator(file_format=FileFormat.OFFICE_2019)
    return [(path.name, one.description) for path in papers for one in validator.validate(path).errors]


def covering(papers: Iterable[Path]) -> list[Path]:
    """Few papers that show every element of all of them under, after and with whatever it stands."""
    facts = {path: _facts(path) for path in papers}
    seen: set[Fact] = set()
    chosen = []
    for path in sorted(facts, key=lambda one: (-len(facts[one]), one)):
        if facts[path] - seen:
            chosen.append(path)
            seen |= facts[path]
    return chosen


def _facts(path: Path) -> set[Fact]:
    found: set[Fact] = set()
    with zipfile.ZipFile(path) as package:
        for name in package.namelist():
            if name.endswith(('.xml', '.rels')):
                for node in etree.fromstring(package.read(name)).iter():
                    over, before = node.getparent(), node.getprevious()
                    around = (getattr(over, 'tag', None), getattr(before, 'tag', None))
                    found.add((name, *around, node.tag, *sorted(node.attrib)))
    return found
