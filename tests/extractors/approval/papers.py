"""Papers of our own, with what they say: (title, recipients, body, what is read)."""

from model.document import Document, Paragraph
from tests.forms.build import table

PARTY = '中共示例市社会组织综合委员会'
CIVIL = '示例市民政局'
A, B, C = '示例市甲一商会', '示例市乙二协会', '示例市丙三学会'
BRIDGE = '示例市蓝桥文化促进会'


def branch(name: str) -> str:
    return f'中共{name}支部委员会'


def paper(
    title: str, recipients: str, body: str, *, issuer: str = PARTY, number: str | None = None
) -> Document:
    """An official paper; a table's rows follow the body as lines that begin with |."""
    number = '示组复〔2026〕7号' if number is None else number
    lines = [f'{issuer}文件', number, title, f'{recipients}：' if recipients else '']
    texts = [line for line in body.split('\n') if not line.startswith('|')]
    rows = [line[1:] for line in body.split('\n') if line.startswith('|')]
    lines = [line for line in (*lines, *texts, issuer, '2026年4月8日') if line]
    blocks = (*map(Paragraph, lines), *((table(*rows),) if rows else ()))
    return Document('批复.docx', '0' * 64, 'docx', None, blocks)


# kind, decision, Party organisation, new name, form, level, organisations
ESTABLISHED = {
    'the common one': (
        f'关于同意成立{branch(BRIDGE)}的批复',
        BRIDGE,
        (
            f'你会《关于成立{branch(BRIDGE)}的请示》（示蓝〔2026〕3号）收悉。经研究，同意成立{branch(BRIDGE)}，'
            '隶属中共示例市社会组织综合委员会管理。\n请于一个月内召开党员大会选举产生支部委员会。\n此复。'
        ),
        ('establish', 'granted', branch(BRIDGE), None, 'independent', 'branch', (BRIDGE,)),
    ),
    'without the name': (
        '关于成立党支部的批复',
        BRIDGE,
        '你会报来的请示收悉。经研究同意你会成立党支部。此复。',
        ('establish', 'granted', None, None, 'independent', 'branch', (BRIDGE,)),
    ),
    'the name in the title only': (
        f'关于同意成立{branch(BRIDGE)}的批复',
        BRIDGE,
        '你会请示收悉。经研究，同意你会成立党支部。',
        ('establish', 'granted', branch(BRIDGE), None, 'independent', 'branch', (BRIDGE,)),
    ),
    'the full form of the name': (
        '关于建立党支部的批复',
        '中共示例市民政局机关委员会',
        f'经局党组会议研究，批准建立中国共产党{BRIDGE}支部委员会。',
        ('establish', 'granted', f'中国共产党{BRIDGE}支部委员会', None, 'independent', 'branch', (BRIDGE,)),
    ),
    'a name without 中共': (
        '关于同意设立党支部的批复',
        '示例市工商联党组',
        f'同意设立{A}党支部，由你单位党组管理。',
        ('establish', 'granted', f'{A}党支部', None, 'independent', 'branch', (A,)),
    ),
    'in quotation marks': (
        '关于成立党组织的批复',
        A,
        f'同意你会成立“{branch(A)}”，核定委员3名。',
        ('establish', 'granted', branch(A), None, 'independent', 'branch', (A,)),
    ),
    'a general branch': (
        '关于成立党总支的批复',
        A,
        f'经研究，同意组建中共{A}总支部委员会，下设3个党支部。',
        ('establish', 'granted', f'中共{A}总支部委员会', None, 'independent', 'general_branch', (A,)),
    ),
    'a committee': (
        '关于同意成立党委的批复',
        A,
        f'经市委组织部批准，同意成立中共{A}委员会，委员会由7人组成。',
        ('establish', 'granted', f'中共{A}委员会', None, 'independent', 'committee', (A,)),
    ),
    'a temporary branch': (
        '关于成立临时党支部的批复',
        BRIDGE,
        f'同意成立中共{BRIDGE}临时支部委员会。',
        ('establish', 'granted', f'中共{BRIDGE}临时支部委员会', None, 'temporary', 'branch', (BRIDGE,)),
    ),
    'a functional branch': (
        '关于成立功能型党支部的批复',
        BRIDGE,
        f'同意成立{BRIDGE}功能型党支部，党员组织关系不变。',
        ('establish', 'granted', f'{BRIDGE}功能型党支部', None, 'functional', 'branch', (BRIDGE,)),
    ),
    'joint, the units before the verb': (
        '关于同意成立社会组织第一联合支部委员会的批复',
        '示例市社会组织党建工作站',
        f'经研究，同意由{A}、{B}、{C}3家社会组织联合成立中共示例市社会组织第一联合支部委员会。',
        ('establish', 'granted', '中共示例市社会组织第一联合支部委员会', None, 'joint', 'branch', (A, B, C)),
    ),
    'joint, the units after the name': (
        '关于成立联合党支部的批复',
        '示例市社会组织党建工作站',
        f'同意成立中共示例市社会组织第二联合支部委员会，由{A}、{B}和{C}的党员组成。',
        ('establish', 'granted', '中共示例市社会组织第二联合支部委员会', None, 'joint', 'branch', (A, B, C)),
    ),
    'joint, the units in the name': (
        '关于成立联合党支部的批复',
        f'{A}、{B}',
        f'同意成立中共{A}、{B}联合支部委员会。',
        ('establish', 'granted', f'中共{A}、{B}联合支部委员会', None, 'joint', 'branch', (A, B)),
    ),
    'joint, the units in the next sentence': (
        '关于成立联合党支部的批复',
        '示例市社会组织党建工作站',
        f'同意成立中共示例市科技类社会组织联合支部委员会。该支部成员单位为：{A}、{B}、{C}。',
        (
            'establish',
            'granted',
            '中共示例市科技类社会组织联合支部委员会',
            None,
            'joint',
            'branch',
            (A, B, C),
        ),
    ),
    'joint, the units in a list': (
        '关于成立联合党支部的批复',
        '示例市社会组织党建工作站',
        f'同意以下3家单位联合成立中共示例市甲县社会组织联合支部委员会：\n1.{A}\n2.{B}\n3.{C}\n此复。',
        ('establish', 'granted', '中共示例市甲县社会组织联合支部委员会', None, 'joint', 'branch', (A, B, C)),
    ),
    'joint, the units in a table': (
        '关于成立联合党支部的批复',
        '示例市社会组织党建工作站',
        (
            '同意成立中共示例市第三联合支部委员会，成员单位名单附后。\n'
            f'|序号|社会组织名称|统一社会信用代码\n|1|{A}|\n|2|{B}|\n|3|{C}|'
        ),
        ('establish', 'granted', '中共示例市第三联合支部委员会', None, 'joint', 'branch', (A, B, C)),
    ),
    'joint, addressed to its units': (
        '关于成立联合党支部的批复',
        f'{A}、{B}',
        '你们报来的请示收悉。同意你们联合成立党支部，名称为示例市行业商协会联合党支部。',
        ('establish', 'granted', '示例市行业商协会联合党支部', None, 'joint', 'branch', (A, B)),
    ),
    'granted without research': (
        '关于成立党支部的批复',
        A,
        f'批准成立{branch(A)}。',
        ('establish', 'granted', branch(A), None, 'independent', 'branch', (A,)),
    ),
    'decided by the committee': (
        f'关于成立{branch(A)}的批复',
        A,
        f'经综合党委2026年第3次会议研究，决定成立{branch(A)}。',
        ('establish', 'granted', branch(A), None, 'independent', 'branch', (A,)),
    ),
    'an organisation with 和 in its name': (
        '关于成立党支部的批复',
        '示例市妇女和儿童发展中心',
        '同意成立中共示例市妇女和儿童发展中心支部委员会。',
        (
            'establish',
            'granted',
            '中共示例市妇女和儿童发展中心支部委员会',
            None,
            'independent',
            'branch',
            ('示例市妇女和儿童发展中心',),
        ),
    ),
    'an association of enterprises that is named 联合会': (
        '关于成立党支部的批复',
        '示例市企业联合会',
        '同意成立中共示例市企业联合会支部委员会。',
        (
            'establish',
            'granted',
            '中共示例市企业联合会支部委员会',
            None,
            'independent',
            'branch',
            ('示例市企业联合会',),
        ),
    ),
    'an abbreviated name, the organisation addressed': (
        '关于成立党支部的批复',
        BRIDGE,
        '同意成立中共示例市蓝桥文促支部委员会。',
        ('establish', 'granted', '中共示例市蓝桥文促支部委员会', None, 'independent', 'branch', (BRIDGE,)),
    ),
    'in a letter': (
        f'关于同意成立{branch(A)}的复函',
        '示例市工商业联合会党组',
        f'来函收悉。经研究，同意成立{branch(A)}。特此函复。',
        ('establish', 'granted', branch(A), None, 'independent', 'branch', (A,)),
    ),
    'in principle': (
        '关于成立党支部的批复',
        A,
        f'原则同意成立{branch(A)}，请进一步完善材料。',
        ('establish', 'in_principle', branch(A), None, 'independent', 'branch', (A,)),
    ),
    'to be prepared': (
        '关于筹建党支部的批复',
        A,
        f'同意筹建{branch(A)}。',
        ('establish', 'in_principle', branch(A), None, 'independent', 'branch', (A,)),
    ),
    'refused': (
        f'关于暂不同意成立{branch(A)}的批复',
        A,
        f'鉴于你会正式党员不足3名，暂不同意成立{branch(A)}。',
        ('establish', 'refused', branch(A), None, 'independent', 'branch', (A,)),
    ),
    'refused in other words': (
        '关于成立党支部的批复',
        A,
        f'经研究，不予批准成立{branch(A)}，建议与其他单位联建。',
        ('establish', 'refused', branch(A), None, 'independent', 'branch', (A,)),
    ),
    'dissolved': (
        f'关于同意撤销{branch(A)}的批复',
        A,
        f'同意撤销{branch(A)}，党员组织关系转至中共示例市工商联支部委员会。',
        ('dissolve', 'granted', branch(A), None, 'independent', 'branch', (A,)),
    ),
    'dissolved, the name before the verb': (
        '关于撤销党支部的批复',
        PARTY,
        f'经研究，同意将{branch(A)}予以撤销。',
        ('dissolve', 'granted', branch(A), None, 'independent', 'branch', (A,)),
    ),
    'renamed': (
        f'关于{branch(A)}更名的批复',
        A,
        f'同意{branch(A)}更名为中共示例市甲一总商会支部委员会。',
        ('rename', 'granted', branch(A), '中共示例市甲一总商会支部委员会', 'independent', 'branch', (A,)),
    ),
    'made a general branch': (
        '关于改建党总支的批复',
        A,
        f'同意将{branch(A)}改建为中共{A}总支部委员会。',
        (
            'rename',
            'granted',
            branch(A),
            f'中共{A}总支部委员会',
            'independent',
            'general_branch',
            (A,),
        ),
    ),
    'an election': (
        f'关于{branch(A)}选举结果的批复',
        f'{branch(A)}',
        '同意你支部选举结果，示例一同志任书记，示例二、示例三同志任委员。',
        ('elect', 'granted', None, None, 'independent', None, (A,)),
    ),
}

