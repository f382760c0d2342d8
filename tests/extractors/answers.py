"""Answers to drafts as bureaus write them, each with what it says; all fictional."""

from __future__ import annotations

from typing import NamedTuple

from model.document import Block, Cell, Document, Paragraph, Table
from model.place import Where

Told = tuple[str | None, str | None, str, str | None]
"""Article, original, suggestion, reason."""


class Answer(NamedTuple):
    """A paper, who sent it, whether it says 无意见, and its comments."""

    paper: Document
    unit: str | None
    none: bool
    comments: tuple[Told, ...]


def lines(text: str) -> Document:
    """A paper of these lines."""
    told = [line for line in text.strip().split('\n') if line.strip()]
    blocks = tuple(Paragraph(line, Where(line=number)) for number, line in enumerate(told, start=1))
    return Document('意见.txt', '0', 'text', None, blocks)


def sheet(title: str, *rows: tuple[str, ...], merged: int = 0, after: str = '') -> Document:
    """A paper with a table under a title; the cells of column 0 from row 1 on are one, `merged` rows high."""
    cells = []
    for row, texts in enumerate(rows):
        for col, text in enumerate(texts):
            if merged and col == 0 and 1 < row <= merged:
                continue
            span = merged if merged and col == 0 and row == 1 else 1
            path = f'tbl[1]/tr[{row + 1}]/tc[{col + 1}]'
            cells.append(Cell(row, col, text, rowspan=span, where=Where(part='body', path=path)))
    table = Table(len(rows), len(rows[0]), tuple(cells), Where(part='body', path='tbl[1]'))
    tail = tuple(Paragraph(line, Where(line=90)) for line in after.split('\n') if line)
    blocks: tuple[Block, ...] = (
        *(Paragraph(line, Where(line=1)) for line in title.split('\n')),
        table,
        *tail,
    )
    return Document('反馈.docx', '0', 'docx', None, blocks)


BUREAU_LETTER = Answer(
    lines("""
示例市人力资源和社会保障局
关于《示例市社会组织党建工作指引（征求意见稿）》修改意见的函
市民政局：
贵局《关于征求〈示例市社会组织党建工作指引（征求意见稿）〉意见的函》收悉。经认真研究，我局总体赞同该征求意见稿，并提出以下修改建议：
一、第二条中“本市行政区域内的社会组织”建议修改为“在本市登记的社会组织”。
二、第八条第（二）项建议删除“每月”二字。
三、建议增加一条作为第二十条：“本指引自印发之日起施行。”
专此函复，感谢贵局对我局工作的支持。
（联系人：李某某，电话：0000-7654321）
示例市人力资源和社会保障局
2026年4月2日
"""),
    "示例市人力资源和社会保障局",
    False,
    (
        ("第二条", "本市行政区域内的社会组织", "在本市登记的社会组织", None),
        ("第八条第（二）项", "每月", "第八条第（二）项建议删除“每月”二字。", None),
        ("第二十条", None, "建议增加一条作为第二十条：“本指引自印发之日起施行。”", None),
    ),
)

MAIL = Answer(
    lines("""
发件人：丙县民政局
主题：回复：征求意见稿
您好！
文件已收到，写得很全面、很有针对性。我局有两点小建议：
1、第5条，“应当于每年3月底前”能否改成“应当于每年4月底前”，年检在3月，时间太紧。
2、第3页第2行“座谈会议”建议改为“座谈会”。
以上供参考，谢谢！
丙县民政局办公室
"""),
    "丙县民政局",
    False,
    (
        ("第5条", "应当于每年3月底前", "应当于每年4月底前", "年检在3月，时间太紧"),
        ("第3页第2行", "座谈会议", "座谈会", None),
    ),
)

MERGED_UNITS = Answer(
    sheet(
        "《示例市社会组织评估办法（征求意见稿）》意见反馈表",
        ("反馈单位", "条款", "原文", "建议修改为", "理由"),
        ("示例市财政局", "第六条", "给予奖励", "给予适当奖励", "财力所限"),
        ("", "第九条", "由市财政全额保障", "由市、县财政分级保障", "事权与支出责任相适应"),
        ("", "第十二条", "", "建议删去本条", ""),
        merged=3,
        after="填表人：王某某　联系电话：0000-1112222",
    ),
    "示例市财政局",
    False,
    (
        ("第六条", "给予奖励", "给予适当奖励", "财力所限"),
        ("第九条", "由市财政全额保障", "由市、县财政分级保障", "事权与支出责任相适应"),
        ("第十二条", None, "建议删去本条", None),
    ),
)

