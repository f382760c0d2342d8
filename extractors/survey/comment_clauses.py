"""The clauses of a comment: places with nothing to say fall away, proposals on several places stand apart."""

from __future__ import annotations

import re

from extractors.survey.comment_words import ARTICLE, says_none, suggests

_CUT = re.compile('(?<=[，,。；;])')
_OPEN, _CLOSE = '“‘《〈（(「『', '”’》〉）)」』'
_AGREED = re.compile('(?<!不)(?<!不予)(?<!不能)(?<!难以)(?:同意|赞同|认可)')
_BUT = re.compile(r'\s*(?:但|不过|只是|然而|仅)')
_ENDS = ' ，,。；;\n'
_ANEW = re.compile(
    rf'\s*(?:同时|另外|此外|并且?|另|其次|再次)?[，,]?(?:对于?|关于|针对|建议|在|将|把|删除)*(?P<place>{ARTICLE.pattern})'
)
_ASIDE = re.compile(
    rf'\s*(?:与|和|同|按照?|根据|依据|参照|因|鉴于|由于|如|见|即|相应地?)(?:{ARTICLE.pattern})'
)


def without_agreed(text: str) -> str:
    """A comment without the clauses that say of a place that nothing is to change there.

    >>> without_agreed('对第一条、第三条没有意见，对第四条建议明确来源。')
    '对第四条建议明确来源。'
    """
    clauses = _clauses(text)
    kept = [
        clause
        for clause, following in zip(clauses, [*clauses, ''][1:], strict=True)
        if not _is_agreed(clause) or _BUT.match(following)
    ]
    return ''.join(kept).strip() if len(kept) < len(clauses) else text


def split_by_place(text: str) -> list[str]:
    """The proposals of one sentence, each with the place it is about; a reason stays with its proposal.

    >>> split_by_place('第三条建议增加期限，第五条建议删除后半句，过于笼统。')
    ['第三条建议增加期限', '第五条建议删除后半句，过于笼统。']
    """
    parts: list[str] = []
    for clause in _clauses(text):
        if parts and _is_another(clause, parts[-1]):
            parts.append(clause)
        elif parts:
            parts[-1] += clause
        else:
            parts.append(clause)
    return [part.strip(' ，,；;') for part in parts[:-1]] + parts[-1:]


def _is_another(clause: str, before: str) -> bool:
    """Whether a clause proposes something on a place that the proposal before it does not name."""
    found = None if _ASIDE.match(clause) else _ANEW.match(clause)
    if found is None or not suggests(clause):
        return False
    return suggests(before) and ARTICLE.search(before) is not None and found['place'] not in before


def _is_agreed(clause: str) -> bool:
    """Whether a clause names a place and says no more than that it may stand."""
    bare = clause.strip(_ENDS)
    if not ARTICLE.search(bare) or suggests(bare):
        return False
    tail = re.sub('的$', '', bare)
    none = says_none(bare) and re.search('(?:意见|建议|异议)$', tail)
    return bool(none or _AGREED.search(bare))


def _clauses(text: str) -> list[str]:
    """A text cut behind its commas and stops, never inside quotation marks or brackets."""
    clauses: list[str] = []
    depth = 0
    for piece in _CUT.split(text):
        if clauses and depth > 0:
            clauses[-1] += piece
        elif piece:
            clauses.append(piece)
        depth = max(0, depth + sum(map(piece.count, _OPEN)) - sum(map(piece.count, _CLOSE)))
    return clauses
