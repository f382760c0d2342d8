"""The answers to a draft as users' scripts and as clerks read them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from commands.edge import called_as

if TYPE_CHECKING:
    from office.chasing import Chase
    from office.collecting import Collected
    from office.consulting import Consulted, UnitAnswer


def consult_to_plain(collected: Collected, found: Consulted, texts: tuple[Chase, ...]) -> dict[str, Any]:
    """The keys that users' scripts read; waiting are units whose paper is here and not read yet."""
    return {
        'id': collected.collection.id,
        'title': collected.collection.title,
        'cut_off': collected.cut_off.isoformat(),
        'due': collected.due.isoformat() if collected.due else None,
        'expected': [one.unit for one in found.units],
        'returned': [one.unit for one in found.received],
        'unread': list(collected.names('unread')),
        'doubtful': list(collected.names('doubtful')),
        'missing': list(found.named('no_answer')),
        'sent': len(found.units),
        'received': len(found.received),
        'on_time': len(found.named('on_time')),
        'late': len(found.named('late')),
        'with_comments': sum(bool(one.comments) for one in found.received),
        'without_comments': sum(not one.comments for one in found.received),
        'waiting': list(found.named('waiting')),
        'no_answer': len(found.named('no_answer')),
        'comments': found.comments,
        'places': len(found.named_places),
        'articles': [{'article': article, 'comments': count} for article, count in found.places],
        'units': [_unit(one) for one in found.units],
        'unattributed': [
            {'entry': one.number, 'file': one.file, 'why': one.why} for one in collected.unattributed
        ],
        'chase': [
            {'unit': one.unit, 'due': one.due.isoformat() if one.due else None, 'text': one.text}
            for one in texts
        ],
    }


def _unit(one: UnitAnswer) -> dict[str, Any]:
    return {
        'unit': one.unit,
        'answered': one.answered,
        'comments': len(one.comments) if one.received else None,
        'entries': list(one.papers),
        'not_counted': one.dropped,
    }


def consult_to_lines(collected: Collected, found: Consulted) -> Iterator[str]:
    """Counts with names, then the comments by article, then what a person has to look at."""
    due = f"（{collected.collection.calendar.deadline(1):%Y-%m-%d %H:%M}截止）" if collected.due else ""
    yield f"{collected.collection.title}{due}　截至{collected.cut_off}"
    on_time, late = found.named('on_time'), found.named('late')
    yield f"发出{len(found.units)}个单位，收回{len(found.received)}（按时{len(on_time)}、逾期{len(late)}）"
    told = [one for one in found.received if one.comments]
    yield f"有意见{len(told)}：{_listed([f'{one.unit}{len(one.comments)}条' for one in told])}"
    silent = [one.unit for one in found.received if not one.comments]
    yield f"无意见{len(silent)}：{_listed(silent)}"
    for name, units in (("逾期", late), ("已收到、正在核对", found.named('waiting'))):
        if units:
            yield f"{name}{len(units)}：{_listed(units)}"
    missing = found.named('no_answer')
    yield f"未反馈{len(missing)}：{_listed(missing)}"
    yield f"{comments_counted(found.comments, len(found.named_places), found.unplaced)}："
    yield from (f"　{article}　{count}条" for article, count in found.places)
    yield from _questions(collected, found)


def comments_counted(comments: int, places: int, unplaced: int) -> str:
    """意见9条，涉及5处（另1条未指明条款）: the same words and numbers wherever comments are counted."""
    return f"意见{comments}条，涉及{places}处" + (f"（另有{unplaced}条未指明条款）" if unplaced else "")


def _listed(names: list[str] | tuple[str, ...]) -> str:
    return '、'.join(names) or "无"


def _questions(collected: Collected, found: Consulted) -> Iterator[str]:
    for one in found.units:
        if one.dropped:
            papers = '、'.join(map(str, one.papers))
            yield f"请核实　{one.unit}前后答复不同（第{papers}号），以后来的为准，{one.dropped}条未计入"
    asked = [f"{one.unit}{one.questions}个" for one in collected.states if one.questions]
    if asked:
        yield f"待核　{'、'.join(asked)}（{called_as()} review list）"
    for stray in collected.unattributed:
        name = f"第{stray.number}号" if stray.number else stray.file or "收文夹里没有收进的文件"
        yield f"来源不明　{name}（{stray.why}）"
    if collected.unattributed and found.named('no_answer'):
        yield "注意：来源不明的可能就是未反馈单位的，请先核对（register set 编号 来文单位=…）"
