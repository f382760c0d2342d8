"""What a .doc says: text in pieces, labels, fields, symbols, hidden and deleted text, its other stories."""

import struct

import pytest

from extractors.readers.doc import reader as read_doc
from model.document import Paragraph
from model.errors import Unsupported
from tests.build import texts
from tests.build_doc import (
    DATA,
    DELETED,
    FONT,
    HIDDEN,
    INSERTED,
    PICTURE,
    SPECIAL,
    STRUCK,
    STYLE,
    SYMBOL,
    Box,
    box_data,
    doc,
    field,
    level,
    par,
    sprm,
)

LIST, LEVEL = 0x460B, 0x260A


@pytest.fixture
def read(tmp_path):
    def read_it(*pars, **more):
        blocks, pages, problems = read_doc.read(doc(tmp_path / 'a.doc', pars, **more))
        assert pages is None
        return blocks, problems

    return read_it


def lines(read, *pars, **more):
    return texts(read(*pars, **more)[0])


def test_paragraphs_are_read_in_order(read):
    assert lines(read, par('关于报送材料的通知'), par('各单位：')) == ['关于报送材料的通知', '各单位：']


def test_the_text_of_a_fast_saved_file_lies_in_pieces_anywhere(read):
    pars = [par('甲县hello乙县'), par('second 丙县')]
    assert lines(read, *pars, cuts=(2, 7, 10), narrow=True) == ['甲县hello乙县', 'second 丙县']


def test_a_narrow_piece_is_in_the_western_code_page(read):
    assert lines(read, par('it’s a plain line'), narrow=True) == ['it’s a plain line']


def test_a_character_in_two_units_counts_as_two(read):
    assert lines(read, par('\ud840\udc0b镇'), par('甲县')) == ['𠀋镇', '甲县']


@pytest.mark.parametrize('pairs', [93, 108, 183])
@pytest.mark.parametrize('version', [0xC1, 0xD9, 0x101, 0x112])
def test_the_information_block_may_have_any_length(read, version, pairs):
    assert lines(read, par('通知'), version=version, pairs=pairs) == ['通知']


def test_a_modifier_of_a_piece_is_applied_last(read):
    assert lines(read, par('甲乙丙丁'), cuts=(2,), prms={1: 0x5C << 1 | 1 << 8}) == ['甲乙']
    assert lines(read, par('甲乙丙丁'), cuts=(2,), prms={1: 1}, groups=[sprm(HIDDEN)]) == ['甲乙']


def test_hidden_text_is_told_and_not_read(read):
    blocks, problems = read(par([('甲县', b''), ('密码一二三', sprm(HIDDEN))]))
    assert texts(blocks) == ['甲县']
    assert [problem.code for problem in problems] == ['hidden_text']


def test_text_is_hidden_by_its_style_unless_it_says_otherwise(read):
    styles = [
        (1, 0xFFF, b'', b''),
        (1, 0, b'', sprm(HIDDEN)),
        (1, 1, b'', b''),
        (2, 0xFFF, b'', sprm(HIDDEN)),
    ]
    based = par(
        [('甲', b''), ('乙', sprm(HIDDEN, 0)), ('丙', sprm(HIDDEN, 0x80)), ('丁', sprm(HIDDEN, 0x81))],
        style=2,
    )
    assert lines(read, based, styles=styles) == ['乙丁']
    assert lines(read, par([('甲', sprm(STYLE, 3)), ('乙', b'')]), styles=styles) == ['乙']


def test_styles_that_are_based_on_each_other_in_a_circle_end(read):
    assert lines(read, par('甲', style=1), styles=[(1, 1, b'', b''), (1, 0, b'', b'')]) == ['甲']


def test_deleted_text_is_left_out_and_inserted_text_kept(read):
    blocks, problems = read(par([('原', b''), ('删去', sprm(DELETED)), ('补入', sprm(INSERTED))]))
    assert texts(blocks) == ['原补入']
    assert [problem.code for problem in problems] == ['tracked_changes']


def test_a_paragraph_whose_end_was_deleted_goes_on(read):
    assert lines(read, par('前半', mark=sprm(DELETED)), par('后半')) == ['前半后半']


def test_struck_text_is_kept_apart(read):
    blocks, problems = read(par([('甲县', sprm(STRUCK)), ('乙县', b'')]))
    assert texts(blocks) == ['乙县']
    assert 'struck_text' in [problem.code for problem in problems]


