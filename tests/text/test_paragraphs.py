from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.place import Box, Where
from text.lines import Line, display_width, ends_sentence, is_page_number, join_texts, starts_paragraph
from text.paragraphs import lines_to_paragraphs, without_page_numbers

BODY = '为做好社会组织登记管理工作，规范年度检查，现就有关事项通知如下。各县区要高度重视，认真组织实施。'


def typed(text: str) -> list[str]:
    lines = [Line(line, Where(line=number)) for number, line in enumerate(text.split('\n'), start=1)]
    return [paragraph.text for paragraph in lines_to_paragraphs(lines)]


def wrapped(text: str, width: int, indent: str) -> Iterator[str]:
    text = indent + text
    while text:
        yield text[:width]
        text = text[width:]


def drawn(*rows: tuple[str, float], size: float = 16.0, page: int = 1) -> list[Line]:
    """Lines of a page whose text area reaches from 80 to 528 points, each a text and its left edge."""
    return [
        Line(
            text,
            Where(
                page=page, box=Box(left, 100 + 29 * row, left + size * display_width(text), 116 + 29 * row)
            ),
            (80.0, 528.0),
            size,
        )
        for row, (text, left) in enumerate(rows)
    ]


def test_a_sentence_cut_by_a_page_end_is_joined() -> None:
    first = '甲县、乙县民政局要在十月底前核对年度检查材料，按社会组织类别分送各业务科室和经办人（联系人）'
    assert typed(f'{first}\n\n存档，并登记份数。\n\n二、工作要求') == [
        f'{first}存档，并登记份数。',
        '二、工作要求',
    ]


@pytest.mark.parametrize(
    'text',
    [
        '示例市民政局\n示例市财政局\n示民发〔2026〕6号',
        '关于在全市社会组织中开展材料\n“统一归档”工作的通知\n各县（市、区）民政局，市直各单位：\n根据要求，现通知如下。',
        '征求对《关于做好全市社会组织\n材料归档的实施意见（试行）》\n（征求意见稿）意见的通知',
        '二、统一标准,方便归档\n\n各县区民政局要按目录逐件核对材料,缺件的及时补齐。\n\n三、按时报送,逐级核对\n\n要指定专人。',
        '附件：1、社会组织情况摸底调查登记表，一式两份\n\n2、党建情况调查表',
        '来源:示例市民政局,示例市财政局时间:2026-05-11 11:09\n各有关单位,各社会组织:',
        '请于月底前报送，逾期不再受理\n\n示例市民政局\n\n2026年3月1日',
    ],
)
def test_heads_titles_headings_and_signatures_stay_apart(text: str) -> None:
    assert typed(text) == [line for line in text.split('\n') if line]


def test_a_numbered_line_that_its_siblings_show_to_be_a_sentence_is_joined() -> None:
    cut = '（一）材料齐全，按照目录的先后次序逐件编号装订成\n\n册，封面写明年度。'
    assert (
        typed(cut + '\n\n(二) 字迹清楚，盖章齐全。\n\n(三) 按时报送。')[0]
        == '（一）材料齐全，按照目录的先后次序逐件编号装订成册，封面写明年度。'
    )


def test_a_blank_line_more_means_another_part() -> None:
    first = '甲县、乙县民政局要在十月底前核对年度检查材料，按类别分送各科室，在'
    assert len(typed(f'{first}\n\n\n年底前完成，不得拖延。')) == 2


def test_a_page_number_between_the_halves_is_dropped() -> None:
    lines = [
        Line(text)
        for text in ('甲县、乙县民政局要在十月底前核对年检材料，并在', '', '- 3 -', '', '', '年底前完成。')
    ]
    assert [each.text for each in lines_to_paragraphs(without_page_numbers(lines))] == [
        '甲县、乙县民政局要在十月底前核对年检材料，并在年底前完成。'
    ]


@pytest.mark.parametrize(('width', 'indent'), [(26, '　　'), (30, '  '), (28, '')])
def test_text_wrapped_at_a_width_is_rejoined(width: int, indent: str) -> None:
    paragraphs = ['一、工作目标', BODY, '二、工作要求', BODY[:-1] + '，' + BODY, '示例市民政局']
    lines = [
        line for text in paragraphs for line in [*wrapped(text, width, indent if '。' in text else ''), '']
    ]
    assert typed('\n'.join(lines)) == paragraphs


def test_a_list_of_names_of_one_width_is_not_rejoined() -> None:
    names = [f'示例市第{number}餐饮服务行业协会联合会工作部' for number in '一二三四五六七八']
    assert typed('\n'.join(names)) == names


