"""Fictional organisations and the ways their names are miswritten; nothing here is anybody's."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from model.subject import Organisation


def _words(text: str) -> list[str]:
    return text.split()


_PLACE = '云石清长永安宁平新东南白青金龙凤梅松溪源阳丰和泰昌兴德仁义文武林江河湖海山川岭峰'
_CORES = _words(
    """
    阳光 蓝天 爱心 同心 和谐 启明 星光 晨曦 春晖 乐助 众益 益行 博爱 仁爱 康乐 幸福 夕阳红 红帆 金色童年
    小太阳 新起点 启航 育才 育英 智慧 明德 厚德 崇文 弘毅 青松 绿洲 大爱 心连心 手拉手 向日葵 蒲公英
    萤火虫 七彩 彩虹 希望 未来 远航 光明 恒爱 德馨 百合 雏鹰 银龄 颐康 长青 松鹤 艺海 中正 天平 先锋 汇爱
    聚力 明日 日新 人和 大成
    """
)
_FIRST = (
    '阳光明安康福乐和惠众益仁德博爱启智慧星晨春华金银宏鑫瑞祥嘉泰'
    '恒信诚达盛隆远志文心育英才绿青蓝红天海松柏梅兰竹菊凤云月雨禾谷'
)
_SECOND = (
    '光心爱明德源泰安康达成兴旺华辰辉耀美善真诚信义顺宁福寿'
    '喜乐悦欣然馨园苑林森海洋峰石玉珠宝铭传承志远航舟帆翔飞'
)
_SERVICES = _words(
    """
    社会工作服务中心 社工服务中心 养老服务中心 居家养老服务中心 志愿服务中心 公益服务中心 社区服务中心
    青少年服务中心 残疾人服务中心 法律服务中心 教育培训学校 职业技能培训学校 艺术培训学校 幼儿园
    双语幼儿园 康复中心 敬老院 养老院 老年公寓 体育俱乐部 足球俱乐部 科技研究院 文化传播中心
    心理咨询服务中心 就业服务中心 家政服务中心 托养中心 调解中心 门诊部 实验学校
    """
)
_TRADES = _words(
    """
    家具 服装 电子商务 物流 餐饮 烹饪 建筑业 装饰 房地产 汽车 摩托车 食品 茶叶 酒类 花卉 苗木 葡萄 苹果
    柑橘 食用菌 养蜂 养殖 水产 农机 种植业 粮食 林业 旅游 民宿 广告 印刷 包装 塑料 五金 模具 机械 电子
    照明 陶瓷 石材 玻璃 珠宝 眼镜 钟表 皮革 纺织 化工 医药 中药材 美容美发 家政 物业 保安 消防 保险 担保
    个体劳动者 青年企业家 女企业家 书法家 美术家 作家 摄影家 音乐家 舞蹈家 戏剧家 民间文艺家 诗词 楹联
    收藏家 奇石 围棋 象棋 乒乓球 羽毛球 篮球 足球 门球 太极拳 武术 钓鱼 信鸽 登山 自行车 马拉松 老年体育
    老科技工作者 志愿者 慈善 见义勇为 环境保护 家庭教育 心理 会计 审计 税务 律师 医师 护理 兽医 气象 测绘
    水利 电力 计算机 人工智能 软件 机器人 光伏 再生资源
    """
)
_FORMS = _words(
    """
    协会 协会 协会 商会 行业协会 学会 研究会 促进会 联合会 联谊会
    """
)
_SHORTENED = (
    ('社会工作服务中心', '社工中心'),
    ('居家养老服务中心', '养老服务中心'),
    ('志愿服务中心', '志愿中心'),
    ('职业技能培训学校', '职业培训学校'),
    ('教育培训学校', '培训学校'),
    ('行业协会', '协会'),
    ('残疾人服务中心', '残疾人中心'),
    ('青少年服务中心', '青少年中心'),
    ('联合会', '联会'),
    ('双语幼儿园', '幼儿园'),
    ('体育俱乐部', '俱乐部'),
    ('心理咨询服务中心', '心理咨询中心'),
    ('家政服务中心', '家政中心'),
)
_LOOKALIKE = dict(
    zip(
        '未末己已日曰士土干千人入天夫大太晨微德爱养老体育会县社协',
        '末未已己曰日土士千干入人夫天太大震徽徳受羊者休盲云具杜胁',
        strict=True,
    )
)
_TRADITIONAL = dict(
    zip(
        '阳蓝爱谐启兴义书宝龙凤东会学务医乐协业联谊庆艺农车银兰灵华长实验动办园',
        '陽藍愛諧啟興義書寶龍鳳東會學務醫樂協業聯誼慶藝農車銀蘭靈華長實驗動辦園',
        strict=True,
    )
)

KINDS = (
    'exact',
    'drop',
    'short',
    'typo',
    'traditional',
    'width',
    'lookalike',
    'drop+typo',
    'short+drop',
    'lookalike+traditional',
    'typo+typo',
)
"""Eleven ways in equal shares: harder than life on purpose, only one in eleven is exact."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A name as miswritten, its county where the sender is known, and whose it is (None: nobody's)."""

    name: str
    region: str | None
    organisation: int | None
    kind: str