def test_symbols_and_picture_fonts_are_read_as_they_look(read):
    fonts = ['Wingdings 2', 'Wingdings']
    symbol = sprm(SPECIAL) + sprm(SYMBOL, 0xF052 << 16)
    runs = [('(', symbol), ('是 ', b''), ('\uf0a8', sprm(FONT, 1)), ('否', b'')]
    assert lines(read, par(runs), fonts=fonts) == ['☑是 □否']


def test_control_characters_print_what_word_prints(read):
    assert lines(read, par('甲\t乙\x0b丙\x1e丁\x1f戊\x02己')) == ['甲\t乙\n丙-丁戊己']


def test_a_page_break_ends_a_line_and_counts_once(read):
    numbered = sprm(LIST, 1)
    pars = [
        par('甲', numbered, end='\x0c'),
        par('乙', numbered),
        par('', numbered, end='\x0c'),
        par('丙', numbered),
    ]
    assert lines(read, *pars, lists=[[level(0, '\0.')]], overrides=[(0, b'', 0)]) == ['1.甲', '乙', '2.丙']


CHINESE = [level(37, '\0、'), level(37, '（\1）'), level(0, '\2.'), *[level(0, '\3)') for _ in range(6)]]


def test_list_labels_are_counted(read):
    pars = [
        par(text, sprm(LIST, 1) + sprm(LEVEL, depth))
        for text, depth in [('甲', 0), ('乙', 1), ('丙', 2), ('丁', 2), ('戊', 0), ('己', 1)]
    ]
    found = lines(read, *pars, lists=[CHINESE], overrides=[(0, b'', 0)])
    assert found == ['一、甲', '（一）乙', '1.丙', '2.丁', '二、戊', '（一）己']


def test_a_list_may_start_anew_and_its_level_be_replaced(read):
    start = struct.pack('<iI', 5, 0x10)
    level_0 = struct.pack('<iI', 0, 0x20) + level(18, '\0')
    pars = [par('甲', sprm(LIST, 1)), par('乙', sprm(LIST, 2)), par('丙', sprm(LIST, 3))]
    lists = [[level(0, '\0.')], [level(0, '\0.')]]
    assert lines(read, *pars, lists=lists, overrides=[(0, b'', 0), (0, start, 1), (1, level_0, 1)]) == [
        '1.甲',
        '5.乙',
        '①丙',
    ]


def test_a_style_may_number(read):
    styles = [(1, 0xFFF, b'', b''), (1, 0, sprm(LIST, 1), b'')]
    pars = [par('甲', style=1), par('乙', sprm(LIST, 0), style=1), par('丙', sprm(LIST, 0xF801), style=1)]
    assert lines(read, *pars, lists=[CHINESE], overrides=[(0, b'', 0)], styles=styles) == [
        '一、甲',
        '乙',
        '丙',
    ]


def test_a_label_from_before_a_tracked_change_is_not_drawn(read):
    wall = sprm(LIST, 1) + sprm(0x2664)
    assert lines(read, par('甲', wall), lists=[CHINESE], overrides=[(0, b'', 0)]) == ['甲']


def test_a_label_of_the_oldest_kind_is_told(read):
    blocks, problems = read(par('甲', sprm(LIST, 0x7FF)))
    assert texts(blocks) == ['甲']
    assert [problem.code for problem in problems] == ['label_lost']


def test_of_a_field_its_result_is_read(read):
    assert lines(read, par([*field(' HYPERLINK "http://a" ', '网址'), ('后', b'')])) == ['网址后']


def test_a_page_number_is_no_text(read):
    assert lines(read, par('正文在此'), par([('— ', b''), *field(' PAGE ', '1'), (' —', b'')])) == [
        '正文在此'
    ]


@pytest.mark.parametrize(
    ('state', 'default', 'shown'), [(1, 0, '☑'), (0, 1, '□'), (25, 1, '☑'), (25, 0, '□')]
)
def test_a_tick_box_of_a_form_is_read_from_its_data(read, state, default, shown):
    data = box_data(ticked=state, default=default)
    assert lines(read, par([*field(' FORMCHECKBOX ', data_at=0), ('同意', b'')]), data=data) == [
        f'{shown}同意'
    ]


