"""The page of what was done says whether the record holds."""

import sqlite3
from contextlib import closing

from office import record_checking


def test_the_page_says_whether_the_record_holds(signed, root, monkeypatch):
    auditor = signed('auditor')
    told = auditor.get('/records').text
    assert '核对相符' in told
    assert '从头核对' not in told
    with closing(sqlite3.connect(root / 'shoufa.db')) as connection:
        connection.execute('drop trigger audit_no_update')
        connection.execute("update audit set actor = '乙' where id = 2")
        connection.commit()
    broken = auditor.get('/records').text
    assert '核对不符' in broken
    assert '第2条对不上' in broken
    monkeypatch.setattr(record_checking, 'RECENT', 1)
    monkeypatch.setattr('desk.pages.records.RECENT', 1)
    assert '从头核对' in auditor.get('/records').text
    assert '核对不符' in auditor.get('/records', params={'whole': 'yes'}).text
