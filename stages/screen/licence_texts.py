"""Name the licences of a licence file, and those that the comments at the top of a file state.

SPDX tags decide, then full texts (`templates.py`), then notices: a full text names other licences in passing.
"""

import re
from collections.abc import Iterable
from functools import lru_cache

from stages.core.header import leading_comments
from stages.screen.templates import match, restricts, words_of

UNKNOWN = "NOASSERTION"
"""SPDX's name for a licence that is not recognised, or that is one with other conditions."""

RESERVED = "NONE"
"""SPDX's word for no licence at all: a header reserves the file. Whose it is, its source says."""

TAG = re.compile(
    r"SPDX-License-Identifier:[^\S\n]*([^\s*#][^\r\n*#]{0,200}?)[^\S\n]*(?:[*#]|--%?>|-\}|\"{3}|'{3}|$)",
    re.MULTILINE,
)

SPEAKS = re.compile(
    r"(?i)licen[cs]e|permission|permitted|redistribut|public domain|copying|spdx|\b[al]?gpl|许可"
    r"|proprietary|confidential|unauthori[sz]ed|trade secret|未经"
)
"""What a comment about licences holds."""

NOTICE_WORDS = 400
"""Words above which a text is no notice: one that is no known licence either is not recognised."""

NOTICES = (
    ("Apache-2.0", "apache license version 2 0"),
    ("Apache-2.0", "licensed under (?:the )?apache(?: license)? 2 0"),
    ("BSL-1.0", "boost software license version 1 0"),
    ("BUSL-1.1", "business source license(?: version)? 1 1"),
    ("CDDL-1.0", "common development and distribution license"),
    ("Elastic-2.0", "elastic license(?: version)? 2 0"),
    ("EPL-1.0", "eclipse public license (?:v|version) ?1 0"),
    ("EPL-2.0", "eclipse public license (?:v|version) ?2 0"),
    ("EUPL-1.1", "european union public license (?:v|version) ?1 1|eupl (?:v|version )?1 1"),
    ("EUPL-1.2", "european union public license (?:v|version) ?1 2|eupl (?:v|version )?1 2"),
    ("MIT", "(?:licensed|released|distributed|available) under the(?: terms of the)? mit license"),
    ("MPL-1.1", "mozilla public license (?:v|version) ?1 1"),
    ("MPL-2.0", "mozilla public license (?:v|version) ?2 0"),
    ("MulanPSL-2.0", "mulan psl v2|mulan permissive software license(?: version 2| v2)|木兰宽松许可证 第2版"),
    ("OFL-1.1", "sil open font license version 1 1"),
    ("SSPL-1.0", "server side public license"),
)
"""What a header or a short licence file says to name a licence."""

GRANT = re.compile(
    "permission is hereby granted|permission to use copy modify"
    "|redistribution and use in source and binary forms"
)
"""Where the text of a short licence begins: one that no template explains is another licence."""

UNCLEAR = re.compile(
    r"\b(?:licen[cs]ed?s?|under|of|released|distributed)(?: \w+){0,4}? (?:a|l)?gpl(?: ?v?\d|\b)"
    r"|\b(?:a|l)?gpl ?v?\d? licen[cs]e"
)
"""A notice that names a GNU licence by its letters, without the words that say which holds."""

RESTRICTED = re.compile(
    r"commons clause|non ?commercial|good not evil|fair source|polyform|evaluation license"
)
"""Names of conditions that make a notice or a tag say less than it seems to."""

USUAL = re.compile(
    r"without any warranty without even the implied warranty|if not (?:see|write)"
    r"|may not use this file except in compliance with the license"
    r"|with no restrictions"
)
"""Restricting words of the usual notices."""

RESERVES = re.compile(
    r"proprietary (?:and )?confidential|confidential (?:and )?proprietary|use is subject to license terms"
    r"|unauthori[sz]ed (?:copying|use|reproduction|duplication|distribution|disclosure)\b(?: \w+){0,30}? "
    r"(?:prohibited|forbidden)"
    r"|(?:no part of|not be)(?: \w+){0,15}? (?:copied|reproduced|redistributed|disclosed)\b(?: \w+){0,30}? "
    r"without(?: \w+){0,6}? (?:permission|consent|authori[sz]ation)"
    r"|未经.{0,20}(?:许可|授权|同意|允许|批准)(?!的).{0,40}(?:不得|禁止|严禁|请勿).{0,30}"
    r"(?:复制|拷贝|传播|转载|散布|翻印|抄袭|泄露|使用本)"
)
"""What a header without a licence says to keep others from using the file."""

