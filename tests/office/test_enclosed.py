"""A paper that carries others in its own package: each is a paper of its own, a marked one stops them all."""

import pytest

from office import taking
from office.intake import take_in
from store import register
from store.engine import reading
from tests.build_ofd import OFD_NAMESPACE, ofd, page, words


@pytest.fixture
def carrying(with_ledger, survey, tmp_path):
    """An OFD in the inbox that carries a filled form, or this file instead of it."""

    def write(carried=None):
        form = survey('附件.xlsx', (1, '示例市甲一商会', 12, 5, 7, 3, 3, 0, '否'))
        listing = (
            f'<ofd:Attachments xmlns:ofd="{OFD_NAMESPACE}"><ofd:Attachment ID="1" Name="附件1 调查表">'
            '<ofd:FileLoc>a.xlsx</ofd:FileLoc></ofd:Attachment></ofd:Attachments>'
        )
        members = {
            'Doc_0/Attachs/L.xml': listing,
            'Doc_0/Attachs/a.xlsx': form.read_bytes() if carried is None else carried.read_bytes(),
        }
        form.unlink()
        place = '<ofd:Attachments>Attachs/L.xml</ofd:Attachments>'
        sheet = page(words('关于报送调查表的函', 40, 60))
        return ofd(with_ledger.rooms.inbox / '来函.ofd', sheet, document=place, members=members)

    return write


def files(place):
    with reading(place.engine) as connection:
        return [(one.file, one.kind) for one in register.list_entries(connection)]


def test_a_form_inside_an_ofd_is_a_return_of_its_own(with_ledger, carrying):
    carrying()
    list(take_in(with_ledger))
    assert [file for file, _ in files(with_ledger)] == ['来函.ofd', '来函.ofd/附件1 调查表.xlsx']
    assert files(with_ledger)[1][1] == 'return'
    assert list(with_ledger.rooms.inbox.iterdir()) == []


def test_a_run_that_stopped_after_the_paper_goes_on_with_what_it_carries(with_ledger, carrying, monkeypatch):
    whole = carrying().read_bytes()
    real, left = taking.take_in_one, [1]

    def stopped(*arguments):
        if not left:
            raise KeyboardInterrupt
        left.pop()
        return real(*arguments)

    with monkeypatch.context() as patched:
        patched.setattr(taking, 'take_in_one', stopped)
        with pytest.raises(KeyboardInterrupt):
            list(take_in(with_ledger))
    assert (with_ledger.rooms.inbox / '来函.ofd').read_bytes() == whole
    list(take_in(with_ledger))
    assert [file for file, _ in files(with_ledger)] == ['来函.ofd', '来函.ofd/附件1 调查表.xlsx']


def test_a_marked_file_inside_stops_the_paper(with_ledger, carrying, notice):
    marked = notice('密件.docx', '秘密★5年', '关于某事的通知')
    path = carrying(marked)
    marked.unlink()
    assert [one.status for one in take_in(with_ledger)] == ['classified']
    assert files(with_ledger) == []
    assert path.exists()
