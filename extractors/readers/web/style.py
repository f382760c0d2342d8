"""What a page's styles hide, and how its lists are numbered: the few CSS rules that change what is read.

Only the selectors of [CSS 2.1] §5 that pages of offices use are understood: tags, classes, ids and the
blank between them. A rule with any other selector is never a reason to hide something.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from extractors.readers.web.text import Element, Reason

_KEPT = ('display', 'visibility', 'list-style-type', 'text-decoration', 'mso-hide')
_MOST_CSS = 2 * 2**20
_MOST_ALIKE = 200
"""Rules for one class or tag beyond this are not looked at."""
_DECLARATION = re.compile(r'([\w-]+)\s*:\s*([^;]+)')
_INLINE = re.compile(r'display|visibility|mso-hide|line-through|-\d{3,}', re.IGNORECASE)
_OFF_PAGE = re.compile(r'(?:^|;)\s*(?:left|top|text-indent)\s*:\s*-\d{3,}', re.IGNORECASE)
_COMPOUND = re.compile(r'(?P<tag>[a-z][\w:-]*|\*)?(?P<rest>(?:[.#][\w-]+)*)', re.IGNORECASE)
_PART = re.compile(r'[.#][\w-]+')
_DYNAMIC = re.compile(r':(?:hover|focus|active|visited|target|checked|:|before|after)')
_NEITHER = re.compile(r'\[[^\]]*\]|::?[\w-]+(?:\([^)]*\))?')


class _Compound(NamedTuple):
    """A tag, id and classes that all have to fit."""

    tag: str | None
    id: str | None
    classes: frozenset[str]

    def fits(self, element: Element) -> bool:
        if not isinstance(element.tag, str) or self.tag not in (None, element.tag):
            return False
        if self.id is not None and element.get('id') != self.id:
            return False
        return not self.classes or self.classes.issubset((element.get('class') or '').split())


class _Rule(NamedTuple):
    """What a selector sets; only an exact one may hide."""

    parts: tuple[_Compound, ...]
    is_exact: bool
    rank: tuple[int, int, int]
    values: Mapping[str, str]


class Styles:
    """A page's rules, found by the last tag, class or id of their selectors."""

    def __init__(self, css: str) -> None:
        self._rules: dict[str, list[_Rule]] = defaultdict(list)
        for order, (selectors, body) in enumerate(_css_to_rules(css)):
            values = _declarations(body)
            if not values:
                continue
            for selector in selectors.split(','):
                rule = _selector_to_rule(selector.strip(), values, order)
                if rule is not None:
                    _add_rule(self._rules[_key(rule.parts[-1])], rule)

    def values(self, element: Element) -> dict[str, str]:
        """The values of `_KEPT` that hold for an element by its own style and the rules that fit it."""
        inline = element.get('style') or ''
        found: dict[str, str] = {}
        if self._rules:
            for rule in sorted(self._fitting(element), key=lambda rule: rule.rank):
                shown = {
                    name: value for name, value in rule.values.items() if rule.is_exact or not _hides(value)
                }
                found.update(shown)
        if _INLINE.search(inline) or 'list-style' in inline:
            found.update(_declarations(inline))
        return found

    def _fitting(self, element: Element) -> Iterator[_Rule]:
        names = [f'.{name}' for name in (element.get('class') or '').split()]
        for key in (element.tag, f'#{element.get("id")}', *dict.fromkeys(names)):
            for rule in self._rules.get(key, ()):
                if rule.parts[-1].fits(element) and _ancestors_fit(element, rule.parts[:-1]):
                    yield rule


def _add_rule(rules: list[_Rule], rule: _Rule) -> None:
    """Add a rule; saved pages repeat the same one thousands of times."""
    if rules and rules[-1].parts == rule.parts:
        rules[-1] = rule._replace(values={**rules[-1].values, **rule.values})
    elif len(rules) < _MOST_ALIKE:
        rules.append(rule)


