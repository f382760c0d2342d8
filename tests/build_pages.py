"""Whole web pages as offices' sites lay them out, 2003 to 2024, around one fictional notice.

Every word of a site's own furniture is in `FURNITURE`, so that a test can see that none is left.
"""

from collections.abc import Callable
from typing import NamedTuple


class Notice(NamedTuple):
    """A notice's title, its paragraphs and the files at its end."""

    title: str
    lines: tuple[str, ...]
    files: tuple[str, ...] = ()


NOTICE = Notice(
    '关于开展2026年度社会组织年度检查工作的通知',
    (
        '示民发〔2026〕6号',
        '各县区民政局，市级社会组织业务主管单位：',
        '为加强社会组织监督管理，根据《社会团体登记管理条例》，现就做好2026年度检查工作通知如下。',
        '一、检查范围',
        '2025年12月31日前登记的社会组织，均应参加年度检查；当年新登记的，不参加。',
        '二、时间安排',
        '各县区要于2026年5月31日前完成初审，6月30日前将汇总表报市民政局社会组织管理科。',
        '联系人：甲同志，联系电话：0000-1234567。',
        '附件：1.年度检查汇总表',
        '示例市民政局',
        '2026年3月1日',
    ),
    ('附件1：年度检查汇总表.doc', '附件2：填报说明.pdf'),
)
SHORT = Notice(
    '关于清明节放假的通知',
    ('局属各单位：', '清明节4月4日至6日放假，请妥善安排值班。', '示例市民政局', '2026年3月20日'),
)

MENU = ('首页', '政务公开', '通知公告', '办事服务', '互动交流', '领导信箱', '走进示例')
RELATED = ('示例市召开社会组织工作会议', '关于表彰先进社会组织的决定', '示例市社会组织名录公布')
TOP = ('设为首页', '加入收藏', '无障碍阅读', '今天是2026年11月22日')
FOOT = (
    '主办：示例市民政局 承办：示例市民政局办公室',
    '地址：示例市示例路1号 邮编：000000',
    '示ICP备00000000号 示公网安备 00000000000000号 网站标识码：0000000000',
)
FURNITURE = (
    *MENU,
    *RELATED,
    *TOP,
    *FOOT,
    '当前位置',
    '上一篇',
    '下一篇',
    '分享到',
    '打印',
    '关闭',
    '字体',
    '扫一扫',
    '搜索',
    '友情链接',
)


def links(words: tuple[str, ...], between: str = ' ') -> str:
    return between.join(f'<a href="/{index}/">{word}</a>' for index, word in enumerate(words))


def items(words: tuple[str, ...], name: str = '') -> str:
    return f'<ul class="{name}">' + ''.join(f'<li>{links((word,))}</li>' for word in words) + '</ul>'


def paragraphs(notice: Notice) -> str:
    return ''.join(f'<p>　　{line}</p>' for line in notice.lines)


def files(notice: Notice) -> str:
    return ''.join(f'<p><a href="/files/{file}">{file}</a></p>' for file in notice.files)


def head(notice: Notice, meta: str = '', site: str = '示例市民政局') -> str:
    return f'<html><head><meta charset="utf-8">{meta}<title>{notice.title}_{site}</title></head>'


def tables_2003(n: Notice) -> str:
    """Tables in tables, upper-case tags, font tags, no classes."""
    body = '<BR>'.join(f'<FONT size=3>　　{line}</FONT>' for line in n.lines)
    return (
        head(n) + f'<BODY><TABLE width=778><TR><TD><IMG src=logo.gif></TD><TD>{links(TOP[:2], " | ")}</TD>'
        '</TR></TABLE>'
        f'<TABLE width=778><TR>{"".join(f"<TD>{links((w,))}</TD>" for w in MENU)}</TR></TABLE>'
        f'<TABLE width=778><TR><TD width=180 valign=top><TABLE><TR><TD>最新信息</TD></TR>'
        f'{"".join(f"<TR><TD>·{links((w,))}</TD></TR>" for w in RELATED)}</TABLE></TD><TD>'
        f'<TABLE width=100%><TR><TD>当前位置：{links(MENU[:1])} &gt; {links(MENU[2:3])} &gt; 正文</TD></TR>'
        f'<TR><TD align=center><FONT size=5><B>{n.title}</B></FONT></TD></TR>'
        f'<TR><TD align=center>发布时间：2026-3-1　浏览次数：128　字体：[大 中 小]</TD></TR>'
        f'<TR><TD>{body}</TD></TR><TR><TD>{files(n)}</TD></TR>'
        '<TR><TD align=right>【<A href="javascript:window.print()">打印本页</A>】【<A '
        'href="javascript:window.close()">关闭窗口</A>】'
        '</TD></TR></TABLE></TD></TR></TABLE><TABLE width=778><TR><TD align=center>'
        f'{"<BR>".join(FOOT)}</TD></TR></TABLE></BODY>'
    )


