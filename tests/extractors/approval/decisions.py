"""Decisions on registrations of our own, with what they say; and papers that only look like an approval."""

from tests.extractors.approval.papers import BRIDGE, A, B, C, branch

# kind, organisations (with what they are), new name or supervisor
EVENTS = {
    'renamed': (
        f'关于准予{BRIDGE}名称变更登记的批复',
        BRIDGE,
        f'经审查，准予{BRIDGE}名称变更为示例市蓝桥文化发展促进会。',
        ('rename', ((BRIDGE, 'self'),), '示例市蓝桥文化发展促进会'),
    ),
    'renamed, spoken to': (
        '关于同意更名的批复',
        BRIDGE,
        '经研究，同意你会名称变更为“示例市蓝桥文化发展促进会”。',
        ('rename', ((BRIDGE, 'self'),), '示例市蓝桥文化发展促进会'),
    ),
    'renamed, from and to': (
        '准予变更登记决定书',
        BRIDGE,
        f'根据有关规定，准予变更登记：名称由“{BRIDGE}”变更为“示例市蓝桥文化发展促进会”。',
        ('rename', ((BRIDGE, 'self'),), '示例市蓝桥文化发展促进会'),
    ),
    'renamed, both names told': (
        '准予变更登记决定书',
        BRIDGE,
        f'准予变更登记，变更前名称：{BRIDGE}，变更后名称：示例市蓝桥文化发展促进会。',
        ('rename', ((BRIDGE, 'self'),), '示例市蓝桥文化发展促进会'),
    ),
    'another supervisor': (
        '关于同意变更业务主管单位的批复',
        A,
        '同意你会业务主管单位由示例市商务局变更为示例市工商业联合会。',
        ('change_supervisor', ((A, 'self'),), '示例市工商业联合会'),
    ),
    'deregistered': (
        f'关于准予{A}注销登记的批复',
        A,
        '经审查，准予你会注销登记。',
        ('deregister', ((A, 'self'),), None),
    ),
    'deregistered, named': (
        '准予注销登记决定书',
        '',
        f'经审查，准予{A}注销登记，收回登记证书和印章。',
        ('deregister', ((A, 'self'),), None),
    ),
    'several deregistered': (
        '关于准予注销登记的决定',
        '各县（区）民政局',
        f'经审查，准予{A}、{B}、{C}等3家社会组织注销登记。',
        ('deregister', ((A, 'self'), (B, 'self'), (C, 'self')), None),
    ),
    'struck off': (
        '行政处罚决定书',
        B,
        f'本机关决定给予{B}撤销登记的行政处罚。',
        ('revoke', ((B, 'self'),), None),
    ),
    'struck off, in other words': (
        '行政处罚决定书',
        B,
        f'{B}连续两年未参加年检。本机关决定对{B}作出撤销登记的行政处罚。',
        ('revoke', ((B, 'self'),), None),
    ),
    'absorbed': (
        f'关于同意{A}吸收合并示例市甲二商会的批复',
        A,
        f'同意{A}吸收合并示例市甲二商会。',
        ('absorb', (('示例市甲二商会', 'self'), (A, 'into')), A),
    ),
    'merged into': (
        '关于同意合并的批复',
        A,
        f'同意示例市甲二商会并入{A}，示例市甲二商会依法办理注销手续。',
        ('absorb', (('示例市甲二商会', 'self'), (A, 'into')), A),
    ),
    'made one': (
        '关于同意合并的批复',
        A,
        f'同意{A}、{B}合并成立示例市甲乙联合商会。',
        ('consolidate', ((A, 'self'), (B, 'self'), ('示例市甲乙联合商会', 'into')), '示例市甲乙联合商会'),
    ),
    'divided': (
        '关于同意分立的批复',
        A,
        f'同意{A}分立为示例市甲一商会、示例市甲三商会。',
        ('divide', ((A, 'self'), (A, 'into'), ('示例市甲三商会', 'into')), None),
    ),
    'moved in': (
        '关于同意迁入登记的批复',
        A,
        f'同意{A}迁入我市登记。',
        ('move_in', ((A, 'self'),), None),
    ),
    'moved out': (
        '关于同意迁出登记的批复',
        A,
        f'同意{A}的登记管理机关由我局迁出至示例省民政厅。',
        ('move_out', ((A, 'self'),), None),
    ),
}

# papers that say nothing of the kind
LOOKALIKES = {
    'money': (
        '关于拨付党建工作经费的批复',
        A,
        '你会关于拨付党组织启动经费的请示收悉。经研究，同意拨付党支部启动经费5000元。',
    ),
    'a hall': ('关于党群活动中心建设的批复', A, '同意建设党群活动中心，建筑面积300平方米。'),
    'a plan': ('关于党建工作方案的批复', A, '原则同意你会报来的党建工作方案，请组织实施。'),
    'a course': ('关于举办党支部书记培训班的批复', A, '同意举办党支部书记培训班，时间3天。'),
    'quoted': (
        '关于有关问题的批复',
        A,
        f'我委《关于同意成立{branch(A)}的批复》（示组复〔2025〕3号）已印发，请遵照执行。',
    ),
    'approved by others': (
        '关于办理有关手续的批复',
        A,
        '成立党支部的，应当报经上级党组织批准后，方可开展活动。',
    ),
    'a leading group': ('关于成立领导小组的批复', A, '同意成立党建工作领导小组。'),
    'a branch office': ('关于设立分支机构的批复', A, '同意设立示例市甲一商会青年专业委员会。'),
    'land': ('关于建设用地的批复', '甲县人民政府', '同意将甲县集体农用地2公顷转为建设用地。'),
    'a plan to strike off': (
        '行政处罚事先告知书',
        B,
        f'本机关拟对{B}作出撤销登记的行政处罚，你单位有权要求听证。',
    ),
    'how to deregister': (
        '关于注销登记有关问题的批复',
        '甲县民政局',
        '社会组织申请注销登记，应当成立清算组。',
    ),
}
