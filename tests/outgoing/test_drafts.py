import io
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import docx
import pytest
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph
from openxml_audit import FileFormat, OpenXmlValidator

from outgoing.draft import Draft
from outgoing.press import Press
from outgoing.verify import faults
from scripts.make_templates import FOLDER
from tests.outgoing.made import OFFICE, PERSON
from tests.outgoing.papers import texts
from tests.outgoing.sent_papers import DRAFTS, HANDED, letter

each = pytest.mark.parametrize('name', DRAFTS)


def printing(draft: Draft):
    return Press(FOLDER / draft.template).print_marked(draft.context)


def words(draft: Draft) -> str:
    """All that a person reads, cells of a row between bars."""
    lines: list[str] = []
    for block in docx.Document(io.BytesIO(printing(draft).data)).iter_inner_content():
        if isinstance(block, Paragraph):
            lines.append(block.text)
        elif isinstance(block, Table):
            rows = block._tbl.tr_lst
            lines += (' | '.join(_Cell(cell, block).text for cell in row.tc_lst) for row in rows)
    return '\n'.join(lines) + '\n'


def test_the_letter_is_the_one_looked_at(golden: Callable[[str, str], None]) -> None:
    golden('outgoing_letter', words(letter()))


@each
def test_a_draft_is_sound_and_prints_every_figure(name: str) -> None:
    draft = DRAFTS[name]
    made = printing(draft)
    assert faults(made.data, draft.figures, made.printed) == ()
    assert {one.key for one in made.printed} == {figure.key for figure in draft.figures}


@pytest.mark.parametrize('name', ['notice', 'summary_report'])
def test_a_judge_from_outside_finds_nothing(name: str, tmp_path: Path) -> None:
    path = tmp_path / '1.docx'
    path.write_bytes(printing(DRAFTS[name]).data)
    assert OpenXmlValidator(file_format=FileFormat.OFFICE_2019).validate(path).errors == []


@each
def test_every_digit_from_data_is_a_figure(name: str) -> None:
    draft = DRAFTS[name]
    made = printing(draft)
    lines = [list(text) for text in texts(made.data)]
    for one in made.printed:
        if one.part == 'word/document.xml':
            lines[one.paragraph][one.start : one.end] = ' ' * (one.end - one.start)
    rest = '\n'.join(''.join(line) for line in lines)
    rest = re.sub(r'〔2026〕　号|2026年　月　日(?:印发)?|注：1．|2．“—”', '', rest)
    rest = re.sub(r'(?m)^\d{1,3}$', '', rest)  # 序号
    assert re.findall(r'.*\d.*', rest) == []


@each
def test_number_and_date_are_left_open(name: str) -> None:
    draft, text = DRAFTS[name], words(DRAFTS[name])
    numbered = draft.doc_type not in {'list', 'comments'}
    assert ("〔2026〕　号" in text) is numbered
    assert ("\n2026年　月　日\n" in text) is (draft.doc_type != 'list')


@each
def test_file_names_hold_no_space_and_papers_no_hard_word(name: str) -> None:
    draft = DRAFTS[name]
    assert not re.search(r'\s', draft.file_name)
    assert not re.search('造假|请批复|妥否|务必', words(draft))


def test_figures_have_keys_of_their_own() -> None:
    for draft in DRAFTS.values():
        keys = [figure.key for figure in draft.figures]
        assert len(keys) == len(set(keys))


def test_a_letter_says_of_the_person_only_name_unit_post_and_telephone() -> None:
    text = words(letter())
    assert "示例一同志（示例市民政局社会组织管理科副科长）担任贵会" in text
    assert "0000-7654321" in text
    assert "0000-7654321" not in words(letter(person=replace(PERSON, phone=None)))


def test_a_letter_without_a_contact_person_names_the_section() -> None:
    office = replace(OFFICE, contact=replace(OFFICE.contact, person=None))
    assert "联系科室：社会组织管理科" in words(letter(office=office))


def test_a_list_counts_its_organisations_and_leads_to_them() -> None:
    figures = {figure.key: figure for figure in DRAFTS['transfer'].figures}
    assert (figures['organisations'].text, figures['organisations'].rows) == ('4', (1, 2, 3, 4))
    assert figures['code.1'].text == HANDED[0].code


def test_what_came_and_is_not_read_is_never_called_unanswered() -> None:
    text = words(DRAFTS['summary'])
    assert "未反馈1，已收到、正在核对1" in text
    assert "未反馈单位（1个）：示例市戊局" in text
    assert "已收到、正在核对的单位（1个）：示例市丁局" in text


def test_a_paper_upward_names_who_signs_and_asks_for_nothing() -> None:
    for name in ('summary_report', 'comments_report', 'no_comments'):
        text = words(DRAFTS[name])
        assert "签发人：" in text
        assert "特此报告。" in text


def test_a_joint_branch_without_a_name_is_left_for_a_person() -> None:
    text = words(DRAFTS['joint_branch'])
    assert "同意示例甲会、示例乙会联合成立中共〔请填写：党组织全称〕。" in text
    assert "\n〔请填写：主送单位〕：\n" in text
