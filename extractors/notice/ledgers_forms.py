"""Ledgers that a notice wants kept, and forms that it names."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.notice.sentences import Sentence
from model.place import Where

_KEEP = r'建立健全|建立|建好|完善|健全|制定|提出|列出|填写|填好|汇总|上报|报送|更新|登记|形成|编制'
_LEDGER = re.compile(
    rf'(?:{_KEEP})(?:起|了|好|各自的?|相应的?|具体的?|以|本\S{{1,4}}的)?'
    rf'(?P<name>(?:(?!{_KEEP})[\u4e00-\u9fff“”（）()、]){{0,60}}?(?:台账|台帐|花名册|名册|清单|时间表|人才库|数据库|信息库|名录|工作日志|销号表))'
)
_QUOTED = re.compile(r'“(?P<name>[一二三四五六七八九]单[^”]{0,8}表)”')
_FORM_ENDING = (
    '表|承诺书|意见书|申请书|委托书|确认单|登记簿|报告书|备案书|推荐书|责任书|花名册|台账|名册|清单|回执|样表'
)
_FORM = re.compile(rf'《(?P<name>[^《》]{{3,60}}?(?:{_FORM_ENDING}))(?:[（(][^（）()]{{1,10}}[）)])?》')
_FORM_TITLE = re.compile(rf'.*(?:{_FORM_ENDING})(?:[（(][^（）()]{{1,12}}[）)])?')

Named = tuple[str, Where]


def sentences_to_ledgers(sentences: Sequence[Sentence]) -> tuple[Named, ...]:
    """Ledgers, rosters, lists and timetables that somebody is told to keep, each once."""
    found: dict[str, Named] = {}
    for sentence in sentences:
        for match in (*_LEDGER.finditer(sentence.text), *_QUOTED.finditer(sentence.text)):
            name = match['name'].strip('，、 ')
            if len(name) > 2 and name.count('（') == name.count('）') and '分类' not in name:
                found.setdefault(name, (name, sentence.where))
    return tuple(found.values())


def sentences_to_forms(sentences: Sequence[Sentence], attachments: Sequence[Named]) -> tuple[Named, ...]:
    """Forms named 《…表》, 《…承诺书》 in the text, then attachments that are forms, each once."""
    found: dict[str, Named] = {}
    for sentence in sentences:
        for match in _FORM.finditer(sentence.text):
            found.setdefault(match['name'], (match['name'], sentence.where))
    for name, where in attachments:
        if _FORM_TITLE.fullmatch(name):
            found.setdefault(name, (name, where))
    return tuple(found.values())
