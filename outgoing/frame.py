"""Head and foot of a paper: the tags that a name it goes out under fills, whatever the paper says.

The tags, all of them known to scripts/template_pieces.py (optional ones are there only where they say
something, and a template without one that is there is refused):

mark            发文机关标志: the name, in 文件格式 with 文件 after it; of a joint paper the lead's
marks           optional: the names of a joint paper in 文件格式 without 文件, lead first (7.2.4)
number, date    发文字号 and 成文日期 left open: '示民函〔2026〕　号', '2026年　月　日' (条例 25(二))
issuing         署名: the name in full; of a joint paper the lead's
signatures      optional: a joint paper's names as lines of one to three, in order (7.3.5.1)
seal_note       optional: whose seal it bears where that is not our own, '（示例市民政局代章）'
signers         optional: 签发人 by name in the order of their bodies; where missing it stays open
cc, moved_to    抄送 and 主送 of the 版记, lists that may be empty; the second optional
printed_by, print_date  印发机关 and 印发日期, the latter open; a letter has neither (10.1)
contact         optional: lines of the 附注, given by the caller with its figures marked
copy_number, classification, urgency  optional, given by the caller: 份号, 密级, 紧急程度
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from model.office import CoIssuer, IssuingName
from outgoing.draft import DocType

LETTERS = frozenset(('letter',))
"""Kinds of paper in 信函格式; every other numbered one is in 文件格式."""
UNNUMBERED = frozenset(('comments', 'list'))

_CLASS_WORDS = {
    'letter': "函", 'circular': "通", 'notice': "通", 'report': "报", 'correction': "通",
}  # fmt: skip
_HAS_CLASS_WORD = re.compile(r'(?:函|通|报|发|字|请|规|复|令|电)$')
_IN_A_THIRD, _IN_A_HALF = 9, 14  # characters of 三号 that fit a line of three names, of two
_NAMED_IN_TITLES = 3


def frame(
    issuing: IssuingName,
    doc_type: DocType,
    year: int,
    *,
    letter: bool | None = None,
    cc: Sequence[str] = (),
    moved_to: Sequence[str] = (),
    signers: Sequence[str] = (),
) -> dict[str, Any]:
    """The tags of head and foot for a paper of this kind and year that goes out under this name.

    letter: whether it is in 信函格式, by default as its kind is (LETTERS). moved_to: 主送 that are too many
    for the first page; the caller then leaves out recipient. Comments and lists get no mark and number.
    """
    as_letter = doc_type in LETTERS if letter is None else letter
    tags: dict[str, Any] = {'issuing': issuing.name, 'date': open_date(year), **signature(issuing)}
    if doc_type in UNNUMBERED:
        return tags
    tags |= {'mark': mark(issuing, letter=as_letter), 'number': open_number(issuing, doc_type, year)}
    if issuing.joint_with and not as_letter:
        tags['marks'] = tuple(_plain(one.mark or one.name) for one in bodies(issuing))
    if not as_letter:
        tags |= {'printed_by': issuing.printed_by, 'print_date': open_date(year), 'cc': tuple(cc)}
    given = {'cc': tuple(cc), 'moved_to': tuple(moved_to), 'signers': tuple(signers)}
    return tags | {name: value for name, value in given.items() if value}


def bodies(issuing: IssuingName) -> tuple[CoIssuer, ...]:
    """Who issues the paper, the lead first."""
    return (CoIssuer(issuing.name, issuing.mark, issuing.seal), *issuing.joint_with)


def signature(issuing: IssuingName) -> dict[str, Any]:
    """The optional tags of the signature: signatures of a joint paper, seal_note under another's seal."""
    if not issuing.joint_with:
        note = _seal_note(bodies(issuing)[0])
        return {'seal_note': note} if note else {}
    return {'signatures': tuple(_lines(bodies(issuing)))}


def _seal_note(body: CoIssuer) -> str:
    return f"（{body.seal}代章）" if body.seal and body.seal != body.name else ''


def _lines(names: Sequence[CoIssuer]) -> Iterator[tuple[str, ...]]:
    """As many names to a line as fit, and lines as even as can be: four stand two by two."""
    texts = [f'{one.name}\n{_seal_note(one)}'.strip() for one in names]
    longest = max(len(line) for text in texts for line in text.split('\n'))
    most = 3 if longest <= _IN_A_THIRD else 2 if longest <= _IN_A_HALF else 1
    count = -(-len(texts) // most)
    size = -(-len(texts) // count)
    for start in range(0, len(texts), size):
        yield tuple(texts[start : start + size])


def title_names(issuing: IssuingName) -> tuple[str, ...]:
    """The bodies as a title begins with them, in pieces that are not torn; more than three: 甲局等5部门."""
    names = [body.name for body in bodies(issuing)]
    if len(names) > _NAMED_IN_TITLES:
        return (f"{names[0]}等{len(names)}部门",)
    return (*(f'{name} ' for name in names[:-1]), names[-1])


def mark(issuing: IssuingName, *, letter: bool) -> str:
    """发文机关标志: a letter's is the name alone, any other ends in 文件 (7.2.4, 10.1)."""
    name = _plain(issuing.mark)
    return name if letter else name + "文件"


def _plain(name: str) -> str:
    return name.removesuffix("文件")


def open_number(issuing: IssuingName, doc_type: DocType, year: int) -> str:
    """发文字号 without its serial, '示民党函〔2026〕　号': it is given at registration (条例 25(二)).

    An organ code that ends in no class word (函, 发, 报 …) gets the one of the kind of paper, whoever issues
    it: 示社党办 of a letter is 示社党办函; a 批复 bears it as it is set, a joint
    paper the lead's (7.2.5).
    """
    code = issuing.organ_code
    word = '' if _HAS_CLASS_WORD.search(code) else _CLASS_WORDS.get(doc_type, '')
    return f"{code}{word}〔{year}〕　号"


def suits(issuing: IssuingName, doc_type: DocType) -> bool:
    """Whether a paper of this kind may bear the organ code: its class word, if any, is not another kind's."""
    found = _HAS_CLASS_WORD.search(issuing.organ_code)
    if found is None:
        return True
    if doc_type in LETTERS:
        return found[0] == "函"
    return found[0] in {_CLASS_WORDS.get(doc_type, "复"), *"发字"}


def open_date(year: int) -> str:
    """成文日期 left open, '2026年　月　日': it is the day of signing, of a joint paper the last one's."""
    return f"{year}年　月　日"
