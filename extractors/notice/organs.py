"""Names of organs: telling them from prose, and taking apart those that are printed together."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

_HAN = r'\u4e00-\u9fff'
_END = (
    '人民政府|委员会|办公[厅室]|指挥部|领导小组|工作组|小组|党组|党委|工委|支部|总支|管委会|国务院|(?:起草|编制|编写|筹备|督[查导]|调查|检查|考核|专家|评审|普查|巡[视察])组|专班|中心|银行|分行|支行|公司|集团'
    '|学校|大学|中学|小学|幼儿园|学院|医院|法院|检察院|协会|学会|商会|联合会|促进会|研究会|基金会|总工会|办事处|编辑部|军区|海关'
    '|[部委局厅署办室院会司社处科队所馆站行]|[妇残文侨]联|工商联|社科联|科协|政协|团中央'
)
_ORGAN = re.compile(
    rf'(?!各|全[市省县区体]|有关|附件?\d?|请|由|第[一二三四五六七八九十\d]|本|其他|上述|关于|抄送|主送)[{_HAN}“”"·（）()]{{1,38}}(?:{_END})(?:[（(][{_HAN}“”]{{3,20}}[）)])?'
)
_TRADES = re.compile(rf'(?:中国|全国|[{_HAN}]{{2,4}}[省市县区州])[{_HAN}]+(?:、[{_HAN}]+){{1,3}}')
_PROSE = re.compile(
    r'关于|转发|印发|批转|根据|按照|通知|要求|进行|开展|情况|以下|如下|应当?[^急]|负责|通过|为了|必须|所有|的|是|及其|等$|网站$|规范'
)
_SEALED = re.compile(r'[（(][^（）()]{0,24}?(?:盖\s*章|代\s*章|印\s*章|公\s*章|章|印|代)\s*[）)]')
_NAMED_SEAL = re.compile(r'[（(](?P<organ>[^（）()]{3,24}?)\s*(?:印\s*章|盖\s*章|公\s*章|章)?[）)]')
_SPACED = re.compile(rf'[{_HAN}](?:\s+[{_HAN}])+')
_AND_OTHERS = re.compile(r'等[一二三四五六七八九十\d]*(?:个)?(?:部门|单位|部委)?$')
_REGION = rf'[{_HAN}]{{2,3}}(?:省|市|县|区|州|旗|自治区)|[省市县区](?:委|政府|[{_HAN}]{{2,5}}[局厅办])'
_NATIONAL = '中国|国家|中共|中央|共青团|全国'
_BRANCH = re.compile(
    r'.{0,12}(?:分局|分行|支行|分公司|监管局|税务局|调查队|分会|分中心|专员办|办事处|管理部|海关|中心支局|分院|营业部|公司|队)'
)
_BLANKS = re.compile(r'\s')
_WIDE_BLANK = re.compile(r'\u3000+|\s{2,}')
_BETWEEN = re.compile(r'[\s、，,；;]+')
_STARTS_NATIONAL = re.compile(_NATIONAL)
_LAST_LETTERS = '局厅委部办室院会府组署社行心司处'
_SEAM = re.compile(rf'(?<=[{_LAST_LETTERS}])(?!员会)(?={_NATIONAL}|{_REGION})')
_PARTY_END = re.compile(r'(?:委员会|委|党组|总支部?|支部|[部室厅校组])$')
_TAIL = re.compile('员会|公[厅室]|组织部|宣传部|统战部|社会工作部|办公[厅室]|委员会|党组|秘书处')
_UNITS = ('秘书处', '办公室', '组委会', '筹备组', '筹委会', '评审委员会')
_NEW_NAME = re.compile(rf'{_NATIONAL}|{_REGION}')
_PARENT = re.compile(
    rf'(?:{_NATIONAL}).*(?:[总省]?局|总署|银行|监会|公司|集团)|.*(?:总局|总行|银行|公安局|公司|自然资源局|规划局|生态环境局|商会|联合会)'
)


def is_organ(text: str) -> bool:
    """Whether a text is one organ's name, as at a head or a signature; groups such as 各县民政局 are none."""
    text = _BLANKS.sub('', text)
    return _ORGAN.fullmatch(text) is not None and not _PROSE.search(text)


