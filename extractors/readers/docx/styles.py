"""Paragraph and character styles, as far as they number, hide or strike out text."""

from __future__ import annotations

from dataclasses import dataclass, field

from extractors.readers.docx.names import DSTRIKE, RPR, STRIKE, STYLE, VANISH, Element, W, is_on, value


@dataclass(frozen=True, slots=True)
class Styles:
    """Style elements by id, looked into only where a paragraph uses them; default is the paragraph's.

    switching tells whether any style hides or strikes out text, switched what was looked up before.
    """

    elements: dict[str, Element] = field(default_factory=dict)
    default: str | None = None
    switching: bool = False
    switched: dict[tuple[str, str], bool] = field(default_factory=dict)


def open_styles(styles: Element | None) -> Styles:
    """The styles part, or None where the package has none."""
    if styles is None:
        return Styles()
    elements = {each.get(W + 'styleId') or '': each for each in styles.findall(STYLE)}
    defaults = (name for name, each in elements.items() if _is_default(each))
    switching = next(styles.iter(VANISH, STRIKE, DSTRIKE), None) is not None
    return Styles(elements, next(defaults, None), switching)


def style_chain(name: str | None, styles: Styles) -> tuple[str, ...]:
    """A style and those it is based on, nearest first; () for one that is not defined."""
    chain: list[str] = []
    while name is not None and name in styles.elements and name not in chain:
        chain.append(name)
        name = value(styles.elements[name], W + 'basedOn')
    return tuple(chain)


def is_switched_on(switch: str, name: str, styles: Styles) -> bool:
    """Whether text in this style is hidden or struck out, by itself or by a style it is based on."""
    if (switch, name) not in styles.switched:
        given = [is_on(styles.elements[each].find(RPR), switch) for each in style_chain(name, styles)]
        styles.switched[switch, name] = next((each for each in given if each is not None), False)
    return styles.switched[switch, name]


def _is_default(style: Element) -> bool:
    return style.get(W + 'default') in ('1', 'true', 'on') and style.get(W + 'type') == 'paragraph'
