"""What a template may say, and how much: the one environment of every template, and its limits.

Templates come from people, by mail too. What a tag may hold is a list of what is allowed (values, their
parts, comparisons, loops, a few filters), so nothing can be called, fetched or multiplied; loops and the text
they make are counted, so no template runs for long. Values themselves are never read as tags.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

import jinja2
import jinja2.meta
from jinja2 import nodes
from jinja2.exceptions import SecurityError
from jinja2.sandbox import SandboxedEnvironment
from markupsafe import escape

MOST_STEPS = 500_000
"""Turns of all loops of one part together: 5,000 rows of 20 columns need a fifth of it."""

MOST_TEXT = 50_000_000
"""Characters of one part: 5,000 rows of 15 cells with their XML need 30 million."""

_STEPS = '_steps'
_TEXT_A_STEP = 100  # characters that a join may make for one turn of a loop
_FILTERS = frozenset(
    (
        'abs', 'count', 'e', 'escape', 'first', 'join', 'last', 'length', 'list', 'max', 'min', 'reverse',
        'sort', 'string', 'sum', 'trim', 'unique',
    )
)  # fmt: skip
"""Without default and int: what nobody filled would print as 无 or 0 (a missing value is never 0)."""
_ALLOWED = (
    nodes.Template, nodes.Output, nodes.TemplateData, nodes.For, nodes.If, nodes.Name, nodes.Const,
    nodes.Getattr, nodes.Getitem, nodes.Slice, nodes.Filter, nodes.Test, nodes.Compare, nodes.Operand,
    nodes.And, nodes.Or, nodes.Not, nodes.CondExpr, nodes.Concat, nodes.Add, nodes.Sub, nodes.Neg,
    nodes.Tuple, nodes.List, nodes.Keyword,
)  # fmt: skip
_REFUSED: tuple[tuple[type[nodes.Node], str], ...] = (
    (nodes.Call, "不能调用函数"),
    (nodes.CallBlock, "不能调用函数"),
    (nodes.BinExpr, "不能做乘、除、乘方这类运算"),
    (nodes.Assign, "不能用 set"),
    (nodes.AssignBlock, "不能用 set"),
    (nodes.Macro, "不能用 macro"),
)


class TooMuch(jinja2.TemplateRuntimeError):
    """A template's loops turn too often, or what it prints is too long."""


class Compiled(NamedTuple):
    """A part's text as a template, and the names of the values it asks for."""

    template: jinja2.Template
    tags: frozenset[str]

    def render(self, values: dict[str, Any]) -> str:
        """The part's text; TooMuch beyond the limits, jinja2's errors for what cannot be printed."""
        return self.template.render({**values, _STEPS: [MOST_STEPS]})


def compile_part(source: str, environment: SandboxedEnvironment | None = None) -> Compiled:
    """A part's text with its tags, compiled; environment: another one than ENVIRONMENT, made from it.

    Raises:
        TemplateSyntaxError: a tag is broken (of jinja2).
        SecurityError: a tag does what no template may; the words are Chinese.
    """
    environment = environment or ENVIRONMENT
    try:
        tree = environment.parse(source)
        for _, said in refused(tree):
            raise SecurityError(said)
        tags = frozenset(jinja2.meta.find_undeclared_variables(tree))
        for loop in list(tree.find_all(nodes.For)):
            loop.iter = nodes.Filter(loop.iter, _STEPS, [], [], None, None, lineno=loop.lineno)
        tree.set_environment(environment)
        code: Any = environment.compile(tree)
    except (RecursionError, MemoryError, SyntaxError) as error:  # of Python's own compiler
        raise SecurityError("标记套得太深") from error
    return Compiled(jinja2.Template.from_code(environment, code, {}), tags)


