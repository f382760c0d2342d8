"""Which letters the bytes of a text are: UTF-8, UTF-16, UTF-32, GB18030 or Big5, told by the bytes alone."""

from __future__ import annotations

import codecs
import unicodedata
from collections import Counter

from model.place import Problem, Severity

_MARKS = (
    (codecs.BOM_UTF8, 'utf-8-sig'),
    (codecs.BOM_UTF32_LE, 'utf-32'),
    (codecs.BOM_UTF16_LE, 'utf-16'),
    (codecs.BOM_UTF16_BE, 'utf-16'),
)
_SAMPLE = 65536
_BOTH = (
    '，。、：；（）《》“”一二三四五六七八九十年月日在不人上市大工作中文本公社全部分政位'
    '有限要法行使用期地方及主要名'
)
_SIMPLIFIED = frozenset(
    _BOTH + '的是和为了关于会组织通知各县区民局办党员单报请现将情况实施管理机构责任进展'
    '开统计时间联系电话业务级应据规定标准检查项与对发于'
)
_TRADITIONAL = frozenset(
    _BOTH + '的是和為了關於會組織通知各縣區民局辦黨員單報請現將情況實施管理機構責任進展'
    '開統計時間聯繫電話業務級應據規定標準檢查項與對發於'
)
_OTHERS = (('big5hkscs', _TRADITIONAL), ('utf-16-le', _SIMPLIFIED), ('utf-16-be', _SIMPLIFIED))


def bytes_to_text(data: bytes) -> tuple[str, list[Problem]]:
    """Decode by the encoding that fits best; what no encoding fits becomes a sign that is told.

    Traditional letters (Big5) are told, so that a person knows why the names look foreign.
    """
    encoding = bytes_to_encoding(data)
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        tries = [
            data.decode(each, errors='replace') for each in dict.fromkeys((encoding, 'utf-8', 'gb18030'))
        ]
        text = max(tries, key=lambda each: _everyday(each[:_SAMPLE], _SIMPLIFIED))
        return text, [_guessed(text.count('\ufffd'))]
    if encoding == 'big5hkscs':
        return text, [_traditional()]
    return text, _doubts(text)


def _traditional() -> Problem:
    message = "文件是繁体字编码（Big5），已按繁体字读入，未转换成简体"
    return Problem('encoding_big5', Severity.INFO, message)


def bytes_to_encoding(data: bytes) -> str:
    """The encoding by its mark, by being valid UTF-8, or by how many everyday letters it gives."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return encoding
    sample = data[:_SAMPLE]
    if sample.count(0) * 20 > len(sample):
        return 'utf-16-le' if sample[1::2].count(0) >= sample[0::2].count(0) else 'utf-16-be'
    if _is_valid(data, 'utf-8'):
        return 'utf-8'
    return _best_of_old(sample)


def _best_of_old(sample: bytes) -> str:
    """GB18030, unless another gives many more everyday letters: it fits nearly any bytes."""
    best, most = 'gb18030', _everyday(_decode_head(sample, 'gb18030'), _SIMPLIFIED)
    damaged = sample.decode('utf-8', errors='replace')
    if damaged.count('\ufffd') * 50 < len(damaged) and _everyday(damaged, _SIMPLIFIED) > most + 0.1:
        return 'utf-8'
    for encoding, letters in _OTHERS:
        share = _everyday(_decode_head(sample, encoding), letters)
        if share > 0.15 and share > 2 * most:
            best, most = encoding, share
    return best


def _is_valid(data: bytes, encoding: str) -> bool:
    try:
        data.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def _decode_head(sample: bytes, encoding: str) -> str:
    """The sample's letters, its last one perhaps cut; '' where it does not fit."""
    try:
        return codecs.getincrementaldecoder(encoding)().decode(sample, final=False)
    except UnicodeDecodeError:
        return ''


def _everyday(text: str, letters: frozenset[str]) -> float:
    """The share of everyday letters among those that are not ASCII."""
    counts = Counter(text)
    foreign = sum(count for letter, count in counts.items() if not letter.isascii())
    return sum(counts[letter] for letter in letters) / foreign if foreign else 0.0


def _doubts(text: str) -> list[Problem]:
    """GB18030 fits nearly any bytes; letters that no paper uses show that it was another encoding."""
    odd = sum(text.count(letter) for letter in set(text) if unicodedata.category(letter) in {'Co', 'Cn'})
    return [_guessed(odd)] if odd > 1 + len(text) // 500 else []


def _guessed(count: int) -> Problem:
    message = f"文件的文字编码无法确定，有{count}个字可能读错。请对照原件核对，或另存为UTF-8后重新提交。"
    return Problem('encoding_guessed', Severity.REVIEW, message)
