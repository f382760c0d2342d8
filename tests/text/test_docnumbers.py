import pytest
from hypothesis import given
from hypothesis import strategies as st

from text.docnumbers import find_numbers, find_orders, number_to_text, whole_number


def found(text):
    return [number_to_text(number) for number in find_numbers(text)]


@pytest.mark.parametrize(
    ('text', 'canonical'),
    [
        ('示组通字〔2016〕98号', '示组通字〔2016〕98号'),
        ('示民发[2016]098号', '示民发〔2016〕98号'),
        ('示民发（2016）第98号', '示民发〔2016〕98号'),
        ('示民发【2016】９８号', '示民发〔2016〕98号'),
        ('示民发〔2016]98号', '示民发〔2016〕98号'),
        ('示例学院团字“2011”9号', '示例学院团字〔2011〕9号'),
        ('示 民 发 〔2016〕 98 号', '示民发〔2016〕98号'),
        ('示民发〔二〇一六〕九十八号', '示民发〔2016〕98号'),
        ('示民发<2016>98号', '示民发〔2016〕98号'),
        ('示民发〈2016〉98号', '示民发〔2016〕98号'),
        ('示民发2016〕98号', '示民发〔2016〕98号'),
        ('示民发〔2016 98号', '示民发〔2016〕98号'),
        ('示民（办）发〔2016〕98号', '示民（办）发〔2016〕98号'),
        ('示“两新”工委〔2016〕98号', '示“两新”工委〔2016〕98号'),
    ],
)
def test_numbers_in_the_wild_have_one_canonical_form(text, canonical):
    assert found(text) == [canonical]
    whole = whole_number(text)
    assert whole is not None
    assert number_to_text(whole) == canonical


@pytest.mark.parametrize(
    ('text', 'numbers'),
    [
        ('根据示民发〔2016〕9号和示财发〔2017〕1号要求', ['示民发〔2016〕9号', '示财发〔2017〕1号']),
        ('《通知》（示价费函〔2002〕9号、示财综〔2002〕5号）', ['示价费函〔2002〕9号', '示财综〔2002〕5号']),
        ('认真贯彻国办发〔2018〕1号文件精神', ['国办发〔2018〕1号']),
        ('（2016年8月3日 示办函〔2016〕5号）', ['示办函〔2016〕5号']),
        ('二〇一六年八月二十三日示办函〔2016〕5号', ['示办函〔2016〕5号']),
        ('日政发〔2016〕1号', ['日政发〔2016〕1号']),
        ('关于更正示民发〔2016〕1号的通知', ['示民发〔2016〕1号']),
        ('将省民政厅示民函〔2016〕1号转发', ['示民函〔2016〕1号']),
        ('《办法》（试行）示民发〔2016〕1号', ['示民发〔2016〕1号']),
        ('教育厅办函〔2016〕1号', ['教育厅办函〔2016〕1号']),
        ('和政办发〔2016〕1号', ['和政办发〔2016〕1号']),
    ],
)
def test_verbs_before_the_code_are_left_out(text, numbers):
    assert found(text) == numbers


@pytest.mark.parametrize('text', ['（2016）示0104民初123号', '2016年98号', '第98号文件', '电话〔2016〕'])
def test_other_numbers_are_no_document_numbers(text):
    assert found(text) == []


@pytest.mark.parametrize(
    'text',
    [
        '2026年第3号',
        '〔2026〕第2号',
        '第69号',
        '文号：示民发〔2026〕1号',
        '第17期',
        '第十七期',
        '20期',
        '（总第17期）',
        '第3期（总第17期）',
        '示例省人民政府令第69号',
        '示民发〔2026〕7',
    ],
)
def test_a_line_of_its_own_may_be_a_number(text):
    assert whole_number(text) is not None


@pytest.mark.parametrize('text', ['关于示民发〔2026〕1号的说明', '根据2026年第3号公告', ''])
def test_a_line_with_other_words_is_no_number(text):
    assert whole_number(text) is None


def test_orders_are_found_by_their_name():
    assert [number_to_text(order) for order in find_orders('（示例市人民政府令第196号）')] == [
        '示例市人民政府令第196号'
    ]


def test_place_and_parts_of_a_number():
    (number,) = find_numbers('根据示民发（2016）第009号')
    assert (number.start, number.end, number.raw) == (2, 16, '示民发（2016）第009号')
    assert (number.code, number.year, number.serial) == ('示民发', 2016, 9)


@given(st.text(alphabet='示民发和令根据〔[（2016二〇一六]）〕第九8号 \n《》', max_size=60))
def test_finding_never_raises_and_places_are_true(text):
    for number in (*find_numbers(text), *find_orders(text)):
        assert text[number.start : number.end] == number.raw
    whole_number(text)


@pytest.mark.parametrize(
    ('printed', 'number'),
    [
        ('示民发〔2O21〕1O号', '示民发〔2021〕10号'),
        ('示民发〔202l〕l0号', '示民发〔2021〕10号'),
        ('示民发（20Ol）1I号', '示民发〔2001〕11号'),
        ('示民发〔2021〕l号', '示民发〔2021〕1号'),
    ],
)
def test_letters_misread_for_digits_are_read_as_digits(printed, number):
    assert [number_to_text(each) for each in find_numbers(f'根据{printed}文件')] == [number]
    assert find_numbers(printed)[0].raw == printed
