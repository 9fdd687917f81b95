"""Find names in Latin letters behind what announces a person, and again in that text.

A label (Reporter:), a key (host="…"), a column, who did something (approved by), the head, the greeting and
the end of a letter, a title (Mr), a sentence (my name is), or the same name in Chinese signs beside it.
Known limit: a name that nothing announces is found only where its text announces it elsewhere.
"""

import re
from collections.abc import Callable, Iterator

from stages.anonymize.author_tags import tagged
from stages.anonymize.chinese_names import SURNAMES
from stages.anonymize.context import line
from stages.anonymize.cues import Cues, places, standing, within
from stages.anonymize.finding import LIKELY, POSSIBLE, Finding, Subject
from stages.anonymize.latin_names import (
    ALONE,
    GIVEN,
    NAME,
    TURNED,
    is_chinese,
    is_familiar,
    is_name,
    others,
    parts,
)
from stages.anonymize.person_words import HAN
from stages.anonymize.rare_names import FAMILIES
from stages.anonymize.rules.person import named
from stages.anonymize.tables import below, headings

PERSONS = (
    "reporter|assignee|scribe|incident commander|attn|interviewer|reviewer|approver|employee|passenger"
    "|speaker|presenter|applicant|patient|spouse|consignee|cardholder|beneficiary|requester|attendee"
    "|participant|host|visitor|guest|supervisor|teacher|doctor|signatory|full[_ -]?name|name[_-]?en"
    "|english[_ -]?name|real[_ -]?name|contact[_ ]?(?:person|name)|emergency contact"
    "|inviting person|account holder|manager|facilitator|reservation desk"
)
CAPITAL = r"[A-Z\x{C0}-\x{24F}\x{1E00}-\x{1EFF}]"
"""A letter that begins a name, as RE2 reads it with few states."""
SIGNS = r"(?:[ /]*[^\x00-\x7F]+)?(?:[\"'*_`)]*[ \t]*[:：=][ \t\"'*_`]*|\*\*[ ]+)" + CAPITAL
"""What stands between a label and a name, and the first letter of that name."""
LABELLED = rf"\b(?i:{PERSONS})s?{SIGNS}"
CREDITED = rf"\b(?i:author|maintainer|owner|contact)s?{SIGNS}"
"""Labels that give credit in texts of others."""
PARTED = rf"\b(?i:surname|(?:given|first|last|family)[_ ]?names?){SIGNS}"
DONE = (
    r"\b(?i:approved|reviewed|requested|interviewed|reported|started|prepared|submitted|signed|assigned"
    r"|checked|verified)[ ](?i:by|to):?[ ]" + CAPITAL
)
SAID = r"\b(?:[Mm]y name is|made out to)[ ]\"?" + CAPITAL
ARGUMENT = (
    r"\b(?:Visitor|User|Person|Employee|Customer|Patient|Contact|Student|Guest|Member)\(name=[\"']" + CAPITAL
)
TITLED = r"\b(?:Mr|Mrs|Ms|Miss|Dr|Prof)\.?[ ]" + CAPITAL
HEAD = r"(?:^|\n)[> \t]*(?i:from|to|cc|bcc|sender|reply-to):[ \t]*\"?" + CAPITAL
GREETED = r"(?:^|\n)[> \t]*(?:Hi|Hello|Hey|Dear)[ ]" + CAPITAL
CLOSED = (
    r"(?:^|\n)[> \t]*(?i:(?:(?:best|kind|warm)[ ])?regards|best(?: wishes)?|cheers|many thanks|thanks"
    r"|sincerely|yours (?:sincerely|faithfully|truly))[,，]?[ ]*\n?[> \t]*\n?[> \t]*" + CAPITAL
)
CHINESE = r"(?:人|姓名|员|责|联系|报关|報關|请|找|由|給|给)[：: （(]*" + CAPITAL
ROLE = r"(?:经理|經理|总监|總監|主管|主任|課員|人[：:])[ ]?" + CAPITAL
KNOWN = rf"(?:{'|'.join(sorted(name.title() for name in GIVEN))})[ ]" + CAPITAL
BESIDE = r"[\x{3400}-\x{9FFF}][ 　\t]*[（(/]?[ ]*" + CAPITAL
BEHIND = r"[a-z\x{DF}-\x{24F}][ ]?[（(][\x{3400}-\x{9FFF}]"
DATED = r"\**[ ][–—-][ ]\d{4}-\d\d-\d\d[ T]\d"
KIN = r"\b(?:husband|wife|son|daughter|brother|sister|neighbou?r|colleague)[ ]" + CAPITAL
ASKED = r"\b(?:[Aa]sk|[Tt]ell|ping|[Pp]ager? to|Customer|contact)[ ]" + CAPITAL
WROTE = r"[ ]wrote:"
CALLED = r"(?:^|\n)[> \t]*" + CAPITAL + r"[^\n ]+[ ]?(?:你好|您好)"
COLUMNS = "maintainer|owner|拼音|英文名|姓名|经理|负责人|联系人"
"""Headings beside those that are labels."""
TABLE = rf"(?i:{PERSONS}|{COLUMNS})s?[ ]*[|,<]"
IN_CODE = Cues((LABELLED, CREDITED, PARTED, DONE, ARGUMENT))
IN_PROSE = Cues(
    (
        *IN_CODE, SAID, TITLED, HEAD, GREETED, CLOSED, CHINESE, BESIDE, BEHIND, ROLE, WROTE, DATED, KIN,
        ASKED, KNOWN, CALLED, TABLE,
    )
)  # fmt: skip
"""Cues of prose, of their own automaton: among those of all rules they make it have a fifth more to do."""
WHOLE, FULL, ANY = (re.compile(form) for form in (NAME, f"{TURNED}|{NAME}", f"{NAME}|{ALONE}"))
CAPITALS = r"[A-ZÀ-ÖØ-Þ]{2,}"
PART = re.compile(rf"{NAME}|{ALONE}|{CAPITALS}(?![\w(.])")
ADDRESSED = re.compile(rf"{NAME}(?=\"?[ ]*(?:<|$|[;,]))", re.MULTILINE)
LINED = re.compile(rf"(?:{NAME}|{ALONE})(?=[ ]?(?:[,，!:]|$\s*\S))", re.MULTILINE)
"""A name that ends its line; a line is a greeting where more stands below it."""
ENDING = re.compile(rf"(?:{NAME}|{ALONE})(?=[ \t]*(?:\||$))", re.MULTILINE)
NEXT = re.compile(r"(?:\"?[ ]*<[^>\n]*>)?(?:[ ]?[,;&、/]|[ ]and)[ ]?(?=[^\W\d_])")
WAYS: tuple[tuple[str, re.Pattern[str], Callable[[str], bool]], ...] = (
    (LABELLED, FULL, is_name),
    (DONE, FULL, is_name),
    (SAID, FULL, is_name),
    (ARGUMENT, FULL, is_name),
    (TITLED, ANY, is_name),
    (HEAD, ADDRESSED, is_name),
    (GREETED, LINED, is_name),
    (CLOSED, ENDING, is_name),
    (CHINESE, FULL, is_familiar),
    (ROLE, FULL, is_name),
    (KIN, ANY, is_name),
    (ASKED, FULL, is_familiar),
)
"""What announces a name, how it must look behind it, and what it must be."""
NAMED = rf"(?<!{HAN})[{SURNAMES}{FAMILIES}]{HAN}{{1,3}}"
"""A Chinese name beside one in Latin letters."""
BOTH = rf"{CAPITALS}[ ]{CAPITALS}(?!\w)"
PAIRS = (
    (BESIDE, re.compile(rf"{NAMED}[ ]?[ 　\t/（(][ ]?(?P<name>{NAME}|{BOTH})")),
    (BESIDE, re.compile(rf"[\u4e00-\u9fff][ 　\t]+(?P<name>{CAPITALS}/{CAPITALS})(?![\w/])")),
    (BEHIND, re.compile(rf"(?P<name>{NAME}|{BOTH})[ ]?[（(]{NAMED}[）)]")),
    (WROTE, re.compile(rf"(?P<name>{NAME})(?=[ ](?:<[^\n>]*>[ ])?wrote:)")),
    (DATED, re.compile(rf"(?P<name>{NAME})(?=\**[ ][–—-][ ]\d{{4}})")),
    (CALLED, re.compile(rf"(?:(?<=[> \t])|^)(?P<name>{NAME}|{ALONE})(?=[ ]?[你您]好)", re.MULTILINE)),
)
"""What stands beside a name, or behind it."""
LICENCE = re.compile("(?i)permission is hereby granted|redistribution and use|apache license|public license")
CREDIT = re.compile(r"(?i)copyright|\(c\)|©")
NO_NAME = re.compile("(?i)hong kong|shang hai|bei jing|wu han|he nan|an hui|guang")
HEADING = re.compile(rf"(?i)(?<![a-z])(?:{PERSONS}|{COLUMNS})s?\Z")
CELL = re.compile(rf"(?P<name>{FULL.pattern})(?=\Z|[ ]?[（(/])")
PROSE = frozenset({"text", "markdown", "rst", "log", "html", "eml", "csv"})
"""Languages in which a part of a name stands alone in sentences."""
LEAST = 4
"""Letters of a word that is a name alone."""


