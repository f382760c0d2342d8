"""What the states and kinds of the register are called on pages and at the terminal."""

from __future__ import annotations

STATE_NAMES = {
    'received': "正在登记",
    'stored': "未办完，下次续办",
    'done': "已登记",
    'awaiting_recognition': "待识别",
    'awaiting_layout': "待对应",
    'classified': "涉密停止",
    'withdrawn': "已撤下",
    'returned': "已退回",
    'forwarded': "已转送",
}
OURS_NAMES = {'do': "要办", 'chase': "催办", 'know': "知悉"}
