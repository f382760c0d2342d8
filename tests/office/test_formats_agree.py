"""One filled form reads alike in whatever format it arrives."""

import subprocess
import unicodedata
from pathlib import Path

import pytest

from extractors.readers.registry import read_document
from office.understanding import document_to_return

FORMS = (
    '乙县润岚残疾人托养中心登记表.docx',
    '己县民宿协会登记表.docx',
    '戊县新桥快递服务行业协会登记表.docx',
)
INBOX = Path(__file__).parent.parent.parent / 'examples' / 'office' / '收文' / '直接报送'


@pytest.fixture(scope='module')
def converted(soffice, tmp_path_factory):
    """converted(suffix): the forms in that format, all by one call of LibreOffice."""
    folder = tmp_path_factory.mktemp('converted')
    profile = f'-env:UserInstallation={(folder / "profile").as_uri()}'
    sources = [INBOX / name for name in FORMS]

    def convert(suffix: str) -> list[Path]:
        command = [soffice, profile, '--headless', '--convert-to', suffix, '--outdir', folder, *sources]
        subprocess.run(command, check=True, capture_output=True, timeout=120)
        return [folder / f'{source.stem}.{suffix}' for source in sources]

    return convert, sources


def values(path: Path) -> dict[str, object]:
    """What a form says: field -> value, and its text without white space."""
    returned = document_to_return(read_document(path), None)
    assert returned.form == 'baseline_registration', path
    return {name: (value.value, folded(value.raw)) for name, value in returned.values.items()}


def folded(text: str) -> str:
    return ''.join(unicodedata.normalize('NFKC', text).split())


@pytest.mark.parametrize('suffix', ['doc', 'rtf', 'odt', 'pdf', 'html'])
def test_a_form_says_the_same_in_every_format(converted, suffix):
    convert, sources = converted
    for source, made in zip(sources, convert(suffix), strict=True):
        assert values(made) == values(source)
