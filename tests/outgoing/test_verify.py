from pathlib import Path

import pytest

from model.figure import Figure
from outgoing.pack_zip import pack, unpack
from outgoing.verify import faults
from tests.outgoing.build import template


def changed(data: bytes, old: bytes, new: bytes, member: str = 'word/document.xml') -> bytes:
    members = unpack(data)
    assert old in members[member]
    return pack(members | {member: members[member].replace(old, new)})


def made(folder: Path, *paragraphs: str, raw: str = '') -> bytes:
    data = template(folder, *paragraphs, raw=raw).read_bytes()
    return changed(data, b'{{ title }}', b't', 'docProps/core.xml')


def table(*rows: tuple[str, ...]) -> str:
    """A table of texts whose first row is a header."""
    grid = '<w:gridCol w:w="900"/>' * len(rows[0])
    lines = ''.join(
        f'<w:tr>{"" if number else "<w:trPr><w:tblHeader/></w:trPr>"}'
        + ''.join(f'<w:tc><w:tcPr/><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>' for text in row)
        + '</w:tr>'
        for number, row in enumerate(rows)
    )
    return f'<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>{lines}</w:tbl>'


def test_a_sound_document_has_no_faults(tmp_path: Path) -> None:
    raw = table(("县（区）", "党员（名）", "备注"), ("甲县", "12", ""), ("乙县", "—", ""))
    assert faults(made(tmp_path, '示民函〔2026〕　号', '张三 nanny@example.cn', raw=raw)) == ()


@pytest.mark.parametrize(
    ('text', 'told'),
    [
        ('截至{{ cut_off }}', '还有没填的标记'),
        ('{% endif %}', '还有没填的标记'),
        ('共None家', '程序的空值'),
        ('覆盖率nan', '程序的空值'),
        ('甲县  乙县', '连续空格'),
        ('甲县　　乙县', '连续空格'),
    ],
)
def test_what_would_embarrass_the_office_is_named(tmp_path: Path, text: str, told: str) -> None:
    (fault,) = faults(made(tmp_path, text))
    assert told in fault


def test_an_empty_cell_under_a_numeric_header_is_named(tmp_path: Path) -> None:
    raw = table(("县（区）", "党员（名）"), ("甲县", "12"), ("乙县", ""))
    assert faults(made(tmp_path, raw=raw)) == ("表格第2行第2列是空的，该列应为数",)


@pytest.mark.parametrize('lost', ['begin', 'end'])
def test_a_field_left_open_is_named(tmp_path: Path, lost: str) -> None:
    mark = f'<w:fldChar w:fldCharType="{lost}"/>'.encode()
    data = changed(made(tmp_path, '正文'), mark, b'', 'word/footer1.xml')
    assert faults(data) == ("word/footer1.xml 里的域没有成对，Word 会报文件损坏",)


def test_a_part_that_is_not_well_formed_is_named(tmp_path: Path) -> None:
    assert faults(changed(made(tmp_path, '正文'), b'</w:body>', b'')) == ("word/document.xml 的内部结构损坏",)


def test_no_document_at_all_is_said() -> None:
    assert faults(b'x') == ("不是完好的 .docx 文件",)


def test_a_figure_that_is_printed_nowhere_is_named(tmp_path: Path) -> None:
    figures = [Figure('a', '167', 167, "已建党组织"), Figure('b', '300', 300, "登记社会组织")]
    assert faults(made(tmp_path, '已建167家，3001'), figures) == ("没有印出“登记社会组织”的数 300",)
