"""Find Chinese names by their context: a word for a person, a title behind, a column or a list of names.

A name is a surname of the list and one or two signs that given names have, or two parts with a point between
them (阿依古丽·买买提). Where only `name`, a role (审核), a sentence (由刘平跟进), the class of an object,
other names, a number of a person beside it or nothing at all announce it, its signs must be those of names
rather than of words. Known limits: a name in running text without any such word is not found; a thing whose
name looks like one (金刚经) is.
"""

import re
from collections.abc import Iterator

from stages.anonymize.chinese_names import COMPOUND, GIVEN, NAME, SURNAMES
from stages.anonymize.finding import LIKELY, POSSIBLE, Finding, Subject
from stages.anonymize.name_places import DOTTED, POINTED, announced, is_word
from stages.anonymize.name_signs import is_likely
from stages.anonymize.person_words import DEEDS, TITLES, TOWARDS

FOLLOWED = (
    rf"(?=[^A-Za-z\u4e00-\u9fff]|$|{TITLES}|电话|手机|身份证|联系|{DEEDS}"
    rf"|[和与及跟]{NAME}|等?[两三四五六七八九十几]位)"
)
CUE = [r"\p{Han}{2}"]
FIRST = "".join(surname[0] for surname in COMPOUND.split("|"))
SECOND = "|".join(f"(?<={surname[0]}){surname[1]}" for surname in COMPOUND.split("|"))
ROLES_END = "户人员者师机客生家方长主理班服管计纳属名托明的"
"""Last signs of the roles that a name follows."""
CANDIDATE = re.compile(
    rf"(?P<name>[{SURNAMES}{FIRST}](?<![A-Za-z_].)(?:(?<![\u4e00-\u9fff].)|(?<=[是为经交{TOWARDS}{ROLES_END}].))"
    rf"(?:{SECOND}|(?<=[{SURNAMES}])){GIVEN}){FOLLOWED}"
)
"""A name, written so that only the signs that begin one are tried."""


def find(subject: Subject) -> Iterator[Finding]:
    """Yield each name that something announces, and each further place of it in the text."""
    known, others = set[str](), list[re.Match[str]]()
    for match in CANDIDATE.finditer(subject.text):
        if is_word(match["name"]) or match["name"] in subject.lexicon.terms:
            continue
        if rule := announced(subject, match):
            yield Finding(*match.span("name"), "pii.person", rule, POSSIBLE if rule == "doubted" else LIKELY)
            known |= {match["name"]} if is_likely(match["name"]) else set()
        else:
            others.append(match)
    for match in others:
        if match["name"] in known:
            yield Finding(*match.span("name"), "pii.person", "again", POSSIBLE)
    for match in DOTTED.finditer(subject.text) if POINTED.search(subject.text) else ():
        if announced(subject, match):
            yield Finding(*match.span("name"), "pii.person", "dotted", LIKELY)
