"""Letters to organisations, in 信函格式."""

from __future__ import annotations

from scripts import template_geometry as g
from scripts.template_package import document_package
from scripts.template_pieces import body_text, letter_head, signed
from scripts.template_styles import spacing
from scripts.template_xml import loop, paragraph


def dispatch_letter() -> bytes:
    """选派函: to one organisation, in 信函格式."""
    body = (
        letter_head()
        + paragraph('GwTitle', '{{ title_lines }}', spacing=spacing(0, 0, g.TITLE_LINE))
        + paragraph('GwTo', '{{ recipient }}：')
        + body_text(
            "为加强社会组织党的建设工作，扩大党的组织覆盖和工作覆盖，根据{{ basis }}要求，{{ decision }}，"
            "选派{{ instructor }}担任{{ you }}党建工作指导员，选派期1年，自本函成文之日起计算。"
            "现将有关事项函告如下："
        )
        + paragraph('GwHeading', "一、指导员职责")
        + body_text(
            "宣传党的路线方针政策和上级党组织的决议；了解从业人员中党员情况，联系服务党员；"
            "指导建立健全党组织，落实组织生活制度；培养入党积极分子；反映意见建议，协助解决实际困难；"
            "完成上级党组织交办的其他党建工作。"
        )
        + paragraph('GwHeading', "二、工作方式")
        + body_text(
            "指导员原则上不常驻{{ you }}，定期上门开展工作，不干预{{ you }}正常业务活动，"
            "不接受馈赠，不领取报酬。"
        )
        + paragraph('GwHeading', "三、支持配合事项")
        + body_text(
            "请{{ you }}积极支持配合，如实介绍党建工作情况，明确一名负责人与指导员联系，"
            "为指导员开展工作提供必要条件。"
        )
        + paragraph('GwClosing', "特此函告。")
        + signed()
        + loop('GwAnnotation', 'contact', "（{{ line }}）")
    )
    return document_package(body, letter=True)


TEMPLATES = {"选派函.docx": dispatch_letter}
