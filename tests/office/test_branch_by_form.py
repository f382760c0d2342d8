"""组建形式 tells of a branch where a list has no column for whether there is one."""

from office.importing import import_ledger
from office.ledger_acts import one_named
from office.previewing import preview_ledger
from office.reviewing import waiting

HEADER = '社会组织名称,所属县区,组建形式'
ROWS = ('示例市甲一商会,甲县,单独组建', '示例市乙二协会,甲县,')


def test_a_form_of_founding_is_a_branch_where_nothing_asks_for_it(place, tmp_path):
    path = tmp_path / '台账.csv'
    path.write_text('\n'.join((HEADER, *ROWS)), 'utf-8')
    assert any('没有“是否建立党组织”一栏' in one for one in preview_ledger(place, path).notes)
    import_ledger(place, path)
    assert one_named(place, '示例市甲一商会').facts['established'] is True
    assert 'established' not in one_named(place, '示例市乙二协会').facts


def test_a_form_of_founding_beside_an_empty_answer_is_asked_about(place, tmp_path):
    path = tmp_path / '台账.csv'
    answers = ('是否建立党组织', '', '否')
    path.write_text(
        '\n'.join(f'{row},{one}' for row, one in zip((HEADER, *ROWS), answers, strict=True)), 'utf-8'
    )
    import_ledger(place, path)
    assert 'established' not in one_named(place, '示例市甲一商会').facts
    assert [one.field for one in waiting(place)] == ['established']
