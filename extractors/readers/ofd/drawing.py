"""A whole OFD page as a picture."""

from __future__ import annotations

from typing import Any

from extractors.readers.ofd.canvas import POINTS, close_canvas, draw, draw_stamp, new_canvas, told_of
from extractors.readers.ofd.objects import page_to_objects
from extractors.readers.ofd.package import Ofd, Page


def page_to_image(ofd: Ofd, page: Page, scale: float) -> tuple[Any, tuple[str, ...]]:
    """A page as a Pillow image, scale pixels a point; and what was not drawn as the file says."""
    canvas = new_canvas(ofd, page.area.width * POINTS, page.area.height * POINTS)
    try:
        for thing in page_to_objects(ofd, page):
            draw(canvas, thing)
        for stamp in page.stamps:
            draw_stamp(canvas, stamp, page.area)
        canvas.page.gen_content()
        return canvas.page.render(scale=scale).to_pil(), told_of(canvas)
    finally:
        close_canvas(canvas)
