"""What was read from pictures, kept in a folder under the pictures and the code that looked at them."""

from __future__ import annotations

import hashlib
import pickle
from collections.abc import Sequence
from pathlib import Path

from extractors.readers.process.pool import ReadingPool
from model.document import Document


def read_kept(files: Sequence[Path], folder: Path, pool: ReadingPool) -> Document:
    """The paper that these files hold (images: its pages); raises as pool.read does."""
    first, *further = files
    kept = folder / 'read' / f'{files_to_key(files)}.pickle'
    if kept.exists():
        document: Document = pickle.loads(kept.read_bytes())  # noqa: S301  # our own
        return document
    document = pool.read(first, further=further)
    kept.parent.mkdir(exist_ok=True)
    kept.write_bytes(pickle.dumps(document))
    return document


def files_to_key(files: Sequence[Path]) -> str:
    """What names a reading: the files and the code that looks at them."""
    from extractors import readers

    home = Path(readers.__file__ or '').parent
    told = hashlib.sha256()
    for path in [*files, *sorted(home.glob('scans/*.py')), *sorted(home.glob('pages/*.py'))]:
        told.update(path.read_bytes())
    return told.hexdigest()[:32]
