"""One filled form reads alike in whatever format it arrives."""

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


def values(path: Path) -> dict[str, object]:
    """What a form says: field -> value, and its text without white space."""
    returned = document_to_return(read_document(path), None)
    assert returned.form == 'baseline_registration', path
    return {name: (value.value, folded(value.raw)) for name, value in returned.values.items()}


def folded(text: str) -> str:
    return ''.join(unicodedata.normalize('NFKC', text).split())


@pytest.mark.parametrize('suffix', ['doc', 'rtf', 'odt', 'pdf', 'html'])
def test_a_form_says_the_same_in_every_format(convert, tmp_path, suffix):
    sources = [INBOX / name for name in FORMS]
    for source, made in zip(sources, convert(tmp_path, suffix, *sources), strict=True):
        assert values(made) == values(source)
