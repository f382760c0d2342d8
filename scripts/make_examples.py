"""Write examples/: the fictional office, its inbox, and the truth about both; always the same bytes.

python -m scripts.make_examples [FOLDER]
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from scripts import example_settings
from scripts.example_inbox import make_inbox
from scripts.example_readme import truth_to_readme
from scripts.example_sheets import instructors_to_workbook, ledger_to_workbook
from scripts.example_truth import make_truth, truth_to_json
from scripts.example_world import COUNTIES, Org, make_world, number_word, of_county

_POSTS = ('四级调研员', '科长', '副科长', '一级主任科员', '二级主任科员')
_SECTIONS = ('社会组织管理科', '办公室', '机关党委', '社会救助科', '区划地名科')
_DOUBLE = 4


def assign_instructors(world: Sequence[Org]) -> list[tuple[str, str, str, list[str]]]:
    """Ten instructors for 14 organisations that the bureau registered and nobody serves yet."""
    waiting = [
        [
            org.name for org in of_county(world, county)
            if org.supervisor is None and not org.facts['established'] and 'instructor' not in org.facts
        ]
        for county in COUNTIES
    ]  # fmt: skip
    chosen = [names[0] for names in waiting if names] + [names[1] for names in waiting if len(names) > 1]
    lines, start = [], 0
    for place in range(10):
        stop = start + (2 if place < _DOUBLE else 1)
        unit = f'示例市民政局{_SECTIONS[place % len(_SECTIONS)]}'
        lines.append((f'示例{number_word(place + 1)}', unit, _POSTS[place % len(_POSTS)], chosen[start:stop]))
        start = stop
    return lines


def make_files() -> dict[str, bytes]:
    """Every file of examples/ by its path."""
    world = make_world()
    inbox, instructors = make_inbox(world), assign_instructors(world)
    truth = make_truth(world, inbox, instructors)
    return {
        'README.md': truth_to_readme(truth).encode(),
        'truth.json': f'{truth_to_json(truth)}\n'.encode(),
        'office/office.toml': example_settings.OFFICE.encode(),
        'office/台账.xlsx': ledger_to_workbook(world),
        'office/指导员.xlsx': instructors_to_workbook(instructors),
        'office/活动/百日组建.toml': example_settings.pack().encode(),
        **{f'office/收文/{file.path}': file.content for file in inbox},
    }


def write_files(folder: Path) -> int:
    """Write every file below folder; the number of files."""
    files = make_files()
    for path, content in files.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
    return len(files)


if __name__ == '__main__':
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent.parent / 'examples'
    print(f'{write_files(target)} files in {target}')
