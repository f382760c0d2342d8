"""The one Jinja environment of the pages: escapes everything, knows no undefined name."""

from __future__ import annotations

import datetime as dt
import hashlib
import secrets
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from desk.menu import visit_to_menu
from desk.once import MARK
from text.phones import mask_phones_in

HTML = Path(__file__).parent / 'html'
STATIC = Path(__file__).parent / 'static'


@cache
def environment() -> Environment:
    """Built once; a missing value is a fault of ours and shows in the tests."""
    made = Environment(
        loader=FileSystemLoader(HTML),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    filters: dict[str, Callable[..., Any]] = {
        'day': _day,
        'moment': _moment,
        'or_none': _or_none,
        'masked': mask_phones_in,
    }
    made.filters |= filters
    made.globals |= {'static': static_address, 'token': csrf_to_input, 'menu': visit_to_menu}
    return made


def render(template: str, /, **told: Any) -> str:
    """A template of html/ with what it tells."""
    return environment().get_template(template).render(**told)


def csrf_to_input(csrf: str) -> Markup:
    """The hidden fields that every form of ours carries: whose it is, and a mark that no other form has."""
    hidden = Markup('<input type="hidden" name="{}" value="{}">')
    return hidden.format('csrf', csrf) + hidden.format(MARK, secrets.token_urlsafe(9))


@cache
def static_address(name: str) -> str:
    """The address of a file of static/, other when its bytes are.

    A script keeps one address: modules import each other by it, and one under two addresses would run twice.
    """
    if name.endswith('.js'):
        return f'/static/{name}'
    mark = hashlib.sha256((STATIC / name).read_bytes()).hexdigest()[:12]
    return f'/static/{name}?{mark}'


def _day(value: dt.date | None) -> str:
    return f'{value:%Y-%m-%d}' if value else ""


def _moment(value: dt.datetime | None) -> str:
    return f'{value:%m-%d %H:%M}' if value else ""


def _or_none(value: Any) -> Any:
    """A missing value is said to be missing, never shown as empty or nought."""
    return "缺" if value is None or value == '' else value
