from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.blanks import text_to_gaps
from model.blank import Blank, Filling
from model.place import Where
from tests.build import docx, field, levels, mark, p, r, sdt, tbl, tc, tr
from tests.forms.filled import W, blanks_of, cell, changed_members, fill, one_cell, one_line

UNDERLINED = '<w:u w:val="single"/>'
CELL = 'tbl[1]/tr[1]/tc[2]'


@pytest.mark.parametrize(
    ('printed', 'value', 'wanted'),
    [
        ('   年  月  日', '2026年3月8日', '2026年3月8日'),
        ('年 月 日', '2026-03-08', '2026年3月8日'),
        ('20  年  月  日', '2026年3月8日', '2026年3月8日'),
        ('二〇  年  月  日', '2026年3月8日', '二〇二六年3月8日'),
        ('    年   月', '2026年3月8日', '2026年3月'),
        ('   年  月  日', '2026年3月', '2026年3月  日'),
        ('   年  月  日', '长期', '长期'),
        ('____年__月__日', '2026年3月8日', '2026年3_月8_日'),
        ('2026年  月  日', '2026年3月8日', '2026年3月8日'),
        ('2026年  月  日', '2027年3月8日', '2027年3月8日'),
    ],
)
def test_a_date_goes_between_its_letters(tmp_path, printed, value, wanted):
    assert one_cell(tmp_path, printed, value, kind='date').cells[CELL] == wanted


def test_a_date_far_to_the_right_stays_there(tmp_path):
    assert one_line(tmp_path, ' ' * 30 + '年  月  日', '2026年3月8日').lines[0] == ' ' * 26 + '2026年3月8日'


@pytest.mark.parametrize(
    ('printed', 'value', 'wanted'),
    [
        ('人', '12', '12人'),
        ('   人', '12人', '12人'),
        ('共（　）人', '12', '共（12）人'),
        ('其中专职   人', '12', '其中专职12人'),
        ('万元', '3.50', '3.50万元'),
    ],
)
def test_a_count_goes_before_its_unit(tmp_path, printed, value, wanted):
    assert one_cell(tmp_path, printed, value, kind='number').cells[CELL].replace(' ', '') == wanted


def test_behind_a_colon_the_next_label_stays_in_its_column(tmp_path):
    filled = one_line(tmp_path, '联系人：          电话：          ', '张某某', '0000-1234501')
    assert filled.lines[0].startswith('联系人：张某某    电话：0000-1234501')


def test_an_underlined_gap_keeps_line_and_length(tmp_path):
    gap = r(' ' * 8, UNDERLINED)
    filled = one_line(tmp_path, f'{r("本人为")}{gap}{gap}{r("的负责人")}', '示例协会')
    assert filled.lines[0] == f'本人为{" " * 4}示例协会{" " * 4}的负责人'
    lined = [each for each in filled.root.iter(W + 'r') if each.find(f'{W}rPr/{W}u') is not None]
    assert [''.join(each.itertext()) for each in lined] == [f'{" " * 4}示例协会{" " * 4}']


def test_between_underscores_the_line_goes_through(tmp_path):
    filled = one_line(tmp_path, '经办人：__________', '张某某')
    assert filled.lines[0] == '经办人：__张某某__'
    made = next(each for each in filled.root.iter(W + 'r') if ''.join(each.itertext()) == '张某某')
    assert made.find(f'{W}rPr/{W}u').get(W + 'val') == 'single'


def test_a_value_longer_than_its_line_is_not_cut(tmp_path):
    assert (
        one_line(tmp_path, '单位：____', '示例省示例市甲县书画协会').lines[0]
        == '单位：示例省示例市甲县书画协会'
    )


def test_a_label_inside_its_cell_stays(tmp_path):
    assert one_cell(tmp_path, '名称：', '示例协会').cells[CELL] == '名称：示例协会'
    assert one_cell(tmp_path, '主要活动情况', '培训两次').cells[CELL] == '主要活动情况\n培训两次'
    assert one_cell(tmp_path, p('主要活动情况') + p(), '培训两次').cells[CELL] == '主要活动情况\n培训两次'


