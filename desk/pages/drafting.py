"""A campaign drafted from a notice, its pack confirmed, changed and started: no TOML is touched (G6)."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import quote

from starlette.responses import Response

from campaigns.condition_rows import RELATIONS
from campaigns.pack_fields import SECTIONS, UNIT_WORDS, Field, Section
from campaigns.part_forms import table_to_texts, texts_to_table
from desk.visit import CLERKS, Address, Visit, data, page, to
from extractors.readers.pictures.where import text_to_where
from model.errors import ShoufaError, UsageFault
from model.serialise import where_to_short
from office import drafting, pack_editing, planning
from office.pack_parts import PackStale, Part, known_section, new_part, part_seen, parts_of
from office.pack_sources import source_of
from office.pack_words import count_choices, part_to_facts, subjects, value_to_words

_SPARE = 2
"""Empty rows that a condition's form offers beyond what is filled in."""


def campaign_address(pack_id: str, rest: str = '') -> str:
    """/campaign/名/…, as links need it."""
    return f'/campaign/{quote(pack_id, safe="")}{rest}'


def do_draft(visit: Visit) -> Response:
    """Draft a pack from a notice of the register."""
    number = visit.needed('number', "收文编号")
    if not number.isdecimal():
        raise UsageFault("“收文编号”应是数字，如 12。编号见“收文”的列表。")
    done = drafting.draft_pack(visit.place, int(number))
    words = {'written': "已起草", 'unchanged': "已起草过，没有变化", 'beside': "原有的没有动，新稿另存"}
    visit.tell(f"{words[done.status]}：{len(done.doubts)}处待确认。")
    return to(campaign_address(done.pack, '/draft'))


def show_draft(visit: Visit) -> Response:
    """The pack line by line: what is doubtful first, each with its sentence and its answers."""
    pack_id = visit.request.path_params['pack']
    pack = planning.pack_named(visit.place, pack_id)
    parts = parts_of(pack)
    doubtful = [one for one in parts if one.doubt]
    return page(
        visit,
        'draft.html',
        title=f"核对活动：{pack.title}",
        here='campaigns',
        pack=pack,
        address=campaign_address(pack_id),
        started=planning.started_on(visit.place, pack_id),
        doubtful=doubtful,
        parts=parts,
        sections=SECTIONS,
        facts=part_to_facts,
        source=source_of(visit.place, pack),
        own=pack_editing.is_own(visit.place, pack_id),
        removed=pack_editing.removed_parts(visit.place, pack_id),
        place_address=place_address,
        may_edit=visit.may(*CLERKS),
    )


def place_address(number: int, where: str) -> str:
    """The picture of the place of a sentence; '' where it cannot be told."""
    try:
        told = where_to_short(text_to_where(where))
    except ShoufaError:
        return ''
    return f'/paper/{number}/place.png?where={quote(json.dumps(told, ensure_ascii=False))}' if told else ''


def do_confirm(visit: Visit) -> Response:
    """An answer to a doubt."""
    visit.tell(
        pack_editing.confirm(
            visit.place, _pack(visit), visit.text('section'), visit.text('seen'), visit.text('way')
        )
    )
    return _back(visit)


def do_settle(visit: Visit) -> Response:
    """A doubt about the whole paper was looked at."""
    doubt = str(visit.form.get('doubt', ''))
    visit.tell(pack_editing.settle_doubt(visit.place, _pack(visit), doubt))
    return _back(visit)


def do_remove(visit: Visit) -> Response:
    """Take a part out."""
    seen = visit.text('seen')
    visit.tell(pack_editing.remove(visit.place, _pack(visit), visit.text('section'), seen))
    return _back(visit)


def do_restore(visit: Visit) -> Response:
    """Put a part back."""
    visit.tell(pack_editing.restore(visit.place, _pack(visit), _whole(visit.text('act'))))
    return _back(visit)


