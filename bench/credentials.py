"""Measure which labelled credentials of CredData are found: by the core, by it with each extra that is
installed and with all of them, and by detect-secrets.

python -m bench.credentials [--show] LABELS REPOSITORY...    prints recall and precision, and the ratios

What is printed besides are totals, by category and by extension: `bench.held_out` draws repositories of which
nothing else is to be read.

LABELS is a folder with `snapshot.json` and `meta/` of https://github.com/Samsung/CredData; a REPOSITORY is a
clone, bare or not, of one that it labels, with the commit that it names. Values are the raw ones, not the
random ones that CredData puts in their place: real passwords are weak.

A labelled line is found when a finding overlaps it. Lines labelled X are not counted. Precision is over the
labelled lines; in brackets, lines without a label count as wrong too. `--show` prints the lines that are
missed and wrongly found: they are confidential.
"""

import csv
import json
import re
import sys
import tempfile
from binascii import crc32, unhexlify
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from bench.git import git
from bench.masking import subject
from bench.measured import need_files, timed
from stages.anonymize.detect import detect
from stages.anonymize.extras import chosen
from stages.anonymize.extras.load import EXTRAS, load_detectors
from stages.anonymize.finding import Detector, Finding, Subject
from stages.anonymize.lexicon import Lexicon
from stages.core.errors import PipelineError
from stages.screen.languages import language

TRUE, FALSE = "T", "F"
PASSWORD = "Password"  # noqa: S105  a category
CREDENTIALS = ("secret.", "net.uuid")
"""Beginnings of what is found and masked that the labels count; they count every UUID."""
BREAK = re.compile(r"\r\n?|\n")
"""What ends a line that a label counts."""
SHA1 = 40
"""Hex digits of the commit at the start of a key of snapshot.json."""


class Label(NamedTuple):
    """What people said of lines of a file."""

    first: int
    last: int
    truth: str
    """T, F or X."""
    category: str


class File(NamedTuple):
    """A file with its labels."""

    repository: str
    path: str
    text: str
    labels: list[Label]


Found = dict[int, set[int]]
"""Lines, from 1, with a finding, by the place of the file in the list."""


class Score(NamedTuple):
    """Counts of labelled lines, and of found lines without a label."""

    hits: int
    misses: int
    wrong: int
    unlabelled: int

    def recall(self) -> float:
        """Return the share of true labels that were found."""
        return self.hits / max(1, self.hits + self.misses)

    def precision(self) -> float:
        """Return the share of found labels that are true."""
        return self.hits / max(1, self.hits + self.wrong)

    def strict(self) -> float:
        """Return the precision when every finding outside the labels is wrong."""
        return self.hits / max(1, self.hits + self.wrong + self.unlabelled)


def corpus(labels: Path, repositories: list[Path]) -> Iterator[File]:
    """Yield the labelled files of the repositories."""
    snapshot = json.loads((labels / "snapshot.json").read_text(encoding="utf-8"))
    for repository in repositories:
        asked = "".join(f"{key[:SHA1]}^{{commit}}\n" for key in snapshot)
        answers = _git(repository, "cat-file", "--batch-check", given=asked).splitlines()
        held = [key for key, answer in zip(snapshot, answers, strict=True) if not answer.endswith("missing")]
        for key in held:
            rows = labels / "meta" / f"{crc32(unhexlify(key)):08x}.csv"
            yield from _labelled(repository, snapshot[key], key[:SHA1], rows)


def _labelled(repository: Path, name: str, commit: str, rows: Path) -> Iterator[File]:
    by_file: dict[str, list[Label]] = {}
    with rows.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            label = Label(int(row["LineStart"]), int(row["LineEnd"]), row["GroundTruth"], row["Category"])
            by_file.setdefault(row["FileID"], []).append(label)
    for path in _git(repository, "ls-tree", "-rz", "--name-only", commit).split("\0"):
        found = by_file.get(sha256(path.encode()).hexdigest()[:8])
        if found:
            yield File(name, path, _git(repository, "show", f"{commit}:{path}"), _settled(found))


