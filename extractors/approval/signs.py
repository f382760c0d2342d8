"""Whether a paper is a 批复 (or a request) of the kinds read here, by its title or its last words."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.approval.sentences import blotted

_BRANCH = '支部|总支|党委|党组织'
_ACT = (
    '成立|建立|组建|设立|筹建|筹备|撤销|撤消|更名|改建|改设|升格|变更|换届|选举|任职|任免|组成|班子|增补|补选'
)
_REGISTRATION = (
    r'(?:名称|变更|注销|撤销|合并|分立|成立|业务主管单位|法人)[^，。；]{0,40}登记'
    r'|登记[^，。；]{0,12}(?:变更|注销|撤销)|更名|迁[入出]|变更业务主管单位|业务主管单位变更|吸收合并|同意合并|分立'
)
_YES = '(?:不予?|暂不|原则)?(?:同意|批准|准予|核准)|不予'
_ABOUT_BRANCH = re.compile(
    rf'(?:{_ACT}).*(?:{_BRANCH})|(?:{_BRANCH}).*(?:{_ACT}|书记[^，]{{0,8}}(?:任|人选|职务))|任[^，]{{0,30}}(?:{_BRANCH})[^，]{{0,6}}(?:书记|委员)'
)
_ABOUT_REGISTRATION = re.compile(_REGISTRATION)
_REPLY = re.compile(r'(?<![请予])批复(?:[（(][^（）()]*[)）])?[”"]?$')
_LETTER = re.compile(rf'关于(?:{_YES}).*(?:复函|函|答复|决定|意见)$')
_DECISION = re.compile(
    r'(?:准予|不予)?[^，。；]{0,40}(?:登记|行政许可|行政处罚)[^，。；告拟]{0,14}(?:决定书|通知书)$|行政(?:许可|处罚)决定书?$'
)
_REQUEST = re.compile(r'(?:请示|申请|申请书|申请报告)$')
_ASKING_REPORT = re.compile(r'关于(?:申请|要求|请求|拟|恳请).*报告$')
_LAST_WORDS = re.compile(r'此复|特此批复|批复如下')
_GRANTED = re.compile(
    rf'(?:同意|批准|准予)[^。；]{{0,60}}(?:成立|建立|组建|设立|筹建|撤销|更名)[^。；]{{0,80}}(?:{_BRANCH})'
)
_DECIDES = re.compile(
    r'(?:成立|建立|组建|设立|撤销|撤消)中(?:国共产党|共)[^，。；]{2,60}(?:支部|总支|委员会|党委)'
    rf'|(?:同意|批准|准予)[^，。；]{{0,60}}(?:{_BRANCH}|登记)'
    r'|(?:撤销|注销)[^，。；]{0,60}登记的(?:公告|决定|通告)|行政处罚'
)
_WORK = re.compile('开展|做好|加强|办理|规范|拟|告知|印发|转发|征求|工作|培训|专项|听证|申请')
_MOST_LINES, _HEAD_LINES = 4, 14


def is_approval_paper(lines: Sequence[str]) -> bool:
    """Whether lines (head first, blanks allowed) are those of a 批复 or decision read here.

    A 批复 about anything else (money, land) is none, and no 通知 or 公告 ever is.

    >>> is_approval_paper(['示例市民政局党组', '关于同意成立中共示例协会支部委员会的批复'])
    True
    """
    for title in _titles(lines):
        if _REPLY.search(title):
            about = _ABOUT_BRANCH.search(title) or _ABOUT_REGISTRATION.search(title)
            return bool(about) or _is_granting(lines)
        if _LETTER.search(title):
            return bool(_ABOUT_BRANCH.search(title) or _ABOUT_REGISTRATION.search(title))
        if _DECISION.search(title):
            return True
    return False


def may_tell(title: str | None) -> bool:
    """Whether a notice's title decides as a 批复 does: 关于成立中共…支部委员会的通知, 关于准予…登记的公告."""
    text = blotted(''.join((title or '').split()))
    return bool(_DECIDES.search(text)) and not _WORK.search(text)


def has_last_words(lines: Sequence[str]) -> bool:
    """Whether a paper without a title grants a Party organisation and ends in 此复."""
    return any(_LAST_WORDS.search(line) for line in lines) and _is_granting(lines)


def _is_granting(lines: Sequence[str]) -> bool:
    return any(_GRANTED.search(blotted(''.join(line.split()))) for line in lines)


def is_branch_request(lines: Sequence[str]) -> bool:
    """Whether a title asks for a Party organisation: 关于成立党支部的请示, …的申请."""
    return any(
        (_REQUEST.search(title) or _ASKING_REPORT.search(title)) and _ABOUT_BRANCH.search(title)
        for title in _titles(lines)
    )


def _titles(lines: Sequence[str]) -> list[str]:
    """What may be a title: each line of the head, and up to four together, without what they cite."""
    found: list[str] = []
    head = [''.join(line.split()) for line in lines[:_HEAD_LINES]]
    for start in range(len(head)):
        joined = ''
        for line in head[start : start + _MOST_LINES]:
            joined += line
            if len(joined) > 160 or re.search(r'[。；;]|特此', joined) or joined.startswith(('附件', '抄送')):
                break
            found.append(blotted(joined))
    return found
