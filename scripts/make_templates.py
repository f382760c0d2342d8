"""Builds templates/*.docx, plain documents that staff can edit: python -m scripts.make_templates."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from scripts import (
    template_campaign,
    template_consult,
    template_correction,
    template_letters,
    template_lists,
    template_office,
)

FOLDER = Path(__file__).parent.parent / 'templates'

TEMPLATES: dict[str, Callable[[], bytes]] = {
    **template_letters.TEMPLATES,
    **template_campaign.TEMPLATES,
    **template_consult.TEMPLATES,
    **template_correction.TEMPLATES,
    **template_lists.TEMPLATES,
    **template_office.TEMPLATES,
}


def main() -> None:
    """Writes every template; the bytes are the same on every run."""
    FOLDER.mkdir(exist_ok=True)
    for name, build in TEMPLATES.items():
        (FOLDER / name).write_bytes(build())
        print(FOLDER / name)


if __name__ == '__main__':
    main()
