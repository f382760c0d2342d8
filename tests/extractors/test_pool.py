"""Reading in children: the same answers as at home, in order, and files that LibreOffice must open first."""

import hashlib
from contextlib import contextmanager
from pathlib import Path

import pytest

from extractors.readers import limits
from extractors.readers.process.pool import ReadingPool
from extractors.readers.registry import read_document
from model.document import Document
from model.errors import CannotStart, Damaged, Encrypted, NeedsConversion, ReaderFailed, Unsupported
from tests import build
from tests.build import p, tbl, texts, tr
from tests.odd_children import odd_pool


@pytest.fixture(scope='module')
def pool():
    with ReadingPool() as opened:
        yield opened


def running(pool) -> int:
    """The process id of the only child, which must be free."""
    child = pool._free.get()
    pool._free.put(child)
    return child.process.pid


def test_a_child_reads_what_we_would_read(tmp_path, pool):
    path = build.docx(tmp_path / '通知.docx', p('甲') + tbl(tr('☑是 □否', '乙')))
    assert pool.read(path, '收文/通知.docx') == read_document(path, '收文/通知.docx')
    assert pool.cpu_s > 0


def test_errors_come_back_as_they_were(tmp_path, pool):
    film = tmp_path / '录音.mp3'
    film.write_bytes(b'ID3' + bytes(50))
    with pytest.raises(Unsupported, match="音像"):
        pool.read(film, '录音.mp3')
    with pytest.raises(Encrypted):
        pool.read(build.ole(tmp_path / 'a.docx', 'EncryptedPackage'))


def test_a_relative_path_is_found(tmp_path, pool, monkeypatch):
    monkeypatch.chdir(tmp_path)
    build.docx(tmp_path / 'a.docx', p('甲'))
    assert pool.read(Path('a.docx')).file == 'a.docx'


def test_the_same_child_reads_many_files_in_order(tmp_path, pool):
    good = build.docx(tmp_path / 'a.docx', p('甲'))
    empty = tmp_path / 'b.docx'
    empty.touch()
    pool.read(good)
    before = running(pool)
    results = list(pool.read_many([good, empty, good]))
    assert [path for path, _ in results] == [good, empty, good]
    assert [type(result) for _, result in results] == [Document, Damaged, Document]
    assert running(pool) == before


def test_several_children_keep_the_order(tmp_path):
    paths = [build.docx(tmp_path / f'{i}.docx', p(str(i))) for i in range(6)]
    with ReadingPool(children=2) as pool:
        assert [result.blocks[0].text for _, result in pool.read_many(paths)] == list('012345')


def test_a_dead_child_is_replaced(tmp_path, pool):
    path = build.docx(tmp_path / 'a.docx', p('甲'))
    pool.read(path)
    child = pool._free.get()
    child.process.kill()
    child.process.wait()
    pool._free.put(child)
    assert pool.read(path).format == 'docx'


def test_a_child_lets_go_of_what_it_has_read(tmp_path):
    # A large tree behind few Python objects: nothing but its own end makes the collector run.
    styles = build.style('a', '<w:rPr><w:b/></w:rPr>' * 10_000)
    path = build.docx(tmp_path / 'a.docx', p('甲'), parts={'styles': styles})
    with ReadingPool() as pool:
        sizes = []
        for _ in range(4):
            list(pool.read_many([path] * 25))
            sizes.append(int(Path(f'/proc/{running(pool)}/statm').read_text().split()[1]) * 4096)
    assert sizes[-1] - sizes[0] < 20 * 2**20


def test_a_child_is_replaced_after_so_many_files(tmp_path):
    path = build.docx(tmp_path / 'a.docx', p('甲'))
    with ReadingPool(recycle_after=2) as pool:
        pool.read(path)
        first = running(pool)
        pool.read(path)
        pool.read(path)
        assert running(pool) != first


def test_a_child_that_has_grown_large_is_replaced(tmp_path, pool):
    path = build.docx(tmp_path / 'a.docx', p('甲'))
    pool.read(path)
    first = running(pool)
    pool.reading = pool.reading._replace(recycle_above_kb=1)
    pool.read(path)
    pool.reading = limits.READING
    pool.read(path)
    assert running(pool) != first
    assert 5_000 < pool.peak_kb < limits.MEMORY_BYTES // 1024


WISHES = 'raise NeedsConversion("是旧版格式；请另存为 .docx 再放入", "docx")'
"""What the reader of web pages does instead: for the test they are something an office suite must open."""


@pytest.fixture
def wishing_pool(tmp_path, monkeypatch):
    with odd_pool(tmp_path, monkeypatch, WISHES, 'html') as opened:
        yield opened


@pytest.fixture
def old_paper(tmp_path):
    path = tmp_path / 'x17.tmp'
    path.write_text('<html><body><p>甲</p></body></html>', 'utf-8')
    return path


def test_what_needs_an_office_suite_is_refused_without_one(wishing_pool, old_paper, monkeypatch):
    monkeypatch.setattr('extractors.readers.soffice.suite', lambda: None)
    with pytest.raises(NeedsConversion) as caught:
        wishing_pool.read(old_paper, '收文/旧.doc')
    assert (
        caught.value.message == "“收文/旧.doc”：是旧版格式；请另存为 .docx 再放入，或安装 LibreOffice 后再试"
    )
    assert (caught.value.exit_code, caught.value.target) == (3, 'docx')


def test_a_converted_file_keeps_its_name_format_and_hash(wishing_pool, old_paper, tmp_path, monkeypatch):
    made = build.docx(tmp_path / 'made.docx', p('乙'))

    @contextmanager
    def converted(path, target):
        assert (path, target) == (old_paper, 'docx')
        yield made

    monkeypatch.setattr('extractors.readers.soffice.suite', lambda: Path('soffice'))
    monkeypatch.setattr('extractors.readers.soffice.converted', converted)
    document = wishing_pool.read(old_paper, '旧.doc')
    assert (document.file, document.format) == ('旧.doc', 'html')
    assert document.sha256 == hashlib.sha256(old_paper.read_bytes()).hexdigest()
    assert (texts(document.blocks), document.problems[-1].code) == (['乙'], 'converted')


@pytest.mark.parametrize(
    ('fault', 'kind', 'words'),
    [
        (ReaderFailed("LibreOffice 转换不了这个文件"), ReaderFailed, "“旧.doc”：LibreOffice 转换不了"),
        (CannotStart("没有找到"), NeedsConversion, "“旧.doc”：是旧版格式"),
        (None, ReaderFailed, "“旧.doc”：由 LibreOffice 转换后仍读不了"),
    ],
)
def test_a_conversion_that_fails_is_one_unusable_file(
    wishing_pool, old_paper, monkeypatch, fault, kind, words
):
    @contextmanager
    def converted(path, target):
        if fault:
            raise fault
        yield old_paper

    monkeypatch.setattr('extractors.readers.soffice.suite', lambda: Path('soffice'))
    monkeypatch.setattr('extractors.readers.soffice.converted', converted)
    with pytest.raises(kind, match=words):
        wishing_pool.read(old_paper, '旧.doc')


def test_a_real_conversion(wishing_pool, old_paper, soffice):
    document = wishing_pool.read(old_paper, '旧.doc')
    assert (texts(document.blocks), document.format) == (['甲'], 'html')
