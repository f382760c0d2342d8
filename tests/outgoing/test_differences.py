import copy
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.readers import soffice
from outgoing.adopting import adopted
from outgoing.circular import progress_circular
from outgoing.differences import differences
from outgoing.dispatch import Desk, Posting, dispatch_letter, dispatch_paper
from outgoing.press import Press
from outgoing.report import implementation_report
from tests.outgoing.made import BASIS, BUREAU, FACTS, OFFICE, PARTY, PERSON, SOCIETY
from tests.outgoing.penned import SPACE, W, changed, rewritten, saved_by_wps, text_of

TEMPLATES = Path(__file__).parent.parent.parent / 'templates'
LETTER = dispatch_letter(OFFICE, PARTY, SOCIETY, PERSON, BASIS, 2026)


def printed(draft):
    template = (TEMPLATES / draft.template).read_bytes()
    return template, Press(Path(draft.template), template).print_document(draft.context)


TEMPLATE, PRINTED = printed(LETTER)


def found(edited, draft=LETTER, template=TEMPLATE):
    return differences(draft.template, template, draft.context, edited).changes


def told(edited):
    return [(one.kind, one.old, one.new) for one in found(edited)]


def carried(edited):
    """The letter printed with the template that took over every safe change."""
    safe = [one for one in found(edited) if one.kind in {'text', 'layout'}]
    return Press(Path('x'), adopted(TEMPLATE, safe)).print_document(LETTER.context)


def several():
    people = [Posting(replace(PERSON, id=number, name=f"示例{number}")) for number in (1, 2, 3)]
    return dispatch_paper(Desk(OFFICE, PARTY, 2026), SOCIETY, people, BASIS)


PAPERS = {
    'letter': LETTER,
    'several': several(),
    'circular': progress_circular(OFFICE, BUREAU, FACTS),
    'report': implementation_report(OFFICE, BUREAU, FACTS),
}


@pytest.mark.parametrize('name', PAPERS)
def test_a_paper_saved_without_a_change_shows_none(name):
    template, data = printed(PAPERS[name])
    assert not found(saved_by_wps(data), PAPERS[name], template)


@pytest.mark.usefixtures('soffice')
@pytest.mark.hard
@pytest.mark.parametrize('name', PAPERS)
def test_a_paper_that_went_through_libreoffice_says_the_same(name, tmp_path):
    template, data = printed(PAPERS[name])
    source = tmp_path / 'x.docx'
    source.write_bytes(data)
    with soffice.converted(source, 'docx') as path:
        back = path.read_bytes()
    changes = found(back, PAPERS[name], template)
    assert not [one for one in changes if one.kind != 'layout' and one.where != "空行"]


def test_words_of_the_template_go_to_all_and_the_rest_of_the_sentence_stays():
    edited = saved_by_wps(rewritten(PRINTED, "积极支持配合", "予以支持"))
    assert told(edited) == [('text', "积极支持配合", "予以支持")]
    assert text_of(carried(edited)) == text_of(edited)


def test_a_telephone_a_name_or_a_date_is_this_letters_alone():
    edited = rewritten(saved_by_wps(PRINTED), "0000-7654321", "0000-7654329转2")
    edited = rewritten(edited, "示例一同志（", "示例三同志（")
    edited = rewritten(edited, "2026年　月　日", "2026年3月1日")
    kinds = [(one.kind, one.key) for one in found(edited)]
    assert kinds == [('once', None), ('once', None), ('once', 'instructor.1.phone')]
    assert text_of(carried(edited)) == text_of(PRINTED)


def test_template_words_and_filled_ones_in_one_sentence_are_shown_apart():
    both = rewritten(PRINTED, "请贵会积极支持配合", "请你会予以支持")
    assert [one.kind for one in found(both)] == ['once', 'mixed']
    across = rewritten(PRINTED, "请贵会积极支持", "望诸君支持")
    assert {one.kind for one in found(across)} == {'mixed'}
    assert not any(one.edits for one in found(across))


def test_words_put_in_where_both_meet_are_carried_only_by_number():
    (one,) = found(rewritten(PRINTED, "请贵会积极", "请贵会务必积极"))
    assert (one.kind, one.new) == ('mixed', "务必")
    again = Press(Path('x'), adopted(TEMPLATE, [one])).print_document(LETTER.context)
    assert "请贵会务必积极支持" in text_of(again)


def test_new_words_that_name_this_letters_organisation_are_not_carried_unasked():
    (one,) = found(rewritten(PRINTED, "不领取报酬", f"不向{SOCIETY.name}领取报酬"))
    assert one.kind == 'mixed'
    assert SOCIETY.name in one.why


def paragraph_of(root, words):
    return next(one for one in root.iter(f'{W}p') if words in ''.join(one.itertext()))


def test_a_paragraph_added_or_taken_out_is_carried_where_nothing_filled_in_is_lost():
    def add(root):
        own = paragraph_of(root, "定期上门")
        fresh = copy.deepcopy(own)
        nodes = list(fresh.iter(f'{W}t'))
        for node in nodes[1:]:
            node.text = ''
        nodes[0].text = "指导员每季度至少上门一次，{{如实}}记录。"
        nodes[0].set(SPACE, 'preserve')
        own.addnext(fresh)
        gone = paragraph_of(root, "二、工作方式")
        gone.getparent().remove(gone)

    edited = changed(saved_by_wps(PRINTED), add)
    assert [one.kind for one in found(edited)] == ['text', 'text']
    assert text_of(carried(edited)) == text_of(edited)


