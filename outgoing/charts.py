"""Charts that Word and WPS can edit: drawn from figures, with the numbers in a small workbook inside."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple
from xml.sax.saxutils import escape

from model.figure import Figure, Printed
from outgoing.pack_zip import pack, unpack

Kind = Literal['bar', 'stacked', 'pie']
"""Columns side by side, columns on top of each other, one round."""

_DRAWING = 'http://schemas.openxmlformats.org/drawingml/2006/'
_OPEN = (
    f'<c:chartSpace xmlns:c="{_DRAWING}chart" xmlns:a="{_DRAWING}main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
    '<c:roundedCorners val="0"/>'
)
_GREYS = ('A6A6A6', 'D9D9D9', '7F7F7F', 'F2F2F2', 'BFBFBF', '8C8C8C', 'E6E6E6', '999999')
"""Fills told apart on a black and white copy too, light enough for black numbers on them."""

_LINE = '<a:ln w="6350"><a:solidFill><a:srgbClr val="000000"/></a:solidFill></a:ln>'
_TEXT = (
    '<c:txPr><a:bodyPr/><a:lstStyle/><a:p><a:pPr><a:defRPr sz="1050"><a:latin typeface="宋体"/>'
    '<a:ea typeface="宋体"/></a:defRPr></a:pPr><a:endParaRPr lang="zh-CN"/></a:p></c:txPr>'
)
_EXTERNAL = '<c:externalData r:id="rId1"><c:autoUpdate val="0"/></c:externalData>'


class Point(NamedTuple):
    """One bar or slice: its figure's key, its number as drawn ('55.7'), and as printed ('55.7%')."""

    key: str
    value: str
    text: str


