"""The desk on its port: loopback unless opened on purpose, TLS where files are given."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from desk.app import make_app
from desk.desk import Desk
from desk.guard import LOOPBACK, host_to_name
from desk.logged import Logged
from model.errors import UsageFault

PORT = 8765
_CONNECTIONS = 500
"""As many are open at once, those that listen to news among them; more are told to come again (503)."""


@dataclass(frozen=True, slots=True)
class Opened:
    """Where the desk listens, and the names it is called by; certificate and key are PEM files, or None."""

    host: str = '127.0.0.1'
    port: int = PORT
    certificate: Path | None = None
    key: Path | None = None
    names: tuple[str, ...] = ()

    @property
    def address(self) -> str:
        """What people type."""
        scheme = 'https' if self.certificate else 'http'
        named = self.names[0] if self.names else '127.0.0.1' if self.host == '0.0.0.0' else self.host  # noqa: S104  # compared, not bound
        return f'{scheme}://{named}:{self.port}/'


def check_opened(opened: Opened) -> None:
    """Raises UsageFault where the desk would be open to others without TLS, or its files are not there."""
    if (opened.certificate is None) != (opened.key is None):
        raise UsageFault("证书和私钥要一起给：--certificate 证书.pem --key 私钥.pem。")
    for path in (opened.certificate, opened.key):
        if path is not None and not path.is_file():
            raise UsageFault(f"找不到“{path}”。请检查路径后再试。")
    if opened.host not in LOOPBACK | {'::1'} and opened.certificate is None:
        raise UsageFault(
            "网页台默认只在本机打开。要让同事的电脑也能打开，请给出证书："
            "--certificate 证书.pem --key 私钥.pem。"
        )


def _host_to_name(host: str) -> str:
    """As the guard reads it from a request: small letters, no port, an address of IPv6 in brackets."""
    return host_to_name(host if host.count(':') < 2 or host.startswith('[') else f'[{host}]')


def serve(desk: Desk, opened: Opened) -> None:
    """Answer until stopped (Ctrl-C or SIGTERM); what runs behind is finished first.

    Raises:
        UsageFault: it would be open without TLS, or its files are not there.
    """
    import uvicorn

    check_opened(opened)
    desk.secure = opened.certificate is not None
    desk.hosts = frozenset(map(_host_to_name, (opened.host, *opened.names)))
    config = uvicorn.Config(
        Logged(make_app(desk)),
        host=opened.host,
        port=opened.port,
        ssl_certfile=opened.certificate,
        ssl_keyfile=opened.key,
        log_level='warning',
        access_log=False,
        server_header=False,
        timeout_keep_alive=60,
        limit_concurrency=_CONNECTIONS,
        timeout_graceful_shutdown=5,
        lifespan='off',
        ws='none',
    )
    uvicorn.Server(config).run()