def test_several_gaps_of_one_line_are_filled_together(tmp_path):
    filled = one_line(tmp_path, '共有党员____名，其中正式党员____名。', '5', '3')
    assert filled.lines[0] == '共有党员_5__名，其中正式党员_3__名。'


@pytest.mark.parametrize(
    ('printed', 'options', 'chosen', 'wanted'),
    [
        ('□是  □否', ('是', '否'), ('否',), '□是  ☑否'),
        ('☐ 单独组建 ☐ 联合组建', ('单独组建', '联合组建'), '联合组建', '☐ 单独组建 ☑ 联合组建'),
        ('是□ 否□', ('是', '否'), ('是',), '是☑ 否□'),
        ('☑是 □否', ('是', '否'), ('否',), '☐是 ☑否'),
        ('○有 ○无', ('有', '无'), ('有',), '●有 ○无'),
        ('□工会 □共青团 □妇联', ('工会', '共青团', '妇联'), ('工会', '妇联'), '☑工会 □共青团 ☑妇联'),
        ('是（　）否（　）', ('是', '否'), ('否',), '是（　）否（√）'),
        ('专职 / 兼职', ('专职', '兼职'), ('兼职',), '专职 / √兼职'),
        (
            '是否建立：□是 □否\n形式：□单独 □联合',
            ('单独', '联合'),
            ('单独',),
            '是否建立：□是 □否\n形式：☑单独 □联合',
        ),
    ],
)
def test_a_box_is_ticked_among_its_group(tmp_path, printed, options, chosen, wanted):
    content = ''.join(map(p, printed.split('\n')))
    filled = one_cell(tmp_path, content, chosen, kind='checkbox', options=options)
    assert filled.cells[CELL] == wanted
    assert filled.left == ()


@pytest.mark.parametrize(
    ('printed', 'chosen'), [('□是 □否', '不详'), ('□是 □否 其中 □是 □否', '是'), ('随便', '是')]
)
def test_a_box_that_is_not_there_or_there_twice_is_left(tmp_path, printed, chosen):
    filled = one_cell(tmp_path, printed, (chosen,), kind='checkbox')
    assert filled.cells[CELL] == printed
    assert len(filled.left) == 1


def test_boxes_of_controls_and_form_fields_are_ticked(tmp_path):
    control = sdt(
        r('☐'), '<w14:checkbox><w14:checked w14:val="0"/><w14:checkedState w14:val="2612"/></w14:checkbox>'
    )
    legacy = field(' FORMCHECKBOX ', data='<w:checkBox><w:default w:val="0"/></w:checkBox>')
    for box, told in ((control, '☒'), (legacy, '☑')):
        filled = one_cell(tmp_path, f'<w:p>{box}{r("是 ")}{box}{r("否")}</w:p>', ('否',), kind='checkbox')
        assert filled.cells[CELL].replace(' ', '') == f'□是{told}否'.replace('□', filled.cells[CELL][0])


def test_boxes_of_any_kind_are_found_and_ticked(tmp_path):
    control = sdt(r('☐'), '<w14:checkbox><w14:checkedState w14:val="2611"/></w14:checkbox>')
    wingdings = '<w:r><w:sym w:font="Wingdings" w:char="F0A8"/></w:r>'
    rows = (
        tr('是否建立', tc(f'<w:p>{control}{r("是 ")}{control}{r("否")}</w:p>')),
        tr('是否联合', tc(f'<w:p>{wingdings}{r("是 ")}{wingdings}{r("否")}</w:p>')),
        tr('是否挂靠', tc(p('□是 □否', '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'))),
    )
    form = docx(tmp_path / 'blank.docx', tbl(*rows), parts={'numbering': levels(('decimal', '%1.'))})
    found = [blank for blank in blanks_of(form) if blank.kind == 'checkbox']
    assert len(found) == 3
    filled = fill(form, *(Filling(blank, ('否',)) for blank in found))
    assert filled.left == ()
    ticked = [[box.checked for box in each.boxes] for each in filled.boxed]
    assert ticked == [[False, True]] * 3


