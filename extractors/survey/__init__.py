"""Returned forms: values beside labels, rows of organisations, totals."""

from extractors.survey.returned import return_of

__all__ = ['return_of']
