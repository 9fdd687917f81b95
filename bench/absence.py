"""Measure how many planted copies `prove-absent` finds, and how long it takes against a long history.

python -m bench.absence    prints shares and seconds beside their goals, for the safe texts in out/ and a
repository of 100,000 blobs that is made in a temporary folder.
"""

import re
import resource
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

from apps.audit import evidence
from apps.audit.absent import by_content
from apps.audit.belongings import belongings
from apps.audit.windows import Widths, copies, windows
from bench.measured import need_files, timed
from stages.anonymize import contract as anonymize
from stages.core.params import load_params
from stages.core.records.document import Document
from stages.crawl.params import CrawlParams
from stages.probe.params import ProbeParams

PLANTED = 300
FOREIGN = ("pygments", "sympy", "jinja2", "mpmath")
"""Libraries of the environment that are no source and hold no copy of one: nothing of them may be found."""
COMMITS, FILES = 100, 1000
"""Of the repository: each commit writes all of its files anew."""
FILLER = "".join(f"void filler{n}(int a{n}) {{ count{n} += a{n} * {n}; }}\n" for n in range(60))
HEAD = "/* Copyright 2020 Somebody, licence MIT */\npackage vendored;\nimport a.B;\n"
DISGUISES: dict[str, Callable[[str], str]] = {
    "as it is": lambda text: text,
    "indented": lambda text: re.sub(r"(?m)^", "    ", text).replace("{", "\n{"),
    "vendored": lambda text: HEAD + text,
    "types renamed": lambda text: re.sub(r"\bclass (\w+)", r"class Own\1", text),
    "its second half": lambda text: text[len(text) // 2 :],
    "in a larger file": lambda text: FILLER + text + FILLER,
}


class Chosen(NamedTuple):
    """Safe texts that are long enough to be planted, and by what they are compared."""

    documents: list[Document]
    widths: Widths


def chosen() -> Chosen:
    """Return a seeded draw of the safe texts."""
    probe = load_params("probe", ProbeParams)
    widths = Widths(probe.shortest, probe.distinct, probe.long)
    documents = anonymize.DOCUMENTS.read()
    known = windows(((one.id, one.text) for one in documents), widths)
    long = [one for one in documents if len(known.texts.get(one.id, ())) >= 2 * probe.long]
    draw = Random(13)  # noqa: S311  seeded, no secret
    return Chosen(draw.sample(long, min(PLANTED, len(long))), widths)


def measure_copies(some: Chosen) -> None:
    """Print how many planted copies are found among the safe texts, and how many foreign files."""
    widths = some.widths
    known = windows(((one.id, one.text) for one in anonymize.DOCUMENTS.read()), widths)
    for name, disguise in DISGUISES.items():
        asked = windows(((one.id, disguise(one.text)) for one in some.documents), widths)
        found = {copy.asked for copy in copies(asked, known, widths) if copy.asked == copy.found}
        print(f"planted copies, {name}: {len(found)} of {len(some.documents)} found (goal 99 %)")
    foreign = windows(islice(foreign_texts(), 3000), widths)
    hits = {copy.asked for copy in copies(foreign, known, widths)}
    print(f"foreign files: {len(hits)} of {len(foreign.texts)} taken for a copy {sorted(hits)[:5]}")


def foreign_texts() -> Iterator[tuple[str, str]]:
    """Yield the Python files of libraries that are no source."""
    places = [Path(place) for place in sys.path if place.endswith("site-packages")]
    for folder in (place / name for place in places for name in FOREIGN):
        for file in sorted(folder.rglob("*.py")):
            yield str(file.relative_to(folder.parent)), file.read_text(encoding="utf-8", errors="replace")


def measure_history(some: Chosen, place: Path) -> None:
    """Print what the layers take against a repository of a long history, and which planted texts they find.

    Of the planted texts each has one of the disguises, and another path.
    """
    disguises = list(DISGUISES.values())
    planted = {
        f"vendor/{number}/File.java": disguises[number % len(disguises)](one.text)
        for number, one in enumerate(some.documents)
    }
    written(place, planted)
    rows, documents, splits = evidence.ledger(), evidence.documents(), evidence.splits()
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
    read = timed(lambda: belongings(place, evidence.setting("crawl", kind=CrawlParams)))
    git = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before
    held: Any = read.result
    looked = timed(lambda: by_content(held, rows, documents, splits))
    layers: Any = looked.result
    print(
        f"history of {len(held.blobs)} blobs, {len(held.texts)} files today: read in {read}, Git {git:.1f} s"
    )
    print(f"all layers: {looked}; together {read.wall + looked.wall:.1f} s (goal 10)")
    found = {hit.of for layer in layers for hit in layer.hits}
    print(f"planted in it: {len(found & planted.keys())} of {len(planted)} found (goal 99 %)")
    others = len(held.texts) - len(planted)
    print(f"of its other {others} files: {len(found - planted.keys())} taken for a copy")


def written(place: Path, planted: dict[str, str]) -> None:
    """Write a repository of COMMITS times FILES blobs; its last commit adds the planted files."""
    subprocess.run(["git", "init", "--quiet", "--bare", str(place)], check=True)
    words = ["git", "-C", str(place), "fast-import", "--quiet"]
    with subprocess.Popen(words, stdin=subprocess.PIPE) as importing:
        assert importing.stdin
        importing.stdin.writelines(_stream(planted))
    subprocess.run(["git", "-C", str(place), "symbolic-ref", "HEAD", "refs/heads/main"], check=True)


def _stream(planted: dict[str, str]) -> Iterator[bytes]:
    """Yield the commands of `git fast-import`."""
    for commit in range(COMMITS):
        files = {f"src/Type{number}.java": _text(commit, number) for number in range(FILES)}
        files |= planted if commit == COMMITS - 1 else {}
        yield b"commit refs/heads/main\ncommitter A <a@example.org> %d +0000\ndata 0\n" % commit
        for path, text in files.items():
            content = text.encode()
            yield b"M 100644 inline %s\ndata %d\n%s\n" % (path.encode(), len(content), content)


def _text(commit: int, number: int) -> str:
    """Return a file of a hundred lines that is like no other one."""
    draw = Random(f"{commit} {number}")  # noqa: S311  seeded, no secret
    lines = (
        f"int m{draw.randrange(10**6)}(int v{n}) {{ return v{n} % {draw.randrange(10**6)}; }}"
        for n in range(40)
    )
    return "\n".join(["class Type {", *lines, "}", ""])


def main() -> None:
    """Measure on the outs of the pipeline."""
    need_files(anonymize.DOCUMENTS.path, "out/attest/shards.jsonl")
    some = chosen()
    measure_copies(some)
    with tempfile.TemporaryDirectory() as folder:
        measure_history(some, Path(folder, "history.git"))


if __name__ == "__main__":
    main()
