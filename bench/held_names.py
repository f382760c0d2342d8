"""Fictional organisations in real counties, apart from the names that matching was made with.

Names follow 民政部令第69号: region, field or members, form for 社会团体; region, 字号, field and form for
the others. The words below are this bench's own and no other module may read them.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from functools import cache
from importlib import resources
from typing import NamedTuple

from model.subject import Organisation
from text.codes import ALPHABET
from text.regions import Regions, names_to_regions


def _words(text: str) -> list[str]:
    return text.split()


_OWN = _words(
    """
    晨露 春蚕 知行 远山 归雁 鸿鹄 青禾 沃土 甘泉 润雨 初心 暖阳 邻里情 小桔灯 小水滴 蜗牛 石榴籽 布谷鸟
    啄木鸟 向阳花 满天星 三叶草 木棉 银杏 胡杨 红柳 骆驼 海燕 白鸽 灯塔 港湾 摇篮 阶梯 桥梁 纽带 基石 脊梁
    同舟 共济 众志 齐心 笃行 致远 至善 上善 尚学 尚武 求真 求是 务本 格物 修远 思源 春泥 薪火 传灯 点亮
    守望 牵手 拾光 时光里 开心果 乐天 无忧 康宁 寿康 福临 久久 重阳 常青树 夕照 银发 松龄 孝亲 敬贤 尊长
    仁济 普济 惠民 利民 便民 安民 泽民 为公 大同 天下 中和 平和 正源 明镜 天秤 卫士 盾牌 火种 星火 燎原
    曙光 破晓 东升 日出 旭日 金盾 金桥 金钥匙 银铃 童心 童话 童谣 奇思 妙想 七色花 五色土 百草 百川 千帆
    万里 万象 未名 人人 己任 土豆
    """
)
_FIRST = '博瀚弘景泓润沐昊睿卓励晟凯君谦恩慕若培树萃蕴颂歌悠宁舒朗皓钧铭锦绣玉琢珍尚卫千天文云'
_SECOND = '雅学源风帆程翼途基业邦民耘田禾木林泉溪泽澜涛峰岳岩石光曦辉映彩韵诗墨书画琴棋士未'
_SERVICES = _words(
    """
    社会工作发展中心 社会工作事务所 居家养老照料中心 养老照护院 颐养院 护理院 老年大学 托育园 早期教育中心
    中英文幼儿园 幼儿园 幼儿园 外国语学校 职业技术学校 驾驶员培训学校 美术培训中心 舞蹈艺术中心 戏曲传习所
    民俗博物馆 图书馆 青年公益发展中心 志愿者服务队 应急救援队 法律援助中心 人民调解中心 商事调解中心
    儿童福利服务中心 孤独症儿童康复中心 残障人士帮扶中心 心理健康辅导站 社区营造促进中心 乡村振兴服务中心
    农业科技推广站 环境监测研究所 动物救助站 口腔门诊部 中医诊所 骨科医院 妇产医院 篮球俱乐部 游泳俱乐部
    跆拳道馆 户外运动俱乐部 健身中心 人力资源培训中心 创业孵化中心 慈善超市 爱心驿站
    """
)
_TRADES = _words(
    """
    家居建材 木材 板材 门窗 门业 卫浴 厨具 灯具 五金机电 轴承 阀门 泵业 电线电缆 紧固件 铸造 热处理 焊接
    钣金 模具 汽车维修 汽车配件 二手车 道路运输 出租汽车 快递 仓储 港口 船舶 渔船 内河航运 导游 民宿客栈
    酒店 火锅 烘焙 小吃 厨师 茶艺 茶文化 咖啡 白酒 啤酒 葡萄酒 饮用水 豆制品 粮油 面粉 大米 辣椒 花椒 生姜
    枸杞 百合 马铃薯 玉米制种 苹果 桃 梨 猕猴桃 樱桃 草莓 西瓜 柚子 荔枝 芒果 核桃 板栗 油茶 油橄榄 香菇
    木耳 蔬菜 花卉盆景 兰花 月季 苗圃 奶牛 肉牛 肉羊 生猪 蛋鸡 肉鸭 蜜蜂 淡水鱼 小龙虾 对虾 海参 农机 植保
    种子 肥料 饲料 沼气 林业 沙产业 草业 个体工商户 民营企业 中小企业 青年创业 女企业家 科学技术 科普作家
    工程师 技师 会计 审计 资产评估 造价 招标投标 拍卖 典当 信用担保 物业管理 房地产开发 建筑装饰 勘察设计
    监理 测绘 地质 水土保持 气象 防震减灾 消防 安全生产 保安 档案 图书 新闻 文学 诗歌 书法 篆刻 国画 油画
    剪纸 刺绣 陶艺 紫砂 奇石 古玩 集邮 钱币 摄影 影视 合唱 民乐 秦腔 舞蹈 广场舞 健身气功 太极拳 武术 散打
    拳击 跆拳道 乒乓球 网球 台球 气排球 足球 田径 游泳 滑雪 自行车 登山 徒步 钓鱼 象棋 围棋 桥牌 电子竞技
    老年人体育 老干部书画 老区建设 关心下一代 家庭教育 学前教育 民办教育 校外培训 心理学 红十字 无偿献血
    禁毒志愿者 残疾人 盲人按摩 聋人 见义勇为 法学 律师 公证 人民调解 伦理学 哲学 历史 考古 方言 姓氏文化
    中医药 针灸 护理 口腔医学 眼科医学 预防医学 营养 药品零售 医疗器械 殡葬 婚庆 美容美发 家政 洗染
    再生资源 环境科学 野生动物保护 湿地保护 软件 大数据 物联网 无人机 光伏 风电 燃气 供热 供水 煤炭 稀土
    黄金 石油装备 化工 橡胶 塑料 纺织 服装 羊绒 毛衫 鞋业 箱包 皮具 玩具 文具 乐器 钟表 眼镜 珠宝 包装印刷
    广告 会展 商标 知识产权 电子商务 外贸
    """
)
_FORMS = _words('协会 协会 协会 协会 商会 商会 行业协会 学会 研究会 促进会 联合会 联谊会 同业公会')
_GIVING = _words('慈善 教育发展 公益 助学 医疗救助 扶贫 见义勇为 文化艺术')
_SYLLABLES = '柳桥塘坪坡湾岔沟店庙集渡关堡营寨墩垭岭湖龙马牛白黑红双三上下东西南北新老大小石沙泥清'

_ORGAN = '0123456789ABCDEFGHJKLMNPQRTUWXY'


class Place(NamedTuple):
    """A county with its city ('' where the province holds it itself) and province, and its six digits."""

    province: str
    city: str
    county: str
    code: str


class Held(NamedTuple):
    """An organisation of the bench and the county it lies in."""

    organisation: Organisation
    place: Place


@cache
def places() -> tuple[Place, ...]:
    """Every county of the country as the shipped table of divisions has it."""
    table = resources.files('text').joinpath('data', 'divisions.tsv').read_text('utf-8')
    pairs = [line.split('\t') for line in table.splitlines() if line and not line.startswith('#')]
    names = {code: name for code, name, *_ in pairs}
    return tuple(
        Place(names[code[:2] + '0000'], names.get(code[:4] + '00', ''), name, code)
        for code, name in names.items()
        if not code.endswith('00')
    )


@cache
def country() -> Regions:
    """Every province, city and county, as an office of the whole country would list them."""
    return names_to_regions(name for place in places() for name in place[:3] if name)


def region_of(place: Place) -> str:
    """The county as a ledger writes it: with its city only where the country has two of the name."""
    return (place.city or place.province) + place.county if place.county in _held_twice() else place.county


@cache
def _held_twice() -> frozenset[str]:
    counted = Counter(place.county for place in places())
    return frozenset(name for name, count in counted.items() if count > 1)


def _code(kind: str, place: Place, rng: random.Random) -> str:
    """A code with both of its check characters right (GB 32100, GB 11714)."""
    organ = ''.join(rng.choices(_ORGAN, k=8))
    weights = (3, 7, 9, 10, 5, 8, 4, 2)
    rest = 11 - sum(int(char, 36) * weight for char, weight in zip(organ, weights, strict=True)) % 11
    body = kind + place.code + organ + '0123456789X0'[rest]
    total = sum(ALPHABET.index(char) * pow(3, at, 31) for at, char in enumerate(body))
    return body + ALPHABET[-total % 31]


def _prefix(place: Place, rng: random.Random) -> str:
    city, draw = place.city or place.province, rng.random()
    if draw < 0.27:
        return city + place.county
    if draw < 0.70:
        return place.county
    if draw < 0.82:
        return city
    if draw < 0.86:
        return place.province
    if draw < 0.96:
        town = rng.choice(_SYLLABLES) + rng.choice(_SYLLABLES) + rng.choice(('镇', '镇', '乡', '街道', '村'))
        return place.county + town
    return place.province + place.city + place.county


def _social_service(rng: random.Random) -> str:
    if rng.random() < 0.03:
        return f'第{rng.choice("一二三四五六七八九")}{rng.choice(("幼儿园", "民办小学", "敬老院"))}'
    if rng.random() < 0.4:
        own = rng.choice(_OWN)
    else:
        own = rng.choice(_FIRST) + rng.choice(_SECOND) + (rng.choice(_SECOND) if rng.random() < 0.15 else '')
    return own + rng.choice(_SERVICES)


def _name(place: Place, homes: tuple[str, ...], rng: random.Random) -> tuple[str, str, str]:
    """A name, its kind and the first two characters of its code."""
    prefix, draw = _prefix(place, rng), rng.random()
    if draw < 0.52:
        return prefix + _social_service(rng), '民办非企业单位', '52'
    if draw < 0.545:
        return f'{prefix}{rng.choice(homes)}商会', '社会团体', '51'
    if draw < 0.985:
        return prefix + rng.choice(_TRADES) + rng.choice(_FORMS), '社会团体', '51'
    return prefix + rng.choice(_OWN) + rng.choice(_GIVING) + '基金会', '基金会', '53'


def held_organisations(counties: tuple[Place, ...], seed: int) -> Iterator[Held]:
    """Organisations without end, ids from 1; no two bear one name.

    Example: ledger = tuple(islice(held_organisations(places(), 20270101), 100_000))
    """
    rng = random.Random(seed)  # noqa: S311  # names, not secrets
    homes = tuple(sorted({place.city[:-1] for place in places() if place.city.endswith('市')}))
    seen: set[str] = set()
    facts: dict[str, object] = {}
    while True:
        place = rng.choice(counties)
        name, kind, digits = _name(place, homes, rng)
        if name not in seen:
            seen.add(name)
            code = _code(digits, place, rng)
            yield Held(Organisation(len(seen), name, code, region_of(place), kind, None, facts), place)