def test_a_paragraph_with_filled_in_words_taken_out_or_moved_is_refused():
    def take_out(root):
        gone = paragraph_of(root, "定期上门")
        gone.getparent().remove(gone)

    def move(root):
        gone = paragraph_of(root, "二、工作方式")
        paragraph_of(root, "特此函告").addnext(gone)

    assert [one.kind for one in found(changed(PRINTED, take_out))] == ['refused']
    moved = found(changed(PRINTED, move))
    assert {one.kind for one in moved} == {'refused'}
    assert all("移动" in one.why for one in moved)


def test_a_sentence_that_stands_twice_is_changed_where_it_was_changed():
    edited = rewritten(PRINTED, "党建工作指导员，选派期", "党建指导员，选派期")
    again = carried(edited)
    assert text_of(again) == text_of(edited)
    twice = rewritten(PRINTED, "指导员职责", "指导员的职责")
    assert text_of(carried(twice)).count("指导员的职责") == 1


def test_a_cell_of_a_repeated_row_is_this_papers_own():
    draft = several()
    template, data = printed(draft)
    edited = rewritten(data, "副科长", "四级调研员", nth=1)
    edited = rewritten(edited, "姓名", "名")
    assert [(one.kind, one.old, one.new) for one in found(edited, draft, template)] == [
        ('text', "姓", ""),
        ('once', "副科长", "四级调研员"),
    ]


def test_a_line_of_a_loop_changed_in_one_place_is_refused():
    (one,) = found(rewritten(PRINTED, "1234567；", "1234567，"))
    assert one.kind == 'refused'
    assert "只改了1次" in one.why


def test_a_changed_foot_goes_to_all():
    def foot(root):
        next(root.iter(f'{W}t')).text = "－ "

    edited = changed(PRINTED, foot, 'word/footer1.xml')
    (one,) = found(edited)
    assert (one.kind, one.where[:2]) == ('text', "页脚")
    assert not found(edited, template=adopted(TEMPLATE, [one]))


def test_tracked_changes_count_as_accepted():
    def track(root):
        node = next(one for one in root.iter(f'{W}t') if "特此函告" in (one.text or ''))
        run = node.getparent()
        gone, come = (copy.deepcopy(run) for _ in range(2))
        for old in gone.iter(f'{W}t'):
            old.tag = f'{W}delText'
        come.find(f'{W}t').text = "特此函达。"
        for name, piece in (('del', gone), ('ins', come)):
            around = run.makeelement(f'{W}{name}')
            around.append(piece)
            run.addprevious(around)
        run.getparent().remove(run)

    result = differences(LETTER.template, TEMPLATE, LETTER.context, changed(PRINTED, track))
    assert [(one.kind, one.old, one.new) for one in result.changes] == [('text', "告", "达")]
    assert "修订" in result.notes[0]


def look(root, words, element, **values):
    own = paragraph_of(root, words).find(f'{W}pPr')
    node = own.find(f'{W}{element}')
    if node is None:
        node = own.makeelement(f'{W}{element}')
        own.find(f'{W}pStyle').addnext(node)
    for key, value in values.items():
        node.set(f'{W}{key}', str(value))


@pytest.mark.parametrize(
    ('words', 'element', 'values', 'shown'),
    [
        ("特此函告", 'jc', {'val': 'center'}, "对齐居中"),
        ("特此函告", 'ind', {'firstLineChars': '0', 'firstLine': '0'}, "首行缩进0磅"),
        ("定期上门", 'spacing', {'before': 200}, "段前10磅"),
    ],
)
def test_a_changed_paragraph_is_a_change_of_layout(words, element, values, shown):
    edited = changed(PRINTED, lambda root: look(root, words, element, **values))
    (one,) = found(edited)
    assert (one.kind, one.new) == ('layout', shown)
    assert not found(edited, template=adopted(TEMPLATE, [one]))


def test_faces_sizes_and_margins_are_carried():
    def change(root):
        for run in paragraph_of(root, "定期上门").iter(f'{W}rPr'):
            run.find(f'{W}rFonts').set(f'{W}eastAsia', "楷体_GB2312")
            run.find(f'{W}sz').set(f'{W}val', '30')
        next(root.iter(f'{W}pgMar')).set(f'{W}left', '1500')

    edited = changed(saved_by_wps(PRINTED), change)
    assert [one.new for one in found(edited)] == ["字体“楷体_GB2312”", "字号15磅", "左边距26.5毫米"]
    assert not found(edited, template=adopted(TEMPLATE, found(edited)))


_HAN = st.text(st.sampled_from("增补协调有关情况说明落到实处"), min_size=1, max_size=6)
_CONSTANT = ("扩大党的组织覆盖", "宣传党的路线方针政策", "培养入党积极分子", "不接受馈赠", "为指导员开展工作")


@settings(max_examples=6)
@given(st.sampled_from(_CONSTANT), st.integers(1, 3), st.integers(1, 4), _HAN, st.integers(0, 99))
def test_one_edit_of_the_templates_words_is_found_as_made(words, start, count, new, seed):
    old = words[start : start + count]
    edited = rewritten(PRINTED, words, words[:start] + new + words[start + count :])
    changes = found(saved_by_wps(edited, seed))
    if old != new:
        assert {one.kind for one in changes} == {'text'}
        again = Press(Path('x'), adopted(TEMPLATE, changes)).print_document(LETTER.context)
        assert text_of(again) == text_of(edited)


@settings(max_examples=6)
@given(st.text('0123456789', min_size=7, max_size=8), st.integers(0, 99))
def test_one_edit_of_a_figure_is_that_figures(new, seed):
    edited = rewritten(PRINTED, "0000-7654321", f"0000-{new}")
    changes = found(saved_by_wps(edited, seed))
    wanted = [] if new == '7654321' else [('once', 'instructor.1.phone', f"0000-{new}")]
    assert [(one.kind, one.key, one.new) for one in changes] == wanted