def asp_2006(n: Notice) -> str:
    """One table around everything, the text as bare lines in a cell."""
    return (
        head(n) + f'<body><table border=0><tr><td colspan=2>{links(MENU, " | ")}</td></tr><tr><td class=left>'
        f'{items(RELATED)}</td>'
        f'<td><div align=center><b>{n.title}</b></div><div align=center>'
        '来源：本站　作者：管理员　日期：2026-3-1　点击：35次</div>'
        f'{"<br>".join("&nbsp;&nbsp;&nbsp;&nbsp;" + line for line in n.lines)}<br>{files(n)}'
        f'<p>上一篇：{links(RELATED[:1])}</p><p>下一篇：没有了</p></td></tr><tr><td colspan=2>'
        f'{"<br>".join(FOOT)}</td></tr></table>'
    )


def trs_2012(n: Notice) -> str:
    """TRS: index table above, text in TRS_Editor with a style of its own, share buttons below."""
    meta = f'<meta name="ArticleTitle" content="{n.title}"><meta name="PubDate" content="2026-03-01 10:00">'
    return (
        head(n, meta) + f'<body><div class="top"><span>{TOP[3]}</span>{links(TOP[:3])}</div><div class="nav">'
        f'{items(MENU)}</div>'
        f'<div class="dqwz">您现在的位置：{links(MENU[:3], " &gt; ")}</div><div class="main"><div '
        'class="xxgk"><table>'
        f'<tr><td>索 引 号：</td><td>000001-2026-00012</td><td>主题分类：</td><td>社会组织</td></tr>'
        '<tr><td>发布机构：</td><td>示例市民政局</td><td>成文日期：</td><td>2026年3月1日</td></tr>'
        '</table></div>'
        f'<h1>{n.title}</h1><div class="info">来源：示例市民政局 发布时间：2026-03-01 【字体：<a '
        'href="javascript:a(1)">大</a> '
        f'<a href="javascript:a(2)">中</a> <a href="javascript:a(3)">小</a>】</div><div class="TRS_Editor">'
        f'<style>.TRS_Editor P{{line-height:2}}</style>{paragraphs(n)}</div><div class="fj">{files(n)}</div>'
        f'<div class="bdsharebuttonbox">分享到：{links(("新浪微博", "微信", "QQ空间"))}</div>'
        f'<div class="xgxw"><h3>相关阅读</h3>{items(RELATED)}</div></div><div class="footer">'
        f'{"".join(f"<p>{line}</p>" for line in FOOT)}</div></body></html>'
    )


def hanweb_2015(n: Notice) -> str:
    """大汉: table for the article, zoom id, comments as marks."""
    return (
        head(n) + '<body><div id="header"><div class="logo"><a href="/"><img src=l.png></a></div>'
        f'{items(MENU, "menu")}'
        '<form action="/s"><input type="text" value="请输入关键字"><input type="submit" value="搜索">'
        '</form></div>'
        f'<table id="article"><tr><td>当前位置：{links(MENU[:1])} &gt;&gt; 通知公告</td></tr>'
        f'<tr><td class="title"><!--<$[标题名称]>begin-->{n.title}<!--<$[标题名称]>end--></td></tr>'
        '<tr><td><table><tr><td>发布日期：2026-03-01</td><td>浏览次数：<script>count()</script>15</td>'
        '<td>字号：[ 大 中 小 ]</td></tr>'
        '</table></td></tr><tr><td><div id="zoom"><!--ZJEG_RSS.content.begin-->'
        f'{paragraphs(n)}<!--ZJEG_RSS.content.end--></div></td></tr>'
        f'<tr><td>{files(n)}</td></tr><tr><td><a onclick="window.print()">打印本页</a> <a '
        'onclick="window.close()">关闭窗口</a></td></tr></table>'
        f'<div id="footer">友情链接：{links(RELATED)}<br>{"<br>".join(FOOT)}</div></body>'
    )


