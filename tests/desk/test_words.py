"""Messages of the office without the commands that nobody types at the desk."""

import pytest

from desk.words import for_page


@pytest.mark.parametrize(
    ('message', 'told'),
    [
        ("没有第9号事项。用 shoufa due --all 查看编号。", "没有第9号事项。"),
        ("请让编号与文件一样多，用 --numbers 写明，如 --numbers 21-320。", "请让编号与文件一样多。"),
        ("还没有签发，不能用印", "还没有签发，不能用印"),
        ("用 shoufa due 查看。", "用 shoufa due 查看。"),
        (
            "示民函〔2026〕2号已作废（作废），登记错了可用 shoufa outbox void --undo 撤回",
            "示民函〔2026〕2号已作废（作废）。",
        ),
    ],
)
def test_clauses_that_name_a_command_are_left_out(message, told):
    assert for_page(message) == told
