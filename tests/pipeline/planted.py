"""An organisation full of canaries: what its repository, its files and its people say must not come out."""

from collections.abc import Mapping
from pathlib import Path
from random import Random
from typing import NamedTuple

from stages.anonymize.canaries.canaries import Canary, plant
from stages.anonymize.canaries.contexts import HARD
from stages.anonymize.canaries.values import DRAWS
from stages.anonymize.lexicon import Lexicon
from tests.crawl.repositories import bare, commit

SEED = 20
TERMS = ("qiongyudata", "琼屿数科")
"""How the company calls itself, in a lexicon outside Git."""
AUTHOR, COMMITTER = "Tsering Marwood <tsering.marwood@qiongyudata.com>", "尉迟听澜 <yuchi@qiongyudata.com>"
NAMES = ("Tsering Marwood", "tsering.marwood", "尉迟听澜", "yuchi@qiongyudata", *TERMS)
KEY_LINE = "MIIEowIBAAKCAQEA3Tz2mr7SZiAMfQyuvBjM9OiZ1BjP5CE"
"""A line of a private key, as it were."""
PRIVATE_KEY = f"-----BEGIN RSA PRIVATE KEY-----\n{KEY_LINE}\n-----END RSA PRIVATE KEY-----\n"
CATASTROPHIC = "[[rules]]\nid = 'nested'\nregex = '(?:(a|aa)+)+~~'\n"
"""A rule over which a backtracking engine takes for ever in a row of `a`."""


class Organisation(NamedTuple):
    """Where the sources are, and what stands in them that must not come out."""

    repository: Path
    head: str
    files: Path
    values: frozenset[str]


def organisation(folder: Path) -> Organisation:
    """Write a Git repository and a folder of files below `folder`."""
    shadows = shadow_files()
    drawn = _draw(Random(SEED))  # noqa: S311  a seeded canary is no secret
    repository = bare(folder / "shop.git")
    told = f"Mail {drawn['message mail']}, token {drawn['message token']}, 琼屿数科"
    commit(repository, {b"token.txt": drawn["deleted"].encode()}, AUTHOR, COMMITTER, told)
    texts = {canary.path: canary.text.encode() for canary in shadows}
    texts |= {path: text.encode() for path, text in (_company(drawn) | _broken(drawn)).items()}
    texts["conf/mixed.properties"] = _mixed(drawn)
    head = commit(
        repository, {path.encode(): text for path, text in texts.items()} | {b"token.txt": None}, AUTHOR
    )
    for path, text in _desk(drawn).items():
        (folder / "files" / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / "files" / path).write_text(text, encoding="utf-8")
    values = frozenset([*drawn.values(), *(canary.value for canary in shadows), *NAMES, KEY_LINE])
    return Organisation(repository, head, folder / "files", values)


class Shadow(NamedTuple):
    """A file around a canary that a rule must find."""

    path: str
    text: str
    value: str


def shadow_files() -> list[Shadow]:
    """Return a file for each canary of `canaries`, but for those that no rule over text can see."""
    canaries = plant(360, SEED, Lexicon(terms=TERMS), {})
    return [Shadow(_path(one), one.text, one.value) for one in canaries if one.context.name not in HARD]


def _path(canary: Canary) -> str:
    name = f"{canary.value}{canary.number}" if canary.context.name == "path" else str(canary.number)
    return canary.context.path.format(name)


PLACES: Mapping[str, str] = {
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


def _draw(random: Random) -> dict[str, str]:
    return {place: DRAWS[entity](random) for place, entity in PLACES.items()}


def _company(drawn: Mapping[str, str]) -> dict[str, str]:
    """Return files in which the company and its people are named, by path."""
    head = (
        "/*\n * SPDX-License-Identifier: LicenseRef-Qiongyudata-Internal\n * Copyright 2024 琼屿数科\n */\n"
    )
    return {
        "src/main/java/com/qiongyudata/order/QiongyudataOrders.java": (
            f"{head}package com.qiongyudata.order;\n\n/** @author Tsering Marwood */\n"
            "public class QiongyudataOrders {\n  int size() { return 1; }\n}\n"
        ),
        "pom.xml": (
            "<project>\n  <groupId>com.qiongyudata</groupId>\n  <artifactId>orders</artifactId>\n"
            "  <developers><developer><name>Tsering Marwood</name></developer></developers>\n</project>\n"
        ),
        "LICENSE": "Copyright (c) 2024 琼屿数科. All rights reserved by Qiongyudata.\n",
        f"docs/{drawn['name']}.md": "# One page\n\n联系人：尉迟听澜\n",
        f"docs/{drawn['mail name']}/page.md": "# Another page\n",
        "docs/琼屿数科/QIONGYUDATA.md": "# A page of the company\n",
        "img/琼屿数科.png": "\0\0\0",
        ".env": f"GITHUB_TOKEN={drawn['environment']}\n",
        "token.pem": PRIVATE_KEY,
        "conf/keys.yml": "pem: |\n" + "".join(f"  {line}\n" for line in PRIVATE_KEY.splitlines()),
        "conf/token": drawn["alone"],
    }


def _broken(drawn: Mapping[str, str]) -> dict[str, str]:
    """Return files that no parser takes, by path."""
    deep = 4000
    aliases = "".join(f"a{level + 1}: &a{level + 1} [*a{level}, *a{level}]\n" for level in range(40))
    return {
        "conf/broken.yml": f"app:\n  token: {drawn['yaml']}\n - x: [\n\t: }}\n",
        "conf/aliases.yml": f"a0: &a0 {drawn['alias']}\n{aliases}",
        "conf/deep.json": "[" * deep + f'"{drawn["deep"]}"' + "]" * deep,
        "conf/deep.yml": "[" * deep + f'"{drawn["deep"]}"' + "]" * deep,
        "conf/cut.json": f'{{"aws": "{drawn["cut"]}", "next',
        "api/cut.yaml": (
            f"openapi: 3.0.0\ninfo: {{title: 琼屿数科, contact: {{email: {drawn['contact']}}}\npaths: [\n"
        ),
        "src/Broken.java": f'class {{{{ String id = "{drawn["java"]}"; \n',
        "conf/row.properties": "row=" + "a" * 5000 + f"\ntoken={drawn['row']}\n",
        "conf/line.js": "var a=1;" * 100_000 + f'var t="{drawn["line"]}";' + "var b=2;" * 100_000,
    }


def _mixed(drawn: Mapping[str, str]) -> bytes:
    """Return a text in two encodings at once."""
    return f"名称=琼屿数科\ntoken={drawn['mixed']}\n".encode() + "名称=琼屿数科\n".encode("gb18030")


def _desk(drawn: Mapping[str, str]) -> dict[str, str]:
    """Return files that are no repository, by path."""
    return {
        "desk/stories.csv": (
            "title,role,I want,so that,acceptance criteria\n"
            f"Call back,clerk of Qiongyudata,to call {drawn['story']},they are heard,"
            "Given a call When it ends Then it is listed\n"
        ),
        "desk/琼屿数科-orders.yaml": (
            "openapi: 3.0.0\ninfo:\n  title: Qiongyudata orders\n  version: '1'\n"
            f"  contact: {{email: {drawn['contact']}}}\n"
            f"servers: [{{url: 'https://{drawn['server']}/v1'}}]\npaths:\n  /orders:\n    get:\n"
            f"      summary: List orders\n      parameters:\n        - {{name: card, in: query, "
            f"schema: {{type: string}}, example: '{drawn['example']}'}}\n"
            "      responses: {'200': {description: All orders}}\n"
        ),
        "desk/token": drawn["desk"],
    }
