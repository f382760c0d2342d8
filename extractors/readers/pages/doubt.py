"""Whether a page's text layer says what the page shows, judged by its letters alone.

A layer may be unreadable (no codes), mojibake (codes of another alphabet), shuffled (a font whose table
of codes is wrong: readable letters, no words) or rubbish that a recogniser left. Each test asks for
enough letters to be sure. Names of people, goods and places are no words either: what could be a list of
them is never left out, at most doubted.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from extractors.readers.pages.page import Page
from extractors.readers.pages.told import UNREADABLE, WHOLE_PAGE, Doubt

_USUAL_PAIRS = (
    '人民中国一个我们代表他们国家自己没有全国什么工作发展可以经济社会委员大会这个公司政府主要地方问题进行湖北不是表大已经武汉这样民代安门员会主义天安第一这些技术大学世界北京地区生产研究文化知道'
    '学院部分起来这种美国如果重要领导企业开始行政中央历史石首不能学生因为方面成为国人时候人大通过时间政治关系自治工业其中现在一些可能决定生活民族情况所以同时管理不同革命组织一种教育出来会议一般'
    '市场以及怎么认为由于国际两个自然这里作为机关人口第二活动长江但是一次建设需要根据产品城市日本许多运动系统其他中心之间科学形成面积资本一定出现记者计划委会具有以上发现影响规定人们使用发生法律'
    '基本民政世纪中华作用虽然包括要求主席工程因此人员一样编辑建立参加制度组成各种皇帝战争汉市职业而且北省军事国民提出我国旅游必须之一增长所有以后你们如何实际说道应该为了上海建筑之后共和有关劳动'
    '农业时期资源常委价值国务不过孩子东西不会公里如此部门能力政体特别各级学校最后改革大家基础产生机构负责表示当时这么保护那么下来最高环境群众常务检察选举得到一直方法还有和国进入过程条件目前平方'
    '增加科技思想对于过去举行单位务院方式不知理论一下报告或者专业一步一点百科开发提供提高解放十分艺术投资一声一切完成信息统治分别准备最大先生现代获得那些英国经过然后表现民主非常比较亿元结构任何'
    '服务有人一起治区觉得今天存在不断集团主任完全形式统一不可规模内容有些华人二十联合达到新闻任务不要合作甚至实行事情原来变化务委实现执行不得政策突然年代共产精神心中直接民共咱们可是荆州阶级继续'
    '期间国内位于权力广场解决设计几个那个外交称为能够会主水平先进第三部队成立结果后来铁路政区利用学习不到产业会常不仅关于控制制定不敢于是这时项目个人看到当然处理襄阳那里相关交通千米很多公路重点'
    '印度分布其实全省分析土地公民超过原因发布希望及其产党农民计算左右工人收入电子法国回来丰富它们重大力量法院价格南京区域采用商品范围指挥引起自由公元军队以来选择发言为主知识时代取得整个安全农村'
    '了解察院基地生物目标甚么银行地位全部共同成功传统就是大常按照综合资料受到汽车比赛标准专家民党一条独立过来学家支持眼睛明白下去批准武器加强人物身上兄弟平原动物美元作战百度来说目的每年蒙古告诉'
    '城楼之中实施进一德国严重心里城邦本级电话办法皇上宪法事业阶段平均材料大量集中只要植物注意朋友帝国随着多少斗争意见导弹终于接受战略今日消息出去言人积极词条文学坚持夫人干部战斗说话一天声音保持'
    '中学人家而是姑娘台湾欧洲人类另外机会开放多年反对敌人改变具体是否根本毛泽先后今年一年小宝经验泽东一位网络领域原则分子程度三个联系看见出口报道辖市消费封建有限还是父亲儿子容易韦小喜欢采取此外'
    '长期这次无法飞机高速几乎书记如今音乐多数直辖稳定法规感到民法为什似乎真正清楚十年作品西北正式家庭毕业造成功能建议行为相同大桥全面训练以前著名行动明显众人反应化学迅速同志东北认识正是保证地理'
    '现象南部山区货币应用首先胜利物质帮助召开机械调查结合特点介绍人才际上香港机场结束青年秘书说明然而一部监督一阵一句人数十五只见交部那样爱国回答权利之前小时更加速度万元市长意义天下特色航空来到'
    '设立和平经营扩大武昌大道官员出版指导平民海军一方国共调整古代体育考虑专门利益此时拥有行业状态设备并且相当师父细胞资产想到语言不少仍然心理抗日气候质量实验方向附近动力商业电视总理重新少数文明'
    '外国性质分为业务很大措施运输广泛别人考试女人系列脸上责任股东十一大多宜昌大陆展开作出用于医院母亲有时通常实在完善命令身体西南分钟体系州市东南二人制造巨大发表三十有效国防部长所谓财政中共方米'
    '普通努力位置武功武装各地安排面前多种感觉显示越来发动来越创造不了指出逐渐当年长安司令北部治疗恢复贸易若干却是装备除了苏联困难从而事件教授罗斯同样一块意思相对生命理学当地这位忽然产量特殊哪里'
    '以下'
)
"""The 800 pairs of letters most frequent in Chinese words, from the frequencies of jieba's dictionary."""

