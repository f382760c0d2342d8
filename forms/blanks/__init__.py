"""Where a received blank form wants values."""

from forms.blanks.docx_gaps import DrawnGaps, docx_to_gaps
from forms.blanks.gaps import text_to_gaps, text_to_trailing_gap
from forms.blanks.locate import document_to_blanks
from forms.blanks.marks import Gap

__all__ = ['DrawnGaps', 'Gap', 'document_to_blanks', 'docx_to_gaps', 'text_to_gaps', 'text_to_trailing_gap']
