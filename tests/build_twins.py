"""Official papers at random, as .docx: each draws a notice or a form that a clerk might have typed.

The same seed gives the same papers. Only what both a Word file and its print tell is drawn.
"""

from __future__ import annotations

import random
from pathlib import Path

from tests.build import NAMESPACES, docx, levels, numbered, p, r, tbl, tc, tr

PLACES = ('甲县', '乙县', '丙区', '丁市')
TRADES = (
    '餐饮行业',
    '老年书画',
    '乒乓球运动',
    '蔬菜种植',
    '物业管理',
    '收藏家',
    '茶文化',
    '电子商务',
    '建筑装饰',
    '门球',
)
PHRASES = (
    '各有关单位要高度重视此项工作', '明确专人负责', '将登记表报送示例市示例局', '逾期未报的视为未开展',
    '组建工作按照应建尽建的原则进行', '党员人数不足三名的可以联合组建', '有关情况及时反馈',
    '各县（市、区）对辖区内的社会组织逐一核实', '做到底数清、情况明', '切实加强组织领导',
    '对无党员的社会组织选派党建工作指导员', '建立健全工作台账', '不得瞒报漏报', '由业务主管单位督促落实',
    '对本地区登记的社会组织开展一次全面排查', '于本月底前报送', '确保覆盖率达到95.5%以上',
    '按照《示例办法》（示发〔2026〕12号）执行', '可拨打0000-1234567询问',
)  # fmt: skip
HEADS = ('工作目标', '组建方式', '时间安排', '有关要求', '报送办法', '组织领导')
LABELS = (
    '社会组织名称', '统一社会信用代码', '登记证号', '法定代表人', '联系电话', '从业人员数', '党员数',
    '业务主管单位', '住所', '党组织名称', '组建方式', '主要业务范围', '成立时间', '填表人',
)  # fmt: skip
COLUMNS = ('名称', '类别', '党员数', '从业人员', '负责人', '联系电话', '成立时间', '组建方式', '备注')
LEVELS = levels(('chineseCounting', '%1、'), ('chineseCounting', '（%2）'), ('decimal', '%3.'))
INDENT = '<w:ind w:firstLineChars="200" w:firstLine="640"/>'
BORDERS = ''.join(
    f'<w:{edge} w:val="single" w:sz="4" w:color="000000"/>'
    for edge in ('top', 'left', 'bottom', 'right', 'insideH', 'insideV')
)
WIDTH = 8844
"""Of the type area in twips: A4 with margins of 28 and 26 mm."""

SECTION = (
    '<w:pgSz w:w="11906" w:h="16838"/>'
    '<w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1588" w:header="851" w:footer="992"/>'
)
_FONT = 'AR PL UMing CN'
STYLES = (
    '<w:docDefaults><w:rPrDefault><w:rPr>'
    f'<w:rFonts w:ascii="{_FONT}" w:eastAsia="{_FONT}" w:hAnsi="{_FONT}"/><w:sz w:val="{{size}}"/>'
    '</w:rPr></w:rPrDefault></w:docDefaults>'
    '<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/>'
    '<w:pPr><w:overflowPunct w:val="0"/><w:jc w:val="both"/></w:pPr></w:style>'
)
"""Justified, as papers are; LibreOffice 7.4 now and then does not draw a mark that hangs in the margin."""


def sentence(rng: random.Random, least: int = 1, most: int = 6) -> str:
    """Phrases joined to a sentence."""
    return '，'.join(rng.sample(PHRASES, rng.randint(least, most))) + '。'


def name(rng: random.Random) -> str:
    """An organisation's name."""
    return f'{rng.choice(PLACES)}{rng.choice(TRADES)}{rng.choice(("协会", "商会", "学会", "促进会"))}'


def person(rng: random.Random) -> str:
    """A person's name."""
    return rng.choice('赵钱孙李周吴郑王冯陈') + rng.choice(
        ('小明', '建国', '芳', '志强', '晓燕', '文', '海波')
    )


def value(rng: random.Random) -> str:
    """What stands in a cell of a form: words, numbers, ticks, several lines, or nothing."""
    return rng.choice(
        (
            '', '', str(rng.randint(0, 300)), name(rng), person(rng),
            f'20{rng.randint(10, 26)}.{rng.randint(1, 12):02}', f'139{rng.randint(0, 10**8 - 1):08}',
            f'51620000MJ{rng.randint(0, 10**8 - 1):08}', '☑是　□否', '□是　☑否', '√',
            rng.choice(PHRASES), sentence(rng, 2, 3), '第一行\n第二行', '（一）甲\n（二）乙\n（三）丙',
        )
    )  # fmt: skip


def paragraph(rng: random.Random) -> str:
    """A paragraph of the body, a piece of it bold, its first line indented by two characters."""
    text = ''.join(sentence(rng) for _ in range(rng.randint(1, 4)))
    cut = rng.randint(0, min(12, len(text)))
    return p(r(text[:cut], '<w:b/>') + r(text[cut:]), INDENT)


