"""Measure detection and rewriting of real files: megabytes a CPU second, skeletons, parse errors, and peers.

python -m bench.masking_speed <folder> ...    on the files of the folders, by their endings

Every file is detected in and rewritten; where something was replaced the skeleton must be equal and no parse
error new. The peers in the same run: detect-secrets (its plugins, line by line, without verification),
Presidio's recognizers that are patterns (without a language model) where it is installed, and a redactor that
puts placeholders in the place of patterns without looking at the syntax, as pipelines for texts do (a
stand-in written here: mail, IP, key = value); of it the broken skeletons are counted.
"""

import re
import sys
from collections import Counter
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

from bench.masking import LEXICON, masking, subject
from bench.measured import timed
from stages.anonymize.detect import detect
from stages.anonymize.rewrite import Rewritten, rewrite
from stages.anonymize.syntax import grammar_of, outline
from stages.core.errors import guard

LANGUAGES = {
    ".java": "java", ".py": "python", ".js": "javascript", ".ts": "typescript", ".go": "go", ".kt": "kotlin",
    ".sql": "sql", ".xml": "xml", ".yml": "yaml", ".yaml": "yaml", ".json": "json", ".md": "markdown",
    ".properties": "properties", ".toml": "toml", ".rst": "rst", ".sh": "shell",
}  # fmt: skip
LARGEST = 1_048_576
"""Bytes, as screen.max_bytes."""
PEER_MB = 1.0
"""What slow peers are given."""
NAIVE = (
    (re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"), "[EMAIL]"),
    (re.compile(r"\b\d{1,3}(?:\.\d{1,3}){3}\b"), "[IP]"),
    (re.compile(r"(?i)(password|secret|token|api_?key)(\s*[=:]\s*)[^\s,;)]+"), r"\1\2[REDACTED]"),
)


class File(NamedTuple):
    """A file that is read."""

    path: str
    language: str
    text: str


def read(folders: list[str]) -> list[File]:
    """Return the files of the folders whose language is known and whose text is UTF-8."""
    found = (path for folder in folders for path in sorted(Path(folder).rglob("*")) if path.is_file())
    chosen = [path for path in found if path.suffix in LANGUAGES and path.stat().st_size <= LARGEST]
    texts = ((path, path.read_bytes().decode("utf-8", "ignore")) for path in chosen)
    return [File(str(path), LANGUAGES[path.suffix], text) for path, text in texts]


def rewritten(file: File) -> Rewritten:
    """Return what the stage makes of a file."""
    return rewrite(subject(file.text, file.language, file.path), file.path, masking(LEXICON))


def breaks(file: File, text: str) -> bool:
    """Say whether `text` has another skeleton than the file."""
    grammar = grammar_of(file.language, file.path)
    before, after = (outline(one.encode(), grammar).skeleton for one in (file.text, text))
    return before != after


def naive(text: str) -> str:
    """Return a text with placeholders in the place of patterns."""
    for pattern, placeholder in NAIVE:
        text = pattern.sub(placeholder, text)
    return text


def main() -> None:
    """Measure and print."""
    files = read(sys.argv[1:])
    size = sum(len(file.text.encode()) for file in files) / 1e6
    languages = Counter(file.language for file in files).most_common(6)
    print(f"{len(files):,} files, {size:.1f} MB: {dict(languages)}")
    detected = timed(lambda: sum(len(detect(subject(f.text, f.language, f.path))) for f in files))
    print(f"detection: {size / detected.seconds:.1f} MB/s, {detected.result} findings")
    results: list[Rewritten] = []
    seconds = timed(lambda: results.extend(map(rewritten, files))).seconds
    pairs = list(zip(files, results, strict=True))
    changed = [(file, result) for file, result in pairs if result.changes]
    moved = sum(len(file.text.encode()) for file, _ in changed) / 1e6
    slow = timed(lambda: [rewritten(file) for file, _ in changed]).seconds
    print(f"with rewriting: {size / seconds:.1f} MB/s; {moved / slow:.1f} MB/s on changed files alone")
    edits = sum(len(result.changes) for _, result in changed)
    refused = Counter(result.refused for _, result in pairs if result.refused)
    print(f"changed {len(changed):,} files, {edits:,} edits; refused {dict(refused)}")
    parsed = [(file, result) for file, result in changed if grammar_of(file.language, file.path)]
    kept = sum(not breaks(file, result.text) for file, result in parsed)
    code = [file for file in files if grammar_of(file.language, file.path)]
    print(f"skeleton equal: {kept:,} of {len(parsed):,} changed files, of {len(code):,} files with a grammar")
    touched = [(file, text) for file in code if (text := naive(file.text)) != file.text]
    broken = sum(breaks(file, text) for file, text in touched)
    print(f"placeholders without syntax: changed {len(touched):,}, broke {broken:,}")
    _peers(files, size / detected.seconds)


def _peers(files: list[File], ours: float) -> None:
    some, total = list[File](), 0.0
    for file in files:
        if total < PEER_MB:
            some.append(file)
            total += len(file.text.encode()) / 1e6
    for name, peer in (("detect_secrets", _detect_secrets), ("presidio_analyzer", _presidio)):
        if not find_spec(name):
            print(f"{name}: not measured, it is not installed")
            continue
        speed = total / timed(lambda peer=peer: peer(some)).seconds  # type: ignore[misc]
        print(f"{name}: {speed:.2f} MB/s; detection is {ours / speed:.0f} times as fast")


def _detect_secrets(files: list[File]) -> None:
    from detect_secrets.core.scan import scan_line  # noqa: PLC0415  of the extra `bench`
    from detect_secrets.settings import default_settings  # noqa: PLC0415

    with default_settings():
        for file in files:
            for line in file.text.splitlines():
                list(scan_line(line))


def _presidio(files: list[File]) -> None:
    from presidio_analyzer import AnalyzerEngine, RecognizerRegistry  # noqa: PLC0415
    from presidio_analyzer.nlp_engine import NoOpNlpEngine  # noqa: PLC0415

    engine = NoOpNlpEngine([{"lang_code": "en", "model_name": "no_op"}])
    registry = RecognizerRegistry()
    registry.load_predefined_recognizers(nlp_engine=engine)
    analyzer = AnalyzerEngine(registry=registry, nlp_engine=engine)
    for file in files:
        analyzer.analyze(file.text, language="en", entities=["IP_ADDRESS", "CREDIT_CARD", "PHONE_NUMBER"])


if __name__ == "__main__":
    guard(main)  # as the entry of a stage
