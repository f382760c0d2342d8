"""What a reading child may not do: grow, compute or run without end, write, connect, start programs.

Three fences, one behind the other:

* the kernel's resource limits (limits.py): memory, computing time, open files, no byte to any file, no core
  dump, for a dump holds the paper's text. Nobody inside lifts them; a C library meets them as well.
* Python's audit hook: no socket, no program, no fork, no file opened for writing, none deleted or renamed.
  It sees what goes through Python. A C library (libxml2, pdfium), or code of a stranger running in one, can
  call the kernel without it, and so can ctypes; ctypes cannot be forbidden, pdfium is called through it.
* the kernel's namespaces, where it lets us: a network of the child's own with nothing in it, so a C library
  cannot connect either (the same that `unshare -n` does for a whole program), and no more rights by starting
  a setuid program. Left out: a filter of system calls (seccomp): not in the standard library, other numbers
  on each processor. Whoever wants one starts the whole of shoufa in it (systemd: SystemCallFilter=).

Reading a file that the user can read stays possible: a child that runs a stranger's code can read much, but
can send it nowhere but in its answer.
"""

from __future__ import annotations

import math
import os
import resource
import signal
import sys
import time
from typing import IO, Any

from extractors.readers import limits

_CLONE_NEWUSER, _CLONE_NEWNET = 0x10000000, 0x40000000  # <linux/sched.h>
_PR_SET_NO_NEW_PRIVS = 38  # <linux/prctl.h>
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
_PREFIXES = ('socket.', 'subprocess.', 'pty.', 'shutil.', 'tempfile.')
_EVENTS = frozenset(
    f'os.{name}'
    for name in (
        *('system', 'exec', 'fork', 'forkpty', 'posix_spawn', 'spawn', 'kill', 'killpg', 'remove', 'rename'),
        *('rmdir', 'mkdir', 'truncate', 'chmod', 'chown', 'lchown', 'link', 'symlink', 'utime', 'setxattr'),
    )
)


class Forbidden(PermissionError):
    """A reader, or a library under it, tried what no reading needs."""


def take_pipes() -> tuple[IO[bytes], IO[bytes]]:
    """The pipes to the parent, out of reach of libraries that print to or read from the standard ones."""
    requests, answers = os.fdopen(os.dup(0), 'rb'), os.fdopen(os.dup(1), 'wb')
    nothing = os.open(os.devnull, os.O_RDWR)
    for standard in (0, 1):
        os.dup2(nothing, standard)
    os.close(nothing)
    return requests, answers


def confine(most_of: limits.Room = limits.READING) -> None:
    """Raise all fences around this process, for good."""
    _leave_network()
    for kind, most in (
        (resource.RLIMIT_AS, most_of.memory_bytes),
        (resource.RLIMIT_NOFILE, most_of.open_files),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(kind, (most, most))
    sys.addaudithook(_refuse)


def begin_file(cpu_s: int, wall_s: float) -> None:
    """Grant the next file its time; what takes more is ended by the kernel (SIGXCPU, SIGALRM)."""
    spent = math.ceil(time.process_time())
    resource.setrlimit(resource.RLIMIT_CPU, (spent + cpu_s, resource.RLIM_INFINITY))
    signal.alarm(math.ceil(wall_s) + limits.GRACE_S)


def end_file() -> None:
    """Between files only the parent's end ends the child."""
    signal.alarm(0)


def _leave_network() -> None:
    """Into an empty network, where the kernel lets us; the hook stands in any case.

    Root needs no user namespace, and would lose its right to read others' files in one.
    """
    import ctypes

    try:
        libc = ctypes.CDLL(None)
        libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
        libc.unshare(_CLONE_NEWNET if os.geteuid() == 0 else _CLONE_NEWUSER | _CLONE_NEWNET)
    except (OSError, AttributeError):  # not Linux
        return


def _refuse(event: str, args: tuple[Any, ...]) -> None:
    if event == 'open':
        if args[2] & _WRITING and args[0] != os.devnull:
            raise Forbidden(event)
    elif event in _EVENTS or event.startswith(_PREFIXES):
        raise Forbidden(event)
