"""Take whole repositories from blob to gated samples, and count what became of their files.

python -m bench.repositories GIT_DIRECTORY...    prints a row a repository, and one of all.

Each file of HEAD in UTF-8 that `screen` would hand on (a language that it knows, of the size that it takes,
not generated, vendored or minified; licences are not asked) goes to `model`, `build` and `gate` with the
settings of params.yaml; tokens are counted by words. Printed are files, assets, candidates, those whose
answer breaks its format (gate drops them), those without provenance, samples, and the processor's seconds.
A stage that stops for a file stops the run and names the repository.
"""

import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

from bench.git import git
from bench.measured import timed
from bench.standards import annotated, is_foreign
from stages.build.build import build
from stages.build.params import BuildParams
from stages.build.unit import Assets
from stages.core.formats.check import violations
from stages.core.params import load_params
from stages.core.records.document import Document
from stages.core.records.sample import Sample
from stages.crawl.assets import asset_kind, hints
from stages.gate.gate import Given, gate
from stages.gate.held_out import HeldOutTexts
from stages.gate.params import GateParams
from stages.model.model import model
from stages.model.params import ModelParams
from stages.screen.params import ScreenParams


class Row(NamedTuple):
    """What became of a repository."""

    files: int
    assets: int
    candidates: int
    invalid: int
    unsourced: int
    samples: int
    seconds: float


def documents(place: Path, params: ScreenParams) -> Iterator[Document]:
    """Yield the files of HEAD that `screen` hands on, as they stand."""
    for blob, path, text in _texts(place, params.max_bytes):
        said = annotated(path, text, params.annotate)
        kind = asset_kind(path, hints(text))
        if is_foreign(said) or said.language not in params.languages or kind not in params.assets:
            continue
        yield Document(
            id=f"{place}:{path}",
            source=str(place),
            source_class="own",
            commit="HEAD",
            path=path,
            blob=blob,
            asset=kind,
            language=said.language,
            licence="",
            text=text,
            edits=[],
        )


def _texts(place: Path, most: int) -> Iterator[tuple[str, str, str]]:
    """Yield blob, path and text of each file of HEAD in UTF-8, but for those that a partial clone lacks."""
    listed = git(place, "ls-tree", "-r", "-z", "-l", "HEAD").decode("utf-8", "replace").split("\0")[:-1]
    entries = [(*head.split(), path) for head, _, path in (entry.partition("\t") for entry in listed)]
    wanted = [
        (blob, path, int(size))
        for mode, kind, blob, size, path in entries
        if kind == "blob" and mode != "120000" and size.isdigit() and 0 < int(size) <= most
    ]
    written = BytesIO(
        git(place, "cat-file", "--batch", given="\n".join(blob for blob, _, _ in wanted).encode())
    )
    for blob, path, size in wanted:
        written.readline()
        content = written.read(size + 1)[:-1]
        try:
            text = content.decode()
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            yield blob, path, text


def row(place: Path) -> Row:
    """Take a repository through the stages."""
    given = list(documents(place, load_params("screen", ScreenParams)))
    assets, candidates, samples = 0, list[Sample](), 0

    def work() -> None:
        nonlocal assets, candidates, samples
        modelled = model(given, load_params("model", ModelParams))
        found = Assets(*(list(getattr(modelled, name)) for name in Assets._fields))
        candidates = list(build(found, load_params("build", BuildParams)).candidates)
        gated = gate(candidates, load_params("gate", GateParams), Given(_words, HeldOutTexts([]), []))
        assets, samples = sum(map(len, found)), len(gated.samples)

    seconds = timed(work).seconds
    invalid = sum(bool(violations(one.format, one.output)) for one in candidates)
    unsourced = sum(not one.outputs for one in candidates)
    return Row(len(given), assets, len(candidates), invalid, unsourced, samples, seconds)


def _words(texts: list[str]) -> list[int]:
    return [len(text.split()) for text in texts]


def main() -> None:
    """Print a row a repository, and their sums."""
    if len(sys.argv) < 2:
        sys.exit("usage: python -m bench.repositories GIT_DIRECTORY...")
    print(f"| repository | {' | '.join(Row._fields)} |\n|{'---|' * (len(Row._fields) + 1)}")
    rows = []
    for place in map(Path, sys.argv[1:]):
        print(f"| {place.resolve().parent.name} | ", end="", flush=True)
        rows.append(row(place))
        print(_line(rows[-1]), flush=True)
    print(f"| all {len(rows)} | {_line(Row(*map(sum, zip(*rows, strict=True))))}")


def _line(told: Row) -> str:
    return f"{' | '.join(f'{value:,}' for value in told[:-1])} | {told.seconds:.1f} |"


if __name__ == "__main__":
    main()
