r"""RTF's control words that stand anywhere: characters, formatting, paragraphs, rows and their cells."""

from __future__ import annotations

from collections.abc import Callable

from extractors.readers.docx.names import W
from extractors.readers.rtf.charsets import Font, code_page
from extractors.readers.rtf.groups import Reading, look, put_text
from extractors.readers.rtf.lists import Level
from extractors.readers.rtf.story import MAX_DEPTH, Look, add_mark, end_cell, end_paragraph, end_row
from extractors.readers.rtf.tables import RowDefinition

CHARACTERS = {
    'emdash': '—', 'endash': '–', 'lquote': '‘', 'rquote': '’', 'ldblquote': '“', 'rdblquote': '”',
    'bullet': '•', 'emspace': '\u2003', 'enspace': '\u2002', 'qmspace': '\u2005', '~': '\xa0', '_': '-',
    '\\': '\\', '{': '{', '}': '}',
}  # fmt: skip
_FIRST_ENCODABLE = 0x20

Handler = Callable[[int | None, Reading], None]


def do_word(word: str, number: int | None, reading: Reading) -> None:
    """Do what a control word says; number is its parameter, None where it has none."""
    if word in CHARACTERS:
        put_text(CHARACTERS[word], reading)
        return
    handler = _HANDLERS.get(word)
    if handler is not None:
        handler(number, reading)


def _set(name: str, default: int) -> Handler:
    def handler(number: int | None, reading: Reading) -> None:
        setattr(reading.group, name, default if number is None else number)

    return handler


def _switch(name: str) -> Handler:
    def handler(number: int | None, reading: Reading) -> None:
        setattr(reading.group, name, number != 0)

    return handler


def _font(number: int | None, reading: Reading) -> None:
    reading.group.font = number or 0
    if reading.group.is_wide:
        reading.group.wide_font = number or 0
    if reading.group.word == 'fonttbl':
        reading.fonts[number or 0] = Font()


def _associated_font(number: int | None, reading: Reading) -> None:
    if reading.group.is_wide:
        reading.group.wide_font = number or 0


def _script(*, is_wide: bool) -> Handler:
    def handler(number: int | None, reading: Reading) -> None:  # noqa: ARG001
        reading.group.is_wide = is_wide

    return handler


def _charset(number: int | None, reading: Reading) -> None:
    if reading.group.word == 'fonttbl':
        reading.fonts.setdefault(reading.group.font, Font()).charset = number


def _font_page(number: int | None, reading: Reading) -> None:
    if reading.group.word == 'fonttbl':
        reading.fonts.setdefault(reading.group.font, Font()).page = code_page(number)


def _program_page(codec: str) -> Handler:
    def handler(number: int | None, reading: Reading) -> None:  # noqa: ARG001
        reading.page = codec

    return handler


def _code_page(number: int | None, reading: Reading) -> None:
    reading.page = code_page(number) or reading.page


def _default_font(number: int | None, reading: Reading) -> None:
    reading.default_font = number or 0


def _plain(number: int | None, reading: Reading) -> None:  # noqa: ARG001
    group = reading.group
    if group.word != 'fonttbl':
        group.font = group.wide_font = -1
        group.is_wide = group.hidden = group.struck = group.deleted = False


def _pard(number: int | None, reading: Reading) -> None:  # noqa: ARG001
    group = reading.group
    group.list_number, group.level, group.in_table, group.depth = None, 0, False, 0


def _list_number(number: int | None, reading: Reading) -> None:
    if reading.group.word == 'listoverride':
        reading.lists.overrides[number or 0] = reading.lists.override
    else:
        reading.group.list_number = number or None


def _list_id(number: int | None, reading: Reading) -> None:
    if reading.group.word == 'list':
        reading.lists.levels[number or 0] = reading.lists.reading
    else:
        reading.lists.override.list_id = number or 0


def _level(name: str) -> Handler:
    def handler(number: int | None, reading: Reading) -> None:
        if reading.group.word == 'lfolevel':
            if name == 'start':
                reading.lists.override.starts[reading.lists.override.levels] = number or 0
        else:
            setattr(reading.lists.reading[-1] if reading.lists.reading else Level(), name, number or 0)

    return handler


def _depth(reading: Reading) -> int:
    r"""How many tables deep the open paragraph lies; old systems leave \intbl out from \trowd to \row."""
    group = reading.group
    return min(max(group.depth, 1 if group.in_table or reading.story.in_row else 0), MAX_DEPTH)


def _par(number: int | None, reading: Reading) -> None:  # noqa: ARG001
    group = reading.group
    if group.sink is None:
        place = group.list_number, group.level
        end_paragraph(_depth(reading), place, reading.story, deleted=group.deleted)


def _cell(number: int | None, reading: Reading) -> None:  # noqa: ARG001
    group = reading.group
    if group.sink is None:
        end_cell(1, (group.list_number, group.level), reading.story)


