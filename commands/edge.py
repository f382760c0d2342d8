"""What every command shares: the options that go anywhere, Chinese help, output and exit codes."""

from __future__ import annotations

import datetime as dt
import re
import signal
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

import click

from model.errors import ShoufaError, UsageFault

if TYPE_CHECKING:
    from office.config import Workplace


T = TypeVar('T')


class Line(NamedTuple):
    """Where a command lives and what --help says of it, so that help imports nothing."""

    module: str
    attribute: str
    help: str


class UnknownCommand(click.UsageError):
    """A command that does not exist; the message is ours, in Chinese."""


@dataclass(slots=True)
class Common:
    """--office, --today and --quiet, given before or after the command."""

    office: Path = Path()
    today: dt.date | None = None
    quiet: bool = False


_HAN = re.compile('[\u4e00-\u9fff]')
_WRITTEN = re.compile(r'((?:19|20|21)\d{2})[-/.年](\d{1,2})[-/.月](\d{1,2})日?')


class _Date(click.ParamType[dt.date]):
    name = "日期"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> dt.date:
        if isinstance(value, dt.date):
            return value
        written = _WRITTEN.fullmatch(str(value).strip())
        try:
            return dt.date(*map(int, written.groups())) if written else dt.date.fromisoformat(value)
        except ValueError:
            self.fail(f"“{value}”不是日期，应写成 2026-03-13 这样。", param, ctx)


DATE = _Date()
FILE = click.Path(path_type=Path)


def _remember(ctx: click.Context, param: click.Parameter, value: Any) -> None:
    if value not in {None, False} and param.name:
        setattr(ctx.ensure_object(Common), param.name, value)


def _common(envvars: bool) -> list[click.Parameter]:
    """The options that stand before or after a command; only the first place reads the environment."""
    return [
        click.Option(
            ['--office'],
            type=FILE,
            envvar='SHOUFA_OFFICE' if envvars else None,
            expose_value=False,
            callback=_remember,
            help="办公室所在文件夹，默认当前文件夹。",
        ),
        click.Option(
            ['--today'],
            type=DATE,
            envvar='SHOUFA_TODAY' if envvars else None,
            expose_value=False,
            callback=_remember,
            help="按这一天办理，默认北京时间今天。",
        ),
        click.Option(
            ['--quiet'], is_flag=True, expose_value=False, callback=_remember, help="不显示进度和提示。"
        ),
    ]


class Shown(click.Command):
    """A command whose help is in Chinese and that takes the common options."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.options_metavar = "[选项]"
        self.params = [*self.params, *_common(envvars=False)]

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """--help, in Chinese."""
        option = super().get_help_option(ctx)
        if option:
            option.help = "显示帮助。"
        return option

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """用法：command and its pieces."""
        formatter.write_usage(ctx.command_path, ' '.join(self.collect_usage_pieces(ctx)), prefix="用法：")

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The options under their Chinese heading."""
        records = [record for param in self.get_params(ctx) if (record := param.get_help_record(ctx))]
        if records:
            with formatter.section("选项"):
                formatter.write_dl(records)


