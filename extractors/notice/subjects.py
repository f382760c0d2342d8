"""Whom a clause lays a duty on: the body before 要, 应, 负责, or after 由, or before the act itself."""

from __future__ import annotations

import re

_HAN = r'\u4e00-\u9fff\ue000-\uf8ff'
"""Han letters, and the private letters that stand for brackets while a clause is read."""

_ENDINGS = (
    r'部门|机关|单位|机构|政府|组织|党委|党组|工委|支部|总支|委员会|办公[室厅]|小组|中心|公司|企业|银行|分行|学校|学院|幼儿园|协会|商会|学会'
    r'|[部委局厅院办处科室站社组校馆镇乡厂库]|司(?![法机])|所(?![在有需属述报提])|(?<!社)会|联席会议|[两三四]级|(?<=[工社科妇残文侨])[联协]|队|代表|食堂|窗口|镇街|会员|选手|律师|医师|[承供经运开][包应销营发]商|理事长|秘书长|会长|校长|教师|各地|各级|地区|地方|街道|乡镇|村|社区|园区|开发区|人员|指导员|联络员|负责人|负责同志|书记|领导|班子|党员|干部'
    r'|成员|专班|主体|团体|社团|各方|考生|学生|市|县|区|省|州|户|者|人|上述企业'
)
_END = rf'(?:{_ENDINGS})[\ue000-\uf8ff]?'
MODAL = re.compile(
    r'(?:都要|也要|还要|均要|都应|均应|应当|应该|应(?![急用对收建届知邀])|必须|须(?!知)|务必|务于|需要(?!的)|需(?![要求])'
    r'|要(?<![主重需只]要)(?![求点素闻件么害是])|负责(?![人同])|不得|请(?<![申邀聘恳提报]请)(?![示求假柬])|将(?=适时|定期|组织|成立|会同|采取|依据|按|依法|跟踪|视情))'
)
_NUMBER = re.compile(
    r'(?:[（(]?[一二三四五六七八九十]{1,3}[)）、.．]|[（(]?\d{1,2}[)）.．、]|[①-⑳]|[一二三四五六七八九十]{1,2}是|首先|其次|同时|此外|另外|其中|今后|——|特别是)[，,、\s]*'
)
_NUMBERS = frozenset('（(一二三四五六七八九十0123456789①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳首其同此另今—特')
"""The letters that one of these may begin with."""
_ADVERB = re.compile(
    r'(?:原则上|每(?:间?隔)?\S{0,4}(?:年|月|周|日|天|季度)|按(?:要求|规定|时|期|照.*)|根据.*|结合.*|依托.*|(?<![存现所驻])在.+|于.+|自(?![治然身主]).+|通过.+|同时|积极|进一步|及时|定期'
    r'|主动|切实|认真|具体|全面|都|也|均|一律|还|至少|(?:指[定派]|安排|确定|明确|落实|抽调|选派)专(?:门)?人(?:员)?|年底|会前|尽快|立即|(?<=.)选派(?!的).*|如(?:发现|认为|遇).*|确)$'
)
_NOT_BODY = re.compile(
    r'(?:对(?!口)|由|提出|为|按|根据|如|若|凡是|当(?!地|事)|在|从|以(?!上)|把|将|因|经(?!济|营|办)|自(?!然)|于|其(?!他|余)|这|该项|此|本(?:通知|意见|办法)|以上材料|材料|有(?!关|业务|条件|权)|每(?![名位])|原则上|建设(?!单位|部|局|厅|银行|委|主管)|重大|哪|某|该|情况|会议|文件|不|没|未|并'
    r'|且|而|即|使|让|用(?!人单位|户)|加强|做好|开展|建立|完善|坚持|推动|推进|指导(?!员)|引导|督促|确保|努力|积极|认真|切实|进一步|深入|严格|及时|落实|明确|实行|采取|围绕|依托|对于|属于|关于|征求|报请|凡|确|办理|听取|组织(?!部|人事)|发挥|派驻(?!指导|单位|机构|干部|人员|组)|选派(?!的|单位)|成立|起草|参加|协同|配合|培养|帮助|关心|完成|按期|随后|抄[报送])'
)
_ACTS = (
    r'负责(?!人|同志)|统一|牵头|汇总|选派|调整|审[核批查定]|批准|指定|提出|会同|组织(?!人事|部|办|科|处)|协调|处理|办理|承担|兜底|实施|制定|确定|报(?![名考刊])|向|通过|在|于|依法|按|根据|综合(?![科处部办]|执法|行政)|转|进行|联动|约谈|推荐|颁发|拨付|下达|发放|核实|复核|抽查|检查|督查(?![室组局办])|督促|受理|审议|提醒|录入|上传|登录|主持|召开|安排|编制(?![办委])|修订|印发|下发|传达|反馈|支付|出具|签订|签署|据此|逐|[实施推]行|从(?!业|事|严)'
    r'|监督(?!管理[局委所部]|[局所委检])|落实|管理(?![局科处委办站所]|机关|部门|中心|单位|人员)|建立|成立|协助|统筹|研究(?![院所室会]|中心)|出具|直接|分别|共同|具体|认定|统计(?![局部科处站机中人员]|调查)|公布|召集|联合|每|收到|接到|完成|做好|通报|自(?!然)|对(?![应口])|将|举办|开展|应|要|如|认为|发现|以|填[写报]|签署|提供|提交|启动|遇|认真|及时|尽快|严格|填报|抓紧|自查|原则上|一般|主?汛期|节假日|(?:登记|变更|注销)(?:之?后|之日)|\d{1,4}\s*[年月日个天]|年底|[上下]半年|[上本当次]?月底'
)
_BY = re.compile(rf'由(?![哪谁])(?P<who>[{_HAN}“”、\d]{{0,80}}?{_END})(?={_ACTS})')
_ACT = re.compile(rf'(?P<who>[{_HAN}“”、]{{0,40}}?{_END})(?={_ACTS})')
_ASKED = re.compile(
    rf'(?<![申邀聘恳提报])请(?!示|求)(?P<who>[{_HAN}“”、]{{1,40}}?{_END}|各地)'
    rf'(?={_ACTS}|据|认|结合|务必|务于|抓紧|做好|尽快|高度|遵照|会前|提前|填|积极|支持|切实|加强|参照|明确|安排|统筹|派|指派|推荐|登|对照|围绕|妥善|速|予以|给予|参加|核|到|并|持|携带|随时|书面|自行|继续|全力|密切|严格)'
)
_EACH = re.compile(
    rf'(?P<who>各地(?:各部门)?|[各你贵][{_HAN}“”、]{{0,24}}?{_END})'
    r'(?=贯彻|落实|实施|治理|推进|执行|工作|有关情况|开展|推荐|[^，。；,;]{0,12}?(?:情况|结果|名单|材料|总结|方案|信息|数据|报表|电话|联系人|联系方式|联络员|台账|需求|计划|清单)(?:[应须要请于在按经由]|报))'
)
_CASED = re.compile(rf'(?P<case>[^，。；,;：:]{{2,60}}的)(?P<who>[{_HAN}“”、]{{0,16}}?{_END})?[，,：:]$')
_HOLDER = re.compile(
    rf'(?P<who>[{_HAN}“”、]{{1,20}}?{_END})(?=负责人|法定|名称|住所|章程|停[产业]|发生|有|因|未|被|属|在|不|拟|需|申请|成立|变更|注销|换届|连续|存在|已)'
)
_HANDLES = re.compile(
    rf'(?P<who>[{_HAN}“”、]{{1,40}}?{_END})(?=对(?![应口])|在|于|自(?!然)|收到|接到|根据|按|依|经(?!济|营|办)|向|将|每)'
)
_TO_ALL = re.compile(
    r'(?:各(?!项|类|种|阶段|环节|方面|领域|行业领域)|有关|相关|全体|每[名位])[\u4e00-\u9fff\ue000-\uf8ff、]{1,20}'
)
_THINGS = re.compile(
    r'(?:情况|材料|工作|资料|数据|信息|事项|问题|要求|规定|文件|费用|资金|内容|措施|指标|[^代]表|附件|建议|线索|诉求|需求|稿件|图片|作品|档案|台账|清单|计划|总结|证明|报告|手续|制度|项目|程序'
    r'|负责|主要|设施|设备|名单|任务|结果|会议|活动|部署|政策|精神|意见|方案)$'
)
_HANDED = re.compile('(?:反馈|报送|上报|移交|发送|送交)[到至给]')
_BELONGS = re.compile(rf'属于?(?P<who>[{_HAN}“”、]{{2,20}}?{_END})的[，,]')
_NO_SUBJECT = re.compile(
    '[向把将给求]|前后|期间|及时|进行|遇到|过程|意见后|是(?!否)|作为|以.{1,8}为|[版稿料件表书]经'
)
_WHOLE = re.compile(rf'(?P<who>[{_HAN}“”、]{{1,60}}?{_END})[，,：:]$')
_NAMES = re.compile(rf'[{_HAN}“”、\d]*{_END}')
_PARTS = re.compile('[，,；;：:。]')
_CLAUSES = re.compile('[，,；;：:]')
LONGEST_NAME = 70
_LONGEST_CALL = 90
_COLON = re.compile('[：:]')
_OUTER_COMMA = re.compile('[，,]')
_GROUPED = re.compile('[各你贵]|有关|相关|全[体市省县区]')
_PRIVATE = re.compile('[\ue000-\uf8ff]')
_BRACKETS = re.compile(r'[（(][^（）()]*[）)]')
_GAPS = re.compile(r'(?<=[\u4e00-\u9fff、]) +(?=[\u4e00-\u9fff])')
_ARTICLE = re.compile(r'^\s*第[一二三四五六七八九十百零\d]{1,5}条\s+')
_HOPING = ('希望', '要求', '责成', '号召')
_HOPES = re.compile(r'^.{0,12}?(?:希望|要求|责成|号召)(?=各|有关|相关|全体|广大)')
"""我会希望各企业…: the body is the one after."""
_UNITS = re.compile(
    rf'(?:[^，。；,;]{{0,24}}[，,])?以(?P<who>[{_HAN}]{{2,16}}?(?:部门|机关|单位|组织|机构|企业|学校|党委|支部))为单位'
)
_IS = re.compile('是(?!否)')
_IF = re.compile('(?:如果?|若|凡)(?!有|无|不|未)')


