import datetime as dt
import re
import shutil
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from desk.app import make_app
from desk.desk import Desk, open_desk
from office import people
from office.config import Workplace
from office.founding import found
from tests.office.conftest import SETTINGS
from tests.tools import missing
from tests.warm import kept_children, no_settling, warm_children  # noqa: F401  # fixtures

TODAY = dt.date(2026, 3, 13)
PASSWORD = '收发室的门在二楼左手'


@pytest.fixture(scope='session')
def quick_hashing() -> Iterator[None]:
    """Passwords are hashed as ever, but cheaply: what is tested is not argon2."""
    from argon2 import PasswordHasher

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(people, '_hasher', lambda: PasswordHasher(1, 8, 1))
        yield


@pytest.fixture
def founded_bare(tmp_path) -> Path:
    """An office where nobody has an account yet."""
    root = tmp_path / '新办公室'
    root.mkdir()
    (root / 'office.toml').write_text(SETTINGS, 'utf-8')
    return found(root).root


@pytest.fixture(scope='session')
def founded_desk(tmp_path_factory, quick_hashing) -> Path:
    """An office with an account in each role, to be copied."""
    root = tmp_path_factory.mktemp('样板台') / '办公室'
    root.mkdir()
    (root / 'office.toml').write_text(SETTINGS, 'utf-8')
    found(root)
    with open_desk(root, TODAY) as desk:
        place = desk.place('测试')
        people.first_administrator(place, 'first', '示例甲', PASSWORD)
        for role in ('registrar', 'reviewer', 'approver', 'administrator', 'auditor'):
            people.add_account(place, role, f'示例{role}', [role], PASSWORD)
        from store import accounts
        from store.engine import atomic

        with atomic(place.engine) as connection:
            for one in accounts.list_accounts(connection):
                accounts.change(connection, one.id, must_change=False)
    return root


@pytest.fixture
def root(tmp_path, founded_desk) -> Path:
    return Path(shutil.copytree(founded_desk, tmp_path / '办公室'))


@pytest.fixture(autouse=True)
def patient(monkeypatch):
    """What a test drafts is waited for, on a machine at work with other things too."""
    monkeypatch.setattr('desk.works._SOON_S', 60.0)


@pytest.fixture
def desk(root) -> Iterator[Desk]:
    with open_desk(root, TODAY) as opened:
        yield opened


@pytest.fixture
def place(desk) -> Workplace:
    return desk.place('示例甲')


def csrf_of(html: str) -> str:
    return re.findall(r'<meta name="csrf" content="([^"]*)"', html)[0]


class Signed(TestClient):
    """A browser without scripts, signed in: get(address), submit(address, {field: value})."""

    def submit(self, address: str, values: dict[str, Any] | None = None, **more: Any) -> Any:
        csrf = csrf_of(self.get('/password').text)
        return self.post(address, data={**(values or {}), 'csrf': csrf}, follow_redirects=False, **more)


@pytest.fixture
def stranger(desk) -> Signed:
    return Signed(make_app(desk), base_url='http://127.0.0.1:8765')


@pytest.fixture
def signed(desk) -> Callable[[str], Signed]:
    """signed('reviewer'): somebody of this role; signed('first'): the first account with its four roles."""

    def sign_in(name: str = 'first') -> Signed:
        client = Signed(make_app(desk), base_url='http://127.0.0.1:8765')
        csrf = csrf_of(client.get('/login').text)
        answer = client.post('/login', data={'name': name, 'password': PASSWORD, 'csrf': csrf})
        assert answer.status_code == 200, answer.text
        return client

    return sign_in


@pytest.fixture
def client(signed) -> Signed:
    return signed('first')


@pytest.fixture(scope='session')
def chromium() -> Iterator[Any]:
    """Debian's chromium; skipped where it is missing, failed where all tools are required."""
    path = shutil.which('chromium') or missing('chromium is not installed')
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=['--no-sandbox'])
        yield browser
        browser.close()


@contextmanager
def serving(desk: Desk) -> Iterator[str]:
    """The desk on a free port of loopback; gives its address without the last slash."""
    import uvicorn

    config = uvicorn.Config(make_app(desk), port=0, log_level='error', lifespan='off', ws='none')
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    try:
        yield f'http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}'
    finally:
        desk.behind.stopped = True
        server.should_exit = True
        thread.join(10)


@contextmanager
def signed_in_page(chromium: Any, base: str, **more: Any) -> Iterator[Any]:
    """A page of the browser, signed in as the first account; page.faults are errors its scripts met.

    No request leaves the machine.
    """
    context = chromium.new_context(
        base_url=base, viewport={'width': 1366, 'height': 768}, locale='zh-CN', accept_downloads=True, **more
    )
    context.set_default_timeout(15_000)
    page = context.new_page()
    outside: list[str] = []
    page.faults = []
    page.on('request', lambda request: None if request.url.startswith(base) else outside.append(request.url))
    page.on('pageerror', lambda error: page.faults.append(str(error)))
    page.on('console', lambda told: page.faults.append(told.text) if told.type == 'error' else None)
    page.goto('/login')
    page.fill('#name', 'first')
    page.fill('#password', PASSWORD)
    page.keyboard.press('Enter')
    page.wait_for_url(f'{base}/')
    try:
        yield page
    finally:
        context.close()
    assert [url for url in outside if not url.startswith(('blob:', 'data:'))] == []


@pytest.fixture
def served(desk) -> Iterator[str]:
    """The desk on a free port; gives its address without the last slash."""
    with serving(desk) as base:
        yield base


@pytest.fixture
def browser_page(chromium, served) -> Iterator[Any]:
    """A page of the browser on the desk, signed in as the first account; no request leaves the machine."""
    with signed_in_page(chromium, served) as page:
        yield page
