"""Count what becomes of the methods of real repositories: a candidate, or a drop with its reason.

python -m bench.method_yield GIT_DIRECTORY...    prints a figure a bar, of the Java files of each HEAD.

The files go straight to `model` and `build` with the settings of params.yaml, neither screened nor
anonymized: what is measured is the yield of those two. Methods are counted by a walk over the syntax trees of
the files of src/main, which shares no code with the reader but the grammar; those of lambdas and anonymous
types are no members of a type that somebody could name.
"""

import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from bench.git import git
from bench.measured import timed
from stages.build.build import Built, build
from stages.build.params import BuildParams
from stages.build.unit import Assets
from stages.core.formats.check import violations
from stages.core.params import load_params
from stages.core.records.document import Document
from stages.core.records.span import Span
from stages.core.syntax import parse
from stages.model.model import Modelled, model
from stages.model.params import ModelParams

METHODS = (
    "method_declaration", "constructor_declaration", "compact_constructor_declaration",
    "annotation_type_element_declaration",
)  # fmt: skip
NAMELESS = ("lambda_expression", "object_creation_expression")


def documents(directory: Path) -> Iterator[Document]:
    """Yield the Java files of HEAD; what is no Git directory leaves in one line."""
    if not ((directory / "HEAD").is_file() or (directory / ".git").exists()):
        sys.exit(f"not measured: needs a Git directory, found none in {directory}")
    listed = git(directory, "ls-tree", "-r", "-z", "HEAD").decode().split("\0")
    for entry in (one for one in listed if one.endswith(".java")):
        head, path = entry.split("\t")
        blob, source = head.split()[2], directory.resolve().parent.name
        yield Document(
            id=f"{source}:{path}",
            source=source,
            source_class="own",
            commit="HEAD",
            path=path,
            blob=blob,
            asset="test" if "/test/" in path else "code",
            language="java",
            licence="",
            text=git(directory, "cat-file", "blob", blob).decode("utf-8", "replace"),
            edits=[],
        )


def methods(document: Document) -> int:
    """Return the number of methods and constructors of the types of a file."""
    found, todo = 0, [parse("java", document.text.encode())]
    while todo:
        node = todo.pop()
        found += node.type in METHODS
        todo += [] if node.type in NAMELESS else node.named_children
    return found


def told(built: Built, modelled: Modelled) -> list[bool]:
    """Return for each method of src/main whether a candidate or a drop names its bytes."""
    spans: dict[str, list[Span]] = {}
    named = [span for one in built.candidates for span in (*one.inputs, *one.outputs)]
    for span in [*named, *(span for drop in built.drops for span in drop.spans)]:
        spans.setdefault(span.document, []).append(span)
    return [
        any(
            span.start <= member.span.start and member.span.end <= span.end
            for span in spans.get(asset.document, [])
        )
        for asset in modelled.types
        if "/test/" not in asset.document
        for member in asset.members
        if member.kind in ("method", "constructor")
    ]


def main() -> None:
    """Print the figures of all repositories together."""
    if len(sys.argv) < 2:
        sys.exit("usage: python -m bench.method_yield GIT_DIRECTORY...")
    given = [one for directory in sys.argv[1:] for one in documents(Path(directory))]
    results: list[Modelled] = []
    taken = timed(lambda: results.append(model(given, load_params("model", ModelParams))))
    (modelled,) = results
    built = build(
        Assets(*(list(getattr(modelled, name)) for name in Assets._fields)), load_params("build", BuildParams)
    )
    expected = sum(methods(one) for one in given if one.asset == "code")
    found = told(built, modelled)
    rate = len(given) / taken.seconds
    print(f"{len(given)} files, {len(modelled.types)} types, {rate:.0f} files/s in `model`")
    kept = f"{len(found)} members, {sum(found)} in a candidate or a drop"
    print(f"methods of src/main: {expected} in the files, {kept}")
    broken = [one for one in built.candidates if violations(one.format, one.output)]
    print(
        f"{len(built.candidates)} candidates, {len(broken)} do not parse, "
        f"{sum(not one.outputs for one in built.candidates)} without provenance"
    )
    for rule, count in Counter(drop.rule for drop in built.drops).most_common():
        print(f"  {count} drops by {rule}")


if __name__ == "__main__":
    main()
