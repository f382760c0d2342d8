"""The named styles of the templates: one look for each element of a 公文 (GB/T 9704-2012)."""

from __future__ import annotations

from dataclasses import dataclass

from scripts import template_geometry as g

FANG, SONG_TITLE, HEI, KAI, SONG = "仿宋_GB2312", "方正小标宋简体", "黑体", "楷体_GB2312", "宋体"
RED = 'FF0000'
FREE = '<w:snapToGrid w:val="0"/>'
NEXT = '<w:keepNext/>'


@dataclass(frozen=True, slots=True)
class Look:
    """How a paragraph looks; flags, spacing, indent are raw XML of a w:pPr, sizes half-points."""

    name: str
    jc: str = 'both'
    indent: str = ''
    spacing: str = ''
    flags: str = ''
    outline: str = ''
    font: str = FANG
    size: int = g.BODY_SIZE
    colour: str = ''


def indent(**sides: int) -> str:
    """A w:ind: leftChars and the like in hundredths of a character, left and the like in twips."""
    return '<w:ind ' + ' '.join(f'w:{side}="{value}"' for side, value in sides.items()) + '/>'


def spacing(before: int = 0, after: int = 0, line: int = g.LINE) -> str:
    """A w:spacing of exact lines, all in twips."""
    return f'<w:spacing w:before="{before}" w:after="{after}" w:line="{line}" w:lineRule="exact"/>'


def _right_tab(margin: int) -> str:
    return f'<w:tabs><w:tab w:val="right" w:pos="{g.TEXT_WIDTH - margin}"/></w:tabs>'


def _stops(*places: int) -> str:
    return '<w:tabs>' + ''.join(f'<w:tab w:val="left" w:pos="{place}"/>' for place in places) + '</w:tabs>'


_TWO = indent(firstLineChars=200, firstLine=g.INDENT)
_IMPRINT_TO = indent(
    leftChars=400, left=4 * g.SMALL_CAP, rightChars=100, right=g.SMALL_CAP,
    hangingChars=300, hanging=3 * g.SMALL_CAP,
)  # fmt: skip
_ONE_EACH = indent(leftChars=100, left=g.SMALL_CAP, rightChars=100, right=g.SMALL_CAP)
_CHAR = g.CAP + g.CHAR_SPACE
_LADDER = _stops(*(g.TEXT_WIDTH - step * _CHAR for step in range(g.LADDER + 2, 1, -1)))
_SIGNERS = _stops(*(g.TEXT_WIDTH - round(step * _CHAR) for step in (13, 8.7, 4.4)))


def _hanging(left: int, back: int) -> str:
    """Lines at left characters, the first one back characters before them."""
    return indent(leftChars=100 * left, left=left * g.CAP, hangingChars=100 * back, hanging=back * g.CAP)


# A sealed paper's date stands four characters off the right edge, its signature centred over it
# (7.3.5.1): the signature is centred in a block whose middle is that of a date 112 pt wide.
_SIGNED = indent(left=g.SIGNED_LEFT, right=0)

