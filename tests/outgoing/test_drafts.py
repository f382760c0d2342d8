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

from model.errors import BadSetting, CannotStart
from model.office import IssuingName, Office
from model.subject import Organisation
from outgoing.circular import progress_circular
from outgoing.dispatch import dispatch_letter
from outgoing.draft import CampaignFacts, Draft, Instructor
from outgoing.press import print_document
from outgoing.report import implementation_report
from outgoing.verify import faults
from scripts.make_templates import FOLDER
from tests.outgoing.made import BASIS, BUREAU, FACTS, LINES, OFFICE, PARTY, PERSON, SOCIETY

REQUESTS = re.compile('请批示|请批复|妥否|当否|请予批准|请予审批')


def letter(
    organisation: Organisation = SOCIETY, person: Instructor = PERSON, office: Office = OFFICE
) -> Draft:
    return dispatch_letter(office, PARTY, organisation, person, BASIS, 2026)


def circular(facts: CampaignFacts = FACTS, office: Office = OFFICE) -> Draft:
    return progress_circular(office, BUREAU, facts)


def report(facts: CampaignFacts = FACTS, issuing: IssuingName = BUREAU) -> Draft:
    return implementation_report(OFFICE, issuing, facts)


DRAFTS = [letter(), circular(), report()]
each = pytest.mark.parametrize('draft', DRAFTS, ids=lambda draft: draft.doc_type)


def printed(draft: Draft) -> bytes:
    return print_document(FOLDER / draft.template, draft.context)


def words(draft: Draft) -> str:
    """All that a person reads, cells of a row between bars."""
    lines: list[str] = []
    for block in docx.Document(io.BytesIO(printed(draft))).iter_inner_content():
        if isinstance(block, Paragraph):
            lines.append(block.text)
        elif isinstance(block, Table):
            rows = block._tbl.tr_lst
            lines += (' | '.join(_Cell(cell, block).text for cell in row.tc_lst) for row in rows)
    return '\n'.join(lines) + '\n'


@each
def test_the_text_is_the_one_looked_at(draft: Draft, golden: Callable[[str, str], None]) -> None:
    golden(f'outgoing_{draft.doc_type}', words(draft))


@each
def test_a_draft_is_sound_and_prints_every_figure(draft: Draft, tmp_path: Path) -> None:
    data = printed(draft)
    assert faults(data, draft.figures) == ()
    path = tmp_path / draft.file_name
    path.write_bytes(data)
    assert OpenXmlValidator(file_format=FileFormat.OFFICE_2019).validate(path).errors == []


@each
def test_number_and_date_are_left_open(draft: Draft) -> None:
    assert "〔2026〕　号" in words(draft)
    assert "\n2026年　月　日\n" in words(draft)


@each
def test_every_number_in_the_prose_is_a_figure(draft: Draft) -> None:
    told = {figure.text for figure in draft.figures}
    prose = words(draft)
    for known in (
        draft.context['basis'] if 'basis' in draft.context else draft.context['opening'],
        draft.context['number'],
    ):
        prose = prose.replace(known, '')
    prose = re.sub(r'0000-\d+|\d+年|\d+月\d+日|选派期1', '', prose)
    assert set(re.findall(r'\d+(?:\.\d+%)?', prose)) <= told


@each
def test_file_names_hold_no_space_and_papers_no_hard_word(draft: Draft) -> None:
    assert not re.search(r'\s', draft.file_name)
    assert '造假' not in words(draft)


def test_figures_have_keys_of_their_own() -> None:
    for draft in DRAFTS:
        keys = [figure.key for figure in draft.figures]
        assert len(keys) == len(set(keys))


def test_a_count_leads_to_its_rows() -> None:
    figures = {figure.key: figure for figure in circular().figures}
    assert figures['county.甲县.established'].rows == tuple(range(1, 10))
    assert len(figures['total.unestablished'].rows or ()) == figures['total.unestablished'].value == 153
    assert figures['total.coverage'].text == '49.0%'


def test_a_letter_says_of_the_person_only_name_unit_post_and_telephone() -> None:
    text = words(letter())
    assert "示例一同志（示例市民政局社会组织管理科副科长）担任贵会" in text
    assert "0000-7654321" in text
    assert "0000-7654321" not in words(letter(person=replace(PERSON, phone=None)))


def test_a_letter_without_a_contact_person_names_the_section() -> None:
    office = replace(OFFICE, contact=replace(OFFICE.contact, person=None))
    assert "联系科室：社会组织管理科" in words(letter(office=office))


