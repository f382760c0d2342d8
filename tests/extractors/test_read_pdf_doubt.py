import random
import re
from pathlib import Path

import pytest

from extractors.readers.pages import doubt as pdf_doubt
from extractors.readers.pdf import reader as read_pdf
from model.document import Block, Paragraph
from model.errors import Unsupported
from tests.build_pdf import HEIGHT, PICTURE, WIDTH, pdf, say

PROSE = (
    '各县区民政局要高度重视社会组织年度检查工作，加强组织领导，明确责任分工，认真审核有关材料，按照规定'
    '的时间和程序报送检查结果。对未按要求参加年度检查的单位，要依法作出处理，并将有关情况向社会公布。'
)
NAMES = '张昊玥李鑫淼王煜钰赵嫣雯欧阳铄诸葛彧司马懿尉迟恭濮阳祎令狐翀单雄信朴智妍查慎行解晓东翟羽缪斌'


def lines(text: str, top: float = 100) -> str:
    pieces = [text[index : index + 26] for index in range(0, len(text), 26)]
    return ''.join(say(piece, 80, top + 28 * index) for index, piece in enumerate(pieces))


def shuffled(text: str, seed: int) -> str:
    """The text as a font with a wrong table of codes gives it: each letter as another of its own."""
    letters = sorted(set(re.findall('[一-鿿]', text)))
    others = random.Random(seed).sample(letters, len(letters))
    return text.translate(dict(zip(map(ord, letters), others, strict=True)))


def anyhow(text: str, seed: int) -> str:
    """The text with each letter as any Han letter."""
    letters = sorted(set(re.findall('[一-鿿]', text)))
    others = random.Random(seed).sample(range(0x4E00, 0x9FA6), len(letters))
    return text.translate(dict(zip(map(ord, letters), others, strict=True)))


def texts(blocks: tuple[Block, ...]) -> str:
    return ''.join(block.text for block in blocks if isinstance(block, Paragraph))


@pytest.mark.parametrize(
    'rubbish',
    [
        *(shuffled(PROSE, seed) for seed in range(8)),
        *(anyhow(PROSE, seed) for seed in range(8)),
        PROSE.encode('gbk').decode('latin-1'),
        PROSE.encode().decode('latin-1'),
        '\ue012\ue234' * 40,
        ''.join(chr(0x21 + index % 15) for index in range(90)),
    ],
)
def test_a_page_of_rubbish_is_not_read_and_told(tmp_path: Path, rubbish: str) -> None:
    blocks, pages, problems = read_pdf.read(pdf(tmp_path / 'a.pdf', lines(PROSE), lines(rubbish)))
    assert (texts(blocks), pages) == (PROSE, 2)
    assert [(each.code, each.where.page) for each in problems] == [('page_without_text', 2)]


def test_half_a_page_of_a_broken_font_is_enough(tmp_path: Path) -> None:
    page = lines(PROSE) + lines(shuffled(PROSE, 1), 350)
    with pytest.raises(Unsupported) as caught:
        read_pdf.read(pdf(tmp_path / 'a.pdf', page))
    assert caught.value.code == 'needs_ocr'
    assert "编码已坏" in caught.value.message


@pytest.mark.parametrize(
    'good',
    [
        PROSE,
        '，'.join(re.findall('.{2,3}', NAMES)) * 3,
        '1 203.5 98% 2016-08-03 0000-1234501 ' * 8,
        'All social organizations must complete the annual inspection. Résumé, café, façade. ' * 3,
        '社會組織應當於每年五月三十一日前向登記管理機關報送年度工作報告，接受年度檢查。' * 4,
        '示例市',
        '散称华联粉条，冠益乳草莓味，冠益乳黄桃味，桶装原味酸牛奶，冻猪手礼盒，简装甜粽系列，圆周杯四连杯，'
        * 2,
        '□是 ☑否 ____ …… （ ） ' * 9,
    ],
)
def test_good_pages_are_not_doubted(tmp_path: Path, good: str) -> None:
    _, _, problems = read_pdf.read(pdf(tmp_path / 'a.pdf', lines(good)))
    assert [each.code for each in problems] == []


