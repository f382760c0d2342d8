r"""What begins an RTF group ({\word ...): where its text goes, and what is done at its end.

RTF 1.9.1 "Destinations". A destination we do not know is skipped where it is marked \*, as the standard
asks; what is only a second form of something already read is skipped too.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from extractors.readers.docx.fields import overlaid_text
from extractors.readers.docx.names import TEXT_BOX, WORD_ART, R, V, W
from extractors.readers.rtf.charsets import Font
from extractors.readers.rtf.fields import RtfField, add_form_data, shown_instead
from extractors.readers.rtf.groups import Reading, look, put_text, skip_group
from extractors.readers.rtf.lists import Level, Override
from extractors.readers.rtf.story import Look, Story, add_mark, clean, end_run, end_story

MAX_STORIES = 30
"""Text boxes in text boxes."""

SKIPPED = frozenset(
    [
        'colortbl', 'stylesheet', 'info', 'shprslt', 'nonshppict', 'nonesttables', 'xe', 'tc', 'tcn',
        'rxe', 'txe', 'template', 'ftnsep', 'ftnsepc', 'ftncn', 'aftnsep', 'aftnsepc', 'aftncn',
        'filetbl', 'nextfile', 'private', 'falt', 'panose', 'fname', 'fontemb', 'fontfile', 'mmathPict',
        'levelnumbers', 'listname', 'ffname', 'comment', 'background',
    ]
)  # fmt: skip
_MARGINS = {f'{kind}{variant}': kind for kind in ('header', 'footer') for variant in ('', 'l', 'r', 'f')}


def open_destination(word: str, number: int | None, reading: Reading, *, starred: bool) -> bool:
    """Begin what the first word of a group asks for; False where the word is an ordinary one."""
    opener = _OPENERS.get(word)
    if opener is not None:
        reading.group.word = word
        opener(number, reading)
        return True
    if starred or word in SKIPPED or (word.startswith('m') and word.endswith('Pr')):
        skip_group(reading)
        return True
    return False


def _open_fonts(number: int | None, reading: Reading) -> None:  # noqa: ARG001
    reading.group.sink = partial(_name_font, reading)


def _name_font(reading: Reading, text: str) -> None:
    reading.fonts.setdefault(reading.group.font, Font()).name += text


def _open_note(number: int | None, reading: Reading) -> None:  # noqa: ARG001
    is_comment = reading.group.word == 'annotation'
    is_endnote = reading.data.startswith(rb'\ftnalt', reading.at)
    kind = 'comment' if is_comment else 'endnote' if is_endnote else 'footnote'
    story = _open_story(W + kind, reading)
    if story is not None:
        reading.notes.setdefault(kind, []).append(story.root)


def _open_margin(number: int | None, reading: Reading) -> None:  # noqa: ARG001
    kind = _MARGINS[reading.group.word]
    story = _open_story(W + ('hdr' if kind == 'header' else 'ftr'), reading)
    if story is not None:
        story.root.set(R + 'kind', kind)
        reading.margins[f'{kind}{len(reading.margins)}'] = story.root


def _open_text_box(number: int | None, reading: Reading) -> None:  # noqa: ARG001
    around = reading.story
    story = _open_story(TEXT_BOX, reading)
    if story is not None:
        add_mark('pict', Look(), around).append(story.root)


def _open_story(tag: str, reading: Reading) -> Story | None:
    """A story of its own until the group ends; None where they are nested beyond all reason."""
    from lxml import etree

    group = reading.group
    if len(reading.stories) >= MAX_STORIES:
        skip_group(reading)
        return None
    reading.stories.append(reading.story)
    reading.story = Story(etree.Element(tag), reading.numbered)
    group.sink, group.in_table, group.depth = None, False, 0
    group.list_number, group.hidden, group.struck = None, False, False
    group.end = partial(_end_story, reading)
    return reading.story


def _end_story(reading: Reading) -> None:
    end_story(reading.story)
    reading.story = reading.stories.pop()


def _open_field(number: int | None, reading: Reading) -> None:  # noqa: ARG001
    begin = add_mark('fldChar', Look(), reading.story)
    begin.set(W + 'fldCharType', 'begin')
    reading.fields.append(RtfField(begin))
    reading.group.end = partial(_end_field, reading)


def _end_field(reading: Reading) -> None:
    done = reading.fields.pop()
    add_mark('fldChar', Look(), reading.story).set(W + 'fldCharType', 'end')
    if done.shown and not reading.group.deleted:
        add_mark('t', look(reading), reading.story).text = clean(done.shown)


def _open_instruction(number: int | None, reading: Reading) -> None:  # noqa: ARG001
    if not reading.fields:
        skip_group(reading)
        return
    reading.group.sink = reading.fields[-1].instruction.append
    reading.group.end = partial(_end_instruction, reading)


def _end_instruction(reading: Reading) -> None:
    field = reading.fields[-1]
    code = clean(''.join(field.instruction))
    field.shown = shown_instead(code)
    if add_form_data(field):
        add_mark('instrText', Look(), reading.story).text = code
    elif field.kind in (None, 1):
        reading.stateless_boxes += 1


def _open_result(number: int | None, reading: Reading) -> None:  # noqa: ARG001
    field = reading.fields[-1] if reading.fields else None
    # Word stores no result of EQ, which docx_fields draws where there is none
    if field is not None and (field.shown is not None or overlaid_text(''.join(field.instruction))):
        skip_group(reading)
        return
    reading.group.sink = None
    if field is not None:
        add_mark('fldChar', Look(), reading.story).set(W + 'fldCharType', 'separate')


def _open_entry(number: int | None, reading: Reading) -> None:  # noqa: ARG001
    if not reading.fields:
        skip_group(reading)
        return
    letters: list[str] = []
    reading.group.sink = letters.append
    reading.group.end = lambda: reading.fields[-1].entries.append(clean(''.join(letters)))


def _open_label(number: int | None, reading: Reading) -> None:  # noqa: ARG001
    end_run(reading.story)
    reading.story.label = []
    reading.group.sink = reading.story.label.append


def _open_picture(number: int | None, reading: Reading) -> None:  # noqa: ARG001
    from lxml import etree

    etree.SubElement(add_mark('pict', Look(), reading.story), V + 'imagedata')
    skip_group(reading)


def _open_pair(number: int | None, reading: Reading) -> None:  # noqa: ARG001
    r"""{\upr{as before Unicode}{\*\ud{in Unicode}}}: only the second is read."""
    start = reading.data.find(b'{', reading.at)
    if start >= 0 and not reading.data.startswith(rb'{\*\ud', start):
        reading.at = start + 1
        skip_group(reading)
        reading.at += 1


def _open_property_name(number: int | None, reading: Reading) -> None:  # noqa: ARG001
    letters: list[str] = []
    reading.group.sink = letters.append

    def end() -> None:
        reading.shape_property = ''.join(letters)

    reading.group.end = end


def _open_property_value(number: int | None, reading: Reading) -> None:  # noqa: ARG001
    """Of a shape's properties only the text of word art is read."""
    from lxml import etree

    if reading.shape_property != 'gtextUNICODE':
        skip_group(reading)
        return
    letters: list[str] = []
    reading.group.sink = letters.append

    def end() -> None:
        art = etree.SubElement(add_mark('pict', Look(), reading.story), WORD_ART)
        art.set('string', clean(''.join(letters)))

    reading.group.end = end


