"""secrecy: a named person lets a file in whose mark is none, with a reason, on record."""

import json

from tests.commands.test_take_in import inbox, office, paper  # noqa: F401  # fixtures
from tests.office.conftest import NOTICE

RELEASE = ('--by', '示例甲', '--why', '文中所写是保密工作的标题，不是密级标志')


def test_a_false_alarm_is_let_in_by_name_and_reason(office, inbox):  # noqa: F811
    path = inbox / '来文.docx'
    path.write_bytes(paper('秘密★1年', *NOTICE))
    assert office('take-in')[0] == 5
    assert office('secrecy', 'release', path, '--by', '示例甲')[0] == 2
    assert office('secrecy', 'release', path, '--by', '示例甲', '--why', '是')[0] == 2
    code, said = office('secrecy', 'release', path, *RELEASE)
    assert (code, '已放行' in said) == (0, True)
    code, said = office('take-in')
    assert (code, '登记1件' in said) == (0, True)
    stop = json.loads(office('secrecy', 'list', '--json')[1])[0]
    assert (stop['released_by'], stop['why']) == ('示例甲', RELEASE[-1])
    code, said = office('secrecy', 'release', path, *RELEASE)
    assert (code, '找不到文件' in said) == (2, True)
