"""Say what a value is called: by the words before it, its key, its column, its siblings, a comment.

Known limits: words more than REACH signs away on its line, a column whose heading is in another file, and a
variable that was given its value elsewhere.
"""

import re
from collections.abc import Iterator
from itertools import chain

from stages.anonymize import tables
from stages.anonymize.enclosing import opening
from stages.anonymize.finding import Subject
from stages.anonymize.sql_columns import column_at

CLAUSE = re.compile(r"[,，;；。、|&{}\n]")
EXAMPLE = re.compile(r"[，,、（( ]{0,2}(?:例如|比如|譬如|示例|例|如|\b[eE]\.?g\.?)[:：,， ]{0,2}$")
REACH = 60
"""Characters before a value in which its context is looked for."""
FIELDS = 300
"""Characters around a value in which its siblings are looked for."""
ABOVE = 8
"""Lines of YAML above a value among which are its siblings."""
OPEN = r"[\\\"'`%“「『《【]{0,3}\s?$"
NAME = r"([A-Za-z_$\u4e00-\u9fff][\w.$-]*)(?:\(\))?[\\\"'`\])]{0,4}\s{0,4}"
SIGN = (
    r"(?:\??:\s?(?:[\w<>\[\].?| ]|,(?=[\w<, ]{1,30}>)){1,40}=|"
    r":=|=>|->|[=!]={1,2}|[:：=(（>|]|\b(?i:in|like|is|eq)\b)\s{0,4}"
    r"(?:(?:new\s+)?(?:[A-Za-z_&\[][\w.:&<>\[\]]{0,40})?[\[({]\s{0,4})?"
)
"""What assigns, with the constructor or the list that a value begins."""
MATCHER = r"\.(?:to|is|has|eq|should|value|contains|must)\w{0,30}\(\s{0,4}"
TYPE = r"(?:\*?(?:u?int\d{0,2}|float\d\d|string|byte|any)\s{1,4}(?==))?"
"""What Go writes between a name and the sign that assigns."""
ASSIGNED = re.compile(
    rf"{NAME}{TYPE}(?:{SIGN}|,\s{{0,4}}[\[({{]?\s{{0,4}}|{MATCHER}|[\[({{]?\s{{0,4}}){OPEN}"
)
CALL = re.compile(r"([A-Za-z_$][\w$]*)\(\s{0,4}[\"'`]?$")
GENERIC = re.compile(
    r"^(?:.*[._-])?(?:\w*value|content|text|val|examples?|sample|default|data|answer|placeholder|body|示例值?|值|内容)$",
    re.I,
)
"""Names of values that something else beside them names."""
SIBLING = re.compile(
    r"(?<![A-Za-z])(?:label|title|key|name|field|field_?name|desc|description|prop|property|column|code|caption|display_?name"
    r"|summary|dataIndex|param|header|value|字段名?|名称|标签|说明|描述)[\"']?\s{0,4}[:：=]\s{0,4}[\"']?"
    r"(?P<name>[^\"'\n,，{}<>=:]{1,40}?)(?=[\"'\n,，}/>]|$)",
    re.I,
)
PARENT = re.compile(r"([\w\u4e00-\u9fff.-]+)[\"']?\s*[:=]\s*$")
PIECE = re.compile(r"[,，、]\s{0,4}[\"'`]?$")
"""What stands between two values of a list."""
REMARK = re.compile(r"[\"'`%]?[^\n\"'#]{0,40}?(?://+|#|--|<!--|/\*+)[ \t]*([^\s,，。.;；:：*]{1,20})")
BEHIND = re.compile(r"[\"'`”」]?[ ]?[（(]([^\s（）()\n]{1,12})[）)]")
ASSERT = re.compile(rf"(?i)assert\w*!?\(\s{{0,4}}{OPEN}")
COMPARED = re.compile(
    r"[\"'`]\s{0,4},\s{0,4}[^\n;]{0,60}?([\w$\u4e00-\u9fff]+)[\"'`\]]{0,2}(?:\(\)|\)){0,3}\s{0,4}(?:;|,|$)",
    re.M,
)
QUOTES = "\"'“”‘’「」『』【】"
FILLED = r"(?:填|输|录|写|选|设|置|改|键|为|是|\b(?i:with|to|as|is)\b)"
STEP = re.compile(
    rf"(?:[{QUOTES}](?P<quoted>[^{QUOTES}\n]{{1,20}})[{QUOTES}]"
    r"|(?P<bare>(?![在于向将把对])[\u4e00-\u9fff]{2,8}?)(?:输入框|文本框|编辑框|一?[栏列]|字段|[处框]))"
    rf"[^{QUOTES}\n,，。；;]{{0,12}}?{FILLED}[^{QUOTES}\n,，。；;]{{0,6}}[{QUOTES}]?$"
)
"""A step of a scenario or a manual: 在“姓名”中填写“…”, fill in "name" with "…"."""
INTO = re.compile(
    rf"[{QUOTES}]\s?(?:[到至入进作]为?|\b(?i:in|into|for|as)\b)\s?(?:the\s)?[{QUOTES}]?"
    rf"(?P<name>[^{QUOTES}\s,，。；;]{{1,20}})"
)
"""The same with the value first: 输入“…”到“姓名”."""
COMMENT = re.compile(r"\s*(?:#+|//+|/?\*+|--+|;+|<!--)\s*(\S{1,20})\s*(?:\*/|-->)?\s*$")
TAGS = re.compile(r">\s*([^<>\n]{1,20}?)[:：]?\s*(?:</?[\w-]+(?![\w-])[^<>]{0,100}>\s*){2,6}$")


