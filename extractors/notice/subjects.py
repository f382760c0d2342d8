"""Whom a clause lays a duty on: the body before 要, 应, 负责, or after 由, or before the act itself."""

from __future__ import annotations

import re

_HAN = r'\u4e00-\u9fff\ue000-\uf8ff'
"""Han letters, and the private letters that stand for brackets while a clause is read."""

_ENDINGS = (
    r'部门|机关|单位|机构|政府|组织|党委|党组|工委|支部|总支|委员会|办公[室厅]|小组|中心|公司|企业|银行|分行|学校|学院|幼儿园|协会|商会|学会'
    r'|[部委局厅院办处科室站所社组校]|(?<!社)会|各地|各级|地区|地方|街道|乡镇|村|社区|园区|开发区|人员|指导员|联络员|负责人|负责同志|书记|领导|班子|党员|干部'
    r'|成员|专班|主体|团体|各方|考生|学生|市|县|区|省|州|户|者|人|上述企业'
)
_END = rf'(?:{_ENDINGS})[\ue000-\uf8ff]?'
MODAL = re.compile(
    r'(?:都要|也要|还要|均要|都应|均应|应当|应该|应(?![急用对收建届知邀])|必须|须(?!知)|务必|务于|需要(?!的)|需(?![要求])'
    r'|要(?<![主重需只]要)(?![求点素闻件么害是])|负责(?![人同])|不得|请(?<![申邀聘恳提报]请)(?![示求])|将(?=适时|定期|组织|成立|会同|采取|依据|按|依法))'
)
_NUMBER = re.compile(
    r'(?:[（(]?[一二三四五六七八九十]{1,3}[)）、.．]|[（(]?\d{1,2}[)）.．、]|[①-⑳]|[一二三四五六七八九十]{1,2}是|首先|其次|同时|此外|另外|其中|今后|——|特别是)[，,、\s]*'
)
_NUMBERS = frozenset('（(一二三四五六七八九十0123456789①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳首其同此另今—特')
"""The letters that one of these may begin with."""
_ADVERB = re.compile(
    r'(?:原则上|每(?:间?隔)?\S{0,4}(?:年|月|周|日|天|季度)|按(?:要求|规定|时|期|照.*)|根据.*|结合.*|依托.*|(?<![存现所驻])在.+|于.+|自(?![治然身主]).+|通过.+|同时|积极|进一步|及时|定期'
    r'|主动|切实|认真|都|也|均|一律|还|至少|年底|会前|尽快|立即|(?<=.)选派(?!的).*|如(?:发现|认为|遇).*|确)$'
)
_NOT_BODY = re.compile(
    r'(?:对(?!口)|为|按|根据|如|若|凡是|当|在|从|以(?!上)|把|将|因|经(?!济|营|办)|自(?!然)|于|其(?!他|余)|这|该项|此|本(?:通知|意见|办法)|以上材料|材料|有(?!关|业务|条件|权)|每|原则上|建设(?!单位|部|局|厅|银行|委|主管)|重大|哪|某|该|情况|会议|文件|不|没|未|并'
    r'|且|而|即|使|让|用(?!人单位|户)|加强|做好|开展|建立|完善|坚持|推动|推进|指导(?!员)|引导|督促|确保|努力|积极|认真|切实|进一步|深入|严格|及时|落实|明确|实行|采取|围绕|依托|对于|属于|关于|征求|报请|凡|确|办理|听取|组织(?!部|人事)|发挥|派驻|选派(?!的|单位)|成立|起草|参加|培养|帮助|关心|完成|按期|随后)'
)
_ACTS = (
    r'负责(?!人|同志)|统一|牵头|汇总|选派|调整|审[核批查定]|批准|指定|提出|会同|组织(?!人事|部|办|科|处)|协调|处理|办理|承担|兜底|实施|制定|确定|报(?![名考刊])|向|通过|在|于|依法|按|根据|综合|转|进行'
    r'|监督|落实|管理|建立|成立|协助|统筹|研究|出具|直接|分别|共同|具体|认定|统计|公布|召集|联合|每|收到|接到|完成|做好|通报|自(?!然)|对(?![应口])|将|举办|开展|应|要|如|认为|发现|以|填[写报]|签署|提供|提交|启动|遇|认真|及时|尽快|严格|填报|(?:登记|变更|注销)(?:之?后|之日)'
)
_BY = re.compile(rf'由(?P<who>[{_HAN}“”、]{{0,40}}?{_END})(?={_ACTS})')
_ACT = re.compile(rf'(?P<who>[{_HAN}“”、]{{0,40}}?{_END})(?={_ACTS})')
_ASKED = re.compile(
    rf'请(?P<who>(?:各地|各[{_HAN}“”、]{{1,30}}?|有关[{_HAN}]{{1,10}}?|你[{_HAN}]{{0,3}}?)(?:{_END})?)'
    r'(?=于|在|将|按|认真|结合|及时|务必|抓紧|根据|做好|尽快|高度|遵照|会前|提前|填)'
)
_EACH = re.compile(
    rf'(?P<who>各地(?:各部门)?|各[{_HAN}“”、]{{0,24}}?{_END})'
    r'(?=贯彻|落实|实施|治理|推进|执行|工作|有关情况|开展)'
)
_BELONGS = re.compile(rf'属于?(?P<who>[{_HAN}“”、]{{2,20}}?{_END})的[，,]')
_RESPONSIBLE = re.compile(
    r'[（(]\s*(?:(?:责任|牵头)(?:单位|部门)\s*[:：]\s*)?(?P<who>[\u4e00-\u9fff、]{2,40}?)(?:共同|按职责分工)?(?:牵头|负责)[，,；;。]'
)
_NO_SUBJECT = re.compile('[向把将给求]|及时|进行|遇到|过程|意见后')
_WHOLE = re.compile(rf'(?P<who>[{_HAN}“”、]{{1,60}}?{_END})[，,]$')
_NAMES = re.compile(rf'[{_HAN}“”、\d]*{_END}')
_PARTS = re.compile('[，,；;：:。]')
_CLAUSES = re.compile('[，,；;：:]')
_PRIVATE = re.compile('[\ue000-\uf8ff]')
_BRACKETS = re.compile(r'[（(][^（）()]*[）)]')
_GAPS = re.compile(r'(?<=[\u4e00-\u9fff、]) +(?=[\u4e00-\u9fff])')
_IF = re.compile('(?:如果?|若|凡)(?!有|无|不|未)')


