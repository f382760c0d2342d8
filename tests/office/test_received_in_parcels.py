"""Who sent what in mails and archives: nobody is called missing whose paper lies anywhere (G3, G24)."""

import pytest

from office.collecting import collect, collection_named
from office.intake import take_in
from tests.build import ole
from tests.office.packed import locked_zip, mail, zipped

FORM = 'party_building_survey'
GOOD = (1, '示例市甲一商会', 12, 5, 7, 3, 3, 0, '否')


@pytest.fixture
def form(survey):
    path = survey('临时.xlsx', GOOD)
    data = path.read_bytes()
    path.unlink()
    return data


def drop(place, name, data):
    path = place.rooms.inbox / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def states(place):
    list(take_in(place))
    found = collect(place, collection_named(place, FORM))
    return {one.unit: one.state for one in found.states}


def torn_zip(form):
    """An archive whose only member has other bytes than its check sum tells."""
    whole = zipped({'表.xlsx': form})
    at = whole.index('表.xlsx'.encode()) + 40
    return whole[:at] + bytes([whole[at] ^ 0x55]) + whole[at + 1 :]


@pytest.mark.parametrize(
    ('file', 'make'),
    [
        ('甲县/报表.zip', lambda form, _: locked_zip({'表.xlsx': form}, '一二三')),
        ('甲县/报表.zip', lambda form, _: torn_zip(form)),
        ('甲县/报表.zip', lambda form, _: zipped({'表.xlsx': form})[:-80]),
        ('报表.zip', lambda form, _: zipped({'甲县/表.docx': b'no paper at all'})),
        (
            '报表.zip',
            lambda form, tmp: zipped(
                {'甲县.docx': ole(tmp / 'a.docx', 'EncryptedPackage', 'EncryptionInfo').read_bytes()}
            ),
        ),
    ],
)
def test_what_is_locked_torn_or_broken_was_received(with_ledger, form, tmp_path, file, make):
    drop(with_ledger, file, make(form, tmp_path))
    assert states(with_ledger) == {'甲县': 'unread', '乙县': 'missing', '丙县': 'missing'}


@pytest.mark.parametrize(
    ('file', 'make'),
    [
        ('甲县/一批.zip', lambda form: zipped({'表.xlsx': form})),
        ('一批.zip', lambda form: zipped({'各县/甲县/表.xlsx': form})),
        ('一批.zip', lambda form: zipped({'甲县.zip': zipped({'表.xlsx': form})})),
        ('来信.eml', lambda form: mail('请查收。', {'表.xlsx': form})),
    ],
)
def test_the_folder_the_archive_or_the_mail_tells_who_sent_a_return(with_ledger, form, file, make):
    drop(with_ledger, file, make(form))
    assert states(with_ledger)['甲县'] == 'returned'


def test_a_person_who_writes_is_no_unit(with_ledger, form):
    drop(with_ledger, '来信.eml', mail('请查收。', {'表.xlsx': form}, sender='示例一 <a@example.cn>'))
    assert set(states(with_ledger).values()) == {'missing'}
