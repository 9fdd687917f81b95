"""Find surnames with a title alone: 王经理, 李女士, 找张工.

The surname stands at the begin of a word, behind a verb or behind a word that it does not end: 美术周老师,
no 语文老师. Short titles (工, 总, 哥, 姐) need a verb, a department or a sign of call before them. Also 姓王,
and 老张 or 小李 that does something.
"""

import re
from collections.abc import Iterator

from stages.anonymize.chinese_names import COMPOUND as KNOWN
from stages.anonymize.chinese_names import SURNAMES as COMMON
from stages.anonymize.cues import within
from stages.anonymize.finding import LIKELY, Finding, Subject
from stages.anonymize.name_reading import is_known
from stages.anonymize.name_signs import WORDY
from stages.anonymize.person_words import COMMON_TITLES, TOWARDS
from stages.anonymize.rare_names import FAMILIES, RARE_COMPOUND

COMPOUND, SURNAMES = f"{KNOWN}|{RARE_COMPOUND}", COMMON + FAMILIES
LONG = f"(?:{COMMON_TITLES}|太太|博士|副?总?经理|副总)"
SHORT = r"[工总哥姐]"
SHORT_CUE = rf"[@{TOWARDS}、边外天部组室科，,\s\"“：:等烦>][ ]?\p{{Han}}{SHORT}"
OF_FAMILY_CUE = r"[姓老小]\p{Han}"
CUE = [LONG, SHORT, OF_FAMILY_CUE]
NEVER = "和与由向从那都区经管连关应是支双单全平公项系"
"""Signs that are something else before a title."""
THINGS = "程段孔龙马熊鱼米苏杜姜葛梁黄白江崔贝"
"""Surnames with which 小 makes a thing as often: 小程, 小段, 小米."""
SURNAME = rf"(?P<name>{COMPOUND}|(?![{NEVER}]|(?<=[由对向等])于)[{SURNAMES}])"
POLITE = rf"(?P<named>{COMPOUND}|(?![和与由从对]|(?<=由)于)[{SURNAMES}])(?=先生|女士|小姐|太太)"
TITLED = re.compile(
    rf"(?:(?<![\u4e00-\u9fff])|(?<=[{TOWARDS}的为是被对到])|(?<=班主任))(?:{POLITE}|{SURNAME}(?={LONG}))"
)
CALLED = re.compile(
    rf"(?:(?<=[@＠{TOWARDS}、部组室科等])|(?<=麻烦)|(?<=[，,\s\"“：:>])(?=.[总工哥姐](?:好|早|下午|上午|您))|(?<=行政)|(?<=财务)|(?<=人事)|(?<=前台)|(?<=物业)"
    r"|(?<=[，,\s\"“：:])(?=\S+(?:已|说|在|让|催|同意|确认|要求))"
    r"|(?<=[那这]边)|(?<=另外)|(?<=昨天)|(?<=今天))[ ]?"
    rf"{SURNAME}(?={SHORT}(?:[在说问要让也都已还正想催希提反回与和查看提代审好早下上您]|(?![\u4e00-\u9fff])))"
)
BEHIND_WORD = re.compile(
    rf"(?<=[\u4e00-\u9fff])(?P<name>{COMPOUND}|(?![{NEVER}{WORDY}])[{SURNAMES}])(?={LONG})"
)
OF_FAMILY = (
    re.compile(
        rf"(?<!百家)(?<![同不当])姓(?P<name>{COMPOUND}|[{SURNAMES}])(?=[，,。；;、：:）)\s]|的|叫|电话|$)"
    ),
    re.compile(
        rf"(?:(?<![\u4e00-\u9fff])|(?<=[找请由给让问叫和与跟、谢个]))[老小]"
        rf"(?P<name>(?<=[找由、].)[{SURNAMES}]|(?![{WORDY}{THINGS}])[{SURNAMES}])"
        r"(?=[、，,。；;：:]|和[老小]|[说问催带让跟开]|去[接找取拿]|电话|今天|明天|昨天|已经|那边|这边"
        r"|[ ]{1,4}\d\d?:\d\d|$)"
    ),
)
WORD = re.compile("班主任|党书记|房主任|(?<![\u4e00-\u9fff])康师傅")
WORK = re.compile("[施水石包花车时高全成管计武金安]工|[汇包万]总")
"""Jobs, and what is added up."""


def find(subject: Subject) -> Iterator[Finding]:
    """Yield each surname."""
    for match in within(subject.text, LONG, TITLED):
        if not WORD.match(subject.text, match.start()):
            yield Finding(*match.span(), "pii.person", "titled", LIKELY)
    for match in within(subject.text, LONG, BEHIND_WORD):
        start = match.start()
        if not any(is_known(subject.text[max(0, start - size) : start + 1]) for size in (1, 2)):
            yield Finding(*match.span("name"), "pii.person", "titled", LIKELY)
    for match in (one for pattern in OF_FAMILY for one in within(subject.text, OF_FAMILY_CUE, pattern)):
        yield Finding(*match.span("name"), "pii.person", "family", LIKELY)
    for match in within(subject.text, SHORT_CUE, CALLED):
        if not WORK.match(subject.text, match.start("name")):
            yield Finding(*match.span("name"), "pii.person", "called", LIKELY)
