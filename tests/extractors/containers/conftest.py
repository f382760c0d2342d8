import io

import pytest

from extractors.containers import child, opening, parent
from extractors.containers.parts import Opened


@pytest.fixture
def in_process(monkeypatch):
    """Containers are taken apart in this process: what a child of their own does, without its start."""

    def take_apart(request, folder, kind):
        folder.mkdir()
        answers = io.BytesIO(b''.join(child.answer(request)))
        return Opened(kind, *parent._listen(answers, request['packed'], folder))

    monkeypatch.setattr(opening, 'take_apart', take_apart)