_BEGINNINGS = (('各', _EACH), ('你', _EACH), ('贵', _EACH), ('属', _BELONGS), ('', _ACT))
_ORDERED_BEGINNINGS = (*_BEGINNINGS[:4], ('各', _ACT), ('', _HANDLES))
"""How a clause may name its body at its head; beside a word of duty in fewer ways."""
_OBJECTS = ('对', '为', '根据', '按', '在', '以', '将', '把', '从', '经研究', '针对', '除')
"""Words after which a body is spoken of, not spoken to."""
_CASES = ('每', '凡', '未', '没有', '不', '已', '经', '拟', '有下列')
"""Words that open a case which ends in its body: 每周有计划开展活动的支部."""


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
    plain, kept = _mask(_addressed_part(_without_number(clause)))
    by, modal = _BY.search(plain) if '由' in plain else None, MODAL.search(plain)
    asked = _ASKED.search(plain) if '请' in plain else _UNITS.match(plain) if '为单位' in plain else None
    who = asked['who'] if asked else None
    if who is None and modal and not (by and by.start() < modal.start()):
        who = _to_body(_CLAUSES.split(plain[max(0, modal.start() - 200) : modal.start()])[-1])
    if who is None and by and not _NOT_BODY.match(by['who'].removeprefix('其')):
        who = by['who']
    who = who or _acting(plain, modal.start() if modal else None)
    return _unmask(who, kept) if who else None


