"""Find postal addresses of China: behind a word for them, in their column, or from province to house number.

Known limit: an address in running text that begins with its street is not found.
"""

import re
from collections.abc import Iterator

from stages.anonymize.context import names
from stages.anonymize.finding import LIKELY, Finding, Subject
from stages.anonymize.person_words import HAN
from stages.anonymize.written import narrow

PROVINCES = (
    "北京|天津|上海|重庆|河北|山西|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|海南|四川|贵州|云南"
    "|陕西|甘肃|青海|[台臺][湾灣]|内蒙古|广西|西藏|宁夏|新疆|香港|澳[门門]|廣東|廣西|陝西|遼寧|黑龍江|江蘇|雲南|貴州|甘肅|寧夏"
)
NUMBER = (
    r"第?[A-Za-z0-9一二三四五六七八九十百-]{1,8}"
    r"(?:[号號][院楼樓门門]?|弄|巷|胡同|座|栋|棟|幢|单元|單元|室|[楼樓](?:之\d{1,3})?|[层層]|组|院|门(?=\d)|段)"
)
ROOM = r"(?:[ ]?(?:[A-Z]?\d{3,4}(?:室|(?![\d年月]))|[A-Z]?\d{1,4}(?:-\d{1,4}){1,3}(?![\d-])室?))?"
TAIL = rf"(?:[ ]?{NUMBER}){{1,6}}{ROOM}(?:[ ]\d{{6}}(?!\d))?"
PLACE = (
    "小区|大[厦廈楼樓]|广场|廣場|公寓|花园|花園|中心|(?:产业|科技|工业|创意|软件|物流)园"
    "|新村|家园|[花名嘉]苑|写字楼"
)
FIRST = rf"(?:(?<!{HAN})|(?<=[是在到往寄至为址送]))(?:(?![是在到往寄至为址送]){HAN})"
"""Where a city begins without its province: behind no sign, or behind a word for a place."""
WHOLE = re.compile(
    rf"(?:(?<!某)(?:{PROVINCES})(?:省|市|特[别別]行政[区區]|(?:壮族|回族|维吾尔)?自治区)?[ ]?"
    rf"{HAN}{{0,10}}?(?:市|区|區|县|縣|州|盟|旗|路|街|镇|鎮|乡|鄉|道)"
    rf"|{FIRST}{{2,4}}市{HAN}{{1,6}}[区區县縣镇鎮]"
    rf"|{FIRST}{{2,6}}(?:工业园|高新|开发|技术产业开发|技术开发|经开|新)区{HAN}{{1,12}}[路街道巷](?=\d))"
    rf"[ ]?{HAN}{{0,24}}"
    rf"{TAIL}(?:{HAN}{{1,8}}(?:{PLACE})(?:{TAIL}|{ROOM}))?"
)
LABEL = (
    r"(?:(?:收货|发货|寄件|收件|家庭|通讯|联系|注册|办公|公司|居住|户籍|现|详细|工作|经营|邮寄)?(?:地址|住址|住所)|户籍所在地|所在地|籍贯|住在"
    r"|(?i:(?:address|addr)(?:[_-]?(?:detail|line\d?|info))?))"
)
CUE = [
    rf"{LABEL}",
    r"市\p{Han}{1,6}[区區县縣镇鎮]",
    r"区\p{Han}+[路街道巷]\d",
    rf"(?:{PROVINCES}).*[路街道巷弄镇鎮村区區县縣市].*[号號座栋幢室弄楼樓]",
]
LABELLED = re.compile(
    rf"{LABEL}[\"'”`」\])]{{0,3}}[ \t]{{0,4}}(?:[:：(,|>]|:=|[=!]?={{1,2}}>?|是|为|\">)?"
    rf"[ \t]{{0,4}}[\"'“`「]?"
    rf"(?P<address>(?!某){HAN}[\u4e00-\u9fffA-Za-z0-9（）()#·—, -]{{3,80}})"
)
CELL = re.compile(
    rf"['\"|,\t][ ]*(?P<address>(?!某){HAN}[\u4e00-\u9fffA-Za-z0-9（）()#·— -]{{4,80}}?)[ ]*(?=['\"|,\t\n])"
)
NUMBERED = re.compile(r"[^\d\n]{0,20}\d{7,}[ ,，]+")
COLUMN = re.compile(LABEL, re.I)
LEVEL = re.compile(r"[省市区區县縣旗镇鎮乡鄉村路街道巷弄号號室栋座幢楼樓州]|胡同|小区|大厦")
SIGN = re.compile("[省市区區县縣州盟旗镇鎮乡鄉道村路街巷弄号號室院组层層栋棟座幢楼樓厦廈]")
"""Every address has two of these."""
NO_ADDRESS = re.compile(
    r"[的了吗呢]|请|不能|为空|填写|格式|输入|选择|错误|列表|管理|编号|信息|解析|省市区|服务|接口|默认|匹配|参数|转换|获取"
)
"""Words of labels, messages and comments about addresses."""
LEVELS = 2
END = re.compile(r"[ ]*[,，](?!\s*\d)|[ ]{2,}|[ ](?=[\u4e00-\u9fffA-Za-z]{2,8}[:：=])|[（(][^）)]*$|[ -]+$")


def find(subject: Subject) -> Iterator[Finding]:
    """Yield each address."""
    text = narrow(subject.text)
    for start, end in _rows(text):
        for match in WHOLE.finditer(text, start, end):
            yield Finding(*match.span(), "pii.cn-address", "levels", LIKELY)
        for match in LABELLED.finditer(text, start, end):
            place = match.start("address") + _front(match["address"])
            address = END.split(text[place : match.end("address")], maxsplit=1)[0]
            if _is_address(address):
                yield Finding(place, place + len(address), "pii.cn-address", "label", LIKELY)
        for match in CELL.finditer(text, start, end + 1):
            place = match.start("address") + _front(match["address"])
            if _is_address(text[place : match.end("address")]) and _is_named(subject, *match.span("address")):
                yield Finding(place, match.end("address"), "pii.cn-address", "column", LIKELY)


def _front(text: str) -> int:
    """Return where an address begins behind a name and a number of a telephone."""
    number = NUMBERED.match(text)
    return number.end() if number else 0


def _rows(text: str) -> Iterator[tuple[int, int]]:
    """Yield start and end of each line with two signs of an address."""
    end = -1
    for sign in SIGN.finditer(text):
        if sign.start() > end:
            end = text.find("\n", sign.end())
            end = len(text) if end < 0 else end
            if SIGN.search(text, sign.end(), end):
                yield text.rfind("\n", 0, sign.start()) + 1, end


def _is_named(subject: Subject, start: int, end: int) -> bool:
    return any(COLUMN.search(name) for name in names(subject, start, end))


def _is_address(text: str) -> bool:
    return len(LEVEL.findall(text)) >= LEVELS and not (text.startswith("某") or NO_ADDRESS.search(text))
