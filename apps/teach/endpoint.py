"""Ask an endpoint of the OpenAI kind for one answer, at the pace that it allows.

What an endpoint says beside its answer is never printed: an error may quote the key or the question.
"""

import http.client
import re
import signal
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import IO, NamedTuple
from urllib.parse import urlsplit

import msgspec

from apps.network import is_private, reason, retry_after
from apps.teach.params import TeacherParams
from stages.core.errors import PipelineError
from stages.core.records.recording import Recording, Request

AGAIN = "Run it again: what was answered is recorded."
BUSY = (408, 425, 429, 500, 502, 503, 504, 529)
"""Status codes after which the same request may succeed."""

_CODE = re.compile(r"[a-z0-9_.-]{1,60}")
_REMEDIES = {
    400: "Check the model, temperature and max_tokens in conf/teacher/.",
    401: "Set ADAPTRAIL_TEACHER_KEY or teacher.key_file to a key that it takes.",
    402: "The account has no credit: see to that, then run it again.",
    403: "Set ADAPTRAIL_TEACHER_KEY or teacher.key_file to a key that may use this model.",
    404: "Check teacher.base_url and build.teacher.model in conf/teacher/.",
    413: "The question is too long for it: lower the limits of the flow's input.",
    422: "Check the model, temperature and max_tokens in conf/teacher/.",
}


class Endpoint(NamedTuple):
    """Whom to ask and how."""

    params: TeacherParams
    key: str
    say: Callable[[str], None]
    """Tells the user what happens meanwhile."""

    @property
    def url(self) -> str:
        """Where questions are sent."""
        return f"{self.params.base_url.rstrip('/')}/chat/completions"


class Said(msgspec.Struct):
    """The message of a choice; refusals and calls of tools have no content."""

    content: str | None = None


class Choice(msgspec.Struct):
    """One answer."""

    message: Said
    finish_reason: str | None = None


class Completion(msgspec.Struct):
    """What the API promises; other fields are passed over."""

    choices: list[Choice]
    model: str = ""


class Fault(msgspec.Struct):
    """What the API says of a refusal; the message is not read."""

    code: str | int | None = None
    type: str | None = None


class Refused(msgspec.Struct):
    """The body of a refusal."""

    error: Fault


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """Neither question nor key go to another place than the one that the settings name."""

    def redirect_request(self, *_: object) -> None:
        """Return nothing, so that the redirection is an answer like any other refusal."""


_OPENER = urllib.request.build_opener(_NoRedirect)


def refuse_url(url: str) -> None:
    """Raise PipelineError when there is no URL, or others could read what is sent there."""
    if not url:
        raise PipelineError(
            "teacher.base_url: empty, expected the URL of an endpoint. Choose one in conf/teacher/ and run "
            "`python -m stages.compose teacher=NAME`, or exchange files with --pending and --answers."
        )
    parts = urlsplit(url)
    if "@" in parts.netloc or parts.query or parts.fragment:
        raise PipelineError(
            "teacher.base_url: with a user or a query, expected a URL alone. Mend it in conf/teacher/: a key "
            "belongs into the environment or a file outside Git."
        )
    if not is_private(url):
        raise PipelineError(
            f"teacher.base_url: {url} is not HTTPS, expected that, or this machine. Mend it in conf/teacher: "
            "others would read what is sent."
        )


def ask(endpoint: Endpoint, request: Request) -> Recording:
    """Return the answer to a request, after the waits that the endpoint asks for.

    Raises PipelineError when it refuses, does not answer, or answers what the API does not promise.
    """
    post, attempt = _post(endpoint, request), 1
    while isinstance(outcome := _once(endpoint, post, attempt), _Failed):
        if attempt == endpoint.params.tries or outcome.wait is None:
            raise PipelineError(f"{endpoint.url}: {outcome.why}, expected an answer. {outcome.remedy}")
        if outcome.wait > endpoint.params.max_wait:
            raise PipelineError(
                f"{endpoint.url}: {outcome.why} and asks for {outcome.wait} s, expected at most "
                f"{endpoint.params.max_wait} s (teacher.max_wait). {AGAIN}"
            )
        endpoint.say(f"{outcome.why}: next try in {outcome.wait} s")
        time.sleep(outcome.wait)
        attempt += 1
    return _recording(endpoint, request, outcome)


