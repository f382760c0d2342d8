"""Papers of every layout say what they were made to say."""

from hypothesis import given

from extractors.notice import notice_of
from tests.extractors.notice.layouts import papers
from tests.extractors.notice.papers import document


@given(papers())
def test_a_paper_of_any_layout_is_read_as_it_was_made(paper):
    notice = notice_of(document(paper.text))
    found = {
        'recipients': notice.primary_recipients.list if notice.primary_recipients else (),
        'contacts': tuple((contact.name, contact.phone) for contact in notice.contacts),
    }
    read = {key: found[key] if key in found else getattr(notice, key) for key in paper.truth}
    assert read == paper.truth, paper.text
