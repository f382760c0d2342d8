import io
import zipfile

from outgoing.pack_zip import pack, unpack

CORE = (
    b'<cp:coreProperties xmlns:cp="c" xmlns:dcterms="d"><dcterms:created a="b">2026-03-13T09:00:00Z'
    b'</dcterms:created><cp:lastModifiedBy>somebody</cp:lastModifiedBy></cp:coreProperties>'
)


def saved(when: tuple[int, int, int, int, int, int], members: dict[str, bytes]) -> bytes:
    """A package as a program saves it: times and order are its own."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, 'w', zipfile.ZIP_DEFLATED) as package:
        for name, data in members.items():
            package.writestr(zipfile.ZipInfo(name, when), data)
    return made.getvalue()


def test_the_order_of_members_and_the_clock_change_no_byte() -> None:
    members = {'word/a.xml': b'a', '[Content_Types].xml': b't', '中文.xml': b'c'}
    assert pack(members) == pack(dict(reversed(members.items())))


def test_content_types_come_first_and_every_time_is_the_same() -> None:
    with zipfile.ZipFile(
        io.BytesIO(pack({'b': b'', 'a': b'x' * 999, '[Content_Types].xml': b't'}))
    ) as package:
        assert package.testzip() is None
        assert package.namelist() == ['[Content_Types].xml', 'a', 'b']
        assert {info.date_time for info in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_core_properties_tell_neither_when_nor_by_whom_a_file_was_saved() -> None:
    core = unpack(pack({'docProps/core.xml': CORE}))['docProps/core.xml']
    assert b'2026' not in core
    assert b'somebody' not in core
    assert b'<dcterms:created a="b">2000-01-01T00:00:00Z</dcterms:created>' in core


def test_an_embedded_workbook_is_packed_alike() -> None:
    inner = {'docProps/core.xml': CORE, 'xl/workbook.xml': b'w'}
    books = [saved((2026, 3, day, 9, 0, 0), inner) for day in (13, 14)]
    first, second = (pack({'word/embeddings/chart1.xlsx': book}) for book in books)
    assert first == second
    assert unpack(unpack(first)['word/embeddings/chart1.xlsx'])['xl/workbook.xml'] == b'w'
