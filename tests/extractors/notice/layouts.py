"""Papers of every layout, made with what they say: the truth the readings are held against."""

from dataclasses import dataclass, field
from typing import Any

from hypothesis import strategies as st

ORGANS = (
    '示例市民政局',
    '中共示例市委组织部',
    '中共示例市委社会工作部',
    '示例市财政局',
    '示例市人力资源和社会保障局',
    '国家税务总局示例市税务局',
    '示例市社会组织党建工作领导小组办公室',
    '中共示例市委“两新”组织工作委员会',
    '示例市工商业联合会',
)
TITLES = (
    ('关于做好2026年度社会组织年检工作的通知', '通知'),
    ('关于印发《示例市社会组织评估办法（试行）》的通知', '通知'),
    ('关于加强社会组织党的建设工作的实施意见', '意见'),
    ('关于同意成立联合党支部的批复', '批复'),
    ('关于商请提供登记数据的函', '函'),
    ('关于2025年度检查情况的通报', '通报'),
    ('关于拟表彰先进社会组织的公示', '公示'),
)
BODIES = (
    ('各县（市、区）民政局', '市直各有关单位', '各市级社会组织'),
    ('各县、区党委组织部', '各园区综合党委'),
    ('省（中）直各有关单位',),
    ('各乡镇党委', '各街道党工委'),
)
ANNEXES = ('社会组织基本情况表', '党建工作指导员名册', '“两个覆盖”情况统计表')
PEOPLE = ('甲某某', '乙某', '丙某某')
_BRACKETS = ('〔〕', '[]', '［］', '【】', '()', '（）', '﹝﹞', '{}', '“”', '<>', '〈〉')
_HAN = '〇一二三四五六七八九'


@dataclass
class Paper:
    """A paper's text, and the values of the Notice it must give."""

    text: str
    truth: dict[str, Any] = field(default_factory=dict)


def han_day(year, month, day):
    tens = ['', '十', '二十', '三十']

    def count(number):
        return f'{tens[number // 10]}{_HAN[number % 10] if number % 10 else ""}'

    return f'{"".join(_HAN[int(digit)] for digit in str(year))}年{count(month)}月{count(day)}日'


@st.composite
def _days(draw):
    """A date as printed, and as ISO day."""
    year, month, day = draw(st.integers(2011, 2026)), draw(st.integers(1, 12)), draw(st.integers(1, 28))
    forms = (
        f'{year}年{month}月{day}日',
        f'{year}年{month:02}月{day:02}日',
        f'{year} 年 {month} 月 {day} 日',
        han_day(year, month, day),
        han_day(year, month, day).replace('〇', '○'),
        f'{year}-{month:02}-{day:02}',
        f'{year}.{month}.{day}',
    )
    return draw(st.sampled_from(forms)), f'{year}-{month:02}-{day:02}'


@st.composite
def _numbers(draw):
    """A document number as printed, and in its canonical form."""
    code = draw(st.sampled_from(('示民发', '示组通', '示民（办）函', '示“两新”工委', '示社党办发')))
    year, serial = draw(st.integers(2011, 2026)), draw(st.integers(1, 399))
    opened, closed = draw(st.sampled_from(_BRACKETS))
    mark = draw(st.sampled_from(('', '第', '第0')))
    return f'{code}{opened}{year}{closed}{mark}{serial}号', f'{code}〔{year}〕{serial}号'


def _signed(organs, day, how):
    """Organs and a date at the end: below each other, side by side, on one line."""
    if how == 'beside':
        rows = ['　　　　'.join(organs[place : place + 2]) for place in range(0, len(organs), 2)]
        return '\n'.join([*(f'　　　　{row}' for row in rows), f'　　　　{day}'])
    if how == 'one line' and len(organs) == 1:
        return f'{organs[0]}　　{day}'
    if how == 'spaced' and len(organs) == 1 and '“' not in organs[0]:
        return f'{" ".join(organs[0])}\n{day}'
    return '\n'.join([*organs, day])


def _listed(names, how):
    """A list of attachments, on lines or one line."""
    if not names:
        return ''
    if len(names) == 1:
        return f'附件：{names[0]}\n'
    if how == 'labels':
        return ''.join(f'附件{place}：{name}\n' for place, name in enumerate(names, 1))
    marks = {'dots': '{}.', 'commas': '{}、', 'line': '{}.', 'circles': '①②③'}[how]
    items = [
        (marks[place - 1] if how == 'circles' else marks.format(place)) + name
        for place, name in enumerate(names, 1)
    ]
    return f'附件：{("  " if how in ("line", "circles") else chr(10)).join(items)}\n'


def _wrapped(title, width):
    return '\n'.join(title[start : start + width] for start in range(0, len(title), width))


@st.composite
def papers(draw):
    """A paper with its truth; every element that may be lacking is lacking in some."""
    organs = tuple(draw(st.lists(st.sampled_from(ORGANS), min_size=1, max_size=4, unique=True)))
    title, doc_type = draw(st.sampled_from(TITLES))
    bodies = draw(st.sampled_from(BODIES))
    names = tuple(draw(st.lists(st.sampled_from(ANNEXES), max_size=3, unique=True)))
    number = draw(st.none() | _numbers())
    printed, day = draw(_days())
    secrecy = draw(st.sampled_from((None, '秘密★1年', '机密★3年', '秘密★长期')))
    urgency = draw(st.sampled_from((None, '特急', '加急')))
    person = draw(st.none() | st.sampled_from(PEOPLE))
    copied = draw(st.sampled_from(((), ('市委办公室', '市财政局'))))
    width = draw(st.sampled_from((80, 16, 12)))
    comma = draw(st.sampled_from('，,；'))
    parts = [
        f'{secrecy}\n' if secrecy else '',
        f'{urgency}\n' if urgency else '',
        f'{organs[0]}文件\n' if number and draw(st.booleans()) else '',
        f'{number[0]}\n\n' if number else '',
        f'{_wrapped(title, width)}\n\n',
        f'{comma.join(bodies)}：\n',
        '　　为做好有关工作，现将有关事项通知如下：\n',
        '　　一、总体要求\n　　各地要认真落实，切实加强领导。\n',
        f'　　联系人：{person}，联系电话：0000-1234567。\n' if person else '',
        _listed(names, draw(st.sampled_from(('dots', 'commas', 'line', 'circles', 'labels')))),
        _signed(organs, printed, draw(st.sampled_from(('below', 'beside', 'one line', 'spaced')))),
        f'\n抄送：{"，".join(copied)}。\n' if copied else '\n',
        f'{organs[0]}办公室　　2026年12月30日印发\n' if draw(st.booleans()) else '',
    ]
    truth = {
        'issuing_authorities': organs,
        'title': title,
        'doc_type': doc_type,
        'recipients': bodies,
        'attachments': names,
        'missing_attachments': names,
        'doc_number': number[1] if number else None,
        'date_of_document': day,
        'secrecy': secrecy,
        'urgency': urgency,
        'contacts': ((person, '0000-1234567'),) if person else (),
        'cc': copied,
        'printed_date': '2026-12-30' if parts[-1] else None,
    }
    return Paper(''.join(parts), truth)
