"""List the repositories of a GitHub organisation or user: github.com, or an Enterprise host."""

from urllib.parse import quote_plus

import msgspec

from apps.sources.pages import Host, decoded, fetch, forget, rows
from apps.sources.repository import Page, Repository
from stages.core.errors import PipelineError

VARIABLE = "GITHUB_TOKEN"
MOST_HITS = 1000
"""Hits that GitHub shows of a search, of any number that it has."""


class Account(msgspec.Struct):
    """What GitHub says of a name."""

    type: str


class Listed(msgspec.Struct):
    """A repository as GitHub lists it."""

    name: str
    clone_url: str
    ssh_url: str
    archived: bool
    fork: bool


class Found(msgspec.Struct):
    """The repository of a hit."""

    name: str


class Hit(msgspec.Struct):
    """A file that a code search found."""

    repository: Found


class Hits(msgspec.Struct):
    """A page of a code search."""

    total_count: int
    incomplete_results: bool
    items: list[Hit]


def header(token: str) -> dict[str, str]:
    """Return the header that carries a token."""
    return {"Authorization": f"Bearer {token}"}


def urls(page: Page, account: str, query: str) -> list[str]:
    """Return the URLs of the first pages: the listing, and the code search when there is one."""
    place, word = ("orgs", "org") if account == "Organization" else ("users", "user")
    listed = f"{_api(page)}/{place}/{page.path}/repos?per_page=100&sort=full_name"
    searched = f"{_api(page)}/search/code?per_page=100&q={quote_plus(f'{query} {word}:{page.path}')}"
    return [listed, searched] if query else [listed]


def repositories(host: Host, page: Page, query: str) -> list[Repository]:
    """Return the repositories of an account, those with a hit of `query` when it is not empty.

    Raises PipelineError when they cannot be had.
    """
    about = f"{_api(page)}/users/{page.path}"
    account = decoded(
        host, about, fetch(host, about).body, lambda body: msgspec.json.decode(body, type=Account)
    )
    first, *searches = urls(page, account.type, query)
    listed = rows(host, first, Listed, lambda body: msgspec.json.decode(body, type=list[Listed]))
    hits = {
        hit.repository.name
        for url in searches
        for hit in rows(host, url, Hit, lambda body: _hits(host, body))
    }
    for url in (first, *searches):
        forget(url)
    return [
        Repository(one.name, one.clone_url, one.ssh_url, one.archived, one.fork)
        for one in listed
        if not query or one.name in hits
    ]


def _api(page: Page) -> str:
    return "https://api.github.com" if page.origin == "https://github.com" else f"{page.origin}/api/v3"


def _hits(host: Host, body: bytes) -> list[Hit]:
    hits = msgspec.json.decode(body, type=Hits)
    if hits.incomplete_results or hits.total_count > MOST_HITS:
        raise PipelineError(
            f"source '{host.source}': its query has {hits.total_count} hits and GitHub shows not all, "
            f"expected at most {MOST_HITS}. Narrow the query, or split it into two sources."
        )
    return hits.items
