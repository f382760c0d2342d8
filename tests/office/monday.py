"""The inbox of story S1: forty files of a Monday, one of them an archive with eight more (office-life.md)."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path

from tests.build import ole
from tests.build_doc import doc, par
from tests.build_ofd import ofd, page, words
from tests.office.conftest import NOTICE
from tests.office.drawn import photograph, scanned_pdf

PAGES = (
    (*NOTICE[:7], '报送材料一式两份，电子版和纸质版一并报送，逾期不候。'),
    ('各市民政局要确定一名联络员，并于2026年3月20日前报送名单。', *NOTICE[7:9]),
    ('联系人：社会组织管理处，联系电话：0000-1234567。', *NOTICE[9:]),
)
"""示民函〔2026〕12号 over three pages."""
SECRET = '关于某某专项的紧急通知'
GOOD = (1, '示例市甲一商会', 12, 5, 7, 3, 3, 0)


def paper(number: int, *, to: str = '各市民政局') -> list[str]:
    """Another notice, of its own number and title."""
    lines = [line.replace('12号', f'{number}号').replace('各市民政局：', f'{to}：') for line in NOTICE]
    return [line.replace('社会组织台账', f'第{number}项台账') for line in lines]


def fill_inbox(inbox: Path, notice: Callable[..., Path], survey: Callable[..., Path]) -> Path:
    """The forty files; gives the classified one."""
    for number in range(1, 10):
        notice(f'通知{number}.docx', *paper(number))
    for number in (10, 11):
        doc(inbox / f'通知{number}.wps', [par(line) for line in paper(number)])
    _twelve(inbox)
    _returns(inbox, survey)
    notice('体育.docx', *paper(20, to='示例市体育局'))
    ole(inbox / '加密.docx', 'EncryptedPackage', 'EncryptionInfo')
    return notice('专项.docx', '秘密★5年', *(line.replace('关于报送', f'{SECRET}关于') for line in paper(21)))


def _twelve(inbox: Path) -> None:
    """One notice as OFD, as a scan and as three photographs."""
    laid = [''.join(words(line, 25, 40 + 12 * row) for row, line in enumerate(lines)) for lines in PAGES]
    ofd(inbox / '示民函12号.ofd', *map(page, laid))
    scanned_pdf(inbox / '示民函12号扫描.pdf', *PAGES)
    for number, lines in enumerate(PAGES, start=1):
        photograph(inbox / f'IMG_{number:04}.jpg', lines)


def _returns(inbox: Path, survey: Callable[..., Path]) -> None:
    """Twenty, of which two are alike and one is like one of the eight in the archive."""
    for number in range(1, 20):
        survey(f'甲县/附件{number}.xlsx', (*GOOD, f'备注{number}'))
    (inbox / '甲县' / '附件1 副本.xlsx').write_bytes((inbox / '甲县' / '附件1.xlsx').read_bytes())
    inner = [
        (f'县区报表/附件{number}.xlsx', survey('临时.xlsx', (*GOOD, f'另{number}')).read_bytes())
        for number in range(1, 8)
    ]
    (inbox / '临时.xlsx').unlink()
    inner.append(('县区报表/附件8.xlsx', (inbox / '甲县' / '附件2.xlsx').read_bytes()))
    (inbox / 'QQ邮箱.zip').write_bytes(gbk_zip(inner))


class _AsWindows(zipfile.ZipInfo):
    """A member whose name is written in GBK, with nothing that says so, as Chinese Windows does."""

    def _encodeFilenameFlags(self) -> tuple[bytes, int]:  # noqa: N802  # zipfile's own hook
        return self.filename.encode('gbk'), self.flag_bits & ~0x800


def gbk_zip(members: Sequence[tuple[str, bytes]]) -> bytes:
    """An archive with these members."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, 'w', zipfile.ZIP_DEFLATED) as archive:
        for name, content in members:
            archive.writestr(_AsWindows(name, (2026, 3, 2, 9, 0, 0)), content)
    return data.getvalue()
