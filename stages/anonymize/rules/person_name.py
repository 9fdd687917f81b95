"""Find Chinese names by their context: a word for a person before them, a title behind, a column of names.

A name is a surname of the list and one or two signs that given names have. Known limits: a surname with a
title alone (王经理), names in pinyin, and names in running text without any such word are not found.
"""

import re
from collections.abc import Iterator

from stages.anonymize.chinese_names import NAME, WORDS
from stages.anonymize.context import heading
from stages.anonymize.finding import LIKELY, POSSIBLE, Finding, Subject

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
BARE = r"(?<![A-Za-z])(?:[Nn]ame|NAME|setName)"
FOLLOWED = r"(?=[^\u4e00-\u9fff]|$|先生|女士|小姐|同学|老师|经理|电话|手机|身份证|联系)"
TITLES = (
    r"(?:先生|女士|小姐|同学|老师|教授|医生|律师|师傅|主任|总监|工程师"
    r"|(?:总|副总|产品|项目|客户)?经理|董事长|总裁)"
)
CUE = [
    r"姓名|[人员者户生客][\"'` ]*[:：=是为|,]|名[\"' ]*[:：=|,]|患者|司机|班主任|经理|买家|卖家|业主|房东",
    r"(?i)(?:name|contact|link_?man|consignee|receiver|recipient|applicant|payee|operator)"
    r"[\w\"'`)\]]*[ \t]*[:=(,>|][^\n]*\p{Han}",
    r"(?i)name[^\n]*\)\s*values",
    r"先生|女士|小姐|同学|老师|教授|医生|律师|师傅|主任|总监|工程师|董事长|总裁",
    r"(?im)^(?:\s*\||[\w ,]*)[^\n]*(?:姓名|name|联系人|负责人)",
]
LABELLED = re.compile(
    rf"{PERSON}(?:[ ]?[（(][^）)\n]{{1,10}}[）)])?[\"'”`」\])*]{{0,3}}(?:</\w+><\w+(?=>))?[ \t]{{0,2}}"
    rf"(?:[:：(,>|]|={{1,3}}>?|是|为|叫)"
    rf"[ \t]{{0,2}}[\"'“`「]?(?P<name>{NAME}){FOLLOWED}"
)
KEYED = re.compile(
    rf"(?:{KEY}|{BARE})[\"'`\])]{{0,3}}[ \t]{{0,4}}(?:[:：(,>]|:=|[=!]?={{1,2}}>?|\">)"
    rf"[ \t]{{0,4}}[\"'`]?(?P<name>{NAME})"
    r"(?=[\"'`,;)}<&\s]|$)",
    re.MULTILINE,
)
TITLED = re.compile(
    rf"(?:(?<![\u4e00-\u9fff])|(?<=[请找由给和与向叫为让经问系谢知询交]))(?P<name>{NAME})(?={TITLES})"
)
CELL = re.compile(rf"(?P<quote>['\"|,])[ ]*(?P<name>{NAME})[ ]*(?=['\"|,\n\r])")
COLUMN = re.compile(rf"{PERSON}|^(?:{KEY}|name|xm)$", re.I)


def find(subject: Subject) -> Iterator[Finding]:
    """Yield each name; a name needs a Chinese sign, so lines without one are passed over."""
    for start, end in _lines(subject.text):
        for rule, pattern in (("label", LABELLED), ("title", TITLED)):
            for match in pattern.finditer(subject.text, start, end):
                if not WORDS.match(match["name"]):
                    yield Finding(*match.span("name"), "pii.person", rule, LIKELY)
        for match in KEYED.finditer(subject.text, start, end):
            if not WORDS.match(match["name"]):
                yield Finding(*match.span("name"), "pii.person", "key", POSSIBLE)
        for match in CELL.finditer(subject.text, start, end + 1):
            if not WORDS.match(match["name"]) and COLUMN.search(heading(subject, match.start("name"))):
                yield Finding(*match.span("name"), "pii.person", "column", LIKELY)


def _lines(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for line in text.split("\n"):
        if not line.isascii():
            yield start, start + len(line)
        start += len(line) + 1
