"""How strongly a duty is laid, for which case, and in what manner it is to be done."""

from __future__ import annotations

import re

from extractors.notice.subjects import MODAL
from model.notice import Modality

_SHOULD = re.compile(r'原则上|一般(?:应|要|不)|鼓励|倡导|提倡|力争|尽量|尽可能|争取')
_MUST = re.compile(r'必须|务必|务于|须(?!知)')
_ASKED = re.compile(r'(?<![申邀聘恳提报])请(?![示求柬假])|希望|敬请|烦请')
_FORBIDDEN = re.compile(r'不得(?!少于|低于|迟于|晚于|超过)|严禁|不准|禁止')
_MAY = re.compile(r'(?<![许认不])可(?:以|在|于)')

_CASE = re.compile(
    r'(?P<if>(?:如果?有?|若有?|遇有?|发生|发现|确有)[^，。；：,;:]{2,40})[，,]'
    r'|(?P<case>[^，。；：,;:]{2,50}的[^，。；：,;:的]{0,14})[，,]'
)
_NO_CASE = re.compile(
    r'^(?:对照|对标|如下|如期|如实|经研究|请|按|根据|依据|为|在|以|从|通过|结合|围绕|本着|坚持|各|于|自|将|把|由|现|近|随着)'
    r'|(?:情况|报告|要求|通知|意见|精神|规定|原则|方式|办法|基础上?|作用|工作|同时|前提下|[导持署]下|措施|方案|材料|成效|职责)$'
    r'|必须|应当|须|[应要](?:在|于|将|按|认|及|加|把|对)'
)
_NUMBER = re.compile(r'^(?:[（(]?[一二三四五六七八九十\d]{1,3}[）).、．]|[—－\-•]+|[一二三四五]是)\s*')
_FAR = 120

_HOW = re.compile(
    r'以(?:正式)?(?:书面|文件|电子|公文|附件|简报|信息|表格|纸质)[^，。；,;、]{0,10}?(?:形式|方式)|以电子版形式|以正式文件'
    r'|书面(?=[报汇反函答提送])'
    r'|(?:加盖|盖)[^，。；,;]{0,16}?(?:公章|印章|党组织章)(?:后|并签字)?|(?:PDF|Word|word|pdf)[格版][^，。；,;]{0,8}'
    r'|一式[一二两三四五六七八九十\d]{1,2}份'
    r'|(?:电子|纸质|书面|扫描)(?:版|稿|件|文档|材料)[^，。；,;]{0,14}?(?:发送?|报送?|寄送?|传|送)(?:至|到)[^，。；,;）)]{2,48}'
    r'|(?:通过|登录|登陆)[^，。；,;]{2,30}?(?:系统[”》]?|平台[”》]?|邮箱|信箱|网站?[”》]?|公文交换|政务邮|传真|形式|方式|渠道|小程序|公众号|APP)'
    r'|(?:电子)?(?:邮箱|信箱|邮件)\s*[:：]?\s*[A-Za-z0-9._\-]{1,40}@[A-Za-z0-9.\-]{3,40}'
    r'|(?:传真|发送?|报送?)(?:至|到)[^，。；,;]{0,16}?(?:邮箱|信箱)(?:[:：（(]?\s*[A-Za-z0-9._\-]{1,40}@[A-Za-z0-9.\-]{3,40})?'
    r'|(?:发送?|传|报送?|寄)(?:至|到)[A-Za-z0-9._\-]{1,40}@[A-Za-z0-9.\-]{3,40}'
    r'|传真(?=至|到|报)'
)
_HINT = re.compile(r'形式|方式|书面|章|份|电子|纸质|扫描|通过|登[录陆]|邮|@|传真|文件')


def text_to_modality(text: str) -> Modality | None:
    """How strongly a clause lays its duty: the stronger word counts, 原则上 weakens all; None for no word.

    >>> text_to_modality('请各单位务必于5月10日前报送')
    'must'
    """
    if _SHOULD.search(text):
        return 'should'
    if _MUST.search(text):
        return 'must'
    if _ASKED.search(text):
        return 'asked'
    if _FORBIDDEN.search(text):
        return 'forbidden'
    if MODAL.search(text):
        return 'must'
    return 'may' if _MAY.search(text) else None


def text_to_scope(text: str) -> str | None:
    """The case that a duty is limited to, as printed, where the clause or sentence opens with it.

    >>> text_to_scope('对没有党员的社会组织，要选派指导员')
    '对没有党员的社会组织'
    """
    opening = _NUMBER.sub('', text[:_FAR].lstrip())
    found = _CASE.match(opening)
    if found is None:
        return None
    condition: str | None = found['if']
    case: str = condition or found['case']
    return case if condition or not _NO_CASE.search(case) else None


def text_to_how(text: str) -> str | None:
    """The manner that a sentence asks for, each as printed: 书面, 一式两份, 通过…系统; None for none.

    >>> text_to_how('将名册（一式两份）加盖公章后以书面形式报市民政局')
    '一式两份；加盖公章后；以书面形式'
    """
    if _HINT.search(text) is None:
        return None
    found = dict.fromkeys(match.group() for match in _HOW.finditer(text))
    return '；'.join(found) or None
