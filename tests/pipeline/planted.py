"""An organisation full of canaries: what its repository, its files and its people say must not come out.

All of it is drawn: written down here it would stand in Git.
"""

from pathlib import Path
from random import Random
from typing import NamedTuple

from stages.anonymize.canaries.canaries import plant
from stages.anonymize.canaries.contexts import HARD
from stages.anonymize.canaries.values import BASE62, DRAWS
from stages.anonymize.lexicon import Lexicon
from tests.crawl.repositories import Content, Link, bare, commit

SEED = 20
RANDOM = Random(SEED)  # noqa: S311  a seeded canary is no secret


def _word() -> str:
    return DRAWS["net.host"](RANDOM).split(".")[0]


def _signs(signs: str, count: int) -> str:
    return "".join(RANDOM.sample(signs, count))


NAME, HAN = _word() + _word(), _signs("琼屿岚汐霁岫沅濯珩", 4)
"""How the company calls itself."""
TERMS = (NAME, HAN)
"""Its lexicon, outside Git."""
KEY = _signs(BASE62, 40)
"""Its key of the pseudonyms, outside Git."""
PERSON, CHINESE = f"{_word().title()} {_word().title()}", "尉迟" + _signs("若筠棠霏芷衡", 2)
MAIL, CHINESE_MAIL = f"{PERSON.replace(' ', '.').lower()}@{NAME}.com", f"{_word()}@{NAME}.com"
KEY_LINE = _signs(BASE62, 48)
"""A line of a private key, as it were."""
PRIVATE_KEY = f"-----BEGIN RSA PRIVATE KEY-----\n{KEY_LINE}\n-----END RSA PRIVATE KEY-----\n"
PLACES = {
    "message mail": "pii.email",
    "message token": "secret.github-token",
    "deleted": "secret.github-token",
    "alone": "secret.github-token",
    "environment": "secret.github-token",
    "yaml": "secret.github-token",
    "mixed": "secret.github-token",
    "deep": "secret.github-token",
    "cut": "secret.aws-access-key",
    "java": "pii.cn-id",
    "line": "secret.github-token",
    "pdf": "secret.github-token",
    "bomb": "secret.github-token",
    "reuse": "secret.github-token",
    "link": "pii.email",
    "row": "secret.github-token",
    "name": "pii.cn-mobile",
    "mail name": "pii.email",
    "alias": "secret.jwt",
    "story": "pii.cn-mobile",
    "contact": "pii.email",
    "server": "net.host",
    "example": "pii.bank-card",
    "desk": "secret.github-token",
}
"""Entity of the value in each place of the files below."""
DRAWN = {place: DRAWS[entity](RANDOM) for place, entity in PLACES.items()}
CATASTROPHIC = "[[rules]]\nid = 'nested'\nregex = '(?:(a|aa)+)+~~'\n"
"""A rule over which a backtracking engine takes for ever in a row of `a`."""


class Organisation(NamedTuple):
    """Where the sources are, and what stands in them that must not come out."""

    repository: Path
    files: Path
    values: frozenset[str]


class Shadow(NamedTuple):
    """A file around a canary that a rule must find."""

    path: str
    text: str
    value: str
    """As it stands there, but for a term: its codes are forms of it."""


def organisation(folder: Path) -> Organisation:
    """Write a Git repository and a folder of files below `folder`."""
    shadows = shadow_files()
    repository = bare(folder / "shop.git")
    told = f"Mail {DRAWN['message mail']}, token {DRAWN['message token']}, {HAN}"
    people = f"{PERSON} <{MAIL}>", f"{CHINESE} <{CHINESE_MAIL}>"
    commit(repository, {b"token.txt": DRAWN["deleted"].encode()}, *people, told)
    texts = {shadow.path: shadow.text for shadow in shadows} | _company() | _broken()
    written: dict[bytes, Content | None] = {path.encode(): text.encode() for path, text in texts.items()}
    link = Link(f"/home/{DRAWN['link']}/notes.md".encode())
    written |= {b"conf/mixed.properties": _mixed(), b"docs/link.md": link, b"token.txt": None}
    commit(repository, written, *people)
    for path, text in _desk().items():
        (folder / "files" / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / "files" / path).write_text(text, encoding="utf-8")
    named = (*TERMS, PERSON, MAIL, CHINESE, CHINESE_MAIL, KEY_LINE)
    values = frozenset([*DRAWN.values(), *(shadow.value for shadow in shadows), *named])
    return Organisation(repository, folder / "files", values)


def shadow_files() -> list[Shadow]:
    """Return a file for each canary of `canaries`, but for those that no rule over text can see."""
    canaries = plant(360, SEED, Lexicon(terms=TERMS), {})
    return [
        Shadow(one.path, one.text, one.value if one.value in TERMS else one.context.seen(one.value))
        for one in canaries
        if one.context.kind not in HARD
    ]


