"""The seven further notices in the inbox, each with another format or oddity."""

from __future__ import annotations

from scripts.example_docx import body, heading, make_docx, paragraph, red_head_box, title
from scripts.example_pdf import grid_to_marks, make_pdf, rule, text_to_marks

INSTRUCTORS_TITLE = '关于做好社会组织党建工作指导员派驻工作的通知'
INSTRUCTORS_NUMBER = '示省组通字〔2026〕15号'


def instructors_docx() -> bytes:
    """Red head in a text box, numbers drawn by Word, a limit counted from an issue day not given."""
    levels = (
        (0, '派驻范围'),
        (1, '没有成立党组织的社会组织，都要有党建工作指导员联系。'),
        (1, '有业务主管单位的，由业务主管单位派驻；在民政部门直接登记的，由民政部门派驻。'),
        (0, '人员条件'),
        (1, '指导员必须是中共正式党员，懂党务、肯吃苦，身体条件适合走访。'),
        (
            1,
            '指导员以机关、事业单位在职干部为主，退休干部自愿报名的可以选用。一名指导员可以联系一家或者几家社会组织。',
        ),
        (0, '主要任务'),
        (1, '宣讲政策，摸清所联系社会组织的党员底数。'),
        (1, '帮助筹建党组织，联系培养入党积极分子。'),
        (1, '收集并反映社会组织的困难和诉求。'),
        (0, '管理要求'),
        (1, '指导员每月到所联系的社会组织不少于2次，走访情况记入工作手册。'),
        (1, '指导员每半年向派驻单位党组织汇报一次工作，派驻期为1年，期满由派驻单位重新安排。'),
        (1, '各市自本通知印发之日起15日内完成派驻，并将指导员名册报送省民政厅社会组织管理局。'),
        (1, '派驻单位要用正式函件把指导员姓名、任务和派驻期告知社会组织。'),
    )
    opening = (
        '为帮助没有成立党组织的社会组织打好基础，省委组织部、省民政厅党组决定，由业务主管单位和民政部门分别派驻党建工作指导员。'
        '具体要求如下：'
    )
    return make_docx(
        INSTRUCTORS_TITLE,
        [
            red_head_box(('中共示例省委组织部', '中共示例省民政厅党组', '文件')),
            paragraph(INSTRUCTORS_NUMBER, align='center'),
            title('关于做好社会组织党建工作\n指导员派驻工作的通知'),
            paragraph('各市委组织部，各市民政局党组，省直有关业务主管单位党组：'),
            body(opening),
            *(
                paragraph(text, level=level, font='黑体' if level == 0 else '仿宋_GB2312')
                for level, text in levels
            ),
            body('附件：社会组织党建工作指导员名册'),
        ],
    )


def inspection_txt() -> bytes:
    """Plain text in GB18030, as an old OA exports it."""
    text = """示例省民政厅文件

示省民函〔2026〕9号

示例省民政厅关于开展2025年度社会组织年度检查的通知

各市民政局，各省级社会组织：

    按照社会组织登记管理的有关规定，省民政厅定于今年3月起开展2025年度社会组织年度检查。现将有关事项通知如下：

    一、检查对象
    2025年12月31日前在全省各级民政部门登记的社会团体、民办非企业单位和基金会。

    二、时间安排
    （一）社会组织应于2026年4月30日前在线提交年度工作报告书。
    （二）业务主管单位应于2026年5月20日前出具初审意见。
    （三）各市民政局要于2026年6月15日前将年度检查工作总结报送省民政厅社会组织管理局。

    三、有关要求
    （一）党建情况必须如实填写，已成立党组织的要附批复复印件。
    （二）连续两年不参加年度检查的，列入重点核查名单。
    （三）各市民政局每月5日前报送一次年度检查进度。

    联系人：示例丙，电话：0000-1234503，电子邮箱：nianjian@example.com

    附件：1.年度检查工作进度表
          2.年度检查结论汇总表

                                        示例省民政厅
                                      2026年3月2日

抄送：各省级业务主管单位。
"""
    return text.replace('\n', '\r\n').encode('gb18030')


def meeting_txt() -> bytes:
    """Plain GB18030 text that somebody saved under a .docx name."""
    text = """中共示例市社会组织综合委员会

示综党〔2026〕7号

关于召开社会组织党建工作推进会的通知

市民政局，各县（区）民政局：

    为交流第一期组建情况，定于2026年3月18日上午9:00在市民政局三楼会议室召开推进会。

    一、参会人员
    各县（区）民政局分管负责人1名，市民政局社会组织管理科全体人员。

    二、有关事项
    请各县（区）民政局于2026年3月16日17:00前将参会人员名单报送市社会组织综合党委办公室。
    联系人：示例己，电话：0000-1234506。

                              中共示例市社会组织综合委员会
                                    2026年3月11日
"""
    return text.replace('\n', '\r\n').encode('gb18030')


def programme_txt() -> bytes:
    """A web page saved as text: half-width punctuation, padding by U+00A0, the number behind the title."""
    pad = '\u00a0' * 24
    text = f"""首页 > 党建园地 > 通知公告 >
中共示例省民政厅党组关于印发《2026年全省社会组织党建工作要点》的通知 示省民党〔2026〕4号
发布时间:2026-02-27 来源:示例省民政厅 字体:[大 中 小]

各市民政局党组,省级各社会组织党组织:
现将《2026年全省社会组织党建工作要点》印发给你们,请对照分工抓好落实,并于2026年3月31日前将贯彻措施报省民政厅机关党委。

{pad}中共示例省民政厅党组
{pad}2026年2月25日

2026年全省社会组织党建工作要点

一、夯实组织基础
1.年底前,全省社会组织党组织覆盖率达到65%以上,规模较大的社会组织做到应建尽建。
2.新登记的社会组织,要在领取登记证书后60天内完成党员情况调查,登记机关负责收齐(社会组织党员情况调查表)。

二、抓好队伍建设
3.各市每年对党组织书记培训不少于1次,对党建工作指导员培训不少于2次。
4.每个县(区)培育2-3个社会组织党建示范点。

三、强化工作保障
5.各市民政局党组每季度专题研究1次社会组织党建工作,每半年向省民政厅党组报告1次。

打印本页 | 关闭窗口
"""
    return text.encode()


