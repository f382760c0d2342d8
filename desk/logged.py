"""Requests of the desk in its log: when, from where, what page, which answer, how long; no names."""

from __future__ import annotations

import logging
import re
import time

from starlette.types import ASGIApp, Message, Receive, Scope, Send

_LOG = logging.getLogger('shoufa')
_OURS = re.compile('[a-z-]{1,20}|[0-9]{1,9}')
_DEEPEST = 6


class Logged:
    """An application that tells the log of each request once it is answered.

    Of a path our own words and numbers are told; a name in it is *, and what stands behind ? is left out.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """As any application of ASGI."""
        if scope['type'] != 'http' or scope['path'].startswith('/static/'):
            await self.app(scope, receive, send)
            return
        began, status = time.monotonic(), 0

        async def seen(message: Message) -> None:
            nonlocal status
            status = message.get('status', status)
            await send(message)

        try:
            await self.app(scope, receive, seen)
        finally:
            host = (scope.get('client') or ('-', 0))[0]
            took = (time.monotonic() - began) * 1000
            _LOG.info('%s %s %s %d %.0fms', host, scope['method'], _told(scope['path']), status, took)


def _told(path: str) -> str:
    parts = path.strip('/').split('/')[:_DEEPEST]
    return '/' + '/'.join(part if _OURS.fullmatch(part) else '*' for part in parts if part)