class Series(NamedTuple):
    """One row of points, a point for each category; None where nobody knows the number (left open, not 0)."""

    name: str
    points: tuple[Point | None, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart for {{ tag }} in a paragraph of its own; a pie shows its first series only."""

    kind: Kind
    title: str
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    width_mm: int = 150
    height_mm: int = 80


def chart_of(
    kind: Kind, title: str, categories: Sequence[str], series: Mapping[str, Sequence[Figure | None]]
) -> Chart:
    """A chart of figures by series' name, each with a figure (or None) for every category.

    >>> one = Figure('a', '55.7%', 55.7, "覆盖率")
    >>> chart_of('bar', "覆盖率", ["甲县"], {"覆盖率": [one]}).series[0].points[0].value
    '55.7'
    """
    rows = tuple(
        Series(name, tuple(_point(figure) if figure else None for figure in figures))
        for name, figures in series.items()
    )
    if any(len(row.points) != len(categories) for row in rows) or not rows or not categories:
        raise ValueError('a chart needs a point for every category of every series')
    return Chart(kind, title, tuple(categories), rows)


def _point(figure: Figure) -> Point:
    number = figure.text.rstrip('%').replace(',', '')
    float(number)  # ValueError: what is no number cannot be drawn
    return Point(figure.key, number, figure.text)


def chart_places(chart: Chart, part: str) -> tuple[Printed, ...]:
    """Where the figures stand: paragraph counts the points of the chart's part, series after series."""
    drawn = [point for row in _drawn(chart) for point in row.points]
    return tuple(
        Printed(point.key, part, number, 0, len(point.text)) for number, point in enumerate(drawn) if point
    )


def chart_part(chart: Chart) -> bytes:
    """The chart as a part of a document (DrawingML); its relationship rId1 is the workbook."""
    listed = ''.join(_series(chart, number) for number in range(len(_drawn(chart))))
    if chart.kind == 'pie':
        plot = f'<c:pieChart><c:varyColors val="1"/>{listed}<c:firstSliceAng val="0"/></c:pieChart>'
    else:
        grouping = 'stacked' if chart.kind == 'stacked' else 'clustered'
        overlap = '<c:overlap val="100"/>' if chart.kind == 'stacked' else ''
        plot = (
            f'<c:barChart><c:barDir val="col"/><c:grouping val="{grouping}"/><c:varyColors val="0"/>{listed}'
            f'<c:gapWidth val="80"/>{overlap}<c:axId val="1"/><c:axId val="2"/></c:barChart>{_axes()}'
        )
    legend = ''
    if chart.kind == 'pie' or len(chart.series) > 1:
        legend = '<c:legend><c:legendPos val="b"/><c:overlay val="0"/></c:legend>'
    text = (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n{_OPEN}<c:chart>{_title(chart.title)}'
        f'<c:autoTitleDeleted val="0"/><c:plotArea><c:layout/>{plot}</c:plotArea>{legend}'
        '<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>'
        f'{_TEXT}{_EXTERNAL}</c:chartSpace>'
    )
    return text.encode()


def chart_workbook(chart: Chart) -> bytes:
    """The numbers as an .xlsx: categories down, series across; the same bytes for the same chart."""
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = 'Sheet1'
    sheet.append(['', *(row.name for row in _drawn(chart))])
    for number, category in enumerate(chart.categories):
        points = [row.points[number] for row in _drawn(chart)]
        sheet.append([category, *(point and float(point.value) for point in points)])
    for row in sheet.iter_rows():
        for cell in row:
            if isinstance(cell.value, str):
                cell.data_type = 's'  # a name that begins with = is no formula
    made = io.BytesIO()
    book.save(made)
    return pack(unpack(made.getvalue()))


def _drawn(chart: Chart) -> tuple[Series, ...]:
    return chart.series[:1] if chart.kind == 'pie' else chart.series


def _title(words: str) -> str:
    return (
        '<c:title><c:tx><c:rich><a:bodyPr/><a:lstStyle/><a:p><a:pPr><a:defRPr sz="1200" b="0"/></a:pPr><a:r>'
        '<a:rPr lang="zh-CN" sz="1200" b="0"><a:latin typeface="黑体"/><a:ea typeface="黑体"/></a:rPr>'
        f'<a:t>{escape(words)}</a:t></a:r></a:p></c:rich></c:tx><c:overlay val="0"/></c:title>'
    )


def _fill(number: int) -> str:
    grey = _GREYS[number % len(_GREYS)]
    return f'<c:spPr><a:solidFill><a:srgbClr val="{grey}"/></a:solidFill>{_LINE}</c:spPr>'


def _series(chart: Chart, number: int) -> str:
    row, last = chart.series[number], len(chart.categories) + 1
    column = chr(ord('B') + number)
    form = _number_format([point.text for point in row.points if point])
    numbers = ''.join(
        f'<c:pt idx="{place}"><c:v>{point.value}</c:v></c:pt>'
        for place, point in enumerate(row.points)
        if point
    )
    if chart.kind == 'pie':
        look = ''.join(
            f'<c:dPt><c:idx val="{place}"/><c:bubble3D val="0"/>{_fill(place)}</c:dPt>'
            for place in range(len(chart.categories))
        )
    else:
        look = f'{_fill(number)}<c:invertIfNegative val="0"/>'
    return (
        f'<c:ser><c:idx val="{number}"/><c:order val="{number}"/><c:tx><c:strRef>'
        f'<c:f>Sheet1!${column}$1</c:f>{_words([row.name])}</c:strRef></c:tx>{look}'
        f'<c:dLbls><c:numFmt formatCode="{form}" sourceLinked="0"/>'
        '<c:showLegendKey val="0"/><c:showVal val="1"/><c:showCatName val="0"/><c:showSerName val="0"/>'
        '<c:showPercent val="0"/><c:showBubbleSize val="0"/></c:dLbls>'
        f'<c:cat><c:strRef><c:f>Sheet1!$A$2:$A${last}</c:f>{_words(chart.categories)}</c:strRef></c:cat>'
        f'<c:val><c:numRef><c:f>Sheet1!${column}$2:${column}${last}</c:f><c:numCache>'
        f'<c:formatCode>General</c:formatCode><c:ptCount val="{len(row.points)}"/>{numbers}'
        '</c:numCache></c:numRef></c:val></c:ser>'
    )


def _number_format(texts: Sequence[str]) -> str:
    """How the labels show what is printed elsewhere: as many decimals, and % where the texts have it."""
    decimals = max((len(text.rstrip('%').partition('.')[2]) for text in texts), default=0)
    percent = '&quot;%&quot;' if any(text.endswith('%') for text in texts) else ''
    return f'0.{"0" * decimals}{percent}' if decimals else f'0{percent}'


def _words(texts: Sequence[str]) -> str:
    points = ''.join(
        f'<c:pt idx="{place}"><c:v>{escape(text)}</c:v></c:pt>' for place, text in enumerate(texts)
    )
    return f'<c:strCache><c:ptCount val="{len(texts)}"/>{points}</c:strCache>'


def _axes() -> str:
    labels = '<c:auto val="1"/><c:lblAlgn val="ctr"/><c:lblOffset val="100"/><c:noMultiLvlLbl val="0"/>'
    across = _axis('catAx', (1, 2), 'b', '', labels)
    return across + _axis('valAx', (2, 1), 'l', '<c:min val="0"/>', '<c:crossBetween val="between"/>')


def _axis(kind: str, ids: tuple[int, int], side: str, least: str, more: str) -> str:
    own, other = ids
    return (
        f'<c:{kind}><c:axId val="{own}"/><c:scaling><c:orientation val="minMax"/>{least}</c:scaling>'
        f'<c:delete val="0"/><c:axPos val="{side}"/><c:numFmt formatCode="General" sourceLinked="0"/>'
        '<c:majorTickMark val="out"/><c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/>'
        f'<c:crossAx val="{other}"/><c:crosses val="autoZero"/>{more}</c:{kind}>'
    )