def cell(text: str, width: int, span: int = 1, merge: str = '') -> str:
    """A cell of so many twips; each line of its text is a paragraph."""
    properties = (
        f'<w:tcW w:w="{width}" w:type="dxa"/><w:gridSpan w:val="{span}"/>{merge}<w:vAlign w:val="center"/>'
    )
    return tc(''.join(p(r(line, '<w:sz w:val="21"/>')) for line in text.split('\n')), properties)


def table(widths: list[int], rows: list[str]) -> str:
    """A ruled table on these grid columns."""
    grid = ''.join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    properties = f'<w:tblPr><w:tblBorders>{BORDERS}</w:tblBorders><w:tblLayout w:type="fixed"/></w:tblPr>'
    return tbl(*rows).replace('<w:tblPr/>', f'{properties}<w:tblGrid>{grid}</w:tblGrid>')


def form(rng: random.Random) -> str:
    """A form of labels beside values, some merged across, and a place for a photograph merged down."""
    cols = rng.choice((4, 6))
    width = WIDTH // cols
    photo = rng.choice((0, 3))
    rows = []
    for row in range(rng.randint(4, 7)):
        places = cols - 1 if row < photo else cols
        pairs = rng.randint(1, places // 2)
        spans = [1] * (pairs - 1) + [places - 2 * pairs + 1]
        cells = []
        for label, span in zip(rng.sample(LABELS, pairs), spans, strict=True):
            cells += [cell(label, width), cell(value(rng), width * span, span)]
        if row < photo:
            merge = f'<w:vMerge w:val="{"continue" if row else "restart"}"/>'
            cells.append(cell('' if row else '照片', width, 1, merge))
        rows.append(tr(*cells, properties='<w:trHeight w:val="500"/><w:cantSplit/>'))
    return table([width] * cols, rows)


def entry(rng: random.Random) -> str:
    """What stands in a cell of a list."""
    return rng.choice((name(rng), name(rng), str(rng.randint(0, 99)), person(rng), '2026.03', '联合组建', ''))


def listing(rng: random.Random) -> str:
    """A list under a header that each page repeats, of a few rows or over pages."""
    height = rng.choice((4, 8, 40))
    names = ['序号', *rng.sample(COLUMNS, rng.randint(2, 3))]
    width = WIDTH // len(names)
    head = tr(*(cell(each, width) for each in names), properties='<w:cantSplit/><w:tblHeader/>')
    rows = [
        tr(
            cell(str(number), width),
            *(cell(entry(rng), width) for _ in names[1:]),
            properties='<w:cantSplit/>',
        )
        for number in range(1, height + 1)
    ]
    return table([width] * len(names), [head, *rows])


def body(rng: random.Random) -> str:
    """A title, a body of numbered headings and paragraphs, tables between them, an end."""
    title = f'关于开展{rng.choice(PLACES)}社会组织{rng.choice(HEADS)}的通知'
    parts = [p(r(title, '<w:b/><w:sz w:val="44"/>'), '<w:jc w:val="center"/>'), p('各有关单位：')]
    for head in rng.sample(HEADS, rng.randint(2, 4)):
        parts.append(numbered(head, 0))
        parts += [paragraph(rng) for _ in range(rng.randint(1, 3))]
        if rng.random() < 0.4:
            parts += [numbered(sentence(rng, 1, 2), 2), numbered(sentence(rng, 1, 2), 2)]
        if rng.random() < 0.5:
            opening = p('填报内容如下：', f'<w:pageBreakBefore/>{INDENT}')
            parts += [opening, rng.choice((form, listing))(rng), p('注：本表由填报单位如实填写。')]
    parts += [p('示例市示例局', '<w:jc w:val="right"/>'), p('2026年3月1日', '<w:jc w:val="right"/>')]
    return ''.join(parts)


def paper(path: Path, seed: int) -> Path:
    """The paper of this seed as a .docx with a page number at its foot."""
    rng = random.Random(seed)
    xml = body(rng)
    dash = '<w:r><w:t xml:space="preserve"> — </w:t></w:r>'
    number = p(f'{dash}<w:fldSimple w:instr="PAGE">{r("1")}</w:fldSimple>{dash}', '<w:jc w:val="center"/>')
    parts = {'numbering': LEVELS, 'styles': STYLES.format(size=rng.choice((24, 28, 32)))}
    section = f'<w:sectPr><w:footerReference w:type="default" r:id="footer"/>{SECTION}</w:sectPr>'
    document = f'<w:document {NAMESPACES}><w:body>{xml}{section}</w:body></w:document>'
    return docx(path, '', parts=parts, margins={'footer': number}, members={'word/document.xml': document})
