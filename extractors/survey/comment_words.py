"""The words of comments on a draft: where in it, its own words, what they should become, and why."""

from __future__ import annotations

import re
from typing import NamedTuple

_HAN = '一二三四五六七八九十百零〇两'
_NUM = rf'[（(]?[{_HAN}\d]+[)）]?'
_BELOW = rf'(?:之[{_HAN}]|第?{_NUM}(?:部分|[条款项点段行])|[（(][{_HAN}\d]+[）)])'
_PLACE = rf'第{_NUM}(?:部分|[章节条款项点段页行]){_BELOW}*'
ARTICLE = re.compile(
    rf'{_PLACE}(?:[、和与及至]{_PLACE})*'
    rf'|附件\d*(?:[“"][^”"]{{1,20}}[”"]{_BELOW}+|{_BELOW}*)'
    r'|(?:文件)?(?:标题|题目)(?=[应拟中里，,“"]|建议|改|修|调)|(?:总则|附则|前言|引言|序言|落款)(?:部分|中)?(?!第)'
)
"""A place in a draft as comments name it: 第三条第二款, 第3页第2行, 附件1“填表说明”第2项, 标题."""
_NEW_PLACE = re.compile(rf'作为(?P<place>第{_NUM}[章节条])')
_PART_NAMED = re.compile(r'[“"](?P<name>[^”"]{2,40})[”"](?:这?一?)?(?:部分|章|节|条|项)')
_NUMBER = re.compile(
    rf'^(?P<number>[{_HAN}]{{1,3}}(?=、)|[（(][{_HAN}\d]{{1,3}}[）)]|\d{{1,3}}(?=[.．、](?!\d)))'
)
_QUOTED = r'[“"「『](?P<{}>[^“”"「」『』]{{1,400}})[”"」』]'
_BECOME = (
    r'(?:(?:修改|调整|更改|修订|完善|表述|明确|统一|规范|替换|变更|更正|修正|更换|改|换)[为成]'
    r'|应[为是]|宜为|改作)'
)
_INTO = re.compile(
    rf'{_QUOTED.format("old")}[^“”"。；]{{0,24}}?{_BECOME}[：:]?\s*{_QUOTED.format("new")}', re.DOTALL
)
_AND = re.compile(r'[”"][与和、及][^“”"]{0,12}$')
_INTO_BARE = re.compile(
    rf'{_QUOTED.format("old")}[^“”"。]{{0,12}}{_BECOME}[：:]?(?P<new>[^“”"，。；]{{1,120}})'
)
_ONLY_NEW = re.compile(
    rf'^(?:建议)?(?:将)?(?:文件)?(?:标题|题目|名称)(?:建议|应|拟|宜|可)*{_BECOME}[：:]?\s*{_QUOTED.format("new")}'
)
_UNQUOTED = re.compile(
    rf'^(?:建议)?(?:将)?(?:{ARTICLE.pattern})(?:中|里|内)?的?(?P<old>[^“”"，。；：]{{2,60}}?)'
    rf'(?:建议|应|拟|宜|可|能否|可否)*(?:修改为|改为|调整为|改成|更改为)(?P<new>[^“”"，。；：]{{2,120}})[。；]?$'
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
_SHORTEST_REASON = 4
_NONE = re.compile(
    r'(?:无|没有?|暂无|均无)(?:其他|其它|不同|任何|新的|补充|什么|大的)?(?:的)?(?:修改|反馈|补充|不同)?(?:的)?'
    r'(?:意见|建议|异议)(?:[和、与及或]?(?:修改)?(?:意见|建议))?'
    r'|(?<![不未])(?<!不[能予应])(?<!难以)(?:同意|赞同|原则同意)(?:[^，。；]{0,60})?(?:征求意见稿|文件|文稿|稿|内容|意见|印发|出台)'
    r'|(?:原则上?|完全|均|总体)(?:同意|赞同|认可)|^(?:无|没有|同意|赞同)$'
)
_ELSE = re.compile(r'(?:其他|其它|其余)[^。；]{0,10}(?:无|没有)|(?:无|没有)(?:其他|其它)')
_SUGGESTS = re.compile(
    r'建议|(?:修改|改|调整|修改|统一|修正|规范)[为成]|删[除去掉]|合并|可否|能否|是否(?:可|应|能|需)|希望'
    r'|应当?(?:写|加|改|删|列|为“|是“)|宜为'
    r'|(?:^|[。；应需请可再前后中处条款项句段章分部”）)]|应当|需要|可以|进一步|予以|加以|适当|希望)'
    r'(?:明确|完善|细化|增加|增写|补充|加上|延长|缩短|斟酌|考虑)(?![、，。；了]|具体|$)'
    r'|有待|不够|过于|过[高低短长严宽]|冗长|表述不|不(?:一致|符|清|准确|宜|妥|规范|通顺)|缺[乏少漏]|遗漏|空缺|有误|笔误|错别字'
    r'|重复|歧义|商榷|斟酌|再研究|请补充'
)
_HURRY = re.compile('建议(?:尽快|尽早|早日|及时|按程序)(?:印发|出台|发布|实施|施行)')
_TITLES = re.compile(r'《[^《》]*(?:〈[^〈〉]*〉[^《》]*)?》')
_TAIL = re.compile(r'^[，,；;]?\s*[（(]?(?P<why>[^“”]{4,120}?)[）)]?[。；;]?$')


class Worded(NamedTuple):
    """One comment's words; None for what it does not say."""

    article: str | None
    original: str | None
    suggestion: str
    reason: str | None


def text_to_article(text: str) -> str | None:
    """The place in the draft that a comment names: '第三条第二款', '“组织保障”部分', or None."""
    new = _NEW_PLACE.search(text)
    if new:
        return new['place']
    found = ARTICLE.search(_TITLES.sub('', text))
    if found:
        return found[0]
    named = _PART_NAMED.search(text)
    return named[0].translate(str.maketrans('"', '“')) if named else None


def names_a_place(text: str) -> bool:
    """Whether a text names a place in the draft, or quotes it."""
    bare = _TITLES.sub('', text)
    return '“' in bare or ARTICLE.search(bare) is not None


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
    squeezed = ''.join(text.split()).rstrip('。.')
    return bool(_NONE.search(_ELSE.sub('', squeezed)))


def suggests(text: str) -> bool:
    """Whether a text proposes a change."""
    return bool(_SUGGESTS.search(_HURRY.sub('', _NONE.sub('', text))))


def text_to_worded(text: str) -> Worded:
    """A comment's article, the draft's own words, what they should become, and the reason."""
    body, reason = _split_reason(text.strip())
    article = _article_of(body)
    original, suggestion = _labelled(body)
    if suggestion is None:
        original, suggestion, tail = _changed(body)
        reason = reason or _tail_to_reason(tail)
    return Worded(article, original, suggestion or body, reason)


def _article_of(body: str) -> str | None:
    """The first place named outside the draft's own words; a name in quotation marks may be one."""
    new = _NEW_PLACE.search(body)
    if new:
        return new['place']
    found = ARTICLE.search(_TITLES.sub('', body))
    quoted = re.search('[“"]', body)
    before = quoted is None or (found is not None and body.find(found[0]) < quoted.start())
    return found[0] if found and before else text_to_article(body)


def _tail_to_reason(tail: str) -> str | None:
    """What follows the new words and proposes nothing: “…”改为“…”，与章程一致."""
    found = _TAIL.match(tail.strip())
    why = found['why'].strip(' ，,。；;') if found else ''
    return why if len(why) >= _SHORTEST_REASON and not suggests(why) and not says_none(why) else None


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


def _changed(text: str) -> tuple[str | None, str | None, str]:
    """What is quoted as old and as new, by the verb between them; and what follows the new words."""
    for pattern in (_INTO, _INTO_BARE, _UNQUOTED):
        found = pattern.search(text)
        if found and not _AND.search(text[: found.start()]):  # of “…”和“…”改为“…” one is not the whole
            return found['old'].strip(), found['new'].strip(), text[found.end() :]
    named = _ONLY_NEW.search(text)
    if named:
        return None, named['new'].strip(), text[named.end() :]
    for pattern in (_ADD, _DELETE, _DELETED):
        found = pattern.search(text)
        if found:
            return found['old'].strip(), text.strip(), ''
    return None, None, ''
