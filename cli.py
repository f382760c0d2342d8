"""shoufa: each command by name, imported when it is called."""

from __future__ import annotations

from commands.edge import Line, Root, run

LINES = {
    'init': Line('commands.office', 'init', "新建一个空的办公室"),
    'demo': Line('commands.office', 'demo', "演示：虚构的办公室，从收文到函、通报、报告"),
    'take-in': Line('commands.office', 'take_in', "收进 收文/ 里的文件"),
    'worker': Line('commands.working', 'worker', "收文的又一个进程，可在几台机器上同时运行"),
    'desk': Line('commands.desk', 'desk', "打开网页台，在浏览器里办理"),
    'register': Line('commands.register', 'register', "收文登记簿"),
    'review': Line('commands.review', 'review', "待核事项：看、认可、更正、不采用"),
    'due': Line('commands.due', 'due', "要办、要催的事和期限"),
    'ledger': Line('commands.ledger', 'ledger', "台账：导入、查找、历史、事件、合并、统计、导出"),
    'match': Line('commands.match', 'match', "把名单里的名称对到台账"),
    'campaign': Line('commands.campaign', 'campaign', "活动：从通知起草、查看、启动、计划"),
    'population': Line('commands.tasks', 'population', "活动所数的乡镇、园区、企业：导入、查看"),
    'tasks': Line('commands.tasks', 'tasks', "任务×责任单位：导入、查看、催办、完成率"),
    'instructors': Line('commands.instructors', 'instructors', "党建工作指导员：导入、选派、调整、届满提醒"),
    'dispatch': Line('commands.dispatching', 'dispatch', "起草选派函、选派通知和转办清单"),
    'comments-summary': Line('commands.consulting', 'comments_summary', "起草意见汇总表、上报的意见报告"),
    'reply': Line('commands.consulting', 'reply', "答复来文：批复、反馈意见"),
    'circular': Line('commands.outgoing', 'circular', "起草进展通报"),
    'report': Line('commands.outgoing', 'report', "起草落实情况报告"),
    'trace': Line('commands.trace', 'trace', "追数：发文的数从哪来，来文用在哪些发文里"),
    'correct-issued': Line('commands.trace', 'correct_issued', "已发的文数据变了：起草更正稿"),
    'evidence': Line('commands.trace', 'evidence', "佐证文件夹和年度归档文件目录"),
    'template': Line('commands.template', 'template', "公文模板：检查，把改过的一份带到其余各份"),
    'papers': Line('commands.papers', 'papers', "起草活动的清单和表：汇总、销号、任务、目标、台账"),
    'issue': Line('commands.issuing', 'issue', "签发后编号、写日期，登记发文登记簿"),
    'outbox': Line('commands.outbox', 'outbox', "发文：环节、登记簿、缺号、付印、签收"),
    'read': Line('commands.reading', 'read', "读文件：段落、表格和位置"),
    'notice': Line('commands.reading', 'notice', "读通知：要素、事项、期限"),
    'return': Line('commands.reading', 'return_', "读报表：字段和校验"),
    'comments': Line('commands.comments', 'comments', "读反馈意见：单位、条款、建议"),
    'blanks': Line('commands.blanks', 'blanks', "找出空白表里要填的地方"),
    'fill': Line('commands.fill', 'fill', "用台账填写收到的空白表"),
    'returns': Line('commands.returns', 'returns', "报表收齐了没有：已报、未报、待核、催报"),
    'layouts': Line('commands.layouts', 'layouts', "版式：哪些已确认，撤销"),
    'when': Line('commands.reading', 'when', "找出一段话里的日期、期限和周期"),
    'audit': Line('commands.audit', 'audit', "操作记录：列出、核对有没有被改动、导出"),
    'secrecy': Line('commands.secrecy', 'secrecy', "涉密停止：列出，误报的由具名的人放行"),
    'retention': Line('commands.retention', 'retention', "保存期限：到期的原件，按指定销毁"),
    'doctor': Line('commands.operation', 'doctor', "检查本机：哪些文件能读，缺什么"),
    'backup': Line('commands.backing', 'backup', "备份整个办公室到一个文件"),
    'restore': Line('commands.backing', 'restore', "把备份恢复到空文件夹"),
    'sanity': Line('commands.backing', 'sanity', "体检：数据库、存档、发文对不对得上"),
    'handover': Line('commands.handover', 'handover', "交接单：在办、待核、下期到期"),
    'check': Line('commands.check', 'check', "按 GB/T 9704 和行文规则检查公文"),
    'forms': Line('commands.forms', 'forms', "表样：有哪些、问什么；起草、核对、启用"),
}

program = Root('shoufa', lines=LINES, help="收发：读通知和报表，记台账，起草函、通报和报告。全程不联网。")


def main() -> None:
    """The program from its first argument to its exit code."""
    run(program)


if __name__ == '__main__':
    main()
