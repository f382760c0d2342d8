"""The words of a site's own furniture: where one is, what one may press, who runs the site."""

from __future__ import annotations

import re

_ITEM = r'[^>»›→/|｜\n。；]{1,30}'
_ARROW = r'(?:>+|»|›|→|&gt;|/|—>|->|-|—|\|)'
_BREADCRUMB = re.compile(
    r'[【\[（(]?(?:您|你|我)?(?:现在|目前|当前)?(?:的|所在|所处|所在的)*\s*(?:位置|栏目|页面)(?:是|为|在)?\s*[】\])）]?\s*[:：>»].{0,200}'
    r'|当\s*前\s*位\s*置.{0,200}'
    rf'|(?:网站|本站)?\s*(?:首\s*页|主\s*页|Home)\s*(?:{_ARROW}\s*{_ITEM}\s*)+(?:{_ARROW}\s*)?',
    re.IGNORECASE,
)
_BUTTON = (
    r'(?:(?:我要|点击|在线|直接)?(?:打\s*印|关\s*闭|收\s*藏|分\s*享|转\s*发|推\s*荐|纠\s*错|返\s*回|刷\s*新|复\s*制'
    r'|评\s*论|点\s*赞|朗\s*读|语音播报|阅读模式|无障碍(?:浏览|阅读)?|长者模式|适老化|繁\s*體|繁\s*体|简\s*体|English)'
    r'(?:本\s*页|本\s*文|此\s*页|此\s*文|该\s*页|正\s*文|全\s*文|文\s*章|稿\s*件|窗\s*口|页\s*面|网\s*页|链\s*接|网\s*址|首\s*页|列\s*表|顶\s*部|上\s*页|到|至|给|功能)*'
    r'|回\s*(?:到)?\s*(?:顶\s*部|首\s*页)|加入收藏|设为首页|手机(?:版|浏览|查看)|邮件订阅|RSS(?:订阅)?'
    r'|(?:下载|保存)(?:本页|此页|正文|全文|文字版|为?(?:word|pdf)(?:版)?))'
)
_SHARE = (
    r'(?:(?:分\s*享|转\s*发)\s*(?:到|至)?\s*[:：]?|新浪微博|腾讯微博|微\s*博|微\s*信(?:好友|朋友圈)?|朋友圈|QQ(?:空间|好友)?|人人网?|豆瓣'
    r'|百度贴吧|一键分享|Facebook|Twitter)'
)
_SIZE = r'(?:特\s*大|超\s*大|大|中|小|正常|默认|还原|\+|-|A\+?|A-|T|放大|缩小)'
_FONT = (
    rf'(?:(?:字\s*[体号]|字体大小|文字大小|字号大小|显示)\s*[:：]?\s*(?:[\[【（(「]?\s*(?:{_SIZE}[\s|｜/、,]*)*[\]】）)」]?)'
    rf'|[\[【（(]\s*(?:{_SIZE}[\s|｜/、,]*)+[\]】）)]|(?:大\s*中\s*小|小\s*中\s*大)|[ATa]\s*[+-]|放大|缩小)'
)
_COUNT = (
    r'(?:(?:本文|文章|已)?\s*(?:浏\s*览|阅\s*读|点\s*击|访\s*问|查\s*看|人\s*气)(?:次\s*数|人次|总数|量|率|数)?'
    r'\s*[:：]?\s*[\[【（(]?\s*\d*\s*[\]】）)]?\s*(?:人次|次|人)?)'
)
_CAPTION = (
    r'(?:(?:请)?(?:用|使用|打开)?(?:手机|微信)?\s*“?(?:扫一扫|扫码|扫描(?=[^。；，,]{0,6}二维码))”?[^。；，,\n]{0,20}'
    r'|[^。；，,\n]{0,8}二维码|(?:官方)?(?:微信|微博)(?:公众号)?|手机(?:客户端|APP))'
)
_SEARCH = (
    r'(?:请输入[^。；\n]{0,12}|站内搜索|高级搜索|高级检索|全文检索|搜\s*索|检\s*索|智能问答'
    r'|热门搜索[:：][^。；\n]{0,40})'
)
_PAGES = r'(?:首页|上一页|下一页|末页|尾页|上页|下页|第\s*\d+\s*页|共\s*\d+\s*页)'
_GAP = r'[\s\u3000\xa0|｜/·•,，、\[\]【】（）()「」:：>«»-]*'
_TOOL = rf'(?:{_FONT}|{_SHARE}|{_BUTTON}|{_COUNT}|{_PAGES})'
_TOOLS_ONLY = re.compile(rf'{_GAP}(?:{_TOOL}{_GAP})+', re.IGNORECASE)
_ALONE = re.compile(rf'{_GAP}(?:{_CAPTION}|{_SEARCH}){_GAP}', re.IGNORECASE)
_NEIGHBOUR = re.compile(
    r'[\s\u3000\xa0【\[（(]*(?:(?:上|下|前|后)\s*一?\s*(?:篇|条|则)(?:文章|信息|新闻)?)(?:[】\])）\s]*[:：>»】\])）\s][^。]{0,120})?'
)
_PAGE_INFO = re.compile(
    r'(?:(?:信息|文章|稿件|内容)?\s*来\s*源|(?:发\s*布|发\s*文|更\s*新|公\s*布|录\s*入|公\s*开)?\s*(?:时\s*间|日\s*期)|发\s*布(?:单位|机构|者|人)|作\s*者|编\s*辑'
    r'|责任编辑|供稿|浏\s*览|阅\s*读|点\s*击|访\s*问|字\s*[体号]|\d{4}\s*[-年/.])'
)
_INLINE_TOOL = re.compile(
    rf'[\s\u3000\xa0|｜]*[\[【（(「]?\s*(?:{_FONT}|{_COUNT}|(?<![\u4e00-\u9fff]){_BUTTON}(?![\u4e00-\u9fff])'
    r'|(?:分\s*享|转\s*发)\s*(?:到|至)?\s*[:：])[\s\xa0]*[\]】）)」]?',
    re.IGNORECASE,
)
_RULE = re.compile(r'[|｜·>»›\s]+')
_LONGEST_INFO = 200

