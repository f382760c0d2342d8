import pytest

from extractors.readers.docx import reader as read_docx
from model.document import Block
from model.place import Problem
from tests import build


@pytest.fixture
def read(tmp_path):
    def read_it(body: str, **more) -> tuple[tuple[Block, ...], tuple[Problem, ...]]:
        blocks, pages, problems = read_docx.read(build.docx(tmp_path / 'a.docx', body, **more))
        assert pages is None
        return blocks, problems

    return read_it
