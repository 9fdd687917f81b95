"""Find who holds the copyright in the company's own files; the text of the licence stays as it is.

Holders in the files of others keep their notice, as their licences ask. Known limit: a notice without a year,
(c) or 版权所有 is not found.
"""

import re
from collections.abc import Iterator

from stages.anonymize.cues import within
from stages.anonymize.finding import LIKELY, Finding, Subject

CUE = (r"(?i)copyright|\(c\)|&copy;|©|版权所有",)
MARK = r"(?:\([cC]\)|©|&copy;)"
YEARS = r"(?:\d{4}[\d ,–—-]*(?:present|now|至今)?)"
BEGINNING = (
    rf"(?:(?i:copyright)[ :]*(?:{MARK}[ ]*,?[ ]*{YEARS}?|{YEARS}[ ]*{MARK}?)"
    rf"|{MARK}[ ]*(?i:copyright)?[ ]*{YEARS}|版权所有[ :：]*{MARK}?[ ]*{YEARS}?)[ ,:：]*(?i:by[ ]+)?"
)
NOTICE = re.compile(BEGINNING + r"(?P<holder>[A-Z\u4e00-\u9fff][^\n]{1,80})")
LINE = BEGINNING.replace(r"\d", r"\p{Nd}") + r"[A-Z\x{4e00}-\x{9fff}]"
"""What a line with a notice has, for RE2."""
END = re.compile(
    r"(?i:[.,;]?[ ]*\ball rights)|[。，,;；]?[ ]*(?:版权所有|保留)"
    r"|\.(?:\s|$)(?<!Inc\. )(?<!Co\. )(?<!Ltd\. )|[<\"'*\\|{]|-->|\((?i:http|c\))"
    r"|https?:|[ ]{2}|\.?\s*(?i:licensed under|released under|under the|this (?:file|program|software))"
)
NOBODY = re.compile(
    r"(?i)the original author|(?:the )?(?:apache|free) software foundation|your (?:name|company)|\["
    r"|name of|holders?\b|notice|owner|license|.* example$|某|and |the (?:author|contributor)"
)
"""Nobody in particular, holders whom everybody knows, and what stands there after masking."""
LEAST = 2


def find(subject: Subject) -> Iterator[Finding]:
    """Yield each holder."""
    if not subject.lexicon.own:
        return
    for match in within(subject.text, LINE, NOTICE):
        holder = END.split(match["holder"], maxsplit=1)[0].rstrip(" .,:;-")
        if len(holder) >= LEAST and not NOBODY.match(holder):
            start = match.start("holder")
            yield Finding(start, start + len(holder), "pii.copyright-holder", "notice", LIKELY)
