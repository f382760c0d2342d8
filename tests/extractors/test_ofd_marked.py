"""Secrecy marks of an OFD that no page shows as its text: in its data, on files it carries, in pictures."""

import pytest

from extractors.readers.registry import read_document
from extractors.secrecy import secrecy_mark
from tests import build_ofd
from tests.build_ofd import OFD_NAMESPACE, page, words

SPACE = f'xmlns:ofd="{OFD_NAMESPACE}"'
CUSTOM = '<ofd:CustomDatas><ofd:CustomData Name="密级">机密</ofd:CustomData></ofd:CustomDatas>'
ATTACHED = f'<ofd:Attachments {SPACE}><ofd:Attachment Name="秘密★5年.docx"/></ofd:Attachments>'


def read(tmp_path, content, **more):
    return read_document(build_ofd.ofd(tmp_path / '一.ofd', page(content), **more))


@pytest.mark.parametrize(
    'more',
    [
        {'body': '<ofd:DocInfo><ofd:Title>秘密★5年方案</ofd:Title></ofd:DocInfo>'},
        {'body': f'<ofd:DocInfo>{CUSTOM}</ofd:DocInfo>'},
        {
            'document': '<ofd:Attachments>A.xml</ofd:Attachments>',
            'members': {'Doc_0/A.xml': ATTACHED},
        },
    ],
    ids=['title', 'data', 'attachment'],
)
def test_a_mark_in_what_an_ofd_says_of_itself_counts(tmp_path, more):
    assert secrecy_mark(read(tmp_path, words('正文一句话。', 30, 60), **more), '一.ofd')


@pytest.mark.parametrize(('text', 'level'), [('保密承诺书', None), ('秘密★5年', '秘密')])
def test_hidden_words_count_as_a_mark_only_where_they_are_one(tmp_path, text, level):
    content = words(text, 30, 20, more='Visible="false"') + words('正文', 30, 60)
    assert secrecy_mark(read(tmp_path, content), '一.ofd') == level


def test_a_picture_where_the_heading_stands_is_told(tmp_path):
    image = '<ofd:ImageObject ID="5" Boundary="30 5 80 20" CTM="80 0 0 20 0 0" ResourceID="6"/>'
    document = read(tmp_path, image + words('关于报送材料的通知，请各单位办理', 30, 60))
    assert 'picture_at_top' in [problem.code for problem in document.problems]
