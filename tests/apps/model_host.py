"""An endpoint of the OpenAI kind on this machine: it answers chat completions, or what a test puts there."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler
from typing import Any

from tests.apps.host import Reply, answering, sent


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

    def reply(handler: BaseHTTPRequestHandler) -> Reply:
        body = json.loads(handler.rfile.read(int(handler.headers["Content-Length"])))
        host.asked.append(body)
        host.paths.append(handler.path)
        host.headers.append(sent(handler))
        return host.reply(body)

    with answering("POST", reply) as url:
        host.url = f"{url}/v1"
        yield host