class _Failed(NamedTuple):
    """Why there is no answer."""

    why: str
    remedy: str
    wait: int | None
    """Seconds until the next try, None when it would fail as well."""


def _post(endpoint: Endpoint, request: Request) -> urllib.request.Request:
    body = {
        "model": request.model,
        "messages": request.messages,
        "temperature": request.temperature,
        "max_tokens": request.max_tokens,
        "stream": False,
    }
    headers = {"Content-Type": "application/json", "Accept": "application/json", "User-Agent": "adaptrail"}
    post = urllib.request.Request(  # noqa: S310  HTTPS or this machine, as was checked
        endpoint.url, data=msgspec.json.encode(body), headers=headers, method="POST"
    )
    if endpoint.key:
        post.add_unredirected_header("Authorization", f"Bearer {endpoint.key}")
    return post


class _Late(Exception):
    """A request took longer than all of it may; no OSError, which the library would hide in another one."""


@contextmanager
def _within(seconds: int) -> Iterator[None]:
    """Raise _Late when the block takes longer, whatever it waits for."""

    def ring(*_: object) -> None:
        raise _Late

    before = signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def _once(endpoint: Endpoint, post: urllib.request.Request, attempt: int) -> bytes | _Failed:
    params = endpoint.params
    try:
        with _within(params.deadline):
            return _answer(params, post, params.wait * 2 ** (attempt - 1))
    except _Late:
        return _Failed(
            f"has not answered to the end within {params.deadline} s",
            f"Raise teacher.deadline, or lower build.teacher.max_tokens. {AGAIN}",
            None,
        )


def _answer(params: TeacherParams, post: urllib.request.Request, doubled: int) -> bytes | _Failed:
    try:
        with _OPENER.open(post, timeout=params.timeout) as response:
            content: bytes = response.read(params.max_bytes + 1)
            if len(content) > params.max_bytes:
                return _Failed(
                    f"answers with more than {params.max_bytes} bytes",
                    "Check teacher.base_url, or raise teacher.max_bytes.",
                    None,
                )
            if response.length:
                raise http.client.IncompleteRead(content, response.length)
            return content
    except urllib.error.HTTPError as error:
        why = f"answered {error.code}{_code(error)}"
        if error.code not in BUSY:
            return _Failed(why, _REMEDIES.get(error.code, AGAIN), None)
        asked = retry_after(error.headers, time.time())
        return _Failed(why, AGAIN, doubled if asked is None else asked)
    except (OSError, http.client.HTTPException) as error:
        return _Failed(f"does not answer ({reason(error)})", f"Check teacher.base_url. {AGAIN}", doubled)


def _code(error: urllib.error.HTTPError) -> str:
    """Return the word by which the API names a refusal, when it is no more than a word."""
    with error:
        found = _refused(error)
    words = [str(word) for word in (found.code, found.type) if word] if found else []
    return next((f" ({word})" for word in words if _CODE.fullmatch(word)), "")


def _refused(body: IO[bytes]) -> Fault | None:
    try:
        return msgspec.json.decode(body.read(1 << 16), type=Refused).error
    except (msgspec.DecodeError, RecursionError, OSError, http.client.HTTPException):  # a word less is known
        return None


def _recording(endpoint: Endpoint, request: Request, body: bytes) -> Recording:
    try:
        completion = msgspec.json.decode(body, type=Completion)
    except (msgspec.DecodeError, RecursionError) as error:
        raise PipelineError(
            f"{endpoint.url}: something else than the API promises ({error}), expected a chat completion. "
            "Check teacher.base_url: it ends before /chat/completions."
        ) from error
    if not completion.choices:
        raise PipelineError(f"{endpoint.url}: no choice in the answer, expected one. {AGAIN}")
    choice = completion.choices[0]
    recording = Recording(
        request=request,
        text=choice.message.content or "",
        finish_reason=choice.finish_reason or "",
        answered_by=completion.model,
    )
    if endpoint.key and endpoint.key in f"{recording.text}{recording.finish_reason}{recording.answered_by}":
        raise PipelineError(
            f"{endpoint.url}: the key stands in the answer, expected that nobody repeats it. Nothing of it "
            "was recorded; change the key."
        )
    return recording