_BEGINNINGS = (('各', _EACH), ('属', _BELONGS), ('', _ACT))


def leading_subject(sentence: str) -> str | None:
    """The body that a sentence names before its first 要, 应, 负责 and the like; None where it names none.

    >>> leading_subject('各市（州）民政部门要以书面形式报告')
    '各市（州）民政部门'
    """
    plain, kept = _mask(_without_number(sentence))
    for match in MODAL.finditer(plain):
        who = _to_body(_PARTS.split(plain[max(0, match.start() - 200) : match.start()])[-1])
        if who:
            return _unmask(who, kept)
    return None


def clause_subject(clause: str) -> str | None:
    """The body of one clause, in the order: after 请, before its modal, after 由, before the act.

    >>> clause_subject('由派出单位调整选派人员')
    '派出单位'
    """
    plain, kept = _mask(_without_number(clause))
    by, modal = _BY.search(plain) if '由' in plain else None, MODAL.search(plain)
    asked = _ASKED.search(plain) if '请' in plain else None
    who = asked['who'] if asked else None
    if who is None and modal and not (by and by.start() < modal.start()):
        who = _to_body(_CLAUSES.split(plain[max(0, modal.start() - 200) : modal.start()])[-1])
    if who is None and by and not _NOT_BODY.match(by['who'].removeprefix('其')):
        who = by['who']
    who = who or _acting(plain, ordered=modal is not None)
    return _unmask(who, kept) if who else None


def responsible_subject(sentence: str) -> str | None:
    """The body that a bracket after an act makes responsible: …。（市民政局牵头，6月底前完成）."""
    found = _RESPONSIBLE.search(sentence)
    return found['who'] if found else None


def _acting(plain: str, *, ordered: bool) -> str | None:
    """The body that a clause begins with; beside a word of duty only as 各…贯彻情况 or 属于…的."""
    condition = _IF.match(plain) if plain[:1] in {'如', '若', '凡'} else None
    plain = plain[condition.end() :] if condition else plain
    for first, pattern in _BEGINNINGS[: 2 if ordered else 3]:
        match = pattern.match(plain) if plain.startswith(first) else None
        who = match['who'] if match else ''
        if len(who) > 1 and not _NOT_BODY.match(who) and not _NO_SUBJECT.search(who):
            return who
    return None


def whole_subject(clause: str) -> str | None:
    """The body that a whole clause is: 各县（市、区）， before 要于…."""
    plain, kept = _mask(_without_number(clause))
    found = _WHOLE.fullmatch(plain)
    if found is None or _NOT_BODY.match(found['who']) or _NO_SUBJECT.search(found['who']):
        return None
    return _unmask(found['who'], kept)


def _to_body(segment: str) -> str | None:
    """A clause's words before its modal as a body; adverbs at their end and 选派的 before it are left out."""
    segment = segment.strip()
    for _ in range(3):
        shorter = _ADVERB.sub('', segment).strip()
        if shorter == segment:
            break
        segment = shorter
    segment = _NUMBER.sub('', segment.removeprefix('选派的'), count=1) if segment else segment
    segment = segment if len(segment) < 3 else segment.removesuffix('同志')
    if not 2 <= len(segment) <= 70 or _NOT_BODY.match(segment) or _NO_SUBJECT.search(segment):
        return None
    return segment if _NAMES.fullmatch(segment) else None


def _without_number(text: str) -> str:
    text = _GAPS.sub('', text.strip()) if ' ' in text else text.strip()
    for _ in range(2):
        match = _NUMBER.match(text) if text[:1] in _NUMBERS else None
        if match is None:
            break
        text = text[match.end() :]
    return text


def _mask(text: str) -> tuple[str, list[str]]:
    """The text with each bracket as one private letter, so that its words are not taken for the clause's."""
    kept: list[str] = []

    def keep(match: re.Match[str]) -> str:
        kept.append(match.group())
        return chr(0xE000 + min(len(kept) - 1, 0x1000))

    text = text if text.isprintable() else _PRIVATE.sub('□', text)
    return _BRACKETS.sub(keep, text) if '（' in text or '(' in text else text, kept


def _unmask(text: str, kept: list[str]) -> str:
    return _PRIVATE.sub(lambda match: kept[ord(match.group()) - 0xE000], text) if kept else text
