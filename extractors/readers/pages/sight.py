"""Who looks at a page's picture where its text cannot be had: given to a reader, None where nobody can."""

from __future__ import annotations

from typing import Any, Protocol

from extractors.readers.pages.page import Page
from model.errors import Unsupported

MAX_PAGES = 300
"""Pages of one file that are recognised; the rest is told as not read."""


class Sight(Protocol):
    """Recognises what a picture of a page says."""

    def __call__(self, image: Any, dpi: float, number: int) -> Page:
        """The page of this number; image is an array (height, width, 3) of bytes, blue first.

        dpi is the image's resolution: a point of the page is dpi / 72 pixels. Letters, cells and their places
        are those of the page turned and pulled straight; Page.places leads back to the image as given.
        """


def needs_recognition(message: str) -> Unsupported:
    """The error of a file that waits to be recognised; its code is 'needs_ocr'."""
    fault = Unsupported(message)
    fault.code = 'needs_ocr'
    return fault
