"""Every act that is put on record has its words."""

import re
from pathlib import Path

from office.audited import ACT_NAMES

OFFICE = Path(__file__).parent.parent.parent / 'office'


def test_every_act_of_the_code_has_words():
    noted = set()
    for path in OFFICE.glob('*.py'):
        for call in re.findall(r'audit\.note\((.*?)\)\n', path.read_text('utf-8'), re.DOTALL):
            noted |= set(re.findall(r"act='(\w+)'", call))
    assert noted - ACT_NAMES.keys() == set()
