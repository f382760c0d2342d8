"""The hash of a line of the record, as anybody can compute it."""

import datetime as dt
import hashlib

from model.chain import BEGINNING, line_to_hash

AT = dt.datetime(2026, 3, 13, 9, 30)


def test_it_is_the_sha256_that_the_handbook_tells():
    told = '0' * 64 + '\n[7,"2026-03-13T09:30:00","\\u7532","issue","12",{"\\u4efd\\u6570":30}]'
    found = line_to_hash(BEGINNING, 7, AT, '甲', 'issue', '12', {'份数': 30})
    assert found == hashlib.sha256(told.encode()).hexdigest()
