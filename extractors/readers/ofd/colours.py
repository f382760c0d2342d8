"""Colours of OFD: values as they are written, and how light they look."""

from __future__ import annotations

from extractors.readers.ofd.package import Element, floats

Colour = tuple[int, int, int, int]
"""Red, green, blue and opacity, each to 255."""

BLACK: Colour = (0, 0, 0, 255)
CLEAR: Colour = (0, 0, 0, 0)


def value_to_colour(said: Element) -> Colour | None:
    """A colour; of a shading its first one, of a pattern none."""
    if said.get('Value') is None:
        inner = next((each for each in said.iter() if isinstance(each.tag, str) and each.get('Value')), None)
        return None if inner is None else value_to_colour(inner)
    words = said.get('Value').split()
    numbers = [float(int(word[1:], 16)) if _is_hex(word) else (floats(word) or [0.0])[0] for word in words]
    parts = [round(min(max(number, 0), 255)) for number in numbers]
    alpha = round((floats(said.get('Alpha')) or [255.0])[0])
    if len(parts) == 4:
        parts = [(255 - part) * (255 - parts[3]) // 255 for part in parts[:3]]
    elif len(parts) == 1:
        parts *= 3
    return (parts[0], parts[1], parts[2], min(max(alpha, 0), 255)) if len(parts) == 3 else None


def _is_hex(word: str) -> bool:
    return (
        word.startswith('#')
        and 1 < len(word) <= 3
        and all(each in '0123456789abcdefABCDEF' for each in word[1:])
    )


def lightness(colour: Colour, ground: float = 255.0) -> float:
    """How light a colour looks on a ground, 0 to 255."""
    red, green, blue, opacity = colour
    light = 0.299 * red + 0.587 * green + 0.114 * blue
    return ground + (light - ground) * opacity / 255
