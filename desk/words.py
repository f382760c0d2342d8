"""Messages of the office as a page tells them: without commands that nobody types at the desk."""

from __future__ import annotations

import re

_COMMAND = re.compile(r'shoufa |(?<![\w-])--[a-z]')
_MARKS = '，；。：'


def for_page(message: str) -> str:
    """A message without its clauses that name a command or an option; the message itself if nothing is left.

    Example: for_page("没有第9号事项。用 shoufa due --all 查看编号。") == "没有第9号事项。"
    """
    if not _COMMAND.search(message):
        return message
    pieces = re.split(f'([{_MARKS}])', message)
    clauses = [text + mark for text, mark in zip(pieces[::2], [*pieces[1::2], ''], strict=True)]
    left = ''.join(clause for clause in clauses if not _COMMAND.search(clause))
    told = left.rstrip(_MARKS + ' 　')
    return f'{told}。' if told else message
