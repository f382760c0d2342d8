"""shoufa template check, and what --pdf does for every command that drafts."""

import json

import click
import pytest
from click.testing import CliRunner

from commands.drafts import PDF, show_sent, watched
from commands.edge import FILE, Shown
from extractors.readers import soffice as suite
from model.errors import CannotStart
from office.pdf import drafts_to_pdf
from office.writing import SHIPPED_TEMPLATES, Sent
from tests.outgoing.build import template


def test_a_sound_template_is_said_to_be_so(shoufa):
    ran = shoufa('template', 'check', SHIPPED_TEMPLATES / '选派函.docx')
    assert (ran.returncode, ran.stdout.splitlines()[0].rsplit('：')[-1]) == (0, '没有发现错误')


def test_all_faults_of_several_templates_are_listed(shoufa, tmp_path):
    own = template(tmp_path, '{{ title|wrong }}', '{% endif %}', name='选派函.docx')
    ran = shoufa('template', 'check', own, tmp_path / '无.docx')
    assert ran.returncode == 3
    assert '正文第1段' in ran.stdout
    assert '正文第2段' in ran.stdout
    assert '打不开' in ran.stdout
    told = json.loads(shoufa('template', 'check', own, '--json').stdout)
    assert {one['code'] for one in told[str(own)]} == {'bad_tag'}


@click.command(cls=Shown)
@click.argument('file', type=FILE)
@PDF
@click.pass_context
def draft(ctx, file):
    with watched(ctx)([], 0):
        show_sent([Sent(file, 'issued')])


def drafted(*arguments):
    return CliRunner().invoke(draft, [*map(str, arguments)], standalone_mode=False)


def test_pdf_is_made_only_where_it_is_asked_for(tmp_path, monkeypatch):
    monkeypatch.setattr(
        'office.pdf.drafts_to_pdf', lambda files: [file.with_suffix('.pdf') for file in files]
    )
    path = tmp_path / '函.docx'
    assert drafted(path).output == f'已经发文，没有动　{path}\n'
    assert drafted(path, '--pdf').output.endswith(f"已转成PDF　{path.with_suffix('.pdf')}\n")


def test_several_drafts_become_pdf_in_one_call(soffice, tmp_path):
    files = [template(tmp_path, '正文', name=f'{name}.docx') for name in ('函 一', '通报')]
    made = drafts_to_pdf(files)
    assert [path.name for path in made] == ['函 一.pdf', '通报.pdf']
    assert all(path.read_bytes().startswith(b'%PDF') for path in made)


def test_without_libreoffice_it_is_said_that_the_drafts_are_there(monkeypatch, tmp_path):
    monkeypatch.setattr(suite, 'suite', lambda: None)
    with pytest.raises(CannotStart, match='Word 文件已经写好'):
        drafts_to_pdf([tmp_path / '函.docx'])
