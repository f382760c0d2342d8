"""The 百日集中组建 notice and its pack: the ladder's sentences stand here once, for both."""

from __future__ import annotations

from scripts.example_docx import body, heading, make_docx, paragraph, rule, title

NUMBER = '示组通〔2026〕6号'
TITLE = '中共示例市委组织部 示例市民政局关于开展社会组织党组织“百日集中组建”行动的通知'
METHODS = ('单独组建', '联合组建', '挂靠组建', '派员组建')
ATTACHMENTS = ('示例市社会组织建立党组织情况摸底调查登记表', '示例市社会组织党建情况调查表')
ROUNDS = ('2026-03-13', '2026-04-02', '2026-04-22', '2026-05-12')
STAGES = (
    ('动员摸底阶段', '2026-02-21', '2026-03-12'),
    ('集中组建阶段', '2026-03-13', '2026-05-10'),
    ('总结提升阶段', '2026-05-11', '2026-05-31'),
)
LADDER = {
    '单独组建': '专职工作人员里正式党员在3名以上的社会组织，应当单独成立党组织。',
    '联合组建': '专职工作人员里正式党员不满3名的，可以同业务相关、驻地邻近的单位联合成立党组织。',
    '挂靠组建': '专职正式党员不满3名，但连同兼职共有3名以上正式党员的，可以依托街道、园区党组织挂靠成立。',
    '派员组建': '规模大、用工多而党员只有2名的，由业务主管单位派出1名指导员兼任支部书记，先把党组织建起来。',
    '壮大力量': '暂时没有党员的，要把业务骨干列为入党积极分子培养，条件成熟后再行组建。',
}
_OPENING = (
    '为补上我市社会组织党组织覆盖的短板，市委组织部、市民政局商定，自2026年2月21日起至5月31日，'
    '用一百天时间开展社会组织党组织“百日集中组建”行动。现就有关事项通知如下：'
)
_TARGET = (
    '到2026年5月31日，符合条件的社会组织党组织组建率达到80%以上；'
    '暂不具备条件的，全部落实党建工作指导员，党的工作覆盖率达到100%。'
)
_STEPS = (
    '（一）动员摸底阶段（2026年2月21日至3月12日）。各县（区）逐家走访，摸清党员底数，形成组建清单。',
    '（二）集中组建阶段（3月13日至5月10日）。对照组建清单分批推进，成立一家、核对一家、销号一家。',
    '（三）总结提升阶段（5月11日至5月31日）。对新成立的党组织逐个回访，补齐制度、阵地和档案。',
)
_REPORT = (
    '（一）定期报告。自2月21日起，每20天为一期，各县（区）民政局要在每期期满之日向市民政局报送一次组建进展，'
    '市民政局每期通报一次全市情况。'
)
_FORMS = (
    '（二）填报表格。附件1由市民政局直接联系的社会组织逐家填写，附件2由各县（区）民政局汇总填写；'
    '首期表格于2026年3月13日前报送市民政局社会组织管理科。'
)
_APPROVAL = (
    '（三）严格审批。社会组织成立党组织，由业务主管单位党组织批准；'
    '没有业务主管单位的，由市、县社会组织综合党委批准。'
)
_CONTACT = (
    '（四）联系方式。市委组织部组织科，联系人：示例甲，电话：0000-1234501；'
    '市民政局社会组织管理科，联系人：示例乙，电话：0000-1234502。'
)
_NUMERALS = '一二三四五'


def notice_docx() -> bytes:
    """The joint notice as the county offices received it."""
    ladder = [f'（{_NUMERALS[n]}）{method}。{text}' for n, (method, text) in enumerate(LADDER.items())]
    red = [
        paragraph(name, align='center', size=64, red=True)
        for name in ('中共示例市委组织部', '示例市民政局', '文件')
    ]
    return make_docx(
        TITLE,
        [
            *red,
            paragraph(NUMBER, align='center'),
            rule(),
            title('中共示例市委组织部  示例市民政局\n关于开展社会组织党组织\n“百日集中组建”行动的通知'),
            paragraph('各县（区）委组织部，各县（区）民政局，市直有关业务主管单位：'),
            body(_OPENING),
            *(heading('一、行动目标'), body(_TARGET)),
            *(
                heading('二、组建方式'),
                body('各地要根据摸底结果，按照下列情形逐家确定组建方式：'),
                *map(body, ladder),
            ),
            *(heading('三、实施步骤'), *map(body, _STEPS)),
            *(heading('四、工作要求'), *map(body, (_REPORT, _FORMS, _APPROVAL, _CONTACT))),
            paragraph(''),
            body(f'附件：1.{ATTACHMENTS[0]}'),
            paragraph(f'2.{ATTACHMENTS[1]}', indent=500),
            paragraph(''),
            paragraph('中共示例市委组织部    示例市民政局', align='right'),
            paragraph('2026年2月13日　　', align='right'),
            paragraph('抄送：中共示例省委组织部，示例省民政厅。', indent=100, size=28),
            paragraph('中共示例市委组织部办公室　　　　2026年2月13日印发', indent=100, size=28),
        ],
    )