def _nested_cell(number: int | None, reading: Reading) -> None:  # noqa: ARG001
    group = reading.group
    if group.sink is None:
        end_cell(max(_depth(reading), 2), (group.list_number, group.level), reading.story)


def _row(number: int | None, reading: Reading) -> None:  # noqa: ARG001
    if reading.group.sink is None:
        story = reading.story
        end_row(1, story.definition if story.definition.cells else story.former, story)
        story.in_row = False


def _nested_row(number: int | None, reading: Reading) -> None:  # noqa: ARG001
    story = reading.story
    end_row(max(len(story.tables), 2), story.nested_definition, story)


def _new_row(number: int | None, reading: Reading) -> None:  # noqa: ARG001
    story = reading.story
    if reading.group.word == 'nesttableprops':
        story.nested_definition = RowDefinition()
    elif reading.group.sink is None:
        story.former = story.definition if story.definition.cells else story.former
        story.definition, story.in_row = RowDefinition(), True


def _definition(reading: Reading) -> RowDefinition:
    story = reading.story
    return story.nested_definition if reading.group.word == 'nesttableprops' else story.definition


def _row_left(number: int | None, reading: Reading) -> None:
    _definition(reading).left = number or 0


def _row_number(number: int | None, reading: Reading) -> None:
    _definition(reading).first = number == 0


def _last_row(number: int | None, reading: Reading) -> None:
    _definition(reading).last = number != 0


def _edge(number: int | None, reading: Reading) -> None:
    _definition(reading).add_edge(number or 0)


def _merge(kind: str) -> Handler:
    def handler(number: int | None, reading: Reading) -> None:  # noqa: ARG001
        _definition(reading).pending.merge = kind

    return handler


def _merged_left(number: int | None, reading: Reading) -> None:  # noqa: ARG001
    _definition(reading).pending.continues_left = True


def _tab(number: int | None, reading: Reading) -> None:  # noqa: ARG001
    put_text('\t', reading)


def _line(number: int | None, reading: Reading) -> None:  # noqa: ARG001
    if reading.group.sink is None and not reading.group.deleted:
        add_mark('br', look(reading), reading.story)


def _page_number(number: int | None, reading: Reading) -> None:  # noqa: ARG001
    if reading.group.sink is None:
        add_mark('fldSimple', Look(), reading.story).set(W + 'instr', 'PAGE')


def _form(name: str) -> Handler:
    def handler(number: int | None, reading: Reading) -> None:
        if reading.fields:
            setattr(reading.fields[-1], name, number or 0)

    return handler


def _character(number: int | None, reading: Reading) -> None:
    r"""\uN: a UTF-16 code unit, signed; control characters are not text."""
    code = (number or 0) & 0xFFFF
    if code >= _FIRST_ENCODABLE or code == ord('\t') or reading.group.word == 'leveltext':
        put_text(chr(code), reading)


_HANDLERS: dict[str, Handler] = {
    'u': _character,
    'f': _font,
    'af': _associated_font,
    'dbch': _script(is_wide=True),
    **dict.fromkeys(('loch', 'hich', 'rtlch', 'ltrch'), _script(is_wide=False)),
    'fcharset': _charset,
    'cpg': _font_page,
    'ansicpg': _code_page,
    'mac': _program_page('mac_roman'),
    'pc': _program_page('cp437'),
    'pca': _program_page('cp850'),
    'deff': _default_font,
    'uc': _set('fallback', 1),
    'v': _switch('hidden'),
    **dict.fromkeys(('strike', 'striked'), _switch('struck')),
    'deleted': _switch('deleted'),
    'mvf': _switch('deleted'),
    'plain': _plain,
    'pard': _pard,
    'ls': _list_number,
    'ilvl': _set('level', 0),
    'intbl': _switch('in_table'),
    'itap': _set('depth', 1),
    **dict.fromkeys(('par', 'sect'), _par),
    'cell': _cell,
    'nestcell': _nested_cell,
    'row': _row,
    'nestrow': _nested_row,
    'trowd': _new_row,
    'trleft': _row_left,
    'irow': _row_number,
    'lastrow': _last_row,
    'cellx': _edge,
    'clvmgf': _merge('restart'),
    'clvmrg': _merge('continue'),
    'clmrg': _merged_left,
    'tab': _tab,
    **dict.fromkeys(('line', 'softline'), _line),
    'chpgn': _page_number,
    'fftype': _form('kind'),
    'ffres': _form('result'),
    'ffdefres': _form('default'),
    'listid': _list_id,
    'levelnfc': _level('system'),
    'levelnfcn': _level('system'),
    'levelstartat': _level('start'),
    'levelfollow': _level('follow'),
    'levellegal': _level('legal'),
}
