"""Flows of literal text, and a teacher who knows its answers by heart."""

from collections.abc import Mapping
from typing import Any

import msgspec
import yaml

from stages.build.params import BuildParams, Flow
from stages.core.records.recording import Recording, Request
from tests.build.made import ROOT, params

NEEDS = """
version: 1
step: user_story_detail
unit: story
sources: []
filter: {languages: [], roles: [], kinds: [], annotations: []}
most: 0
limits: {min_lines: 4, max_lines: 40, max_characters: 1500, pack: 0, context: 600, named: 0.0}
near: 0.5
input: "{topic}"
steps:
  - {each: true, format: numbered-list, prompt: {en: "Needs like {{input}}", zh: "像 {{input}} 的需求"}}
  - {each: false, format: story, prompt: {en: "Story of {{item}} ({{steps.1}})", zh: "{{item}} 的故事"}}
instructions: {en: [Write a story.], zh: [写一个故事。]}
given: "{{item}}"
"""


def flow(**changes: Any) -> Flow:  # noqa: ANN401  any setting
    """Return a flow from a story to needs, and from each need to a story."""
    return msgspec.convert(yaml.safe_load(NEEDS) | changes, type=Flow)


def shipped(name: str) -> Flow:
    """Return a flow of conf/flows/."""
    text = (ROOT / "conf/flows" / f"{name}.yaml").read_text(encoding="utf-8")
    return msgspec.convert(yaml.safe_load(text), type=Flow)


def with_flows(**flows: Flow) -> BuildParams:
    """Return settings with these flows and one recipe."""
    return msgspec.structs.replace(params("user_story_detail"), flows=flows)


def story(title: str) -> str:
    """Return a story that is valid."""
    return (
        f"User story: {title}\nAs a buyer\nI want {title}\nSo that it helps\n\n"
        "AC 1: works\nGiven a cart\nWhen I pay\nThen it is paid"
    )


class Taught:
    """Answers by the beginning of the last message of a request; what was asked is kept."""

    def __init__(self, answers: Mapping[str, str | tuple[str, str]]) -> None:
        """Take texts, or texts with the reason why they end."""
        self.answers = answers
        self.asked: list[Request] = []

    def __call__(self, request: Request) -> Recording | None:
        """Return the answer, or None when it is not known."""
        self.asked.append(request)
        last = request.messages[-1].content
        found = next((text for start, text in self.answers.items() if last.startswith(start)), None)
        if found is None:
            return None
        text, reason = found if isinstance(found, tuple) else (found, "stop")
        return Recording(request=request, text=text, finish_reason=reason, answered_by="m-1")
