"""Every place a person changed is told, paragraph by paragraph, and no layout is."""

from outgoing.plain_wording import differences, docx_to_paragraphs, docx_to_wording
from tests.outgoing.papers import docx, line

LONG = '根据《关于开展示例工作的通知》要求，经研究，现将第一协会等的有关情况函告如下，请贵局予以支持配合，'
TAIL = '并于收到本函之日起十五个工作日内将办理情况书面告知我局'
OLD = ('关于示例的函', '示例市体育局：', f'{LONG}{TAIL}。请予支持。', '名称|人数|', '甲会|3|')


def changed(*new):
    return differences(OLD, new)


def test_each_place_is_told_apart():
    said = f'{LONG.replace("贵局", "你单位")}{TAIL.replace("十五", "二十")}。请支持。'
    told = changed('关于示例事项的函', '示例市文化局：', said, OLD[3], '甲会|4|')
    assert told == (
        '第1段：“关于示例的函”改为“关于示例事项的函”',
        '第2段：“示例市体育局：”改为“示例市文化局：”',
        '第3段：“…情况函告如下，请贵局予以支持配合，并…”改为“…情况函告如下，请你单位予以支持配合，并…”',
        '第3段：“…于收到本函之日起十五个工作日内将办理…”改为“…于收到本函之日起二十个工作日内将办理…”',
        '第3段：“请予支持。”改为“请支持。”',
        '表格“甲会”行：“3”改为“4”',
    )


def test_more_places_than_a_few_are_all_told():
    old = tuple(f'第{number}条。' for number in range(20))
    assert len(differences(old, tuple(text.replace('条', '款') for text in old))) == 20


def test_a_paragraph_put_in_or_taken_out_is_told_once():
    assert changed(*OLD[:2], '新加一段。', *OLD[2:]) == ('第3段：加了“新加一段。”',)
    assert changed(*OLD[:3], *OLD[4:]) == ('表格“名称”行：删去了“名称人数”',)


def test_a_paragraph_that_was_only_broken_in_two_is_no_change():
    first, second = OLD[2].split('，', 1)
    assert changed(*OLD[:2], f'{first}，', second, *OLD[3:]) == ()


def test_a_figure_in_another_cell_is_told():
    assert changed(*OLD[:4], '甲会||3') == ('表格“甲会”行：“3”在表格里换了位置',)


def test_paragraphs_and_rows_come_one_by_one():
    cells = ''.join(f'<w:tc>{line(text)}</w:tc>' for text in ('甲会', '3'))
    data = docx(line('标题'), line(''), f'<w:tbl><w:tr>{cells}</w:tr></w:tbl>', line('正 文。'))
    assert docx_to_paragraphs(data) == ('标题', '甲会|3|', '正文。')
    assert docx_to_wording(data) == '标题甲会|3|正文。'