def _whole(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 12 else 0


def _pack(visit: Visit) -> str:
    return str(visit.request.path_params['pack'])


def _back(visit: Visit) -> Response:
    return to(campaign_address(_pack(visit), '/draft'))


def do_give_up(visit: Visit) -> Response:
    """A draft that nobody wants."""
    visit.tell(pack_editing.give_up(visit.place, _pack(visit)))
    return to('/campaigns')


def show_part(visit: Visit) -> Response:
    """The form of one part: ?seen= names it, without it one is added."""
    pack = planning.pack_named(visit.place, _pack(visit))
    section, seen = known_section(visit.request.path_params['section']), visit.asked('seen')
    part = part_seen(pack, section.key, seen) if seen else new_part(section, -1, {})
    return _form(visit, part, table_to_texts(section, part.held))


def _form(visit: Visit, part: Part, texts: dict[str, list[str]], stale: PackStale | None = None) -> Response:
    pack = planning.pack_named(visit.place, _pack(visit))
    return page(
        visit,
        'part.html',
        409 if stale else 200,
        title=f"改：{part.name}" if part.held else f"加一条：{part.section.label}",
        here='campaigns',
        pack=pack,
        address=campaign_address(pack.id),
        part=part,
        texts=texts,
        rows=lambda field: _rows(field, texts),
        choices=lambda field: _choices(visit, field),
        subjects=subjects(pack),
        relations=RELATIONS,
        units=UNIT_WORDS,
        stale=stale,
        now=part_to_facts(part) if stale and stale.stands else [],
        sent=_sent(part.section, stale),
    )


def _rows(field: Field, texts: dict[str, list[str]]) -> list[list[tuple[str, str, str]]]:
    """A condition's alternatives, each with spare rows, and one more alternative."""
    found: list[list[Any]] = []
    while f'{field.key}.{len(found)}.subject' in texts:
        columns = [texts[f'{field.key}.{len(found)}.{part}'] for part in ('subject', 'relation', 'value')]
        found.append(list(zip(*columns, strict=True)))
    return [[*rows, *[('', '>=', '')] * _SPARE] for rows in [*found, []]]


def _choices(visit: Visit, field: Field) -> list[tuple[str, str]]:
    if field.key == 'counts':
        return count_choices()
    if field.key == 'forms':
        return list({one.id: one.title for one in visit.place.forms}.items())
    return list(field.choices)


def _sent(section: Section, stale: PackStale | None) -> list[tuple[str, str]]:
    held = stale.sent if stale else None
    return [
        (one.label, value_to_words(one, held[one.key])) for one in section.fields if held and one.key in held
    ]


def do_part(visit: Visit) -> Response:
    """Save a part; where somebody else was first, both versions are shown and nothing is saved."""
    section = known_section(visit.request.path_params['section'])
    texts = {name: [str(one) for one in visit.form.getlist(name)] for name in visit.form}
    seen, sure = visit.text('seen'), visit.text('sure') == 'yes'
    try:
        told = pack_editing.change(visit.place, _pack(visit), section.key, seen, texts, sure=sure)
    except PackStale as stale:
        if visit.wants_json:
            return data({'message': stale.message, 'stands': stale.stands, 'sent': stale.sent}, 409)
        part = new_part(section, _whole(seen.partition('.')[0]), dict(stale.stands or {}))
        held: Any = texts_to_table(section, texts, {})
        return _form(visit, part, table_to_texts(section, held), stale)
    visit.tell(told)
    return _back(visit)


def do_start(visit: Visit) -> Response:
    """Start the campaign."""
    visit.tell(planning.start(visit.place, _pack(visit)).partition('。')[0] + "。")
    return to(campaign_address(_pack(visit)))


ADDRESSES = (
    Address('/campaigns/draft', do_draft, CLERKS, 'POST'),
    Address('/campaign/{pack}/draft', show_draft),
    Address('/campaign/{pack}/draft/confirm', do_confirm, CLERKS, 'POST'),
    Address('/campaign/{pack}/draft/settle', do_settle, CLERKS, 'POST'),
    Address('/campaign/{pack}/draft/remove', do_remove, CLERKS, 'POST'),
    Address('/campaign/{pack}/draft/restore', do_restore, CLERKS, 'POST'),
    Address('/campaign/{pack}/draft/part/{section}', show_part, CLERKS),
    Address('/campaign/{pack}/draft/part/{section}', do_part, CLERKS, 'POST'),
    Address('/campaign/{pack}/draft/give-up', do_give_up, CLERKS, 'POST'),
    Address('/campaign/{pack}/start', do_start, CLERKS, 'POST'),
)
