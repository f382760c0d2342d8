"""One of each paper about instructors, comments and branches; all fictional."""

import datetime as dt
from dataclasses import replace

from model.figure import Source
from model.place import Where
from model.subject import Organisation
from outgoing.adjust import Change, change_letter
from outgoing.consultation import Answers, Comment, comments_summary, summary_report
from outgoing.dispatch import Desk, Posting, dispatch_letter, dispatch_paper
from outgoing.draft import Basis, Draft, Instructor
from outgoing.reply import ONE_TO_WRITE, Granted, Suggestion, answer, branch_reply
from outgoing.roster import Served, instructor_ledger
from outgoing.transfer import Handed, transfer_paper
from tests.outgoing.made import BASIS, BUREAU, OFFICE, PARTY, PERSON, SOCIETY

PARTY_DESK, DESK = Desk(OFFICE, PARTY, 2026), Desk(OFFICE, BUREAU, 2026)
OTHER = Instructor(2, "示例二", "示例市民政局", None, "0000-7654322")
START, END, CHANGE = dt.date(2026, 3, 10), dt.date(2027, 3, 9), dt.date(2026, 9, 15)
HANDED = tuple(
    Organisation(
        place, f"示例市{name}文化促进会", f'51990100MJ10000{place}X3', "甲县", "社会团体", "示例市文化局"
    )
    for place, name in enumerate("子丑寅卯", start=1)
)
UNITS = tuple(f"示例市{name}局" for name in "甲乙丙丁戊")
TITLE = "示例市社会组织信用管理办法（征求意见稿）"
ANSWERS = Answers(
    draft_title=TITLE,
    cut_off=dt.date(2026, 3, 14),
    asked=UNITS,
    on_time=UNITS[:2],
    late=UNITS[2:3],
    with_comments=UNITS[:2],
    without=UNITS[2:3],
    waiting=UNITS[3:4],
    no_answer=UNITS[4:],
    comments=(
        Comment(
            UNITS[0], "第三条", "第3条第1款", "每年31次", "每年61次", "便于执行", Source(4, Where(cell='B2'))
        ),
        Comment(UNITS[1], "第五条", "第五条", None, "删去本条  内容", None, Source(5)),
    ),
    places=2,
    articles=True,
    papers={unit: (number,) for number, unit in enumerate(UNITS[:4], start=4)},
)
ASKED = Basis("关于征求《示例省社会组织条例（征求意见稿）》意见的通知", "示例函〔2026〕8号", Source(9))


def letter(organisation=SOCIETY, person=PERSON, office=OFFICE) -> Draft:
    return dispatch_letter(office, PARTY, organisation, person, BASIS, 2026)


def ours(kind):
    suggestions = (Suggestion("第三条", "每年33次", "每年63次", "便于执行"), ONE_TO_WRITE)
    return answer(DESK, "示例省民政厅", ASKED, TITLE, suggestions, kind)


DRAFTS = {
    'letter': letter(),
    'letter_dated': dispatch_paper(PARTY_DESK, SOCIETY, (Posting(PERSON, START, END),), BASIS),
    'notice': dispatch_paper(DESK, SOCIETY, (Posting(PERSON, START, END), Posting(OTHER)), BASIS, 'notice'),
    'change': change_letter(PARTY_DESK, Change(SOCIETY, CHANGE, PERSON, Posting(OTHER, CHANGE, END))),
    'ending': change_letter(PARTY_DESK, Change(SOCIETY, CHANGE, PERSON)),
    'transfer': transfer_paper(PARTY_DESK, Handed("示例市文化局", HANDED, START), BASIS),
    'transfer_notice': transfer_paper(
        DESK, Handed("甲县民政局", HANDED, START, "由业务主管单位在15日内选派。"), BASIS, 'notice'
    ),
    'roster': instructor_ledger(
        PARTY_DESK,
        [
            Served(HANDED[0], PERSON, START, END, "示民党函〔2026〕21号"),
            Served(replace(HANDED[1], code=None), OTHER, None, None, None),
        ],
        START,
    ),
    'summary': comments_summary(DESK, ANSWERS),
    'summary_report': summary_report(DESK, ANSWERS, "示例省民政厅", ASKED),
    'comments_report': ours('report'),
    'comments_paper': ours('comments'),
    'comments_letter': ours('letter'),
    'no_comments': answer(DESK, "示例省民政厅", ASKED, TITLE, (), 'report'),
    'branch': branch_reply(
        PARTY_DESK,
        "示例市甲会",
        Basis("关于成立中共示例市甲会支部委员会的请示", None),
        [Granted('establish', "中共示例市甲会支部委员会", ("示例市甲会",), joint=False)],
    ),
    'joint_branch': branch_reply(
        PARTY_DESK, None, ASKED, [Granted('establish', None, ("示例甲会", "示例乙会"), joint=True)]
    ),
}
