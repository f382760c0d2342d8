"""行文规则 (条例 art. 13 to 17, 22): who may write what to whom, as far as the paper itself shows it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from outgoing.check.elements import UPWARD, Elements
from outgoing.check.findings import Finding, fail, warn
from outgoing.check.lines import Line

_ASKS = re.compile(
    '妥否|当否|可否，|是否(?:妥当|可行)，|(?:特此|以上|特)请示|望予|请批转|恳请|恳望|拟请'
    '|(?<![申报提呈送经])请(?:予以?|求)?[^，。；]{0,4}(?:批示|批复|审批|审定|批准|指示)(?!件|的)'
    '|(?<![申报提呈送经邀])请(?:求|予|予以)?(?:省|市|州|县|上级|贵|给予)[^，。；]{0,14}(?:支持|解决|批准|同意|拨付|协调|批复)'
    '|望(?:省|市|州|上级|贵)[^，。；]{0,14}(?:给予|支持|批准|解决)'
    '|建议(?:省|市|州|上级)[^，。；]{0,12}(?:批准|解决|拨付|给予|支持)'
)
_PERSON = re.compile(
    '(?:同志|书记|[局厅部省市县区州盟旗镇乡司处科校院所站会书]长|主任|主席|委员|常委|经理|先生|女士|领导)$'
)
_BELOW = re.compile('各(?:县|市县|区县|乡|镇|街道|旗)|所属|下属|各下级')
_COUNTY_ORGAN = re.compile(r'[\u4e00-\u9fff]{1,6}(?:县|区|旗|乡|镇|街道)[\u4e00-\u9fff]{0,12}')
_LOWER = re.compile('县|区|旗|乡|镇|街道')
_PARTY_OR_GOVERNMENT = re.compile(
    r'[^，；]*(?:县|市|区|旗|州|乡|镇|[）)])(?:党?委|委员会|人民政府|政府)(?:[（(][^）)]*[）)])?'
)
_STREET = re.compile('[^，；]*街道(?:[（(][^）)]*[）)])?(?:党工委|办事处)')
_DEPARTMENT = re.compile('(?:部|局|厅|工委|党组)(?:文件)?$')
_AGREED = re.compile('经.{1,20}(?:同意|批准|授权)')
_INNER = re.compile('(?:[厅局部委会府].{1,12}(?:科|股|(?<![事代])处)|科|股)$')
_QUOTED = re.compile('“[^“”]*”')
_UNDER_A_BUREAU = re.compile('厅.{2,12}(?:局|室)$')
_ORDERS = frozenset({"通知", "决定", "意见", "命令", "令"})
_HARD_WORDS = re.compile('遵照执行|务必|必须按时|不得有误')
_IN_BRACKETS = re.compile('[（(][^）)]*[）)]')
_ORGAN_END = re.compile('(?:[委部局厅办府会组院]|工委|办公室|党组)$')


def writing_rules(elements: Elements) -> Iterator[Finding]:
    """R1 to R8 of domain.md §1.4; what needs more than the paper (越级, 同级) is not judged."""
    yield from _asking(elements)
    if elements.kind in UPWARD:
        yield from _upward(elements)
    line = elements.recipients
    if line is not None and any(_PERSON.search(name) for name in _names(line)):
        yield fail('to_a_person', '条例15(五)', "主送写的是个人；公文主送机关，不以机关名义主送个人。", line)
    yield from _to_committees(elements)
    yield from _issuer(elements)


def _names(line: Line) -> list[str]:
    """The bodies that a line names, without what stands in brackets."""
    plain = re.sub('^(?:主|抄)\\s*送\\s*[:：]', '', _IN_BRACKETS.sub('', line.text)).rstrip('：:。')
    plain = re.sub(r'\s+(?![^，、；,;\s]*[省市县区州盟旗]|中共)', '', plain)
    return [name for name in re.split(r'[，、；,;\s]+', plain) if name]


def _asking(elements: Elements) -> Iterator[Finding]:
    """R1: a report asks for nothing."""
    if "请示报告" in elements.title_text:
        said = "标题把“请示”和“报告”并用；只能用一种文种。"
        yield fail('request_in_report', '条例15(四)', said, elements.title[0])
    if elements.kind == "报告":
        for line in elements.body:
            if _ASKS.search(_QUOTED.sub('', line.text)):
                yield fail('request_in_report', '条例15(四)', "报告中夹带了请示事项；应另文请示。", line)
                break
    if elements.kind in {"函", "报告", "请示"}:
        for line in elements.body:
            found = _HARD_WORDS.search(line.text)
            if found:
                yield warn('tone', '条例19', f"{elements.kind}中用了下行文的语气“{found[0]}”。", line)
                return


def _upward(elements: Elements) -> Iterator[Finding]:
    """R2: one superior, no copy to subordinates."""
    line = elements.recipients
    if line is not None and len(_superiors(line)) > 1:
        yield warn('one_superior', '条例15(一)', "上行文原则上主送一个上级机关，现主送了多个。", line)
    cc = elements.cc
    if cc is None:
        return
    ours = _LOWER.search(elements.mark_text) is not None
    named = not ours and any(_COUNTY_ORGAN.fullmatch(name) for name in _names(cc))
    if _BELOW.search(cc.text) or named:
        yield fail('cc_below', '条例15(一)', "上行文不抄送下级机关。", cc)


def _superiors(line: Line) -> list[str]:
    found: list[str] = []
    for name in _names(line):
        parts = re.split('并报|并|和|及|与', name)
        found += parts if all(_ORGAN_END.search(part) for part in parts) else [name]
    return found


def _to_committees(elements: Elements) -> Iterator[Finding]:
    """R5: a department orders nothing of a lower Party committee or government, unless it was authorised."""
    line = elements.recipients
    issuer = elements.mark[0].text if elements.mark else ''.join(one.text for one in elements.signed[:1])
    if line is None or elements.kind not in _ORDERS or not _DEPARTMENT.search(issuer):
        return
    if any(_AGREED.search(one.text) for one in elements.body):
        return
    for name in re.split('[，；](?![^（]*）)|、(?![^（]*）)', line.text.rstrip('：:')):
        if _PARTY_OR_GOVERNMENT.fullmatch(name):
            said = f"部门不得向下级党委、政府发布指令性公文：主送“{name}”（经本级党委、政府同意的应写明）。"
            yield fail('to_committees', '条例16(二)', said, line)
            return
        if _STREET.fullmatch(name):
            said = f"主送“{name}”是下级党委、政府的派出机关，指令性公文应经本级党委、政府同意。"
            yield warn('to_committees', '条例16(二)', said, line)
            return


def _issuer(elements: Elements) -> Iterator[Finding]:
    """R7: no section writes outward but the general office."""
    for line in (*elements.mark, *elements.signed):
        name = line.text.removesuffix("文件").strip()
        if _INNER.search(name):
            said = "部门内设机构除办公厅（室）外不得对外正式行文。"
            yield fail('inner_office', '条例17(三)', said, line)
            return
        if _UNDER_A_BUREAU.search(name) and not name.endswith("办公室"):
            said = "看名称像部门内设机构；内设机构除办公厅（室）外不得对外正式行文。"
            yield warn('inner_office', '条例17(三)', said, line)
            return
