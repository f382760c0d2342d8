"""How fast the desk answers: `python -m bench.desk [--organisations N] [--papers N] [--people N]`.

The desk as users start it, on a large office; everybody looks at lists and confirms values at once, one
act about every two seconds each (bounded load on loopback). Times are those the people see, in
milliseconds; ours/bare is the confirming beside the same act called in this process with nobody waiting.
"""

from __future__ import annotations

import argparse
import http.client
import json
import random
import re
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode

from bench.desk_office import PASSWORD, TODAY, make_large_office
from office.config import open_workplace
from office.reviewing import accept

_THINK = 2.0
_LISTS = ('/', '/register', '/review', '/ledger', '/due', '/outgoing', '/campaigns', '/ledger?q=示例')
_KNOWN = re.compile(r'<meta name="csrf" content="([0-9a-f]*)"')

Times = dict[str, list[float]]


@dataclass(slots=True)
class Person:
    """A browser without scripts: one connection, one cookie."""

    port: int
    cookie: str = ''
    csrf: str = ''
    times: Times = field(default_factory=lambda: defaultdict(list))

    def __post_init__(self) -> None:
        self.line = http.client.HTTPConnection('127.0.0.1', self.port)

    line: http.client.HTTPConnection = field(init=False)

    def ask(self, method: str, address: str, values: dict[str, str] | None = None, name: str = '') -> bytes:
        """An answer's bytes; its time is kept under name or the address."""
        body = urlencode({**(values or {}), 'csrf': self.csrf}) if method == 'POST' else None
        kind = 'application/json' if name == 'confirm' else 'text/html'
        headers = {'Cookie': self.cookie, 'Accept': kind, 'Content-Type': 'application/x-www-form-urlencoded'}
        began = time.perf_counter()
        self.line.request(method, _quoted(address), body, headers)
        answer = self.line.getresponse()
        content = answer.read()
        self.times[name or address].append((time.perf_counter() - began) * 1000)
        if answer.status >= 400:
            raise SystemExit(f'{method} {address}: {answer.status} {content[-300:].decode()}')
        for told in answer.headers.get_all('Set-Cookie') or ():
            self.cookie = told.split(';')[0] if '=""' not in told else self.cookie
        found = _KNOWN.search(content.decode('utf-8', 'replace')) if kind == 'text/html' else None
        self.csrf = found[1] if found else self.csrf
        return content

    def sign_in(self, name: str) -> None:
        """In at the door."""
        self.ask('GET', '/login', name='door')
        self.ask('POST', '/login', {'name': name, 'password': PASSWORD}, 'sign in')
        self.ask('GET', '/password', name='door')
        self.times.clear()


def _quoted(address: str) -> str:
    path, mark, asked = address.partition('?')
    name, _, value = asked.partition('=')
    return f'{path}?{urlencode({name: value})}' if mark else path


def work(person: Person, number: int, numbers: range, paper: int, fault: list[str]) -> None:
    """A person's half hour in short: look at a list, open a paper's questions, confirm a value."""
    rng = random.Random(number)  # noqa: S311  # who does what, always the same
    try:
        time.sleep(rng.random() * _THINK)
        for question in numbers:
            person.ask('GET', rng.choice(_LISTS))
            time.sleep(rng.uniform(0.5, 1.5) * _THINK)
            html = person.ask(
                'GET', f'/review/paper/{paper + question}', name='a paper under review'
            ).decode()
            seen = re.findall(r'name="seen" value="([^"]*)"', html)
            time.sleep(rng.uniform(0.5, 1.5) * _THINK)
            said = {'choice': 'accept', 'seen': seen[0]}
            person.ask('POST', f'/review/{question}/answer', said, 'confirm')
            person.ask('GET', f'/paper/{paper}/page/1.png', name='page picture, warm')
            time.sleep(rng.uniform(0.5, 1.5) * _THINK)
    except SystemExit as ended:
        fault.append(str(ended))


def alone(root: Path, numbers: range) -> list[float]:
    """The same confirming in this process, nobody waiting: milliseconds each."""
    times = []
    with open_workplace(root, TODAY) as place:
        for number in numbers:
            began = time.perf_counter()
            accept(place, number)
            times.append((time.perf_counter() - began) * 1000)
    return times


@contextmanager
def served(root: Path) -> Iterator[int]:
    """The desk as users start it; gives its port."""
    with socket.socket() as free:
        free.bind(('127.0.0.1', 0))
        port = int(free.getsockname()[1])
    command = [
        sys.executable,
        'cli.py',
        'desk',
        '--office',
        str(root),
        '--today',
        str(TODAY),
        '--port',
        str(port),
    ]
    desk = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    try:
        _wait_for(port)
        yield port
    finally:
        desk.terminate()
        desk.wait()


def _wait_for(port: int) -> None:
    for _ in range(600):
        try:
            socket.create_connection(('127.0.0.1', port), 1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise SystemExit('the desk did not open')


def _p(times: list[float], share: float) -> float:
    return sorted(times)[min(int(len(times) * share), len(times) - 1)]


def lists_alone(person: Person) -> dict[str, tuple[float, int]]:
    """Each list asked for ten times by one person: median milliseconds and bytes."""
    found = {}
    for address in _LISTS:
        size = max(len(person.ask('GET', address)) for _ in range(10))
        found[address] = (statistics.median(person.times.pop(address)), size)
    return found


def main() -> None:
    """Make the office, open the desk, let everybody work, print what they saw."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument('--organisations', type=int, default=100_000)
    parser.add_argument('--papers', type=int, default=20_000)
    parser.add_argument('--people', type=int, default=20)
    parser.add_argument('--values', type=int, default=200)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / '办公室'
        more = asked.values + 20
        paper = make_large_office(root, asked.organisations, asked.papers, more, asked.people)
        bare = _p(alone(root, range(asked.values + 1, more + 1)), 0.95)
        with served(root) as port:
            told = _all_at_once(port, asked.people, asked.values, paper)
    told |= {'confirm_alone_p95_ms': round(bare, 1), 'ours/bare': round(told['confirm p95'] / bare, 2)}
    print(json.dumps(told, ensure_ascii=False, indent=1))


def _all_at_once(port: int, people: int, values: int, paper: int) -> dict[str, float]:
    persons = [Person(port) for _ in range(people)]
    for number, person in enumerate(persons, 1):
        person.sign_in(f'p{number}')
    lists = lists_alone(persons[0])
    persons[0].ask('GET', f'/paper/{paper}/page/1.png', name='page picture, first')
    faults: list[str] = []
    threads = [
        threading.Thread(target=work, args=(person, n, range(n, values + 1, people), paper, faults))
        for n, person in enumerate(persons, 1)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if faults:
        raise SystemExit('\n'.join(faults))
    merged: Times = defaultdict(list)
    for person in persons:
        for name, times in person.times.items():
            merged['a list among twenty' if name in _LISTS else name] += times
    told = {
        f'{name} p{share:.0%}'.rstrip('%'): round(_p(times, share), 1)
        for name, times in merged.items()
        for share in (0.5, 0.95)
    }
    told |= {f'{address} ms': round(ms, 1) for address, (ms, _) in lists.items()}
    return told | {f'{address} kB': round(size / 1000, 1) for address, (_, size) in lists.items()}


if __name__ == '__main__':
    main()