def refused(tree: nodes.Node) -> Iterator[tuple[int, str]]:
    """(line, what it is in Chinese) of everything in a parsed template that no template may hold."""
    left = [tree]
    while left:
        node = left.pop()
        said = _refused(node)
        if said:
            yield getattr(node, 'lineno', 0), said
        else:
            left += reversed([*node.iter_child_nodes()])


def _refused(node: nodes.Node) -> str | None:
    if isinstance(node, nodes.Filter) and node.name in ENVIRONMENT.filters and node.name not in _FILTERS:
        return f"不能用过滤器 {node.name}"
    if isinstance(node, nodes.For) and node.recursive:
        return "循环不能套自己"
    if isinstance(node, nodes.Output) and any(_is_gibberish(one) for one in node.nodes):
        return "只能印文字和整数"
    names = [value for key, value in node.iter_fields() if key in {'name', 'attr'} and isinstance(value, str)]
    if isinstance(node, nodes.Getitem) and isinstance(node.arg, nodes.Const):
        names.append(str(node.arg.value))
    if any(name.startswith('_') for name in names):
        return "不能用下划线开头的名字"
    if isinstance(node, _ALLOWED) or (isinstance(node, nodes.Mul) and _is_span(node)):
        return None
    return next((said for kind, said in _REFUSED if isinstance(node, kind)), "用了模板里没有的写法")


def _is_gibberish(node: nodes.Node) -> bool:
    return isinstance(node, nodes.Const) and (
        isinstance(node.value, bool) or not isinstance(node.value, (str, int))
    )


def _is_span(node: nodes.Mul) -> bool:
    """What docxtpl itself makes of {% hm %}: a cell's columns times the turns of its loop."""
    left, right = node.left, node.right
    return (
        isinstance(left, nodes.Const)
        and isinstance(left.value, int)
        and isinstance(right, nodes.Getattr)
        and right.attr == 'length'
        and isinstance(right.node, nodes.Name)
        and right.node.name == 'loop'
    )


def _printable(value: object) -> object:
    """What a tag may print: text and whole numbers; a group of values or True would be gibberish."""
    if isinstance(value, jinja2.Undefined):
        return str(value)
    if isinstance(value, bool) or not isinstance(value, (str, int)):
        raise TypeError(f"标记印出的不是文字或整数（{type(value).__name__}）")
    return value


def _joined(pieces: Iterable[str]) -> str:
    kept: list[str] = []
    size = 0
    for piece in pieces:
        size += len(piece)
        if size > MOST_TEXT:
            raise TooMuch("印出的内容太长")
        kept.append(piece)
    return ''.join(kept)


@jinja2.pass_context
def _join(context: jinja2.runtime.Context, items: Any, between: str = '') -> str:
    """The items with a text between them; what it makes counts as turns, so that joins of joins end."""
    listed = [items] if isinstance(items, jinja2.Undefined) else _counted(context, items)
    texts = [escape(_printable(item)) for item in listed]
    size = sum(map(len, texts)) + len(between) * len(texts)
    context[_STEPS][0] -= size // _TEXT_A_STEP
    if size > MOST_TEXT // _TEXT_A_STEP or context[_STEPS][0] < 0:
        raise TooMuch("join 印出的内容太长")
    return escape(between).join(texts)


@jinja2.pass_context
def _counted(context: jinja2.runtime.Context, items: Any) -> Any:
    """The items of a loop, if its turns still fit into what one part may take."""
    listed = items if hasattr(items, '__len__') else list(items)
    left = context[_STEPS]
    left[0] -= len(listed) + 1
    if left[0] < 0:
        raise TooMuch("循环的次数太多")
    return listed


class _Environment(SandboxedEnvironment):
    concat = staticmethod(_joined)


ENVIRONMENT = _Environment(autoescape=True, undefined=jinja2.StrictUndefined, finalize=_printable)
"""The one environment of every template; docxtpl, given this one, prints the same."""

ENVIRONMENT.globals.clear()
ENVIRONMENT.filters[_STEPS] = _counted
ENVIRONMENT.filters['join'] = _join