def article_2023(n: Notice) -> str:
    """Tags of HTML 5: header, nav, main, article, aside, footer."""
    return (
        head(n) + f'<body><header><a href="/">示例市人民政府</a><nav>{items(MENU)}</nav></header><main><nav '
        'aria-label="breadcrumb">'
        '<ol><li><a href="/">首页</a><li><a href="/t">通知公告</a><li>正文</ol></nav><article><header>'
        f'<h1>{n.title}</h1>'
        f'<p>发布时间：2026-03-01</p></header>{paragraphs(n)}<section class="attachments">'
        f'{files(n)}</section>'
        '<footer>扫一扫在手机打开当前页</footer></article><aside><h2>相关链接</h2>'
        f'{items(RELATED)}</aside></main>'
        f'<footer>{"".join(f"<p>{line}</p>" for line in FOOT)}</footer></body></html>'
    )


def bootstrap_2018(n: Notice) -> str:
    """Columns side by side: list of links on the left, text on the right."""
    return (
        head(n) + f'<body><div class="container"><div class="row navbar">{items(MENU)}</div><div class="row">'
        '<div class="col-md-3 sidebar">'
        f'<h4>通知公告</h4>{items(RELATED)}</div><div class="col-md-9"><ol class="breadcrumb"><li>'
        '首页</li><li>通知公告</li></ol>'
        f'<h2 class="text-center">{n.title}</h2><div class="content">{paragraphs(n)}</div>{files(n)}'
        f'<div class="pager">上一篇：{links(RELATED[:1])}<br>下一篇：{links(RELATED[1:2])}</div></div></div>'
        f'<div class="row copyright">{"<br>".join(FOOT)}</div></div></body>'
    )


def flat(n: Notice) -> str:
    """Everything straight in the body, as a printed or copied page has it."""
    return (
        head(n) + f'<body><p>首页 &gt; 政务公开 &gt; 通知公告</p><h1>{n.title}</h1><p>发布时间：2026-03-01 '
        '【打印】【关闭】</p>'
        f'{paragraphs(n)}{files(n)}<p>分享到：</p><p>【打印本页】 【关闭窗口】</p>'
        f'{"".join(f"<p>{line}</p>" for line in FOOT)}</body>'
    )


def mobile_2024(n: Notice) -> str:
    """No tables, spans as blocks, roles instead of tags, a code to scan."""
    return (
        head(n) + '<body><div role="banner"><a>示例市民政局</a></div><div role="navigation">'
        f'{links(MENU)}</div><div id="app">'
        f'<div class="detail-title">{n.title}</div><div class="detail-meta"><span>2026-03-01</span> '
        '<span>阅读：1024</span></div>'
        '<div class="detail-content">'
        f'{"".join(f"<div><span>{line}</span></div>" for line in n.lines)}</div>{files(n)}'
        '<div class="qrcode"><img src=q.png><p>扫一扫在手机上打开</p></div></div><div '
        f'role="contentinfo">{"".join(f"<p>{x}</p>" for x in FOOT)}</div>'
    )


def hidden_menu(n: Notice) -> str:
    """Menus and pop-ups that styles hide, tools that are left out of print."""
    css = (
        '<style>.sub,#pop{display:none} .tab{display:none} .tab.on{display:block} @media '
        'print{.no{display:none}}</style>'
    )
    return (
        head(n, css)
        + f'<body><div class="menu">{links(MENU)}<ul class="sub"><li>隐藏的菜单</li></ul></div><div '
        'id="pop">弹出的窗口</div>'
        f'<div class="tab on"><h1>{n.title}</h1><div class="no">字体：大 中 小 打印 关闭</div>'
        f'{paragraphs(n)}{files(n)}</div>'
        f'<div class="tab">另一页</div><div>{"<br>".join(FOOT)}</div></body>'
    )


def related_inside(n: Notice) -> str:
    """The list of like pages stands in the same box as the text, without a name of its own."""
    return (
        head(n) + f'<body><div class="w1000">{links(MENU)}</div><div class="w1000"><p>'
        f'当前位置：{links(MENU[:2], "»")}</p><div class="bt">{n.title}</div>'
        f'<div class="zw">{paragraphs(n)}{files(n)}<p><b>相关链接</b></p><ul><li>'
        f'{links(RELATED[:1])}</li><li>{links(RELATED[1:2])}</li></ul></div></div>'
        f'<div class="w1000">{"<br>".join(FOOT)}</div></body>'
    )


