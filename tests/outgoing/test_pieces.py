"""What the pieces of a paper print: heads, signatures, attachments, 版记, landscape parts."""

import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from openxml_audit import FileFormat, OpenXmlValidator

from model.errors import BadTemplate
from outgoing.press import Press
from scripts.template_grid import Column, form, grid, list_title
from scripts.template_package import Turned, document_package
from scripts.template_pieces import (
    annex,
    annotation,
    attached,
    body_text,
    file_head,
    imprint,
    letter_head,
    letter_imprint,
    number_line,
    opened,
    recipient,
    signature_stamped,
    signed,
    title,
    unsealed_signed,
    upward_number_line,
)

W = '{http://schemas.openxmlformats.org/wordprocessingml/2006/main}'
VALUES: dict[str, Any] = {
    'mark': "示例市民政局文件",
    'number': "示民发〔2026〕　号",
    'title': "关于示例事项的通知",
    'title_lines': "示例市民政局\n关于示例事项的通知",
    'recipient': "各县（区）民政局",
    'opening': "现将有关事项通知如下：",
    'issuing': "示例市民政局",
    'date': "2026年　月　日",
    'printed_by': "示例市民政局办公室",
    'print_date': "2026年　月　日",
    'cc': (),
}


def printed(folder: Path, *parts: str | Turned, letter: bool = False, **values: Any) -> Any:
    """The body of a paper of these parts."""
    path = folder / 'paper.docx'
    path.write_bytes(document_package(*parts, letter=letter))
    press = Press(path)
    known = {key: value for key, value in VALUES.items() if key in press.tags}
    path.write_bytes(press.print_document(known | values))
    with zipfile.ZipFile(path) as package:
        return etree.fromstring(package.read('word/document.xml'))


def lines(body: Any) -> list[str]:
    """Every paragraph that says something; a tab is a space, a new line a |."""
    marks = {f'{W}tab': ' ', f'{W}br': '|'}
    texts = (
        ''.join(marks.get(node.tag, node.text or '') for node in one.iter(f'{W}t', *marks) if _in_run(node))
        for one in body.iter(f'{W}p')
    )
    return [text for text in texts if text.strip()]


def _in_run(node: Any) -> bool:
    return bool(node.getparent().tag == f'{W}r')


def sizes(body: Any, style: str) -> set[str]:
    return {size.get(f'{W}val') for one in styled(body, style) for size in one.iter(f'{W}sz')}


def styled(body: Any, style: str) -> Iterator[Any]:
    for mark in body.iter(f'{W}pStyle'):
        if mark.get(f'{W}val') == style:
            yield mark.getparent().getparent()


def test_a_single_issuers_mark_stands_alone_over_the_number(tmp_path: Path) -> None:
    body = printed(tmp_path, opened(number_line()))
    assert lines(body)[:3] == ["示例市民政局文件", "示民发〔2026〕　号", "示例市民政局|关于示例事项的通知"]
    assert sizes(body, 'GwMark') == {'96'}


@pytest.mark.parametrize(
    ('marks', 'size'),
    [
        (("示例市民政局", "示例市财政局"), '92'),
        (("示例市民政局", "中共示例市委组织部"), '76'),
        (("示例市民政局",) * 4, '76'),
        (("示例市民政局", "中共示例市委社会工作部"), '56'),
        (("示例市民政局", "示例市人力资源和社会保障局"), '56'),
        (("示例市民政局",) * 7, '44'),
        (("示例市民政局", "示例市" + "示" * 20 + "局"), '32'),
    ],
)
def test_a_joint_head_lists_the_names_lead_first_and_says_document_once(
    tmp_path: Path, marks: tuple[str, ...], size: str
) -> None:
    body = printed(tmp_path, file_head(number_line()), marks=marks)
    assert lines(body) == [*marks, "文件", "示民发〔2026〕　号"]
    assert sizes(body, 'GwMark') == {size}
    names = next(one for one in body.iter(f'{W}tc') if marks[0] in ''.join(one.itertext()))
    room = int(names.find(f'{W}tcPr/{W}tcW').get(f'{W}w'))
    assert size == '32' or max(map(len, marks)) * int(size) * 10 <= room