SECRET = re.compile(r"\b(?:proprietary|confidential|trade secrets?)\b")
"""Words that say so in a comment that names who holds the rights."""

RIGHTS = re.compile(r"\bcopyright\b|\ball rights reserved\b|版权")

GNU = re.compile(
    r"gnu (?P<kind>affero |lesser |library )?general public license"
    r"(?: as published by the free software foundation)?(?: either)? v(?:ersion )?(?P<major>\d)"
    r"(?: (?P<minor>\d)\b)?(?: of the license)?"
    r"(?P<later>(?: or at your option any| or any)? later version| or later)?"
)
"""The notice that the GNU licences ask for."""

KINDS = {"affero ": "AGPL", "lesser ": "LGPL", "library ": "LGPL", None: "GPL"}

CLASSPATH = re.compile(r"(?:subject to|with) the (?:gnu )?classpath exception")
"""How the notices of Java's libraries name the exception."""

LATER = re.compile(r"or at your option any later version")
CHOICE = re.compile(
    r"dual licensed|either of (?:the |these |those )?(?:two |following )?licenses"
    r"|at your (?:option|choice|election)"
    r"|(?:under|of) your choice|choose either|either the \w+[ \w]{0,40} license or the"
)
"""What offers a choice between two licences."""


@lru_cache(1 << 10)
def text_licence(text: str) -> str:
    """Return the SPDX expression of a licence text, all its licences joined; NOASSERTION when there is none.

    A GPL text does not say if a later version holds: `-only`.
    """
    words = " ".join(words_of(text))
    notice = words.count(" ") <= NOTICE_WORDS and not restricts(USUAL.sub("", words))
    return _exact(text, words) or (_by_notice(words) if notice else "") or UNKNOWN


def header_licence(head: str) -> str:
    """Return what the comments at the top of a file say, tags, texts or notices; empty when nothing.

    A header that keeps others from using the file and names no licence says `NONE`.
    """
    comments = (comment for comment in leading_comments(head) if SPEAKS.search(comment))
    return joined(found for comment in comments if (found := _comment_licence(comment)))


@lru_cache(1 << 10)
def _comment_licence(comment: str) -> str:
    """Return what one comment says; the files of a project share theirs."""
    words = " ".join(words_of(comment))
    return _exact(comment, words) or _by_notice(words) or (RESERVED if _reserves(words) else "")


def _reserves(words: str) -> bool:
    return bool(RESERVES.search(words) or (SECRET.search(words) and RIGHTS.search(words)))


def joined(licences: Iterable[str], operator: str = "AND") -> str:
    """Return licences as one expression, sorted: those that hold together, or `OR` for a choice."""
    found = sorted(set(licences))
    return f" {operator} ".join(
        f"({one})" if len(found) > 1 and " OR " in one.upper() else one for one in found
    )


def tagged(text: str) -> str:
    """Return what the SPDX tags of a text say together; empty when it has none."""
    return joined(TAG.findall(text))


def _exact(text: str, words: str) -> str:
    """Return what tags or full texts say; empty when there are none."""
    if tags := tagged(text):
        return UNKNOWN if RESTRICTED.search(words) else tags
    found = match(text)
    if found.modified or not found.spdx:
        return UNKNOWN if found.modified else ""
    return _together(found.spdx | _noticed(found.rest), words)


def _by_notice(words: str) -> str:
    """Return what names a licence; empty when nothing does."""
    doubtful = RESTRICTED.search(words) or GRANT.search(words)
    if doubtful:
        return UNKNOWN
    return _together(_noticed(words), words) or (UNKNOWN if UNCLEAR.search(words) else "")


def _together(licences: Iterable[str], words: str) -> str:
    """Return licences joined; two that a text offers as a choice are alternatives."""
    found = set(licences)
    offered = len(found) == 2 and CHOICE.search(LATER.sub("", words))
    return joined(found, "OR" if offered else "AND")


def _noticed(words: str) -> set[str]:
    gnu = {_gnu(notice) for notice in GNU.finditer(words)}
    return {spdx for spdx, phrase in NOTICES if re.search(phrase, words)} | gnu


def _gnu(notice: re.Match[str]) -> str:
    version = f"{notice['major']}.{notice['minor'] or '0'}"
    spdx = f"{KINDS[notice['kind']]}-{version}-{'or-later' if notice['later'] else 'only'}"
    excepted = spdx.startswith("GPL-2.0") and CLASSPATH.search(notice.string)
    return f"{spdx} WITH Classpath-exception-2.0" if excepted else spdx
