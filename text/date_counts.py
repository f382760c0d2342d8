"""The regular expressions for what is counted: limits from an event, recurrences, durations.

All of them run on text folded by text.date_patterns.fold; text.date_limits gives them their meaning.
"""

from __future__ import annotations

import re

from text.date_patterns import BEFORE, COUNT, DASH, DAY, MONTH, PAPER, PART, TIME

_UNIT = r'(?:个\s*)?(?:工作日|自然日)|日|天|周|个?星期|个月|年|小时|个?季度'
_WITHIN = r'之内|以内|内'
_LOOKED_BACK = (
    r'(?!(?:如|若|凡|曾)?有[^，。；,;]{1,12}(?:史|症状|经历|记录)'
    r'|(?:未|没有?|无)?(?:曾|受[过到]|到过|去过|有过|发生过))'
)
"""14天内有旅居史的, 三年内受过处分的: what has been, no limit."""
_EVENTS = '召开|举行|举办|开始|届满|期满|到期|换届|启动|开幕|选举|会议|大会|活动|之日|施行|实施|离任|开会'
_EVENT = f'(?:(?<={_EVENTS})|(?<=会))'
_EVENT_BEFORE = f'(?:(?<={_EVENTS.replace("|", "前|")}前)|(?<=会前))'
"""Events that something is done so many days ahead of; lookbehinds of one width each."""

RELATIVE = re.compile(
    rf'(?<![近前\d一二三四五六七八九十百两第])(?P<n>{COUNT})\s*(?:{DASH}(?P<n2>{COUNT})\s*)?(?P<unit>{_UNIT})'
    rf'(?:\s*\([^()]{{1,14}}\))?(?:{_WITHIN}){_LOOKED_BACK}'
    rf'|(?:不得?超过|不多于)\s*(?P<n3>{COUNT})\s*(?P<unit3>(?:个\s*)?工作日|日|天|小时)'
    rf'|(?:至少)?提前\s*(?P<n4>{COUNT})\s*(?P<unit4>(?:个\s*)?(?:工作日|自然日)|日|天|周|个?星期|个月)'
    rf'|(?P<word>(?<![含日号])(?:当日|当天|次日|翌日))(?!起)(?:\s*(?P<time>{TIME})\s*(?:{BEFORE})?)?'
    r'|次月\s*(?:(?P<day>\d{1,2})\s*[日号]|(?P<end>底|末|内))\s*(?:之前|以前|前|起)?'
    rf'|{_EVENT}(?P<n5>{COUNT})\s*(?P<unit5>{_UNIT})(?:{BEFORE})'
    rf'|{_EVENT_BEFORE}(?P<n6>{COUNT})\s*(?P<unit6>{_UNIT})(?:{_WITHIN})?'
    rf'|(?:一般|原则上)为(?P<n7>{COUNT})\s*(?P<unit7>{_UNIT})(?!{_WITHIN})'
)
SPANNED = re.compile('[从自](?P<event>[^从自到至，。；,;]{1,12})[到至][^从自到至，。；,;]{1,8}$')
"""从立项到结项|一般为6个月: what a limit of n7 counts from; without it there is none."""
_END = r'(?:[,，]\s*[于在应须请要需]{0,2})?$'

ANCHOR = re.compile(
    r'(?:(?:自|从|在|于)(?P<lead>[^自从在于]{2,26}?)|(?P<event>(?:此|本|该)(?:通知|意见|文件|办法|方案|函|通报)?[^\s，,]{2,4}?'
    r'|(?:收到|接到|接(?=[此本该])|取得|签订|登记|受理|批准|公示|公告|完成|办结|送达)\S{0,18}?))'
    rf'(?:之日|当日)?(?:起|后|之后|以后|的|内)?{_END}'
)
"""What stands right before a relative limit: 自…之日起, 在…后, 本通知印发, 收到…后，."""

AFTER = re.compile(
    r'(?:^|[应要须请])(?P<event>[^自从在于应要须请,，]{2,14}?|会)'
    rf'(?:之日起?|(?<=[日号])起|之后|以后|(?<![今最此])后|(?<=印发|下发|发布|公布))的?{_END}'
)
"""An event named without 自 or 在: 活动结束后, 例会之后的, 文件下发之日起, 3月10日起."""

AHEAD = re.compile(r'(?:^|[应要须请自从在于将需])(?P<event>[^应要须请自从在于将需,]{1,12}?)(?:之日|前)?$')
"""The event that something is done ahead of: 任期届满前, 会议召开."""

ISSUE = re.compile(
    rf'(?:[此本该]?(?:{PAPER})?(?:印发|下发|发布|公布|颁布|发文|印制|施行|实施|下达)|成文|[此本该](?:{PAPER})|批复'
    rf'|\S{{0,12}}(?:[此本该](?:{PAPER})|文件|通知)(?:印发|下发|发布))(?:之日)?'
)
"""Words for the paper's own issue."""

RECEIPT = re.compile(rf'\S{{0,12}}?(?:(?:收到|接到?)[此本该]?(?:{PAPER})|收文|文到|签收|收悉)')
"""Words for the paper's receipt."""

