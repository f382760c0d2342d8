"""desk: the web pages where staff work."""

from __future__ import annotations

import socket
from typing import Any

import click

from commands.edge import FILE, Common, Shown, say, workplace
from model.errors import CannotStart


@click.command(cls=Shown, help="打开网页台：在浏览器里收文、核对、查台账、发文。")
@click.option('--host', default='127.0.0.1', metavar="地址", help="在哪个地址上打开，默认只限本机。")
@click.option('--port', default=8765, type=click.IntRange(1, 65535), metavar="端口", help="默认 8765。")
@click.option('--name', 'names', multiple=True, metavar="域名", help="同事用来打开的域名或地址，可写几个。")
@click.option('--certificate', type=FILE, metavar="证书", help="TLS 证书（PEM），对同事打开时必须有。")
@click.option('--key', type=FILE, metavar="私钥", help="TLS 私钥（PEM）。")
@click.option(
    '--reset', metavar="用户名", help="不打开网页台，给这个账号一个临时密码（管理员忘了密码时用）。"
)
@click.pass_context
def desk(ctx: click.Context, /, host: str, port: int, reset: str | None, **given: Any) -> None:
    """Serve until stopped."""
    from desk.desk import open_desk
    from desk.serve import Opened, check_opened, serve
    from office.logs import logging_to

    if reset:
        _reset(ctx, reset)
        return
    common, opened = ctx.ensure_object(Common), Opened(host, port, **given)
    check_opened(opened)
    _must_be_free(host, port)
    with open_desk(common.office, common.today) as opened_desk, logging_to(common.office, '网页台'):
        say(ctx, f"网页台已打开：{opened.address}　关闭请按 Ctrl-C。")
        serve(opened_desk, opened)


def _reset(ctx: click.Context, name: str) -> None:
    """A password for one sign-in, on the terminal of the machine itself."""
    from office.accounts_kept import reset_named

    with workplace(ctx) as place:
        word = reset_named(place, name)
    click.echo(f"“{name}”的临时密码：{word}　登录后会要求改掉。")


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
