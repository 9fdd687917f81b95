"""Find Chinese names by their context: a word for a person, a title behind, a column or a list of names.

A name is a surname of the list and one or two signs that given names have. Where only `name`, the class of an
object, other names or a number of a person beside it announce it, its signs must be those of names rather than of words.
Known limits: a surname with a title alone (王经理), names in pinyin, and names in running text without any
such word are not found.
"""

import re
from collections.abc import Iterator

from stages.anonymize.chinese_names import NAME, WORDS
from stages.anonymize.context import line, names
from stages.anonymize.finding import LIKELY, POSSIBLE, Finding, Subject
from stages.anonymize.name_signs import is_likely

PERSON = (
    r"(?:(?:真实|客户|用户|员工|学生|老师|患者|乘客|司机|会员|成员|法人|中文)?姓名|(?:紧急)?联系人|收货人|收件人"
    r"|寄件人|发货人|(?:项目|主要|安全)?负责人|法人(?:代表)?|法定代表人|申请人|经办人|审批人|审核人|持卡人|开户人"
    r"|户名|投保人|被保险人|受益人|报案人|经理人|当事人|操作人|创建人|修改人|提交人|录入人|维护人|接口人|患者|乘客"
    r"|学生|班主任|司机|客户经理|业务员|采购员|买家|卖家|业主|房东)"
)
KEY = (
    r"(?i:(?:real|full|true|cn|chinese|user|customer|client|contact|receiver|recipient|consignee|consignor"
    r"|shipper|sender|payee|payer|owner|holder|employee|emp|staff|student|stu|teacher|patient|doctor|member"
    r"|legal|person|applicant|buyer|seller|passenger|driver|author|operator|manager|leader|creator|cardholder"
    r"|account|acct|nick)[_-]?name|(?:link|contact)(?:[_-]?(?:man|person))?|consignee|receiver|recipient"
    r"|applicant|payee|operator)"
)
BARE = r"(?:(?<![A-Za-z_])|(?<=\b[a-z]_)|(?<=TEST_)|(?<=DEMO_)|(?<=get)|(?<=set)|(?<=[a-z]With)|(?<=with)|(?<=By))(?:[Nn]ame|NAME|xm)"
MANY = r"(?:s|_?[Ll]ist|[Ss]et|Arr(?:ay)?)?"
CLASS = (
    r"(?:User|Person|People|Employee|Emp|Staff|Student|Stu|Teacher|Customer|Member|Patient|Doctor|Worker|Manager|Boss|Leader"
    r"|Author|Contact|Applicant|Buyer|Seller|Owner|Driver|Passenger|Father|Mother|Son|Child|Boy|Girl|Man|Woman|Human|Friend)"
)
CLASS_TAIL = r"(?:DO|DTO|VO|PO|BO|Entity|Info|Bean|Model|Vo|Dto)?(?:_\w+)?"
FOLLOWED = r"(?=[^\u4e00-\u9fff]|$|先生|女士|小姐|同学|老师|经理|电话|手机|身份证|联系)"
TITLES = (
    r"(?:先生|女士|小姐|同学|老师|教授|医生|律师|师傅|主任|总监|工程师"
    r"|(?:总|副总|产品|项目|客户)?经理|董事长|总裁)"
)
CUE = [
    r"姓名|[人员者户生客][\"'` ]*[:：=是为|,<)）]|名[\"' ]*[:：=|,]|患者|司机|班主任|经理|买家|卖家|业主|房东",
    rf"(?i)(?:name|contact|link_?man|consignee|receiver|recipient|applicant|payee|operator|{CLASS[3:-1]})[^\n]*\p{{Han}}",
    r"先生|女士|小姐|同学|老师|教授|医生|律师|师傅|主任|总监|工程师|董事长|总裁",
    rf"\p{{Han}}[\"'][^\n]{{0,60}}(?:1[3-9]\d{{9}}|\d{{17}}[\dXx])|(?:[\"']\p{{Han}}{{2,4}}[\"'],\s*){{2}}[\"']\p{{Han}}",
    r"(?i)name",
]
CANDIDATE = re.compile(
    rf"(?:(?<![\u4e00-\u9fff])|(?<=[是为叫请找由给和与向让经问系谢知询交]))(?P<name>{NAME}){FOLLOWED}"
)
TITLE = re.compile(TITLES)
EXAMPLE = r"[，,（( ]{0,2}(?:例如|比如|譬如|示例|如|[eE]\.?g\.?)[:：,， ]{0,2}"
LABEL = re.compile(
    rf"{PERSON}(?:[ ]?[（(][^）)\n]{{1,10}}[）)])?[\"'”`」\])*]{{0,3}}(?:</\w+><\w+>)?[ \t]{{0,2}}"
    rf"(?:[:：(（,>|\t]|={{1,3}}>?|是|为|叫|{EXAMPLE})[ \t]{{0,2}}[\[【]?[\"'“`「]?$"
)
NAMED = re.compile(rf"(?:{PERSON}|{KEY}{MANY}|^\W*(?i:{PERSON}|linkman|xm))\W*$")
CALLED = re.compile(rf"{BARE}{MANY}$")
APART = re.compile(r"[^\w \u4e00-\u9fff][ ]{0,4}$|^\s*$")
"""What stands between a name and the words before it, when they do not make a sentence."""
BRACKETS = ("（", "(")
OBJECT = re.compile(rf"(?:\b|_){CLASS}{CLASS_TAIL}\s?[({{][^(){{}}\n=:]{{0,40}}[\"']$", re.I)
NUMBER = r"(?:1[3-9]\d{9}|\d{17}[\dXx])"
BESIDE = re.compile(rf"[\"'](?:\s?,\s?[^,\n()\[\]]{{0,30}}){{0,3}},\s?[\"']?{NUMBER}(?!\d)")
PIECE = rf"[\"']{NAME}[\"']"
LIST = re.compile(rf"(?:{PIECE}\s?,\s{{0,4}}){{2,}}{PIECE}")


def find(subject: Subject) -> Iterator[Finding]:
    """Yield each name; a name needs a Chinese sign, so lines without one are passed over."""
    for start, end in _lines(subject.text):
        listed = [match.span() for match in LIST.finditer(subject.text, start, end)]
        for match in CANDIDATE.finditer(subject.text, start, end):
            if not WORDS.match(match["name"]):
                yield from _announced(subject, match, listed)


def _announced(subject: Subject, match: re.Match[str], listed: list[tuple[int, int]]) -> Iterator[Finding]:
    """Yield a name if something announces it."""
    start, end = match.span("name")
    before = line(subject.text, start)
    if LABEL.search(before):
        yield Finding(start, end, "pii.person", "label", LIKELY)
    elif TITLE.match(subject.text, end) and is_likely(match["name"]):
        yield Finding(start, end, "pii.person", "title", LIKELY)
    elif APART.search(before) or subject.text.startswith(BRACKETS, end):
        called = names(subject, start, end)
        if any(NAMED.search(name) for name in called):
            yield Finding(start, end, "pii.person", "named", LIKELY)
        elif is_likely(match["name"]) and (
            any(CALLED.search(name) for name in called)
            or OBJECT.search(before)
            or BESIDE.match(subject.text, end)
            or any(first < start < last for first, last in listed)
        ):
            yield Finding(start, end, "pii.person", "doubted", POSSIBLE)


def _lines(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for line in text.split("\n"):
        if not line.isascii():
            yield start, start + len(line)
        start += len(line) + 1
