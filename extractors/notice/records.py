"""A web page's own record of a paper: 索引号, 发文字号, 成文日期, 发布机构 and the like, above the text."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from extractors.notice.lines import Line
from extractors.notice.organs import line_to_organs
from text.dates import whole_date
from text.docnumbers import DocNumber, find_numbers
from text.han import fold_zeros

_NUMBER_KEYS = ('发文字号', '发文文号', '公文文号', '文件文号', '文件编号', '备注/文号', '文号')
_DATE_KEYS = ('成文日期', '成文时间', '公文生成日期', '发文日期', '发文时间')
_ORGAN_KEYS = (
    '发布机构',
    '发文机关',
    '发文机构',
    '发文单位',
    '发文部门',
    '发布单位',
    '发布部门',
    '制发机关',
    '公开责任部门',
)
_ALONE = (  # a blank is enough after these: nothing else begins so
    *('索引号', '信息索引号', '统一编号', '文件名称', '信息名称', '主题分类', '体裁分类', '信息分类'),
    *(
        '有效性',
        '公开目录',
        '公开方式',
        '公开形式',
        '公开日期',
        '公开时间',
        '发布日期',
        '发布时间',
        '生成日期',
    ),
    *_NUMBER_KEYS,
    *_DATE_KEYS,
    *_ORGAN_KEYS,
)
_OTHERS = (
    *(
        '来源',
        '信息来源',
        '文章来源',
        '信息发布日期',
        '发布人',
        '时间',
        '日期',
        '作者',
        '录入',
        '供稿',
        '供稿人',
    ),
    *('编辑', '责任编辑', '浏览', '浏览次数', '浏览量', '点击', '点击次数', '点击量', '点击率', '阅读'),
    *('阅读次数', '阅读量', '访问次数', '访问量', '字号', '字体', '打印', '分享到', '公开时限', '公开范围'),
    *(
        '公开类别',
        '生成时间',
        '生效日期',
        '实施日期',
        '废止日期',
        '关键词',
        '名称',
        '组配分类',
        '栏目',
        '所属栏目',
    ),
    *('属于', '所属分类', '服务对象', '载体类型', '内容概述', '备注'),
)
_MARKS = r'•●·◆◇◎○■□▪※►▶|｜\-–—\s'


def _spelt(keys: Sequence[str]) -> str:
    """Any of some keys, blanks between their letters allowed; the longest first."""
    return '|'.join(r'\s*'.join(key) for key in sorted(keys, key=len, reverse=True))


_DAY = r'(?:19|20)\d\d[-./年]\d{1,2}[-./月]\d{1,2}日?'
_CLOCK = r'\d{1,2}[:：]\d{2}(?:[:：]\d{2})?'
_META = re.compile(
    rf'[{_MARKS}]*[\[【［]?\s*(?:{_spelt((*_ALONE, *_OTHERS))})\s*[:：\]】］]'
    rf'|[{_MARKS}]*[\[【［]?\s*(?:{_spelt(_ALONE)})\s+(?=\S)'
    rf'|{_DAY}\s+(?:{_CLOCK}\s*(?:\S{{0,4}}[:：].*)?$|(?:来源|作者|浏览|点击|阅读))'
)
_FIELD = re.compile(
    rf'(?:^|(?<=[\s\[【［;；，•●·◆◎|｜]))(?P<key>{_spelt((*_ALONE, *_OTHERS))})\s*(?:[:：\]】］]|\s(?=\S)|$)'
)
_BLANKS = re.compile(r'\s')


@dataclass(frozen=True, slots=True)
class Record:
    """What the record says of the paper, each with the index of its line; None where it is silent."""

    number: tuple[DocNumber, int] | None = None
    day: tuple[dt.date, int] | None = None
    organs: tuple[tuple[str, int], ...] = ()


def is_meta(text: str) -> bool:
    """Whether a line is a web page's own record of a paper: 来源：… 发布日期：…, [ 索引号 ] …."""
    return _META.match(text) is not None


def lines_to_record(lines: Sequence[Line]) -> Record:
    """The number, day and issuers of a page's record; 发布日期 is the page's day, not the paper's.

    A key whose value is lost takes the next line, as copies of tables print it.
    """
    number: tuple[DocNumber, int] | None = None
    day: tuple[dt.date, int] | None = None
    organs: tuple[tuple[str, int], ...] = ()
    for key, value, index in _fields(lines):
        if key in _NUMBER_KEYS and number is None:
            found = find_numbers(value)
            number = (found[0], index) if len(found) == 1 else None
        elif key in _DATE_KEYS and day is None:
            written = whole_date(fold_zeros(value))
            day = (written[0], index) if written else None
        elif key in _ORGAN_KEYS and not organs:
            organs = tuple((name, index) for name in line_to_organs(value))
    return Record(number, day, organs)


def _fields(lines: Sequence[Line]) -> Iterator[tuple[str, str, int]]:
    for index, line in enumerate(lines):
        if not is_meta(line.text):
            continue
        matches = list(_FIELD.finditer(line.text))
        for match, following in zip_longest(matches, matches[1:]):
            value = line.text[match.end() : following.start() if following else None].strip(
                ' \t　[【［;；，•·|'
            )
            if not value and following is None and index + 1 < len(lines):
                value = lines[index + 1].text
            yield _BLANKS.sub('', match['key']), value, index