ASKED = {
    'by the organisation': (
        f'关于成立{branch(BRIDGE)}的请示',
        PARTY,
        f'我会现有正式党员4名，符合条件，拟成立{branch(BRIDGE)}。妥否，请批示。',
        BRIDGE,
        ('establish', 'asked', branch(BRIDGE), None, 'independent', 'branch', (BRIDGE,)),
    ),
    'without the name': (
        '关于成立党支部的请示',
        PARTY,
        '我会现有正式党员4名。特申请成立党支部，请予批复。',
        BRIDGE,
        ('establish', 'asked', None, None, 'independent', 'branch', (BRIDGE,)),
    ),
    'for several': (
        '关于成立联合党支部的请示',
        PARTY,
        f'{A}、{B}拟联合成立中共{A}、{B}联合支部委员会。妥否，请批示。',
        A,
        ('establish', 'asked', f'中共{A}、{B}联合支部委员会', None, 'joint', 'branch', (A, B)),
    ),
    'to dissolve': (
        f'关于撤销{branch(A)}的请示',
        PARTY,
        f'因党员流动，现仅有党员1名，拟撤销{branch(A)}。',
        A,
        ('dissolve', 'asked', branch(A), None, 'independent', 'branch', (A,)),
    ),
    'to elect': (
        f'关于{branch(A)}换届选举的请示',
        PARTY,
        '本届支部委员会任期届满，拟于5月进行换届选举，请批示。',
        A,
        ('elect', 'asked', None, None, 'independent', None, (A,)),
    ),
}