class Group(Shown, click.Group):
    """A group whose commands are imported when they are called; help imports none of them."""

    command_class = Shown

    def __init__(self, *args: Any, lines: dict[str, Line] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lines = lines or {}
        self.subcommand_metavar = "命令 [参数]..."

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The commands in the order they are listed."""
        return [*self.lines, *super().list_commands(ctx)]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command, imported now."""
        line = self.lines.get(cmd_name)
        if line is None:
            return super().get_command(ctx, cmd_name)
        command: click.Command = getattr(import_module(line.module), line.attribute)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command called.

        Raises:
            UsageError: there is none of that name; the nearest are offered.
        """
        if args and not args[0].startswith('-') and self.get_command(ctx, args[0]) is None:
            from difflib import get_close_matches

            near = get_close_matches(args[0], self.list_commands(ctx))
            hint = f"是不是 {'、'.join(near)}？" if near else ""
            raise UnknownCommand(f"没有命令 {args[0]}。{hint}", ctx)
        return super().resolve_command(ctx, args)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The options, then a line for each command."""
        Shown.format_options(self, ctx, formatter)
        own = {name: command.get_short_help_str(80) for name, command in self.commands.items()}
        helps = {name: line.help for name, line in self.lines.items()} | own
        if helps:
            with formatter.section("命令"):
                formatter.write_dl(list(helps.items()))


class Root(Group):
    """The program itself: its common options also read SHOUFA_OFFICE and SHOUFA_TODAY."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.params = _common(envvars=True)


@contextmanager
def workplace(ctx: click.Context) -> Iterator[Workplace]:
    """The office that the common options name."""
    from office.config import open_workplace

    common = ctx.ensure_object(Common)
    with open_workplace(common.office, common.today) as place:
        yield place


def echo_json(value: Any) -> None:
    """One object or list on stdout, as UTF-8."""
    import json

    from model.serialise import to_plain

    click.echo(json.dumps(to_plain(value), ensure_ascii=False, indent=1, default=str))


def say(ctx: click.Context, message: str) -> None:
    """A message on stderr, unless --quiet."""
    if not ctx.ensure_object(Common).quiet:
        click.echo(message, err=True)


def show_by_label(told: Mapping[str, Iterable[str]]) -> None:
    """A line for each of what an import tells, its label before it."""
    for label, lines in told.items():
        for line in lines:
            click.echo(f"　{label}：{line}")


def _usage_to_chinese(error: click.UsageError) -> str:
    """Click's English about a wrong call, in Chinese."""
    param = getattr(error, 'param', None)
    name = (param.opts[0] if isinstance(param, click.Option) else param.human_readable_name) if param else ""
    if isinstance(error, UnknownCommand):
        return error.message
    if isinstance(error, click.NoSuchOption):
        return f"没有选项 {error.option_name}。"
    if isinstance(error, click.MissingParameter):
        return f"缺少参数 {name}。"
    if isinstance(error, click.BadParameter):
        told = error.message if _HAN.search(error.message) else "写法不对，用 --help 看该怎么写。"
        return f"参数 {name} 不对：{told}"
    if isinstance(error, click.BadOptionUsage):
        return f"选项 {error.option_name} 后面写得不够或不对，用 --help 看该怎么写。"
    return f"命令写得不对：{error.format_message()}"


def called_as() -> str:
    """How the user called us, for a next command that can be typed as it stands."""
    called = Path(sys.argv[0])
    return f'python {called}' if called.suffix == '.py' else str(called)


def progress(ctx: click.Context, items: Iterable[T], count: int) -> AbstractContextManager[Iterable[T]]:
    """A bar on stderr while items go by; none with --quiet or where stderr is no terminal."""
    hidden = ctx.ensure_object(Common).quiet or not sys.stderr.isatty()
    return click.progressbar(items, length=count, file=sys.stderr, hidden=hidden)


def _fault_told(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """A fault of the program: say so in Chinese before the trace that its maintainers need."""
    click.echo("程序出错了，已办完的不受影响。请把下面的内容交给维护人员：", err=True)
    sys.__excepthook__(kind, error, trace)


def _end(*_: object) -> None:
    """End as after an error: what was unpacked or converted in memory goes with its folder."""
    sys.exit(128 + signal.SIGTERM)


def run(program: click.Command) -> None:
    """Run the program; the one place where errors become messages and exit codes."""
    sys.excepthook = _fault_told
    signal.signal(signal.SIGTERM, _end)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, 'reconfigure'):
            stream.reconfigure(encoding='utf-8', errors='backslashreplace')
    try:
        result = program.main(prog_name='shoufa', standalone_mode=False)
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.format_message())
        sys.exit(UsageFault.exit_code)
    except click.UsageError as error:
        click.echo(_usage_to_chinese(error), err=True)
        if error.ctx:
            click.echo(f"请看帮助：{error.ctx.command_path} --help", err=True)
        sys.exit(UsageFault.exit_code)
    except click.Abort:
        click.echo("已中止。", err=True)
        sys.exit(1)
    except ShoufaError as error:
        click.echo(error.message, err=True)
        sys.exit(error.exit_code)
    except Exception as error:
        from store.place_faults import place_fault

        fault = place_fault(error)
        if fault is None:
            raise
        click.echo(fault.message, err=True)
        sys.exit(fault.exit_code)
    sys.exit(result if isinstance(result, int) else 0)