def test_where_is_the_first_physical_line() -> None:
    lines = [Line('', Where(line=1)), Line('示例市民政局', Where(line=2))]
    assert [each.where.line for each in lines_to_paragraphs(lines)] == [2]


def test_drawn_lines_that_reach_the_margin_carry_on_over_pages() -> None:
    full = '示' * 26
    lines = [
        *drawn((full, 112.0), ('例' * 28, 80.0)),
        *drawn(('市' * 10 + '。', 80.0), ('二、工作要求', 112.0), page=2),
    ]
    paragraphs = lines_to_paragraphs(lines)
    assert [each.text for each in paragraphs] == [full + '例' * 28 + '市' * 10 + '。', '二、工作要求']
    assert paragraphs[0].where == Where(page=1, box=Box(80.0, 100.0, 528.0, 145.0))


def test_centred_title_lines_stay_apart_and_out_of_the_body() -> None:
    rows = drawn(
        ('关于开展社会组织年度检查工作有关事', 168.0),
        ('项的通知', 272.0),
        ('各县区民政局：', 80.0),
        (BODY[:26], 112.0),
    )
    assert len(lines_to_paragraphs(rows)) == 4


def test_a_larger_letter_opens_a_paragraph() -> None:
    title = drawn(('示' * 20, 80.0), size=22.0)
    assert len(lines_to_paragraphs([*title, *drawn(('例' * 28, 80.0), page=2)])) == 2


def test_a_hanging_attachment_name_is_joined() -> None:
    rows = drawn(('附件：1.' + '示' * 22, 112.0), ('登记表', 184.0), ('2.汇总表', 160.0))
    assert [each.text for each in lines_to_paragraphs(rows)] == [
        '附件：1.' + '示' * 22 + '登记表',
        '2.汇总表',
    ]


def test_rows_of_columns_without_rules_stay_rows() -> None:
    rows = drawn(('示例一  会长  000-0000-0001', 80.0), ('示例二  监事  000-0000-0002', 80.0))
    lines = [
        Line(line.text, line.where, (80.0, line.where.box.x1 if line.where.box else 0.0), 16.0)
        for line in rows
    ]
    assert len(lines_to_paragraphs(lines)) == 2


LETTERS = st.text(
    st.sampled_from('示例市，。、：；（）“”《》一二1.2-— \u3000ab附件年月日第号\t'), max_size=40
)


@given(st.lists(LETTERS, max_size=30))
def test_no_letter_is_lost_and_order_is_kept(texts: list[str]) -> None:
    paragraphs = lines_to_paragraphs([Line(text, Where(line=number)) for number, text in enumerate(texts, 1)])
    assert ''.join(''.join(each.text.split()) for each in paragraphs) == ''.join(''.join(texts).split())


@given(st.lists(st.tuples(LETTERS, st.floats(60, 300), st.sampled_from([14.0, 16.0, 22.0])), max_size=30))
def test_no_drawn_letter_is_lost(rows: list[tuple[str, float, float]]) -> None:
    lines = [line for text, left, size in rows for line in drawn((text, left), size=size)]
    paragraphs = lines_to_paragraphs(lines)
    assert ''.join(''.join(each.text.split()) for each in paragraphs) == ''.join(
        ''.join(''.join(text for text, _, _ in rows).split())
    )


def test_signs_of_lines() -> None:
    assert is_page_number('— 12 —')
    assert is_page_number('第 6 页 共 8 页')
    assert not is_page_number('12')
    assert ends_sentence('（9月底完成）。”')
    assert ends_sentence('建立台账。（9月底完成）')
    assert not ends_sentence('出资人（负责人）')
    assert starts_paragraph('2026年3月1日')
    assert not starts_paragraph('2026年3月1日前报送')
    assert not starts_paragraph('1.5万元')
    assert join_texts('OA', 'QQ') == 'OA QQ'
    assert join_texts('2026', '年') == '2026年'


SEED_JOINS = {'000': 5, '001': 0, '002': 0, '003': 0, '004': 7}
"""How often a page's end cut a sentence: text_defects of the hand-made records."""


def test_the_seeds_page_breaks_are_joined_and_nothing_else(shared: Path) -> None:
    for path in sorted((shared / 'seeds').glob('*.txt')):
        text = path.read_text(encoding='utf-8')
        printed = sum(bool(line.strip()) for line in text.split('\n'))
        assert printed - len(typed(text)) == SEED_JOINS[path.name[:3]], path.name
