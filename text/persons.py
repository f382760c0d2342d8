"""Whether a cell of a column for a person names somebody: 否, 0, 未选派 and × are nobody's name."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Literal

from text.numbers import is_dash

Named = Literal['blank', 'somebody', 'nobody', 'unnamed', 'unclear']
"""nobody: it says that there is none; unnamed: that there is somebody, not who; unclear: to be asked."""

_DONE = (
    '选派|委派|派驻|派出|指派|确定|明确|配备|配有|落实|指定|安排|联系|建立|设立|设置|聘任|任命|到位|选定|填写'
    '|派|设|定|配|选|填|报'
)
_WHO = '党建工作|党建|工作|指导员|联络员|负责人|书记|人员|人选|专人|人|员|此项|该项'
_COUNT = '(?:[1-9][0-9]?|[一二两三四五六七八九十])[名个位人]{1,2}'
_NOBODY = re.compile(
    '(?:否|没有|没|无|未|不|暂无|暂未|暂没有|暂缺|尚无|尚未|还未|还没有|目前无|目前没有|空缺|缺位|缺|空|待)'
    f'(?:{_DONE}|{_WHO}|有|需要|需|涉及|适用|详|知|补充|补|曾|能|再|缺){{0,5}}'
)
_NO_MARKS = frozenset(
    ('×', '✗', '✘', '╳', 'x', 'n', 'no', 'none', 'null', 'nil', 'na', 'n/a', '#n/a', '〇', '零')
)
_NO_COUNT = re.compile(r'[0零〇](?:\.0)?[名个位人]{0,2}')
_UNNAMED = re.compile(
    f'(?:是|有|已|已有|已经|对)(?:{_DONE}|{_WHO}|有|的|了|完成){{0,5}}(?:{_COUNT})?'
    f'|(?:{_DONE}|{_WHO})?{_COUNT}|[1-9][0-9]?'
)
_UNTOLD = re.compile(f'(?:{_DONE}|{_WHO}){{1,5}}|[一二三四五六七八九十]|#.*')
_YES_MARKS = frozenset(('√', '✓', '✔', '☑', '●', 'y', 'yes', 'v', '1.0', 'true'))
_PRINTED = re.compile('是[/、或]?否|有[/、或]?无')
_BEGINS_STRANGE = re.compile(
    '[是有已]|[否无未没不暂空缺待拟]|尚[未无待缺]|还[未没]|计划|正在|准备|另行|详见|见附|同上|同前|同左|上述|由[上本乡街镇]'
)
_LEFT = re.compile(
    '调离|调走|离任|离职|离岗|卸任|免去|撤回|任期已?满|空缺|[待未][定派选到]|尚未|暂缺|暂无|拟[派任选定]'
    r'|[（(\[](?:拟|待|空|缺|否|未)'
)
_NAMED = re.compile(r'[^\W\d_].*[^\W\d_]|[㐀-鿿]')
_ENDS = '。.,、;!:()[]【】〔〕'


@lru_cache(maxsize=1 << 14)
def text_to_named(text: str) -> Named:
    """What a cell under 党建工作指导员, 联络员 or 负责人 says of whether there is somebody.

    Whatever begins or reads as no name does (拟派张三, 张三（已调离）, a phone number) is unclear, never
    somebody: an organisation would be counted as reached.

    Example: text_to_named('未选派') == 'nobody', text_to_named('已选派1名') == 'unnamed'
    """
    squeezed = ''.join(unicodedata.normalize('NFKC', text).split())
    if not squeezed or is_dash(squeezed):
        return 'blank'
    told = squeezed.strip(_ENDS).lower() if squeezed[-1] in _ENDS else squeezed.lower()
    if _PRINTED.fullmatch(told):
        return 'blank'
    if told in _NO_MARKS or _NO_COUNT.fullmatch(told) or _NOBODY.fullmatch(told):
        return 'nobody'
    if told in _YES_MARKS or _UNNAMED.fullmatch(told):
        return 'unnamed'
    strange = (
        _UNTOLD.fullmatch(told)
        or _BEGINS_STRANGE.match(told)
        or _LEFT.search(told)
        or not _NAMED.search(told)
    )
    return 'unclear' if strange else 'somebody'
