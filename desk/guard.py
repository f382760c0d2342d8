"""What every request passes before anything else: Host, Origin, and the headers of every answer.

A page of another site that makes the browser call us (DNS rebinding, cross-site forms) is refused here.
"""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LOOPBACK = frozenset({'127.0.0.1', 'localhost', '[::1]'})

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)

HEADERS = {
    'Content-Security-Policy': POLICY,
    'X-Content-Type-Options': 'nosniff',
    'X-Frame-Options': 'DENY',
    'Referrer-Policy': 'same-origin',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Permissions-Policy': 'camera=(), microphone=(), geolocation=()',
}

_LASTING = 'public, max-age=31536000, immutable'


class Guard:
    """The middleware; hosts are the names we answer to besides loopback, secure tells of TLS."""

    def __init__(self, app: ASGIApp, hosts: Iterable[str] = (), *, secure: bool = False) -> None:
        self.app = app
        self.hosts = LOOPBACK | frozenset(hosts)
        self.secure = secure

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or refuse."""
        if scope['type'] != 'http':
            if scope['type'] == 'lifespan':
                await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        refused = self._refused(scope['method'], headers)
        answer: ASGIApp = (
            PlainTextResponse(refused, 421 if "网址" in refused else 403) if refused else self.app
        )
        keeping = _keeping(scope['path'], scope['query_string'])

        async def with_headers(message: Message) -> None:
            if message['type'] == 'http.response.start':
                self._add_headers(MutableHeaders(scope=message), keeping)
            await send(message)

        await answer(scope, receive, with_headers)

    def _refused(self, method: str, headers: Headers) -> str:
        """Why a request is refused; '' where it is not."""
        if host_to_name(headers.get('host', '')) not in self.hosts:
            return "网址不对：请用办公室公布的网址打开。"
        if method in {'GET', 'HEAD'}:
            return ''
        if headers.get('sec-fetch-site', 'same-origin') not in {'same-origin', 'none'}:
            return "请求来自别的网站，已拒绝。"
        origin = headers.get('origin')
        if origin is not None and not self._is_ours(origin, headers['host']):
            return "请求来自别的网站，已拒绝。"
        return ''

    def _is_ours(self, origin: str, host: str) -> bool:
        parts = urlsplit(origin)
        return parts.scheme == ('https' if self.secure else 'http') and parts.netloc == host

    def _add_headers(self, headers: MutableHeaders, keeping: str) -> None:
        for name, value in HEADERS.items():
            headers[name] = value
        headers.setdefault('Cache-Control', keeping)
        if self.secure:
            headers['Strict-Transport-Security'] = 'max-age=31536000'


def _keeping(path: str, asked: bytes) -> str:
    """What a browser may keep: files of ours under their mark for good, others once asked again, no page."""
    if not path.startswith('/static/'):
        return 'no-store'
    return _LASTING if asked else 'no-cache'


def host_to_name(host: str) -> str:
    """The name in a Host header without its port; '' where it is no host."""
    try:
        name = urlsplit(f'//{host}').hostname or ''
    except ValueError:
        return ''
    return f'[{name}]' if ':' in name else name