BEFORE_AFTER = Answer(
    sheet(
        "征求意见反馈表\n单位名称（盖章）：丁县委社会工作部",
        ("序号", "修改前", "修改后", "理由"),
        ("1", "社会组织应当建立党组织", "具备条件的社会组织应当建立党组织", "与党章一致"),
        ("2", "三年内", "两年内", "/"),
    ),
    "丁县委社会工作部",
    False,
    (
        (None, "社会组织应当建立党组织", "具备条件的社会组织应当建立党组织", "与党章一致"),
        (None, "三年内", "两年内", None),
    ),
)

ANNEXES = Answer(
    lines("""
戊县民政局关于对《社会组织年报工作方案（征求意见稿）》的意见建议
示例市民政局：
经研究，提出如下意见建议：
（一）正文第三部分“报送时间”，建议由“3月31日”调整为“4月30日”。
（二）附件1“填表说明”第2项，建议增加“无党员的填0”。
（三）附件2表头“负责人”改为“主要负责人”。
附件3无意见。
特此函复。
戊县民政局
2026年2月11日
"""),
    "戊县民政局",
    False,
    (
        ("第三部分", "3月31日", "4月30日", None),
        ("附件1“填表说明”第2项", None, "附件1“填表说明”第2项，建议增加“无党员的填0”。", None),
        ("附件2", "负责人", "主要负责人", None),
    ),
)

WORD_AND_NUMBER = Answer(
    lines("""
关于征求意见稿的反馈意见
市委社会工作部：
一、第一条第一行“做好”与“作好”混用，建议统一为“做好”。
二、第四条（三）“2025年”应为“2026年”。
三、第七条“不低于90％”建议改为“不低于85％”，理由是去年全市平均数为84.6％。
四、第十条两处“的”重复，删去一个。
示例市统计局
2026年1月20日
"""),
    "示例市统计局",
    False,
    (
        ("第一条第一行", None, "第一条第一行“做好”与“作好”混用，建议统一为“做好”。", None),
        ("第四条（三）", "2025年", "2026年", None),
        ("第七条", "不低于90％", "不低于85％", "去年全市平均数为84.6％"),
        ("第十条", "的", "第十条两处“的”重复，删去一个。", None),
    ),
)

TITLE = Answer(
    lines("""
己县民政局对《关于做好社会组织孵化工作的意见》（征求意见稿）的反馈意见
市局：
1.标题建议改为“关于加强社会组织孵化基地建设的实施意见”。
2.第一段“近年来”一句过长，建议分句。
3.建议在“二、重点任务”中增加一条作为第（五）条，内容为：“建立退出机制。”
己县民政局
"""),
    "己县民政局",
    False,
    (
        ("标题", None, "关于加强社会组织孵化基地建设的实施意见", None),
        ("第一段", None, "第一段“近年来”一句过长，建议分句。", None),
        (
            "第（五）条",
            None,
            "建议在“二、重点任务”中增加一条作为第（五）条，内容为：“建立退出机制。”",
            None,
        ),
    ),
)

GENERAL = Answer(
    lines("""
示例市卫生健康委员会关于《社会组织服务民生行动方案（征求意见稿）》的复函
市民政局：
你局发来的征求意见稿收悉，现提出意见如下：
一、综合意见
建议进一步突出卫生健康类社会组织的作用，并与已有政策衔接。
二、具体意见
（一）第二部分第（三）条中“卫生局”修改为“卫生健康委”（机构已更名）。
（二）第四部分建议补充保障经费的来源。
示例市卫生健康委员会
2026年5月6日
"""),
    "示例市卫生健康委员会",
    False,
    (
        (None, None, "建议进一步突出卫生健康类社会组织的作用，并与已有政策衔接。", None),
        ("第二部分第（三）条", "卫生局", "卫生健康委", "机构已更名"),
        ("第四部分", None, "第四部分建议补充保障经费的来源。", None),
    ),
)

NUMBERED_INSIDE = Answer(
    lines("""
庚县民政局关于《社会组织抽查办法（征求意见稿）》的反馈意见
一、对第六条的意见：
（1）“抽查比例不低于5％”改为“抽查比例不低于3％”。
（2）“每年两次”改为“每年一次”。
二、对第十一条的意见：建议明确复查的期限。
庚县民政局
2026年3月3日
"""),
    "庚县民政局",
    False,
    (
        ("第六条", "抽查比例不低于5％", "抽查比例不低于3％", None),
        ("第六条", "每年两次", "每年一次", None),
        ("第十一条", None, "建议明确复查的期限。", None),
    ),
)