def _division_names(count: int, kind: str, rng: random.Random) -> list[str]:
    pairs = [one + other + kind for one in _PLACE for other in _PLACE if one != other]
    return rng.sample(pairs, count)


def _organisation_name(prefix: str, rng: random.Random) -> tuple[str, str]:
    if rng.random() < 0.53:
        own = rng.choice(_FIRST) + rng.choice(_SECOND) + (rng.choice(_SECOND) if rng.random() < 0.15 else '')
        return prefix + (rng.choice(_CORES) if rng.random() < 0.45 else own) + rng.choice(
            _SERVICES
        ), '民办非企业单位'
    if rng.random() < 0.97:
        return prefix + rng.choice(_TRADES) + rng.choice(_FORMS), '社会团体'
    return prefix + rng.choice(_CORES) + rng.choice(('慈善', '教育', '公益', '助学', '')) + '基金会', '基金会'


def make_divisions(size: int) -> tuple[list[str], list[str]]:
    """The cities and counties of a ledger of `size`: 250 organisations to a county, 12 counties to a city."""
    places = random.Random(7)  # noqa: S311  # names, not secrets
    counties = _division_names(max(12, min(size // 250, 700)), '县', places)
    return _division_names(max(1, len(counties) // 12), '市', places), counties


def make_organisations(
    size: int, seed: int, divisions: tuple[list[str], list[str]]
) -> tuple[Organisation, ...]:
    """`size` organisations of these cities and counties, without codes."""
    rng = random.Random(seed)  # noqa: S311
    cities, counties = divisions
    found: dict[str, Organisation] = {}
    while len(found) < size:
        place = rng.randrange(len(counties))
        city, county = cities[place % len(cities)], counties[place]
        prefix = rng.choice((city + county, city + county, county, county, city))
        name, kind = _organisation_name(prefix, rng)
        found.setdefault(name, Organisation(len(found) + 1, name, None, county, kind, None))
    return tuple(found.values())


def _dropped(name: str, rng: random.Random) -> str:
    ends = [place + 1 for place, char in enumerate(name[:8]) if char in '市县']
    if not ends:
        return name
    if rng.random() < 0.4:  # the word for its rank left out: 甲县 as 甲
        place = ends[-1] - 1
        return name[:place] + name[place + 1 :]
    return name[rng.choice(ends) :]


def _shortened(name: str, rng: random.Random) -> str:
    fitting = [pair for pair in _SHORTENED if pair[0] in name]
    return name.replace(*rng.choice(fitting), 1) if fitting else _mistyped(name, rng)


def _mistyped(name: str, rng: random.Random) -> str:
    place, kind = rng.randrange(len(name) - 1), rng.random()
    other = rng.choice(_FIRST + _SECOND)
    if kind < 0.4:
        return name[:place] + other + name[place + 1 :]
    if kind < 0.7:
        return name[:place] + name[place + 1 :]
    if kind < 0.85:
        return name[:place] + other + name[place:]
    return name[:place] + name[place + 1] + name[place] + name[place + 2 :]


def _misread(name: str, rng: random.Random) -> str:
    places = [place for place, char in enumerate(name) if char in _LOOKALIKE]
    if not places:
        return _mistyped(name, rng)
    chosen = set(rng.sample(places, min(len(places), rng.choice((1, 1, 2)))))
    return ''.join(_LOOKALIKE[char] if place in chosen else char for place, char in enumerate(name))


def _traditional(name: str, _rng: random.Random) -> str:
    return ''.join(_TRADITIONAL.get(char, char) for char in name)


def _widened(name: str, rng: random.Random) -> str:
    place = rng.randrange(1, len(name))
    tails = ('（盖章）', '(章)', '。', '（公章）', '\u200b')
    return rng.choice((name[:place] + '\u3000' + name[place:], ' '.join(name), name + rng.choice(tails)))


_NOISE: dict[str, Callable[[str, random.Random], str]] = {
    'exact': lambda name, _rng: name,
    'drop': _dropped,
    'short': _shortened,
    'typo': _mistyped,
    'lookalike': _misread,
    'traditional': _traditional,
    'width': _widened,
}


def misspell(name: str, kind: str, rng: random.Random) -> str:
    """A name as one of KINDS writes it."""
    for step in kind.split('+'):
        name = _NOISE[step](name, rng)
    return name


def make_queries(
    ledger: tuple[Organisation, ...], divisions: tuple[list[str], list[str]], members: int, strangers: int
) -> Iterator[Asked]:
    """Miswritten names of `members` organisations and of `strangers` who are not in the ledger.

    The sender's county is known for seven in ten.
    """
    rng = random.Random(99)  # noqa: S311
    held = {organisation.name for organisation in ledger}
    for count in range(members):
        organisation, kind = rng.choice(ledger), KINDS[count % len(KINDS)]
        yield _asked(organisation, kind, organisation.id, rng)
    others = make_organisations(4 * strangers, 100, divisions)
    for organisation in rng.sample([item for item in others if item.name not in held], strangers):
        yield _asked(organisation, rng.choice(KINDS), None, rng)


def _asked(organisation: Organisation, kind: str, whose: int | None, rng: random.Random) -> Asked:
    region = organisation.region if rng.random() < 0.7 else None
    return Asked(misspell(organisation.name, kind, rng), region, whose, kind)
