"""Kinds of files that no reader takes: why each cannot be read, and what to do instead.

Told by what the file holds; by its name only where kinds have no sign of their own.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

from extractors.readers import ole
from model.errors import BadInput, Damaged, Encrypted, NeedsConversion, Unsupported

READABLE = (
    ".docx、.doc、.wps、.xlsx、.xls、.et、.csv、.pdf、.ofd、.rtf、.odt、.ods、.html、.mht、.txt"
    "、.jpg、.jpeg、.png、.tif、.tiff、.bmp、.gif、.webp"
)
"""What can be read, as users are told."""

_ARCHIVE = "是压缩包，不能当一份文件读；请解压，用里面的文件"
VOLUME = "是分卷压缩包的一卷，单独打不开；请把全部分卷放在一个文件夹里解压，再放入解出来的文件"
_PROGRAM = "是程序文件，不是公文；请勿双击打开，核实来源后删除"
_PICTURE = "是图片（扫描件或照片），要等文字识别；有电子版的请放入电子版"
_PHONE_PICTURE = (
    "是苹果手机的照片格式（HEIC），读不了；请在手机的“设置-相机-格式”里选“兼容性最佳”重拍，"
    "或用看图软件另存为 JPEG 再放入"
)
_OTHER_PICTURE = "是少见的图片格式（{suffix}），读不了；请用看图软件另存为 JPEG 或 PDF 再放入"
_OPEN_DOCUMENT = "是 OpenDocument 的演示、绘图或其他文件，读不了；请另存为 PDF 再放入"
_LOST_ROOT = "是缺了部件的 OFD，打不开；请重新拷贝，或让来文单位重新发一份"
_SLIDES = "是演示文稿，不是公文；请另存为 PDF 再放入"
_SHORTCUT = "是快捷方式，不是文件本身；请把它指向的文件放入"
_LINK = "是网址的快捷方式，没有正文；请在浏览器里打开，另存为 .mht 或 PDF 再放入"
_MAIL = "是邮件，不能当一份文件读；请打开邮件，用另存出来的附件或正文"
_MEDIA = "是音像文件，不是公文；请放入文字材料"
_FONT = "是字体文件，不是公文，不用放入"
_SYSTEM = "是系统自动生成的文件，不是公文，可以删除"
_DRAWING = "是图纸文件，读不了；请另存为 PDF 再放入"
_DATABASE = "是数据库文件，读不了；请导出为 .xlsx 再放入"
_OLD_OFFICIAL = (
    "是旧的版式公文格式（{suffix}），没有通用的读法；请用原阅读器打印成 PDF，或请来文单位改发 PDF、OFD"
)
_JOURNAL = "是知网阅读器的格式（{suffix}），读不了；请用原阅读器打印成 PDF 再放入"
_UNFINISHED = "没有下载完（{suffix} 是下载时的临时文件）；请下载完成后再放入"
_OWNER = "是 Word、Excel 打开文件时的临时文件，不是文件本身；请关闭编辑它的程序，放入名字不带“~$”的那一个"
_TEMPORARY = "是程序的临时文件，不是公文；请放入正式保存的那一份"
_NOT_OURS = (
    "文件的内容不是 {suffix} 格式，可能没有下载或拷贝完，或被加密软件加了密；请在原单位解密、重新导出后再放入"
)
_UNKNOWN = f"不认识这种文件；能读取的有 {READABLE}，请另存为其中一种再放入"
_OLD_WORD = "是很旧的 Word 文档（Word 2.0 以前），读不了；请用 Word 或 WPS 打开，另存为 .docx 再放入"
_SEALED = "看起来是加密软件（透明加密）加了密的文件，只能在原单位的电脑上打开；请在原单位解密后再放入"


class _Kind(NamedTuple):
    """What a user is told, and the code for programs."""

    message: str
    code: str = 'unsupported'


_SCAN = _Kind(_PICTURE, 'needs_ocr')

_HEADS: tuple[tuple[int, bytes, _Kind], ...] = (
    (0, b'\xff\xd8\xff', _SCAN),
    (0, b'\x89PNG\r\n\x1a\n', _SCAN),
    (0, b'II*\0', _SCAN),
    (0, b'MM\0*', _SCAN),
    (0, b'GIF8', _SCAN),
    (8, b'WEBP', _SCAN),
    (4, b'ftyphei', _Kind(_PHONE_PICTURE)),
    (4, b'ftyphev', _Kind(_PHONE_PICTURE)),
    (4, b'ftypmif1', _Kind(_PHONE_PICTURE)),
    (4, b'ftypmsf1', _Kind(_PHONE_PICTURE)),
    (4, b'ftypavif', _Kind(_OTHER_PICTURE)),
    (0, b'\0\0\0\x0cjP  ', _Kind(_OTHER_PICTURE)),
    (0, b'\xff\x4f\xff\x51', _Kind(_OTHER_PICTURE)),
    (0, b'AT&TFORM', _Kind(_OTHER_PICTURE)),
    (0, b'8BPS', _Kind(_OTHER_PICTURE)),
    (0, b'Rar!', _Kind(_ARCHIVE)),
    (0, b"7z\xbc\xaf'\x1c", _Kind(_ARCHIVE)),
    (0, b'\x1f\x8b', _Kind(_ARCHIVE)),
    (0, b'BZh', _Kind(_ARCHIVE)),
    (0, b'\xfd7zXZ\0', _Kind(_ARCHIVE)),
    (0, b'\x28\xb5\x2f\xfd', _Kind(_ARCHIVE)),
    (0, b'MSCF', _Kind(_ARCHIVE)),
    (257, b'ustar', _Kind(_ARCHIVE)),
    (0x8001, b'CD001', _Kind(_ARCHIVE)),
    (0, b'MZ', _Kind(_PROGRAM)),
    (0, b'\x7fELF', _Kind(_PROGRAM)),
    (0, b'#!AMR', _Kind(_MEDIA)),
    (0, b'#!', _Kind(_PROGRAM)),
    (0, b'L\0\0\0\x01\x14\x02\0', _Kind(_SHORTCUT)),
    (0, b'[InternetShortcut]', _Kind(_LINK)),
    (4, b'ftyp', _Kind(_MEDIA)),
    (0, b'ID3', _Kind(_MEDIA)),
    (0, b'RIFF', _Kind(_MEDIA)),
    (0, b'OggS', _Kind(_MEDIA)),
    (0, b'fLaC', _Kind(_MEDIA)),
    (0, b'FLV\x01', _Kind(_MEDIA)),
    (0, b'\x1aE\xdf\xa3', _Kind(_MEDIA)),
    (0, b'0&\xb2u\x8ef\xcf\x11', _Kind(_MEDIA)),
    (0, b'\0\0\x01\xba', _Kind(_MEDIA)),
    (0, b'\xff\xfb', _Kind(_MEDIA)),
    (0, b'\0\x01\0\0\0', _Kind(_FONT)),
    (0, b'OTTO', _Kind(_FONT)),
    (0, b'ttcf', _Kind(_FONT)),
    (0, b'wOF', _Kind(_FONT)),
    (0, b'\0\0\0\x01Bud1', _Kind(_SYSTEM)),
    (0, b'SQLite format 3\0', _Kind(_DATABASE)),
    (4, b'Standard Jet DB', _Kind(_DATABASE)),
    (4, b'Standard ACE DB', _Kind(_DATABASE)),
    (0, b'AC10', _Kind(_DRAWING)),
    (0, b'CAJ\0', _Kind(_JOURNAL)),
    (0, b'HN\0\0', _Kind(_JOURNAL)),
    (0, b'KDH ', _Kind(_JOURNAL)),
    (0, b'TEB\0', _Kind(_JOURNAL)),
    (0, b'Founder CEB', _Kind(_OLD_OFFICIAL)),
    (0, b'PK', _Kind(_ARCHIVE)),
)
"""Where in a file which bytes stand, in the order they are looked for."""
_SEALED_HEADS = (b'b\x14#e', b'E-SafeNet', b'%TSD-Header-###%')
"""What programs that encrypt an office's files without asking write in front."""
_OLD_WORD_HEADS = (b'\xdb\xa5\x2d\0', b'\xfe\x37\0')
"""Word before it wrote OLE: for Windows, for Mac."""
_BITMAP = re.compile(rb'BM.{4}\0\0\0\0', re.DOTALL)
_MAIL_HEAD = re.compile(
    rb'\s*(?:[!-9;-~]+:[^\n]*\n(?:[ \t][^\n]*\n)*)*?(?:mime-version|content-type|received|from|subject):',
    re.IGNORECASE,
)