def _addressed_part(clause: str) -> str:
    """我会希望各企业…: the part that begins with the body spoken to."""
    hopes = any(word in clause for word in _HOPING)
    return _HOPES.sub('', clause, count=1) if hopes else clause


def _acting(plain: str, modal: int | None) -> str | None:
    """The body that a clause begins with; beside a word of duty only as 各…, 各…贯彻情况 or 属于…的."""
    condition = _IF.match(plain) if plain[:1] in {'如', '若', '凡'} else None
    plain = plain[condition.end() :] if condition else plain
    for first, pattern in _BEGINNINGS if modal is None else _ORDERED_BEGINNINGS:
        match = pattern.match(plain) if plain.startswith(first) else None
        who = match['who'] if match and (modal is None or match.end() <= modal) else ''
        if len(who) > 1 and not _NOT_BODY.match(who) and not _NO_SUBJECT.search(who):
            return who
    return None


def case_subject(clause: str) -> str | None:
    """The body that a clause of the kind …的单位， speaks of, before 应, 须, 请 in the next clause.

    >>> case_subject('未参加年检的社会组织，')
    '社会组织'
    """
    plain, kept = _mask(_without_number(clause))
    found = _CASED.fullmatch(plain) if '的' in plain else None
    if found is None or plain.startswith(_OBJECTS):
        return None
    who = found['who']
    if who is None:
        holder = _HOLDER.match(plain.removeprefix('凡'))
        who = holder['who'] if holder else None
    if who is None or len(who) < 2 or _NOT_BODY.match(who) or _NO_SUBJECT.search(who):
        return None
    return _unmask(who, kept)