def _settled(labels: list[Label]) -> list[Label]:
    """Return one label for the same lines: true when any is, else false when any is."""
    order = {TRUE: 0, FALSE: 1}
    ranked = sorted(labels, key=lambda label: (label.first, label.last, order.get(label.truth, 2)))
    return list({(label.first, label.last): label for label in reversed(ranked)}.values())


def _git(repository: Path, *arguments: str, given: str = "") -> str:
    return git(repository, *arguments, given=given.encode()).decode("utf-8", errors="replace")


def core(files: list[File]) -> Found:
    """Find with the rules of `anonymize`."""
    return {
        place: _lines(file, (entry.finding for entry in detect(_subject(file, ()))))
        for place, file in enumerate(files)
    }


def extra(detector: Detector, files: list[File]) -> Found:
    """Find with another tool alone, as `anonymize` asks it."""
    return {place: _lines(file, chosen.find(_subject(file, (detector,)))) for place, file in enumerate(files)}


def installed(files: list[File]) -> Iterator[Detector]:
    """Yield the extras that this machine has, and say which it lacks."""
    for name in EXTRAS:
        try:
            yield from load_detectors([name], [file.text for file in files])
        except PipelineError:
            print(f"{name}: not measured, it is not installed")


def _subject(file: File, detectors: tuple[Detector, ...]) -> Subject:
    read = subject(file.text, language(file.path, file.text), file.path, Lexicon())
    return read._replace(limits=read.limits._replace(detectors=detectors))


def _lines(file: File, found: Iterable[Finding]) -> set[int]:
    breaks = [end.start() for end in BREAK.finditer(file.text)]
    return {
        line
        for finding in found
        if finding.entity.startswith(CREDENTIALS)
        for line in range(bisect_left(breaks, finding.start) + 1, bisect_left(breaks, finding.end) + 2)
    }


def detect_secrets(files: list[File]) -> Found:
    """Find with all plugins of detect-secrets and its default filters, but without asking providers."""
    from detect_secrets.core.scan import scan_file  # noqa: PLC0415  of the extra `bench`
    from detect_secrets.settings import default_settings  # noqa: PLC0415

    with tempfile.TemporaryDirectory() as folder, default_settings() as settings:
        settings.disable_filters("detect_secrets.filters.common.is_ignored_due_to_verification_policies")
        return {
            place: {secret.line_number for secret in scan_file(str(path))}
            for place, path in _written(files, Path(folder))
        }


def _written(files: Iterable[File], folder: Path) -> Iterator[tuple[int, Path]]:
    for place, file in enumerate(files):
        path = folder / str(place) / PurePosixPath(file.path).name
        path.parent.mkdir()
        path.write_text(file.text, encoding="utf-8", newline="")
        yield place, path


def score(files: list[File], found: Found, category: str) -> Score:
    """Compare findings with the labels of a category, or of all when it is empty."""
    counts: Counter[str] = Counter()
    for place, file in enumerate(files):
        lines = found[place]
        for label in file.labels:
            if not category or category in label.category:
                counts[f"{label.truth}{_is_hit(label, lines)}"] += 1
        covered = {line for label in file.labels for line in range(label.first, label.last + 1)}
        counts["unlabelled"] += len(lines - covered)
    return Score(counts["TTrue"], counts["TFalse"], counts["FTrue"], counts["unlabelled"])


def _is_hit(label: Label, lines: set[int]) -> bool:
    return any(line in lines for line in range(label.first, label.last + 1))


def show(files: list[File], found: Found) -> None:
    """Print missed and wrongly found lines: only where nobody else reads them."""
    for place, file in enumerate(files):
        rows = BREAK.split(file.text)
        for label in file.labels:
            hit = _is_hit(label, found[place])
            if (label.truth, hit) in ((TRUE, False), (FALSE, True)):
                kind = "wrong" if hit else "missed"
                text = rows[label.first - 1].strip()[:300]
                print(f"{kind}\t{label.category}\t{file.repository}\t{file.path}:{label.first}\t{text}")