BOUND = re.compile(r"(?<!\w)(?!(?:Dear|Hi|Hello|Hey|Mr|Ms|Mrs|Dr|Best|Thanks)\b)[A-Z]\w+[ ]\Z")
"""A word with a capital before one: both are the name of something else."""


def find(subject: Subject) -> Iterator[Finding]:
    """Yield each name that something announces, each further place of it and of its parts.

    In texts of others the tags of authors give credit and are not read.
    """
    text, is_prose = subject.text, subject.language in PROSE
    announcing = standing(text, IN_PROSE) if is_prose else subject.cues.intersection(IN_CODE)
    if not announcing:
        return
    subject = subject._replace(cues=announcing)
    credit = set[int]() if subject.lexicon.own else {start for start, _ in tagged(text)}
    found = sorted({place for place in _announced(subject) if place[0] not in credit})
    for place in found:
        yield Finding(*place, "pii.person", "latin", LIKELY)
    known = {text[slice(*place)] for place in found}
    whole = tuple(sorted({form for name in known if " " in name for form in others(name)}))
    for place in named(whole, text):
        yield Finding(*place, "pii.person", "again", LIKELY)
    if is_prose:
        yield from _parts(text, known)


def cues(_: Subject) -> Cues:
    """Return what announces a name in any text."""
    return IN_CODE


