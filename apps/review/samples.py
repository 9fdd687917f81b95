"""Show samples of the safe zone to a person, and take what they say of the answers."""

import sys
from collections.abc import Iterator
from itertools import chain

from rich.cells import chop_cells
from rich.text import Text

from apps.review.asking import CONSOLE, add
from apps.review.editor import edited
from apps.review.keyboard import QUIT, key
from apps.review.queue import marks
from apps.review.shown import printable
from stages.core.errors import PipelineError
from stages.core.formats.check import violations
from stages.core.records.sample import Sample
from stages.core.records.verdict import Verdict
from stages.gate.reviews import VERDICTS, digest, read_verdicts

NARROWEST = 20
"""Columns below which nothing is wrapped any narrower."""
AROUND = 3
"""Lines of a screen beside a page of a sample: a blank one, its number, and the keys."""
TAB = 4
"""Columns of a tab, as code is read."""


def refuse_pipes() -> None:
    """Raise PipelineError when standard output is no terminal: nobody would see what they judge."""
    if not sys.stdout.isatty():
        raise PipelineError(
            "standard output: no terminal, expected one that shows the samples. Run it without a pipe."
        )


def judge(sample: Sample, reviewer: str) -> bool:
    """Show a sample and keep what is said of it; return False when somebody stops."""
    pressed = _paged(shown(sample, CONSOLE.width))
    while pressed not in ("s", QUIT):
        CONSOLE.print("a accept   e edit (goes into Git)   r reject   s skip   q quit", style="dim")
        pressed = key("aers")
        answer = _changed(sample) if pressed == "e" else ""
        if pressed in "ar" or answer:
            row = verdict(sample, pressed, reviewer, answer or "")
            add(VERDICTS, [*read_verdicts(), row])
            CONSOLE.print(row.verdict)
            return True
        if answer is None:
            return False
    return pressed != QUIT


def _paged(lines: list[Text]) -> str:
    """Print lines a screen at a time, so that nothing is judged unseen; return the last key."""
    page = max(CONSOLE.height - AROUND, 1)
    for start in range(0, len(lines), page):
        if start:
            CONSOLE.print(f"space for {len(lines) - start} more lines   s skip   q quit", style="dim")
            if (pressed := key(" s")) != " ":
                return pressed
        CONSOLE.print(Text("\n").join(lines[start : start + page]))
    return ""


def verdict(sample: Sample, pressed: str, reviewer: str, answer: str) -> Verdict:
    """Return the row that a key stands for: `a`, `r`, or `e` with the answer as it should be."""
    return Verdict(
        schema=1,
        sample=sample.id,
        output=digest(sample.output),
        verdict={"a": "accept", "e": "edit", "r": "reject"}[pressed],  # type: ignore[arg-type]
        reviewer=reviewer,
        edited=answer,
    )


def shown(sample: Sample, width: int) -> list[Text]:
    """Return a sample as lines of at most `width` columns: what is asked, what is given, the answer."""
    tags = f"   tagged {', '.join(found)}" if (found := marks(sample)) else ""
    titles = (
        ("instruction", sample.instruction),
        ("input", sample.input),
        (f"output   {sample.format}", sample.output),
    )
    head = f"{sample.recipe}   {sample.id[:12]}{tags}"
    blocks = (
        [Text(title if text else f"{title}   none", "bold"), *_lines(text, width)] for title, text in titles
    )
    return [*(Text(piece, "dim") for piece in _pieces(head, width)), *chain.from_iterable(blocks)]


def _pieces(line: str, width: int) -> list[str]:
    return chop_cells(printable(line.expandtabs(TAB)), width) or [""]


def _lines(text: str, width: int) -> Iterator[Text]:
    """Yield the lines of a text that fit, behind `│`, or `┆` where a line goes on."""
    for line in text.split("\n") if text else []:
        for number, piece in enumerate(_pieces(line, max(width, NARROWEST) - 2)):
            yield Text.assemble(("┆ " if number else "│ ", "dim"), piece)


def _changed(sample: Sample) -> str | None:
    """Return the answer as a person wrote it, valid in its format; nothing when they take it back, None when
    they stop."""
    draft = sample.output
    while True:
        try:
            draft = edited(draft)
            faults = _faults(sample, draft)
        except PipelineError as error:
            faults = [str(error)]
        if not faults:
            return draft
        for fault in faults:
            CONSOLE.print(printable(fault))
        CONSOLE.print("e edit on   d drop the edit   q quit", style="dim")
        if (pressed := key("ed")) != "e":
            return None if pressed == QUIT else ""


def _faults(sample: Sample, draft: str) -> list[str]:
    """Return one line for each reason why the gate would not take an answer."""
    if draft == sample.output:
        return ["answer: unchanged, expected another one. Change it, or drop the edit and accept."]
    if not draft.strip():
        return ["answer: empty, expected a text. Write one, or drop the edit and reject."]
    return [
        f"answer:{found.told('en')}"
        for found in violations(sample.format, draft)
        if found.severity == "error"
    ]
