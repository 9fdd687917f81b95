"""Find the names of a text again where it speaks of the same people, also words and given names.

A name of two signs is a word as often (高峰, 温馨): it stands alone between signs, or behind what leads to a
person and before what a person does. So does a given name without its surname. Beside a name in a list stands
a name. Known limit: a word between signs in a text in which somebody is called so.
"""

import re
from collections.abc import Iterable, Iterator

import re2  # type: ignore[import-untyped]

from stages.anonymize.firm_places import HANS, NOTED, is_person
from stages.anonymize.name_context import HAN, LEADING, LED, OF_ROLE, REACH
from stages.anonymize.name_reading import is_known
from stages.anonymize.person_words import DEEDS, TITLES
from stages.anonymize.present import MOST_KNOWN
from stages.anonymize.rare_names import PAIRED

DONE = re.compile(
    rf"{DEEDS}|{TITLES}|提醒|接听|收[口讫到]|拍板|内推|整理|执行|核对|核對|复核|表示|要求|接手|执笔|代[签诉管表]|带教|主讲|顶[。，,]"
    "|驾驶|离职|转[任让给]|一起|拿着|写[了过的]|评[ ]?[A-Z优良差]|说了|已[批完经]"
    "|回報|[建提協]議|認為|負責|確認|[讲講][，。]|收[。.]"
)
"""What only a person does, behind the name of one."""
AFTER = frozenset("和与及跟也都还已会要让给")
"""Signs behind a name that no word is."""
JOINS = frozenset("和与及跟、")
LEADS = frozenset("等按代同侧")
"""Signs that join names, and that lead to one that is known."""
QUOTES = frozenset("「『“‘")
"""Signs around a word that is spoken of."""
SHORT, SIZES = 2, (2, 3, 4)
"""Signs of a name that may be a word, and of names."""
TITLE = re.compile(TITLES)
LIST_LEFT = re.compile(rf"(?<![\u4e00-\u9fff])(?P<name>[\u4e00-\u9fff]{{2,4}}){NOTED}[ ]?[、&][ ]?$")
LIST_RIGHT = re.compile(rf"{NOTED}[ ]?[、&][ ]?(?P<name>[\u4e00-\u9fff]{{2,4}})(?![\u4e00-\u9fff])")
BLANK = re.compile("[ 　]")
MOST = 30
"""Signs of an entry of a list."""


def mentioned(text: str, places: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield where those who are named at some places are named again, and who is listed beside them."""
    taken = set(places)
    for start, end in [*taken]:
        taken.update(_beside(text, start, end))
    names = sorted({BLANK.sub("", text[start:end]) for start, end in taken})[:MOST_KNOWN]
    known = {name for name in names if HANS.fullmatch(name)}
    given = {part for name in known if (part := _given(name))} - known
    yield from taken
    every = sorted(known | given, key=lambda name: (-len(name), name))
    for match in re2.finditer("|".join(every), text) if every else ():
        start, end = match.span()
        whole = match[0] in known and len(match[0]) > SHORT and not is_known(match[0])
        if whole or _is_joined(text, start, end, known) or _is_meant(text, match[0], start, end, known):
            yield start, end


def _is_joined(text: str, start: int, end: int, known: set[str]) -> bool:
    """Say whether a name that is known is joined with what stands between two places."""
    before, behind = start - 1, end + 1
    return (text[end:behind] in JOINS and any(text[behind : behind + size] in known for size in SIZES)) or (
        text[before:start] in JOINS and any(text[before - size : before] in known for size in SIZES)
    )


def _given(name: str) -> str:
    pair = PAIRED.match(name)
    given = name[len(pair[0]) if pair else 1 :]
    return given if len(given) == SHORT and not TITLE.fullmatch(given) else ""


def _is_meant(text: str, name: str, start: int, end: int, known: set[str]) -> bool:
    """Say whether a word stands where a person does; a given name that is one does something."""
    done = DONE.match(text, end)
    if name not in known and is_known(name) and not done:
        return False
    left, right = text[start - 1 : start], text[end : end + 1]
    led = (
        not HAN.match(left)
        or left in LEADS
        or LEADING.get(left) in ("amid", "strong")
        or left in JOINS
        or OF_ROLE.search(text, max(0, start - REACH), start)
        or LED.search(text, max(0, start - REACH), start)
    )
    if not led or (left in QUOTES and is_known(name)):
        return False
    if done or not HAN.match(right):
        return True
    return right in AFTER and not is_known(name) and not is_known(text[end - 1 : end + 1])


def _beside(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the names before and behind a name in a list."""
    while (match := LIST_LEFT.search(text, max(0, start - MOST), start)) and is_person(match["name"]):
        yield match.span("name")
        start = match.start("name")
    while (match := LIST_RIGHT.match(text, end)) and is_person(match["name"]):
        yield match.span("name")
        end = match.end("name")
