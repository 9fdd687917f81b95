"""Find Chinese names where nothing but a name stands, also those that are words: 收货人：庄严.

Behind a label of a person with a colon, below such a heading, as the value of such a key, in a note of code
for somebody, beside a number of a person, as who speaks in a chat, and before what people do (由余粮收讫).
Known limit: a frequent word (成本) is no name there.
"""

import re
from collections.abc import Iterator

from stages.anonymize.chinese_names import GIVEN
from stages.anonymize.cues import Cues, lines, standing, within
from stages.anonymize.finding import Subject
from stages.anonymize.name_reading import is_known, level, odds_at
from stages.anonymize.name_signs import LEAST, likelihood
from stages.anonymize.name_words import BRANDS, FIGURES, NOBODY
from stages.anonymize.person_words import FAMILIAR, HAN, PERSON, ROLES, TITLES
from stages.anonymize.rare_names import OF_SOUNDS, PAIR, SURNAME
from stages.anonymize.tables import below, headings
from stages.anonymize.transcribed import PEOPLES, transcribed

OFFICES = (
    r"HRBP|PM|Owner|[人员師师]|[作编译撰记][者輯辑]|[收寄发]件者|面试官|主席|参会|與會|与会|出席|列席|缺席|主持|[记紀][录錄]|经办|[复覆複]核|[审審][核阅批]|核[价对對]"
    r"|制[单表定]|填[报表]|签[收发字名]|指派|上级|下级|主管|经理|經理|主任|[组队处科]长|老师"
)
"""Ends of labels behind which somebody stands, in front of a colon."""
OF_NOBODY = re.compile(r"(?:[个每他行老成女男新多某主别机本器雇]人|[成会动]员|官方|[外多]人)$")
"""Words that end so and are no label of a person."""
COLON = r"(?:\*{0,2}[ 　]?[:：]\*{0,2}|\*\*[ 　])[ 　]{0,2}"
NOTED = r"(?:[ ]?[（(][^()（）\n]{1,12}[）)])?"
RUN = rf"{HAN}{{2,7}}{NOTED}"
ITEMS = rf"{RUN}(?:[ ]?[、，,/&＆；;][ ]?{RUN}){{0,12}}"
NOTE = r"(?:[ ]?[（(][^）)\n]{1,10}[）)])?"
LABEL_CUE = (
    "(?:[人员師师者辑輯官席会會录錄办核阅批价對对单表定报收发字名派级管理任长生机家主东户]|HRBP|PM|Owner)"
    rf"{NOTE}(?:\*{{0,2}}[ \x{{3000}}]?[:：]|\*\*[ \x{{3000}}])\*{{0,2}}[ \x{{3000}}]{{0,2}}\p{{Han}}{{2}}"
)
LABELLED = re.compile(
    rf"(?P<label>{HAN}{{0,3}}(?:{OFFICES}|{PERSON})){NOTE}{COLON}(?P<names>{ITEMS})(?!{HAN})"
)
TASK_CUE = r"(?:TODO|FIXME|NOTE|XXX|HACK)\(\p{Han}{2}"
TASK = re.compile(rf"\b[A-Z]{{3,5}}\((?P<names>{ITEMS})\)")
KEYS = rf"{FAMILIAR}|(?i:(?:{ROLES})[_-]?n(?:ame|m))"
IS = r"[\"']?[ ]{0,2}[:=][ ]{0,2}[\"']?"
KEY_CUE = rf"(?:{KEYS}|name=\"author\" content){IS}\p{{Han}}{{2}}"
KEYED = re.compile(
    rf"(?:(?<![A-Za-z])(?!(?i:nick))(?:{KEYS})|content){IS}(?P<names>{HAN}{{2,4}})(?=[\"',;]|[ ]*$)",
    re.MULTILINE,
)
"""The value of a key."""
DATE_CUE = r"\d{4}[-/.]\d\d?[-/.]\d\d?[ ]{1,2}\p{Han}{2,4}[ ]?[:：]"
DATED = re.compile(rf"\d[ ]{{1,2}}(?P<names>{HAN}{{2,4}})[ ]?[:：]")
"""An entry of somebody in a list of changes."""
NUMBER = r"[\"']\s?,\s?[\"'](?:\d{17}[\dXx]|1[3-9]\d{9})[\"']"
NUMBER_CUE = rf"\p{{Han}}{NUMBER}"
NUMBERED = re.compile(rf"[\"'](?P<names>{HAN}{{2,4}}){NUMBER}")
SEX_CUE = r"\p{Han}[ \t\x{3000},|]+[MF男女][ \t\x{3000},|]+\d{4}|\p{Han}[ \t\x{3000}]+[A-Z]{2,}/[A-Z]{2,}"
SEXED = re.compile(
    rf"(?<!{HAN})(?P<names>{HAN}{{2,4}})[ \t　,|]+"
    r"(?:[MF男女][ \t　,|]+\d{4}|[A-Z]{2,}/[A-Z]{2,}(?![\w/]))"
)
"""A row of a list of travellers."""
WORK = "接听|[核复覆複][核对對]|设计|收[口讫]|转[给任]|执行|整理|评[估审]|审[批核]|负责|反馈|要求|提供|牵头"
AGENT_CUE = (
    "(?:由[ ]?|[户事人包营售生官纳计侧里组的])"
    r"\p{Han}{2,3}[ ]?(?:接听|[核复覆複][核对對]|设计|收|转|执行|整理|评|审|负责|反馈|要求|提供|牵头)"
)
AGENT = re.compile(
    r"(?:由[ ]?|用户|客户|同事|负责人|外包|运营|销售|实习生|面试官|出纳|会计|[控务试]侧|组的?)"
    rf"(?P<names>{HAN}{{2,3}}?)(?=[ ]?(?:{WORK}))"
)
"""Who does what only people do."""
SPEAKER_CUE = r"(?m)^\[?\d\d?:\d\d[^ \n]*[ ]{1,2}\p{Han}{2}|^\p{Han}{2,4}[ ]{1,4}(?:\d\d?:\d\d|\d)"
SPEAKER = re.compile(
    rf"^(?:\[?\d\d?:\d\d(?::\d\d)?\]?[ ]{{1,2}}(?P<name>{HAN}{{2,4}})(?=[:：]|[ ]*$)"
    rf"|(?P<first>{HAN}{{2,4}})[ ]{{1,4}}(?=\d\d?:\d\d(?::\d\d)?[ ]*$|\d{{1,2}}[ ]?(?:分钟|小时|天)前))",
    re.MULTILINE,
)
TABLE_CUE = (
    r"(?:[人员師师]|姓[ \x{3000}]*名|责|責|[审審复][核批阅])[\"'*]{0,3}[ ]*[|,\t]|(?i:owner|_name|name_)"
)
HEADING = re.compile(rf"(?:^|[ ])(?:{HAN}{{0,3}}[人员師师]|{PERSON}|[审審复][核批阅]|负责|負責|Owner)\Z")
COLUMN_CUE = r"(?:姓[ \x{3000}]*名|联系人|负责人)[ \x{3000}\t]"
COLUMN = re.compile(r"(?:姓[ 　]*名|联系人|负责人)")
APART = re.compile(r"[ \t　]*\t[ \t　]*|[ 　]{2,}")
"""What parts the columns of a line."""
DASH_CUE = r"(?m)[—–][ ]?\p{Han}{2,4}[ ]*$"
DASHED = re.compile(rf"[—–][ ]?(?P<names>{HAN}{{2,4}})[ ]*$", re.MULTILINE)
"""Who signs an entry of a list."""
PLACES = (
    (LABEL_CUE, LABELLED), (TASK_CUE, TASK), (KEY_CUE, KEYED), (DATE_CUE, DATED), (NUMBER_CUE, NUMBERED),
    (SEX_CUE, SEXED), (AGENT_CUE, AGENT), (DASH_CUE, DASHED),
)  # fmt: skip
CUES = Cues((*(cue for cue, _ in PLACES), SPEAKER_CUE, TABLE_CUE, COLUMN_CUE, PEOPLES))
ONE, BEGIN = re.compile(rf"{SURNAME}{GIVEN}"), re.compile(SURNAME)
TITLE = re.compile(rf"(?:{TITLES})$")
PAIRED = re.compile(PAIR)
HANS = re.compile(rf"(?<!{HAN}){HAN}{{2,7}}(?!{HAN})")
BARE = re.compile(r"[（(][^()（）\n]*[）)]")
LEAST_SIGNS, LEAST_ODDS, LONG_ODDS = -4, -7.2, -8.5
"""What the signs of a name must reach, and its odds: those of a rare word and of three signs may be lower."""
MOST_LEVEL, RARE_LEVEL = -10, -13
"""How frequent a word may be that is a name, and one that is rare."""
SHORT, LONGEST = 2, 3
"""Signs of a name that is a word as often, and of one with a surname of one sign."""
COLUMNS = 3
"""Columns of a heading that blanks part."""
ROW = re.compile(r"[^\n]*\n?")
CELL = re.compile(r"[^ \t　\n]+(?:[ 　][^ \t　\n]+)*")
BLANKS = re.compile("[ 　]")
OTHERS = 2
"""Speakers of a chat."""
PROSE = frozenset({"text", "markdown", "rst", "log", "html", "eml"})


