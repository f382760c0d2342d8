"""Fictional papers for the tests, and a Document out of plain text."""

from model.document import Document, Paragraph
from model.place import Where


def document(text, part=None):
    """Each line that is not blank as a paragraph that knows its line."""
    lines = [(number, line) for number, line in enumerate(text.split('\n'), 1) if line.strip()]
    blocks = tuple(Paragraph(line.strip(), Where(line=number, part=part)) for number, line in lines)
    return Document('通知.txt', '', 'text', None, blocks)


def with_blocks(*blocks):
    return Document('通知.docx', '', 'docx', None, tuple(blocks))


OPENING = '为做好有关工作，现将有关事项通知如下：'

CAMPAIGN = '''
示例市民政局文件
示市民〔2026〕15号


示例市民政局关于开展社会组织专项整治的通知
各县（市、区）民政局，市级各社会组织:
　　根据《社会团体登记管理条例》和省民政厅《关于开展专项整治的通知》（示民发〔2026〕20号，以下简称《整治通知》）要求，现就有关事项通知如下：
一、工作任务
（一）摸清底数。各县（市、区）民政局要建立社会组织党建工作台账，于5月10日前将联络员名单报市民政局社会组织管理科。
（二）对照整改。对有3名以上正式党员的社会组织，要单独建立党组织；没有党员的，由业务主管单位选派党建工作指导员。
二、工作步骤
（一）动员部署阶段（5月上旬）。制定方案，广泛动员。
（二）集中整治阶段（5月中旬至10月底）。对照问题，逐项整改。
（三）总结提高阶段（11月1日—12月10日）。总结经验，建章立制。
三、工作要求
（一）加强领导。各地要高度重视，切实加强组织领导。
（二）按时报送。各县（市、区）民政局每月25日前报送整治进展情况，到年底，全市社会组织党组织覆盖率达到80%以上。
联系人：甲某某；联系电话：0000-1234567；传真：0000-7654321；电子邮箱：shzz@example.gov.cn
附件：1.专项整治情况汇总表.xlsx
      2.社会组织承诺书
                    示例市民政局
                   2026年4月28日
（信息公开形式：主动公开）
抄送：市委社会工作部，市委组织部。
示例市民政局办公室　　　2026年4月29日印发
'''

CONSULTATION = '''
示例市社会组织工作委员会关于征求《示例市社会组织党建工作办法（征求意见稿）》意见的通知
各县（区）社会组织工委：
现征求你们的意见，请于2026年3月6日上午下班前反馈至工委综合科。
附件：示例市社会组织党建工作办法（征求意见稿）
示例市社会组织工作委员会
2026年3月1日
附件
示例市社会组织党建工作办法
（征求意见稿）
一、总体要求
各县（区）应当于每年12月31日前报送指导员名册。
'''