BARE_WORDS = Answer(
    lines("""
对征求意见稿的几点建议
辛县民政局
一、第四条 原文：社会组织负责人每年培训一次
建议：社会组织负责人每两年培训一次
理由：培训力量不足
二、第七条中重大事项报告制度修改为重大活动报告制度。
三、第八条后半句表述有歧义，建议再斟酌。
"""),
    "辛县民政局",
    False,
    (
        ("第四条", "社会组织负责人每年培训一次", "社会组织负责人每两年培训一次", "培训力量不足"),
        ("第七条", "重大事项报告制度", "重大活动报告制度", None),
        ("第八条", None, "第八条后半句表述有歧义，建议再斟酌。", None),
    ),
)

WORKBOOK = Answer(
    sheet(
        "意见征集表",
        ("序号", "填报单位", "对应条目", "存在问题", "修改建议", "依据"),
        ("1", "壬县民政局", "第三条第一款", "主体不明", "明确由登记管理机关负责", "三定规定"),
        ("2", "壬县民政局", "第十五条", "无法操作", "删除", ""),
        ("3", "癸县民政局", "全文", "无", "无修改意见", ""),
    ),
    None,
    False,
    (
        ("第三条第一款", None, "明确由登记管理机关负责", "三定规定"),
        ("第十五条", None, "删除", None),
    ),
)

PRAISE_ONLY = Answer(
    lines("""
关于《示例办法（征求意见稿）》的复函
市民政局：
来函收悉。该办法结构完整、措施有力，符合我县实际，对推动工作有重要意义，我局完全同意，无修改意见。
感谢贵局的指导，建议今后多来我县调研。
子区民政局
2026年6月1日
"""),
    "子区民政局",
    True,
    (),
)

BRACKET_REASON = Answer(
    lines("""
丑区民政局反馈意见
《示例市社会组织信用管理办法（征求意见稿）》收悉，我局意见如下：
1．第三条“15日”改为“15个工作日”（理由：与上位法保持一致）。
2．第九条第二款，建议将“应当”改为“可以”（基层反映强烈）。
3．第十三条与第十四条内容重复，建议合并。理由：避免歧义。
除上述意见外，无其他意见。
联系人：赵某某
"""),
    "丑区民政局",
    False,
    (
        ("第三条", "15日", "15个工作日", "与上位法保持一致"),
        ("第九条第二款", "应当", "可以", "基层反映强烈"),
        ("第十三条与第十四条", None, "第十三条与第十四条内容重复，建议合并。", "避免歧义"),
    ),
)

NO_QUOTES_MAIL = Answer(
    lines("""
市局社管科：我局对征求意见稿研究后，有如下建议：一是第二章第六条建议增加听证程序；二是第三章第十二条“及时”建议改为“5个工作日内”；三是附则部分建议明确解释机关。
甲县民政局
2026年3月5日
"""),
    "甲县民政局",
    False,
    (
        ("第二章第六条", None, "第二章第六条建议增加听证程序；", None),
        ("第三章第十二条", "及时", "5个工作日内", None),
        ("附则部分", None, "附则部分建议明确解释机关。", None),
    ),
)

LABEL_FORM = Answer(
    sheet(
        "征求意见反馈单",
        ("单位名称", "乙县民政局"),
        ("对征求意见稿的意见和建议", "1.第二条“有关部门”建议改为“业务主管单位”。\n2.第五条建议增加罚则。"),
        ("联系人及电话", "孙某某 0000-3334444"),
    ),
    "乙县民政局",
    False,
    (
        ("第二条", "有关部门", "业务主管单位", None),
        ("第五条", None, "第五条建议增加罚则。", None),
    ),
)

ANSWERS = {
    'bureau_letter': BUREAU_LETTER,
    'mail': MAIL,
    'merged_units': MERGED_UNITS,
    'before_after': BEFORE_AFTER,
    'annexes': ANNEXES,
    'word_and_number': WORD_AND_NUMBER,
    'title': TITLE,
    'general': GENERAL,
    'numbered_inside': NUMBERED_INSIDE,
    'bare_words': BARE_WORDS,
    'workbook': WORKBOOK,
    'praise_only': PRAISE_ONLY,
    'bracket_reason': BRACKET_REASON,
    'no_quotes_mail': NO_QUOTES_MAIL,
    'label_form': LABEL_FORM,
}
