from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from openxml_audit import FileFormat, OpenXmlValidator

from model.office import Fonts, Layout
from office.faces import missing_faces, told_missing
from outgoing.dressing import dressed, faces
from outgoing.pack_zip import pack, unpack
from scripts.make_templates import FOLDER
from scripts.template_grid import Column, grid
from scripts.template_package import Turned, document_package
from scripts.template_pieces import imprint, letter_head, opened, signed, unsealed_signed, upward_number_line

W = '{http://schemas.openxmlformats.org/wordprocessingml/2006/main}'
MARGINS = ('top', 'right', 'bottom', 'left')
OTHER = Layout(
    top_mm=38,
    bottom_mm=34,
    left_mm=27,
    right_mm=20,
    line_pitch_pt=28,
    fonts=Fonts(body="仿宋", heading="黑体甲"),
)


def shipped(name: str = "进展通报.docx") -> bytes:
    return (FOLDER / name).read_bytes()


def part(docx: bytes, member: str = 'word/document.xml') -> Any:
    return etree.fromstring(unpack(docx)[member])


def values(root: Any, tag: str, key: str) -> list[int]:
    return [int(one.get(f'{W}{key}')) for one in root.iter(f'{W}{tag}') if one.get(f'{W}{key}')]


def everything() -> bytes:
    """A paper of pieces whose places hang on the margins."""
    wide = grid([Column(10, "序号", '{{ line.n }}'), Column(33, "名称", '{{ line.n }}')], wide=True)
    upright = letter_head() + opened(upward_number_line()) + signed() + unsealed_signed()
    return document_package(upright, Turned(wide), imprint(), letter=True)


def test_the_shipped_layout_leaves_the_very_same_bytes() -> None:
    template = shipped()
    assert dressed(template, Layout()) is template
    assert dressed(template, Layout(rounding='truncate', decimals=2)) is template


def test_margins_pitch_and_faces_are_those_of_the_office() -> None:
    docx = dressed(shipped(), OTHER)
    section = part(docx).find(f'.//{W}sectPr')
    margins = [round(int(section.find(f'{W}pgMar').get(W + side)) / 56.693) for side in MARGINS]
    assert margins == [38, 20, 34, 27]
    assert section.find(f'{W}docGrid').get(f'{W}linePitch') == '560'
    assert 579 not in values(part(docx, 'word/styles.xml'), 'spacing', 'line')
    assert faces(docx) == {"仿宋", "黑体甲", "楷体_GB2312", "宋体", "方正小标宋简体"}
    assert {one.get(f'{W}name') for one in part(docx, 'word/fontTable.xml')} >= {"仿宋", "黑体甲"}


@pytest.mark.parametrize('top', [36, 38])
def test_the_head_margin_may_be_a_millimetre_more_or_less(top: float) -> None:
    docx = dressed(shipped(), Layout(top_mm=top))
    assert round(values(part(docx), 'pgMar', 'top')[0] / 56.693) == top
    assert faces(docx) == faces(shipped())


def test_what_hangs_on_the_margins_moves_with_them(tmp_path: Path) -> None:
    docx = dressed(everything(), OTHER)
    body, styles = part(docx), part(docx, 'word/styles.xml')
    width = round(163 * 56.693)
    whole = [sum(values(one, 'gridCol', 'w')) for one in body.iter(f'{W}tbl')]
    assert round(225 * 56.693) in {one + 1 for one in whole} | set(whole)  # 38 + 34 leave 225 mm
    assert width in {one + 1 for one in whole} | set(whole) | {one - 1 for one in whole}
    stops = values(styles, 'tab', 'pos')
    assert max(stops) < width < max(stops) + 700
    assert round(27 * 56.693) - 1 <= values(body, 'tblpPr', 'tblpX')[-1] <= round(27 * 56.693) + 1  # 版记
    turned = list(body.iter(f'{W}pgMar'))[1]
    assert [round(int(turned.get(W + side)) / 56.693) for side in MARGINS] == [27, 38, 20, 34]
    (tmp_path / 'dressed.docx').write_bytes(docx)
    assert (
        OpenXmlValidator(file_format=FileFormat.OFFICE_2019).validate(tmp_path / 'dressed.docx').errors == []
    )


def test_every_row_of_a_table_keeps_to_its_columns() -> None:
    for table in part(dressed(everything(), OTHER)).iter(f'{W}tbl'):
        columns = sum(values(table.find(f'{W}tblGrid'), 'gridCol', 'w'))
        for row in table.findall(f'{W}tr'):
            assert sum(int(one.get(f'{W}w')) for one in row.iterfind(f'{W}tc/{W}tcPr/{W}tcW')) == columns


def test_what_the_office_set_itself_in_the_template_wins() -> None:
    members = unpack(shipped())
    body = members['word/document.xml'].replace(b'w:top="2098"', b'w:top="1701"')
    edited = pack({**members, 'word/document.xml': body})
    docx = dressed(edited, Layout(top_mm=38, bottom_mm=34))
    assert values(part(docx), 'pgMar', 'top') == [1701]
    assert values(part(docx), 'pgMar', 'bottom') == [1928]


def test_dressing_gives_the_same_bytes_again() -> None:
    assert dressed(shipped(), OTHER) == dressed(shipped(), OTHER)


def test_missing_faces_are_told_by_name_and_an_unknown_state_is_not_none(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr('office.faces._installed', lambda: frozenset({"宋体", "noto serif cjk sc"}))
    assert missing_faces(("宋体", "Noto Serif CJK SC", "仿宋_GB2312", "仿宋_GB2312")) == ("仿宋_GB2312",)
    assert "仿宋_GB2312" in (told_missing(("仿宋_GB2312",)) or '')
    assert told_missing(()) is None
    monkeypatch.setattr('office.faces._installed', lambda: None)
    assert missing_faces(("宋体",)) is None
    assert "fc-list" in (told_missing(None) or '')


def test_a_broken_template_is_left_to_the_press() -> None:
    assert dressed(b'no zip', OTHER) == b'no zip'
    broken = pack({**unpack(shipped()), 'word/styles.xml': b'<w:styles'})
    assert dressed(broken, OTHER) is broken
