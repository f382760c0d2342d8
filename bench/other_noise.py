"""A second kind of miswritten names, over real divisions: what bench.names does not do, for checking it.

Typists' homophones, words put in another order, parts of the own name left out, districts dropped
or by their former names, abbreviations by first characters. Every organisation is invented.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from text.regions import Region


def _words(text: str) -> list[str]:
    return text.split()


_OWN_FIRST = '祥瑞诚恒润泽佳景云帆启晨星辰海蓝锦程思源朝霞若水知行晓峰玉兰沁芳百川千禾九思一苇木棉青禾'
_OWN_SECOND = '和悦谷里舍苑堂家轩林泉舟桥田野径光影音声语韵心意情缘友邻伴家园地'
_FIELDS = _words(
    """
    社区矫正 社区养老 助残 助困 困境儿童关爱 心理援助 邻里互助 文化传播 非遗保护 书画艺术 音乐舞蹈
    少儿美术 科学教育 早期教育 中医康复 口腔医疗 老年护理 健康管理 法律援助 人民调解 环保公益 垃圾分类
    动物救助 水上救援 应急救援 乡村振兴 农村电商 创业就业 人才服务 职业技能培训 外语培训 棋类培训 跆拳道
    游泳 骑行 户外运动 篮球
    """
)
_FIELD_FORMS = _words(
    '服务中心 发展中心 服务站 服务队 促进中心 研究院 工作室 学校 幼儿园 俱乐部 服务社 活动中心'
)
_TRADES = _words(
    """
    茶产业 中药材种植 肉牛养殖 蜂业 花椒 百合 马铃薯 樱桃 葡萄酒 白酒 蔬菜流通 冷链物流 道路运输
    二手车流通 建材 门窗 园林绿化 市政工程 造价 招标投标 房地产中介 酒店 火锅 面食 美发 摄影 婚庆 会展
    印章 缝纫 皮具 服装加工 纺织 机床 铸造 阀门 轴承 化肥 农资 种子 饲料 渔船 盐业 煤炭 石化 燃气 电力
    环境监测 检验检测 信息化 网络文化 电影 收藏 集邮 根艺 剪纸 秦腔 花鼓戏 合唱 广场舞 门球 钓鱼 冬泳 长跑
    老年大学 校外教育
    """
)
_TRADE_FORMS = _words(
    """
    协会 协会 行业协会 商会 学会 研究会 促进会 联合会 志愿者协会
    """
)
_SISTERS = ('一二', '二三', '东西', '南北', '大小', '新老', '男女', '甲乙', '上下')

_HOMOPHONES = _words(
    """
    阳杨洋扬 爱艾 心新欣芯馨 明名鸣铭 华花化 园苑源元缘 志智至致 和禾合河荷 福富服 书舒输 诚城成程 星兴
    晨辰陈 慧惠汇会 育玉 艺益义亿 善山 联连莲 协携 幼优 康慷 中忠 心信 海亥 法发 学雪 护户 护互 助住注
    区曲 业叶 社设 工公 服复 务雾 教交 师诗 展站 促簇 进近 研言 究纠 站战 队对 文闻 化画 云芸 帆凡 思斯
    泽则 润闰 景锦 佳家 启起 恒横 瑞睿 祥翔 川穿 禾何 谷古 堂唐 轩宣 林临 泉全 桥乔 田甜 友有 邻林
    """
)
_CONFUSED = _words(
    """
    未末 日曰 土士 千干 人入 天夫 晴睛 科料 技枝 析折 免兔 治冶 园圆 体休 困因 鸟乌 贷货 侯候 历厉 今令
    免勉 社祉 区医 服股 务条 中申 心必 协办 会合 学孛 教救 育肓 文支 化仳 艺乞 术木 健建 康廉 护沪 理埋
    法洁 律津 救球 援缓 环坏 保堡 业亚 农衣 村材 养券 老考 年午 产严 花芘 茶荼 酒洒 商啇 电甩 网冈
    """
)
_DROPPED = _words(
    """
    服务 发展 文化 公益 行业 社区 职业 活动 综合 志愿者 产业 早期 科学
    """
)


class Asked(NamedTuple):
    """A name as written, the county its sender gives, and whose name it is (None: nobody's in the ledger)."""

    name: str
    region: str | None
    organisation: int | None
    kind: str


@dataclass(frozen=True, slots=True)
class Made:
    """An organisation's parts: the regions its name begins with, own name, field and form."""

    places: tuple[Region, ...]
    county: str
    own: str
    field: str
    form: str

    @property
    def name(self) -> str:
        """The registered name."""
        return ''.join(place.full for place in self.places) + self.own + self.field + self.form


def _pick(words: str | tuple[str, ...] | list[str], rng: random.Random) -> str:
    return rng.choice(words)


def make_one(counties: list[tuple[Region, ...]], rng: random.Random) -> Made:
    """One organisation of one of these counties (each with the wider regions that hold it before it)."""
    chain = rng.choice(counties)
    places = rng.choice((chain[-2:], chain[-2:], chain[-1:], chain[-1:], chain[-2:-1], chain))
    county = ''.join(place.full for place in chain[-1:])
    if rng.random() < 0.55:
        own = (
            _pick(_OWN_FIRST, rng) + _pick(_OWN_SECOND, rng) + (rng.random() < 0.2) * _pick(_OWN_SECOND, rng)
        )
        return Made(places, county, own, _pick(_FIELDS, rng), _pick(_FIELD_FORMS, rng))
    if rng.random() < 0.1:
        number = '第' + _pick('一二三四五六', rng)
        return Made(places, county, number, _pick(('实验', '职业', ''), rng), _pick(('小学', '中学'), rng))
    return Made(places, county, '', _pick(_TRADES, rng), _pick(_TRADE_FORMS, rng))


def sister(made: Made, rng: random.Random) -> Made:
    """An organisation that a character tells from this one: 第一, 东, 新, or another own name."""
    for pair in rng.sample(_SISTERS, len(_SISTERS)):
        if pair[0] in made.own:
            return Made(made.places, made.county, made.own.replace(*pair), made.field, made.form)
    if made.own and rng.random() < 0.5:
        own = _pick(_OWN_FIRST, rng) + made.own[1:]
        return Made(made.places, made.county, own, made.field, made.form)
    own = _pick(''.join(_SISTERS), rng) + made.own
    return Made(made.places, made.county, own, made.field, made.form)


def _swap(groups: list[str], name: str, rng: random.Random) -> str:
    """One character for another of its group."""
    fitting = [(at, group) for at, char in enumerate(name) for group in groups if char in group]
    if not fitting:
        return name
    at, group = rng.choice(fitting)
    return name[:at] + _pick(group.replace(name[at], ''), rng) + name[at + 1 :]


def _homophone(made: Made, rng: random.Random) -> str:
    return _swap(_HOMOPHONES, made.name, rng)


def _confused(made: Made, rng: random.Random) -> str:
    return _swap(_CONFUSED, made.name, rng)


def _places_short(made: Made, rng: random.Random) -> str:
    """The places by their short forms, or without the widest, or without any."""
    body = made.own + made.field + made.form
    kept = rng.choice((made.places[1:], made.places[-1:], made.places, ()))
    return ''.join(place.short if rng.random() < 0.6 else place.full for place in kept) + body


def _old_rank(made: Made, _rng: random.Random) -> str:
    """区 as the 县 it was; the clerk has written it so for twenty years."""
    last = made.places[-1].full
    changed = last[:-1] + ('县' if last[-1] in '区市' else '市') if len(last) > 2 else last
    return made.name.replace(last, changed, 1)


def _left_out(made: Made, rng: random.Random) -> str:
    """A word of the field left out, or a character of the own name."""
    body = made.field + made.form
    fitting = [word for word in _DROPPED if word in body]
    if fitting and rng.random() < 0.7:
        body = body.replace(_pick(fitting, rng), '', 1)
    elif len(made.own) > 2:
        return made.name.replace(made.own, made.own[:-1], 1)
    return ''.join(place.full for place in made.places) + made.own + (body or made.form)


def _first_characters(made: Made, rng: random.Random) -> str:
    """心理援助服务中心 as 心援中心."""
    field = made.field[0] + made.field[2:3] if len(made.field) == 4 else made.field
    form = made.form.removeprefix('服务') if rng.random() < 0.5 else made.form
    return ''.join(place.full for place in made.places) + made.own + field + form


def _other_order(made: Made, rng: random.Random) -> str:
    places = ''.join(place.full for place in made.places)
    if made.own and rng.random() < 0.7:
        return places + made.field + made.own + made.form
    return made.own + places + made.field + made.form


def _doubled(made: Made, rng: random.Random) -> str:
    at = rng.randrange(len(made.name))
    return made.name[:at] + made.name[at] + made.name[at:]


NOISE: dict[str, Callable[[Made, random.Random], str]] = {
    'exact': lambda made, _rng: made.name,
    'homophone': _homophone,
    'confused': _confused,
    'places': _places_short,
    'rank': _old_rank,
    'left out': _left_out,
    'first characters': _first_characters,
    'order': _other_order,
    'doubled': _doubled,
    'places+homophone': lambda made, rng: _swap(_HOMOPHONES, _places_short(made, rng), rng),
    'places+confused': lambda made, rng: _swap(_CONFUSED, _places_short(made, rng), rng),
    'left out+homophone': lambda made, rng: _swap(_HOMOPHONES, _left_out(made, rng), rng),
}


def make_ledger(counties: list[tuple[Region, ...]], size: int, rng: random.Random) -> dict[str, Made]:
    """`size` organisations by name, one in eight the sister of another."""
    found: dict[str, Made] = {}
    while len(found) < size:
        made = make_one(counties, rng)
        found[made.name] = made
        if rng.random() < 0.14:
            other = sister(made, rng)
            found[other.name] = other
    return found


def ask(made: Made, whose: int | None, rng: random.Random) -> Asked:
    """One question about an organisation; the county is known for seven in ten."""
    kind = _pick(tuple(NOISE), rng)
    return Asked(NOISE[kind](made, rng), made.county if rng.random() < 0.7 else None, whose, kind)
