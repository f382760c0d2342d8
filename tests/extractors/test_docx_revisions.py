"""Tracked changes and comments of a returned draft, with the words they are on."""

from __future__ import annotations

from pathlib import Path
from zipfile import ZipFile

from extractors.readers.process.pool import ReadingPool
from extractors.readers.registry import read_document, read_revisions
from extractors.survey.comments import comments_of

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/></Types>'
)
_OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
_RELS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'
)


def run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def came(text: str) -> str:
    return f'<w:ins w:id="9" w:author="张某某">{run(text)}</w:ins>'


def gone(text: str) -> str:
    return f'<w:del w:id="8" w:author="张某某"><w:r><w:delText>{text}</w:delText></w:r></w:del>'


def draft(path: Path, *paragraphs: str, comments: str = '') -> Path:
    """A .docx of these paragraphs' inner XML."""
    body = ''.join(
        paragraph if paragraph.startswith('<w:tbl') else f'<w:p>{paragraph}</w:p>' for paragraph in paragraphs
    )
    with ZipFile(path, 'w') as package:
        package.writestr('[Content_Types].xml', _TYPES)
        main = f'<Relationship Id="r1" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/>'
        package.writestr('_rels/.rels', _RELS.format(main))
        note = f'<Relationship Id="r2" Type="{_OFFICE}/comments" Target="comments.xml"/>'
        package.writestr('word/_rels/document.xml.rels', _RELS.format(note))
        package.writestr('word/document.xml', f'<w:document {_W}><w:body>{body}</w:body></w:document>')
        package.writestr('word/comments.xml', f'<w:comments {_W}>{comments}</w:comments>')
    return path


def test_changes_are_told_by_whole_sentences(tmp_path: Path) -> None:
    """Replaced, added and struck words; what did not change is not told."""
    path = draft(
        tmp_path / '稿.docx',
        run("第一条　总则不变。"),
        run("第二条　每年") + gone("四") + came("两") + run("次。其余照旧。"),
        run("第三条　本条。") + came("经费列入预算。"),
        gone("第四条　删去的条文。"),
    )
    texts = [(one.where.path, one.text) for one in read_revisions(path, '稿.docx').blocks]
    assert texts == [
        ('p[2]', "将“第二条　每年四次。”修改为“第二条　每年两次。”"),
        ('p[3]', "在“第三条　本条。”之后增加“经费列入预算。”"),
        ('p[4]', "删去“第四条　删去的条文。”"),
    ]


def test_comments_know_their_words_and_articles(tmp_path: Path) -> None:
    """Each change stands in its article; a remark has the words it is on; authors are not read."""
    said = run("建议明确时限。理由：便于执行")
    remark = f'<w:comment w:id="5" w:author="张某某"><w:p>{said}</w:p></w:comment>'
    anchored = '<w:commentRangeStart w:id="5"/>' + run("及时报送") + '<w:commentRangeEnd w:id="5"/>'
    cell = f'<w:tbl><w:tr><w:tc><w:p>{gone("旧") + came("新") + run("格。")}</w:p></w:tc></w:tr></w:tbl>'
    path = draft(
        tmp_path / '稿.docx',
        run("二、工作要求"),
        run("（一）各县") + anchored + run("情况。"),
        run("（二）每年") + gone("四") + came("两") + run("次。"),
        cell,
        comments=remark,
    )
    document, revisions = read_document(path, '稿.docx'), read_revisions(path, '稿.docx')
    found = comments_of(document, revisions.blocks)  # type: ignore[arg-type]
    assert [(one.article, one.original, one.suggestion, one.reason) for one in found.comments] == [
        ("二、（二）", "（二）每年四次。", "（二）每年两次。", None),
        ("二、（二）", "旧格。", "新格。", None),
        ("二、（一）", "及时报送", "建议明确时限。", "便于执行"),
    ]
    assert '张某某' not in repr(found)


def test_the_pool_reads_revisions_in_its_child_and_the_text_without_them(tmp_path: Path) -> None:
    """The document never gives what was struck out; the revisions do."""
    path = draft(tmp_path / '稿.docx', run("第一条　每年") + gone("四") + came("两") + run("次。"))
    with ReadingPool() as pool:
        assert '四' not in repr(pool.read(path).blocks)
        assert '四' in repr(pool.read_revisions(path).blocks)


def test_other_formats_have_no_revisions(tmp_path: Path) -> None:
    """A text file has none, and that is no fault."""
    path = tmp_path / '意见.txt'
    path.write_text("我局无意见。", 'utf-8')
    assert read_revisions(path, '意见.txt').blocks == ()