def placed(subject: Subject) -> Iterator[tuple[int, int]]:
    """Yield the names in such places."""
    text, cues = subject.text, standing(subject.text, CUES)
    for cue, pattern in PLACES:
        for match in within(text, cue, pattern) if cue in cues else ():
            if _may_be(cue, match):
                yield from _of(text, *match.span("names"))
    if SPEAKER_CUE in cues and subject.language in PROSE:
        yield from _speakers(text)
    if COLUMN_CUE in cues:
        yield from _columns(text)
    if PEOPLES in cues:
        yield from transcribed(text)
    if TABLE_CUE in cues:
        yield from _cells(subject)


def _may_be(cue: str, match: re.Match[str]) -> bool:
    """Say whether a label is one of persons; in a sentence or before a number a name is no word as often."""
    if cue == LABEL_CUE:
        return not OF_NOBODY.search(match["label"])
    if cue == NUMBER_CUE:
        return len(match["names"]) == SHORT and not is_known(match["names"])
    if cue == AGENT_CUE:
        return level(match["names"]) < MOST_LEVEL
    return cue != DASH_CUE or likelihood(match["names"]) >= LEAST


def is_person(name: str) -> bool:
    """Say whether signs that stand where a name does are one, or rather a word that stands there as well."""
    if OF_SOUNDS.fullmatch(name) and not is_known(name):
        return True
    if not BEGIN.match(name) or not (is_known(name) or ONE.fullmatch(name)):
        return False
    if name in NOBODY or name in BRANDS or name in FIGURES or TITLE.search(name):
        return False
    pair = PAIRED.match(name)
    if pair and len(name) > len(pair[0]):
        return True
    if len(name) > LONGEST:
        return False
    least = LONG_ODDS if len(name) > SHORT or level(name) <= RARE_LEVEL else LEAST_ODDS
    return (
        likelihood(name) >= LEAST_SIGNS and odds_at(name, 0, len(name)) >= least and level(name) <= MOST_LEVEL
    )


def _of(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the names of a list, without what stands in brackets."""
    plain = BARE.sub(lambda note: " " * len(note[0]), text[start:end])
    for run in HANS.finditer(plain):
        if is_person(run[0]):
            yield start + run.start(), start + run.end()


def _cells(subject: Subject) -> Iterator[tuple[int, int]]:
    """Yield the names below headings; where all are words, none is one."""
    cells = below(subject.text, subject.language, headings(HEADING))
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