_MEMBERS: tuple[tuple[str, _Kind], ...] = (
    ('ppt/presentation.xml', _Kind(_SLIDES)),
    ('visio/document.xml', _Kind(_DRAWING)),
    ('AndroidManifest.xml', _Kind(_PROGRAM)),
    ('Doc_0/Document.xml', _Kind(_LOST_ROOT, 'damaged')),
    ('META-INF/manifest.xml', _Kind(_OPEN_DOCUMENT)),
)
_STREAMS: tuple[tuple[str, _Kind], ...] = (
    ('PowerPoint Document', _Kind(_SLIDES)),
    ('__properties_version1.0', _Kind(_MAIL)),
    ('VisioDocument', _Kind(_DRAWING)),
    ('Catalog', _Kind(_SYSTEM)),
)
_NAMES: tuple[tuple[str, _Kind], ...] = (
    ('.ppt .pptx .pps .ppsx .dps .dpt', _Kind(_SLIDES)),
    ('.eml .msg .pst .mbox', _Kind(_MAIL)),
    ('.ceb .cebx .gd .gw .sep .s10 .s72 .s92 .s2', _Kind(_OLD_OFFICIAL)),
    ('.caj .kdh .nh .teb', _Kind(_JOURNAL)),
    ('.dwg .dxf .vsd .vsdx', _Kind(_DRAWING)),
    ('.mdb .accdb .db .dbf .sqlite', _Kind(_DATABASE)),
    ('.lnk', _Kind(_SHORTCUT)),
    ('.url .webloc .desktop', _Kind(_LINK)),
    (
        '.crdownload .part .partial .td .xltd .downloading .download .opdownload .aria2 .!ut',
        _Kind(_UNFINISHED),
    ),
    ('.tmp .temp .bak .asd .wbk .swp', _Kind(_TEMPORARY)),
    ('.mp3 .wav .m4a .wma .amr .aac .mp4 .avi .wmv .mov .mkv .flv .rmvb .rm', _Kind(_MEDIA)),
    ('.exe .msi .bat .cmd .com .scr .vbs .js .ps1 .dll .apk .sh', _Kind(_PROGRAM)),
    ('.zip .rar .7z .gz .tar .bz2 .xz .iso .cab', _Kind(_ARCHIVE)),
    ('.ttf .otf .ttc .woff .woff2 .fon', _Kind(_FONT)),
    ('.heic .heif', _Kind(_PHONE_PICTURE)),
    ('.avif .jp2 .j2k .djvu .psd', _Kind(_OTHER_PICTURE)),
)
_SYSTEM_NAMES = frozenset({'thumbs.db', 'desktop.ini', '.ds_store', 'ehthumbs.db', 'autorun.inf'})
VOLUME_SUFFIX = re.compile(r'\.(?:\d{3}|[zr]\d{2})', re.IGNORECASE)
"""The names of an archive's volumes but the last."""

