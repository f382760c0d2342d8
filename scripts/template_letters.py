"""Papers about instructors: who is sent, who takes over, whom another unit sends to, and their ledger."""

from __future__ import annotations

from collections.abc import Sequence

from scripts.template_grid import Column, grid
from scripts.template_package import Turned, document_package
from scripts.template_pieces import (
    annex,
    annotation,
    attached,
    body_text,
    file_head,
    imprint,
    letter_head,
    number_line,
    recipient,
    signed,
    title,
)
from scripts.template_xml import loop, paragraph, when

_DUTIES = (
    "宣传党的路线方针政策和上级党组织的决议；了解从业人员中党员情况，联系服务党员；"
    "指导建立健全党组织，落实组织生活制度；培养入党积极分子；反映意见建议，协助解决实际困难；"
    "完成上级党组织交办的其他党建工作。"
)
_WAYS = "指导员原则上不常驻{{ you }}，定期上门开展工作，不干预{{ you }}正常业务活动，不接受馈赠，不领取报酬。"
_SUPPORT = "如实介绍党建工作情况，明确一名负责人与指导员联系，为指导员开展工作提供必要条件。"
_OPENING = "为加强社会组织党的建设工作，扩大党的组织覆盖和工作覆盖，根据{{ basis }}要求，{{ decision }}，"


def opened_letter() -> str:
    """From a letter's mark to whom it goes."""
    return letter_head() + title(letter=True) + recipient()


def opened_file() -> str:
    """From the mark of a 文件格式 to whom it goes."""
    return file_head(number_line()) + title() + recipient()


def ended(closing: str) -> str:
    """From the closing words to whom to ask, with the name of what is attached."""
    return paragraph('GwClosing', closing) + attached() + signed() + annotation()


def annexed(heading: str, columns: Sequence[Column], rows: str) -> str:
    """A list on a page of its own, there only where it has lines."""
    return when(rows, annex(heading) + grid(columns, rows) + paragraph('GwEnd'))


_ROSTER = (
    Column(12, "序号", '{{ loop.index }}'),
    Column(18, "姓名", '{{ line.name }}'),
    Column(38, "单位", '{{ line.unit }}'),
    Column(24, "职务", '{{ line.post }}'),
    Column(28, "联系电话", '{{ line.phone }}'),
    Column(36, "选派期", '{{ line.term }}'),
)
_HANDED = (
    Column(12, "序号", '{{ loop.index }}'),
    Column(58, "社会组织名称", '{{ line.name }}', long=True),
    Column(44, "统一社会信用代码", '{{ line.code }}'),
    Column(18, "县（区）", '{{ line.region }}'),
    Column(24, "组织类别", '{{ line.type }}'),
)


def dispatch_letter() -> bytes:
    """选派函: to one organisation, in 信函格式."""
    body = (
        opened_letter()
        + body_text(
            _OPENING + "选派{{ instructor }}担任{{ you }}党建工作指导员，选派期{{ term }}。"
            "现将有关事项函告如下："
        )
        + paragraph('GwHeading', "一、指导员职责")
        + body_text(_DUTIES)
        + paragraph('GwHeading', "二、工作方式")
        + body_text(_WAYS)
        + paragraph('GwHeading', "三、支持配合事项")
        + body_text(f"请{{{{ you }}}}积极支持配合，{_SUPPORT}")
        + ended("特此函告。")
        + annexed("党建工作指导员名单", _ROSTER, 'roster')
    )
    return document_package(body, letter=True)


def dispatch_notice() -> bytes:
    """选派通知: to an organisation under us, in 文件格式."""
    body = (
        opened_file()
        + body_text(
            _OPENING + "决定选派{{ instructor }}担任{{ you }}党建工作指导员，选派期{{ term }}。"
            "现将有关事项通知如下："
        )
        + paragraph('GwHeading', "一、指导员职责")
        + body_text(_DUTIES)
        + paragraph('GwHeading', "二、工作方式")
        + body_text(_WAYS)
        + paragraph('GwHeading', "三、有关要求")
        + body_text(f"{{{{ you }}}}要支持指导员开展工作，{_SUPPORT}")
        + ended("特此通知。")
        + annexed("党建工作指导员名单", _ROSTER, 'roster')
        + imprint()
    )
    return document_package(body, letter=False)