def data_html() -> bytes:
    """A page of the city's site: navigation, an index table, the notice, a foot."""
    paragraphs = (
        '各县（区）人民政府，市政府有关部门：',
        '为提高社会组织基础数据质量，经市政府同意，在全市开展一次数据核对。现通知如下：',
        '一、核对内容',
        '社会组织名称、统一社会信用代码、住所、从业人员和党组织情况。',
        '二、工作步骤',
        '（一）自查。各县（区）于3月20日前完成自查，并把差错清单报送市民政局。',
        '（二）复核。市民政局于4月10日前完成抽查复核，抽查比例不低于20%。',
        '三、工作要求',
        '各部门要明确1名联络员，名单于2026年3月16日下班前发送至市民政局社会组织管理科（电话：0000-1234502）。',
    )
    inner = '\n'.join(f'<p>{text}</p>' for text in paragraphs)
    index = (
        '<tr><td>索引号</td><td>999900/2026-00011</td><td>发文机关</td><td>示例市人民政府办公室</td></tr>'
        '<tr><td>发文字号</td><td>示市政办〔2026〕11号</td><td>发布日期</td><td>2026-03-06</td></tr>'
    )
    page = f"""<!DOCTYPE html>
<html lang="zh-CN"><head><meta charset="utf-8"><title>通知公告_示例市人民政府</title>
<style>p {{ text-indent: 2em }}</style><script>var page = 1;</script></head>
<body>
<div class="nav"><a href="/">首页</a> <a href="/open">政务公开</a> <a href="/work">办事服务</a></div>
<table class="index">{index}</table>
<h1>示例市人民政府办公室关于开展社会组织基础数据核对工作的通知</h1>
<div class="content">
{inner}
<p style="text-align:right">示例市人民政府办公室</p>
<p style="text-align:right">2026年3月5日</p>
</div>
<div class="foot">版权所有：示例市人民政府办公室　网站标识码：9999000001</div>
</body></html>
"""
    return page.encode()


def rating_pdf() -> bytes:
    """Two pages: the notice, and its attachment as a ruled table."""
    first = [
        ('center', '示例省民政厅'),
        ('center', '示省民函〔2026〕14号'),
        ('left', ''),
        ('center', '示例省民政厅关于开展社会组织'),
        ('center', '评估等级复核的通知'),
        ('left', ''),
        ('left', '各市民政局：'),
        (
            'body',
            '为保证评估结果真实可信，省民政厅决定对2023年以来获得3A以上等级的社会组织开展复核。有关事项通知如下：',
        ),
        ('body', '一、复核数量。各市复核数量见附件，复核比例不低于30%。'),
        ('body', '二、时间要求。各市民政局于2026年3月27日前上报复核名单，于2026年5月29日前上报复核报告。'),
        ('body', '三、联系人：示例丁，电话：0000-1234504。'),
        ('body', '附件：评估等级复核数量分配表'),
        ('right', '示例省民政厅'),
        ('right', '2026年3月9日'),
    ]
    rows = (
        ('序号', '市', '3A以上（家）', '应复核（家）'),
        ('1', '示例市', '46', '14'),
        ('2', '样本市', '38', '12'),
        ('3', '范例市', '25', '8'),
        ('', '合计', '109', '34'),
    )
    second = [('left', '附件'), ('center', '评估等级复核数量分配表')]
    table = grid_to_marks(rows, (60, 150, 116, 116), 660)
    return make_pdf([[*text_to_marks(first), rule(668)], [*text_to_marks(second), *table]])


def consultation_docx() -> bytes:
    """A draft sent out for comment: it lays one duty on us, its own articles none."""
    articles = (
        '第一条　为规范社会组织党建工作指导员的选用、培训和管理，制定本办法。',
        '第二条　指导员每季度应当向派驻单位报送一次工作小结。',
        '第三条　县级以上民政部门应当于每年12月31日前完成指导员年度培训。',
        '第四条　派驻单位应当为指导员提供必要的交通和通讯保障。',
    )
    return make_docx(
        '征求意见',
        [
            paragraph('示例省民政厅办公室', align='center', size=64, red=True),
            paragraph('示省民办函〔2026〕21号', align='right'),
            title('关于征求《示例省社会组织党建工作指导员管理办法\n（征求意见稿）》意见的函'),
            paragraph('各市民政局：'),
            body('省民政厅起草了《示例省社会组织党建工作指导员管理办法（征求意见稿）》，现送你们征求意见。'),
            body('请于2026年3月20日17:00前将书面意见反馈省民政厅办公室；没有意见的，也请书面说明。'),
            body('联系人：示例戊，电话：0000-1234505，邮箱：yijian@example.com。'),
            body('附件：示例省社会组织党建工作指导员管理办法（征求意见稿）'),
            paragraph('示例省民政厅办公室', align='right'),
            paragraph('2026年3月4日　　', align='right'),
            heading('附件'),
            title('示例省社会组织党建工作指导员管理办法\n（征求意见稿）'),
            *map(body, articles),
        ],
    )