_CLAIMED = frozenset(READABLE.split('、'))


def unread_kind(path: Path, head: bytes, members: tuple[str, ...]) -> BadInput:
    """Why no reader takes this file, as an error whose code is 'needs_ocr' for pictures of text.

    members are the names inside a zip or OLE container, () for any other file.
    """
    suffix = path.suffix.lower()
    kind = _by_whole_name(path.name, head)
    if kind is None and head.startswith(_SEALED_HEADS):
        return Encrypted(_SEALED)
    if kind is None and head.startswith(_OLD_WORD_HEADS):
        return NeedsConversion(_OLD_WORD)
    if kind is None and head.startswith(ole.MAGIC):
        return _ole_kind(members, suffix)
    kind = kind or (_zip_kind(members) if members else _head_kind(head) or _named_kind(suffix))
    if kind is not None:
        return _unsupported(kind, suffix)
    return Damaged(_NOT_OURS.format(suffix=suffix)) if suffix in _CLAIMED else Unsupported(_UNKNOWN)


def _by_whole_name(name: str, head: bytes) -> _Kind | None:
    if name.startswith('~$') and len(head) < 1024:
        return _Kind(_OWNER)
    return _Kind(_SYSTEM) if name.lower() in _SYSTEM_NAMES else None


def _head_kind(head: bytes) -> _Kind | None:
    for offset, word, kind in _HEADS:
        if head[offset : offset + len(word)] == word:
            return kind
    if _BITMAP.match(head):
        return _SCAN
    return _Kind(_MAIL) if _MAIL_HEAD.match(head) else None


def _named_kind(suffix: str) -> _Kind | None:
    if VOLUME_SUFFIX.fullmatch(suffix):
        return _Kind(VOLUME)
    return next((kind for suffixes, kind in _NAMES if suffix and suffix in suffixes.split()), None)


def _zip_kind(members: tuple[str, ...]) -> _Kind:
    return next((kind for name, kind in _MEMBERS if name in members), _Kind(_ARCHIVE))


def _ole_kind(streams: tuple[str, ...], suffix: str) -> BadInput:
    if 'EncryptedPackage' in streams:
        return Encrypted("设了打开密码，读不了；请用 Word 或 WPS 打开，取消密码另存后再放入")
    for stream, kind in _STREAMS:
        if stream in streams:
            return _unsupported(kind, suffix)
    named = _named_kind(suffix)
    return _unsupported(named, suffix) if named else Unsupported(_UNKNOWN)


def _unsupported(kind: _Kind, suffix: str) -> Unsupported:
    error = Unsupported(kind.message.format(suffix=suffix or "无后缀"))
    error.code = kind.code
    return error