def line_to_organs(text: str) -> tuple[str, ...]:
    """The organs of a line that holds nothing else, in order; () for any other line.

    Names parted by blanks or 、 and names printed together (甲市教育局甲市财政局) are told apart; a
    seal's mark (盖章) is dropped.
    """
    named = _NAMED_SEAL.fullmatch(text.strip())
    text = named['organ'] if named and '代' not in text else _SEALED.sub('', text)
    text = _AND_OTHERS.sub('', text.strip())
    if not 2 < len(text) <= 160 or text[0].isdigit():
        return ()
    if _SPACED.fullmatch(text) and all(len(piece) == 1 for piece in text.split()):
        text = ' '.join(_BLANKS.sub('', name) for name in _WIDE_BLANK.split(text))
    pieces = [piece for piece in _BETWEEN.split(text) if piece]
    pieces = _with_tails(pieces)
    if not all(is_organ(piece) for piece in pieces):
        joined = _BLANKS.sub('', text)  # a blank inside one name, or 、 in that of an association
        of_two_trades = _TRADES.fullmatch(joined) and is_organ(joined.replace('、', ''))
        pieces = [joined] if of_two_trades or is_organ(joined) else []
    return tuple(organ for piece in pieces for organ in split_organs(piece))


def _with_tails(pieces: list[str]) -> list[str]:
    """Pieces of which one is only the end of the name before: 中共示例市委 组织部."""
    whole: list[str] = []
    for piece in pieces:
        if whole and _TAIL.fullmatch(piece):
            whole[-1] += piece
        else:
            whole.append(piece)
    return whole


def is_seal(text: str) -> bool:
    """Whether a line is only a word for a seal: （盖章）, （示例市民政局代章）."""
    return _SEALED.fullmatch(text.strip()) is not None


def split_organs(text: str) -> tuple[str, ...]:
    """Names printed without anything between them, where the next begins with a place or 国家, 中国.

    A branch stays with its house: 国家税务总局甲市税务局 is one.
    """
    seams = {match.start() for match in _SEAM.finditer(text)}
    place = text.find(text[:2], 2) if not _STARTS_NATIONAL.match(text) else -1
    while place > 0:
        if text[place - 1] in _LAST_LETTERS:
            seams.add(place)
        place = text.find(text[:2], place + 1)
    pieces = [text[start:end] for start, end in pairwise([0, *sorted(seams - {0}), len(text)])]
    organs: list[str] = []
    for piece in pieces:
        if organs and (_is_branch(organs[-1], piece) or not is_organ(piece)):
            organs[-1] += piece
        else:
            organs.append(piece)
    return tuple(organs)


def whole_names(organs: Sequence[tuple[str, int]]) -> list[tuple[str, int]]:
    """Organs of several lines, a Party organ's name printed on two lines made one.

    中共甲市工商业联合会 is no Party organ yet: the line 商会委员会 below it ends the name.
    """
    whole: list[tuple[str, int]] = []
    for name, index in organs:
        if whole and index == whole[-1][1] + 1 and _goes_on(whole[-1][0], name):
            whole[-1] = (whole[-1][0] + name, index)
        else:
            whole.append((name, index))
    return whole


def _goes_on(above: str, name: str) -> bool:
    if name in _UNITS and not above.endswith(('局', '委', '部', '厅', '府', *_UNITS)):
        return True
    return (
        above.startswith(('中共', '中国共产党'))
        and not _PARTY_END.search(above)
        and _PARTY_END.search(name) is not None
        and not _NEW_NAME.match(name)
    )


def _is_branch(parent: str, piece: str) -> bool:
    return (
        _PARENT.fullmatch(parent) is not None
        and _BRANCH.fullmatch(piece) is not None
        and not _STARTS_NATIONAL.match(piece)
    )