def hidden_reason(element: Element, styles: Styles) -> Reason | None:
    """Why a browser does not show an element's content, or None: it is shown."""
    if element.tag in ('del', 's', 'strike'):
        return Reason.STRUCK
    if element.get('hidden') is not None or (element.tag == 'dialog' and element.get('open') is None):
        return Reason.GONE
    values = styles.values(element)
    if values.get('display') == 'none' or values.get('mso-hide') == 'all':
        return Reason.GONE
    if values.get('visibility') in ('hidden', 'collapse'):
        is_row = element.tag == 'tr' and values['visibility'] == 'collapse'
        return Reason.GONE if is_row else Reason.BLANK
    if 'line-through' in values.get('text-decoration', ''):
        return Reason.STRUCK
    inline = element.get('style') or ''
    return Reason.BLANK if '-' in inline and _OFF_PAGE.search(inline) and 'hanging' not in inline else None


def _css_to_rules(css: str) -> Iterator[tuple[str, str]]:
    """Selectors and declarations in order; what stands in @media and other at-rules is left out."""
    css = _without_comments(css[:_MOST_CSS])
    depth = at = 0
    selector = ''
    skipped = 0
    for brace in re.finditer(r'[{}]', css):
        if brace.group() == '{':
            if depth == skipped:
                selector = css[at : brace.start()].rpartition(';')[2].strip()
                skipped += selector.startswith('@')
            depth += 1
        elif depth:
            depth -= 1
            if depth < skipped:
                skipped = depth
            elif depth == skipped == 0:
                yield selector, css[at : brace.start()]
        at = brace.end()


def _without_comments(css: str) -> str:
    kept = []
    at = 0
    while (start := css.find('/*', at)) >= 0:
        kept.append(css[at:start])
        end = css.find('*/', start + 2)
        if end < 0:
            return ''.join(kept)
        at = end + 2
    kept.append(css[at:])
    return ''.join(kept).replace('<!--', '').replace('-->', '')


def _declarations(body: str) -> dict[str, str]:
    found = {}
    for name, value in _DECLARATION.findall(body):
        kind = 'list-style-type' if name.lower() == 'list-style' else name.lower()
        kind = 'text-decoration' if kind == 'text-decoration-line' else kind
        if kind in _KEPT:
            found[kind] = value.replace('!important', '').strip().lower()
    return found


def _hides(value: str) -> bool:
    return value in ('none', 'hidden', 'collapse', 'all') or 'line-through' in value


def _selector_to_rule(selector: str, values: Mapping[str, str], order: int) -> _Rule | None:
    """A rule, or None for what holds only under the mouse or cannot be told from its last part."""
    if _DYNAMIC.search(selector):
        return None
    plain = _NEITHER.sub('', selector)
    is_exact = plain == selector and not re.search(r'[>+~]', plain)
    words = re.split(r'[\s>+~]+', plain) if is_exact else re.split(r'[\s>+~]+', plain)[-1:]
    parts = tuple(_compound(word) for word in words)
    if not parts or None in parts or _key(parts[-1]) == '':
        return None
    known = tuple(part for part in parts if part is not None)
    ids = sum(part.id is not None for part in known)
    classes = sum(len(part.classes) for part in known)
    return _Rule(known, is_exact, (ids, classes + (not is_exact), order), values)


def _compound(word: str) -> _Compound | None:
    match = _COMPOUND.fullmatch(word)
    if match is None or not word:
        return None
    parts = _PART.findall(match['rest'])
    tag = (match['tag'] or '').lower()
    ids = [part[1:] for part in parts if part[0] == '#']
    classes = frozenset(part[1:] for part in parts if part[0] == '.')
    return _Compound(tag if tag not in ('', '*') else None, ids[0] if ids else None, classes)


def _key(compound: _Compound | None) -> str:
    """Under what a rule is kept: its id, one of its classes or its tag; '' for none."""
    if compound is None:
        return ''
    if compound.id is not None:
        return f'#{compound.id}'
    return f'.{min(compound.classes)}' if compound.classes else compound.tag or ''


def _ancestors_fit(element: Element, parts: tuple[_Compound, ...]) -> bool:
    wanted = list(parts)
    ancestors: Iterable[Element] = element.iterancestors() if wanted else ()
    for ancestor in ancestors:
        if wanted[-1].fits(ancestor):
            wanted.pop()
            if not wanted:
                return True
    return not wanted