SITE_FOOT = re.compile(
    r'ICP\s*[备证]|公\s*网\s*安\s*备|网站标识码|版\s*权\s*所\s*有|Copyright|©|All Rights? Reserved'
    r'|政府网站找错|建议使用.{0,30}(?:浏览|分辨率)',
    re.IGNORECASE,
)
"""Words that only a site's foot has."""
_BESIDE_FOOT = re.compile(
    r'(?:主\s*办|承\s*办|协\s*办|运\s*维|维\s*护|技\s*术\s*支\s*持|地\s*址|邮\s*编|邮政编码|电\s*话|联系电话|传\s*真|电子邮[箱件]|备案|网站地图|关于我们'
    r'|联系我们|网站声明|隐私|免责|本网站?支持|IPv6|您是第|访问量|总访问|今日访问|累计访问|最佳分辨率)'
)
INDEX_LABEL = re.compile(
    r'索\s*引\s*号|信息分类|主题分类|体裁分类|发文字号|文\s*号|发\s*[布文]\s*(?:机\s*构|机\s*关|单\s*位)|公开(?:主体|责任部门)|成\s*文\s*日\s*期|生成日期|公开方式|公开时限'
    r'|公开范围|有\s*效\s*性|信息名称|主\s*题\s*词|公开目录|生效日期|废止日期'
)
"""Labels of the table in which a government page tells about its document (政府信息公开目录)."""
RELATED = re.compile(
    r'[\s\u3000\xa0【\[◆■●▌>»]*(?:相\s*关\s*(?:链接|阅读|文件|新闻|信息|文章|稿件|解读|文档|推荐|内容|政策|资讯|专题|报道)'
    r'|延\s*伸\s*阅\s*读|推\s*荐\s*(?:阅读|信息|文章|新闻)|热\s*[点门](?:新闻|推荐|信息|文章|专题|排行)?|最\s*新\s*(?:信息|公告|文章|文件|新闻|发布|更新)'
    r'|猜你喜欢|友\s*情\s*链\s*接|阅读排行|点击排行|政策图解|图\s*解|栏目导航|网站导航)[\s\u3000】\]:：>»]*(?:更多|MORE)?[\s>»]*',
    re.IGNORECASE,
)


def without_tools(text: str) -> str:
    """A paragraph of a web page less buttons, counters and way marks; '' where it is nothing else.

    A line that tells the page's source and date keeps these.
    Example: '来源：市民政局 浏览次数：12 【打印】' -> '来源：市民政局'.
    """
    plain = text.strip(' \u3000\xa0')
    if len(plain) > _LONGEST_INFO:
        return text
    if any(sign.fullmatch(plain) for sign in (_BREADCRUMB, _TOOLS_ONLY, _ALONE, _NEIGHBOUR, _RULE)):
        return ''
    if _PAGE_INFO.match(plain) and '。' not in plain:
        kept = _INLINE_TOOL.sub(' ', text)
        return ' '.join(kept.split(' ')).rstrip(' |｜\u3000\xa0') if kept != text else text
    return text


def is_foot_line(text: str, *, beside_foot: bool) -> bool:
    """Whether a paragraph belongs to a site's foot; some lines only tell beside one that surely does."""
    if len(text) > 300 or '。' in text:
        return False
    return bool(SITE_FOOT.search(text) or (beside_foot and _BESIDE_FOOT.search(text)))