def head_above(n: Notice) -> str:
    """The red head stands in the text, the title of the page above it is the same again."""
    return (
        head(n)
        + f'<body><div id=nav>{links(MENU)}</div><div class=article><div class=arti-title>{n.title}</div>'
        f'<div class=arti-text><p align=center>示例市民政局文件</p>{paragraphs(n)}</div>{files(n)}</div>'
        f'<div id=foot>{"<br>".join(FOOT)}</div>'
    )


def two_columns_of_cells(n: Notice) -> str:
    """A frame of rows and cells by styles, side box behind the text."""
    return (
        head(n) + f'<body><table class=wrap><tr><td class=c1 valign=top><h3>{n.title}</h3><div>'
        f'{paragraphs(n)}{files(n)}</div></td>'
        f'<td class=c2 valign=top><div>热点新闻</div>{items(RELATED)}</td></tr></table><div>'
        f'{" ".join(FOOT)}</div>'
    )


def widgets(n: Notice) -> str:
    """Buttons as buttons, a search box, a list of sites to choose from."""
    return (
        head(n) + '<body><div class="header"><form><input placeholder="请输入"><button>搜索</button></form>'
        f'<div>{links(MENU)}</div></div>'
        f'<div class="con"><h1>{n.title}</h1><button>打印</button><button>分享到</button>'
        f'{paragraphs(n)}{files(n)}</div>'
        '<div class="bottom"><select><option>友情链接<option>示例省</select><p>'
        f'{"</p><p>".join(FOOT)}</p></div>'
    )


def uncoded(n: Notice) -> str:
    """No title in the head, no heading tags, the text in one paragraph with line breaks."""
    return (
        f'<html><body><div>{links(MENU)}</div><div><center>{n.title}</center><p>'
        f'{"<br>".join(n.lines)}</p>{files(n)}</div>'
        f'<center>{"<br>".join(FOOT)}</center></body></html>'
    )


def portal_2010(n: Notice) -> str:
    """A channel's page: calendar line, hot words, index list, text, comment box, list of sites."""
    return (
        head(n, site='示例市政府门户网站')
        + f'<body><div class="topbar">{TOP[3]} 星期日 热门搜索：{links(("年检", "慈善"))}</div>'
        f'<ul id="mainNav">{"".join(f"<li>{links((w,))}</li>" for w in MENU)}</ul><div id="con"><ul '
        'class="zfxxgk">'
        '<li><b>索引号：</b>000001</li><li><b>发文机关：</b>示例市民政局</li><li><b>发文字号：</b>'
        '示民发〔2026〕6号</li></ul>'
        f'<div class="title">{n.title}</div><div id="Zoom">{paragraphs(n)}</div><div class="att">'
        f'{files(n)}</div>'
        '<div class="comment"><a href="#">我要评论</a> <a href="#">收藏本页</a></div></div><div '
        f'class="links">友情链接 {links(RELATED)}</div>'
        f'<div class="f">{"<br>".join(FOOT)}</div></body>'
    )


def saved_with_script(n: Notice) -> str:
    """As Chrome saves a page: scripts run, inline styles, a frame for statistics, base64 pictures."""
    return (
        f'<!-- saved from url=(0030)http://example.gov.example/a.html -->{head(n)}<body><noscript>'
        '请开启脚本</noscript>'
        f'<div class="header" style="position:fixed">{links(MENU)}</div><div class="wrap"><div '
        'class="crumbs">首页&nbsp;&gt;&nbsp;通知公告</div>'
        f'<h1 style="text-align:center">{n.title}</h1><div class="article-con" style="font-size: 16px;">'
        f'{paragraphs(n)}</div>{files(n)}'
        '<div class="tools"><span>打印</span><span>关闭</span></div></div><iframe src="stat.html" '
        'style="display:none"></iframe>'
        f'<div class="footer"><img src="data:image/png;base64,AAAA">{"<span>".join(FOOT)}</div><script>'
        'stat()</script></body></html>'
    )


LAYOUTS: tuple[Callable[[Notice], str], ...] = (
    tables_2003, asp_2006, trs_2012, hanweb_2015, article_2023, bootstrap_2018, flat, mobile_2024,
    hidden_menu, related_inside, head_above, two_columns_of_cells, widgets, uncoded, portal_2010,
    saved_with_script,
)  # fmt: skip
