"""An organisation becomes its repositories: listed by pages, at the host's pace, on from where it stopped."""

import email.utils
import re
import time
from collections.abc import Iterator
from email.message import Message
from pathlib import Path

import pytest
import yaml

from apps.audit import evidence
from apps.sources import github, gitlab
from apps.sources.organisation import names, wanted
from apps.sources.pages import CACHE, STALE, _wait
from apps.sources.repository import Page, Repository, page
from stages.crawl.contract import LOCK
from stages.crawl.lock import read_lock
from stages.crawl.params import Listing
from tests.apps.host import Host, Reply, serving
from tests.apps.workplace import WHOSE, failed, furnish, refused, run, texts
from tests.crawl.repositories import bare, commit

Captured = pytest.CaptureFixture[str]
TOKEN = "a-token-that-nobody-sees"
REPOSITORIES = ("Shop", "till", "stock", "web_client")


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    furnish(tmp_path)
    for variable in ("http_proxy", "HTTP_PROXY", "GITLAB_TOKEN"):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setenv("GITHUB_TOKEN", TOKEN)


@pytest.fixture
def heads(tmp_path: Path) -> dict[str, str]:
    return {
        name: commit(bare(tmp_path / f"{name}.git"), {b"README.md": f"# {name}\n".encode()})
        for name in REPOSITORIES
    }


def on_github(name: str, folder: Path, **changes: object) -> dict[str, object]:
    given = {
        "name": name,
        "clone_url": f"file://{folder}/{name}.git",
        "ssh_url": f"git@localhost:acme/{name}.git",
        "archived": False,
        "fork": False,
        "private": True,
    }
    return given | changes


def on_gitlab(number: int, path: str, folder: Path, **changes: object) -> dict[str, object]:
    given = {
        "id": number,
        "path_with_namespace": f"acme/retail/{path}",
        "http_url_to_repo": f"file://{folder}/{Path(path).name}.git",
        "ssh_url_to_repo": f"git@localhost:acme/{path}.git",
        "archived": False,
    }
    return given | changes


ORG, USER, LISTED = "/api/v3/users/acme", "/api/v3/users/bob", "/api/v3/orgs/acme/repos"
SEARCH = "/api/v3/search/code"
PROJECTS, BLOBS = "/api/v4/groups/acme%2Fretail/projects", "/api/v4/groups/acme%2Fretail/search"


@pytest.fixture
def host(heads: dict[str, str], tmp_path: Path) -> Iterator[Host]:
    with serving() as found:
        found.objects = {ORG: {"type": "Organization"}, USER: {"type": "User"}}
        found.lists[LISTED] = [on_github(name, tmp_path) for name in heads]
        found.lists["/api/v3/users/bob/repos"] = [on_github("till", tmp_path)]
        found.lists[PROJECTS] = [
            on_gitlab(1, "Shop", tmp_path),
            on_gitlab(2, "tools/till", tmp_path),
            on_gitlab(3, "stock", tmp_path, forked_from_project={"id": 9}),
        ]
        yield found


def add(host: Host, *options: str) -> list[str]:
    return ["add", "acme", "--kind", "github", "--location", f"{host.url}/acme", *WHOSE, *options]


def members() -> dict[str, str]:
    return {name: member.pin for name, member in read_lock()["acme"].members.items()}


def test_all_pages_of_an_organisation_become_sources(
    host: Host, heads: dict[str, str], capsys: Captured
) -> None:
    printed = run(capsys, *add(host, "--tags", "java", "--exclude", "*.java"))
    assert members() == {
        "acme-shop": heads["Shop"],
        "acme-stock": heads["stock"],
        "acme-till": heads["till"],
        "acme-web-client": heads["web_client"],
    }
    assert f"acme-shop: new -> {heads['Shop'][:12]}" in printed
    assert texts("acme-web-client") == {"README.md": "# web_client\n"}
    assert [url for url in host.asked if LISTED in url] == [
        f"{LISTED}?per_page=100&sort=full_name",
        f"{LISTED}?per_page=100&sort=full_name&page=2",
    ]
    assert "4 repositories" in run(capsys, "list", "--tag", "java")


def test_the_token_is_sent_and_stands_nowhere(host: Host, capsys: Captured) -> None:
    printed = run(capsys, *add(host))
    host.instead = [(ORG, Reply(403))]
    message = failed(capsys, "update", "acme")
    assert {headers["authorization"] for headers in host.headers} == {f"Bearer {TOKEN}"}
    kept = [path.read_bytes() for path in Path().rglob("*") if path.is_file() and ".git" not in path.parts]
    assert TOKEN.encode() not in b"".join(kept)
    assert TOKEN not in printed + message