def line(text: str, start: int) -> str:
    """Return what stands before `start` on its line, at most REACH characters."""
    return text[max(0, start - REACH) : start].rsplit("\n", 1)[-1]


def clause(text: str, start: int) -> str:
    """Return what stands before `start` since the last comma, semicolon or full stop of its line."""
    return CLAUSE.split(EXAMPLE.sub("", line(text, start)))[-1]


def heading(subject: Subject, start: int) -> str:
    """Return the column name of a value in an INSERT, a table of Markdown or HTML, or a CSV file."""
    return tables.heading(subject.text, subject.language, start) or column_at(subject.text, start)


def about(subject: Subject, start: int, end: int) -> str:
    """Return the line before a value and its names."""
    return " ".join([line(subject.text, start), *names(subject, start, end)])


def names(subject: Subject, start: int, end: int) -> list[str]:
    """Return what the value between two places is called: column, key, list, siblings, tags, comments."""
    text, before = subject.text, line(subject.text, start)
    column = heading(subject, start)
    stated = bool(column) and subject.language == "sql"
    assigned, listed = ("", "") if stated else (_assigned(before), _of_list(before))
    every = chain(
        [column] if stated else [column, assigned, listed, _call(before), _assigned(opening(text, start))],
        _siblings(text, start, end) if GENERIC.match(assigned) or GENERIC.match(listed) else (),
        _cells_before(text, start),
        _tagged(text, start),
        _commented(text, start, end),
        _compared(text, before, end),
        _of_step(text, before, end),
    )
    return [name for name in every if name]


def _of_list(before: str) -> str:
    """Return the name of the list, the call or the words before a colon in which a value stands."""
    place = max(before.rfind(sign) for sign in "[({（:：=")
    if place < 0 or not PIECE.search(before, place + 1):
        return ""
    return _assigned(before[: place + 1])


def _call(before: str) -> str:
    match = CALL.search(before)
    return match[1] if match else ""


def _assigned(before: str) -> str:
    """Return the name to which what follows is assigned, or an empty string."""
    match = ASSIGNED.search(EXAMPLE.sub("：", before))
    return match[1] if match else ""


def _siblings(text: str, start: int, end: int) -> Iterator[str]:
    """Yield the names that stand beside a value in its object, its tag or its annotation."""
    before, behind = text[max(0, start - FIELDS) : start], text[end : end + FIELDS]
    last = before.rsplit("\n", 1)[-1]
    if re.match(r"\s*(?:- )?[\w-]+:\s(?!\s*\{)", last):
        yield from _of_yaml(before)
        return
    if "<" in last:
        yield from (match["name"] for match in SIBLING.finditer(last))
        return
    place = max(before.rfind("{"), before.rfind("("))
    parent = PARENT.search(before[max(0, place - REACH) : max(place, 0)])
    yield from [parent[1]] if parent else []
    yield from (match["name"] for match in SIBLING.finditer(before, place + 1))
    yield from (match["name"] for match in SIBLING.finditer(re.split(r"[})\[]", behind, maxsplit=1)[0]))


def _of_yaml(before: str) -> Iterator[str]:
    lines = before.split("\n")[-ABOVE:]
    own = lines.pop()
    if own.lstrip().startswith("- "):
        return
    depth = _depth(own)
    for above in reversed(lines):
        if _depth(above) < depth:
            yield above.strip(" :\"'-")
            return
        if _depth(above) == depth:
            yield from (match["name"] for match in SIBLING.finditer(above))
        if above.lstrip().startswith("- "):
            return


def _depth(row: str) -> int:
    return len(row) - len(row.lstrip(" -"))


def _cells_before(text: str, start: int) -> list[str]:
    """Return the cells before a value in a row of a table."""
    row = text[max(0, start - FIELDS) : start].rsplit("\n", 1)[-1]
    return [cell.strip(" `*") for cell in row.split("|")[1:-1]] if row.lstrip().startswith("|") else []


def _tagged(text: str, start: int) -> list[str]:
    """Return the text of the tag before the tag of a value."""
    before = text[max(0, start - FIELDS) : start]
    match = TAGS.search(before) if before.rstrip().endswith(">") else None
    return [match[1]] if match else []


def _commented(text: str, start: int, end: int) -> Iterator[str]:
    """Yield a comment behind a value, a word in brackets behind it, and a comment on the line above."""
    behind = text[end : end + REACH].split("\n", 1)[0]
    for pattern in (REMARK, BEHIND):
        if match := pattern.match(behind):
            yield match[1]
    lines = text[max(0, start - 2 * REACH) : start].split("\n")
    if len(lines) > 1 and (match := COMMENT.match(lines[-2])):
        yield match[1]


def _of_step(text: str, before: str, end: int) -> Iterator[str]:
    """Yield the field into which a step says that a value is filled."""
    if step := STEP.search(before):
        yield step["quoted"] or step["bare"]
    if into := INTO.match(text, end, end + REACH):
        yield into["name"]


def _compared(text: str, before: str, end: int) -> list[str]:
    """Return what a value is compared with by an assertion."""
    match = COMPARED.match(text, end) if ASSERT.search(before) else None
    return [match[1]] if match else []
