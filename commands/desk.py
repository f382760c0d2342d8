"""desk: the web pages where staff work."""

from __future__ import annotations

import socket
from pathlib import Path

import click

from commands.edge import FILE, Common, Shown, say
from model.errors import CannotStart


@click.command(cls=Shown, help="打开网页台：在浏览器里收文、核对、查台账、发文。")
@click.option('--host', default='127.0.0.1', metavar="地址", help="在哪个地址上打开，默认只限本机。")
@click.option('--port', default=8765, type=click.IntRange(1, 65535), metavar="端口", help="默认 8765。")
@click.option('--name', 'names', multiple=True, metavar="域名", help="同事用来打开的域名或地址，可写几个。")
@click.option('--certificate', type=FILE, metavar="证书", help="TLS 证书（PEM），对同事打开时必须有。")
@click.option('--key', type=FILE, metavar="私钥", help="TLS 私钥（PEM）。")
@click.pass_context
def desk(
    ctx: click.Context,
    host: str,
    port: int,
    names: tuple[str, ...],
    certificate: Path | None,
    key: Path | None,
) -> None:
    """Serve until stopped."""
    from desk.desk import open_desk
    from desk.serve import Opened, check_opened, serve

    common, opened = ctx.ensure_object(Common), Opened(host, port, certificate, key, names)
    check_opened(opened)
    _must_be_free(host, port)
    with open_desk(common.office, common.today) as opened_desk:
        say(ctx, f"网页台已打开：{opened.address}　关闭请按 Ctrl-C。")
        serve(opened_desk, opened)


def _must_be_free(host: str, port: int) -> None:
    """Raises CannotStart where something listens there already."""
    family = socket.AF_INET6 if ':' in host else socket.AF_INET
    with socket.socket(family) as tried:
        tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            tried.bind((host, port))
        except OSError as error:
            raise CannotStart(
                f"{host} 的端口 {port} 打不开（{error.strerror}）。可能网页台已经开着；"
                "或者换一个端口：--port 8766。"
            ) from error
