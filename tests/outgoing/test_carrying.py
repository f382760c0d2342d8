import copy
import datetime as dt
import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from model.errors import CannotStart
from outgoing.carrying import Last, carried
from outgoing.circular import progress_circular
from outgoing.claims import Moved, doubts
from outgoing.draft import Before
from outgoing.pack_zip import unpack
from outgoing.press import Press
from outgoing.stamping import Stamp, stamped
from outgoing.verify import faults
from tests.outgoing.made import BUREAU, COUNTIES, FACTS, LINES, OFFICE
from tests.outgoing.penned import SPACE, W, changed, rewritten, saved_by_wps, text_of

TEMPLATE = (Path(__file__).parent.parent.parent / 'templates' / '进展通报.docx').read_bytes()


def line(one):
    """Two branches more in each county, in 乙县 three fewer."""
    step = -3 if one.region == '乙县' else 2
    return replace(one, established=one.established + step, independent=one.independent + step)


FIRST = replace(FACTS, reported=COUNTIES, missing=(), checking=())
SECOND = replace(
    FIRST,
    cut_off=dt.date(2026, 4, 2),
    round=2,
    counties=tuple(map(line, LINES)),
    next_due=dt.date(2026, 4, 22),
    before=Before(1, FIRST.cut_off, LINES, COUNTIES),
)
OLD, NEW = (progress_circular(OFFICE, BUREAU, facts) for facts in (FIRST, SECOND))
PRINTED = Press(Path('x'), TEMPLATE).print_document(OLD.context)
FRESH = Press(Path('x'), TEMPLATE).print_document(NEW.context)
WORDS = "对具备条件的社会组织，要抓紧建立党组织"


def over(edited, draft=NEW):
    """What comes of an edited paper of the first round, and the paper printed."""
    figures = {one.key: one for one in OLD.figures}
    done = carried(Last('x', TEMPLATE, OLD.context, edited, figures, carried=False), draft, TEMPLATE)
    printed = Press(Path('y'), done.template).print_marked(done.context)
    assert not faults(printed.data, done.figures, printed.printed)
    return done, printed


def with_sentence(*sentences, data=PRINTED):
    """The paper with paragraphs of a person's own after the first of the section of demands."""

    def add(root):
        own = next(one for one in root.iter(f'{W}p') if WORDS in ''.join(one.itertext()))
        for sentence in reversed(sentences):
            fresh = copy.deepcopy(own)
            nodes = list(fresh.iter(f'{W}t'))
            for node in nodes[1:]:
                node.text = ''
            nodes[0].text = sentence
            nodes[0].set(SPACE, 'preserve')
            own.addnext(fresh)

    return changed(data, add)


def highlighted(data, colour='yellow'):
    root = etree.fromstring(unpack(data)['word/document.xml'])
    runs = (one.getparent().getparent() for one in root.iter(f'{W}highlight') if one.get(f'{W}val') == colour)
    return [''.join(run.itertext()) for run in runs]


@pytest.fixture(scope='module')
def second():
    """The second round's paper over the first one, saved in WPS with a paragraph of a person's own."""
    return over(saved_by_wps(with_sentence("各县（区）民政局工作扎实，值得肯定。")))


def test_the_words_stay_and_the_figures_are_this_rounds(second):
    done, printed = second
    text = text_of(printed.data)
    assert "各县（区）民政局工作扎实，值得肯定。" in text
    assert "截至2026年4月2日，全市登记社会组织300家，已建立党组织166家" in text
    assert "第2期进展情况" in text
    assert "2026年4月22日前报送" in text
    assert "3月13日" not in text
    assert not done.untraced
    assert "166" in highlighted(printed.data)
    assert "300" not in highlighted(printed.data)


def test_the_table_is_this_rounds_cell_by_cell(second):
    _, printed = second
    tables = [re.findall(r'甲县\n.*?注：', text_of(data), re.DOTALL) for data in (printed.data, FRESH)]
    assert tables[0] == tables[1]


def test_every_figure_of_the_new_paper_has_its_place(second):
    done, printed = second
    assert {one.key for one in done.figures} == {one.key for one in printed.printed}
    assert all(part in {one.key for one in done.figures} for one in done.figures for part in one.parts)