def _print_kinds(files: list[File], found: Found) -> None:
    """Print how many true labels are found, by category and by extension of the file."""
    true = [
        (label.category, PurePosixPath(file.path).suffix or PurePosixPath(file.path).name, place, label)
        for place, file in enumerate(files)
        for label in file.labels
        if label.truth == TRUE
    ]
    for title, column in (("category", 0), ("extension", 1)):
        counts = Counter(entry[column] for entry in true)
        hits = Counter(entry[column] for entry in true if _is_hit(entry[3], found[entry[2]]))
        said = (f"{name} {hits[name]} of {count}" for name, count in counts.most_common())
        print(f"found by {title}: {', '.join(said)}")


def _print_mean(files: list[File], found: Found) -> None:
    """Print the mean over repositories that have a true label: one of them may have most labels."""
    scores = []
    for repository in sorted({file.repository for file in files}):
        own = [place for place, file in enumerate(files) if file.repository == repository]
        lines = {number: found[place] for number, place in enumerate(own)}
        scores.append(score([files[place] for place in own], lines, ""))
    true = [one for one in scores if one.hits + one.misses]
    least = Counter(min(int(one.recall() * 10), 9) for one in true)
    print(
        f"mean over {len(true)} repositories: recall {sum(one.recall() for one in true) / len(true):.3f}, "
        f"precision {sum(one.precision() for one in true) / len(true):.3f}; "
        f"repositories by tenth of recall: {', '.join(f'0.{n}: {least[n]}' for n in sorted(least))}"
    )


def _measured(name: str, detect: Callable[[list[File]], Found], files: list[File]) -> Found:
    run = timed(lambda: detect(files))
    found = run.result
    assert isinstance(found, dict)
    _print_score(name, files, found)
    size = sum(len(file.text.encode()) for file in files) / 1e6
    print(f"{name}: {size / run.seconds:.2f} MB/s a core")
    return found


def _print_extras(files: list[File], ours: Found) -> None:
    """Print each extra alone, with the core, and all of them with the core."""
    everything = dict(ours)
    for detector in installed(files):
        if not any(entity.startswith("secret.") for entity in detector.entities):
            print(f"{detector.name}: looks for no secrets")
            continue
        found = extra(detector, files)
        _print_score(detector.name, files, found)
        both = {place: ours[place] | found[place] for place in ours}
        _print_score(f"core and {detector.name}", files, both)
        everything = {place: everything[place] | found[place] for place in ours}
    _print_score("core and all of them", files, everything)


def _print_score(name: str, files: list[File], found: Found) -> None:
    whole, passwords = score(files, found, ""), score(files, found, PASSWORD)
    print(
        f"{name}: recall {whole.recall():.3f} of {whole.hits + whole.misses}, "
        f"precision {whole.precision():.3f} ({whole.strict():.3f}); "
        f"passwords: recall {passwords.recall():.3f} of {passwords.hits + passwords.misses}, "
        f"precision {passwords.precision():.3f}"
    )


def main() -> None:
    """Print the figures of every detector that is installed, and the ratios."""
    places = [Path(argument) for argument in sys.argv[1:] if argument != "--show"]
    if len(places) < 2:
        sys.exit("not measured: needs the folder of CredData's labels and repositories that it labels")
    need_files(*places)
    files = list(corpus(places[0], places[1:]))
    print(f"{len(files)} labelled files of {len({file.repository for file in files})} repositories")
    ours = _measured("core", core, files)
    _print_mean(files, ours)
    _print_kinds(files, ours)
    if "--show" in sys.argv:
        show(files, ours)
    _print_extras(files, ours)
    if find_spec("detect_secrets"):
        peer = score(files, _measured("detect-secrets", detect_secrets, files), "")
        own = score(files, ours, "")
        print(f"ratio to detect-secrets: recall {own.recall() / peer.recall():.2f}", end="")
        print(f", precision {own.precision() / peer.precision():.2f}")


if __name__ == "__main__":
    main()