def change_letter() -> bytes:
    """调整函: another instructor for the rest of the term; why is not said."""
    body = (
        opened_letter()
        + body_text(
            "{{ decision }}，调整{{ you }}党建工作指导员。自{{ day }}起，"
            "{{ left }}不再担任{{ you }}党建工作指导员。"
        )
        + loop('GwBody', 'coming')
        + body_text(f"请{{{{ you }}}}与指导员做好工作衔接，{_SUPPORT}")
        + ended("特此函告。")
    )
    return document_package(body, letter=True)


def ending_letter() -> bytes:
    """结束选派函: nobody is sent any more; why is not said."""
    body = (
        opened_letter()
        + body_text(
            "{{ decision }}，自{{ day }}起，{{ left }}不再担任{{ you }}党建工作指导员，选派相应结束。",
            "感谢{{ you }}对指导员工作的支持配合。今后党建工作中有需要协调的事项，请与{{ we }}联系。",
        )
        + ended("特此函告。")
    )
    return document_package(body, letter=True)


_HANDOVER = (
    "根据{{ basis }}要求，{{ principle }}。据社会组织党建工作台账，截至{{ day }}，由{{ you }}选派党建工作"
    "指导员的社会组织共{{ count }}家。"
)


def transfer_letter() -> bytes:
    """转办函: the list of organisations to which a body not under us sends instructors."""
    body = (
        opened_letter()
        + body_text(
            _HANDOVER,
            "现将名单转去，请予核对，按照通知要求选派党建工作指导员，并将选派情况告知{{ we }}。",
        )
        + ended("专此函达。")
        + annexed("{{ list_title }}", _HANDED, 'rows')
    )
    return document_package(body, letter=True)


def transfer_notice() -> bytes:
    """转办通知: the same to a body under us."""
    body = (
        opened_file()
        + body_text(
            _HANDOVER,
            "现将名单转给你们，请认真核对，按照通知要求选派党建工作指导员，并将选派情况报{{ we }}。",
        )
        + ended("特此通知。")
        + annexed("{{ list_title }}", _HANDED, 'rows')
        + imprint()
    )
    return document_package(body, letter=False)


_LEDGER = (
    Column(9, "序号", '{{ loop.index }}'),
    Column(30, "社会组织名称", '{{ line.name }}', long=True),
    Column(41, "统一社会信用代码", '{{ line.code }}'),
    Column(11, "县区", '{{ line.region }}'),
    Column(17, "业务主管单位", '{{ line.supervisor }}'),
    Column(13, "指导员", '{{ line.instructor }}'),
    Column(24, "派出单位职务", '{{ line.unit }}'),
    Column(27, "联系电话", '{{ line.phone }}'),
    Column(18, "选派文号", '{{ line.doc_number }}'),
    Column(34, "选派期", '{{ line.term }}'),
)


def instructor_ledger() -> bytes:
    """党建工作指导员台账: who is sent where, on landscape pages; telephones in full, because it goes up."""
    body = (
        paragraph('GwAnnexTitle', '{{ title_lines }}')
        + paragraph(
            'GwCellNote',
            "填报单位（盖章）：{{ issuing }}　截至{{ day }}　填表人：　审核人：　联系电话：{{ phone }}",
        )
        + grid(_LEDGER, note='note', wide=True)
        + paragraph('GwEnd')
    )
    return document_package(Turned(body))


TEMPLATES = {
    "选派函.docx": dispatch_letter,
    "选派通知.docx": dispatch_notice,
    "调整函.docx": change_letter,
    "结束选派函.docx": ending_letter,
    "转办函.docx": transfer_letter,
    "转办通知.docx": transfer_notice,
    "党建工作指导员台账.docx": instructor_ledger,
}
