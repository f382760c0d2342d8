"""A third kind of miswritten names, for fitting: every county, many own names, slips of any character.

Within one county no two names share what follows their places, since nobody could tell such a pair
apart once the places are dropped. Every organisation is invented.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from functools import cache

from bench.other_noise import Asked, Made, sister
from text.regions import Region
from text.resources import table_lines


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


_OWN = (
    '安邦宝昌成春达德鼎东凡方丰福富光广国海汉浩和恒宏鸿厚华辉惠吉佳嘉建江杰捷金锦晶精景聚凯康科坤兰乐立利'
    '联良林凌龙隆美民明铭宁鹏平普齐启千谦青清庆仁荣融瑞润森善尚圣盛世舒顺思四泰腾天同万旺维伟文五祥翔欣新'
    '信星兴雄旭学雅阳业一怡宜义亿毅英永优友宇雨裕元圆源远悦云泽展长兆哲振正志智中忠众卓'
)
_OWN_WORDS = _words(
    """
    朝阳 童心 同行 微笑 暖阳 春雨 红烛 金秋 晚晴 常青藤 小橘灯 石榴籽 满天星 七色花 小荷 苗苗 新芽 晨光 曙光
    东方 长城 黄河 长江 泰山 昆仑 凤凰 麒麟 孔雀 白鹭 天鹅 海豚 蓝鲸 雪莲 牡丹 桂花 茉莉 紫荆 丁香 银杏 白杨
    善行 守望 互爱 同济 普惠 利民 便民 为民 安居 乐业 夕照 松龄 福寿 康宁 颐和 静心 慧心 匠心 初心 恒心 真情
    """
)
_FIELDS = _words(
    """
    社会工作 居家养老 社区养老 志愿 公益 社区 青少年 老年人 残疾人 妇女儿童 法律 家政 就业 创业 心理健康
    职业技能培训 职业培训 教育培训 艺术培训 外语 书画 舞蹈 音乐 美术 文化艺术 体育 康复 护理 托育 早教
    农业技术 乡村发展 扶贫济困 助学 助老 环境保护 消费维权 物业管理 信息技术 科技创新 双语 机动车驾驶员
    """
)
_FIELD_FORMS = _words(
    """
    服务中心 服务中心 发展中心 服务站 服务社 服务队 学校 培训学校 幼儿园 研究院 研究所 俱乐部 中心 养老院
    敬老院 医院 门诊部 艺术团 促进中心 博物馆
    """
)
_TRADES = _words(
    """
    水泥 钢铁 有色金属 稀土 铝业 轮胎 橡胶 涂料 油漆 家电 灯具 卫浴 地板 橱柜 窗帘 箱包 鞋业 针织 羽绒 丝绸
    茶文化 咖啡 烘焙 米粉 调味品 饮用水 乳业 禽蛋 生猪 肉羊 奶牛 梅花鹿 蚕桑 油茶 核桃 板栗 红枣 枸杞 柿子
    柚子 脐橙 荔枝 芒果 草莓 西瓜 辣椒 大蒜 生姜 香菇 木耳 竹业 盆景 兰花 月季 观赏鱼 奶茶 快递 货运 出租汽车
    驾驶培训 汽车维修 典当 拍卖 租赁 融资担保 小额贷款 证券 评估
    统计 档案 翻译 速记 测量 勘察 监理 节能 太阳能
    风能 氢能 电池 芯片 传感器 物联网
    大数据 区块链 游戏 动漫 短视频 直播 主持人 播音 朗诵 散文 小说 书法 篆刻
    版画 油画 古筝 二胡 吉他 京剧 川剧 相声 魔术 杂技 街舞 瑜伽 健身 拳击 击剑 射箭 马术 滑雪 轮滑 攀岩 毽球
    桥牌 航模 无人机 口腔 针灸 推拿 药学 营养 退役军人 乡贤 知青 侨商 女企业家 青年企业家 个体劳动者 科学技术
    """
)
_TRADE_FORMS = _words('协会 协会 协会 行业协会 商会 学会 研究会 促进会 联合会 联谊会 志愿者协会 基金会 总会')
_SHORTER = (
    ('社会工作', '社工'),
    ('居家养老', '养老'),
    ('职业技能', '职业'),
    ('教育培训', '培训'),
    ('服务中心', '中心'),
    ('发展中心', '中心'),
    ('行业协会', '协会'),
    ('联合会', '联会'),
    ('志愿者', '志愿'),
    ('残疾人', '残'),
    ('青少年', '少年'),
    ('科学技术', '科技'),
    ('心理健康', '心理'),
    ('文化艺术', '文艺'),
    ('机动车驾驶员', '驾驶'),
    ('个体劳动者', '个体'),
    ('服务', ''),
    ('发展', ''),
    ('管理', ''),
)


def make_wide(counties: list[tuple[Region, ...]], rng: random.Random) -> Made:
    """One organisation of one of these counties, its own name from some 20,000."""
    chain = rng.choice(counties)
    places = rng.choice((chain[-2:], chain[-2:], chain[-1:], chain[-1:], chain))
    county = chain[-1].full
    if rng.random() < 0.6:
        own = rng.choice(_OWN) + rng.choice(_OWN) + (rng.choice(_OWN) if rng.random() < 0.15 else '')
        if rng.random() < 0.35:
            own = rng.choice(_OWN_WORDS)
        return Made(places, county, own, rng.choice(_FIELDS), rng.choice(_FIELD_FORMS))
    if rng.random() < 0.06:
        number = '第' + rng.choice('一二三四五六七八九')
        return Made(places, county, number, rng.choice(('实验', '')), rng.choice(('小学', '中学', '幼儿园')))
    return Made(places, county, '', rng.choice(_TRADES), rng.choice(_TRADE_FORMS))


def make_wide_ledger(
    counties: list[tuple[Region, ...]], size: int, rng: random.Random, taken: set[str] | None = None
) -> list[Made]:
    """`size` organisations, in one county no two with the same words after their places, nor those taken."""
    found: list[Made] = []
    taken = set() if taken is None else taken
    tries = 0
    while len(found) < size and tries < 20 * size + 100:
        tries += 1
        made = make_wide(counties, rng)
        if found and rng.random() < 0.06:
            made = sister(rng.choice(found), rng)
        words = made.county + made.own + made.field + made.form
        if words not in taken:
            taken.add(words)
            found.append(made)
    return found


@cache
def _groups(table: str) -> dict[str, str]:
    """By character, those that look or sound alike, as input methods offer them."""
    lines = table_lines(table)
    groups = (
        [line.split('\t')[1] for line in lines]
        if table == 'sounds.tsv'
        else [group for line in lines for group in line.split()]
    )
    found: dict[str, str] = {}
    for group in groups:
        common = ''.join(char for char in group if _is_common(char))
        found |= dict.fromkeys(common, common)
    return found


def _is_common(char: str) -> bool:
    """In the first level of GB 2312, the 3,755 characters of daily use."""
    try:
        return b'\xb0' <= char.encode('gb2312')[:1] < b'\xd8'
    except UnicodeEncodeError:
        return False


@cache
def _common() -> str:
    return bytes(
        byte for high in range(0xB0, 0xD7) for low in range(0xA1, 0xFF) for byte in (high, low)
    ).decode('gb2312')


def _swapped(name: str, table: str, rng: random.Random) -> str:
    groups = _groups(table)
    fitting = [at for at, char in enumerate(name) if len(groups.get(char, '')) > 1]
    if not fitting:
        return _slipped(name, rng)
    at = rng.choice(fitting)
    return name[:at] + rng.choice(groups[name[at]].replace(name[at], '')) + name[at + 1 :]


def _slipped(name: str, rng: random.Random) -> str:
    """One character wrong, lost, added or exchanged with the next."""
    at, kind = rng.randrange(len(name) - 1), rng.random()
    other = rng.choice(_OWN if rng.random() < 0.5 else _common())
    if kind < 0.4:
        return name[:at] + other + name[at + 1 :]
    if kind < 0.65:
        return name[:at] + name[at + 1 :]
    if kind < 0.85:
        return name[:at] + other + name[at:]
    return name[:at] + name[at + 1] + name[at] + name[at + 2 :]


def _prefixed(made: Made, rng: random.Random) -> Made:
    """Without its widest place, without any, by short names, or with a wider one before."""
    places = rng.choice((made.places[1:], (), made.places[-1:], made.places))
    short = tuple(Region(place.short, place.short) for place in places)
    return Made(rng.choice((places, short)), made.county, made.own, made.field, made.form)


def _shortened(made: Made, rng: random.Random) -> Made:
    """Shorter words of the field and form, or a form left out."""
    words = made.field + '|' + made.form
    fitting = [pair for pair in _SHORTER if pair[0] in words.replace('|', '')]
    if not fitting or rng.random() < 0.15:
        ends = [end for end in ('协会', '中心', '学会', '公会', '会') if made.form.endswith(end)]
        form = made.form[: -len(ends[0])] if ends and rng.random() < 0.5 else made.form
        return Made(made.places, made.county, made.own, made.field, form)
    body = words.replace('|', '').replace(*rng.choice(fitting), 1)
    return Made(made.places, made.county, made.own, body, '')


def _dressed(name: str, rng: random.Random) -> str:
    at = rng.randrange(1, len(name))
    return rng.choice((name[:at] + '\u3000' + name[at:], f'{name}（盖章）', f'{name}。', f'“{name}”'))


def _traditional(name: str) -> str:
    lines = table_lines('traditional.tsv')
    known = dict(zip(lines[1], lines[0], strict=True))
    return ''.join(known.get(char, char) for char in name)


_ON_PARTS: dict[str, Callable[[Made, random.Random], Made]] = {'places': _prefixed, 'short': _shortened}
_ON_NAME: dict[str, Callable[[str, random.Random], str]] = {
    'exact': lambda name, _rng: name,
    'slip': _slipped,
    'sound': lambda name, rng: _swapped(name, 'sounds.tsv', rng),
    'look': lambda name, rng: _swapped(name, 'lookalikes.txt', rng),
    'traditional': lambda name, _rng: _traditional(name),
    'dress': _dressed,
}
WIDE_KINDS = (
    'exact',
    'places',
    'short',
    'slip',
    'sound',
    'look',
    'traditional',
    'dress',
    'places+slip',
    'places+short',
    'look+traditional',
    'slip+slip',
    'short+slip',
)


def ask_wide(made: Made, whose: int | None, rng: random.Random) -> Asked:
    """One question about an organisation; the county is known for seven in ten."""
    kind = rng.choice(WIDE_KINDS)
    steps = kind.split('+')
    for step in steps:
        made = _ON_PARTS[step](made, rng) if step in _ON_PARTS else made
    name = made.name or made.county
    for step in steps:
        name = _ON_NAME[step](name, rng) if step in _ON_NAME and len(name) > 1 else name
    return Asked(name, made.county if rng.random() < 0.7 else None, whose, kind)
