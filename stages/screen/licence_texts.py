"""Recognise licences by phrases that only they hold, in full texts, in notices and at the top of a file."""

import re
from collections.abc import Iterable

from stages.core.header import leading_comments

UNKNOWN = "NOASSERTION"
"""SPDX's name for a licence file whose text is not recognised."""

TAG = re.compile(r"SPDX-License-Identifier:\s*([^\r\n*#]+?)\s*(?:\*/|-->|$)", re.MULTILINE)

TITLES = (
    ("AGPL-3.0-only", "gnu affero general public license version 3 19 november 2007"),
    ("Apache-2.0", "apache license version 2 0 january 2004"),
    ("BSL-1.0", "boost software license version 1 0 august 17th 2003"),
    ("CC0-1.0", "cc0 1 0 universal"),
    ("CDDL-1.0", "common development and distribution license cddl version 1 0"),
    ("EPL-1.0", "eclipse public license v 1 0 the accompanying program"),
    ("EPL-2.0", "eclipse public license v 2 0 the accompanying program"),
    ("GPL-2.0-only", "gnu general public license version 2 june 1991"),
    ("GPL-3.0-only", "gnu general public license version 3 29 june 2007"),
    ("LGPL-2.0-only", "gnu library general public license version 2 june 1991"),
    ("LGPL-2.1-only", "gnu lesser general public license version 2 1 february 1999"),
    ("LGPL-3.0-only", "gnu lesser general public license version 3 29 june 2007"),
    ("MPL-1.1", "mozilla public license version 1 1 1 definitions"),
    ("MPL-2.0", "mozilla public license version 2 0 1 definitions"),
    ("MulanPSL-2.0", "mulan permissive software license version 2"),
    ("MulanPSL-2.0", "木兰宽松许可证 第2版"),
    ("PSF-2.0", "python software foundation license version 2"),
    ("Unlicense", "this is free and unencumbered software released into the public domain"),
)
"""Titles of full texts, as normalised words. A GPL text does not say if a later version holds: `-only`."""

BSD = "redistribution and use in source and binary forms"
ISC = "permission to use copy modify and (?:or )?distribute this software for any purpose"
GRANTS = (
    (
        ("BSD-4-Clause", f"{BSD}.*all advertising materials"),
        ("BSD-3-Clause", f"{BSD}.*(?:neither the name|endorse or promote)"),
        ("BSD-2-Clause", BSD),
    ),
    (("MIT", "permission is hereby granted free of charge to any person obtaining a copy of this software"),),
    (("ISC", f"{ISC}.*provided that the above"), ("0BSD", ISC)),
)
"""Short licences by what they grant: of each family the first that fits."""

NOTICES = (
    ("Apache-2.0", "apache license version 2 0"),
    ("Apache-2.0", "licensed under (?:the )?apache(?: license)? 2 0"),
    ("EPL-1.0", "eclipse public license (?:v|version) ?1 0"),
    ("EPL-2.0", "eclipse public license (?:v|version) ?2 0"),
    ("MIT", "(?:licensed|released|distributed|available) under the(?: terms of the)? mit license"),
    ("MPL-2.0", "mozilla public license (?:v|version) ?2 0"),
    ("MulanPSL-2.0", "mulan psl v2"),
)
"""What a header or a short licence file says to name a licence."""

GNU = re.compile(
    r"gnu (?P<kind>affero |lesser |library )?general public license"
    r"(?: as published by the free software foundation)?(?: either)? v(?:ersion )?(?P<major>\d)"
    r"(?: (?P<minor>\d)\b)?(?: of the license)?"
    r"(?P<later>(?: or at your option any| or any)? later version| or later)?"
)
"""The notice that the GNU licences ask for."""

KINDS = {"affero ": "AGPL", "lesser ": "LGPL", "library ": "LGPL", None: "GPL"}


def text_licence(text: str) -> str:
    """Return the SPDX expression of a licence text, all its licences joined; NOASSERTION when there is none.

    Tags decide, then titles and grants, and only then notices: a full text names other licences in passing.
    """
    words = normal(text)
    return joined(TAG.findall(text) or _full(words) or _noticed(words)) or UNKNOWN


def header_licence(head: str) -> str:
    """Return what the comments at the top of a file say, tags, or notices and grants; empty when nothing."""
    comment = "\n".join(leading_comments(head))
    words = normal(comment)
    return joined(TAG.findall(comment) or _noticed(words) | _full(words))


def joined(licences: Iterable[str]) -> str:
    """Return licences that hold together as one expression, sorted."""
    found = sorted(set(licences))
    return " AND ".join(f"({one})" if len(found) > 1 and " OR " in one.upper() else one for one in found)


def normal(text: str) -> str:
    """Return the words of a text in lower case, one space between; punctuation and comment marks left out."""
    return " ".join(re.findall(r"\w+", text.lower()))


def _full(words: str) -> set[str]:
    grants = (next((spdx for spdx, phrase in family if re.search(phrase, words)), "") for family in GRANTS)
    return {spdx for spdx, title in TITLES if title in words} | {spdx for spdx in grants if spdx}


def _noticed(words: str) -> set[str]:
    gnu = GNU.search(words)
    return {spdx for spdx, phrase in NOTICES if re.search(phrase, words)} | ({_gnu(gnu)} if gnu else set())


def _gnu(notice: re.Match[str]) -> str:
    version = f"{notice['major']}.{notice['minor'] or '0'}"
    return f"{KINDS[notice['kind']]}-{version}-{'or-later' if notice['later'] else 'only'}"