def _announced(subject: Subject) -> Iterator[tuple[int, int]]:
    """Yield where names stand behind what announces them, or below it."""
    text, cues = subject.text, subject.cues
    credited = ((CREDITED, FULL, is_name),) if subject.lexicon.own else ()
    for cue, pattern, is_one in (*WAYS, *credited):
        for _, end in places(text, cue) if cue in cues else ():
            yield from _listed(text, end - 1, pattern, is_one)
    for _, end in places(text, PARTED) if PARTED in cues else ():
        match = PART.match(text, end - 1)
        if match and is_name(match[0]) and (subject.language in PROSE or text[end - 2] in "\"'"):
            yield match.span()
    for start, end in below(text, subject.language, headings(HEADING)) if TABLE in cues else ():
        if (cell := CELL.match(text[start:end])) and is_name(cell["name"]):
            yield start, start + cell.end()
    yield from _before(subject)
    if KNOWN in cues and subject.lexicon.own and not LICENCE.search(text):
        yield from _known(text)


def _before(subject: Subject) -> Iterator[tuple[int, int]]:
    """Yield where names stand before or beside what says that they are some."""
    for cue, pattern in PAIRS:
        for match in within(subject.text, cue, pattern) if cue in subject.cues else ():
            name = match["name"].replace("/", " ")
            is_one = cue != BESIDE or (is_chinese(name) and not NO_NAME.match(name))
            if is_one and is_name(name):
                yield match.span("name")


def _known(text: str) -> Iterator[tuple[int, int]]:
    """Yield where names begin with a given name that is known."""
    for start, _ in places(text, KNOWN):
        match = WHOLE.match(text, start) if not text[start - 1 : start].isalnum() else None
        if match and is_name(match[0]) and not CREDIT.search(line(text, start)):
            yield match.span()


def _listed(
    text: str, start: int, pattern: re.Pattern[str], is_one: Callable[[str], bool]
) -> Iterator[tuple[int, int]]:
    """Yield a name, and those of a list behind it."""
    while (match := pattern.match(text, start)) and is_one(match[0]):
        yield match.span()
        more = NEXT.match(text, match.end())
        if not more or pattern not in (FULL, ADDRESSED):
            return
        start = more.end()


def _parts(text: str, known: set[str]) -> Iterator[Finding]:
    """Yield the first and the last words of names alone in a sentence, where no small word is the same."""
    words = {part for name in known for part in parts(name) if len(part) >= LEAST and is_name(part)}
    small = set(re.findall(r"\w+", text)) if words else set[str]()
    alone = sorted(re.escape(word) for word in words if word.lower() not in small)
    if not alone:
        return
    pattern = rf"(?<![\w.@/#-])(?:{'|'.join(alone)})(?![\w@+-]|[./(]\w|[ ][A-Z])"
    for match in re.finditer(pattern, text):
        if not BOUND.search(text, max(0, match.start() - 24), match.start()):
            yield Finding(*match.span(), "pii.person", "part", POSSIBLE)
