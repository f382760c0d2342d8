"""Who answers for a task where the paper says it by a label, a bracket or a heading, not in the sentence."""

from __future__ import annotations

import re

_LABEL = re.compile(
    r'(?:责任|牵头|主办|承办|主责|主管|实施|落实)(?:单位|部门|主体|机关|科室|处室)(?:及责任人)?\s*[:：]\s*'
    r'(?P<who>[^；;。\n]{2,80}?)\s*(?=[；;。）)\n]|[，,、\s]*(?:配合|协办|协助|责任人|责任领导|完成|时限|整改)|$)'
)
_BRACKET = re.compile(
    r'[（(]\s*(?P<who>[\u4e00-\u9fff、]{2,40}?)(?:共同|按职责分工)?(?:牵头|负责)(?=[，,；;。、）)])'
)
_TAIL = re.compile(
    r'[（(]?\s*(?:责任|牵头|主办|承办|主责|实施|落实|配合|协办|协助)(?:单位|部门|主体|机关|科室|处室|领导|人)(?:及责任人)?\s*[:：]'
    r'|[（(]?\s*(?:完成|整改|办结|落实|推进)?(?:时限|时间|期限)(?:要求)?\s*[:：]'
)
_INSIDE = re.compile(r'[（(][^（）()]*[）)]')
_SPARE = re.compile(r'[，,、；;。\s]+$')
_DUTIES = re.compile(r'(?:的)?(?:主要|工作|具体)?(?:职责|责任|任务)(?:分工|清单|任务)?$')
_BEGINS = re.compile(
    r'各|有关|[省市县区州镇乡](?!场|容|内|域)|街道|国家|全国|业务主管|行业主管|主管|登记|承办|主办|牵头|责任|派[出驻]|成员|监管|社会组织'
)
_ENDS = re.compile(
    r'(?:[局委厅办部院会]|政府|党委|党组|办公室|管委会|委员会|部门|机关|单位|机构|中心|街道|乡镇|组织|小组)$'
)
_NO_BODY = re.compile(
    r'[，。；：,;:\d]|的|加强|完善|健全|建立|组建|成立|规范|推进|做好|开展|参[评会加训]|申报|对象|联系'
)
_LONGEST = 40


def responsible_subject(sentence: str) -> str | None:
    """The body that a label or a bracket after an act makes responsible, 牵头 before 配合.

    >>> responsible_subject('制定清单。（责任单位：示例市民政局；完成时限：4月底）')
    '示例市民政局'
    """
    plain = sentence if '：' in sentence or ':' in sentence else ''
    labelled = _LABEL.search(_masked(plain)) if '单位' in plain or '部门' in plain or '主' in plain else None
    if labelled:
        return _SPARE.sub('', plain[labelled.start('who') : labelled.end('who')]) or None
    found = _BRACKET.search(sentence) if '牵头' in sentence or '负责' in sentence else None
    return found['who'] if found else None


def is_tail(text: str) -> bool:
    """Whether a text only goes on with who answers for the task above it, or by when (完成时限：6月底前)."""
    return len(text) < 200 and _TAIL.match(text) is not None


def tail_start(text: str) -> int | None:
    """Where in a task its label of body or time begins; None where it has none."""
    found = _TAIL.search(text)
    return found.start() if found else None


def heading_subject(phrase: str) -> str | None:
    """The body that a heading or a line of its own is: 市民政局, 业务主管单位职责; None for a topic.

    >>> heading_subject('业务主管单位职责')
    '业务主管单位'
    """
    whole = phrase.strip().rstrip('：:')
    name = _DUTIES.sub('', whole)
    bare = _INSIDE.sub('', name)
    if not 2 <= len(name) <= _LONGEST or _NO_BODY.search(bare) or not _ENDS.search(bare):
        return None
    return name if name != whole or _BEGINS.match(bare) else None


def _masked(text: str) -> str:
    """The text as long as it was, its inner brackets without marks: 各县（市、区） is one name."""
    return _INSIDE.sub(
        lambda found: found.group() if _TAIL.match(found.group()) else '■' * len(found.group()), text
    )
