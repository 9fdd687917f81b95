"""Compare how blobs are read: `git cat-file --batch`, as `crawl` does it, with pygit2 and GitPython.

python -m bench.blobs [repository]    prints files a CPU second, of Git as well as of Python, and the ratios.

All three give the same rows: digests, text, hints, as the JSON that is written. What is read is a clone of
the repository that is named, or else one of COUNT installed files, in a temporary folder.
"""

import resource
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import msgspec
import yaml
from git import Repo

from bench import corpus
from bench.measured import need_library
from stages.core.contract import canonical
from stages.crawl.content import describe
from stages.crawl.git_command import git
from stages.crawl.git_objects import contents, listing
from stages.crawl.params import CrawlParams

COUNT = 20_000
ROUNDS = 3
PARAMS = msgspec.convert(
    yaml.safe_load(Path("conf/crawl/default.yaml").read_bytes()) | {"sources": {}}, CrawlParams
)


def ours(repository: Path, blobs: list[str]) -> Iterator[bytes]:
    """Yield the rows of `crawl`."""
    return map(canonical, contents(repository, "bench", PARAMS, blobs))


def by_pygit2(repository: Path, blobs: list[str]) -> Iterator[bytes]:
    """Yield the same rows from contents that pygit2 reads."""
    import pygit2  # noqa: PLC0415  a peer

    opened = pygit2.Repository(str(repository))
    return _rows(opened[blob].data for blob in blobs)


def by_gitpython(repository: Path, blobs: list[str]) -> Iterator[bytes]:
    """Yield the same rows from contents that GitPython reads."""
    with Repo(repository) as opened:
        yield from _rows(opened.odb.stream(bytes.fromhex(blob)).read() for blob in blobs)


def _rows(found: Iterable[bytes]) -> Iterator[bytes]:
    for content in found:
        row = describe([content], len(content), PARAMS.max_blob_bytes, PARAMS.encodings)
        yield canonical(row)


def _seconds(work: Callable[[], object]) -> float:
    """Return the CPU seconds of one call, with those of the processes that it started."""
    before = _used()
    work()
    return _used() - before


def _used() -> float:
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


def compare(repository: Path) -> None:
    """Print the speed of each reader, the best of some rounds that take turns, and the ratios."""
    commit = git(repository, "bench", "rev-parse", "HEAD").decode().strip()
    blobs = sorted({entry.blob for entry in listing(repository, "bench", commit) if entry.mode != "160000"})
    rows = list(ours(repository, blobs))
    size = sum(msgspec.json.decode(row)["size"] for row in rows)
    readers = {"ours": ours, "pygit2": by_pygit2, "GitPython": by_gitpython}
    for name, read in readers.items():
        assert list(read(repository, blobs)) == rows, name
    taken = [
        {
            name: _seconds(lambda read=read: sum(map(len, read(repository, blobs))))
            for name, read in readers.items()
        }
        for _ in range(ROUNDS)
    ]
    least = {name: min(one[name] for one in taken) for name in readers}
    for name, seconds in least.items():
        print(f"{name}: {len(blobs) / seconds:,.0f} files, {size / seconds / 1e6:.0f} MB a CPU second")
    ratios = [f"{least[name] / least['ours']:.2f} of the speed of {name}" for name in list(readers)[1:]]
    print(f"{len(blobs):,} blobs, {size / len(blobs) / 1000:.1f} kB each: ours has {', '.join(ratios)}")


def main() -> None:
    """Compare on the repository that is named, or on one of installed files."""
    need_library("pygit2", "run `pip install pygit2`")
    with tempfile.TemporaryDirectory() as folder:
        repository = Path(folder, "corpus.git")
        if len(sys.argv) > 1:
            Repo.clone_from(sys.argv[1], repository, bare=True).close()
        else:
            corpus.commit(repository, corpus.contents_of(corpus.files_of(corpus.HERE, COUNT)))
        compare(repository)


if __name__ == "__main__":
    main()
