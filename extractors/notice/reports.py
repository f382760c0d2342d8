"""Duties to report: the words for it, and to whom."""

from __future__ import annotations

import re
from typing import NamedTuple

from extractors.notice.subjects import MODAL

_HAN = r'\u4e00-\u9fff（）()、“”'
_TO_END = (
    r'股(?![份东权票金])|部(?![门队分署])(?:\d{2,4}室)?|委(?![员组])|会(?![议员同])|社(?![会科区团])|[局厅办院府处室站署行]|科(?![协技学])|队(?![伍员列])|组(?!织)|中心|党组织|党委|党组|工委|领导(?!小组)|机关|部门|单位|银行|公司|我[局厅部委办]'
    r'|邮箱|信箱|平台|系统|中央|窗口|大厅|[协学商]会|科协|工会|[妇残文侨工商社]联|专班|秘书处|指挥部|我们|《[^《》]{2,24}》[\u4e00-\u9fff]{0,6}[室部组]'
)
_ACT = (
    r'报告|汇报|报送|上报|反馈|报备|通报|述职|呈报|提交|推送|报(?![名考刊表道销批请告纸])|函[告复]|请示'
    r'|递交|上交|反映'
)
_TO_FIRST = re.compile(
    rf'(?<![面方倾导一])向(?P<to>(?:(?!报[告送备]|[汇上通]报|反[馈映]|进行|通过|提交|推送|采取|以书面)[{_HAN}]){{1,36}}(?:{_TO_END}))[^，。；,;]{{0,12}}?(?P<act>{_ACT})'
)
_TO_LAST = re.compile(
    rf'(?P<act>报送|上报|呈报|反馈|报备|汇报|提交|推送|报请|(?<![查作结度估况期检])报告|函[告复]|复函|抄报|(?<![举警捷])报(?![名考刊表道销告送备请批纸]))(?:至|到|给|于|请)?(?P<to>我[局厅部委办会校院处科省市][{_HAN}]{{0,16}}?(?:[科处室]|(?=[，。；,（(]|备案|备查|审[批核定查]|汇总|$))'
    rf'|[{_HAN}，]{{0,40}}?(?:{_TO_END})|电子邮箱\S{{5,30}}?)(?=备案|审批|验收|审核|审定|审阅|批准|核准|同意|汇总|审查|初审|备查|存档|研究(?![室院所会中])|统一|停止|[，。；,;：:（(A-Za-z\d]|《(?![^《》]{{1,24}}》[\u4e00-\u9fff]{{0,6}}[室部组])|并|后|$)'
)
_BARE = re.compile(
    r'(?<!未)(?:及时|定期|立即|逐级|按时|按期|随时|逐一|如实|书面)(?:[^，。；,;]{0,6}?)(?:上报|报告|报送|反馈|报备)(?![^，。；]{0,8}制度|[制名不]|质量|工作|数量|单位|渠道|系统|口径|标准)|填写并(?:报送|上报|提交)(?=《)'
)
_PASSED = re.compile(
    rf'(?:(?:批转|转送|转办|转|告知|移送|移交|送达|上交|递交|(?<![社成外提转移递上])交(?![流通易叉接由往纳]))(?:到|至|给)?|寄送(?:到|至|给)?|(?:传真|发送|寄(?:[（(]送[）)])?|送|发|传|投)(?:到|至|给|达))(?P<to>我[局厅部委办会校院处]|[\u4e00-\u9fff（）()]{{2,24}}?(?:{_TO_END}|老师|同志))(?=[，。；,;（(A-Za-z\d:：]|办理|备案|备查|存档|留存|汇总|审[核查]|并|$)'
)
_FILLS = re.compile(
    r'汇总|填写|填报|打印|盖章|公章|签署|装入|装订|[邮信]箱|@|传真|抄[报送]|(?:情况|材料|数据|信息|名单|台账|总结|方案|结果|[^代]表)由[^，。；,;]{2,24}报|(?:方式|形式)[报送上]'
    r'|(?<!我[会局厅部委办处])(?:^|[，,；;。：:])(?:各单位)?将(?=[^，。；,;]{2,60}(?:后|一并)(?:报|上报))'
)
"""Making ready what is handed in: beside it 报送 needs no word of duty."""
_FILLED = re.compile('(?:填写|填报|盖章|打印)[^。；;]{0,60}(?:传真|寄|发送|交|送)')
_URGED = re.compile(r'及时|定期|立即|逐级|按时|按期|按要求|直接反馈|书面|随时|如实')
_NOT_TO = re.compile(
    r'^(?:社会(?!组织|团体|保[险障]|工作|事务|福利)|公众|群众|市民(?!政)|诉求人|当事人|申请人|并|经|后|职工|家长(?!委)|学生|买卖|客户|外公布|外)|根据|按照|要求|通知|进行|信息$|材料$|数据$'
)
_FILING = re.compile(
    r'(?<![填申])报(?![表告名刊])(?P<to>[\u4e00-\u9fff、（）()]{2,30}?)(?:备案|备查|审批|审核|初审|审定|批准|核准|验收)'
)
_FILED_AT = re.compile(rf'到(?P<to>[\u4e00-\u9fff、（）()]{{2,24}}?(?:{_TO_END}))(?:报备|备案|报批)')
_NOUN = re.compile(r'^(?:的|制度|机制|材料(?![。；;，,])|情况表)')
_WHICH = re.compile(r'(?:能够?|可以?|未能?|不|需要?|应|已|所|拟)$')
"""Before an act: it says which (能报送电子稿的单位), and lays no duty."""
_BY_SYSTEM = re.compile(
    r'(?:通过|登[录陆])[^，。；,;]{0,24}?(?:系统|平台|软件)(?:[（(][^，。；,;（）()]{1,12}[）)])?(?:按[期时]|逐[级月])?(?:报送|上报|填报)'
)


