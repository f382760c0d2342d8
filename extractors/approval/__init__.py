"""Reading 请示 and 批复 about Party organisations, and decisions on the registration of organisations."""

from extractors.approval.assemble import approval_of
from extractors.approval.signs import has_last_words, is_approval_paper, is_branch_request, may_tell

__all__ = ['approval_of', 'has_last_words', 'is_approval_paper', 'is_branch_request', 'may_tell']
