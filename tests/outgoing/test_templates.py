import zipfile
from typing import Any

import pytest
from lxml import etree
from openxml_audit import FileFormat, OpenXmlValidator

from outgoing.press import Press
from scripts.make_templates import FOLDER, TEMPLATES

W = '{http://schemas.openxmlformats.org/wordprocessingml/2006/main}'


def part(name: str, member: str = 'word/document.xml') -> Any:
    with zipfile.ZipFile(FOLDER / name) as package:
        return etree.fromstring(package.read(member))


@pytest.mark.parametrize('name', TEMPLATES)
def test_the_checked_in_template_is_what_the_script_makes(name: str) -> None:
    assert TEMPLATES[name]() == (FOLDER / name).read_bytes()


@pytest.mark.parametrize('name', TEMPLATES)
def test_a_judge_from_outside_finds_nothing(name: str) -> None:
    assert OpenXmlValidator(file_format=FileFormat.OFFICE_2019).validate(FOLDER / name).errors == []


@pytest.mark.parametrize('name', TEMPLATES)
def test_margins_and_lines_are_those_of_the_standard(name: str) -> None:
    section = part(name).find(f'.//{W}sectPr')
    margins = section.find(f'{W}pgMar')
    sides = {side: round(int(margins.get(W + side)) / 56.693) for side in ('top', 'bottom', 'left', 'right')}
    assert sides == {'top': 37, 'bottom': 35, 'left': 28, 'right': 26}
    assert section.find(f'{W}docGrid').get(f'{W}linePitch') == '579'


def test_only_the_letter_has_a_first_page_without_a_number() -> None:
    with_first = [name for name in TEMPLATES if part(name).find(f'.//{W}titlePg') is not None]
    assert with_first == ["选派函.docx"]
    assert part("选派函.docx", 'word/footer3.xml').find(f'.//{W}instrText') is None


@pytest.mark.parametrize('name', TEMPLATES)
def test_page_numbers_stand_right_on_odd_and_left_on_even_pages(name: str) -> None:
    sides = [part(name, f'word/footer{number}.xml').find(f'.//{W}jc').get(f'{W}val') for number in (1, 2)]
    assert sides == ['right', 'left']
    assert part(name, 'word/settings.xml').find(f'{W}evenAndOddHeaders') is not None


@pytest.mark.parametrize('name', TEMPLATES)
def test_a_template_can_be_compiled_and_tells_its_tags(name: str) -> None:
    assert {'mark', 'number', 'title_lines', 'recipient', 'issuing', 'date'} <= Press(FOLDER / name).tags


def test_the_table_of_counties_repeats_its_header_on_every_page() -> None:
    for name in ("进展通报.docx", "落实情况报告.docx"):
        assert len(part(name).findall(f'.//{W}tblHeader')) == 2