_CARRIED = re.compile(
    r'.*(?:至(?!少|今)|到(?!会)|给(?!予|养)|报送|上报|呈报|提交|报经|(?<=[前料份表后])[交报])(?=.{2})'
)
"""What is reported, where it stands between the act and the receiver: 报送情况至市民政局."""
_LEADING = re.compile(r'^(?:[至到给由经]|[）)、，]+)+')


_SINCE = re.compile(r'(?:自|从)[^，。；,;]{4,24}起[，,]')
"""由各行自…起，通过系统报送数据: a duty from a day on."""


class Report(NamedTuple):
    """A reporting duty: to whom (None where only the act is named), and where its words begin."""

    to: str | None
    start: int


def text_to_report(text: str, *, timed: bool = False) -> Report | None:
    """The first duty to report in a text, or None.

    Without 要, 应, a body after 由, or a time (timed), it counts only where it is urged: 及时, 定期,
    逐级. What goes into a computer system counts only where it is urged.
    """
    bound = timed or _FILLS.search(text) is not None or MODAL.search(text) is not None
    urged = _URGED.search(text) is not None
    for pattern in (_TO_FIRST, _TO_LAST, _FILING, _FILED_AT):
        for match in pattern.finditer(text):
            to = _cleaned(_whole(text, match))
            if to is None or _NOUN.match(text[match.end() :]) or _is_which(text, match, to):
                continue
            into_system = to.endswith(('系统', '平台'))
            if urged or (bound and not into_system):
                return Report(to, match.start())
    passed = _PASSED.search(text) if timed or _FILLED.search(text) else None
    if passed and (timed or not passed['to'].endswith('箱')):
        return Report(passed['to'], passed.start())
    bare = _BARE.search(text) or (_BY_SYSTEM.search(text) if bound or _SINCE.search(text) else None)
    return Report(None, bare.start()) if bare else None


def _is_which(text: str, match: re.Match[str], to: str) -> bool:
    """Whether an act only says which bodies are meant: 能报送电子稿的单位."""
    which = _WHICH.search(text, max(0, match.start() - 4), match.start())
    return which is not None and ('的' in to or which.group() == '所')


def _whole(text: str, match: re.Match[str]) -> str:
    """The receiver with the bracket that its name ends on: 党委（党组）."""
    to: str = match['to']
    closing = text[match.end('to') : match.end('to') + 1]
    return (
        to + closing if closing in {'）', ')'} and to.count('（') + to.count('(') > to.count(closing) else to
    )


def _cleaned(to: str) -> str | None:
    to = to.strip('，、 ')
    last = _CARRIED.match(to)
    to = _LEADING.sub('', to[last.end() :] if last else to)
    to = to.removeprefix('报') if not to.startswith(('报告', '报表', '报名')) else to
    if len(to) < 2 or to.startswith(('报', '的')) or to.endswith(('的', '了')) or _NOT_TO.search(to):
        return None
    return to
