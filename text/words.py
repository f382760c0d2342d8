"""Chinese text as words, for breaking a line where no word is torn."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from text.terms import TERMS

_OPENING = re.compile(r'[“‘《〈（(〔【]+$')
_CLOSING = re.compile(r'^[”’》〉）)〕】、，。；：,.;:！？!?]+$')


@lru_cache(maxsize=1)
def _tokenizer() -> Any:
    """Jieba with its own dictionary and ours, made in memory: its cache would be a file others can write."""
    import jieba

    jieba.setLogLevel('WARNING')
    tokenizer = jieba.Tokenizer()
    tokenizer.FREQ, tokenizer.total = tokenizer.gen_pfdict(tokenizer.get_dict_file())
    tokenizer.initialized = True
    for term in TERMS:
        tokenizer.add_word(term)
    return tokenizer


def text_to_words(text: str) -> tuple[str, ...]:
    """The words of a text in order, nothing lost; a mark stays with the word that it opens or closes.

    Example: text_to_words('示例市“百日组建”活动') == ('示例', '市', '“百日', '组建”', '活动')
    """
    words: list[str] = []
    for token in _tokenizer().cut(text):
        if words and (_CLOSING.match(token) or _OPENING.search(words[-1])):
            words[-1] += token
        else:
            words.append(token)
    return tuple(words)
