"""Formulas of a sheet's part as Excel shows them; a shared one is written once and moved for the rest."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

_NEWER = re.compile(r'_xl(?:fn|ws|pm|udf)\.')
"""Prefixes that a file gives to functions newer than the format; no program shows them."""


@dataclass(slots=True)
class SharedFormulas:
    """The shared formulas met so far in one sheet, by their number."""

    known: dict[str, Any] = field(default_factory=dict)

    def formula(self, text: str, about: dict[str, str], row: int, col: int) -> str | None:
        """An <f> element (ECMA-376-1 18.3.1.40) of the cell at row and col, from 1, as '=SUM(B2:B9)'.

        An array formula stands in braces; None for a cell that only belongs to one. '=' alone where a
        shared formula was never written, or does not fit its new place.
        """
        kind = about.get('t')
        shown = '=' + _NEWER.sub('', text)
        if kind == 'array':
            return f'{{{shown}}}'
        if kind == 'dataTable':
            return f'{{=TABLE({about.get("r1", "")},{about.get("r2", "")})}}'
        if kind != 'shared':
            return shown if text else None
        number = about.get('si', '')
        if text:
            self.known[number] = (shown, row, col)
            return shown
        return self._moved(number, row, col)

    def _moved(self, number: str, row: int, col: int) -> str:
        from openpyxl.formula.tokenizer import TokenizerError
        from openpyxl.formula.translate import Translator, TranslatorError
        from openpyxl.utils import get_column_letter

        known = self.known.get(number)
        try:
            if isinstance(known, tuple):
                formula, first_row, first_col = known
                known = Translator(formula, f'{get_column_letter(first_col)}{first_row}')
                self.known[number] = known
            return '=' if known is None else str(known.translate_formula(f'{get_column_letter(col)}{row}'))
        except (TokenizerError, TranslatorError, ValueError, IndexError):
            return '='