LOOKS = {
    'GwMark': Look("发文机关标志", 'center', flags=FREE, font=SONG_TITLE, colour=RED),
    'GwNumber': Look("发文字号", 'center'),
    'GwNumberLeft': Look(
        "上行文发文字号", 'left', indent(leftChars=100, left=g.CAP), flags=_right_tab(g.CAP)
    ),
    'GwSigners': Look("上行文签发人", 'left', indent(leftChars=100, left=g.CAP), flags=_SIGNERS),
    'GwCorner': Look("份号", 'left'),
    'GwCornerBold': Look("密级和紧急程度", 'left', font=HEI),
    'GwTitle': Look(
        "公文标题", 'center', '', spacing(2 * g.LINE, 0, g.TITLE_LINE), FREE,
        font=SONG_TITLE, size=g.TITLE_SIZE,
    ),
    'GwTo': Look("主送机关", 'left', spacing=spacing(g.LINE)),
    'GwBody': Look("公文正文", indent=_TWO),
    'GwHeading': Look("公文一级标题", indent=_TWO, flags=NEXT, outline='<w:outlineLvl w:val="0"/>', font=HEI),
    'GwHeading2': Look(
        "公文二级标题", indent=_TWO, flags=NEXT, outline='<w:outlineLvl w:val="1"/>', font=KAI
    ),
    'GwClosing': Look("公文结语", indent=_TWO, flags=NEXT),
    'GwAttached': Look("附件说明", 'left', _hanging(5, 3), spacing(g.LINE), NEXT),
    'GwAttachedFirst': Look("附件说明首项", 'left', _hanging(6, 4), spacing(g.LINE), NEXT),
    'GwAttachedNext': Look("附件说明次项", 'left', _hanging(6, 1), flags=NEXT),
    'GwSigned': Look("发文机关署名", 'center', _SIGNED, spacing(2 * g.LINE), NEXT),
    'GwSealNote': Look("代章说明", 'center', _SIGNED, flags=NEXT),
    'GwJoint': Look("联合署名", 'center', '', spacing(2 * g.LINE), NEXT),
    'GwUnsealed': Look("不盖章署名", 'left', '', spacing(g.LINE), NEXT + _LADDER),
    'GwUnsealedDate': Look("不盖章日期", 'left', flags=NEXT + _LADDER),
    'GwStamped': Look(
        "签发人职务", 'right', indent(right=6 * g.CAP + g.STAMP), spacing(3 * g.LINE, g.LINE), NEXT
    ),
    'GwStampedDate': Look(
        "签名章日期", 'right', indent(rightChars=400, right=4 * g.CAP), spacing(g.LINE), NEXT
    ),
    'GwDate': Look("成文日期", 'right', indent(rightChars=400, right=4 * g.CAP), flags=NEXT),
    'GwAnnotation': Look("附注", indent=_TWO, flags=NEXT),
    'GwAnnex': Look("附件标记", 'left', flags='<w:pageBreakBefore/>', font=HEI),
    'GwAnnexFirst': Look("附件标记（页首）", 'left', font=HEI),
    'GwListTitle': Look(
        "表单标题", 'center', '', spacing(0, g.LINE // 2, g.TITLE_LINE), FREE,
        font=SONG_TITLE, size=g.TITLE_SIZE,
    ),
    'GwListLine': Look("表头说明", 'left', '', spacing(0, 80, 400), FREE, size=g.IMPRINT_SIZE),
    'GwAnnexTitle': Look(
        "附件标题", 'center', '', spacing(g.LINE, g.LINE // 2, g.TITLE_LINE), FREE,
        font=SONG_TITLE, size=g.TITLE_SIZE,
    ),
    'GwCell': Look("表格文字", 'center', '', spacing(40, 40, 280), FREE, size=g.CELL_SIZE),
    'GwForm': Look("表单文字", 'left', '', spacing(40, 40, 400), FREE, size=g.IMPRINT_SIZE),
    'GwCellText': Look("表格长文字", 'left', '', spacing(40, 40, 280), FREE, size=g.CELL_SIZE),
    'GwCellHead': Look("表格表头", 'center', '', spacing(40, 40, 280), FREE, font=HEI, size=g.CELL_SIZE),
    'GwCellNote': Look("表格说明", spacing=spacing(80, 0, 320), flags=FREE, size=g.NOTE_SIZE),
    'GwImprint': Look(
        "版记", 'left', _ONE_EACH, spacing(60, 60, 480), _right_tab(g.SMALL_CAP) + FREE, size=g.IMPRINT_SIZE
    ),
    'GwImprintTo': Look(
        "版记主送抄送", 'left', _IMPRINT_TO, spacing(60, 60, 480), FREE, size=g.IMPRINT_SIZE
    ),
    'GwPage': Look(
        "页码", 'right', '', spacing(0, g.PAGE_NUMBER_LIFT, g.PAGE_NUMBER_LINE), FREE,
        font=SONG, size=g.IMPRINT_SIZE,
    ),
    'GwApart': Look("另页", spacing=spacing(line=20), flags='<w:pageBreakBefore/>' + FREE, size=2),
    'GwEnd': Look("文末", spacing=spacing(line=20), flags=FREE, size=2),
}  # fmt: skip
