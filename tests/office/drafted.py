"""Drafts in an outbox, made quickly: one transaction, no waiting for the disk."""

import hashlib

from store import outbox
from store.engine import atomic
from tests.outgoing import papers


def put(place, name, data, doc_type='letter', issuing_name='party', **values):
    """A draft under this name, as write_drafts would leave it."""
    return put_all(place, {name: data}, doc_type, issuing_name, **values)[0]


def put_all(place, drafts, doc_type='letter', issuing_name='party', **values):
    """Drafts by name; gives their paths."""
    rows = []
    for name, data in drafts.items():
        (place.rooms.outbox / name).write_bytes(data)
        told = {'recipients': name.removesuffix('.docx'), 'title': name, 'campaign': None} | values
        rows.append(
            outbox.Drafted(
                file=name,
                sha256=hashlib.sha256(data).hexdigest(),
                template='选派函.docx',
                doc_type=doc_type,
                issuing_name=issuing_name,
                figures=[],
                state='drafted',
                drafted_at=place.now(),
                **told,
            )
        )
    with atomic(place.engine) as connection:
        outbox.put_all(connection, rows)
    return [place.rooms.outbox / name for name in drafts]


def letters(place, count, **told):
    """So many letters, 函001.docx and on."""
    return put_all(
        place,
        {
            f'函{number:03}.docx': papers.letter(f'示例市第{number}协会', **told)
            for number in range(1, count + 1)
        },
        batch=1,
    )
