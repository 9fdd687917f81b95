"""Read names of files and folders, where signs join what other texts set apart: `user_13812345678.json`.

A sign may join words or belong to a value, so that a path has several readings.
"""

import re
from collections.abc import Iterator

from stages.anonymize.finding import Subject

EXTENSION = re.compile(r"\.(?=[A-Za-z][A-Za-z0-9]{0,9}$)")
"""The point before the last extension of a path."""
BEFORE_WORD = re.compile(r"_(?![A-Za-z0-9]{16})")
"""An underscore that is not within a token, as that of ghp_ is."""
FIRST, LAST = (
    {sign: re.compile(pattern.replace("-", sign), re.MULTILINE) for sign in "_-"}
    for pattern in (r"^([^-\n]*)-", r"-([^-\n]*)$")
)
"""The first and the last of a sign in each name."""


def readings(subject: Subject) -> Iterator[Subject]:
    """Yield a path as lines of words, each sign where it was; nothing of another text."""
    if subject.language == "path":
        plain = EXTENSION.sub(" ", subject.text).replace("/", "\n")
        words = plain.replace("_", " ")
        read = [BEFORE_WORD.sub(" ", plain), words, words.replace("-", " ")]
        for sign, text in (("_", plain), ("-", words)):
            read += [FIRST[sign].sub(r"\1 ", text), LAST[sign].sub(r" \1", text)]
        alone = subject._replace(limits=subject.limits._replace(detectors=()))
        yield from (alone._replace(text=text) for text in dict.fromkeys(read))
