"""Find Chinese names by their context: a word for a person, a title behind, a column or a list of names.

A name is a surname of the list and one or two signs that given names have. Where only `name`, the class of
an object, other names or a number of a person beside it announce it, its signs must be those of names rather
than of words. Known limits: a surname with a title alone (王经理), names in pinyin, and names in running text
without any such word are not found; a thing whose `name` looks like one (金刚经) is.
"""

import re
from collections.abc import Iterator

from stages.anonymize.chinese_names import COMPOUND, GIVEN, NAME, SURNAMES, WORDS
from stages.anonymize.context import line, names
from stages.anonymize.finding import LIKELY, POSSIBLE, Finding, Subject
from stages.anonymize.name_signs import COMMON, WORDY, is_given, is_likely

PERSON = (
    r"(?:(?:真实|客户|用户|员工|学生|老师|患者|乘客|司机|会员|成员|法人|中文)?姓名|(?:紧急)?联系人|收货人|收件人"
    r"|寄件人|发货人|(?:项目|主要|安全)?负责人|法人(?:代表)?|法定代表人|申请人|经办人|审批人|审核人|持卡人|开户人"
    r"|户名|投保人|被保险人|受益人|报案人|经理人|当事人|操作人|创建人|修改人|提交人|录入人|维护人|接口人|患者|乘客"
    r"|学生|班主任|司机|客户经理|业务员|采购员|买家|卖家|业主|房东)"
)
KEY = (
    r"(?i:(?:real|full|true|cn|chinese|user|customer|client|contact|receiver|recipient|consignee|consignor"
    r"|shipper|sender|payee|payer|owner|holder|employee|emp|staff|student|stu|teacher|patient|doctor|member"
    r"|legal|child|mother|father|parent|guardian|person|applicant|buyer|seller|passenger|driver|author|operator|manager|leader|creator|cardholder"
    r"|account|acct|nick)[_-]?name|(?:link|contact)(?:[_-]?(?:man|person))?|consignee|receiver|recipient"
    r"|applicant|payee|operator)"
)
BARE = (
    r"(?:(?<![A-Za-z_])|(?<=\b[a-z]_)|(?<=TEST_)|(?<=DEMO_)|(?<=get)|(?<=set)|(?<=[a-z]With)|(?<=with)|(?<=By))"
    r"(?:[Nn]ame|NAME|xm)"
)
MANY = r"(?:s|_?[Ll]ist|[Ss]et|Arr(?:ay)?)?\d{0,2}"
CLASS = (
    r"(?:User|Person|People|Employee|Emp|Staff|Student|Stu|Teacher|Customer|Member|Patient|Doctor|Worker|Manager"
    r"|Boss|Leader|Author|Contact|Applicant|Buyer|Seller|Owner|Driver|Passenger|Father|Mother|Son|Child|Boy|Girl"
    r"|Man|Woman|Human|Friend)"
)
CLASS_TAIL = r"(?:DO|DTO|VO|PO|BO|Entity|Info|Bean|Model|Vo|Dto)?(?:_\w+)?"
FOLLOWED = r"(?=[^\u4e00-\u9fff]|$|先生|女士|小姐|同学|老师|经理|电话|手机|身份证|联系)"
TITLES = (
    r"(?:先生|女士|小姐|同学|老师|教授|医生|律师|师傅|主任|总监|工程师"
    r"|(?:总|副总|产品|项目|客户)?经理|董事长|总裁)"
)
CUE = [r"\p{Han}{2}"]
FIRST = "".join(surname[0] for surname in COMPOUND.split("|"))
SECOND = "|".join(f"(?<={surname[0]}){surname[1]}" for surname in COMPOUND.split("|"))
CANDIDATE = re.compile(
    rf"(?P<name>[{SURNAMES}{FIRST}](?:(?<![\u4e00-\u9fff].)|(?<=[是为叫请找由给和与向让经问系谢知询交].))"
    rf"(?:{SECOND}|(?<=[{SURNAMES}])){GIVEN}){FOLLOWED}"
)
"""A name, written so that only the signs that begin one are tried."""
TITLE = re.compile(TITLES)
EXAMPLE = r"[，,（( ]{0,2}(?:例如|比如|譬如|示例|如|[eE]\.?g\.?)[:：,， ]{0,2}"
LABEL = re.compile(
    rf"{PERSON}(?:[ ]?[（(][^）)\n]{{1,10}}[）)])?[\"'”`」\])*]{{0,3}}(?:</\w+><\w+>)?[ \t]{{0,2}}"
    rf"(?:[:：(（,>|\t]|={{1,3}}>?|是|为|叫|{EXAMPLE})[ \t]{{0,2}}[\[【]?[\"'“`「]?$"
)
NAMED = re.compile(rf"(?:{PERSON}|{KEY}{MANY}|^\W*(?i:{PERSON}|linkman|xm))\W*$")
CALLED = re.compile(rf"{BARE}{MANY}$")
THING = re.compile(
    r"名称$|标题|商品|产品|品牌|分类|类[别型]|菜[单品]|书名|城市|地区|省份|颜色|部门|公司|学校|课程|项目|角色|职[位务称]"
    r"|(?i:title|product|goods|category|brand|color|city|province|dept|company|school|course|role|menu)"
)
"""What is called something else than a person."""
APART = re.compile(r"[^\w \u4e00-\u9fff][ ]{0,4}$|^\s*$")
"""What stands between a name and the words before it, when they do not make a sentence."""
BRACKETS = ("（", "(")
OBJECT = re.compile(
    rf"(?:\b|_|(?-i:(?<=[a-z])(?=User|Person|Employee|Student|Teacher|Customer|Member))){CLASS}{CLASS_TAIL}\s?[({{][^(){{}}\n=:\u4e00-\u9fff]{{0,40}}[\"']$",
    re.I,
)
NUMBER = r"(?:1[3-9]\d{9}|\d{17}[\dXx])"
BESIDE = re.compile(rf"[\"'](?:\s?,\s?[^,\n()\[\]]{{0,30}}){{0,3}},\s?[\"']?{NUMBER}(?!\d)")
PIECES_BEFORE = re.compile(rf"(?:[\"']{NAME}[\"']\s?,\s?){{0,3}}[\"']?$")
PIECES_BEHIND = re.compile(rf"[\"']?(?:\s?,\s{{0,4}}[\"']{NAME}[\"']){{0,3}}")
NAME_ALONE = re.compile(NAME)
OTHERS = 2
"""Names that stand beside one in a list of names."""
SELF = re.compile(r"(?:我[是叫]|名叫|名字[是叫为])[\"'“]?$")


