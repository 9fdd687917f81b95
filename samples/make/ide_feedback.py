"""What developers did with suggestions in the IDE: accepted, edited or rejected."""

import hashlib
import json
import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

START = datetime.fromisoformat("2025-01-06T09:12:00+08:00")
PEOPLE = 11
ACTIONS = {"a": "accepted", "e": "edited", "r": "rejected"}


def documents() -> dict[str, str]:
    """Return file name and text of the event log."""
    text = (Path(__file__).with_suffix("") / "events.txt").read_text("utf-8")
    rows = (json.dumps(row, ensure_ascii=False) for row in _rows(text))
    return {"events.jsonl": "\n".join(rows) + "\n"}


def _rows(text: str) -> Iterator[dict[str, Any]]:
    """Yield one event per action; those of one block lie days apart, as people meet the same task."""
    events = [
        (turn * 337 + again * 4310, block, action)
        for turn, block in enumerate(re.split(r"(?m)^== ", text)[1:])
        for again, action in enumerate(block.split("\n", 1)[0].split(" | ")[2].split())
    ]
    for number, (minutes, block, action) in enumerate(sorted(events, key=lambda event: event[0]), start=1):
        head, body = block.split("\n", 1)
        step, language, _ = head.split(" | ")
        prompt, good, bad = (part.strip("\n") for part in re.split(r"(?m)^(?:\+\+|--)\n", body))
        yield {
            "id": f"ev-{number:04d}",
            "time": _working_time(minutes).isoformat(),
            "user": hashlib.sha256(f"developer {minutes * 7 % PEOPLE}".encode()).hexdigest()[:16],
            "step": step,
            "language": language,
            "prompt": prompt,
            "suggestion": good if action == "a" else bad,
            "action": ACTIONS[action],
            "final": "" if action == "r" else good,
        }


def _working_time(minutes: int) -> datetime:
    """Return a time in office hours, eight a day, five days a week."""
    days, rest = divmod(minutes, 480)
    return START + timedelta(days=days + days // 5 * 2, minutes=rest)
