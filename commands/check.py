"""check: any .docx against GB/T 9704-2012 and 行文规则."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from commands.edge import Shown
from commands.serving import reads_files, serve
from model.document import Document
from model.errors import Unsupported

_LEVELS = {'fail': "不合格", 'warn': "提　示"}
_NAMES = {
    'issuing_authority_mark': "发文机关标志",
    'doc_number': "发文字号",
    'signatory': "签发人",
    'title': "标题",
    'primary_recipients': "主送机关",
    'attachment_note': "附件说明",
    'signing_authority': "署名",
    'date_of_document': "成文日期",
    'attachment': "附件",
    'cc': "抄送",
    'printing_authority': "印发",
}


@click.command(
    cls=Shown,
    help="按 GB/T 9704-2012 和行文规则检查 .docx 公文：标准说“应”的不合格，说“一般、推荐”的只提示。",
)
@reads_files
@click.pass_context
def check(ctx: click.Context, files: tuple[Path, ...], as_json: bool, json_dir: Path | None) -> int:
    """What is wrong with each file."""
    return serve(ctx, files, as_json, json_dir, _check, _show)


def _check(document: Document) -> dict[str, Any]:
    from office.faces import missing_faces
    from outgoing.check.checking import check_file

    if document.format != 'docx':
        raise Unsupported(
            f"“{document.file}”是 {document.format}，检查版式只看 .docx；请另存为 .docx 后再查。"
        )
    checked = check_file(Path(document.file))
    missing = missing_faces(checked.fonts)
    return {
        'file': document.file,
        'kind': checked.kind,
        'layout': checked.layout,
        'fails': checked.fails,
        'warns': len(checked.findings) - checked.fails,
        'elements': checked.elements,
        'fonts': {name: None if missing is None else name not in missing for name in checked.fonts},
        'findings': [asdict(one) for one in checked.findings],
    }


def _show(told: dict[str, Any]) -> None:
    from office.faces import missing_faces, told_missing

    click.echo(f"—— {told['file']}（{told['layout'] or '不像公文'}，文种：{told['kind'] or '没有认出'}）")
    for name, texts in told['elements'].items():
        if texts:
            click.echo(f"{_NAMES[name]}：{' / '.join(texts)}")
    for one in told['findings']:
        place = f"（第{one['line']}段“{one['text']}”）" if one['line'] else ""
        click.echo(f"{_LEVELS[one['level']]}　{one['message']}{place}［{one['clause']}］")
    lost = told_missing(missing_faces(told['fonts']))
    if lost:
        click.echo(lost)
    click.echo(f"不合格{told['fails']}处，提示{told['warns']}处")
