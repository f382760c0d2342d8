"""The one guard around reading: whatever a library raises leaves here as an error of ours.

Readers raise model.errors with a reason and a remedy; the guard puts the user's own file name
in front. Foreign exceptions are known by their class, never by their words.
"""

from __future__ import annotations

import copy
import errno
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePath

from model.errors import (
    BadInput,
    Damaged,
    Encrypted,
    ReaderFailed,
    SecrecyMark,
    ShoufaError,
    TooLarge,
    Unsupported,
)

_DAMAGED = "文件已损坏或不完整，打不开；请让来文单位重新发一份，或用 Word、WPS 打开另存后再放入"
_PACKAGES = (
    ('.docx .docm .dotx .dotm .odt .ott .fodt .wps .wpt .uot', "Word 文档", "用 Word 或 WPS 打开"),
    ('.xlsx .xlsm .xltx .xltm .xlsb .ods .ots .et .ett .uos', "电子表格", "用 Excel 或 WPS 打开"),
    ('.pptx .pptm .ppsx .odp .dps .dpt .uop', "演示文稿", "用 PowerPoint 或 WPS 打开"),
    ('.ofd', "OFD 文件", "用 OFD 阅读器打开"),
)
"""Files that are zips by their making, though nobody packed anything: by suffix, what each is called."""
_LOCKED = "设了打开密码，读不了；请取消密码另存后再放入"
_MEMORY = "读取时内存超过上限，已停止；请拆成几个小文件，或另存为 .docx、.xlsx 后再放入"
_FORBIDDEN = "读取时有程序试图联网、写盘或启动别的程序，已拦下，文件可能被人动过手脚；请与来文单位核实来源"
_OUT_OF_MEMORY = 2
"""libxml2's XML_ERR_NO_MEMORY: lxml makes an XMLSyntaxError of it."""

FOREIGN: dict[str, tuple[type[BadInput], str]] = {
    'zipfile.BadZipFile': (Damaged, _DAMAGED),
    'zipfile.LargeZipFile': (TooLarge, _MEMORY),
    'zlib.error': (Damaged, _DAMAGED),
    'lzma.LZMAError': (Damaged, _DAMAGED),
    'struct.error': (Damaged, _DAMAGED),
    'builtins.EOFError': (Damaged, _DAMAGED),
    'builtins.UnicodeError': (Damaged, _DAMAGED),
    'builtins.NotImplementedError': (Damaged, _DAMAGED),
    'builtins.RecursionError': (Damaged, "文件内部层层嵌套过深，不像正常公文，已停止读取；请另存后再放入"),
    'builtins.MemoryError': (ReaderFailed, _MEMORY),
    'extractors.readers.process.confine.Forbidden': (ReaderFailed, _FORBIDDEN),
    'builtins.FileNotFoundError': (BadInput, "找不到这个文件；请看看是否已被移走或改名"),
    'builtins.PermissionError': (BadInput, "没有读取权限，或正被别的程序占用；请关闭打开它的程序再试"),
    'builtins.IsADirectoryError': (Unsupported, "是一个文件夹，不是文件；请放入其中的文件"),
    'builtins.OSError': (BadInput, "从磁盘读取时出错；请检查磁盘、U盘或共享文件夹是否连着"),
    'lxml.etree.LxmlError': (Damaged, _DAMAGED),
    'pdfminer.pdfdocument.PDFPasswordIncorrect': (Encrypted, _LOCKED),
    'pdfminer.pdfdocument.PDFEncryptionError': (Encrypted, _LOCKED),
    'pdfminer.psexceptions.PSException': (Damaged, _DAMAGED),
    'pdfplumber.utils.exceptions.MalformedPDFException': (Damaged, _DAMAGED),
    'pypdfium2._helpers.misc.PdfiumError': (Damaged, _DAMAGED),
}
"""Foreign exception (or a base of it) -> our error and its words."""


@contextmanager
def reading(file: str) -> Iterator[None]:
    """Whatever goes wrong inside leaves as a ShoufaError that names `file`, the user's own name.

    Of a classified file nothing is named: SecrecyMark passes as it is.
    """
    try:
        yield
    except SecrecyMark:
        raise
    except ShoufaError as error:
        raise _named(error, file) from error
    except MemoryError as error:
        traceback.clear_frames(error.__traceback__)  # what filled the memory, so that there is room to tell
        raise _named(foreign_to_ours(error), file) from error
    except Exception as error:
        raise _named(_in_words(foreign_to_ours(error), file), file) from error


def damaged_package(file: str) -> Damaged | None:
    """What is said of a damaged file that by its name is a document in a zip; None for any other name.

    >>> str(damaged_package('附件1.xlsx')).split('；')[0]
    '电子表格已损坏或不完整，打不开'
    """
    suffix = PurePath(file).suffix.lower()
    for suffixes, kind, how in _PACKAGES:
        if suffix in suffixes.split():
            return Damaged(
                f"{kind}已损坏或不完整，打不开；请让来文单位重新发一份，自己能{how}的，另存后再放入"
            )
    return None


def _in_words(error: BadInput, file: str) -> BadInput:
    """What is said of any damaged file, in the words for its kind."""
    return damaged_package(file) or error if error.message == _DAMAGED else error


def foreign_to_ours(error: Exception) -> BadInput:
    """A library's exception as one of ours, without a file name yet."""
    if isinstance(error, OSError) and error.errno == errno.EINVAL:  # a truncated zip points before its start
        return Damaged(_DAMAGED)
    if isinstance(error, SyntaxError) and getattr(error, 'code', None) == _OUT_OF_MEMORY:
        return ReaderFailed(_MEMORY)
    for kind in type(error).__mro__:
        known = FOREIGN.get(f'{kind.__module__}.{kind.__qualname__}')
        if known is not None:
            ours, message = known
            return ours(message)
    wrapped = next((part for part in error.args if isinstance(part, Exception)), None)
    if wrapped is not None:
        return foreign_to_ours(wrapped)
    frame = traceback.extract_tb(error.__traceback__)[-1:]
    place = f'{Path(frame[0].filename).name}:{frame[0].lineno}' if frame else ''
    return ReaderFailed(
        f"程序读取时出错（{type(error).__name__} {place}），文件可能写法特殊；请用 Word、WPS 打开另存后再试，"
        "仍不行的请把括号里的字告诉维护人员"
    )


def _named(error: ShoufaError, file: str) -> ShoufaError:
    if f'{Path(file).name}”' in error.message:
        return error
    named = copy.copy(error)
    named.message = f"“{file}”：{error.message}"
    named.args = (named.message,)
    return named