def test_a_redirection_to_another_host_gets_no_token(host: Host) -> None:
    with serving() as other:
        host.instead = [(ORG, Reply(302, {"Location": f"{other.url}/elsewhere"}))]
        assert "answered 404" in refused(*add(host))
        assert "authorization" not in other.headers[0]


def test_a_next_page_at_another_host_is_refused(host: Host) -> None:
    host.instead = [(LISTED, Reply(200, {"Link": '<http://127.0.0.1:1/x>; rel="next"'}, b"[]"))]
    assert "names a next page at another host" in refused(*add(host))


@pytest.mark.parametrize(
    ("options", "left"),
    [
        ([], ["acme-shop"]),
        (["--archived"], ["acme-shop", "acme-till"]),
        (["--forks"], ["acme-shop", "acme-stock"]),
        (["--forks", "--archived", "--leave-out", "web*", "S*"], ["acme-stock", "acme-till"]),
    ],
)
def test_archived_repositories_forks_and_others_are_left_out_by_settings(
    options: list[str], left: list[str], host: Host, tmp_path: Path, capsys: Captured
) -> None:
    host.lists[LISTED] = [
        on_github("Shop", tmp_path),
        on_github("till", tmp_path, archived=True),
        on_github("stock", tmp_path, fork=True),
        on_github("web_client", tmp_path, fork=True, archived=True),
    ]
    run(capsys, *add(host, *options))
    assert sorted(members()) == left
    settings = yaml.safe_load(Path("conf/source/acme.yaml").read_text())["listing"]
    assert settings["archived"] is ("--archived" in options)


def test_a_user_is_listed_as_an_organisation_is(host: Host, heads: dict[str, str], capsys: Captured) -> None:
    run(capsys, "add", "bob", "--kind", "github", "--location", f"{host.url}/bob", *WHOSE)
    assert {name: one.pin for name, one in read_lock()["bob"].members.items()} == {"bob-till": heads["till"]}


def test_a_code_search_keeps_the_repositories_with_a_hit(host: Host, capsys: Captured) -> None:
    hits = ["till", "web_client", "till", "elsewhere"]
    host.lists[SEARCH] = [{"repository": {"name": name}, "path": "a"} for name in hits]
    run(capsys, *add(host, "--query", "extension:java @RestController"))
    assert sorted(members()) == ["acme-till", "acme-web-client"]
    searched = next(url for url in host.asked if SEARCH in url)
    assert searched.endswith("q=extension%3Ajava+%40RestController+org%3Aacme")


@pytest.mark.parametrize(
    "found",
    [{"total_count": 1001, "incomplete_results": False}, {"total_count": 2, "incomplete_results": True}],
)
def test_a_search_that_shows_a_part_only_is_refused(found: dict[str, object], host: Host) -> None:
    body = str(found | {"items": []}).replace("'", '"').replace("False", "false").replace("True", "true")
    host.instead = [(SEARCH, Reply(200, body=body.encode()))]
    assert "GitHub shows not all, expected at most 1000" in refused(*add(host, "--query", "x"))


