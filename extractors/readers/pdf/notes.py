"""What is fastened to a PDF page: form fields, comments, attached files, links that start programs."""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from typing import Any

from extractors.readers.pages.page import Comment, Field, Notes
from model.place import Box

MAX_NOTES = 5000
"""On one page; what is fastened to it beyond that is not looked at."""

_HIDDEN = 0x2 | 0x20
"""Flags Hidden and NoView (PDF 32000-1, table 165)."""


def take_notes(page: Any) -> tuple[Notes, bool]:
    """What is fastened to a page; and whether it was drawn onto the page, which must be opened again."""
    from pypdfium2 import raw

    notes = Notes()
    count = raw.FPDFPage_GetAnnotCount(page)
    if count > MAX_NOTES:
        notes.uncounted = count
        return notes, False
    for index in range(count):
        annot = raw.FPDFPage_GetAnnot(page, index)
        if annot:
            _take_note(annot, page, notes)
            raw.FPDFPage_CloseAnnot(annot)
    return notes, bool(count) and raw.FPDFPage_Flatten(page, raw.FLAT_NORMALDISPLAY) == raw.FLATTEN_SUCCESS


def document_to_active(document: Any) -> list[str]:
    """What the file as a whole carries that could act: scripts, attached files."""
    from pypdfium2 import raw

    scripts, files = raw.FPDFDoc_GetJavaScriptActionCount(document), raw.FPDFDoc_GetAttachmentCount(document)
    found = ["程序脚本"] if scripts > 0 else []
    if files > 0:
        found.append(f"{files}个夹带的文件")
    if raw.FPDF_GetFormType(document) in (raw.FORMTYPE_XFA_FULL, raw.FORMTYPE_XFA_FOREGROUND):
        found.append("动态表单（XFA），填写的内容可能没有全部显示在页面上")
    return found


def _take_note(annot: Any, page: Any, notes: Notes) -> None:
    from pypdfium2 import raw

    if raw.FPDFAnnot_GetFlags(annot) & _HIDDEN:
        return
    kind = raw.FPDFAnnot_GetSubtype(annot)
    if kind == raw.FPDF_ANNOT_WIDGET:
        _take_field(annot, page, notes)
    elif kind == raw.FPDF_ANNOT_LINK:
        action = raw.FPDFLink_GetAction(raw.FPDFAnnot_GetLink(annot))
        if action and raw.FPDFAction_GetType(action) == raw.PDFACTION_LAUNCH:
            notes.active.append("会打开别的程序或文件的链接")
    elif kind in (raw.FPDF_ANNOT_FILEATTACHMENT, raw.FPDF_ANNOT_RICHMEDIA, raw.FPDF_ANNOT_MOVIE):
        notes.active.append("页面上夹带的文件")
    elif kind not in (raw.FPDF_ANNOT_POPUP, raw.FPDF_ANNOT_FREETEXT) or not _is_shown(annot):
        text = ' '.join(_string(annot, b'Contents').split())
        struck = kind == raw.FPDF_ANNOT_STRIKEOUT
        if (text and kind != raw.FPDF_ANNOT_POPUP) or struck:
            notes.comments.append(Comment(_rect(annot), text, struck))


def _take_field(annot: Any, page: Any, notes: Notes) -> None:
    from pypdfium2 import raw

    form = page.formenv
    box, state = _rect(annot), _string(annot, b'AS')
    notes.frames.append(box)
    kind = raw.FPDFAnnot_GetFormFieldType(form, annot) if form else raw.FPDF_FORMFIELD_UNKNOWN
    is_box = kind in (raw.FPDF_FORMFIELD_CHECKBOX, raw.FPDF_FORMFIELD_RADIOBUTTON)
    if is_box or (form is None and state):  # some tools forget to list their fields in a form
        ticked = state not in ('', 'Off') or (is_box and raw.FPDFAnnot_IsChecked(form, annot))
        notes.fields.append(Field(box, '☑' if ticked else '□', is_box=True))
    elif kind in (raw.FPDF_FORMFIELD_TEXTFIELD, raw.FPDF_FORMFIELD_COMBOBOX) and not _is_shown(annot):
        value = _read(lambda buffer, size: raw.FPDFAnnot_GetFormFieldValue(form, annot, buffer, size))
        if value.strip():
            notes.fields.append(Field(box, value, is_box=False))


def _is_shown(annot: Any) -> bool:
    """Whether the note has a picture of itself, that is drawn onto the page."""
    from pypdfium2 import raw

    return bool(raw.FPDFAnnot_HasKey(annot, b'AP'))


def _rect(annot: Any) -> Box:
    from pypdfium2 import raw

    rect = raw.FS_RECTF()
    raw.FPDFAnnot_GetRect(annot, rect)
    (x0, x1), (y0, y1) = sorted((rect.left, rect.right)), sorted((rect.bottom, rect.top))
    return Box(x0, y0, x1, y1)


def _string(annot: Any, key: bytes) -> str:
    from pypdfium2 import raw

    return _read(lambda buffer, size: raw.FPDFAnnot_GetStringValue(annot, key, buffer, size))


def _read(fill: Callable[[Any, int], int]) -> str:
    """A text that pdfium writes into a buffer as UTF-16, its length in bytes returned."""
    length = fill(None, 0)
    if not 2 < length < 2**20:
        return ''
    buffer = (ctypes.c_ushort * (length // 2))()
    fill(buffer, length)
    return bytes(buffer)[: length - 2].decode('utf-16-le', errors='replace')
