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
from stages.anonymize.name_reading import level, odds_at
from stages.anonymize.name_signs import LEAST, likelihood
from stages.anonymize.name_words import BRANDS, FIGURES
from stages.anonymize.person_words import HAN, PERSON
from stages.anonymize.rare_names import OF_SOUNDS, PAIR, SURNAME
from stages.anonymize.tables import below
from stages.anonymize.transcribed import PEOPLES, transcribed

OFFICES = (
    r"[人员師师]|[作编译撰记][者輯辑]|[收寄发]件者|面试官|主席|参会|與會|与会|出席|列席|缺席|主持|[记紀][录錄]|经办|[复覆]核|[审審][核阅批]|核[价对對]"
    r"|制[单表定]|填[报表]|签[收发字名]|指派|上级|下级|主管|经理|經理|主任|[组队处科]长|老师"
)
"""Ends of labels behind which somebody stands, in front of a colon."""
NOBODY = re.compile(r"(?:[个每他行老成女男新多某主别机本器雇]人|[成会动]员|官方|[外多]人)$")
"""Words that end so and are no label of a person."""
COLON = r"(?:\*{0,2}[ 　]?[:：]\*{0,2}|\*\*[ 　])[ 　]{0,2}"
NOTED = r"(?:[ ]?[（(][^()（）\n]{1,12}[）)])?"
RUN = rf"{HAN}{{2,7}}{NOTED}"
ITEMS = rf"{RUN}(?:[ ]?[、，,/&＆；;][ ]?{RUN}){{0,12}}"
LABEL_CUE = r"\p{Han}{2}(?:[ ]?[（(][^）)\n]{1,10}[）)])?(?:\*{0,2}[ \x{3000}]?[:：]|\*\*[ \x{3000}])\*{0,2}[ \x{3000}]{0,2}\p{Han}{2}"
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
CUES = Cues((LABEL_CUE, NOTE_CUE, SPEAKER_CUE, TABLE_CUE, COLUMN_CUE, DASH_CUE, PEOPLES))
ONE = re.compile(rf"{SURNAME}{GIVEN}")
PAIRED = re.compile(PAIR)
HANS = re.compile(rf"(?<!{HAN}){HAN}{{2,7}}(?!{HAN})")
BARE = re.compile(r"[（(][^()（）\n]*[）)]")
NO_ONE = frozenset(
    "全员 全体 双方 官方 单方 别人 何人 顾问 师傅 司机 党委 班长 师长 成功 安全 通过 明天 平安 安静 高级 黄金 应届 师生 全班 全家 全民 全军 官兵 王者"
    " 周末 周一 周二 周三 周四 周五 周六 周日 周边 关键 成立 公正 公开 公平 关联 高层 高管 高中 施工 时间 方向 华东 华南 华北 华中 东区 南区 江苏 江西"
    " 安徽 宁夏 云南 宁波 武汉 南京 郑州 苏州 徐州 温州 沈阳 方法 简单 严格 严重 古代 从业".split()
)
"""What stands behind labels of persons and is none."""
LEAST_SIGNS, LEAST_ODDS, LONG_ODDS, MOST_LEVEL = -4, -7.2, -8.5, -10
"""What the signs of a name must reach, its odds by its length, and how frequent the same word may be."""
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
    for cue, pattern in ((LABEL_CUE, LABELLED), (NOTE_CUE, NOTE)):
        for match in within(subject.text, cue, pattern) if cue in cues else ():
            if cue == NOTE_CUE or not NOBODY.search(match["label"]):
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
    for start, end in below(subject.text, subject.language, _heads) if TABLE_CUE in cues else ():
        yield from _of(subject.text, start, end)


def is_person(name: str) -> bool:
    """Say whether signs that stand where a name does are one, or rather a word that stands there as well."""
    if OF_SOUNDS.fullmatch(name):
        return True
    if not ONE.fullmatch(name) or name in NO_ONE or name in BRANDS or name in FIGURES:
        return False
    pair = PAIRED.match(name)
    if pair and len(name) > len(pair[0]):
        return True
    signs = likelihood(name) if len(name) < 4 else 0
    least = LONG_ODDS if len(name) > 2 else LEAST_ODDS
    return signs >= LEAST_SIGNS and odds_at(name, 0, len(name)) >= least and level(name) <= MOST_LEVEL


def _of(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the names of a list, without what stands in brackets."""
    plain = BARE.sub(lambda note: " " * len(note[0]), text[start:end])
    for run in HANS.finditer(plain):
        if is_person(run[0]):
            yield start + run.start(), start + run.end()


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
