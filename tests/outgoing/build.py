"""Small templates written in code."""

from pathlib import Path

from scripts.template_package import document_package


def template(folder: Path, *paragraphs: str, name: str = '模板.docx', raw: str = '') -> Path:
    """A template of these paragraphs; raw is XML put before them."""
    body = raw + ''.join(f'<w:p><w:r><w:t>{text}</w:t></w:r></w:p>' for text in paragraphs)
    path = folder / name
    path.write_bytes(document_package(body, letter=False))
    return path
