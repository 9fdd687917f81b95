"""Count what the standards find in real code and APIs, and show findings to be read by eye.

python -m bench.standards PLACE...                prints how often each rule fires, and in how many files.
python -m bench.standards --read RULE PLACE...    prints findings of one rule, drawn by a seed, with the lines
                                                  around each.

A place is a Git directory, of which each file of HEAD in a language that the rules know is judged as one
answer, but for those that `screen` calls generated, vendored or minified; or a folder of OpenAPI documents,
of which each table is. Thresholds are those of params.yaml. Every rule looks, whatever its action, and speaks
for itself: in `gate` only the first of a family does. Rules of format, licences and the marks of a prompt are
left out, since a file is no answer.
"""

import random
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import msgspec

from bench.api_round_trip import documents, read
from bench.git import git
from bench.measured import timed
from stages.core.formats import api_table
from stages.core.params import load_params
from stages.core.records.annotation import Annotation
from stages.core.records.blob import Blob
from stages.core.standards.asked import rules
from stages.core.standards.finding import Answer, Finding
from stages.gate.params import GateParams
from stages.model.params import ModelParams
from stages.model.refused import Refused
from stages.screen.annotate import annotate
from stages.screen.params import AnnotateParams, ScreenParams

FORMATS = {
    ".go": "go-file", ".java": "java-file", ".js": "typescript-file", ".kt": "kotlin-file",
    ".mjs": "typescript-file", ".py": "python-file", ".sql": "sql", ".ts": "typescript-file",
    ".tsx": "typescript-file",
}  # fmt: skip
NOT_OF_FILES = ("format", "licence-text", "template-text", "single-ac")
SHOWN = 22
AROUND = 6
SEED = 13


class Judged(NamedTuple):
    """A text and what one rule found in it."""

    name: str
    answer: Answer
    rule: str
    finding: Finding


def answers(place: Path, reading: ModelParams, screening: AnnotateParams) -> Iterator[tuple[str, Answer]]:
    """Yield the files of a Git directory, or the tables of a folder of OpenAPI documents, by name."""
    if (place / "HEAD").is_file() or (place / ".git").exists():
        yield from _files(place, screening)
        return
    for path in filter(Path.is_file, documents(place)):
        try:
            tables = read(path, path.read_text(encoding="utf-8"), reading)
        except Refused as refused:
            print(f"{path.name}: not read, {refused.rule}", file=sys.stderr)
            continue
        for table in tables:
            yield f"{path.name} {table.title}", Answer("api-table", "", "", api_table.render(table))


def _files(place: Path, params: AnnotateParams) -> Iterator[tuple[str, Answer]]:
    for entry in git(place, "ls-tree", "-r", "-z", "HEAD").decode().split("\0")[:-1]:
        head, path = entry.split("\t")
        kind, blob = head.split()[1:]
        if kind == "blob" and Path(path).suffix in FORMATS:
            text = git(place, "cat-file", "blob", blob).decode("utf-8", "replace")
            if not is_foreign(annotated(path, text, params)):
                name = f"{place.resolve().parent.name}:{path}"
                yield name, Answer(FORMATS[Path(path).suffix], "", "", text)


def annotated(path: str, text: str, params: AnnotateParams) -> Annotation:
    """Return what `screen` says of a file."""
    size = len(text.encode())
    blob = Blob(blob="", encoding="utf-8", hints=[], reading="utf-8", sha256="", size=size, text=text)
    return annotate(blob, path, params)


def is_foreign(said: Annotation) -> bool:
    """Say whether `screen` would drop a file as written by a tool or by somebody else."""
    return bool(said.generated or said.vendored or said.minified)


def judge(given: list[tuple[str, Answer]], params: GateParams) -> list[Judged]:
    """Return what every rule finds, the answers in their order."""
    standards = {
        rule: msgspec.structs.replace(standard, action="tag") for rule, standard in params.standards.items()
    }
    asked = rules(msgspec.structs.replace(params, standards=standards))
    looking = {rule: find for rule, find in asked.items() if rule not in NOT_OF_FILES}
    return [
        Judged(name, answer, rule, finding)
        for name, answer in given
        for rule, find in looking.items()
        for finding in find(answer, standards[rule].threshold)
    ]


def table(found: list[Judged], params: GateParams) -> str:
    """Return a line a rule that looks at files: findings and files."""
    fired = Counter(one.rule for one in found)
    files = Counter(rule for rule, _ in {(one.rule, one.name) for one in found})
    looking = [rule for rule in rules(params) if rule not in NOT_OF_FILES]
    return "\n".join(f"{rule}: {fired[rule]} in {files[rule]} files" for rule in looking)


def shown(found: list[Judged], rule: str) -> str:
    """Return findings of one rule, each with its place, its value and the lines around."""
    of_rule = [one for one in found if one.rule == rule]
    drawn = random.Random(SEED).sample(of_rule, min(SHOWN, len(of_rule)))  # noqa: S311  a sample to be read
    return "\n\n".join(map(_excerpt, drawn))


def _excerpt(one: Judged) -> str:
    first = max(one.finding.line - 2, 1)
    lines = one.answer.text.split("\n")[first - 1 : first + AROUND]
    numbered = (f"    {number}: {line}" for number, line in enumerate(lines, first))
    return "\n".join([f"{one.name}:{one.finding.line}: {one.finding.value}", *numbered])


def main() -> None:
    """Print the table, or the findings of one rule."""
    wanted = sys.argv[2] if sys.argv[1:2] == ["--read"] else ""
    places = sys.argv[3:] if wanted else sys.argv[1:]
    if not places:
        sys.exit("usage: python -m bench.standards [--read RULE] PLACE...")
    params, reading = load_params("gate", GateParams), load_params("model", ModelParams)
    screening = load_params("screen", ScreenParams).annotate
    given = [one for place in places for one in answers(Path(place), reading, screening)]
    found: list[Judged] = []
    taken = timed(lambda: found.extend(judge(given, params)))
    if wanted:
        print(shown(found, wanted))
        return
    print(table(found, params))
    print(
        f"{len(given)} answers, {len(found)} findings, {len(given) / taken.seconds:.0f} answers/s of one core"
    )


if __name__ == "__main__":
    main()
