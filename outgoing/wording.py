"""The fixed turns of official papers: days, citations, forms of address, titles."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from itertools import combinations

from model.office import IssuingName, Level, Office
from model.subject import Organisation
from outgoing.draft import Basis
from text.words import text_to_words

TITLE_WIDTH = 20  # characters of 二号 in a line of 156 mm

_NOT_IN_FILE_NAMES = re.compile(r'[\\/:*?"<>|\s\x00-\x1f\x7f]+')
_ORGAN = re.compile(r'(局|厅|部|委|办|室)党组')
_COMMITTEE = re.compile('(党组|党委|党工委|工委)$')
_PARTY_COMMITTEE = re.compile('^中共.+(?<![省市县区州盟旗乡镇])委员会$')
_UNIT_WORDS: dict[Level, str] = {'province': "市（州）", 'city': "县（区）", 'county': "乡镇（街道）"}
_HAN = "一二三四五六七八九"


def day(date: dt.date, *, year: bool = True) -> str:
    """A date as papers print it, without padding: '2026年3月13日', or '3月13日' where the year is plain."""
    return f"{f'{date.year}年' if year else ''}{date.month}月{date.day}日"


def cite(basis: Basis) -> str:
    """A notice as cited: its title first, then its number if it bears one."""
    title = basis.title.strip()
    if title.startswith('《') and title.endswith('》'):
        title = title[1:-1]
    inner = title.replace('《', '〈').replace('》', '〉')
    return f"《{inner}》（{basis.number}）" if basis.number else f"《{inner}》"


def file_name(*parts: str) -> str:
    """A .docx file name of these parts: no spaces, nothing a file system refuses, at most 200 bytes or so."""
    cleaned = (_NOT_IN_FILE_NAMES.sub('', part).strip('.') for part in parts)
    return '_'.join(part for part in cleaned if part)[:64] + '.docx'


def listed(names: Sequence[str]) -> str:
    """Names in a row: 甲县、乙县."""
    return "、".join(names)


def points(sentences: Sequence[str]) -> str:
    """Several points in one paragraph, 一是…；二是…。; a single one stands without a number."""
    if len(sentences) == 1:
        return f"{sentences[0]}。"
    return "；".join(f"{_HAN[place]}是{text}" for place, text in enumerate(sentences)) + "。"


def numbered(names: Iterable[str]) -> dict[str, str]:
    """The numbers of the headings that a paper has, in their order: 一、二、三."""
    return dict(zip(names, _HAN, strict=False))


def area(office: Office) -> str:
    """The office's own area in running text: 全市, 全县."""
    last = office.region[-1:]
    return f"全{last}" if last in '省市县区州盟旗乡镇' and office.level != 'unit' else "本地区"


def unit_word(office: Office) -> str:
    """What the units that report to us are called together: 县（区）."""
    return _UNIT_WORDS.get(office.level, "单位")


def peers(office: Office, issuing: IssuingName) -> str:
    """主送机关 of a paper to the level below: our counterparts there, 各县（区）民政局.

    A department writes to departments, never to a lower Party committee or government (条例 16).
    """
    below = f"各{unit_word(office)}"
    local = re.split('省|自治区', office.region)[-1] or office.region
    _, found, body = issuing.name.partition(local)
    if office.level not in {'province', 'city'} or not found:
        return f"{below}有关单位" if below != "各单位" else "各有关单位"
    body = re.sub('^委', "党委", body.replace("厅", "局"))
    return below + (body if re.search('(?:局|部|办公室|局党组)$', body) else "有关单位")


def we(issuing: IssuingName) -> str:
    """The issuing body speaking of itself: 我局, 我局党组, 我部."""
    party = _ORGAN.search(issuing.name)
    if party:
        return f"我{party[0]}"
    place = re.search('(省|市|州|盟|县|区|旗|乡|镇)人民政府$', issuing.name)
    if place:
        return f"我{place[1]}"
    ending = re.search('(局|厅|部|委|办)(?:员会|公室)?$', issuing.name)
    return f"我{ending[1]}" if ending else "我单位"


def decision(issuing: IssuingName) -> str:
    """Who decided a dispatch: 经局党组研究, 经党工委研究; a body that is no 党组 or committee has 经研究."""
    name = issuing.name.replace("工作委员会", "工委")
    party = _ORGAN.search(name) or _COMMITTEE.search(name)
    if party:
        return f"经{party[0]}研究"
    whole = _PARTY_COMMITTEE.search(name) and "纪律检查" not in name
    return "经党委研究" if whole else "经研究"


def honorific(organisation: Organisation) -> str:
    """How a letter addresses the organisation: 贵会, 贵单位, 贵校, 贵院."""
    if organisation.type in {"社会团体", "基金会"}:
        return "贵会"
    for ending, word in (("幼儿园", "贵园"), ("校", "贵校"), ("院", "贵院")):
        if organisation.name.endswith(ending):
            return word
    return "贵会" if organisation.type is None and organisation.name.endswith("会") else "贵单位"


def phrases(text: str) -> tuple[str, ...]:
    """A text cut where a line may end without tearing a phrase: after 的 、 》 ）, before 《 （."""
    return tuple(piece for piece in re.split(r'(?<=[的、》）])|(?=[《（])', text) if piece)


def title_lines(pieces: Sequence[str]) -> str:
    """A title in as few and as even lines as fit, newlines between; no word is torn (7.3.1 词意完整).

    It breaks between pieces where they fit the lines, else between the words of the whole.
    """
    whole = ''.join(pieces)
    fewest = -(-len(whole) // TITLE_WIDTH)
    for lines in range(fewest, len(pieces) + 1):
        cuts = (
            [
                ''.join(pieces[start:end])
                for start, end in zip((0, *inner), (*inner, len(pieces)), strict=True)
            ]
            for inner in combinations(range(1, len(pieces)), lines - 1)
        )
        fitting = [cut for cut in cuts if max(map(len, cut)) <= TITLE_WIDTH]
        if fitting:
            return '\n'.join(min(fitting, key=lambda cut: max(map(len, cut)) - min(map(len, cut))))
    return _words_to_lines(whole, fewest)


def _words_to_lines(whole: str, fewest: int) -> str:
    """A title that a long name keeps from breaking between its pieces, broken between its words."""
    words = re.sub(r'(\d)\n(?=[年月日])', r'\1', '\n'.join(text_to_words(whole))).split('\n')
    for lines in range(fewest, 2 * fewest + 1):
        for width in range(-(-len(whole) // lines), TITLE_WIDTH + 1):
            filled = _filled(words, width)
            if filled is not None and len(filled) == lines:
                return '\n'.join(filled)
    return whole


def _filled(parts: Sequence[str], width: int) -> list[str] | None:
    """Lines filled one after the other up to a width; None when a part is wider."""
    found = ['']
    for part in parts:
        if len(part) > width:
            return None
        if len(found[-1]) + len(part) > width:
            found.append('')
        found[-1] += part
    return found
