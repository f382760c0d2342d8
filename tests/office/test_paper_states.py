"""拟稿 to 签收: steps taken, gone back, and what stands in their way (G7, 条例 25)."""

import datetime as dt

import pytest

from model.errors import UsageFault
from model.paper import PaperStep
from office import paper_states
from office.config import open_workplace
from office.issuing import Order, issue
from office.paper_states import go_back, show, standing, step
from tests.office.drafted import letters, put
from tests.outgoing import papers
from tests.outgoing.papers import docx, line

DAY = dt.date(2026, 3, 19)
ORDER = Order(DAY, '示例一', '1')
AT = dt.datetime(2026, 3, 13, 9, 0)


def taken(*states):
    return [PaperStep('函.docx', name.rstrip('<'), '示例二', AT, back=name.endswith('<')) for name in states]


@pytest.mark.parametrize(
    ('steps', 'left'),
    [
        (('checked', 'signed'), ['checked', 'signed']),
        (('checked', 'signed', 'drafted<'), []),
        (('checked', 'countersigned', 'signed', 'checked<'), ['checked']),
        (('checked', 'signed', 'drafted<', 'signed'), ['signed']),
        (('signed', 'checked'), ['checked']),
        (('signed', 'signed'), ['signed', 'signed']),
    ],
)
def test_steps_that_still_count(steps, left):
    assert [one.state for one in standing(taken(*steps))] == left


def test_a_small_office_goes_from_draft_to_number_at_once_and_on(place):
    (path,) = letters(place, 1)
    issue(place, [path], ORDER)
    for name in ('sealed', 'dispatched', 'received'):
        assert [one.why for one in step(place, [path], name, '示例二', None)] == [None]
    shown = show(place, path)
    assert (shown.paper.state, shown.paper.sealed, shown.changed) == ('received', True, ())
    assert [one.state for one in shown.steps] == ['signed', 'numbered', 'sealed', 'dispatched', 'received']
    assert [(one.recipient, one.sent_on, one.received_on) for one in shown.receipts] == [
        ('函001', place.today, place.today)
    ]


def test_nothing_is_sealed_before_it_has_its_number(place):
    (path,) = letters(place, 1)
    (one,) = step(place, [path], 'sealed', '示例二', None)
    assert one.why == '还没有编号，不能用印'
    with pytest.raises(UsageFault, match='shoufa issue'):
        step(place, [path], 'numbered', '示例二', None)


@pytest.fixture
def strict(rooms):
    path = rooms.root / 'office.toml'
    text = path.read_text('utf-8').replace(
        '[contact]', '[outgoing]\nsteps = ["countersigned", "checked", "sealed"]\n\n[contact]'
    )
    path.write_text(text, 'utf-8')
    with open_workplace(rooms.root, DAY) as opened:
        yield opened


def test_an_office_may_require_steps_in_their_order(strict):
    (path,) = letters(strict, 1)
    assert issue(strict, [path], ORDER).lines[0].why == '还没有核稿、会签，不能编号'
    assert step(strict, [path], 'signed', '示例一', None)[0].why == '还没有核稿、会签，不能签发'
    assert step(strict, [path], 'countersigned', '示例四', None)[0].why == '还没有核稿，不能会签'
    for name in ('checked', 'countersigned'):
        assert step(strict, [path], name, '示例四', None)[0].why is None
    assert issue(strict, [path], ORDER).lines[0].status == 'issued'
    assert step(strict, [path], 'dispatched', '示例二', None)[0].why == '还没有用印，不能分发'


def test_a_paper_sent_back_has_to_be_signed_again_by_anybody(place):
    (path,) = letters(place, 1)
    step(place, [path], 'signed', '示例三', None)
    go_back(place, path, 'drafted', '改第二条')
    assert show(place, path).paper.state == 'drafted'
    path.write_bytes(papers.letter(said='请贵会予以支持。'))
    assert issue(place, [path], ORDER).lines[0].status == 'issued'
    with pytest.raises(UsageFault, match='已编号'):
        go_back(place, path, 'drafted', '改')


def test_backward_is_said_with_a_reason(place):
    (path,) = letters(place, 1)
    step(place, [path], 'signed', '示例一', None)
    assert 'outbox back' in step(place, [path], 'checked', '示例四', None)[0].why
    with pytest.raises(UsageFault, match='理由'):
        go_back(place, path, 'drafted', ' ')
    with pytest.raises(UsageFault, match='没有可退回到的'):
        go_back(place, path, 'signed', '改')


def test_words_changed_after_numbering_are_not_sealed(place):
    (path,) = letters(place, 1)
    issue(place, [path], ORDER)
    good = path.read_bytes()
    path.write_bytes(docx(line('别的')))
    (one,) = step(place, [path], 'sealed', '示例二', None)
    assert one.why.startswith('编号后文字有改动')
    path.write_bytes(good)
    assert step(place, [path], 'sealed', '示例二', None)[0].why is None


def test_what_is_gone_or_broken_is_told_and_the_others_go_on(place):
    paths = letters(place, 3)
    paths[0].unlink()
    paths[1].write_bytes(b'broken')
    done = step(place, paths, 'checked', '示例四', None)
    assert [bool(one.why) for one in done] == [True, True, False]
    assert '不在了' in done[0].why
    assert paper_states.papers(place, 'checked')[0].file == paths[2].name


def test_a_filled_workbook_goes_its_way_too(place):
    path = put(place, '填表.xlsx', b'PK a workbook', 'form')
    for name in ('signed', 'sealed', 'dispatched'):
        assert step(place, [path], name, '示例一', None)[0].why is None
    assert '.docx' in issue(place, [path], Order(DAY, '示例一')).lines[0].why


def test_a_figure_that_changes_its_cell_is_a_change(place):
    path = put(place, '通报.docx', _table('12', '3'))
    step(place, [path], 'signed', '示例一', None)
    path.write_bytes(_table('1', '23'))
    assert issue(place, [path], ORDER).lines[0].why.startswith('签发后文字有改动')


def _table(*texts):
    cells = ''.join(f'<w:tc>{line(text)}</w:tc>' for text in texts)
    return docx(line('示民〔2026〕　号'), f'<w:tbl><w:tr>{cells}</w:tr></w:tbl>', line('2026年　月　日'))
