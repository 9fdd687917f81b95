"""Find Chinese names where nothing but a name stands, also those that are words: 收货人：庄严.

Behind a label of a person with a colon, below such a heading, in a note of code for somebody, and as those who
speak in a chat. Known limit: a word that labels have as well (平台, 客服) is no name there.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from stages.anonymize.chinese_names import GIVEN
from stages.anonymize.cues import Cues, lines, standing, within
from stages.anonymize.finding import Subject
from stages.anonymize.name_reading import is_known, level, odds_at
from stages.anonymize.name_signs import LEAST, likelihood
from stages.anonymize.name_words import BRANDS, FIGURES
from stages.anonymize.person_words import FAMILIAR, HAN, PERSON, ROLES, TITLES
from stages.anonymize.rare_names import OF_SOUNDS, PAIR, SURNAME
from stages.anonymize.tables import below
from stages.anonymize.transcribed import PEOPLES, transcribed

OFFICES = (
    r"HRBP|PM|Owner|[人员師师]|[作编译撰记][者輯辑]|[收寄发]件者|面试官|主席|参会|與會|与会|出席|列席|缺席|主持|[记紀][录錄]|经办|[复覆]核|[审審][核阅批]|核[价对對]"
    r"|制[单表定]|填[报表]|签[收发字名]|指派|上级|下级|主管|经理|經理|主任|[组队处科]长|老师"
)
"""Ends of labels behind which somebody stands, in front of a colon."""
NOBODY = re.compile(r"(?:[个每他行老成女男新多某主别机本器雇]人|[成会动]员|官方|[外多]人)$")
"""Words that end so and are no label of a person."""
COLON = r"(?:\*{0,2}[ 　]?[:：]\*{0,2}|\*\*[ 　])[ 　]{0,2}"
NOTED = r"(?:[ ]?[（(][^()（）\n]{1,12}[）)])?"
RUN = rf"{HAN}{{2,7}}{NOTED}"
ITEMS = rf"{RUN}(?:[ ]?[、，,/&＆；;][ ]?{RUN}){{0,12}}"
LABEL_CUE = (
    r"(?:[人员師师者辑輯官席会會录錄办核阅批价對对单表定报收发字名派级管理任长生机家主东户]|HRBP|PM|Owner)(?:[ ]?[（(][^）)\n]{1,10}[）)])?"
    r"(?:\*{0,2}[ \x{3000}]?[:：]|\*\*[ \x{3000}])\*{0,2}[ \x{3000}]{0,2}\p{Han}{2}"
)
LABELLED = re.compile(
    rf"(?P<label>{HAN}{{0,3}}(?:{OFFICES}|{PERSON}))(?:[ ]?[（(][^）)\n]{{1,10}}[）)])?{COLON}(?P<names>{ITEMS})(?!{HAN})"
)
NOTE_CUE = r"(?:TODO|FIXME|NOTE|XXX|HACK)\(\p{Han}{2}"
NOTE = re.compile(rf"\b[A-Z]{{3,5}}\((?P<names>{ITEMS})\)")
SPEAKER_CUE = r"(?m)^\[?\d\d?:\d\d[^ \n]*[ ]{1,2}\p{Han}{2}|^\p{Han}{2,4}[ ]{1,4}(?:\d\d?:\d\d|\d)"
SPEAKER = re.compile(
    rf"^(?:\[?\d\d?:\d\d(?::\d\d)?\]?[ ]{{1,2}}(?P<name>{HAN}{{2,4}})(?=[:：]|[ ]*$)"
    rf"|(?P<first>{HAN}{{2,4}})[ ]{{1,4}}(?=\d\d?:\d\d(?::\d\d)?[ ]*$|\d{{1,2}}[ ]?(?:分钟|小时|天)前))",
    re.MULTILINE,
)
TABLE_CUE = r"(?:[人员師师]|姓[ \x{3000}]*名|责|責|[审審复][核批阅])[\"'*]{0,3}[ ]*[|,\t]|(?i:owner|_name|name_)"
HEADING = re.compile(rf"(?:^|[ ])(?:{HAN}{{0,3}}[人员師师]|{PERSON}|[审審复][核批阅]|负责|負責|Owner)\Z")
COLUMN_CUE = r"(?:姓[ \x{3000}]*名|联系人|负责人)[ \x{3000}\t]"
COLUMN = re.compile(r"(?:姓[ 　]*名|联系人|负责人)")
APART = re.compile(r"[ \t　]*\t[ \t　]*|[ 　]{2,}")
"""What parts the columns of a line."""
DASHED = re.compile(rf"[—–][ ]?(?P<names>{HAN}{{2,4}})[ ]*$", re.MULTILINE)
DASH_CUE = r"(?m)[—–][ ]?\p{Han}{2,4}[ ]*$"
KEY_CUE = rf"(?:{FAMILIAR}|(?i:{ROLES})[_-]?(?:name|nm)|name=\"author\" content)[\"']?[ ]{{0,2}}[:=][ ]{{0,2}}[\"']?\\p{{Han}}{{2}}"
KEYED = re.compile(
    rf"(?:(?<![A-Za-z]){FAMILIAR}|(?i:{ROLES})[_-]?(?i:name|nm)|content)[\"']?[ ]{{0,2}}[:=][ ]{{0,2}}[\"']?(?P<names>{HAN}{{2,4}})(?=[\"',;]|[ ]*$)",
    re.MULTILINE,
)
"""The value of a key."""
DATE_CUE = r"\d{4}[-/.]\d\d?[-/.]\d\d?[ ]{1,2}\p{Han}{2,4}[ ]?[:：]"
DATED = re.compile(rf"\d[ ]{{1,2}}(?P<names>{HAN}{{2,4}})[ ]?[:：]")
"""An entry of somebody in a list of changes."""
NUMBER_CUE = r"\p{Han}[\"']\s?,\s?[\"'](?:\d{17}[\dXx]|1[3-9]\d{9})[\"']"
NUMBERED = re.compile(rf"[\"'](?P<names>{HAN}{{2,4}})[\"']\s?,\s?[\"'](?:\d{{17}}[\dXx]|1[3-9]\d{{9}})[\"']")
SEX_CUE = r"\p{Han}[ \t\x{3000},|]+[MF男女][ \t\x{3000},|]+\d{4}|\p{Han}[ \t\x{3000}]+[A-Z]{2,}/[A-Z]{2,}"
SEXED = re.compile(rf"(?<!{HAN})(?P<names>{HAN}{{2,4}})[ \t　,|]+(?:[MF男女][ \t　,|]+\d{{4}}|[A-Z]{{2,}}/[A-Z]{{2,}}(?![\w/]))")
"""A row of a list of travellers."""
AGENT_CUE = r"由[ ]?\p{Han}{2,3}[ ]?(?:接听|核|复|设计|收|转|执行|整理|评|顶|审|负责)|(?:户|事|人|包|营|售|生|官|纳|计|侧|里|组的?)\p{Han}{2,3}(?:反|整|要求|提供|转|执|设|评|牵)"
WORK = "接听|[核复覆][核对對]|设计|收[口讫]|转[给任]|执行|整理|评[估审]|审[批核]|负责|反馈|要求|提供|牵头"
AGENT = re.compile(
    rf"(?:由[ ]?|用户|客户|同事|负责人|外包|运营|销售|实习生|面试官|出纳|会计|[控务试]侧|组的?)(?P<names>{HAN}{{2,3}}?)(?=[ ]?(?:{WORK}))"
)
"""Who does what only people do."""
PLACES = (
    (LABEL_CUE, LABELLED), (NOTE_CUE, NOTE), (KEY_CUE, KEYED), (DATE_CUE, DATED), (NUMBER_CUE, NUMBERED),
    (SEX_CUE, SEXED), (AGENT_CUE, AGENT),
)  # fmt: skip
CUES = Cues((*(cue for cue, _ in PLACES), SPEAKER_CUE, TABLE_CUE, COLUMN_CUE, DASH_CUE, PEOPLES))
ONE, BEGIN = re.compile(rf"{SURNAME}{GIVEN}"), re.compile(SURNAME)
TITLE = re.compile(rf"(?:{TITLES})$")
PAIRED = re.compile(PAIR)
HANS = re.compile(rf"(?<!{HAN}){HAN}{{2,7}}(?!{HAN})")
BARE = re.compile(r"[（(][^()（）\n]*[）)]")
NO_ONE = frozenset(
    "全员 全体 双方 官方 单方 别人 何人 顾问 师傅 司机 党委 班长 师长 成功 安全 通过 明天 平安 安静 高级 黄金 应届 师生 全班 全家 全民 全军 官兵 王者"
    " 周末 周一 周二 周三 周四 周五 周六 周日 周边 关键 成立 公正 公开 公平 关联 高层 高管 高中 施工 时间 方向 华东 华南 华北 华中 东区 南区 江苏 江西"
    " 安徽 宁夏 云南 宁波 武汉 南京 郑州 苏州 徐州 温州 沈阳 方法 简单 严格 严重 古代 从业".split()
)
"""What stands behind labels of persons and is none."""
LEAST_SIGNS, LEAST_ODDS, LONG_ODDS, MOST_LEVEL, RARE_LEVEL = -4, -7.2, -8.5, -10, -13
"""What the signs of a name must reach, its odds as a word of two signs and as a rare or longer one, and how frequent
a word may be, and is that is rare."""
COLUMNS = 3
"""Columns of a heading that blanks part."""
ROW = re.compile(r"[^\n]*\n?")
CELL = re.compile(r"[^ \t　\n]+(?:[ 　][^ \t　\n]+)*")
BLANKS = re.compile("[ 　]")
OTHERS = 2
"""Speakers of a chat."""
PROSE = frozenset({"text", "markdown", "rst", "log", "html", "eml"})


class Head(NamedTuple):
    """A heading for persons."""

    end: int


def placed(subject: Subject) -> Iterator[tuple[int, int]]:
    """Yield the names in such places."""
    cues = standing(subject.text, CUES)
    for cue, pattern in PLACES:
        for match in within(subject.text, cue, pattern) if cue in cues else ():
            if cue == LABEL_CUE and NOBODY.search(match["label"]):
                continue
            if cue != AGENT_CUE or level(match["names"]) < MOST_LEVEL:
                yield from _of(subject.text, *match.span("names"))
    if SPEAKER_CUE in cues and subject.language in PROSE:
        yield from _speakers(subject.text)
    if COLUMN_CUE in cues:
        yield from _columns(subject.text)
    for match in within(subject.text, DASH_CUE, DASHED) if DASH_CUE in cues else ():
        if likelihood(match["names"]) >= LEAST:
            yield from _of(subject.text, *match.span("names"))
    if PEOPLES in cues:
        yield from transcribed(subject.text)
    if TABLE_CUE in cues:
        yield from _cells(subject)


def is_person(name: str) -> bool:
    """Say whether signs that stand where a name does are one, or rather a word that stands there as well."""
    if OF_SOUNDS.fullmatch(name) and not is_known(name):
        return True
    if not BEGIN.match(name) or not (is_known(name) or ONE.fullmatch(name)):
        return False
    if name in NO_ONE or name in BRANDS or name in FIGURES or TITLE.search(name):
        return False
    pair = PAIRED.match(name)
    if pair and len(name) > len(pair[0]):
        return True
    signs = likelihood(name) if len(name) < 4 else 0
    least = LONG_ODDS if len(name) > 2 or level(name) <= RARE_LEVEL else LEAST_ODDS
    return signs >= LEAST_SIGNS and odds_at(name, 0, len(name)) >= least and level(name) <= MOST_LEVEL


def _of(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the names of a list, without what stands in brackets."""
    plain = BARE.sub(lambda note: " " * len(note[0]), text[start:end])
    for run in HANS.finditer(plain):
        if is_person(run[0]):
            yield start + run.start(), start + run.end()


