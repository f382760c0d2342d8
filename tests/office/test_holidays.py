import datetime as dt

import pytest

from model.errors import BadInput, BadSetting, UsageFault
from office.holidays import import_holidays, load_holidays
from text.workdays import is_workday, shift_workdays

WHOLE = """\
日期,类型
2031-01-01,休
2031-05-01,休
2031年10月1日,休
2031/10/2,休
2031-10-03,休
2031-10-04,休
2031-10-11,班
"""


@pytest.fixture
def listed(tmp_path):
    def write(text, encoding='utf-8'):
        path = tmp_path / '安排.csv'
        path.write_bytes(text.encode(encoding))
        return path

    return write


@pytest.mark.parametrize('encoding', ['utf-8', 'utf-8-sig', 'gb18030'])
def test_an_imported_year_is_known(tmp_path, listed, encoding):
    target = tmp_path / '放假安排.csv'
    assert import_holidays(target, listed(WHOLE, encoding)) == {2031: 7}
    given = load_holidays(target)
    assert is_workday(dt.date(2031, 10, 1), given) is None
    assert is_workday(dt.date(2031, 10, 11), given) == (dt.date(2031, 10, 11), True)
    assert shift_workdays(dt.date(2031, 9, 30), 1, given) == (dt.date(2031, 10, 6), True)


def test_no_list_is_an_empty_one(tmp_path):
    assert load_holidays(tmp_path / '放假安排.csv') == {}


def test_a_day_told_for_a_published_year_leaves_its_other_days(tmp_path, listed):
    target = tmp_path / '放假安排.csv'
    import_holidays(target, listed("日期,类型\n2026-03-12,休\n"))
    given = load_holidays(target)
    assert is_workday(dt.date(2026, 3, 12), given) is None
    assert is_workday(dt.date(2026, 10, 1), given) is None
    assert is_workday(dt.date(2026, 3, 13), given) == (dt.date(2026, 3, 13), True)


def test_a_second_import_adds_to_the_first(tmp_path, listed):
    target = tmp_path / '放假安排.csv'
    import_holidays(target, listed(WHOLE))
    import_holidays(target, listed("日期,类型\n2031-10-04,班\n"))
    assert is_workday(dt.date(2031, 10, 4), load_holidays(target)).known
    assert is_workday(dt.date(2031, 10, 2), load_holidays(target)) is None


def test_days_of_december_belong_to_the_next_years_list(tmp_path, listed):
    target = tmp_path / '放假安排.csv'
    import_holidays(target, listed(WHOLE + "2030-12-31,休\n"))
    given = load_holidays(target)
    assert is_workday(dt.date(2030, 12, 31), given) is None
    assert not is_workday(dt.date(2030, 12, 30), given).known


@pytest.mark.parametrize(
    'text',
    [
        "日期,类型\n2031-01-01,休\n",
        "日期,类型\n某天,休\n",
        "日期,类型\n2031-01-01,半天\n",
        "甲,乙\n1,2\n",
        "",
    ],
)
def test_a_list_that_is_not_whole_or_not_readable_is_refused(tmp_path, listed, text):
    target = tmp_path / '放假安排.csv'
    with pytest.raises(BadInput):
        import_holidays(target, listed(text))
    assert not target.exists()


def test_a_file_that_is_not_there_is_told(tmp_path):
    with pytest.raises(UsageFault):
        import_holidays(tmp_path / '放假安排.csv', tmp_path / '没有.csv')


def test_a_spoilt_list_of_the_office_names_its_line(tmp_path):
    target = tmp_path / '放假安排.csv'
    target.write_text("日期,类型\n2031-13-01,休\n", 'utf-8')
    with pytest.raises(BadSetting, match='第2行'):
        load_holidays(target)
