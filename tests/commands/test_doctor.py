"""shoufa doctor: every reader by name, what is missing and what it costs."""

import json

import pytest
from click.testing import CliRunner

from cli import program
from extractors.containers import rars
from extractors.readers import registry, soffice
from extractors.readers.process.pool import ReadingPool
from extractors.readers.scans import stack
from model.errors import CannotStart
from office import health


def doctor(*arguments):
    return CliRunner().invoke(program, ['doctor', *arguments], standalone_mode=False)


def parts():
    result = doctor('--json')
    return result.return_value, {part['name']: part for part in json.loads(result.stdout)}


def test_every_reader_is_told_with_the_files_it_takes():
    code, found = parts()
    assert code == 0
    assert {reader.NAME for reader in registry.READERS} == set(health._FORMATS)
    assert all(found[title]['ready'] for title, _ in health._FORMATS.values())


def test_a_missing_library_is_named_with_its_cost_and_remedy(monkeypatch):
    monkeypatch.setitem(health._FORMATS, 'pdf', ("有文字的 PDF", ('no_such_library',)))
    code, found = parts()
    assert code == 4
    assert "缺 no_such_library" in found["有文字的 PDF"]['cost']
    assert "请重新安装" in found["有文字的 PDF"]['cost']


def test_without_libreoffice_the_rest_is_ready(monkeypatch):
    monkeypatch.setattr(soffice, 'suite', lambda: None)
    code, found = parts()
    assert code == 0
    part = found["LibreOffice（可选）"]
    assert not part['ready']
    assert ".xlsb" in part['cost']


def test_without_bsdtar_it_is_told_what_that_costs(monkeypatch):
    monkeypatch.setattr(rars, 'bsdtar', lambda: None)
    code, found = parts()
    assert (code, found["bsdtar（可选）"]['ready']) == (0, False)
    assert ".rar" in found["bsdtar（可选）"]['cost']


def test_recognition_is_told_as_it_is(monkeypatch):
    monkeypatch.setattr(stack, 'is_installed', lambda: False)
    part = parts()[1]["文字识别（可选）"]
    assert (part['ready'], part['found']) == (False, '')
    assert "待识别" in part['cost']
    monkeypatch.setattr(stack, 'is_installed', lambda: True)
    monkeypatch.setattr(health, '_version', lambda _: '1.2')
    part = parts()[1]["文字识别（可选）"]
    assert (part['ready'], part['cost']) == (True, '')
    assert part['found'].startswith('rapidocr 1.2')


def test_a_child_that_cannot_start_is_the_first_thing_told(monkeypatch):
    def read(*_):
        raise CannotStart("读取程序启动不了")

    monkeypatch.setattr(ReadingPool, 'read', read)
    result = doctor()
    assert result.return_value == 4
    assert result.stdout.splitlines()[0].startswith("缺少　读取程序")


@pytest.mark.parametrize('command', [['no-such-program'], ['false']])
def test_a_program_that_says_nothing_is_no_fault(command):
    assert health._said(command) is None