def _cells(subject: Subject) -> Iterator[tuple[int, int]]:
    """Yield the names below headings; where all are words, none is one."""
    cells = below(subject.text, subject.language, _heads)
    found = [name for cell in cells for name in _of(subject.text, *cell)]
    if not all(is_known(subject.text[slice(*name)]) for name in found):
        yield from found


def _speakers(text: str) -> Iterator[tuple[int, int]]:
    """Yield who speaks, where there are others."""
    spans = [match.span(match.lastgroup or 0) for match in SPEAKER.finditer(text)]
    names = {text[slice(*span)] for span in spans}
    if len(names) >= OTHERS and sum(map(is_person, names)) * 2 >= len(names):
        yield from (span for span in spans if is_person(text[slice(*span)]))


def _columns(text: str) -> Iterator[tuple[int, int]]:
    """Yield the names in the rows below a heading of columns that blanks part."""
    for begin, end in lines(text, COLUMN_CUE):
        heads = APART.split(text[begin:end].strip())
        number = next((n for n, head in enumerate(heads) if COLUMN.fullmatch(head)), None)
        if number is None or len(heads) < COLUMNS:
            continue
        for row in ROW.finditer(text, end):
            if not row[0].strip():
                break
            cells = CELL.findall(row[0])
            if number < len(cells) and is_person(BLANKS.sub("", cells[number])):
                start = text.index(cells[number], row.start())
                yield start, start + len(cells[number])


def _heads(head: str) -> Iterator[Head]:
    yield from (Head(match.end()) for match in HEADING.finditer(head))