_WD = r'[一二三四五六日天](?![次期场回轮个篇度])'
_NTH = (
    r'的?(?:最后|首个|第)(?:[一二三四五1-5]个?|个)?(?:月|工作日|日|天|周|星期|礼拜)'
    r'(?:(?<=[周期拜])[一二三四五六日天])?'
)
_AT = (
    rf'(?:(?<=[周期]){_WD}|(?<=周)的?(?:星期|周){_WD})?(?:(?<=[一二三四五六])(?:、|和|以?及|[至到-])(?:星期|周)?{_WD})*'
    rf'\s*(?:的?第?[一二三四]季度)?(?:{_NTH})?的?'
    r'(?P<halves>上半年(?:、|和|以?及|与)下半年)?'
    r'(?P<listed>(?:\d{1,2}(?:、|和|以?及)){1,11}(?=\d{1,2}[月日号]))?'
    r'(?:末月|首月)?(?:[月季年期](?=[底末初]))?(?:底|末|初|上旬|中旬|下旬)?'
    rf'(?:{MONTH}\s*月的?\s*)?(?:底|末|初)?(?:逢?{DAY}\s*[日号](?:{DASH}{DAY}日)?)?(?:前{COUNT}个?(?:工作日|日|天))?'
)
_LATER = rf'(?:度?(?:结束|终了)(?:之日起|之?后|以后)?的?\s*(?P<rn>{COUNT})\s*(?P<runit>{_UNIT})(?:{_WITHIN}))'
_ACT = r'次|报|调度|通报|汇总|督[查导促]|检查|考[核评]|小结|总结|汇报|评[估比]|例会|会商|更新|研判|排名|清零'

_EACH = r'(?:个\s*)?工作日|天|日|周|个?星期|个月|半个?月|月份?|个?季度|季|半年|年度?|旬|个?学期'
_MORE = (
    rf'(?:(?:(?<=[日号底末初旬前])|(?<=\d月))(?:和|以?及|与|、)(?:{MONTH}月(?:{DAY}[日号]|{PART})?|{DAY}[日号]'
    r'|[每当]?月[底末]的?(?:最后一(?:[日天]|个工作日))?|最后一(?:[日天]|个工作日))'
    rf'(?:{BEFORE})?)*(?:(?<=月)的{DAY}[日号](?:{BEFORE})?)?'
)
_BEFORE = rf'(?:\s*(?:结束|终了)?(?:{BEFORE}))'
_EVERY_OTHER = (
    '(?:每|(?<![每间相分阻]))隔(?=[周月日天年](?![边围界光龄]))|每?双(?=[周月](?![刊转边年]))|每单(?=[周月])'
)
_BRACKETED = rf'\s*\([^()年]{{0,6}}(?:{MONTH}月|{DAY}日)[^()年]{{0,24}}\)'

RECURRENCE = re.compile(
    r'(?=[每各隔双按逐一半实建落坚执健\d二三四五六七八九十百两])(?:'
    rf'(?:每(?:间?隔(?![周月日天年])|逢)?(?![单双隔])|各(?=季度|月[底末份])|(?P<other>{_EVERY_OTHER}))\s*(?P<n>{COUNT})?\s*(?P<unit>{_EACH})'
    rf'(?:{_LATER}|(?P<at>{_AT})(?:\s*(?P<time>{TIME}))?(?:{_BEFORE}|内)?'
    rf'(?P<more>{_MORE})(?:(?<=[日天号末底])\s*(?P<time2>{TIME}){_BEFORE}?)?(?:{_BRACKETED})?)'
    r'|(?:按|逐)(?P<by>月|季度?|年度?|周|旬|日)(?=[上报汇通调提更进开统分公推反向将对梳总于])'
    r'|(?<![一二三四五六七八九十百两第每\d])(?P<once>一|半)(?P<unit2>年|月|季度?|周|日|天|旬)'
    rf'(?P<many>[一两二三四])(?:{_ACT})'
    r'|(?:实行|建立|落实|坚持|执行|健全)[“"]?(?P<ruled>(?P<rule>日|周|旬|月|季|半年)度?'
    r'(?:报告|调度|通报|例会|研判|督查|报))(?=[”"]?制)'
    rf'|(?<![一二三四五六七八九十百两第近满\d])(?P<n7>{COUNT})\s*(?P<unit7>个月|个?季度|周|天|年)(?:至少)?一次(?!性))'
)
"""每…, 按月, 一月一调度 and 实行周报制度: how often, on which days of it, and what follows it."""

TIMES = re.compile(
    rf'(?:不少于|不得少于|不低于|至少|各)?[^，。；,;]{{0,30}}?(?P<n>{COUNT})\s*(?:次|期|场|篇|回|轮)'
)

DURATION = re.compile(
    r'(?:用|为期|历时|延长|延期|推迟|顺延|奋战|选派期|任期|聘期|有效期|试行期|周期|期限|时限|连续|公示|期)'
    rf'(?:为|是|暂定为|一般为|限为?|不得?少于)?\s*(?P<n>{COUNT})\s*'
    r'个?(?P<unit>工作日|自然日|天|日|周|月|年|小时)(?![内以之])(?:时间|左右)?'
)
