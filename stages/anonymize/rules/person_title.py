"""Find surnames with a title alone: 王经理, 李女士, 找张工.

The surname stands at the begin of a word or behind a verb; short titles (工, 总, 哥, 姐) need a verb or a
sign of call before them. Known limit: a surname behind any other word.
"""

import re
from collections.abc import Iterator

from stages.anonymize.chinese_names import COMPOUND, SURNAMES
from stages.anonymize.cues import within
from stages.anonymize.finding import LIKELY, Finding, Subject
from stages.anonymize.person_words import TOWARDS

LONG = (
    r"(?:先生|女士|小姐|太太|老师|教授|医生|大夫|律师|师傅|主任|总监|书记|校长|院长|科长|处长|部长|局长|工程师|副?总?经理|副总"
    r"|董事长|总裁|阿姨|叔叔)"
)
SHORT = r"[工总哥姐]"
SHORT_CUE = rf"[@{TOWARDS}、边外天][ ]?\p{{Han}}{SHORT}"
CUE = [LONG, SHORT]
NEVER = "和与由向从那都区经管连关应是支双单全平公项系"
"""Signs that are something else before a title."""
SURNAME = rf"(?P<name>{COMPOUND}|(?![{NEVER}]|(?<=[由对向])于)[{SURNAMES}])"
POLITE = rf"(?P<named>{COMPOUND}|(?![和与由从对]|(?<=由)于)[{SURNAMES}])(?=先生|女士|小姐|太太)"
TITLED = re.compile(rf"(?:(?<![\u4e00-\u9fff])|(?<=[{TOWARDS}的为是被对到]))(?:{POLITE}|{SURNAME}(?={LONG}))")
CALLED = re.compile(
    rf"(?:(?<=[@＠{TOWARDS}、])|(?<=[那这]边)|(?<=另外)|(?<=昨天)|(?<=今天))[ ]?"
    rf"{SURNAME}(?={SHORT}(?:[在说问要让也都已还正想催希提反回]|(?![\u4e00-\u9fff])))"
)
WORD = re.compile("班主任|党书记|房主任")
WORK = re.compile("[施水石包花车时高全成管计武金安]工|[汇包万]总")
"""Jobs, and what is added up."""


def find(subject: Subject) -> Iterator[Finding]:
    """Yield each surname."""
    for match in within(subject.text, LONG, TITLED):
        if not WORD.match(subject.text, match.start()):
            yield Finding(*match.span(), "pii.person", "titled", LIKELY)
    for match in within(subject.text, SHORT_CUE, CALLED):
        if not WORK.match(subject.text, match.start("name")):
            yield Finding(*match.span("name"), "pii.person", "called", LIKELY)