def test_received_but_unread_is_never_called_missing() -> None:
    text = words(circular())
    assert "12个县（区）中9个已报送，甲县、丙县未报送，丑区报表已收到、正在核对。" in text
    assert "丑区未报送" not in text
    assert "已核9个县（区）应建162家、已建116家，组建率71.6%（116/162）" in text
    assert "全市组建率68.1%（147/216）" in text


def test_when_all_have_reported_one_basis_is_enough() -> None:
    facts = replace(FACTS, reported=OFFICE.counties, missing=(), checking=())
    assert "12个县（区）均已报送。" in words(circular(facts))


def test_nobody_reported_is_said_without_a_rate() -> None:
    facts = replace(FACTS, reported=(), missing=OFFICE.counties, checking=())
    assert "12个县（区）中0个已报送" in words(circular(facts))


def test_what_nobody_knows_is_a_dash_and_never_a_zero() -> None:
    lines = (replace(LINES[0], eligible=None, members=None), *LINES[1:])
    facts = replace(FACTS, counties=lines, total=replace(FACTS.total, eligible=None, members=None))
    text = words(circular(facts))
    assert "甲县 | 25 | — | 9" in text
    assert "应建立党组织" not in text
    assert "“—”表示没有已核定的数据" in text
    assert "已核9个县（区）登记社会组织225家、已建116家，党的组织覆盖率51.6%（116/225）" in text


def test_the_rounding_is_the_offices_own() -> None:
    office = replace(OFFICE, layout=replace(OFFICE.layout, rounding='truncate'))
    assert "68.0%（147/216）" in words(circular(office=office))


def test_what_no_county_counts_stands_in_a_line_of_its_own() -> None:
    text = words(circular(replace(FACTS, counties=LINES[:-1])))
    assert "未注明地区 | 25 | 18 | 11" in text


def test_counties_that_count_more_than_the_total_stop_the_paper() -> None:
    with pytest.raises(CannotStart, match=r'登记社会组织.*多于合计数'):
        circular(replace(FACTS, total=replace(FACTS.total, organisations=299)))


def test_forms_that_add_up_to_more_than_all_branches_stop_the_paper() -> None:
    with pytest.raises(CannotStart, match='组建方式之和'):
        circular(replace(FACTS, total=replace(FACTS.total, joint=200)))


def test_an_empty_ledger_makes_no_paper() -> None:
    total = replace(FACTS.total, organisations=0, established=0, independent=0, joint=0, other=0)
    with pytest.raises(CannotStart, match='没有登记社会组织'):
        circular(replace(FACTS, counties=(), total=total))


def test_the_last_round_asks_for_no_next_one() -> None:
    assert "下一期" not in words(circular(replace(FACTS, next_due=None)))
    assert "下一期" not in words(report(replace(FACTS, next_due=None)))


def test_a_campaign_without_rounds_methods_or_counties_still_makes_sense() -> None:
    facts = replace(
        FACTS, round=None, counties=(), reported=(), missing=(), checking=(), methods=(), waiting=0
    )
    for draft in (circular(facts), report(facts)):
        assert faults(printed(draft), draft.figures) == ()
    assert "现将社会组织百日集中组建活动进展情况通报如下：" in words(circular(facts))


def test_a_report_goes_to_one_superior_and_asks_for_nothing() -> None:
    draft = report()
    assert draft.recipients == ("示例省民政厅",)
    text = words(draft)
    assert "\n示例省民政厅：\n" in text
    assert "签发人：" in text
    assert not REQUESTS.search(text)
    assert "抄送" not in text
    order = [
        text.index(head)
        for head in ("一、基本情况", "二、主要做法", "三、存在问题", "四、下一步打算", "特此报告。")
    ]
    assert order == sorted(order)


def test_a_report_without_a_superior_is_refused() -> None:
    with pytest.raises(BadSetting, match='superior'):
        report(issuing=replace(BUREAU, superior=None))


def test_a_circular_copies_the_superior_and_says_who_printed_it() -> None:
    text = words(circular())
    assert "抄送：示例省民政厅。" in text
    assert "示例市民政局办公室\t2026年　月　日印发" in text


def test_an_organisation_nobody_knows_about_is_neither_established_nor_not():
    known = FACTS.total.organisations - FACTS.total.established
    text = words(circular(replace(FACTS, unknown=2, waiting=0, methods=())))
    assert '另有2家是否建立党组织尚待核实，未计入已建数' in text
    assert f'尚有{known - 2}家社会组织未建立党组织' in text


def test_a_report_of_which_nothing_is_known_says_so():
    total = replace(FACTS.total, established=0, independent=0, joint=0, other=0, eligible=None, rows={})
    blank = replace(FACTS, total=total, counties=(), unknown=total.organisations, waiting=0, methods=())
    assert f'有{total.organisations}家社会组织是否建立党组织尚待核实' in words(report(blank))