def test_copy_number_and_urgency_stand_in_the_corner_without_moving_the_mark(tmp_path: Path) -> None:
    body = printed(tmp_path, file_head(number_line()), copy_number="000001", urgency="特急")
    assert lines(body)[:3] == ["000001", "特急", "示例市民政局文件"]
    assert body.find(f'.//{W}trHeight').get(f'{W}hRule') == 'exact'


@pytest.mark.parametrize(
    ('signers', 'wanted'),
    [
        ((), ["示民发〔2026〕　号 签发人：　"]),
        (("示例一",), ["示民发〔2026〕　号 签发人：示例一"]),
        (("示例一", "示例二"), ["示民发〔2026〕　号 签发人： 示例一 示例二"]),
        (("示例一", "示例二", "示例三"), [" 签发人： 示例一 示例二", "示民发〔2026〕　号  示例三 "]),
    ],
)
def test_a_paper_upward_names_who_signed_two_to_a_line(
    tmp_path: Path, signers: tuple[str, ...], wanted: list[str]
) -> None:
    given: dict[str, Any] = {'signers': signers} if signers else {}
    assert lines(printed(tmp_path, file_head(upward_number_line()), **given))[1:] == wanted


def test_a_joint_paper_is_signed_side_by_side_with_the_date_under_the_last(tmp_path: Path) -> None:
    names = (("甲局", "乙局", "丙局"), ("丁局", "戊局\n（己局代章）"))
    body = printed(tmp_path, signed(), signatures=names)
    assert lines(body) == ["甲局", "乙局", "丙局", "丁局", "戊局|（己局代章）", "2026年　月　日"]
    rows = list(body.iter(f'{W}tr'))
    assert [len(row.findall(f'{W}tc')) for row in rows] == [3, 1, 2, 2]  # the second is room for the seals
    gap = rows[1].find(f'.//{W}spacing')
    between = int(gap.get(f'{W}line')) + 2 * 579 + 579
    assert between / 56.693 >= 46  # a seal of 45 mm touches none


def test_a_seal_of_another_body_is_told_under_the_name(tmp_path: Path) -> None:
    body = printed(tmp_path, signed(), seal_note="（示例市财政局代章）")
    assert lines(body) == ["示例市民政局", "（示例市财政局代章）", "2026年　月　日"]


@pytest.mark.parametrize(
    ('name', 'end'), [("示例市民政局", 11 - 6), ("中共示例省示例市民政局党组", 2), ("甲" * 25, 2)]
)
def test_without_a_seal_the_date_begins_two_characters_after_the_name(
    tmp_path: Path, name: str, end: int
) -> None:
    body = printed(tmp_path, unsealed_signed(), issuing=name, date="2026年3月13日")
    tabs = [len(list(one.iterfind(f'{W}r/{W}tab'))) for one in body.iter(f'{W}p')]
    assert tabs[1] - tabs[0] == 2
    assert 27 - tabs[0] - len(name) == end  # stop 1 is 27 characters from the edge, the next 26


def test_a_signature_stamp_has_its_post_beside_it(tmp_path: Path) -> None:
    assert lines(printed(tmp_path, signature_stamped(), signer_post="局长")) == ["局长", "2026年　月　日"]


def test_attachments_are_numbered_where_there_are_several(tmp_path: Path) -> None:
    assert lines(printed(tmp_path, attached())) == []
    assert lines(printed(tmp_path, attached(), attachment="统计表")) == ["附件：统计表"]
    assert lines(printed(tmp_path, attached(), attachments=("统计表",))) == ["附件：统计表"]
    several = printed(tmp_path, attached(), attachments=("统计表", "名单", "说明"))
    assert lines(several) == ["附件：1.统计表", "2.名单", "3.说明"]


def test_main_recipients_may_stand_over_the_copies_at_the_foot(tmp_path: Path) -> None:
    moved = printed(
        tmp_path, title() + recipient(may_move=True) + imprint(), moved_to=("甲局", "乙局"), cc=("丙局",)
    )
    assert lines(moved)[1:] == ["主送：甲局、乙局。", "抄送：丙局。", "示例市民政局办公室 2026年　月　日印发"]
    assert len(list(moved.iter(f'{W}tr'))) == 2  # no line between 主送 and 抄送
    assert lines(printed(tmp_path, imprint())) == ["示例市民政局办公室 2026年　月　日印发"]


