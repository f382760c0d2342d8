"""B1 on paper: forty asked, the comments by article, who has none and who did not answer; and upward."""

import datetime as dt
import json

from click.testing import CliRunner

from commands.consulting import comments_summary
from commands.edge import Common
from commands.returns import returns
from office.consulting_papers import summary_again
from office.intake import take_in
from outgoing.draft import Recipe
from outgoing.plain_wording import docx_to_wording
from store import outbox
from store.engine import reading
from tests.office.consulted import ID, TITLE, UNITS, write_all
from tests.office.test_consulting import asked, put_times  # noqa: F401  # fixture

COUNTS = {
    'asked': 40, 'received': 35, 'on_time': 32, 'late': 3, 'with_comments': 28, 'without': 7,
    'no_answer': 5, 'waiting': 0, 'comments': 96, 'places': 24,
}  # fmt: skip


def called(place, *arguments):
    common = Common(office=place.rooms.root, today=place.today)
    done = CliRunner().invoke(
        comments_summary, [ID, *map(str, arguments)], obj=common, catch_exceptions=False
    )
    assert done.exit_code == 0, done.output
    return json.loads(done.output)


def test_b1_forty_asked_and_ninety_six_comments_by_article(asked):  # noqa: F811  # fixture
    write_all(asked.rooms.inbox)
    list(take_in(asked))
    put_times(asked)
    told = called(asked, '--json')
    assert {key: told[key] for key in COUNTS} == COUNTS
    file = asked.rooms.outbox / told['sent']['file'].rpartition('/')[2]
    text = docx_to_wording(file.read_bytes())
    assert (
        '发出40个单位，收回35（按时32、逾期3），有意见28、无意见7、未反馈5，意见96条按24条条款排列。' in text
    )
    places = [text.index(f'|第{han}条') for han in ('一', '二', '十', '二十四')]
    assert places == sorted(places)
    assert f'未反馈单位（5个）：{"、".join(UNITS[35:])}' in text
    assert f'无意见单位（7个）：{"、".join(UNITS[28:35])}' in text
    assert '张某某' not in text
    assert '王某某' not in text
    _figures_lead_to_papers(asked, file.name)
    _report_upward(asked)


def _figures_lead_to_papers(place, name):
    with reading(place.engine) as connection:
        held = outbox.get(connection, name)
    assert held
    assert held.recipe
    figures = {one['key']: one for one in held.figures}
    assert len(figures['with']['sources']) == 28
    assert figures['received']['parts'] == ['on_time', 'late']
    comments = [one for key, one in figures.items() if key.startswith('comment.')]
    assert comments
    assert all(one['sources'][0]['register'] for one in comments)
    assert {one['key'] for one in held.printed} == figures.keys()
    recipe = Recipe(held.recipe['act'], held.recipe['campaign'], held.recipe['options'], dt.date(2026, 3, 14))
    assert summary_again(place, recipe).file_name == name


def _report_upward(place):
    told = called(place, '--report', '--as', 'office', '--json')
    text = docx_to_wording((place.rooms.outbox / told['sent']['file'].rpartition('/')[2]).read_bytes())
    assert '示例省民政厅：' in text
    assert f'关于《{TITLE}（征求意见稿）》征求意见情况的报告' in text
    assert '〔请填写：来文标题和文号〕' in text
    assert '签发人' in text
    assert '特此报告。' in text
    assert '请批复' not in text


def test_what_asks_for_no_comments_has_none_to_sum_up(asked):  # noqa: F811  # fixture
    common = Common(office=asked.rooms.root, today=asked.today)
    done = CliRunner().invoke(comments_summary, ['gansu_2016'], obj=common)
    assert '不是征求意见' in str(done.exception)


def test_one_number_everywhere_no_person_and_no_answer_lost(asked):  # noqa: F811  # fixture
    said = {
        UNITS[0]: '1. 第3条建议增加期限，第5条建议删除。\n2. 总体上建议更名。',
        UNITS[1]: '1. 经征求张示例（13800001234）等同志意见，建议删除第四条。',
        '': '无意见。',
    }
    for unit, words in said.items():
        lines = f'{unit}关于《{TITLE}（征求意见稿）》的反馈意见\n示例市民政局：\n{words}\n{unit}\n'
        (asked.rooms.inbox / f'反馈{len(unit)}{unit}.txt').write_text(lines, 'utf-8')
    (strange,) = [one.number for one in take_in(asked) if '单位待核' in one.message]
    common = Common(office=asked.rooms.root, today=asked.today)
    done = CliRunner().invoke(comments_summary, [ID], obj=common, catch_exceptions=False)
    returned = CliRunner().invoke(returns, [ID], obj=common, catch_exceptions=False)
    assert '意见4条，涉及3处（另有1条未指明条款）' in done.output
    assert '意见4条，涉及3处（另有1条未指明条款）' in returned.output
    assert f'另有1件来文单位不明（第{strange}号），没有计入，可能就是未反馈的38个单位的' in done.output
    text = docx_to_wording(next(asked.rooms.outbox.glob('*.docx')).read_bytes())
    assert '意见4条按3条条款排列（其中1条未指明条款）' in text
    assert '经征求〔请核对：来文此处有个人信息，没有印出〕等同志意见，建议删除第四条' in text
    assert '另有1件来文单位不明' in text
    with reading(asked.engine) as connection:
        (held,) = outbox.list_all(connection)
    assert not any(one in f'{text}{held.figures}' for one in ('张示例', '1380000'))
