"""docvortex over files, run as `.venv-peers/bin/python bench/peer_docvortex.py N OUT FILE...`.

Writes what it read as OUT/<name>.html and prints one JSON object: {name: CPU seconds a reading}, null where
it failed.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path


def main() -> None:
    """Read every file once to warm up, N times for the clock, and once more for its HTML."""
    import docvortex  # type: ignore[import-not-found]  # lives in the peers' own environment

    size, out, files = int(sys.argv[1]), Path(sys.argv[2]), [Path(name) for name in sys.argv[3:]]
    spent: dict[str, float | None] = {}
    for path in files:
        try:
            docvortex.convert(path, out / f'{path.name}.html', output_format='html', overwrite=True)
            began = time.process_time()
            for _ in range(size):
                docvortex.parse(path)
            spent[path.name] = (time.process_time() - began) / size
        except Exception:  # noqa: BLE001  # a peer may raise anything; that is part of what is measured
            spent[path.name] = None
    print(json.dumps(spent))


if __name__ == '__main__':  # it starts processes that import this file again
    main()
