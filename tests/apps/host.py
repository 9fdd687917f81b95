"""A host of repositories on this machine: what a GitHub or GitLab server answers, page by page."""

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, NamedTuple
from urllib.parse import parse_qs, urlsplit


class Reply(NamedTuple):
    """An answer that stands in for the one that a path would get."""

    status: int
    headers: dict[str, str] = {}
    body: bytes = b"{}"
    pause: float = 0.0
    """Seconds before each byte of the body."""
    promised: int = 0
    """Bytes that the head promises beside those that come."""


class Host:
    """What the server answers and what it was asked."""

    def __init__(self) -> None:
        self.lists: dict[str, list[Any]] = {}
        """Rows by path of a listing or a search."""
        self.objects: dict[str, Any] = {}
        """Answers by path that are no listing."""
        self.instead: list[tuple[str, Reply]] = []
        """Part of a path with query, and what is answered there once, in this order."""
        self.asked: list[str] = []
        """Paths with query, as they came."""
        self.headers: list[dict[str, str]] = []
        self.size = 2
        """Rows of a page."""
        self.url = ""

    def answer(self, target: str) -> Reply:
        for number, (part, reply) in enumerate(self.instead):
            if part in target:
                del self.instead[number]
                return reply
        path, query = urlsplit(target).path, parse_qs(urlsplit(target).query)
        if path in self.objects:
            return Reply(200, body=json.dumps(self.objects[path]).encode())
        if path not in self.lists:
            return Reply(404)
        page = int(query.get("page", ["1"])[0])
        rows = self.lists[path][(page - 1) * self.size : page * self.size]
        last = page * self.size >= len(self.lists[path])
        base = self.url + target.partition("&page=")[0]
        links = [
            f'<{base}&page=1>; rel="first"',
            *([] if last else [f'<{base}&page={page + 1}>; rel="next"']),
        ]
        found = {"total_count": len(self.lists[path]), "incomplete_results": False, "items": rows}
        body = found if path.endswith("/search/code") else rows
        return Reply(200, {"Link": ", ".join(links)}, json.dumps(body).encode())


@contextmanager
def answering(method: str, reply: Callable[[BaseHTTPRequestHandler], Reply]) -> Iterator[str]:
    """Answer requests of one method until the block is left; give the URL of the server."""

    def handle(handler: BaseHTTPRequestHandler) -> None:
        made = reply(handler)
        handler.send_response(made.status)
        for name, value in made.headers.items():
            handler.send_header(name, value)
        handler.send_header("Content-Length", str(len(made.body) + made.promised))
        handler.end_headers()
        with suppress(ConnectionError):  # who asked may have gone
            for piece in _pieces(made):
                handler.wfile.write(piece)

    silent = {f"do_{method}": handle, "log_message": lambda *_: None}
    kind = type("Handler", (BaseHTTPRequestHandler,), silent)
    with ThreadingHTTPServer(("127.0.0.1", 0), kind) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()


def _pieces(made: Reply) -> Iterator[bytes]:
    if not made.pause:
        yield made.body
        return
    for byte in made.body:
        time.sleep(made.pause)
        yield bytes((byte,))


def sent(handler: BaseHTTPRequestHandler) -> dict[str, str]:
    """Return the headers of a request, their names in lower case."""
    return {name.lower(): value for name, value in handler.headers.items()}


@contextmanager
def serving() -> Iterator[Host]:
    """Run a host until the block is left."""
    host = Host()

    def reply(handler: BaseHTTPRequestHandler) -> Reply:
        host.asked.append(handler.path)
        host.headers.append(sent(handler))
        return host.answer(handler.path)

    with answering("GET", reply) as url:
        host.url = url
        yield host