def _open_list(number: int | None, reading: Reading) -> None:  # noqa: ARG001
    reading.lists.reading = []


def _open_level(number: int | None, reading: Reading) -> None:  # noqa: ARG001
    reading.lists.reading.append(Level())


def _open_level_text(number: int | None, reading: Reading) -> None:  # noqa: ARG001
    level = reading.lists.reading[-1] if reading.lists.reading else Level()
    letters: list[str] = []
    reading.group.sink = letters.append

    def end() -> None:
        level.text = ''.join(letters)

    reading.group.end = end


def _open_override(number: int | None, reading: Reading) -> None:  # noqa: ARG001
    reading.lists.override = Override()


def _open_override_level(number: int | None, reading: Reading) -> None:  # noqa: ARG001
    reading.lists.override.levels += 1


def _open_plain(number: int | None, reading: Reading) -> None:
    """A wrapper of ordinary text."""


def _open_math(mark: str) -> Callable[[int | None, Reading], None]:
    """What sets a denominator or a power off: ½ must not read as 12, nor x² as x2."""

    def opener(number: int | None, reading: Reading) -> None:  # noqa: ARG001
        put_text(mark, reading)

    return opener


def _open_silent(number: int | None, reading: Reading) -> None:  # noqa: ARG001
    reading.group.sink = lambda _: None


_OPENERS: dict[str, Callable[[int | None, Reading], None]] = {
    'fonttbl': _open_fonts,
    **dict.fromkeys(('footnote', 'annotation'), _open_note),
    'mden': _open_math('/'),
    'msup': _open_math('^'),
    **dict.fromkeys(_MARGINS, _open_margin),
    'shptxt': _open_text_box,
    'dptxbxtext': _open_text_box,
    'field': _open_field,
    'fldinst': _open_instruction,
    'fldrslt': _open_result,
    'ffl': _open_entry,
    'listtext': _open_label,
    'pntext': _open_label,
    'pict': _open_picture,
    'upr': _open_pair,
    'ud': _open_plain,
    'sn': _open_property_name,
    'sv': _open_property_value,
    'list': _open_list,
    'listlevel': _open_level,
    'leveltext': _open_level_text,
    'listoverride': _open_override,
    'lfolevel': _open_override_level,
    **dict.fromkeys(('shppict', 'nesttableprops', 'moMath', 'moMathPara', 'do'), _open_plain),
    **dict.fromkeys(('listtable', 'listoverridetable', 'formfield', 'shpinst', 'shpgrp', 'sp'), _open_silent),
}
