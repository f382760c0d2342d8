"""The words of comments on a draft: where in it, its own words, what they should become, and why."""

from __future__ import annotations

import re
from typing import NamedTuple

_HAN = '一二三四五六七八九十百零〇两'
ARTICLE = re.compile(
    rf'第[{_HAN}\d]+(?:部分|[章节条款项点段页])(?:(?:之[{_HAN}]|第?[{_HAN}\d]+(?:部分|[章节条款项点段行])|[（(][{_HAN}\d]+[）)])*)'
    rf'|附件\d*'
)
_PART_NAMED = re.compile(r'[“"](?P<name>[^”"]{2,40})[”"](?:这?一?)?(?:部分|章|节|条|项)')
_NUMBER = re.compile(
    rf'^(?P<number>[{_HAN}]{{1,3}}(?=、)|[（(][{_HAN}\d]{{1,3}}[）)]|\d{{1,3}}(?=[.．、](?!\d)))'
)
_QUOTED = r'[“"「『](?P<{}>.{{1,400}}?)[”"」』]'
_BECOME = r'(?:修改为|调整为|更改为|修订为|完善为|表述为|明确为|统一为|规范为|替换为|改为|改成|变更为|换成)'
_INTO = re.compile(
    rf'{_QUOTED.format("old")}(?:[一这]?(?:句|段|处|语|词|内容|表述|字样|字))?(?:[的中里]?(?:表述|内容))?'
    rf'[，,。；;\s]{{0,2}}(?:我[们局委会单位]*)?(?:建议|拟)?{_BECOME}[：:]?\s*{_QUOTED.format("new")}',
    re.DOTALL,
)
_INTO_BARE = re.compile(
    rf'{_QUOTED.format("old")}[^“”"。]{{0,12}}{_BECOME}[：:]?(?P<new>[^“”"，。；]{{1,120}})'
)
_DELETE = re.compile(rf'(?:删除|删去|删掉|去掉|取消)(?:[^“”"。；]{{0,12}})?{_QUOTED.format("old")}')
_DELETED = re.compile(rf'{_QUOTED.format("old")}[^“”"。；]{{0,10}}(?:删除|删去|删掉|去掉)')
_ADD = re.compile(
    rf'(?:在)?{_QUOTED.format("old")}[^“”"。；]{{0,10}}[之以]?[后前](?:面)?[，,]?(?:建议)?(?:增加|补充|添加|加上|加入|增写)'
    rf'[^“”"。；：:]{{0,8}}[：:]?{_QUOTED.format("new")}'
)
_FROM_LABEL = r'(?:原文|原条文|原表述|原句|原内容|原稿|现表述|征求意见稿)(?:内容|表述)?(?:为|是)?[：:]'
_TO_LABEL = (
    r'(?:建议)?(?:修改意见|修改建议|修改后|修改为|修改|改为|建议|意见)'
    r'(?:内容|表述)?(?:为|是)?[：:]'
)
_WHY_LABEL = (
    r'(?:修改|调整|删除|增加)?(?:的)?(?:理由|原因|依据|说明)(?:及依据|和依据|是|如下)?[：:]'
    r'|(?:主要)?(?:考虑|理由是|原因是|因为)'
)
_LABELLED = re.compile(rf'(?P<from>{_FROM_LABEL})|(?P<why>{_WHY_LABEL})|(?P<to>{_TO_LABEL})')
_NONE = re.compile(
    r'(?:无|没有|暂无|均无)(?:其他|其它|不同|任何|新的|补充)?(?:的)?(?:修改|反馈|补充|不同)?(?:的)?'
    r'(?:意见|建议|异议)(?:[和、与及或]?(?:修改)?(?:意见|建议))?'
    r'|(?:同意|赞同|原则同意)(?:[^，。；]{0,60})?(?:征求意见稿|文件|文稿|稿|内容|意见)'
)
_ELSE = re.compile(r'(?:其他|其它|其余)[^。；]{0,10}(?:无|没有)|(?:无|没有)(?:其他|其它)')
_SUGGESTS = re.compile(
    r'建议|修改为|改为|调整为|删除|删去|增加|补充|明确|完善|细化|应当?(?:写|加|明|改|删|列)|可否|能否|是否(?:可|应|能|需)|希望|有待|不够|过高|过低|表述不'
)


class Worded(NamedTuple):
    """One comment's words; None for what it does not say."""

    article: str | None
    original: str | None
    suggestion: str
    reason: str | None


def text_to_article(text: str) -> str | None:
    """The place in the draft that a comment names: '第三条第二款', '“组织保障”部分', or None."""
    found = ARTICLE.search(text)
    if found:
        return found[0]
    named = _PART_NAMED.search(text)
    return named[0].translate(str.maketrans('"', '“')) if named else None


def text_to_number(text: str) -> str | None:
    """The number a paragraph of the draft begins with, as an article: '第三条', '三', '（二）', '4'."""
    squeezed = text.strip()
    article = re.match(rf'第[{_HAN}\d]+[条章节]', squeezed)
    if article:
        return article[0]
    found = _NUMBER.match(squeezed)
    return found['number'] if found else None


def says_none(text: str) -> bool:
    """Whether a text says that there are no comments at all ('无修改意见'); '其他无意见' does not."""
    squeezed = ''.join(text.split())
    return bool(_NONE.search(_ELSE.sub('', squeezed)))


def suggests(text: str) -> bool:
    """Whether a text proposes a change."""
    return bool(_SUGGESTS.search(_NONE.sub('', text)))


def text_to_worded(text: str) -> Worded:
    """A comment's article, the draft's own words, what they should become, and the reason."""
    body, reason = _split_reason(text.strip())
    article = text_to_article(body.split('“')[0].split('"')[0]) or text_to_article(body)
    original, suggestion = _labelled(body)
    if suggestion is None:
        original, suggestion = _changed(body)
    return Worded(article, original, suggestion or body, reason)


def _split_reason(text: str) -> tuple[str, str | None]:
    """A comment without its reason, and the reason; words in the draft's quotation marks are no label."""
    for found in re.finditer(_WHY_LABEL, text):
        before = text[: found.start()]
        if before.strip() and before.count('“') == before.count('”'):
            reason = text[found.end() :].strip(' ，,。；;\n')
            return before.rstrip(' ，,；;（(\n'), reason.rstrip('）)') or None
    return text, None


def _labelled(text: str) -> tuple[str | None, str | None]:
    """'原文：… 修改为：…' in its parts; (None, None) where it is not written so."""
    marks = [found for found in _LABELLED.finditer(text) if found.lastgroup in ('from', 'to')]
    if not any(mark.lastgroup == 'from' for mark in marks):
        return None, None
    parts: dict[str, str] = {}
    for mark, following in zip(marks, [*marks[1:], None], strict=True):
        end = following.start() if following else len(text)
        parts.setdefault(mark.lastgroup or '', text[mark.end() : end].strip(' ，,。；;\n“”"'))
    return parts.get('from') or None, parts.get('to') or None


def _changed(text: str) -> tuple[str | None, str | None]:
    """What is quoted as old and as new, by the verb between them."""
    for pattern in (_INTO, _INTO_BARE):
        found = pattern.search(text)
        if found:
            return found['old'].strip(), found['new'].strip()
    found = _ADD.search(text)
    if found:
        return found['old'].strip(), text.strip()
    for pattern in (_DELETE, _DELETED):
        found = pattern.search(text)
        if found:
            return found['old'].strip(), text.strip()
    return None, None
