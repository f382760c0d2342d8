"""A clerk renames and merges at the desk: figures of every day follow exactly, and go back exactly."""

import re

from tests.desk.test_ledger_pages import ledger, names, seen  # noqa: F401  # ledger: a fixture


def told(client, day=''):
    """已建, 家数 of the sentence: now, or as things really were on a day."""
    html = client.get(f'/ledger/figures{f"?on={day}" if day else ""}').text
    spoken = re.findall(r'class="spoken">([^<]*)<', html)[0]
    return tuple(map(int, re.findall(r'（(\d+)/(\d+)）；', spoken)[0]))


def test_a_rename_and_a_merge_leave_exact_figures_and_can_both_go_back(client, ledger):  # noqa: F811
    assert (told(client), told(client, '2026-03-01')) == ((1, 3), (1, 3))
    form = {'kind': 'rename', 'to': '示例市甲一联合会', 'on': '2026-03-10', 'seen': seen(client, 1)}
    assert client.submit('/organisation/1/event', form).status_code == 303
    assert (told(client), told(client, '2026-03-01')) == ((1, 3), (1, 3))
    merged = client.submit('/organisation/1/merge', {'seen': seen(client, 1), 'double': '2'})
    assert merged.status_code == 303
    assert (told(client), told(client, '2026-03-13')) == ((1, 2), (1, 2))
    assert (
        names(client.get('/ledger?q=乙二')) == names(client.get('/ledger?q=老商会')) == ['示例市甲一联合会']
    )
    ended = {'kind': 'deregister', 'on': '2026-03-12', 'seen': seen(client, 1)}
    assert client.submit('/organisation/1/event', ended).status_code == 303
    assert (told(client), told(client, '2026-03-11')) == ((0, 1), (1, 2))
    for act in (4, 3, 2):
        assert client.submit(f'/ledger/acts/{act}/undo').status_code == 303, act
    assert (told(client), told(client, '2026-03-11')) == ((1, 3), (1, 3))
    assert names(client.get('/ledger?q=甲一')) == ['示例市甲一商会']
