"""match over real names with codes, miswritten: wrong ones are told, repaired only by both checks."""

import csv
import json
import random

import pytest

from office.founding import found
from tests.office.conftest import SETTINGS
from text.codes import has_inner_checksum, has_outer_checksum

HELD, ASKED = 360, 240
WIDE = str.maketrans({chr(place): chr(place + 0xFEE0) for place in range(0x21, 0x7F)})
ALIKE = {'0': 'O', '1': 'I', '2': 'Z', '5': 'S'}


def right(code):
    return has_outer_checksum(code.upper()) and has_inner_checksum(code.upper())


@pytest.fixture(scope='module')
def lines(shared):
    """(name, code) of the list, those with a code that is really wrong first."""
    path = shared / 'corpus' / 'names' / 'enterprises-20k.tsv'
    with path.open(encoding='utf-8', newline='') as file:
        rows = list(csv.DictReader(file, delimiter='\t', quoting=csv.QUOTE_NONE))
    found = [(row['name'], row['uscc']) for row in rows if '\ufffd' not in row['name']]
    wrong = [line for line in found if not right(line[1])]
    return wrong + random.Random(691).sample([line for line in found if right(line[1])], HELD - len(wrong))


def alike(code, rng):
    """One to three of its digits as the letters that look like them."""
    places = [place for place, char in enumerate(code) if char in ALIKE]
    chosen = set(rng.sample(places, min(len(places), rng.choice((1, 1, 2, 3)))))
    return ''.join(ALIKE[char] if place in chosen else char for place, char in enumerate(code))


def mistyped(code, rng):
    """One digit behind the first two as another digit: a single slip always fails the 18th character."""
    place = rng.choice([place for place, char in enumerate(code) if place > 1 and char.isdigit()])
    return (
        code[:place] + rng.choice([char for char in '0123456789' if char != code[place]]) + code[place + 1 :]
    )


def swapped(code, rng):
    places = [place for place in range(2, 17) if code[place] != code[place + 1]]
    place = rng.choice(places)
    return code[:place] + code[place + 1] + code[place] + code[place + 2 :]


SAME = {
    'lower': lambda code, rng: code.lower(),
    'blanks': lambda code, rng: f' {code[:2]} {code[2:8]}\u3000{code[8:17]}-{code[17:]} ',
    'wide': lambda code, rng: code.translate(WIDE),
}
WRONG = {
    'digit': mistyped,
    'swap': swapped,
    'digit and letter': lambda code, rng: alike(mistyped(code, rng), rng),
    'cut': lambda code, rng: code[:-1],
}
WAYS = SAME | WRONG | {'alike': alike}


@pytest.fixture(scope='module')
def asked(lines):
    """{id: (way, own code, as miswritten, name)}: each way in turn over lines whose own code is right."""
    rng = random.Random(692)
    good = [line for line in lines if right(line[1])]
    ways = list(WAYS)
    return {
        f'{count}': (way, code, WAYS[way](code, rng), name)
        for count, (name, code) in enumerate(good[:ASKED])
        for way in [ways[count % len(ways)]]
    }


@pytest.fixture
def decided(shoufa, tmp_path, lines, asked):
    """{id: decision} on all questions at once, against a ledger of the same lines."""
    root = tmp_path / '办公室'
    root.mkdir()
    (root / 'office.toml').write_text(SETTINGS, 'utf-8')
    found(root)
    write(tmp_path / '台账.csv', 'name,code,region', ((name, code, '甲县') for name, code in lines))
    rows = [(key, name, typed, '甲县') for key, (_, _, typed, name) in asked.items()]
    rows += [(f'u{key}', '', typed, '') for key, (_, _, typed, _) in asked.items()]
    rows += [(f'w{count}', name, code, '甲县') for count, (name, code) in enumerate(lines) if not right(code)]
    rows += [(f'o{count}', one[0], other[1], '甲县') for count, (one, other) in enumerate(crossed(lines))]
    write(tmp_path / '名单.csv', 'id,name,code,region', rows)
    assert shoufa('--office', root, 'ledger', 'import', tmp_path / '台账.csv').returncode == 0
    done = shoufa('--office', root, 'match', tmp_path / '名单.csv', '--json')
    assert done.returncode == 0, done.stderr
    told = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(told) == len(rows)
    return {line['id']: line for line in told}


def crossed(lines):
    """Names with the right code of another organisation."""
    good = [line for line in lines if right(line[1])][-40:]
    return list(zip(good, good[1:] + good[:1], strict=True))


def write(path, head, rows):
    with path.open('w', encoding='utf-8', newline='') as file:
        csv.writer(file).writerows([head.split(','), *rows])


def test_a_wrong_code_is_told_and_never_repaired_to_another_organisation(decided, asked, lines):
    """One ledger for all: founding an office and importing costs more than the questions."""
    check_miswritten(decided, asked)
    check_wrong_in_the_ledger(decided, lines)
    check_crossed(decided, crossed(lines))


def check_miswritten(decided, asked):
    for key, (way, own, typed, _) in asked.items():
        for line in (decided[key], decided[f'u{key}']):
            said = '；'.join(line['reasons'])
            assert line['code'] in {None, own}, (way, own, typed, line)
            if way in WRONG:
                assert not right(typed)
                assert '校验' in said or '不是18位' in said, (way, typed, line)
                assert '改为' not in said, (way, typed, line)
            elif way == 'alike':
                assert '改为' in said, (typed, line)
                assert '校验位相符' in said, (typed, line)
            else:
                assert '校验' not in said, (typed, line)
        if way in WRONG:
            assert decided[f'u{key}']['decision'] == 'not_tried'
        else:
            assert decided[key]['decision'] == 'matched'
            assert right(decided[key]['code'])
            assert decided[f'u{key}']['candidates'][0]['code'] == own


def check_wrong_in_the_ledger(decided, lines):
    for count, (name, code) in enumerate(lines):
        if not right(code):
            line = decided[f'w{count}']
            said = '；'.join(line['reasons'])
            assert '校验' in said or '不是18位' in said, (name, code, line)
            assert '改为' not in said, line
            assert line['code'] in {None, code}, line


def check_crossed(decided, pairs):
    """A name with another organisation's right code goes to a person, who is shown both."""
    for count, (one, other) in enumerate(pairs):
        line = decided[f'o{count}']
        assert line['decision'] == 'candidates', (one, other, line)
        assert {one[1], other[1]} <= {candidate['code'] for candidate in line['candidates']}, line