_STRETCH = 80
"""Letters of running text that are judged together: so much of a broken font may stand among good ones."""
_FEWEST = 60
_USUAL_SHARE = 0.1
"""Of a stretch, letters in usual pairs: in real paper 0.1 at least, shuffled 0.09 at most, in lists none."""
_IMPOSSIBLE = -1.1
_UNLIKELY = -0.15
"""How much more often neighbours stand together in words than by chance, as a mean of natural logarithms:
real paper 0.5 at least, lists of firms, goods and places 0.3, of transliterated names -0.8 (letters of which
words are made, in no words), of rare letters 0; shuffled paper -1.3 at most, shuffled lists -0.2."""
_COMMON_SHARE = 0.6
"""Of a page, letters of the everyday sets: of names lists at least 0.8, of letters at random 0.33."""
_UNKNOWN_SHARE = 0.2
"""Of a page, letters of neither GB 2312 nor Big5: of letters at random 0.35, of rare names less than 0.1."""

_HAN = re.compile('[\u3400-\u9fff]+')
_RUN = re.compile('[\u3400-\u9fff]{5,}')
_REPEATED = re.compile(r'(.)\1+')
_ACCENTED = re.compile('[\x80-\xff]')
_ODD_MARKS = re.compile(r'[!"#$&\'*+;<=>?@\[\\\]^`{|}~]')
_STOPS = re.compile('[，。；]')
_WORD = re.compile(r'[A-Za-z]{3,}')
_VOWEL = re.compile('[aeiouyAEIOUY]')


def doubt_text(page: Page) -> Doubt | None:
    """What speaks against the page's text; None where nothing does."""
    text = _page_to_text(page)
    doubt = doubt_letters(text)
    scan = page.drawn.invisible and page.drawn.picture > WHOLE_PAGE
    if doubt is None and scan and _is_rubbish(''.join(text.split()), text):
        return Doubt("扫描软件识别的文字大半不成字", certain=True)
    return doubt


def doubt_letters(text: str) -> Doubt | None:
    """What speaks against a text; a line is letters set without a gap."""
    letters = ''.join(text.split())
    if len(letters) < 10:
        return None
    if len(UNREADABLE.findall(letters)) > 0.3 * len(letters):
        return Doubt("多数字没有可用的文字编码", certain=True)
    if len(_ACCENTED.findall(letters)) > 0.35 * len(letters) or _is_cipher(letters):
        return Doubt("文字是乱码（编码错位）", certain=True)
    return _doubt_han(letters) or _doubt_words(text)


def _page_to_text(page: Page) -> str:
    """The letters as drawn, a new line wherever one is not set right after the other."""
    pieces = []
    x1 = base = 0.0
    for letter, x0, y0, x, y1, line in page.glyphs:
        if abs(x0 - x1) > 0.3 * (y1 - y0) or line - base > 1 or base - line > 1:
            pieces.append('\n')
        pieces.append(letter)
        x1, base = x, line
    return ''.join(pieces)


def _is_cipher(letters: str) -> bool:
    """Whether most letters are marks that hardly stand together: glyph numbers taken for codes."""
    marks = Counter(_ODD_MARKS.findall(letters))
    return len(letters) >= 30 and len(marks) >= 6 and marks.total() > 0.35 * len(letters)


def _doubt_han(letters: str) -> Doubt | None:
    """Letters at random: mostly rare ones, and many that no alphabet in use has; some do in sentences."""
    han = ''.join(_HAN.findall(letters))
    counts = Counter(han)
    everyday = _everyday()
    common = sum(count for letter, count in counts.items() if letter in everyday)
    if len(han) < 20 or common >= _COMMON_SHARE * len(han):
        return None
    unknown = sum(letter not in _known() for letter in han) / len(han)
    sentences = len(_STOPS.findall(letters)) > len(han) / 30
    certain = len(han) >= _FEWEST and unknown > _UNKNOWN_SHARE / (2 if sentences else 1)
    return Doubt("文字编码与字形对不上，读出的多是生僻字", certain)


