"""更正: whole sentences, with the words the paper counts by, and the title as it stands."""

from model.figure import Figure
from model.office import CoIssuer, IssuingName
from outgoing.correction import Change, Original, correction
from outgoing.counters import units_of
from outgoing.marks import marked, unmarked

JOINT = IssuingName(
    'joint', '中共示例市委组织部', '中共示例市委组织部', '示组通', 'party', '示例市委组织部',
    joint_with=(CoIssuer('示例市民政局', '示例市民政局'),),
)  # fmt: skip
TITLE = '中共示例市委组织部 示例市民政局关于百日组建进展情况的通报'


def method(number):
    return Figure('method.1', str(number), number, "适用联合组建", None, 'sum')


def made(**original):
    context = {'text': f"适用联合组建的{marked(method(18))}家。"}
    about = {'kind': 'notice', 'recipients': ('各县（区）民政局',), 'year': 2026, 'cause': None}
    told = Original('通报.docx', '示组通〔2026〕7号', TITLE, '2026年3月13日', **original)
    changes = [Change(method(18), method(19))]
    fresh = {'method.1': method(19)}
    return correction(JOINT, told, changes, fresh, about | {'units': units_of(context)})


def test_a_count_has_its_measure_in_sentence_and_table():
    draft = made()
    (text,) = draft.context['body']
    assert unmarked(text) == "示组通〔2026〕7号中，适用联合组建的应为19家（原为18家）。"
    (row,) = draft.context['rows']
    assert [unmarked(row[name]) for name in ('was', 'now')] == ["18家", "19家"]


def test_the_title_of_a_joint_paper_is_cited_without_its_issuers():
    assert made().title == (
        '中共示例市委组织部 示例市民政局关于更正《关于百日组建进展情况的通报》有关数据的通知'
    )


def test_what_was_corrected_before_is_said():
    (text,) = made(corrected_by=('示组通〔2026〕8号',)).context['body']
    assert unmarked(text).startswith("示组通〔2026〕7号（经示组通〔2026〕8号更正）中，")
