"""Returned forms: values beside labels, rows of organisations, totals."""

from extractors.survey.returned import return_of
from extractors.survey.unsure import doubts_left

__all__ = ['doubts_left', 'return_of']