def _doubt_words(text: str) -> Doubt | None:
    """Letters shuffled: everyday ones beside neighbours that they hardly ever have."""
    least = min(map(_liking, _stretches(text)), default=0.0)
    if least >= _UNLIKELY:
        return None
    return Doubt("文字编码与字形对不上，读出的字连不成词句", certain=least < _IMPOSSIBLE)


@lru_cache(maxsize=1)
def _everyday() -> frozenset[str]:
    """GB 2312 level 1 and Big5 level 1: the everyday letters, simplified and traditional."""
    simplified = _decoded('gb2312', range(0xB0, 0xD8), range(0xA1, 0xFF))
    return simplified | _decoded('big5', range(0xA4, 0xC7), (*range(0x40, 0x7F), *range(0xA1, 0xFF)))


@lru_cache(maxsize=1)
def _simplified() -> frozenset[str]:
    return _decoded('gb2312', range(0xB0, 0xF8), range(0xA1, 0xFF))


@lru_cache(maxsize=1)
def _known() -> frozenset[str]:
    """All letters of GB 2312 and Big5."""
    return _simplified() | _decoded('big5', range(0xA4, 0xFA), (*range(0x40, 0x7F), *range(0xA1, 0xFF)))


def _decoded(codec: str, rows: range, cells: range | tuple[int, ...]) -> frozenset[str]:
    codes = (bytes([row, cell]) for row in rows for cell in cells)
    return frozenset(''.join(code.decode(codec, errors='ignore') for code in codes))


def _stretches(text: str) -> Iterator[list[str]]:
    """Running text by stretches; too little is left out, and runs too short to hold words."""
    runs: list[str] = []
    left = len(''.join(found := _RUN.findall(_REPEATED.sub(r'\1', text))))
    length = 0
    for run in found:
        runs.append(run)
        length += len(run)
        if length >= _STRETCH and left - length >= _STRETCH:
            yield runs
            left -= length
            runs, length = [], 0
    if length >= _FEWEST:
        yield runs


def _liking(runs: list[str]) -> float:
    """How much neighbours like each other; 0 where that is not known: other scripts, or usual words."""
    letters = ''.join(runs)
    if _share_in_pairs(runs, _usual_pairs()) >= _USUAL_SHARE:
        return 0.0
    if sum(letter in _simplified() for letter in letters) < 0.9 * len(letters):
        return 0.0  # traditional or Japanese, for which there are no words here
    pairs, singles, scale = _counts()
    likings = []
    for run in runs:
        for first, second in pairwise(run):
            chance = singles[first] * singles[second] * scale
            likings.append(math.log((pairs[first + second] + 0.1 * chance + 0.5) / (1.1 * chance + 0.5)))
    return sum(likings) / len(likings)


def _share_in_pairs(runs: list[str], pairs: frozenset[str]) -> float:
    inside = 0
    for run in runs:
        last = -1
        for index in range(len(run) - 1):
            if run[index : index + 2] in pairs:
                inside += 1 if last == index else 2
                last = index + 1
    return inside / sum(map(len, runs))


@lru_cache(maxsize=1)
def _usual_pairs() -> frozenset[str]:
    return frozenset(_USUAL_PAIRS[index : index + 2] for index in range(0, len(_USUAL_PAIRS), 2))


@lru_cache(maxsize=1)
def _counts() -> tuple[Counter[str], Counter[str], float]:
    """How often two letters stand together in jieba's words, each alone, and what makes of two the chance.

    A second once, for pages without usual words.
    """
    import jieba

    pairs: Counter[str] = Counter()
    singles: Counter[str] = Counter()
    with jieba.Tokenizer().get_dict_file() as lines:
        for line in lines:
            word, frequency, *_ = line.decode('utf-8').split(' ')
            count = int(frequency)
            for letter in word:
                singles[letter] += count
            for first, second in pairwise(word):
                pairs[first + second] += count
    return pairs, singles, pairs.total() / singles.total() ** 2


def _is_rubbish(letters: str, text: str) -> bool:
    """Whether less than half is Chinese, numbers or words that could be of some language."""
    known = sum(letter.isdigit() or unicodedata.east_asian_width(letter) in 'WF' for letter in letters)
    words = sum(len(word) for word in _WORD.findall(text) if _is_word(word))
    return len(letters) >= 30 and known + words < 0.5 * len(letters)


def _is_word(word: str) -> bool:
    even = word.islower() or word.isupper() or word.istitle()
    return even and 0.15 < len(_VOWEL.findall(word)) / len(word) < 0.8
