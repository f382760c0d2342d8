"""The limits of reading, each with its unit and why it stands where it does.

What one file may cost its child is enforced by the kernel (confine.py) and the pool; what a container may
hold by zipguard; what may be sent back by wire.py. How much of its own kind a reader takes (pages, letters
on a page, places of a sheet) stands in the reader, and is far below what these allow.
"""

from __future__ import annotations

from typing import NamedTuple

# What a child may use.

MEMORY_BYTES = 600 * 10**6
"""Address space of a child, and so the bound of its resident memory.

Not RLIMIT_DATA: that leaves out stacks and mapped files. Over 112 papers of our trade a child holds at most
51 million bytes of 131 million asked for (a workbook: openpyxl loads numpy); a workbook of 500,000 cells
takes 370 million of address space to read, 310 million resident, its answer included.
"""

CPU_S = 60
"""Computing seconds a file: a workbook of 500,000 cells takes 15."""

WALL_S = 120.0
"""Seconds of the clock a file: twice CPU_S for a machine that is busy, and an end for a child that waits."""

GRACE_S = 5
"""Past WALL_S by this the child ends itself: its parent may have been killed."""

OPEN_FILES = 32
"""Descriptors of a child: five of its own, the file, a library being loaded."""

RECYCLE_AFTER = 200
"""Files after which a child is replaced: libraries leak a little with each."""

RECYCLE_ABOVE_KB = 256 * 1024
"""A child that once held so much is replaced: the allocator gives little of it back."""


class Room(NamedTuple):
    """What a kind of child may use; cpu_s and wall_s are seconds of computing and of waiting a file."""

    memory_bytes: int
    open_files: int
    cpu_s: int
    wall_s: float
    recycle_above_kb: int


READING = Room(MEMORY_BYTES, OPEN_FILES, CPU_S, WALL_S, RECYCLE_ABOVE_KB)

SEEING = Room(3 * 10**9, 64, 1800, 3600.0, 1200 * 1024)
"""A child that recognises pages: models and libraries take 1.2 GB of address space and 500 MB of memory, a
page two seconds of computing or more."""

# What comes in.

MAX_FILE_BYTES = 200 * 2**20
"""A file: more is a film or an image of a disk."""

MAX_MEMBERS = 5_000
"""Members of a zip: a .docx has thirty and its pictures."""

MAX_MEMBER_BYTES = 100 * 2**20
"""One member, expanded: a sheet of 500,000 cells has 25 million bytes."""

MAX_TOTAL_BYTES = 400 * 2**20
"""All members that are looked at, expanded."""

MAX_RATIO = 200
"""Expanded over packed, of the whole container: deflate reaches 1,000 on what repeats itself."""

RATIO_FLOOR_BYTES = 10 * 2**20
"""Below this size no ratio is suspicious: an empty styles part shrinks to a thousandth."""

MAX_XML_TAGS = 6_000_000
"""Tags of a part that becomes a tree; half of them, with little text, fill MEMORY_BYTES."""

MAX_HTML_TAGS = 1_500_000
"""Tags of a web page: each costs 10 µs or more to understand."""

# What goes back.

MAX_BLOCKS = 200_000
"""Paragraphs and tables: 2,000 pages of 100 lines."""

MAX_CELLS = 1_000_000
"""Cells of all tables: two sheets of 500,000."""

MAX_CHARACTERS = 20_000_000
"""Letters of all blocks: at 750 a page, 26,000 pages."""

MAX_PROBLEMS = 100_000
"""Problems: a person reads ten; one in every tenth cell is no paper but a fault."""

PIECE_BYTES = 2**20
"""About so much of an answer is on its way at once, so neither side holds a second copy of it."""

MAX_ANSWER_BYTES = 1024 * 2**20
"""All messages of one answer: MAX_CELLS and MAX_CHARACTERS together have 300 million bytes."""

MAX_FRAME_BYTES = 256 * 2**20
"""One message between pool and child: MAX_CHARACTERS in one cell, six bytes a letter, fit in."""
