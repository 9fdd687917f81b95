"""List the projects of a GitLab group and its subgroups: gitlab.com, or a host of one's own."""

from urllib.parse import quote, quote_plus

import msgspec

from apps.sources.pages import Host, forget, rows
from apps.sources.repository import Page, Repository

VARIABLE = "GITLAB_TOKEN"


class Project(msgspec.Struct):
    """A project as GitLab lists it."""

    id: int
    path_with_namespace: str
    http_url_to_repo: str
    ssh_url_to_repo: str
    archived: bool
    forked_from_project: dict[str, object] | None = None


class Hit(msgspec.Struct):
    """A file that a code search found."""

    project_id: int


def header(token: str) -> dict[str, str]:
    """Return the header that carries a token."""
    return {"PRIVATE-TOKEN": token}


def urls(page: Page, query: str) -> list[str]:
    """Return the URLs of the first pages: the listing, and the code search when there is one."""
    group = f"{page.origin}/api/v4/groups/{quote(page.path, safe='')}"
    listed = f"{group}/projects?include_subgroups=true&with_shared=false&order_by=id&sort=asc&per_page=100"
    searched = f"{group}/search?scope=blobs&per_page=100&search={quote_plus(query)}"
    return [listed, searched] if query else [listed]


def repositories(host: Host, page: Page, query: str) -> list[Repository]:
    """Return the projects of a group, those with a hit of `query` when it is not empty.

    Raises PipelineError when they cannot be had.
    """
    first, *searches = urls(page, query)
    listed = rows(host, first, Project, lambda body: msgspec.json.decode(body, type=list[Project]))
    hits = {
        hit.project_id
        for url in searches
        for hit in rows(host, url, Hit, lambda body: msgspec.json.decode(body, type=list[Hit]))
    }
    for url in (first, *searches):
        forget(url)
    return [
        Repository(
            path=one.path_with_namespace[len(page.path) :].lstrip("/"),
            https=one.http_url_to_repo,
            ssh=one.ssh_url_to_repo,
            archived=one.archived,
            fork=one.forked_from_project is not None,
        )
        for one in listed
        if not query or one.id in hits
    ]
