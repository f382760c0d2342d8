import re
import zipfile
from functools import cache
from typing import Any

import pytest
from lxml import etree
from openxml_audit import FileFormat, OpenXmlValidator

from outgoing.press import Press
from scripts.make_templates import FOLDER, TEMPLATES

W = '{http://schemas.openxmlformats.org/wordprocessingml/2006/main}'
R = '{http://schemas.openxmlformats.org/officeDocument/2006/relationships}'
UPRIGHT = {'top': 37, 'bottom': 35, 'left': 28, 'right': 26}
HEAD_OR_FOOT = re.compile('in (?:marks|signatures)')
LABELS = "信封标签.docx"
TURNED = {'top': 28, 'bottom': 26, 'left': 35, 'right': 37}


@cache
def part(name: str, member: str = 'word/document.xml') -> Any:
    with zipfile.ZipFile(FOLDER / name) as package:
        return etree.fromstring(package.read(member))


def sections(name: str) -> list[Any]:
    return list(part(name).iter(f'{W}sectPr'))


def is_turned(section: Any) -> bool:
    return bool(section.find(f'{W}pgSz').get(f'{W}orient') == 'landscape')


def footers(name: str, section: Any) -> dict[str, Any]:
    """The footers of a section by what pages they are for."""
    links = {link.get('Id'): link.get('Target') for link in part(name, 'word/_rels/document.xml.rels')}
    return {
        one.get(f'{W}type'): part(name, f"word/{links[one.get(f'{R}id')]}")
        for one in section.iter(f'{W}footerReference')
    }


def words(element: Any) -> str:
    return ''.join(element.itertext())


@pytest.mark.parametrize('name', TEMPLATES)
def test_the_checked_in_template_is_what_the_script_makes(name: str) -> None:
    assert TEMPLATES[name]() == (FOLDER / name).read_bytes()


@pytest.mark.parametrize('name', TEMPLATES)
def test_a_judge_from_outside_finds_nothing(name: str) -> None:
    assert OpenXmlValidator(file_format=FileFormat.OFFICE_2019).validate(FOLDER / name).errors == []


@pytest.mark.parametrize('name', TEMPLATES)
def test_margins_and_lines_of_every_section_are_those_of_the_standard(name: str) -> None:
    for section in sections(name):
        margins = section.find(f'{W}pgMar')
        sides = {side: round(int(margins.get(W + side)) / 56.693) for side in UPRIGHT}
        assert sides == (TURNED if is_turned(section) else UPRIGHT)
        assert section.find(f'{W}docGrid').get(f'{W}linePitch') == '579'


@pytest.mark.parametrize('name', TEMPLATES)
def test_only_a_letters_first_page_bears_no_number(name: str) -> None:
    first = [section.find(f'{W}titlePg') is not None for section in sections(name)]
    mark = part(name).find(f'.//{W}tblpPr[@{W}vertAnchor="page"]')  # a letter's head is fixed to the page
    assert first == [mark is not None, *[False] * (len(first) - 1)]
    for section in sections(name):
        kinds = footers(name, section)
        assert {kind for kind, footer in kinds.items() if 'PAGE' in words(footer)} == {'default', 'even'}


@pytest.mark.parametrize('name', TEMPLATES)
def test_page_numbers_stand_right_on_odd_and_left_on_even_pages(name: str) -> None:
    for section in sections(name):
        kinds = footers(name, section)
        sides = [kinds[kind].find(f'.//{W}pPr/{W}jc').get(f'{W}val') for kind in ('default', 'even')]
        assert sides == ['right', 'left']
        beside = is_turned(section) and len(sections(name)) > 1
        assert (kinds['default'].find(f'.//{W}textDirection') is not None) == beside
    assert part(name, 'word/settings.xml').find(f'{W}evenAndOddHeaders') is not None


@pytest.mark.parametrize('name', TEMPLATES)
def test_a_template_can_be_compiled_and_tells_its_tags(name: str) -> None:
    tags = Press(FOLDER / name).tags
    assert tags
    if 'mark' in tags:
        assert {'number', 'title_lines', 'issuing', 'date'} <= tags


@pytest.mark.parametrize('name', TEMPLATES)
def test_a_table_of_many_lines_repeats_its_head_on_every_page(name: str) -> None:
    for table in part(name).iter(f'{W}tbl'):
        loops = [row for row in table.findall(f'{W}tr') if '{%tr for' in words(row)]
        if name != LABELS and any(not HEAD_OR_FOOT.search(words(row)) for row in loops):
            assert table.find(f'{W}tr/{W}trPr/{W}tblHeader') is not None
        assert all(row.find(f'{W}trPr/{W}cantSplit') is not None for row in table.findall(f'{W}tr'))


@pytest.mark.parametrize('name', TEMPLATES)
def test_the_columns_of_every_table_fit_the_type_area(name: str) -> None:
    widest = max(297 - 37 - 35 if is_turned(section) else 170 for section in sections(name))
    for table in part(name).iter(f'{W}tbl'):
        columns = [int(column.get(f'{W}w')) for column in table.iterfind(f'{W}tblGrid/{W}gridCol')]
        assert sum(columns) == int(table.find(f'{W}tblPr/{W}tblW').get(f'{W}w'))
        assert sum(columns) / 56.693 < widest + 1


@pytest.mark.parametrize('name', TEMPLATES)
def test_every_style_in_use_is_there(name: str) -> None:
    known = {style.get(f'{W}styleId') for style in part(name, 'word/styles.xml').iter(f'{W}style')}
    assert {style.get(f'{W}val') for style in part(name).iter(f'{W}pStyle')} <= known
