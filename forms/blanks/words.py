"""What is printed at places that are signed, sealed or written by the receiving organ."""

from __future__ import annotations

import re

_BRACKETS = re.compile(r'[（(\[【〔]([^（）()\[\]【】〔〕]*)[）)\]】〕]')
_SIGNED = re.compile(r'签字|签名|签章|盖章|公章|印章|印鉴|手印|签收|专用章|亲签|^章$')
_SIGN_ENDS = re.compile(
    r'(?:签字|签名|签章|盖章|公章|印章|印鉴|手印|签收|专用章)(?:处|栏|确认|样式|式样|样本|样张)?$|(?:印模|印样|印迹)$'
)
_SIGN_MARK = re.compile(
    r'[（(][^（）()]{0,10}(?:盖|公|印|签|专用)章[^（）()]{0,4}[）)]|签字|签名|签章|[（(]章[）)]|盖章|公章'
)
_NAMES = re.compile(
    r'(?:名称|全称)$|^单位$|^(?:填报|填表|申报|申请|报送|报告|呈报|编报)(?:单位|组织|机构|社团|团体|协会|基金会)$'
)
_OPINION_ENDS = re.compile(
    r'(?:意见|审批|审核|审查|批准|核准|初审|复审|复核|受理|审定|批示|签发|验收|受理人|审批人|批准人|检结论|检查结论)'
    r'(?:结果|结论|情况|栏)?$'
)
_ADVICE = re.compile(r'意见(?:和|与|及|或|、)?建议|反馈意见|修改意见|征求意见|意见采纳')
_RECEIVER = re.compile(r'(?:登记|登记管理|审批|发证|受理|备案)(?:机关|部门)|民政(?:部门|局|厅)')
_FOR_OFFICE = re.compile(
    r'(?:以下|此栏|本栏|本页|下列).{0,12}(?:填写|填|专用)|^由.{2,16}(?:填写|填)$|(?:机关|部门)(?:填写|专用)$'
)
_BY_OTHERS = re.compile(r'申报|申请|填报|本人|个人|社会组织|社会团体|协会|企业|法人')
_REVIEWED = re.compile(
    r'^(?!自).{0,4}(?:评审|评委|评估|考评|考核|专家|复核|核查|核定|审核|验收|初审|终审|主管|上级|民政).{0,4}(?:得分|评分|打分|分数|扣分|结果|结论)$'
)
_PICTURE = re.compile(r'照片|相片|^(?:照|相)$|[一二12][寸吋]|粘贴|^贴')
_COUNTS = re.compile(r'(?:人数|数量|总数|个数|次数|户数|数额|金额|面积|总额|年龄|比例|票数|资金|数|率)$')
_COUNT_UNITS = re.compile(r'[（(](?:单位[：:])?(?:万元|亿元|元|人|名|个|家|次|岁|%|％|平方米|㎡|人次)[）)]$')
_DATES = re.compile(r'(?:日期|时间|年月|年月日|年月份)$')
_STRUCK = re.compile('[—–－/／╱×✕*-]+')
_NOTE = re.compile(
    r'^[（(※*]*(?:注|备注|说明|填表说明|填写说明|填报说明|填表须知|填表要求|填写要求|附注)'
    r'[）)]?(?:\d|[一二三])?[：:]\s*[^\s_＿]'
)
_NOTES_BEGIN = re.compile(r'^(?:填\s*[表写报]\s*(?:说\s*明|须\s*知|要\s*求)|使用说明|注意事项)[：:]?$')


def squeezed(text: str) -> str:
    """A text without any blanks."""
    return ''.join(text.split())


def without_brackets(text: str) -> str:
    """A text without what stands in brackets, and without its colon."""
    return _BRACKETS.sub('', squeezed(text)).strip('：:*')


def is_signature_label(text: str) -> bool:
    """Whether somebody signs or seals at the place that this heads.

    '基金会名称（盖章）' heads a name that is sealed as well, '负责人（签字）' a signature.
    """
    bare = without_brackets(text)
    if _SIGN_ENDS.search(bare):
        return True
    asides = ''.join(_BRACKETS.findall(squeezed(text)))
    if not _SIGNED.search(asides) and asides != '章':
        return False
    return '签字' in asides or '签名' in asides or not _NAMES.search(bare)


def has_signature(text: str) -> bool:
    """Whether a cell or a line is one to sign or seal."""
    return bool(_SIGN_MARK.search(squeezed(text)))


def is_opinion_label(text: str) -> bool:
    """Whether an organ writes its opinion or decision at the place that this heads.

    '审查同意日期' and '批准文号' head facts, '意见建议' what the writer himself thinks.
    """
    bare = without_brackets(text)
    if len(bare) > 30 or _ADVICE.search(bare):
        return False
    return bool(_OPINION_ENDS.search(bare)) or '意见' in bare[-8:]


def is_receiver(text: str) -> bool:
    """Whether a label names the organ that receives the form."""
    return bool(_RECEIVER.search(squeezed(text)))


def is_for_office(text: str) -> bool:
    """Whether a line says that what follows is filled in by the receiving organ."""
    bare = without_brackets(text) or squeezed(text).strip('（）()')
    return len(bare) <= 30 and bool(_FOR_OFFICE.search(bare)) and not _BY_OTHERS.search(bare)


def is_reviewed(text: str) -> bool:
    """Whether a column is for those who judge what the others hold: 评审得分 beside 自评得分."""
    return bool(_REVIEWED.search(without_brackets(text)))


def is_picture_label(text: str) -> bool:
    """Whether a picture or a copy of a paper is pasted there."""
    return bool(_PICTURE.search(squeezed(text)))


def is_struck(text: str) -> bool:
    """Whether a cell is struck out: nothing is to be written there."""
    return bool(_STRUCK.fullmatch(squeezed(text)))


def is_note(text: str) -> bool:
    """Whether a line only explains how to fill in."""
    return bool(_NOTE.match(text.strip()))


def begins_notes(text: str) -> bool:
    """Whether a line heads a list of such explanations."""
    return bool(_NOTES_BEGIN.match(text.strip()))


def heads_number(text: str) -> bool:
    """Whether a label heads a count or an amount."""
    bare = squeezed(text).strip('：:*')
    if _COUNT_UNITS.search(bare):
        return True
    return bool(_COUNTS.search(without_brackets(bare))) and '情况' not in bare


def heads_date(text: str) -> bool:
    """Whether a label heads a date."""
    bare = without_brackets(text)
    return bool(_DATES.search(bare)) and '至' not in bare
