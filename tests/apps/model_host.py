"""An endpoint of the OpenAI kind on this machine: it answers chat completions, or what a test puts there."""

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from tests.apps.host import Reply


class ModelHost:
    """What the server answers and what it was asked."""

    def __init__(self) -> None:
        self.answer: Callable[[str], str] = str.upper
        """Makes the text of an answer from the last message."""
        self.instead: list[Reply | None] = []
        """Replies to the next requests, in order; None for an ordinary one."""
        self.asked: list[dict[str, Any]] = []
        self.headers: list[dict[str, str]] = []
        self.paths: list[str] = []
        self.url = ""

    def reply(self, body: dict[str, Any]) -> Reply:
        instead = self.instead.pop(0) if self.instead else None
        return instead or completion(self.answer(body["messages"][-1]["content"]))


def completion(text: str | None, **changes: Any) -> Reply:  # noqa: ANN401
    """Return an answer in the shape of the API, with fields that nobody reads."""
    choice = {"index": 0, "message": {"role": "assistant", "content": text}, "finish_reason": "stop"}
    body = {"id": "x-1", "object": "chat.completion", "created": 1, "model": "m-2025", "choices": [choice]}
    choice.update({key: value for key, value in changes.items() if key in choice})
    return Reply(200, body=json.dumps(body | {"usage": {"total_tokens": 3}}).encode())


@contextmanager
def serving() -> Iterator[ModelHost]:
    """Run an endpoint until the block is left."""
    host = ModelHost()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            host.asked.append(body)
            host.paths.append(self.path)
            host.headers.append({name.lower(): value for name, value in self.headers.items()})
            reply = host.reply(body)
            self.send_response(reply.status)
            for name, value in reply.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(reply.body)))
            self.end_headers()
            self.wfile.write(reply.body)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        host.url = f"http://127.0.0.1:{server.server_port}/v1"
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        try:
            yield host
        finally:
            server.shutdown()
            thread.join()
