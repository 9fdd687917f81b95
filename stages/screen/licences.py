"""Decide the licence of a path: its own header, the nearest licence file above it, or what the source declares.

A licence column per repository is unsafe: sub-folders with other licences are common.
"""

import re
from collections.abc import Iterable, Mapping
from pathlib import PurePosixPath
from typing import NamedTuple

HEADER = re.compile(r"SPDX-License-Identifier:\s*([^\r\n*#]+?)\s*(?:\*/|-->|$)", re.MULTILINE)
FILE_NAME = re.compile(r"(?i)^((un)?licen[cs]es?|copying)([.-](?!(py|java|kt|ts|js|go|json)$).*)?$")

PHRASES = (
    ("AGPL-3.0-only", r"GNU AFFERO GENERAL PUBLIC LICENSE\s+Version 3"),
    ("LGPL-3.0-only", r"GNU LESSER GENERAL PUBLIC LICENSE\s+Version 3"),
    ("LGPL-2.1-only", r"GNU LESSER GENERAL PUBLIC LICENSE\s+Version 2\.1"),
    (
        "GPL-3.0-only",
        r"GNU GENERAL PUBLIC LICENSE,?\s+(as published by the Free Software Foundation, )?version 3",
    ),
    (
        "GPL-2.0-only",
        r"GNU GENERAL PUBLIC LICENSE,?\s+(as published by the Free Software Foundation, )?version 2",
    ),
    ("Apache-2.0", r"Apache License,?\s+Version 2\.0"),
    ("MPL-2.0", r"Mozilla Public License,?\s+(v\.\s*|version\s*)2\.0"),
    ("EPL-2.0", r"Eclipse Public License\s*-?\s*v\s*2\.0"),
    ("EPL-1.0", r"Eclipse Public License\s*-?\s*v\s*1\.0"),
    ("BSD-3-Clause", r"Redistribution and use in source and binary forms[\s\S]*Neither the name"),
    ("BSD-2-Clause", r"Redistribution and use in source and binary forms"),
    (
        "MIT",
        r"Permission is hereby granted, free of charge, to any person obtaining a copy\s+of this software",
    ),
    ("ISC", r"Permission to use, copy, modify, and(/or)? distribute this software for any purpose"),
    ("Unlicense", r"This is free and unencumbered software released into the public domain"),
    ("CC0-1.0", r"CC0 1\.0 Universal"),
)
"""Phrases that only their licence holds, in the order in which they are tried."""

COMPILED = tuple((spdx, re.compile(phrase, re.IGNORECASE)) for spdx, phrase in PHRASES)

UNKNOWN = "NOASSERTION"
"""SPDX's name for a licence file whose text is not recognised."""


class Licence(NamedTuple):
    """The licence that holds for a path, and why."""

    spdx: str
    basis: str


def is_licence_file(path: str) -> bool:
    """Say whether a path names a licence text."""
    return bool(FILE_NAME.match(PurePosixPath(path).name))


def recognise(text: str) -> str:
    """Return the SPDX id of a licence text, NOASSERTION when it holds no phrase of the table."""
    return next((spdx for spdx, phrase in COMPILED if phrase.search(text)), UNKNOWN)


def by_folder(texts: Iterable[tuple[str, str]]) -> dict[str, Licence]:
    """Return the licence of each folder that holds licence files, from `(path, text)` pairs; several are joined by AND."""
    found: dict[str, list[tuple[str, str]]] = {}
    for path, text in sorted(texts):
        found.setdefault(str(PurePosixPath(path).parent), []).append((recognise(text), path))
    return {
        folder: Licence(" AND ".join(sorted({spdx for spdx, _ in entries})), f"file:{entries[0][1]}")
        for folder, entries in found.items()
    }


def licence_of(path: str, head: str, folders: Mapping[str, Licence], declared: str) -> Licence:
    """Return the licence of `path`, whose first characters are `head`."""
    header = HEADER.search(head)
    if header:
        return Licence(header[1].strip(), "header")
    above = (str(folder) for folder in PurePosixPath(path).parents)
    return next((folders[folder] for folder in above if folder in folders), Licence(declared, "declared"))


def parts(expression: str) -> list[str]:
    """Return the ids of an SPDX expression that must all be allowed; of alternatives (OR) the whole is one part."""
    return [part.strip(" ()") for part in re.split(r"\s+AND\s+", expression)]


def allowed(expression: str, ids: Iterable[str]) -> bool:
    """Say whether every part of an SPDX expression, or one of its alternatives, is among `ids`."""
    known = set(ids)
    return all(
        any(choice.strip(" ()") in known for choice in re.split(r"\s+OR\s+", part))
        for part in parts(expression)
    )