@pytest.mark.parametrize(
    ('sentence', 'doubted'),
    [
        ("乙县已建{乙}家，比上期增加。", True),
        ("甲县已建{甲}家，比上期增加。", False),
        ("乙县已建{乙}家，有所减少。", False),
        ("甲县已建{甲}家，与上期持平。", True),
        ("甲县首次达到{甲}家。", True),
        ("甲县已建{甲}家，超过8家。", False),
        ("乙县已建{乙}家，超过8家。", True),
        ("各县（区）均已完成任务。", True),
        ("各县（区）要加快进度，提高质量。", False),
    ],
)
def test_a_claim_is_held_against_the_figures(sentence, doubted):
    places, text = [], sentence
    for name in "甲乙":
        if f'{{{name}}}' in text:
            key = f'county.{name}县.established'
            old, new = (next(f for f in draft.figures if f.key == key) for draft in (OLD, NEW))
            start = text.index(f'{{{name}}}')
            text = text.replace(f'{{{name}}}', old.text)
            places.append(Moved(start, start + len(old.text), old, new))
    assert bool(doubts(text, places)) is doubted


def test_a_sentence_that_no_longer_holds_is_marked_behind_it():
    edited = rewritten(PRINTED, "已为78家社会组织", "同比下降，已为78家社会组织")
    done, printed = over(edited)
    assert [one.sentence[:4] for one in done.doubtful] == ["同比下降"]
    assert re.search("确定党建工作指导员。〔请核对：[^〕]+〕", text_of(printed.data))
    again, second = over(printed.data)
    assert text_of(second.data).count("〔请核对：") == 1
    assert [one.sentence[:4] for one in again.doubtful] == ["同比下降"]


def test_a_digit_that_a_person_wrote_is_told_and_never_replaced():
    edited = with_sentence("全市已举办培训班3期、培训147人次。")
    done, printed = over(edited)
    assert [one.text for one in done.untraced] == ["3", "147"]
    assert "培训班3期、培训147人次" in text_of(printed.data)
    assert highlighted(printed.data, 'cyan') == ["3", "147"]


def test_a_claim_about_a_number_that_nobody_can_trace_is_marked():
    done, _ = over(with_sentence("全市新建党组织35家，同比增长12%。", "请各县（区）提高质量。"))
    assert [one.sentence[:5] for one in done.doubtful] == ["全市新建党"]
    assert [one.text for one in done.untraced] == ["35", "12%"]


def test_a_figure_that_a_person_wrote_over_is_theirs_now():
    done, printed = over(rewritten(PRINTED, "已为78家", "已为780家"))
    assert "780" in [one.text for one in done.untraced]
    assert "已为780家" in text_of(printed.data)


def test_an_issued_paper_opens_its_number_and_date_again():
    stamp = Stamp(4, dt.date(2026, 3, 16), dt.date(2026, 3, 16), "示例九")
    _, printed = over(saved_by_wps(stamped(PRINTED, stamp)))
    text = text_of(printed.data)
    assert "示民通〔2026〕　号" in text
    assert text.count("2026年　月　日") == 2
    assert "3月16日" not in text


def test_the_next_round_goes_on_from_a_paper_made_so(second):
    done, printed = second
    third = replace(SECOND, round=3, cut_off=dt.date(2026, 4, 22), counties=tuple(map(line, SECOND.counties)))
    third = replace(third, counties=tuple(replace(one, eligible=25) for one in third.counties))
    draft = progress_circular(OFFICE, BUREAU, replace(third, next_due=dt.date(2026, 5, 12)))
    figures = {one.key: one for one in done.figures}
    last = Last('y', done.template, done.context, saved_by_wps(printed.data), figures, carried=True)
    again = carried(last, draft, TEMPLATE)
    text = text_of(Press(Path('z'), again.template).print_document(again.context))
    assert "已建立党组织185家" in text
    assert "值得肯定" in text
    assert "第3期" in text
    assert "示民通〔2026〕　号" in text


def test_tracked_changes_are_to_be_settled_first():
    def track(root):
        run = next(root.iter(f'{W}r'))
        around = run.makeelement(f'{W}ins')
        run.addprevious(around)
        around.append(run)

    with pytest.raises(CannotStart, match='修订'):
        over(changed(PRINTED, track))


@settings(max_examples=2)
@given(st.integers(0, 999), st.integers(10, 9999))
def test_no_digit_is_kept_in_silence(seed, number):
    """Every digit of the new paper is this round's figure, the template's own, or told."""
    done, printed = over(saved_by_wps(with_sentence(f"另有{number}人参加。"), seed))
    assert str(number) in [one.text for one in done.untraced]
    stale = {one.text for one in OLD.figures if len(one.text) > 2} - {one.text for one in NEW.figures}
    told = {one.text for one in done.untraced}
    found = set(re.findall(r'\d+(?:\.\d+)?%?', text_of(printed.data)))
    assert not (found & stale) - told