def test_a_letters_foot_names_copies_alone(tmp_path: Path) -> None:
    whole = letter_head() + title(letter=True) + recipient() + signed() + annotation() + letter_imprint()
    told = lines(printed(tmp_path, whole, letter=True, cc=("丙局",), contact=("联系人：示例一",)))
    assert told[-2:] == ["（联系人：示例一）", "抄送：丙局。"]
    assert lines(printed(tmp_path, whole, letter=True))[-1] == "2026年　月　日"


def test_a_wide_annex_lies_between_upright_pages(tmp_path: Path) -> None:
    columns = [Column(10, "序号", '{{ line.n }}'), *(Column(20, h, '{{ line.n }}', "其中") for h in "甲乙")]
    wide = annex("统计表", number=1, turned=True) + grid(columns, wide=True, total="—甲乙", note='note')
    body = printed(
        tmp_path, body_text("正文。"), Turned(wide), imprint(), rows=({'n': 1}, {'n': 2}), note=("注。",)
    )
    kinds = [one.find(f'{W}pgSz').get(f'{W}orient') for one in body.iter(f'{W}sectPr')]
    assert kinds == [None, 'landscape', None]
    assert "附件1" in lines(body)
    table = next(one for one in body.iter(f'{W}tbl') if one.find(f'.//{W}tblHeader') is not None)
    assert len(list(table.iter(f'{W}tblHeader'))) == 2
    widths = [int(one.get(f'{W}w')) for one in table.iter(f'{W}gridCol')]
    assert round(sum(widths) / 56.693) == 225


def test_a_list_and_a_slip_are_plain(tmp_path: Path) -> None:
    slip = form((30, 50, 30, 46), (("拟稿人", 1), ("{{ issuing }}", 3)), (("事由", 1), ("", 3)))
    body = printed(tmp_path, list_title("填报单位：{{ issuing }}") + slip)
    assert lines(body)[1:] == ["填报单位：示例市民政局", "拟稿人", "示例市民政局", "事由"]


def test_a_judge_from_outside_finds_nothing_in_a_paper_of_every_piece(tmp_path: Path) -> None:
    head = letter_head() + opened(upward_number_line()) + attached()
    foot = signed() + unsealed_signed() + signature_stamped() + annotation()
    wide = Turned(annex("名单", number=2, turned=True) + grid([Column(20, "序号", '{{ line }}', long=True)]))
    names = ("示例市民政局", "示例市财政局")
    printed(
        tmp_path, head + foot, wide, list_title() + letter_imprint() + imprint(), letter=True,
        marks=names, signatures=(names,), signers=("示例一", "示例二", "示例三"), signer_post="局长",
        attachments=names, cc=names, moved_to=names, contact=names, rows=names,
        copy_number="000001", classification="内部", urgency="特急",
    )  # fmt: skip
    judge = OpenXmlValidator(file_format=FileFormat.OFFICE_2019)
    assert judge.validate(tmp_path / 'paper.docx').errors == []


def test_a_name_too_long_to_be_centred_over_the_date_ends_at_the_edge(tmp_path: Path) -> None:
    for name, place in (("甲" * 15, 'center'), ("甲" * 16, 'right')):
        (line,) = styled(printed(tmp_path, signed(), issuing=name), 'GwSigned')
        assert line.find(f'.//{W}jc').get(f'{W}val') == place


def test_the_foot_has_a_page_of_its_own_where_a_table_would_reach_into_it(tmp_path: Path) -> None:
    columns = [Column(10, "序号", '{{ line }}')]
    for count, apart in ((12, 0), (13, 1)):
        paper = grid(columns) + imprint(apart='rows|length > 12')
        body = printed(tmp_path, paper, rows=("1",) * count)
        assert len(list(styled(body, 'GwApart'))) == apart


def test_a_paper_that_names_nobody_it_goes_to_is_refused(tmp_path: Path) -> None:
    path = tmp_path / 'paper.docx'
    path.write_bytes(document_package(opened(number_line())))
    press = Press(path)
    with pytest.raises(BadTemplate, match='recipient'):
        press.print_document({key: VALUES[key] for key in VALUES.keys() & press.tags - {'recipient'}})
