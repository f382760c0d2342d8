"""Tick boxes: which mark stands for which option, as clerks really tick them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.readers.boxes import text_to_boxes

BOXES = {
    '☑社会团体  □民办非企业单位  □基金会': 'YNN',
    '□是  √否': 'NY',
    '是□ 否☑': 'NY',
    '是否建立：是□ 否√': 'NY',
    '□是√ □否': 'YN',
    '□√是 □否': 'YN',
    '√□是 □否': 'YN',
    '□是√□否': '??',
    '是□√ 否□': 'YN',
    '√是□ 否□': 'YN',
    '□是√否': 'NY',
    '是（√） 否（ ）': 'YN',
    '（√）是（ ）否': 'YN',
    '[ ]是 [√]否': 'NY',
    '（√）是 （×）否': 'YN',
    '是（ ）否（ ）': 'NN',
    '正式党员（ ）名，预备党员（ ）名': '',
    '□是 □否（请在□内打“√”）': 'NN',
    '■是 □否': 'YN',
    '■加强学习\n■抓好落实': '',
    '●是 ○否': 'YN',
    '二○一六年': '',
    '○○县': '',
    '√': 'Y',
    '□': 'N',
    '口是 口否': 'NN',
    '口是 √否': 'NY',
    '户口所在地': '',
    '口腔医院 口岸办': '',
    '□□□□□□': '',
    '√是  否': 'Y',
    '是√ 否': 'Y',
    '是√否': '?',
    '☑是 ☒否': 'Y?',
    '☒是 ☐否': 'YN',
    '□内资 ☑外资': 'NY',
    '□有（√） □无': 'YN',
    '√2': '',
    '党建工作': '',
}


@pytest.mark.parametrize(('text', 'states'), BOXES.items())
def test_boxes_are_read_as_the_clerk_meant_them(text, states):
    names = {True: 'Y', False: 'N', None: '?'}
    assert ''.join(names[box.checked] for box in text_to_boxes(text)) == states


@pytest.mark.parametrize(
    ('text', 'labels'),
    [
        ('□ 单 独 组 建  □ 联 合 组 建', ['单独组建', '联合组建']),
        ('□其他（请注明 ） ____ □无', ['其他（请注明）', '无']),
        ('是否建立党组织：是□ 否□', ['是', '否']),
        ('组建形式□单独☑联合', ['单独', '联合']),
        ('□是，于2020年建立 □否', ['是', '否']),
    ],
)
def test_labels_of_boxes(text, labels):
    assert [box.label for box in text_to_boxes(text)] == labels


@given(st.text(alphabet='□☑√■○●口（） ()是否有无单独组建\n：123', max_size=30))
def test_any_text_gives_boxes_without_failing(text):
    assert len(text_to_boxes(text)) <= len(text)
