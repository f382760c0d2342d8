"""A notice understood: `notice_of` turns a Document into a Notice; pure, and it never raises on odd paper."""

from extractors.notice.assemble import notice_of

__all__ = ['notice_of']