def test_a_wingdings_box_is_ticked_in_its_own_font(tmp_path):
    box = '<w:r><w:sym w:font="Wingdings" w:char="F0A8"/></w:r>'
    filled = one_cell(tmp_path, f'<w:p>{box}{r("是")}{box}{r("否")}</w:p>', ('是',), kind='checkbox')
    assert [each.get(W + 'char') for each in filled.root.iter(W + 'sym')] == ['F0FE', 'F0A8']


def test_every_place_that_is_found_can_be_filled(tmp_path):
    leader = '<w:tabs><w:tab w:val="left" w:leader="underscore" w:pos="4000"/></w:tabs>'
    body = (
        p('编号：')
        + p('<w:r><w:t>联系人：</w:t></w:r><w:r><w:tab/></w:r>', leader)
        + tbl(
            tr('名称', '', '电话', ''),
            tr('成立时间', '  年  月  日', '人数', '    人'),
            tr('形式', '□单独 □联合', '说明', tc(p('地点：____') + p('时间：   年  月  日'))),
        )
        + p('填报单位（盖章）：          填报日期：    年  月  日')
    )
    form = docx(tmp_path / 'blank.docx', body)
    values: dict[str, str | tuple[str, ...]] = {
        'text': '示例',
        'date': '2026年3月8日',
        'number': '12',
        'checkbox': ('单独',),
    }
    found = [blank for blank in blanks_of(form) if blank.kind != 'signature']
    filled = fill(form, *(Filling(blank, values[blank.kind]) for blank in found))
    assert filled.left == ()
    assert changed_members(filled.before, filled.data) == ['word/document.xml']
    assert filled.cells['tbl[1]/tr[3]/tc[4]'] == '地点：示例\n时间：2026年3月8日'
    assert filled.cells['tbl[1]/tr[3]/tc[2]'] == '☑单独 □联合'
    assert filled.lines[0] == '编号：示例'


def test_deleted_text_and_field_codes_are_no_text(tmp_path):
    deleted = '<w:del><w:r><w:delText>旧</w:delText></w:r></w:del>'
    runs = f'{deleted}{mark("begin")}<w:r><w:instrText>X</w:instrText></w:r>{mark("end")}'
    filled = one_cell(tmp_path, f'<w:p>{runs}{r("名称：")}</w:p>', '示例协会')
    assert filled.cells[CELL] == '名称：示例协会'
    assert cell(0, 0, 1, 'x').entry == 0


LINES = (
    ('联系人：__________　电话：', '联系人：__张某某__　电话：'),
    ('签订：   年   月   日前（  ）', '签订：张某某前（  ）'),
    ('名称（  ）。', '名称（张某某）。'),
)


@given(st.sets(st.integers(1, 12)), st.sampled_from(LINES), st.booleans())
def test_however_a_line_is_cut_into_runs_only_its_gap_changes(tmp_path_factory, cuts, line, bold):
    printed, wanted = line
    edges = [0, *sorted(cut for cut in cuts if cut < len(printed)), len(printed)]
    pieces = [printed[start:end] for start, end in pairwise(edges)]
    content = ''.join(r(piece, '<w:b/>' if bold else '') for piece in pieces)
    where = Where(part='body', path='tbl[1]/tr[1]/tc[2]')
    table = tbl(tr('标签', tc(f'<w:p>{content}</w:p>')))
    form = docx(tmp_path_factory.mktemp('cut') / 'blank.docx', table)
    gap = text_to_gaps(printed)[0] if text_to_gaps(printed) else None
    blank = Blank(label='x', table=0, row=0, cell=1, text=printed if gap else None, where=where)
    filled = fill(form, Filling(blank, '张某某'))
    assert ''.join(filled.cells[CELL].split()) == ''.join(wanted.split())
    assert all(len(list(each)) > 0 for each in filled.root.iter(W + 'r'))
