"""returns as a clerk types it: the list of units, the texts, the note, the JSON."""

import datetime as dt
import json

import pytest
from click.testing import CliRunner

from commands.edge import Common
from commands.returns import returns
from model.errors import UsageFault
from office.config import open_workplace
from office.founding import found
from office.importing import import_ledger
from office.planning import start
from tests.office.collected import CAMPAIGN, PACK, listed, picture, totals
from tests.office.conftest import SETTINGS

FIRE = """
id = "fire_check"
title = "消防安全排查表"
edition = "内部拟制"
subject = "rows"
titles = ["消防安全排查表"]

[[fields]]
id = "org_name"
labels = ["单位名称"]
required = true

[[fields]]
id = "extinguishers"
type = "int"
labels = ["灭火器数"]
"""


@pytest.fixture
def root(tmp_path):
    root = tmp_path / '办公室'
    root.mkdir()
    (root / 'office.toml').write_text(SETTINGS, 'utf-8')
    rooms = found(root)
    (rooms.packs / f'{CAMPAIGN}.toml').write_text(PACK, 'utf-8')
    with open_workplace(root, dt.date(2026, 3, 12)) as place:
        start(place, CAMPAIGN)
        totals(place, '2026-03-12', '甲县/附件1.xlsx', eligible=30, established=12)
        listed(place, '2026-03-12', '乙县/附件1.xlsx', ['乙一'], state='held')
    return root


def call(root, *arguments, code=0):
    common = Common(office=root, today=dt.date(2026, 3, 13))
    done = CliRunner().invoke(returns, [CAMPAIGN, *map(str, arguments)], obj=common)
    assert done.exit_code == code, done.output
    if done.exception and not isinstance(done.exception, SystemExit):
        raise done.exception
    return done.output


def test_a_clerk_reads_one_line_a_state(root):
    lines = call(root).splitlines()
    assert lines[0] == '社会组织党组织“百日组建”行动　第1期（2026-03-13截止）　截至2026-03-13'
    assert lines[1:5] == [
        '应报3个单位',
        '已报1：甲县',
        '已收到、待核1：乙县（第2号，问题1个，另有1家待核未计入）',
        '未报1：丙县',
    ]
    figures = '只计已报：1个单位应建30家、已建12家，组建率40.0%（12/30）（汇总数）；另有1家待核未计入'
    assert figures in lines
    assert '没有应建、已建数，未计入组建率：乙县、丙县' in lines
    assert not any('上期数' in line for line in lines)


def test_a_missing_figure_is_null(root):
    told = json.loads(call(root, '--round', 2, '--json'))
    reported = told['figures']['reported']
    assert [reported[key] for key in ('eligible', 'established', 'rate', 'total', 'coverage')] == [None] * 5
    assert (reported['units'], reported['left_out']) == ([], [])
    assert told['missing'] == ['甲县', '乙县', '丙县']
    assert told['figures']['carried']['eligible'] == 30


def test_the_json_has_its_keys(root):
    told = json.loads(call(root, '--json'))
    assert {
        'id',
        'round',
        'cut_off',
        'due',
        'expected',
        'returned',
        'unread',
        'doubtful',
        'missing',
        'unattributed',
        'figures',
        'chase',
    } <= told.keys()
    assert told['returned'] == [
        {
            'unit': '甲县',
            'entries': [1],
            'late': False,
            'corrected': [],
            'questions': 0,
            'rows_waiting': 0,
            'waiting': [],
        }
    ]
    assert told['doubtful'] == [{'unit': '乙县', 'entries': [2], 'questions': 1, 'rows_waiting': 1}]
    assert told['figures']['reported']['waiting'] == 1


def test_while_an_unknown_file_lies_there_the_texts_come_with_a_warning(root):
    assert call(root, '--chase').splitlines()[0] == '2026-03-13 截止'
    with open_workplace(root, dt.date(2026, 3, 13)) as place:
        picture(place, '2026-03-12', '照片.jpg')
    assert '来源不明' in call(root, '--chase').splitlines()[0]
    assert '其中可能有未报单位的报表' in call(root)


def test_a_note_is_printed_or_written(root, tmp_path):
    assert '文件“附件1.xlsx”：' in call(root, '--note', '乙县')
    assert '已写入' in call(root, '--note', '乙县', '--out', tmp_path / '说明.docx')
    assert (tmp_path / '说明.docx').is_file()


def test_units_are_imported_and_replaced_with_yes_only(root, tmp_path):
    path = tmp_path / '名单.csv'
    path.write_text('单位,别名,电话\n甲县,,0000-1\n丁县,丁,\n', 'utf-8')
    shown = call(root, '--expect', path)
    assert '名单2个单位（有别名1个，有电话1个）。' in shown
    assert '2个单位将不再是应报单位（乙县、丙县）' in shown
    path.write_text('单位\n戊县\n', 'utf-8')
    assert '已作为应报单位' not in call(root, '--expect', path)
    assert '已作为应报单位' in call(root, '--expect', path, '--yes')
    assert json.loads(call(root, '--json'))['expected'] == ['戊县']


def test_out_without_a_note_is_refused(root, tmp_path):
    with pytest.raises(UsageFault):
        call(root, '--out', tmp_path / '说明.docx', code=1)


def test_without_anybody_missing_there_is_nobody_to_chase(root):
    with open_workplace(root, dt.date(2026, 3, 13)) as place:
        picture(place, '2026-03-12', '丙县/照片.jpg')
    assert call(root, '--chase') == '没有要催的单位。\n'


def test_a_photo_of_the_last_round_is_named_and_its_unit_chased(root):
    with open_workplace(root, dt.date(2026, 3, 13)) as place:
        number = picture(place, '2026-03-12', '丙县/照片.jpg')
    lines = call(root, '--round', 2).splitlines()
    assert f'未报3：甲县、乙县、丙县（第1期第{number}号是图片或扫描件，待识别，至今未处理）' in lines
    assert '丙县：请于' in call(root, '--round', 2, '--chase')


def test_an_earlier_round_and_the_ledger_are_told_apart(root, tmp_path):
    ledger = tmp_path / '台账.csv'
    ledger.write_text('社会组织名称,所属县区,是否建立党组织\n丙一,丙县,是\n', 'utf-8')
    with open_workplace(root, dt.date(2026, 3, 13)) as place:
        import_ledger(place, ledger)
        totals(place, '2026-02-21', '乙县/基期.xlsx', total=4, eligible=3, established=2)
    lines = call(root).splitlines()
    assert any(line.startswith('乙县沿用上期数后：2个单位应建33家') for line in lines)
    assert any(
        '2个单位登记5家、已建3家，覆盖率60.0%（3/5）（台账明细1个、汇总数1个）' in line for line in lines
    )


def test_a_form_that_asks_for_no_party_organisation_has_no_such_figures(root):
    (root / '表样').mkdir(exist_ok=True)
    (root / '表样' / 'fire_check.toml').write_text(FIRE, 'utf-8')
    with open_workplace(root, dt.date(2026, 3, 13)) as place:
        totals(place, '2026-03-12', '丙县/汇报.docx', form=None, total=9, established=4)
        listed(place, '2026-03-12', '丙县/消防.xlsx', ['丙一', '丙二'], form='fire_check', state='held')
    common = Common(office=root, today=dt.date(2026, 3, 13))
    shown = CliRunner().invoke(returns, ['fire_check'], obj=common).output
    assert '报来2家（1个单位），其中2家待核未入账' in shown
    assert '覆盖率' not in shown
    assert '未报2：甲县、乙县' in shown
