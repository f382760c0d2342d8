"""Story S9: 163 with a branch, 154 with an approval and its original, 9 only reported; the yearly list."""

import csv
import datetime as dt

import docx
import openpyxl
import pytest

from model.errors import UsageFault
from model.task import Task
from office.acting import Paper
from office.eventing import Event, record_event
from office.evidence import evidence, has_identity_number
from office.filing_list import filing_list
from office.importing import import_ledger
from store import register, tasks
from store.engine import atomic

HEADER = ('name', 'region', '是否建立党组织', '组建形式', '批复文号', '批复日期', '身份证号')
JOINT = '示组复〔2026〕3号'


def society(number):
    return f'示例市第{number:03}协会'


def received(place, numbers, kind='approval', **columns):
    """Papers of these 文号 in the register, each with an original."""
    with atomic(place.engine) as connection:
        for doc_number in numbers:
            at = dt.datetime(2026, 3, 2, 9, 0)
            number = register.add(
                connection, file=f'{doc_number}.pdf', sender_hint=None, sha256=doc_number, at=at
            )
            name = f'{number:05}_{doc_number}.pdf'
            (place.rooms.archive / name).write_bytes(b'%PDF-1.4 /Type /Page ' + doc_number.encode())
            told = {
                'title': f'关于同意成立党支部的批复（{doc_number}）',
                'issuer': '中共示例市委组织部',
                **columns,
            }
            register.change(
                connection, number, kind=kind, state='done', archived_as=name, doc_number=doc_number, **told
            )
    return number


@pytest.fixture
def city(place, tmp_path):
    path = tmp_path / '台账.csv'
    rows = [
        (society(n), '甲县', '是', '单独组建', f'示组复〔2025〕{n}号', '2025-06-01', '')
        for n in range(1, 151)
    ]
    rows += [(society(n), '甲县', '是', '单独组建', '', '', '') for n in range(151, 160)]
    rows += [(society(n), '甲县', '否', '', '', '', '') for n in range(160, 171)]
    with path.open('w', newline='', encoding='utf-8') as file:
        csv.writer(file).writerows([HEADER, *rows])
    import_ledger(place, path)
    names = [society(number) for number in range(160, 164)]
    record_event(place, Event('establish', names[0], Paper(place.today, JOINT), others=tuple(names[1:])))
    received(place, [*(f'示组复〔2025〕{n}号' for n in range(1, 151)), JOINT])
    return place


def catalogue(folder, name='目录.xlsx'):
    return list(openpyxl.load_workbook(folder / name).worksheets[0].iter_rows(values_only=True))


def test_inspection_finds_each_approval_once_and_what_lacks_one(city, tmp_path):
    done = evidence(city, '已建党组织', tmp_path / '佐证')
    assert done.told == "已建163家，其中有批复154家、缺批复9家。"
    head, *lines = catalogue(done.folder)
    assert head[:7] == ('序号', '责任者', '文号', '题名', '日期', '页数', '对应数据')
    assert len(lines) == 163
    assert sum(line[2] is not None for line in lines) == 154
    assert [line[8] for line in lines].count("缺批复（自报）") == 9
    assert len({line[7] for line in lines if line[2] == JOINT}) == 1
    files = {path.name for path in done.folder.iterdir()}
    assert files == {'目录.xlsx', '00-首页.docx'} | {line[7] for line in lines if line[7]}
    assert len(files) == 2 + 151
    texts = [one.text for one in docx.Document(str(done.folder / '00-首页.docx')).paragraphs]
    assert "已建163家，其中有批复154家、缺批复9家。" in texts


def test_a_folder_that_holds_something_is_left_alone(place, tmp_path):
    (tmp_path / '别的.txt').write_text('在用', 'utf-8')
    with pytest.raises(UsageFault, match="已有东西"):
        evidence(place, '已建党组织', tmp_path)
    with pytest.raises(UsageFault, match="不知道"):
        evidence(place, '没有这回事', tmp_path / '新')


def test_lists_of_persons_stay_out(place, tmp_path):
    number = received(place, ['示民函〔2026〕5号'], kind='return', form='member_survey')

    with atomic(place.engine) as connection:
        tasks.save_many(
            connection,
            [
                Task(
                    collection='甲',
                    task='建支部',
                    unit='甲县',
                    state='done',
                    at=place.now(),
                    evidence=f'{number}',
                )
            ],
        )
    done = evidence(place, '任务1', tmp_path / '佐证')
    assert (done.lines, done.files, done.restricted) == (1, 0, 1)
    assert "受限" in catalogue(done.folder)[1][8]


def test_an_identity_number_is_seen(tmp_path):
    path = tmp_path / '表.txt'
    digits = '11010519491231002'
    path.write_text(f'代码51999921MJ000107XG，号{digits}X。', 'utf-8')
    assert has_identity_number(path)
    path.write_text(f'流水号{digits}1。', 'utf-8')
    assert not has_identity_number(path)


def test_the_yearly_list_has_the_standards_items(place, tmp_path):
    received(place, ['示民函〔2026〕12号'], kind='notice', filed_as='2026-Y-0001')
    done = filing_list(place, 2026, tmp_path)
    head, line = catalogue(tmp_path, done.folder.name)
    assert head == ('序号', '档号', '文号', '责任者', '题名', '日期', '密级', '页数', '备注')
    assert line[:4] == (1, '2026-Y-0001', '示民函〔2026〕12号', '中共示例市委组织部')
    assert (line[5], line[7]) == ('20260302', 1)
    assert filing_list(place, 2026, tmp_path).folder != done.folder
