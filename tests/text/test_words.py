import pytest
from hypothesis import given
from hypothesis import strategies as st

from text.words import text_to_words


def test_a_mark_stays_with_the_word_it_opens_or_closes():
    words = text_to_words('示例市“百日组建”活动（试行）')
    assert not any(word.startswith(('”', '）')) or word.endswith(('“', '（')) for word in words)


def test_words_are_not_torn():
    assert '促进会' in text_to_words('示例市蓝桥文化发展促进会')


@pytest.mark.parametrize(
    'term', ['党建工作指导员', '业务主管单位', '社会服务机构', '住房公积金管理中心', '百日集中组建']
)
def test_terms_of_the_field_are_one_word(term):
    assert term in text_to_words(f'关于做好{term}有关事项的通知')


@given(st.text(alphabet='示例市民政局关于“”《》（）、的通知ab1 ', max_size=60))
def test_nothing_is_lost(text):
    assert ''.join(text_to_words(text)) == text