def test_a_choice_of_a_form_is_read_from_its_data(read):
    data = box_data(kind=2, ticked=1, entries=['男', '女\x01'])
    assert lines(read, par([('性别：', b''), *field(' FORMDROPDOWN ', data_at=0)]), data=data) == ['性别：女']


def test_characters_over_each_other_are_one_mark(read):
    assert lines(read, par([*field(r'eq \o\ac(□,√)'), ('是', b'')])) == ['☑是']


def test_a_phonetic_guide_is_its_base(read):
    assert lines(read, par(field(r'EQ \* jc2 \* "Font:a" \* hps10 \o\ad(\s\up 9(zhù),注)'))) == ['注']


@pytest.mark.parametrize(
    ('code', 'problem'),
    [
        (r'EQ \f(1,2)', 'equation_unread'),
        ('EMBED Equation.3', 'equation_unread'),
        ('EMBED Excel.Sheet.8', 'embedded_unread'),
        ('CONTROL Forms.CheckBox.1', 'control_unread'),
    ],
)
def test_what_a_field_shows_and_we_do_not_read_is_told(read, code, problem):
    _, problems = read(par([('正文在此', b''), *field(code)]))
    assert [each.code for each in problems] == [problem]


def test_notes_headers_and_comments_follow_the_body(read):
    blocks, problems = read(
        par('正文'),
        notes=[[par('\x02脚注一')], [par('\x02脚注二')]],
        margins=[[], [par('页眉'), par('')], [], [par('页脚'), par('')], [par('首页页眉'), par('')]],
        sections=[b''],
        comments=[[par('\x05请核')]],
    )
    found = [(block.where.part, block.text) for block in blocks if isinstance(block, Paragraph)]
    assert found == [
        ('body', '正文'), ('footnote', '脚注一'), ('footnote', '脚注二'), ('comment', '请核'),
        ('header', '页眉'), ('footer', '页脚'),
    ]  # fmt: skip
    assert [problem.code for problem in problems] == ['comments']


def test_a_first_page_has_headers_of_its_own_only_where_it_says_so(read):
    margins = [[], [], [], [], [par('首页页眉'), par('')]]
    assert lines(read, par('正文'), margins=margins, sections=[sprm(0x300A)]) == ['正文', '首页页眉']


def test_a_text_box_follows_the_paragraph_that_anchors_it(read):
    boxes = [Box([par('无处')]), Box([par('框内')], 1)]
    assert lines(read, par('甲\x08'), par('乙'), boxes=boxes) == ['甲', '框内', '乙', '无处']


def record(kind, content, version=0):
    return struct.pack('<HHI', version, kind, len(content)) + content


def shape(identity, *properties):
    told = b''.join(
        struct.pack('<HI', code, len(value) if isinstance(value, bytes) else value)
        for code, value in properties
    )
    told += b''.join(value for _, value in properties if isinstance(value, bytes))
    return record(
        0xF004, record(0xF00A, struct.pack('<II', identity, 0)) + record(0xF00B, told, len(properties) << 4)
    )


def test_text_boxes_in_a_group_and_word_art_are_found_through_the_drawing(read):
    art = (0x80C0, '示例协会\0'.encode('utf-16-le'))
    group = record(0xF003, shape(77) + shape(78, (0x80, 1 << 16)) + shape(79, art))
    drawing = record(0xF002, record(0xF003, shape(1) + group))
    boxes = [Box([par('组内')])]
    parts = {40: struct.pack('<III22x', 1, 9, 77)}
    drawings = record(0xF000, b'') + b'\0' + drawing
    assert lines(read, par('甲\x08'), par('乙'), boxes=boxes, parts=parts, drawings=drawings) == [
        '甲',
        '组内',
        '示例协会',
        '乙',
    ]


def test_a_picture_in_place_of_text_needs_recognition(read):
    with pytest.raises(Unsupported) as raised:
        read(par([('\x01', sprm(SPECIAL) + sprm(PICTURE, 0))]))
    assert raised.value.code == 'needs_ocr'


def test_form_data_outside_its_stream_is_no_picture(read):
    assert lines(read, par([('正文', b''), ('\x01', sprm(SPECIAL) + sprm(DATA) + sprm(PICTURE, 99))])) == [
        '正文'
    ]