def _company() -> dict[str, str]:
    """Return files in which the company and its people are named, by path."""
    title = NAME.title()
    return {
        f"src/main/java/com/{NAME}/order/{title}Orders.java": (
            f"/*\n * SPDX-License-Identifier: LicenseRef-{title}-Internal\n * Copyright 2024 {HAN}\n */\n"
            f"package com.{NAME}.order;\n\n/** @author {PERSON} */\n"
            f"public class {title}Orders {{\n  int size() {{ return 1; }}\n}}\n"
        ),
        "pom.xml": (
            f"<project>\n  <groupId>com.{NAME}</groupId>\n  <artifactId>orders</artifactId>\n"
            f"  <developers><developer><name>{PERSON}</name></developer></developers>\n</project>\n"
        ),
        "LICENSE": f"Copyright (c) 2024 {HAN}. All rights reserved by {title}.\n",
        f"docs/{DRAWN['name']}.md": f"# One page\n\n联系人：{CHINESE}\n",
        f"docs/{DRAWN['mail name']}.md": "# Another page\n",
        f"docs/{HAN}/{NAME.upper()}.md": "# A page of the company\n",
        f"img/{HAN}.png": "\0\0\0",
        ".env": f"GITHUB_TOKEN={DRAWN['environment']}\n",
        "token.pem": PRIVATE_KEY,
        "conf/keys.yml": "pem: |\n" + "".join(f"  {line}\n" for line in PRIVATE_KEY.splitlines()),
        "conf/token": DRAWN["alone"],
    }


def _broken() -> dict[str, str]:
    """Return files that no parser takes, or that cost one too much, by path."""
    deep = "[" * 4000 + f'"{DRAWN["deep"]}"' + "]" * 4000
    aliases = "".join(f"a{level + 1}: &a{level + 1} [*a{level}, *a{level}]\n" for level in range(40))
    entities = "".join(f'<!ENTITY a{level + 1} "&a{level};&a{level};">' for level in range(20))
    return {
        "conf/broken.yml": f"app:\n  token: {DRAWN['yaml']}\n - x: [\n\t: }}\n",
        "conf/aliases.yml": f"a0: &a0 {DRAWN['alias']}\n{aliases}",
        "conf/deep.json": deep,
        "conf/deep.yml": deep + "\n",
        "conf/cut.json": f'{{"aws": "{DRAWN["cut"]}", "next',
        "api/cut.yaml": (
            f"openapi: 3.0.0\ninfo: {{title: {HAN}, contact: {{email: {DRAWN['contact']}}}\npaths: [\n"
        ),
        "docs/broken.pdf": f"%PDF-{DRAWN['pdf']}\n1 0 obj\n<< /Title ({DRAWN['pdf']}) >>\nendobj\ntrailer\n",
        "conf/bomb.xml": f'<!DOCTYPE x [<!ENTITY a0 "{DRAWN["bomb"]}">{entities}]><x>&a20;</x>\n',
        "third/REUSE.toml": f'version = 1\n[[annotations]]\npath = "{DRAWN["reuse"]}\n',
        f"third/{HAN}\n\x1b[31m.md": "# A name of two lines\n",
        "src/Broken.java": f'class {{{{ String id = "{DRAWN["java"]}"; \n',
        "conf/row.properties": "row=" + "a" * 5000 + f"\ntoken={DRAWN['row']}\n",
        "conf/line.js": "var a=1;" * 100_000 + f'var t="{DRAWN["line"]}";' + "var b=2;" * 100_000,
    }


def _mixed() -> bytes:
    """Return a text in two encodings at once."""
    return f"名称={HAN}\ntoken={DRAWN['mixed']}\n".encode() + f"名称={HAN}\n".encode("gb18030")


def _desk() -> dict[str, str]:
    """Return files that are no repository, by path."""
    return {
        "desk/stories.csv": (
            "title,role,I want,so that,acceptance criteria\n"
            f"Call back,clerk of {NAME},to call {DRAWN['story']},they are heard,"
            "Given a call When it ends Then it is listed\n"
        ),
        f"desk/{HAN}-orders.yaml": (
            f"openapi: 3.0.0\ninfo:\n  title: Orders of {NAME.title()}\n  version: '1'\n"
            f"  contact: {{email: {DRAWN['contact']}}}\n"
            f"servers: [{{url: 'https://{DRAWN['server']}/v1'}}]\npaths:\n  /orders:\n    get:\n"
            "      summary: List orders\n      parameters:\n        - {name: card, in: query, "
            f"schema: {{type: string}}, example: '{DRAWN['example']}'}}\n"
            "      responses: {'200': {description: All orders}}\n"
        ),
        "desk/token": DRAWN["desk"],
    }
