"""Measure what a change of 1 % of the files costs against a run from nothing.

python -m bench.incremental [count [folder ...]]    crawl, screen and dedupe on `count` real files (50,000) of
the folders (installed packages, headers); prints seconds cold, unchanged and after the change, and what the
change and the whole later run cost of the cold one. What an unchanged run takes is the start of three
processes and the writing of whole outs.
"""

import shutil
import sys
import tempfile
from pathlib import Path

from bench import corpus

COUNT = 50_000


def main() -> None:
    """Print the ratio, and fail when the outs differ from those of a run from nothing."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else COUNT
    files = corpus.files_of(sys.argv[2:] or corpus.HERE, count)
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        repository = folder / "corpus.git"
        corpus.settle(folder, corpus.commit(repository, corpus.contents_of(files)))
        cold = _said("cold", folder)
        same = _said("unchanged", folder)
        contents = list(corpus.contents_of(files[: count // 100]))
        changed = [(path, content + b"\n// changed\n") for path, content in contents]
        corpus.settle(folder, corpus.commit(repository, changed))
        warm = _said("1 % changed", folder)
        bytes_of_warm = corpus.digest(folder)
        shutil.rmtree(folder / ".store")
        corpus.run(folder)
        assert corpus.digest(folder) == bytes_of_warm
    print(
        f"{count} files: the change {(warm.wall - same.wall) / cold.wall:.3f} of the cold run (bar 0.05), "
        f"the whole run {warm.wall / cold.wall:.3f}; same bytes as from nothing"
    )


def _said(what: str, folder: Path) -> corpus.Cost:
    costs = corpus.run(folder)
    parts = ", ".join(f"{stage} {cost.wall:.1f}" for stage, cost in costs.items())
    whole = corpus.total(costs)
    print(f"{what}: {whole.wall:.1f} s ({parts}), {whole.cpu:.1f} CPU s, {whole.megabytes:.0f} MiB at most")
    return whole


if __name__ == "__main__":
    main()