TRANSLITERATED = '阿买提江古丽努尔艾合麦木热依扎克吐逊帕夏姆孜曼沙玉素甫拉达瓦卓玛次仁央金旺堆格桑尼多吉洛'
RARE = '夔谌郗酆鄢逄亓佴仉麴宓闳郏璩煜昱珺琎翊骁霏赟昊炘喆淏瑾芃茉菡屹崟嶷煊晗彧琪琰烨忻珩钰晔旸昀'
GOODS = (
    '冠益乳', '砂糖橘', '魔芋爽', '螺蛳粉', '龟苓膏', '碧螺春', '腻子粉', '羊角锤', '荞麦枕', '钢丝球', '角阀'
)  # fmt: skip
FIRMS = ('甲县', '乙县', '煜昇', '鑫垚', '晟睿', '餐饮', '建筑安装', '商贸', '有限责任公司', '合伙企业')


def listed(seed: int) -> str:
    """A page's list of one kind of names, each cut as a narrow cell cuts it."""
    rng = random.Random(seed)
    words, least, most = rng.choice(((TRANSLITERATED, 5, 9), (RARE, 2, 3), (GOODS, 2, 3), (FIRMS, 3, 5)))
    width = rng.choice((4, 6, 9, 30))
    names = [
        ''.join(rng.choice(words) for _ in range(rng.randint(least, most)))
        for _ in range(rng.randint(20, 60))
    ]
    return '\n'.join(name[at : at + width] for name in names for at in range(0, len(name), width))


def test_no_list_of_names_is_ever_left_out() -> None:
    for seed in range(300):
        doubt = pdf_doubt.doubt_letters(listed(seed))
        assert doubt is None or not doubt.certain, seed


def test_a_page_of_real_firms_is_never_doubted(shared: Path) -> None:
    rows = (shared / 'corpus' / 'names' / 'enterprises-20k.tsv').read_text('utf-8').splitlines()[1:]
    names = [name for row in rows if '\ufffd' not in (name := row.split('\t')[0])]
    for start in range(0, len(names), 30):
        for width in (5, 8, 40):
            cells = (
                name[at : at + width]
                for name in names[start : start + 30]
                for at in range(0, len(name), width)
            )
            assert pdf_doubt.doubt_letters('\n'.join(cells)) is None, names[start]


def test_a_doubtful_page_is_read_and_told(tmp_path: Path) -> None:
    text = '洛吉金央扎热玛卓瓦达甫素玉沙曼孜姆夏帕逊吐克依木麦合艾尔努丽古江提买阿' * 3
    blocks, _, problems = read_pdf.read(pdf(tmp_path / 'a.pdf', lines(text)))
    assert texts(blocks) == text
    assert [each.code for each in problems] == ['text_doubtful']


def test_names_set_apart_are_no_running_text(tmp_path: Path) -> None:
    names = re.findall('...', NAMES) * 4
    page = ''.join(
        say(name, 80 + 70 * (index % 6), 100 + 28 * (index // 6)) for index, name in enumerate(names)
    )
    assert read_pdf.read(pdf(tmp_path / 'a.pdf', page))[2] == ()


def test_what_a_recogniser_made_of_another_script_is_no_text(tmp_path: Path) -> None:
    scan = f'q {WIDTH} 0 0 {HEIGHT} 0 0 cm /Im Do Q 3 Tr '
    rubbish = "RAPe EE AR; BRx |l1 .,’ fF Tt kK:. ,,-- wW RRg' " * 4
    words = 'The annual inspection of social organizations begins in March and ends in May. ' * 3
    path = pdf(tmp_path / 'a.pdf', scan + lines(words), scan + lines(rubbish), objects=(PICTURE,))
    _, _, problems = read_pdf.read(path)
    assert [(each.code, each.where.page) for each in problems] == [
        ('text_over_picture', 1),
        ('page_without_text', 2),
    ]


def test_real_paper_is_never_doubted(shared: Path) -> None:
    papers = sorted((shared / 'corpus' / 'notices').glob('*/text.txt')) + sorted(
        (shared / 'seeds').glob('*.txt')
    )
    assert papers
    for paper in papers:
        text = paper.read_text('utf-8')
        assert pdf_doubt.doubt_letters(text) is None, paper
        for seed in range(3):
            broken = pdf_doubt.doubt_letters(shuffled(text, seed))
            assert broken is not None, (paper, seed)
            assert broken.certain, (paper, seed)
