from pathlib import Path

from extractors.readers.pdf import reader as read_pdf
from model.document import Block, Table
from model.place import Problem
from tests.build_pdf import pdf, ruled, say

XS = [80.0, 180, 280]
YS = [100.0, 115, 130, 145, 160]


def read(path: Path) -> tuple[list[dict[tuple[int, int], str]], dict[str, str]]:
    blocks, _, problems = read_pdf.read(path)
    return [cells(block) for block in blocks if isinstance(block, Table)], severities(problems)


def cells(block: Block) -> dict[tuple[int, int], str]:
    assert isinstance(block, Table)
    return {(cell.row, cell.col): cell.text for cell in block.cells}


def severities(problems: tuple[Problem, ...]) -> dict[str, str]:
    return {problem.code: problem.severity.name for problem in problems}


def wrapped(lines: tuple[str, ...], x: float, middle: float, step: float = 16) -> str:
    """Lines of size 11 around a middle, the widest of five letters."""
    first = middle - step * (len(lines) - 1) / 2 + 0.38 * 11
    return ''.join(
        say(line, x + 5.5 * (5 - len(line)), first + step * at, 11) for at, line in enumerate(lines)
    )


def test_wrapped_lines_over_the_rows_beside_are_told_apart_by_their_order(tmp_path: Path) -> None:
    names = [('乙县餐饮烹', '饪协会'), ('乙县家具行', '业协会'), ('乙县太极拳', '协会'), ('乙县登山',)]
    page = ruled([80.0, 143, 280], YS)
    page += ''.join(say(str(at + 1), 190, 111.5 + 15 * at, 11) for at in range(4))
    page += ''.join(wrapped(lines, 84, 107.5 + 15 * at) for at, lines in enumerate(names))
    found, told = read(pdf(tmp_path / 'a.pdf', page))
    assert found == [
        {(at, 0): ''.join(lines) for at, lines in enumerate(names)}
        | {(at, 1): str(at + 1) for at in range(4)}
    ]
    assert told == {'letters_parted': 'REVIEW'}


def test_letters_on_top_of_one_another_are_told_where_no_order_helps(tmp_path: Path) -> None:
    page = ruled(XS, YS) + say('甲县示例协会', 84, 112, 11) + say('乙县民政局', 87, 112.5, 11)
    _, told = read(pdf(tmp_path / 'a.pdf', page))
    assert told == {'letters_overlap': 'REVIEW'}


def test_letters_printed_twice_to_be_bold_are_not_on_top_of_one_another(tmp_path: Path) -> None:
    page = ruled(XS, YS) + say('甲县示例协会', 84, 112, 11) + say('甲县示例协会', 84.3, 112, 11)
    _, told = read(pdf(tmp_path / 'a.pdf', page))
    assert told == {}


def test_text_that_runs_up_to_the_text_beside_it_is_another(tmp_path: Path) -> None:
    xs = [80.0, 120, 200]
    page = ruled(xs, YS) + ''.join(say(name, 124, 112 + 15 * at, 11) for at, name in enumerate('甲乙丙'))
    page += say('1234', 80, 157, 11) + say('王五', 124, 157, 11)
    found, told = read(pdf(tmp_path / 'a.pdf', page))
    assert (found[0][3, 0], found[0][3, 1]) == ('1234', '王五')
    assert told == {'cell_overflow': 'REVIEW'}


def test_text_that_runs_over_a_rule_into_an_empty_cell_is_told(tmp_path: Path) -> None:
    page = ruled(XS, YS) + say('示例市养老服务机构安全管理', 84, 112, 11)
    found, told = read(pdf(tmp_path / 'a.pdf', page))
    assert found[0][0, 0] == '示例市养老服务机构安全管理'
    assert told == {'cell_overflow': 'REVIEW'}


def test_a_sheet_printed_in_parts_by_its_columns_is_told(tmp_path: Path) -> None:
    names = ruled([80, 300, 350], YS) + ''.join(say(f'甲{at}', 84, 112 + 15 * at, 11) for at in range(4))
    sums = ruled([80, 200], YS).replace(' l S', ' l S', 1) + ruled([80, 140, 200], YS)
    sums += ''.join(say(f'{at}.5', 84, 112 + 15 * at, 11) for at in range(4))
    _, told = read(pdf(tmp_path / 'a.pdf', names, sums))
    assert told['table_cut_across'] == 'REVIEW'


def test_one_form_filled_in_on_each_page_is_not_told_as_cut(tmp_path: Path) -> None:
    pages = [
        ruled(XS, YS) + say('单位', 84, 112, 11) + say(name, 184, 112, 11) for name in ('甲协会', '乙协会')
    ]
    _, told = read(pdf(tmp_path / 'a.pdf', *pages))
    assert 'table_cut_across' not in told