def test_a_group_is_listed_with_its_subgroups(
    host: Host, heads: dict[str, str], capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GITLAB_TOKEN", TOKEN)
    place = ["--kind", "gitlab", "--location", f"{host.url}/acme/retail"]
    run(capsys, "add", "acme", *place, *WHOSE)
    assert members() == {"acme-shop": heads["Shop"], "acme-tools-till": heads["till"]}
    assert {headers["private-token"] for headers in host.headers} == {TOKEN}
    run(capsys, "remove", "acme")
    host.lists[BLOBS] = [{"project_id": number, "basename": "a"} for number in (2, 3, 2)]
    run(capsys, "add", "acme", *place, *WHOSE, "--query", "spring")
    assert list(members()) == ["acme-tools-till"]


def test_an_interrupted_listing_goes_on_with_the_page_where_it_stopped(host: Host, capsys: Captured) -> None:
    host.instead = [("page=2", Reply(502))]
    assert "page=2 answered 502, expected a list" in refused(*add(host))
    assert len(list(CACHE.iterdir())) == 1
    host.asked.clear()
    run(capsys, *add(host))
    assert len(members()) == len(REPOSITORIES)
    assert [url for url in host.asked if LISTED in url] == [f"{LISTED}?per_page=100&sort=full_name&page=2"]
    assert list(CACHE.iterdir()) == []


@pytest.mark.parametrize("state", ["old", "damaged", "gone"])
def test_a_listing_whose_state_is_of_no_use_starts_anew(
    state: str, host: Host, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    host.instead = [("page=2", Reply(502))]
    refused(*add(host))
    [kept] = CACHE.iterdir()
    if state == "old":
        monkeypatch.setattr(time, "time", lambda now=time.time: now() + STALE)
    elif state == "damaged":
        kept.write_bytes(kept.read_bytes()[:-5])
    else:
        kept.unlink()
    run(capsys, *add(host))
    assert len(members()) == len(REPOSITORIES)


@pytest.mark.parametrize(
    "limit",
    [
        Reply(429, {"Retry-After": "1"}),
        Reply(403, {"Retry-After": "1"}),
        Reply(403, {"X-RateLimit-Remaining": "0", "X-RateLimit-Reset": "1"}),
        Reply(429, {"RateLimit-Reset": "1"}),
    ],
)
def test_a_rate_limit_is_waited_for_and_said(limit: Reply, host: Host, capsys: Captured) -> None:
    host.instead = [("page=2", limit), ("page=2", limit)]
    printed = run(capsys, *add(host))
    assert printed.count("acme: rate limit, waiting until ") == 2
    assert " UTC\n" in printed
    assert len(members()) == len(REPOSITORIES)


def test_a_rate_limit_beyond_the_users_patience_is_one_line_and_resumes(host: Host, capsys: Captured) -> None:
    host.instead = [("page=2", Reply(429, {"Retry-After": "7200"}))]
    message = refused(*add(host))
    assert "source 'acme': rate limit until " in message
    assert "expected to wait at most 3600 s" in message
    host.instead = [("page=2", Reply(429, {"Retry-After": "2"}))]
    assert "expected to wait at most 1 s" in refused(*add(host, "--max-wait", "1"))
    run(capsys, *add(host))
    assert len([url for url in host.asked if url.startswith(LISTED) and "page=2" not in url]) == 1


NOW = 1_700_000_000.0


@pytest.mark.parametrize(
    ("status", "headers", "seconds"),
    [
        (429, {"Retry-After": "30"}, 30),
        (403, {"Retry-After": "0"}, 0),
        (429, {"Retry-After": email.utils.formatdate(NOW + 60, usegmt=True)}, 61),
        (403, {"X-RateLimit-Remaining": "0", "X-RateLimit-Reset": f"{NOW + 10:.0f}"}, 11),
        (429, {"RateLimit-Reset": f"{NOW - 10:.0f}"}, 0),
        (403, {"X-RateLimit-Remaining": "17", "X-RateLimit-Reset": f"{NOW + 10:.0f}"}, None),
        (403, {}, None),
        (429, {}, None),
        (429, {"Retry-After": "soon"}, None),
        (429, {"Retry-After": "-5"}, None),
        (429, {"X-RateLimit-Reset": "later"}, None),
        (401, {"Retry-After": "30"}, None),
        (503, {"Retry-After": "30"}, None),
    ],
)
def test_what_a_refusal_asks_to_wait(status: int, headers: dict[str, str], seconds: int | None) -> None:
    message = Message()
    for name, value in headers.items():
        message[name] = value
    assert _wait(status, message, NOW) == seconds


@pytest.mark.parametrize(
    ("reply", "said"),
    [
        (Reply(401), "answered 401, expected a list of repositories. To go on, set GITHUB_TOKEN"),
        (Reply(403), "answered 403, .* set GITHUB_TOKEN to a token that may read it"),
        (Reply(404), "answered 404, .* Check its location, or set GITHUB_TOKEN"),
        (Reply(500), "answered 500, .* it goes on with this page"),
        (Reply(200, body=b"<html>"), "gave something else than the API promises .*malformed"),
        (Reply(200, body=b"[]"), "gave something else than the API promises"),
        (Reply(200, body=b'{"type": "Organi'), "gave something else than the API promises"),
        (Reply(200, body=b"\xff\xfe"), "gave something else than the API promises"),
    ],
)
def test_a_host_that_refuses_or_babbles_is_one_line(reply: Reply, said: str, host: Host) -> None:
    host.instead = [(ORG, reply)]
    assert re.search(said, refused(*add(host)))
    assert not Path("conf/source/acme.yaml").exists()


@pytest.mark.parametrize(
    "row",
    [
        {"name": "x"},
        {"name": "x", "clone_url": 7, "ssh_url": "y", "archived": False, "fork": False},
        "x",
        None,
    ],
)
def test_a_row_that_is_no_repository_is_one_line_and_pages_before_it_stay(row: object, host: Host) -> None:
    host.lists[LISTED].insert(2, row)
    assert "page=2 gave something else than the API promises" in refused(*add(host))
    assert len(list(CACHE.iterdir())) == 1


@pytest.mark.parametrize("url", ["/no/bundle", "ext::sh -c x", "https://bob:hunter2@localhost/x.git", ""])
def test_a_clone_url_that_is_none_is_refused(url: str, host: Host, tmp_path: Path) -> None:
    host.lists[LISTED] = [on_github("Shop", tmp_path, clone_url=url)]
    message = refused(*add(host))
    assert "expected a URL" in message or "holds a password or token" in message
    assert "hunter2" not in message


def test_a_host_that_does_not_answer_is_one_line(host: Host) -> None:
    place = ["--kind", "github", "--location", "http://127.0.0.1:1/acme", *WHOSE]
    assert "does not answer (Connection refused)" in refused("add", "acme", *place)
    host.instead = [(ORG, Reply(200, {"Content-Length": "9"}, b"{}"))]
    assert "does not answer" in refused(*add(host))


def test_a_repository_that_cannot_be_read_is_one_line(host: Host, tmp_path: Path) -> None:
    host.lists[LISTED].append(on_github("gone", tmp_path))
    message = refused(*add(host))
    assert message.startswith("source 'acme-gone': Git says: ")
    assert message.endswith("Or leave 'gone' out by `leave_out`.")


def test_a_repository_without_the_ref_is_said_and_left_out(
    host: Host, tmp_path: Path, capsys: Captured
) -> None:
    bare(tmp_path / "empty.git")
    host.lists[LISTED].append(on_github("empty", tmp_path))
    assert "acme-empty: no ref 'HEAD', left out\n" in run(capsys, *add(host))
    assert "acme-empty" not in members()
    run(capsys, "remove", "acme")
    assert "5 repositories at http/acme, none to read" in refused(*add(host, "--ref", "v1")).replace(
        host.url, "http"
    )


def test_an_update_shows_the_repositories_that_came_and_went(
    host: Host, heads: dict[str, str], tmp_path: Path, capsys: Captured
) -> None:
    run(capsys, *add(host))
    before = LOCK.read_bytes()
    del host.lists[LISTED][0]
    new = commit(tmp_path / "till.git", {b"b.md": b"# b"})
    fresh = commit(bare(tmp_path / "fresh.git"), {b"a": b"1"})
    host.lists[LISTED].append(on_github("fresh", tmp_path))
    expected = (
        f"acme-fresh: new -> {fresh[:12]}\n"
        f"acme-shop: {heads['Shop'][:12]} -> gone\n"
        f"acme-till: {heads['till'][:12]} -> {new[:12]}\n"
        "1 of 1 sources would move; --apply moves them\n"
    )
    assert run(capsys, "update", "acme") == expected
    assert LOCK.read_bytes() == before
    run(capsys, "update", "acme", "--apply")
    assert "acme-fresh" in members()
    assert "acme-shop" not in members()


def test_an_audit_knows_the_pins_of_an_organisation(
    host: Host, heads: dict[str, str], capsys: Captured
) -> None:
    run(capsys, *add(host))
    evidence.sections.cache_clear()
    pins = evidence.pins()
    evidence.sections.cache_clear()
    assert pins["acme-shop"] == heads["Shop"]
    assert pins["backlog"] == read_lock()["backlog"].pin


def test_the_same_answers_in_another_order_give_the_same_lock(host: Host, capsys: Captured) -> None:
    run(capsys, *add(host))
    lock = LOCK.read_bytes()
    host.lists[LISTED].reverse()
    host.lists[LISTED].insert(0, host.lists[LISTED][2])  # a page that shifted shows a row again
    run(capsys, "update", "acme", "--apply")
    assert LOCK.read_bytes() == lock


def test_a_name_that_another_source_has_is_not_taken(host: Host, capsys: Captured, tmp_path: Path) -> None:
    place = ["--kind", "git", "--location", str(tmp_path / "till.git"), *WHOSE]
    run(capsys, "add", "acme-till", *place)
    run(capsys, *add(host))
    taken = [name for name in members() if name.startswith("acme-till-")]
    assert len(taken) == 1
    assert texts(taken[0]) == texts("acme-till")


def test_the_ssh_url_is_taken_where_the_settings_say_so(host: Host, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_SSH_COMMAND", "false")
    assert "Git says: " in refused(*add(host, "--clone", "ssh"))


@pytest.mark.parametrize(
    ("paths", "expected"),
    [
        (["shop", "till"], ["acme-shop", "acme-till"]),
        (["Web_Client.js", "tools/till"], ["acme-web-client-js", "acme-tools-till"]),
        (["a_b", "a-b", "c"], ["acme-a-b-648fa9b3", "acme-a-b-", "acme-c"]),
        (["taken"], ["acme-taken-"]),
        (["-"], ["acme-"]),
    ],
)
def test_names_of_repositories(paths: list[str], expected: list[str]) -> None:
    found = names("acme", paths, {"acme-taken"})
    assert len(set(found)) == len(paths)
    assert all(re.fullmatch(r"[a-z0-9-]+[a-z0-9]", name) for name in found)
    assert [name[: len(start)] for name, start in zip(found, expected, strict=True)] == expected
    assert names("acme", paths[::-1], {"acme-taken"}) == found[::-1]


LISTING = Listing(query="", archived=False, forks=False, leave_out=["tools/**", "*-old"], clone="https")


@pytest.mark.parametrize(
    ("path", "kept"),
    [("shop", True), ("tools/shop", False), ("tools", True), ("shop-old", False), ("a/shop-old", True)],
)
def test_repositories_are_left_out_by_path(path: str, kept: bool) -> None:  # noqa: FBT001
    one = Repository(path, "https://h/x.git", "git@h:x.git", archived=False, fork=False)
    assert (wanted([one], LISTING) == [one]) is kept


@pytest.mark.parametrize(
    ("location", "expected"),
    [
        ("https://github.com/acme", Page("https://github.com", "acme")),
        ("https://github.com/acme/", Page("https://github.com", "acme")),
        ("https://git.example:8443/a/b-c/d.e", Page("https://git.example:8443", "a/b-c/d.e")),
        ("http://localhost:8080/acme", Page("http://localhost:8080", "acme")),
    ],
)
def test_a_location_is_the_page_of_an_organisation(location: str, expected: Page) -> None:
    assert page("acme", location) == expected


@pytest.mark.parametrize(
    "location",
    [
        "https://github.com",
        "https://github.com/",
        "github.com/acme",
        "git@github.com:acme",
        "https://t0ken@github.com/acme",
        "https://github.com/acme?page=2",
        "https://github.com/a//b",
        "https://github.com/a b",
        "",
    ],
)
def test_another_location_is_refused(location: str) -> None:
    message = refused("add", "acme", "--kind", "github", "--location", location, *WHOSE)
    assert "expected the page of an organisation or group" in message


@pytest.mark.parametrize(
    ("origin", "api"),
    [
        ("https://github.com", "https://api.github.com/"),
        ("https://git.example", "https://git.example/api/v3/"),
        ("http://localhost:80", "http://localhost:80/api/v3/"),
    ],
)
def test_where_the_api_of_a_github_host_is(origin: str, api: str) -> None:
    listed, searched = github.urls(Page(origin, "acme"), "User", "x y")
    assert listed == f"{api}users/acme/repos?per_page=100&sort=full_name"
    assert searched == f"{api}search/code?per_page=100&q=x+y+user%3Aacme"


def test_where_the_api_of_a_gitlab_host_is() -> None:
    [listed] = gitlab.urls(Page("https://gitlab.com", "acme/retail"), "")
    assert listed.startswith("https://gitlab.com/api/v4/groups/acme%2Fretail/projects?include_subgroups=true")


def test_a_host_without_https_is_sent_nothing() -> None:
    place = ["--kind", "github", "--location", "http://git.example/acme", *WHOSE]
    assert "is not HTTPS, expected that" in refused("add", "acme", *place)


def test_a_token_of_two_lines_is_refused_and_not_repeated(
    host: Host, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GITHUB_TOKEN", "sesame\nopen")
    message = refused(*add(host))
    assert "GITHUB_TOKEN holds what no token has" in message
    assert "sesame" not in message
