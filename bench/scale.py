"""Measure how cost and memory of crawl, screen and dedupe grow with the corpus.

python -m bench.scale [--plot FILE] [folder ...]    runs them on 5,000, 15,000 and 50,000 real files of the
folders (installed packages, headers); prints seconds, CPU seconds, resident memory, and how far CPU seconds a
megabyte lie apart; --plot draws the curve as SVG.
"""

import argparse
import tempfile
from pathlib import Path
from typing import NamedTuple

from bench import corpus
from bench.measured import need_library

COUNTS = (5_000, 15_000, 50_000)
MEMORY = 2_048
"""MiB that the largest stage may hold."""


class Point(NamedTuple):
    """A corpus and what it took."""

    files: int
    megabytes: float
    costs: dict[str, corpus.Cost]


def measure(files: list[Path]) -> Point:
    """Run the stages from nothing on `files`."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        pin = corpus.commit(folder / "corpus.git", corpus.contents_of(files))
        corpus.settle(folder, pin)
        size = sum(path.stat().st_size for path in files) / 1e6
        return Point(len(files), size, corpus.run(folder))


def draw(points: list[Point], path: str) -> None:
    """Draw CPU seconds by stage, and memory, over the size of the corpus."""
    import matplotlib as mpl  # noqa: PLC0415  of the extra `bench`
    from matplotlib import pyplot as plt  # noqa: PLC0415

    mpl.rcParams |= {"svg.hashsalt": "adaptrail", "font.size": 9}
    figure, (left, right) = plt.subplots(1, 2, figsize=(9, 3.4), layout="constrained")
    sizes = [point.megabytes for point in points]
    for stage in corpus.STAGES:
        left.plot(sizes, [point.costs[stage].cpu for point in points], marker="o", label=stage)
        right.plot(sizes, [point.costs[stage].megabytes for point in points], marker="o", label=stage)
    left.plot(sizes, [corpus.total(point.costs).cpu for point in points], marker="o", color="k", label="all")
    right.axhline(MEMORY, color="grey", linestyle="--", label="bar")
    for axes, title in ((left, "CPU seconds, cold"), (right, "resident memory, MiB")):
        axes.set(title=title, xlabel="MB of source text", xlim=(0, 1.3 * sizes[-1]), ylim=(0, None))
        axes.grid(alpha=0.3)
        axes.legend()
    for point in points:
        place = (point.megabytes, corpus.total(point.costs).cpu)
        left.annotate(f"{point.files:,} files", place, xytext=(7, -11), textcoords="offset points")
    figure.savefig(path, metadata={"Date": None})


def main() -> None:
    """Print a line for each corpus, and the spread."""
    need_library("matplotlib", "run `pip install -e '.[bench]'`")
    parser = argparse.ArgumentParser()
    parser.add_argument("--plot")
    parser.add_argument("folders", nargs="*")
    arguments = parser.parse_args()
    files = corpus.files_of(arguments.folders or corpus.HERE, COUNTS[-1])
    points = [measure(files[:count]) for count in COUNTS]
    for point in points:
        whole = corpus.total(point.costs)
        print(
            f"{point.files} files, {point.megabytes:.0f} MB: {whole.wall:.1f} s, {whole.cpu:.1f} CPU s, "
            f"{whole.cpu / point.megabytes * 1000:.0f} CPU ms a MB, {whole.megabytes:.0f} MiB at most"
        )
    rates = [corpus.total(point.costs).cpu / point.megabytes for point in points]
    spread = max(abs(rate / rates[-1] - 1) for rate in rates)
    memory = max(corpus.total(point.costs).megabytes for point in points)
    print(f"spread {spread:.2f} (bar 0.20), memory {memory / MEMORY:.2f} of the bar of {MEMORY} MiB")
    if arguments.plot:
        draw(points, arguments.plot)


if __name__ == "__main__":
    main()
