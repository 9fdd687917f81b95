"""Fetch a listing of a host's API: page by page, at the pace that it allows, on from where it stopped before.

Each page is kept below .cache/sources/ until the listing is complete, so that an interrupted one asks for
nothing twice. The token is sent to the host of the source only, and stands in no file, error or output.
"""

import hashlib
import http.client
import os
import re
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from email.message import Message
from pathlib import Path
from typing import Generic, NamedTuple, TypeVar

import msgspec

from apps.network import is_private, is_token, reason, retry_after
from stages.core.contract import publish
from stages.core.errors import PipelineError

CACHE = Path(".cache/sources")
"""Pages of listings that were interrupted; outside of Git and DVC, safe to delete."""
STALE = 24 * 3600
"""Seconds after which a listing starts anew: repositories come and go."""
TIMEOUT = 60
"""Seconds without a byte after which a host counts as gone."""

R = TypeVar("R")


class Asking(NamedTuple):
    """How a user wants hosts to be asked."""

    max_wait: int
    """Seconds that a rate limit may ask for."""
    say: Callable[[str], None]
    """Tells the user what happens meanwhile."""


class Host(NamedTuple):
    """Whom to ask, in whose name and how."""

    source: str
    """Name of the source, for errors."""
    variable: str
    """Environment variable that holds the token."""
    header: Callable[[str], dict[str, str]]
    """Makes the header that carries a token."""
    asking: Asking


class State(msgspec.Struct, Generic[R]):
    """A listing so far."""

    following: str | None
    """URL of the next page; null when all are here."""
    rows: list[R]


class Answer(NamedTuple):
    """What a host said."""

    body: bytes
    headers: Message


def rows(host: Host, first: str, row: type[R], read: Callable[[bytes], list[R]]) -> list[R]:
    """Return the rows of all pages from the URL `first` on; `read` decodes a page.

    Raises PipelineError when a page cannot be had; the pages before it are kept.
    """
    state = _resumed(first, row)
    while state.following:
        answer = fetch(host, state.following)
        state.rows += decoded(host, state.following, answer.body, read)
        state.following = _following(host, first, answer.headers)
        publish(_file(first), msgspec.json.encode(state))
    return state.rows


def forget(first: str) -> None:
    """Remove what is kept of a listing: the next one asks again."""
    _file(first).unlink(missing_ok=True)


def decoded(host: Host, url: str, body: bytes, read: Callable[[bytes], R]) -> R:
    """Return what `read` makes of a body; raises PipelineError when it is not what the API promises."""
    try:
        return read(body)
    except msgspec.DecodeError as error:
        raise PipelineError(
            f"source '{host.source}': {url} gave something else than the API promises ({error}), "
            "expected JSON of it. Check that the location is the page of an organisation or group."
        ) from error


def fetch(host: Host, url: str) -> Answer:
    """Return the answer to a GET, after the waits that the host asks for.

    Raises PipelineError when it refuses, does not answer, or asks for more than `max_wait` seconds.
    """
    request, waited = _request(host, url), 0
    while True:
        try:
            with urllib.request.urlopen(request, timeout=TIMEOUT) as response:  # noqa: S310  checked: HTTP
                return Answer(response.read(), response.headers)
        except urllib.error.HTTPError as error:
            error.close()
            wait = _wait(error.code, error.headers, time.time())
            if wait is None:
                raise _refusal(host, url, error.code) from error
        except (OSError, http.client.HTTPException) as error:
            raise PipelineError(
                f"source '{host.source}': {url} does not answer ({reason(error)}), expected a list of "
                "repositories. Check location and network, and run it again: it goes on with this page."
            ) from error
        until = time.strftime("%H:%M:%S UTC", time.gmtime(time.time() + wait))
        waited += wait
        if waited > host.asking.max_wait:
            raise PipelineError(
                f"source '{host.source}': rate limit until {until}, expected to wait at most "
                f"{host.asking.max_wait} s. Run it again then: it goes on with this page; or give --max-wait."
            )
        host.asking.say(f"{host.source}: rate limit, waiting until {until}")
        time.sleep(wait)


def _request(host: Host, url: str) -> urllib.request.Request:
    if not is_private(url):
        raise PipelineError(
            f"source '{host.source}': {url} is not HTTPS, expected that. Mend its location: a token would be "
            "sent in clear."
        )
    token = os.environ.get(host.variable, "").strip()
    if not is_token(token):
        raise PipelineError(
            f"source '{host.source}': {host.variable} holds what no token has, expected one token in it. "
            "Set it again."
        )
    request = urllib.request.Request(  # noqa: S310  HTTP, as was checked
        url, headers={"Accept": "application/json", "User-Agent": "adaptrail"}
    )
    for name, value in host.header(token).items() if token else ():
        request.add_unredirected_header(name, value)  # a redirection may lead to another host
    return request


def _wait(status: int, headers: Message, now: float) -> int | None:
    """Return the seconds that a refusal asks to wait for, None when waiting does not help."""
    if status not in (403, 429):
        return None
    asked = retry_after(headers, now)
    if asked is not None:
        return asked
    reset, left = (
        str(headers.get(name) or headers.get(name.removeprefix("X-"), ""))
        for name in ("X-RateLimit-Reset", "X-RateLimit-Remaining")
    )
    if re.fullmatch(r"\d{1,12}", reset) and (status == 429 or left == "0"):
        return max(0, int(int(reset) - now) + 1)
    return None


def _refusal(host: Host, url: str, status: int) -> PipelineError:
    token = f"set {host.variable} to a token that may read it"
    remedies = {
        401: f"To go on, {token}.",
        403: f"To go on, {token}.",
        404: f"Check its location, or {token}.",
    }
    remedy = remedies.get(status, "Run it again: it goes on with this page.")
    return PipelineError(
        f"source '{host.source}': {url} answered {status}, expected a list of repositories. {remedy}"
    )


def _following(host: Host, first: str, headers: Message) -> str | None:
    """Return the URL of the next page (RFC 8288); raises PipelineError when it is one of another host."""
    found = re.search(r'<([^>]*)>[^,]*;\s*rel="?next\b', headers.get("Link") or "")
    if not found:
        return None
    origin = re.match(r"https?://[^/]+/", first)
    if not origin or not found[1].startswith(origin[0]):
        raise PipelineError(
            f"source '{host.source}': {first} names a next page at another host, expected its own. "
            "Check its location: the token is not sent elsewhere."
        )
    return found[1]


def _file(first: str) -> Path:
    return CACHE / f"{hashlib.sha256(first.encode()).hexdigest()}.json"


def _resumed(first: str, row: type[R]) -> State[R]:
    """Return what an interrupted listing has left, or its start."""
    file = _file(first)
    if file.is_file() and time.time() - file.stat().st_mtime < STALE:
        try:
            return msgspec.json.decode(file.read_bytes(), type=State[row])  # type: ignore[valid-type]
        except msgspec.DecodeError:  # damaged, or of another version: nothing is lost by asking again
            forget(first)
    return State(first, [])
