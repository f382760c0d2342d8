"""Attachments that are named and did not come with the paper."""

import pytest

from extractors.notice import notice_of
from model.document import Cell, Table
from model.place import Severity
from tests.extractors.notice.papers import OPENING, document, with_blocks

HEAD = f'关于做好年检工作的通知\n各县民政局：\n{OPENING}\n各单位要认真落实。\n'
SIGNED = '示例市民政局\n2026年4月2日\n'
TWO = '附件：1.社会组织基本情况表\n2.指导员名册\n'


@pytest.mark.parametrize(
    ('text', 'missing'),
    [
        (f'{HEAD}{TWO}{SIGNED}', ('社会组织基本情况表', '指导员名册')),
        (f'{HEAD}{TWO}{SIGNED}附件1\n社会组织基本情况表\n名称  代码\n', ('指导员名册',)),
        (f'{HEAD}{TWO}{SIGNED}附件1：\n登记表\n名称\n附件2：\n名册\n姓名', ()),
        (f'{HEAD}{TWO}{SIGNED}社会组织基本情况表\n名称：\n指导员名册（样表）\n姓名：\n', ()),
        (f'{HEAD}附件：社会组织基本情况表\n{SIGNED}附件\n社会组织基本情况表\n名称  代码\n', ()),
        (f'{HEAD}附件：1.基本情况表.doc\n2.指导员名册.xls\n{SIGNED}', ('基本情况表', '指导员名册')),
        (f'{HEAD}{SIGNED}基本情况表.doc\n指导员名册.xlsx（下载）\n', ('基本情况表', '指导员名册')),
        (
            (
                '关于印发《示例市评估办法》的通知\n各县民政局：\n现印发给你们。\n附件：示例市评估办法\n'
                f'{SIGNED}示例市评估办法\n第一章 总则\n第一条 为规范评估，制定本办法。\n'
            ),
            (),
        ),
        (f'{HEAD}{SIGNED}', ()),
        (f'{HEAD}附件：略\n{SIGNED}', ()),
    ],
)
def test_an_attachment_is_there_by_number_or_by_name(text, missing):
    notice = notice_of(document(text))
    assert notice.missing_attachments == missing
    assert len(notice.places.get('missing_attachments', ())) == len(missing)


def test_the_problem_names_what_is_lacking_and_whom_to_ask():
    text = f'{HEAD}市民政局社会组织科（电话：1234567转8）。\n{TWO}{SIGNED}附件2\n指导员名册\n姓名\n'
    (problem,) = [each for each in notice_of(document(text)).problems if each.code == 'attachment_missing']
    assert problem.severity is Severity.REVIEW
    assert problem.message == (
        "附件1《社会组织基本情况表》未随文收到，请向来文单位（市民政局社会组织科 1234567转8）索取。"
    )
    assert problem.where.line == 6


def test_without_a_contact_the_problem_says_only_what_is_lacking():
    (message,) = [
        each.message
        for each in notice_of(document(f'{HEAD}附件：基本情况表\n{SIGNED}')).problems
        if each.code == 'attachment_missing'
    ]
    assert message == "附件《基本情况表》未随文收到，请向来文单位索取。"


def test_a_table_below_the_signature_is_the_only_attachment():
    table = Table(2, 2, tuple(Cell(row, col, '名称') for row in range(2) for col in range(2)))
    blocks = document(f'{HEAD}附件：社会组织基本情况表\n{SIGNED}').blocks
    assert notice_of(with_blocks(*blocks, table)).missing_attachments == ()
