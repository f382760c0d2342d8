"""Texts, tokens and postings as flat arrays: a million names without a Python object for each.

A token is a pair of neighbouring characters of a framed name; its postings are the rows that hold
it, ascending, so that those of a county are found by two searches where rows go by county.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from hashlib import blake2b
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np

Array = np.ndarray[Any, np.dtype[Any]]

_START, _END = '\x01', '\x02'
_BITS = 15
_LETTER = (1 << _BITS) - 1
"""Han characters keep their difference in 15 bits; a stranger that shares one only shares postings."""

_ROW_BITS = 32
_ROWS_AT_ONCE = 1 << 17
_POSTINGS_AT_ONCE = 1 << 21


class Texts(NamedTuple):
    """Texts end to end in UTF-8, and where each begins (one more than there are texts)."""

    blob: Array
    ends: Array


class Table(NamedTuple):
    """The digests of some texts, ascending, and the place of each."""

    digests: Array
    places: Array


class Postings(NamedTuple):
    """Rows by token: those of tokens[i] are rows[firsts[i]:firsts[i + 1]]; norms by row."""

    tokens: Array
    firsts: Array
    rows: Array
    norms: Array


def pack_texts(texts: Iterable[str]) -> Texts:
    """Texts as one array of bytes; a lone half of a surrogate pair is kept."""
    encoded = [text.encode('utf-8', 'surrogatepass') for text in texts]
    ends = np.zeros(len(encoded) + 1, np.int64)
    np.cumsum([len(one) for one in encoded], out=ends[1:])
    return Texts(np.frombuffer(b''.join(encoded), np.uint8), ends)


def texts_at(texts: Texts, places: Array | Sequence[int]) -> list[str]:
    """The texts at these places."""
    at = np.asarray(places, np.int64)
    view = memoryview(texts.blob.data)
    bounds = zip(texts.ends[at].tolist(), texts.ends[at + 1].tolist(), strict=True)
    return [str(view[start:end], 'utf-8', 'surrogatepass') for start, end in bounds]


def digest(text: str) -> bytes:
    """Eight bytes that are the same in every process; equal for two texts about never."""
    return blake2b(text.encode('utf-8', 'surrogatepass'), digest_size=8).digest()


def make_table(texts: Iterable[str]) -> Table:
    """Where each text stands; blank ones stand nowhere."""
    listed = [(digest(text), place) for place, text in enumerate(texts) if text]
    digests = np.frombuffer(b''.join(one for one, _place in listed), np.uint64)
    order = np.argsort(digests, kind='stable')
    return Table(digests[order], np.asarray([place for _one, place in listed], np.int32)[order])


def places_of(text: str, table: Table) -> list[int]:
    """The places where this text may stand; whoever asks compares the texts."""
    wanted = np.frombuffer(digest(text), np.uint64)
    first, last = (
        int(table.digests.searchsorted(wanted)[0]),
        int(table.digests.searchsorted(wanted, 'right')[0]),
    )
    places: list[int] = table.places[first:last].tolist()
    return places


def _letters(texts: Iterable[str]) -> Array:
    framed = ''.join(f'{_START}{text}{_END}' for text in texts)
    return np.frombuffer(framed.encode('utf-32-le', 'surrogatepass'), np.uint32) & _LETTER


def name_tokens(key: str) -> list[int]:
    """The pairs of characters of one framed name, each once."""
    letters = [ord(char) & _LETTER for char in f'{_START}{key}{_END}']
    return sorted({(one << _BITS) | other for one, other in pairwise(letters)})


def pair_token(pair: str) -> int:
    """The token of one pair of characters."""
    one, other = (ord(char) & _LETTER for char in pair)
    return (one << _BITS) | other


def rows_holding(token: int, postings: Postings) -> Array:
    """The rows that hold a token, ascending; none where nobody holds it."""
    tokens, firsts, rows, _norms = postings
    # A number of another type would have numpy copy all tokens first.
    at = int(tokens.searchsorted(np.uint32(token)))
    held = at < len(tokens) and int(tokens[at]) == token
    return rows[firsts[at] : firsts[at + 1]] if held else rows[:0]


def _packed(keys: Sequence[str], offset: int) -> Array:
    """Each token of these names before its row, in one number, so that one sort orders both."""
    letters = _letters(keys)
    rows = np.repeat(np.arange(offset, offset + len(keys), dtype=np.uint64), [len(key) + 2 for key in keys])
    pairs = (letters[:-1] << _BITS) | letters[1:]
    inside = rows[:-1] == rows[1:]
    packed: Array = (pairs[inside].astype(np.uint64) << _ROW_BITS) | rows[:-1][inside]
    return packed


def make_postings(keys: Sequence[str]) -> Postings:
    """The postings of names by row."""
    count = len(keys)
    parts = [_packed(keys[start : start + _ROWS_AT_ONCE], start) for start in range(0, count, _ROWS_AT_ONCE)]
    packed = np.concatenate([np.empty(0, np.uint64), *parts])
    del parts
    packed.sort()
    packed = packed[_is_new(packed)]
    rows = packed.astype(np.uint32).astype(np.int32)
    packed >>= np.uint64(_ROW_BITS)
    starts = np.flatnonzero(_is_new(packed))
    firsts = np.append(starts, len(rows)).astype(np.int64)
    return Postings(packed[starts].astype(np.uint32), firsts, rows, _norms(firsts, rows, count))


def _is_new(ascending: Array) -> Array:
    """Whether each number differs from the one before it."""
    new = np.ones(len(ascending), np.bool_)
    np.not_equal(ascending[1:], ascending[:-1], out=new[1:])
    return new


def distinct(numbers: Array) -> Array:
    """Each number once, ascending; for small arrays faster than numpy's own."""
    ascending = np.sort(numbers)
    return ascending[_is_new(ascending)]


def weigh(lengths: Array, count: int) -> Array:
    """The weight of tokens by how many rows hold them."""
    weights: Array = np.log1p(count / np.maximum(lengths, 1)).astype(np.float32) ** 2
    return weights


def _norms(firsts: Array, rows: Array, count: int) -> Array:
    """The length of every row's vector; never 0."""
    lengths = np.diff(firsts)
    spread = np.repeat(weigh(lengths, count), lengths)
    total = np.zeros(count)
    for start in range(0, len(rows), _POSTINGS_AT_ONCE):
        part = slice(start, start + _POSTINGS_AT_ONCE)
        total += np.bincount(rows[part], spread[part], count)
    return np.sqrt(total).astype(np.float32) + np.float32(1e-6)
