"""署名 and 成文日期 in their four ways: one seal, several, a signature stamp, none (7.3.5)."""

from __future__ import annotations

from typing import Any

from scripts import template_geometry as g
from scripts.template_styles import indent, spacing
from scripts.template_xml import cell, paragraph, row, table, when

_SIXTH = g.TEXT_WIDTH // 6
_THIRDS, _HALVES = 2, 3  # how many of the six columns a name takes in a line of three, of two


def signed() -> str:
    """署名 and 成文日期 of a paper that bears a seal, or several (7.3.5.1).

    Tags: issuing, date; optional seal_note (the seal's name in brackets where another's seal stands for
    ours, 代章) and signatures, for a joint paper its lines of one to three names, the last line's last
    name over the date.
    """
    fits = f'issuing|length <= {g.SIGNED_CHARS}'
    edge = {'indent': indent(left=0, right=0), 'jc': 'right'}  # without one the style's own would hold
    name, note = (
        when(fits, paragraph(style, text)) + when(f'not ({fits})', paragraph(style, text, **edge))
        for style, text in (('GwSigned', '{{ issuing }}'), ('GwSealNote', '{{ seal_note }}'))
    )
    one = name + when('seal_note is defined', note) + paragraph('GwDate', '{{ date }}')
    return when('signatures is defined', _joint()) + when('signatures is not defined', one)


def _joint() -> str:
    """A grid of six columns: the first seals within a line of the body, lines a seal apart, none touching."""
    three = _line(_THIRDS, [f'{{{{ names[{place}] }}}}' for place in range(3)])
    two = _line(_HALVES, [f'{{{{ names[{place}] }}}}' for place in range(2)])
    alone = _whole(paragraph('GwSigned', '{{ names[0] }}'))
    apart = _tag('if not loop.first') + _whole(paragraph('GwJoint', spacing=spacing(0, 0, g.SEAL_GAP)))
    close = {'spacing': spacing()}
    dated = _line(_THIRDS, ['', '', '{{ date }}'], **close)
    halved = _line(_HALVES, ['', '{{ date }}'], **close)
    plain = _whole(paragraph('GwDate', '{{ date }}'))
    rows = (
        _tag('for names in signatures'), apart, _tag('endif'), _chosen('names', three, two, alone),
        _tag('endfor'), _chosen('signatures[-1]', dated, halved, plain),
    )  # fmt: skip
    return table((_SIXTH,) * 6, ''.join(rows))


def _whole(content: str) -> str:
    return row(cell(_SIXTH * 6, content, span=6))


def _tag(words: str) -> str:
    return _whole(paragraph('GwCell', f'{{%tr {words} %}}'))


def _chosen(names: str, three: str, two: str, alone: str) -> str:
    return (
        _tag(f'if {names}|length > 2') + three + _tag(f'elif {names}|length > 1') + two
        + _tag('else') + alone + _tag('endif')
    )  # fmt: skip


def _line(span: int, texts: list[str], **changes: Any) -> str:
    width = _SIXTH * span
    return row(
        *(
            cell(width, paragraph('GwJoint', *filter(None, [text]), **changes), span=span, top=True)
            for text in texts
        )
    )


def unsealed_signed() -> str:
    """署名 and 成文日期 of a paper without a seal (7.3.5.2): the date begins two characters after the name.

    The name ends two characters from the edge, the date where it is the longer. Tags: issuing, date.
    """
    stops = r'\t' * g.LADDER
    start = f"{{{{ '{stops}'[[issuing|length, 9]|max:] }}}}"
    below = f"{{{{ '{stops}{stops[:4]}'[[issuing|length, 9]|max:] }}}}"
    return paragraph('GwUnsealed', start + '{{ issuing }}') + paragraph(
        'GwUnsealedDate', below + '{{ date }}'
    )


def signature_stamped() -> str:
    """职务, room for the 签名章 and 成文日期 (7.3.5.3). Tags: signer_post, date."""
    return paragraph('GwStamped', '{{ signer_post }}') + paragraph('GwStampedDate', '{{ date }}')
