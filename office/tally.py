"""What became of a return's lines: every one accepted, held, rejected or dropped as a total, and counted."""

from __future__ import annotations

from model.form import FormDefinition
from model.returned import Return
from office.hints import count_hints
from store import register, row_heads
from store.engine import Connection


def tally_to_text(definition: FormDefinition, returned: Return, tally: dict[str, int]) -> str:
    """What became of a return, every line of it in one of the numbers."""
    if returned.subject == 'reporting_unit':
        return f"《{definition.title}》仅报汇总数：不改动单位台账"
    dropped = f"，剔除合计{tally['totals_dropped']}行" if tally['totals_dropped'] else ""
    hidden = f"，隐藏{tally['hidden_rows']}行已计入" if tally['hidden_rows'] else ""
    hints = count_hints(returned, definition)
    warned = f"，提示{hints}处" if hints else ""
    return (
        f"《{definition.title}》{tally['rows']}家：入账{tally['accepted']}、待核{tally['held']}"
        f"{dropped}{hidden}{warned}"
    )


def count_lines(
    connection: Connection, number: int, totals_dropped: int = 0, hidden_rows: int = 0
) -> dict[str, int]:
    """Count a return's lines by what became of them, and keep the count with its entry.

    rows = accepted + held + rejected; the lines that came in are rows + totals_dropped.
    """
    states = row_heads.count_states(connection, number)
    tally = {
        'rows': states.total(),
        'accepted': states['accepted'],
        'held': states['held'],
        'rejected': states['rejected'],
        'totals_dropped': totals_dropped,
        'hidden_rows': hidden_rows,
    }
    register.change(connection, number, tally=tally)
    return tally


def count_again(connection: Connection, number: int) -> None:
    """Count a return's lines after a person settled one; what was dropped stays as it was read."""
    entry = register.get(connection, number)
    if entry is not None and entry.tally is not None:
        count_lines(connection, number, entry.tally['totals_dropped'], entry.tally['hidden_rows'])