def find(subject: Subject) -> Iterator[Finding]:
    """Yield each name that something announces, and each further place of it in the text."""
    known, others = set[str](), list[re.Match[str]]()
    for match in CANDIDATE.finditer(subject.text):
        if WORDS.match(match["name"]) and not is_given(match["name"]):
            continue
        if rule := _announced(subject, match):
            yield Finding(*match.span("name"), "pii.person", rule, POSSIBLE if rule == "doubted" else LIKELY)
            known |= {match["name"]} if is_likely(match["name"]) else set()
        else:
            others.append(match)
    for match in others:
        if match["name"] in known:
            yield Finding(*match.span("name"), "pii.person", "again", POSSIBLE)


def _announced(subject: Subject, match: re.Match[str]) -> str:
    """Return the rule by which something announces a name, or an empty string."""
    text, name, (start, end) = subject.text, match["name"], match.span("name")
    before = line(text, start)
    if LABEL.search(before):
        return "label"
    if TITLE.match(text, end) and (name[0] not in WORDY or is_likely(name)):
        return "title"
    if not (APART.search(before) or text.startswith(BRACKETS, end) or SELF.search(before)):
        return ""
    called = names(subject, start, end)
    if any(NAMED.search(word) for word in called):
        return "named"
    if (
        not is_likely(name)
        or COMMON.fullmatch(name)
        or WORDS.match(name)
        or any(THING.search(word) for word in called)
    ):
        return ""
    hinted = any(CALLED.search(word) for word in called) or _is_beside(text, before, start, end)
    return "doubted" if hinted else ""


def _is_beside(text: str, before: str, start: int, end: int) -> bool:
    """Say whether a name is an argument of a person, or stands beside other names or a number of a person."""
    if SELF.search(before) or OBJECT.search(before) or BESIDE.match(text, end):
        return True
    pieces = (PIECES_BEFORE.search(before), PIECES_BEHIND.match(text, end))
    others = [other.strip(" \"'\n") for piece in pieces if piece for other in piece[0].split(",")]
    return sum(bool(NAME_ALONE.fullmatch(other)) and is_likely(other) for other in others) >= OTHERS