def whole_subject(clause: str) -> str | None:
    """The body that a whole clause is: 各县（市、区）， before 要于…."""
    plain, kept = _mask(_without_number(clause))
    found = _WHOLE.fullmatch(plain)
    who = _IS.split(found['who'], maxsplit=1)[0] if found else ''
    if len(who) < 2 or not _NAMES.fullmatch(who) or _NOT_BODY.match(who) or _NO_SUBJECT.search(who):
        return None
    return _unmask(who, kept)


def addressed(text: str) -> str | None:
    """The bodies that a text speaks to before its first colon: 各县，市直各单位：请于…; None for none.

    >>> addressed('各有关部门、各单位：请于4月1日前报送名单。')
    '各有关部门、各单位'
    """
    opening = _COLON.split(text[:_LONGEST_CALL], maxsplit=1)
    if len(opening) < 2:
        return None
    name = _without_number(opening[0])
    plain, kept = _mask(name)
    bodies = [_unmask(body, kept) for body in _OUTER_COMMA.split(plain)]
    told = all(is_body(body) for body in bodies) and _GROUPED.search(bodies[-1])
    return name if told else None


def is_body(text: str) -> bool:
    """Whether a text is the name of a body, or several joined, and nothing more."""
    plain, _ = _mask(text.strip())
    return (
        1 < len(plain) <= LONGEST_NAME
        and _NAMES.fullmatch(plain) is not None
        and not _NOT_BODY.match(plain)
        and not _HANDED.search(plain)
    )


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
    if '的' in segment and segment.startswith(_CASES):
        segment = segment.rpartition('的')[2]
    if not 2 <= len(segment) <= LONGEST_NAME or _NOT_BODY.match(segment):
        return None
    if _NO_SUBJECT.search(segment) or _HANDED.search(segment):
        return None
    to_all = _TO_ALL.fullmatch(segment) and not _THINGS.search(segment)
    return segment if to_all or _NAMES.fullmatch(segment) else None


def _without_number(text: str) -> str:
    text = _ARTICLE.sub('', text, count=1) if '第' in text[:3] else text
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
