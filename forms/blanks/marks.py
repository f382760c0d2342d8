"""What a gap in a printed text is, and what it is made of."""

from __future__ import annotations

import re
from typing import NamedTuple

from model.blank import BlankKind

B = '[ \t\u00a0\u2002\u2003\u3000_＿]'
"""What a gap is made of."""
FIRST = f'(?<!{B})'
"""Before blanks: from the first of a run only, so that a long run is searched once."""
UNIT = (
    '(?:万元|亿元|千元|美元|人民币|元|人次|人|名|个月|个|家|平方米|平米|㎡|厘米|毫米|公里|米|周岁|岁|小时|%|％|份|页|次|届'
    '|天|日|户|支|所|项|条|亩|件|台|套|册|场|年|票)'
)
CODE = '(?<![A-Za-z0-9_])[A-Za-z][A-Za-z0-9]*_[A-Za-z0-9_]+'
"""A placeholder in letters: 'name_1'."""
STOPS = re.compile('[，。；：:,;、\n\t（(〔【]|[ \u3000]{2,}')
"""Where a label or an option ends."""


class Gap(NamedTuple):
    """text[start:end] is the gap (start == end where nothing is drawn); label what it is headed with.

    options are the words beside the boxes of a checkbox group.
    """

    start: int
    end: int
    kind: BlankKind
    label: str = ''
    options: tuple[str, ...] = ()
