"""Measure how fast files are annotated, beside Pygments and askalono, which answer two of the questions.

python -m bench.screen [folder]    prints files a CPU second on the Java files of the folder, and the ratios;
by default on those of Debian's openjdk-17-source (`apt-get install openjdk-17-source`).

Pygments guesses the language by name and text. askalono names the licence of the comments at the top, each
distinct comment once, as we do. They say nothing of generated and vendored files and of lines. Reading is not
measured.
"""

import sys
from collections.abc import Callable, Iterator
from functools import cache
from hashlib import sha256
from pathlib import Path
from zipfile import ZipFile

from bench.measured import need_files, need_library, timed
from stages.core.header import leading_comments
from stages.core.params import load_params
from stages.core.records.blob import Blob
from stages.screen.annotate import annotate
from stages.screen.params import AnnotateParams, ScreenParams

DEBIAN = Path("/usr/lib/jvm/openjdk-17/lib/src.zip")
MOST = 5_000
"""Files, so that the peer takes a minute or two."""


def java(folder: str) -> Iterator[Blob]:
    """Yield the Java files of a folder, or Debian's, as contents; the blob id stands for the path."""
    if folder:
        for path in sorted(Path(folder).rglob("*.java")):
            yield _blob(str(path.relative_to(folder)), path.read_bytes())
        return
    with ZipFile(DEBIAN) as archive:
        for name in sorted(archive.namelist()):
            if name.endswith(".java"):
                yield _blob(name, archive.read(name))


def _blob(path: str, content: bytes) -> Blob:
    text = content.decode("utf-8", errors="replace")
    return Blob(
        blob=path, encoding="utf-8", hints=[], reading="utf-8", sha256="", size=len(content), text=text
    )


def ours(files: list[Blob], params: AnnotateParams) -> int:
    """Annotate every file; return those of which a licence was found."""
    return sum(bool(annotate(file, file.blob, params).header) for file in files)


def languages(files: list[Blob], _: AnnotateParams) -> int:
    """Guess the language of every file; return 0, since no licence is looked for."""
    from pygments.lexers import guess_lexer_for_filename  # noqa: PLC0415  of the extra `bench`

    for file in files:
        assert guess_lexer_for_filename(file.blob, file.text or "").name
    return 0


def licences(files: list[Blob], params: AnnotateParams) -> int:
    """Name the licence of every file; return those of which one was found."""
    comments = ("\n".join(leading_comments((file.text or "")[: params.licence_head])) for file in files)
    return sum(_named(comment) for comment in comments)


@cache
def _named(comment: str) -> bool:
    from askalono import identify  # noqa: PLC0415  of the extra `bench`

    return bool(comment) and identify(comment).score >= 0.8  # below it its own command says nothing


def main() -> None:
    """Print files a CPU second of both, and the ratio."""
    need_library("pygments", "run `pip install -e '.[bench]'`")
    need_library("askalono", "run `pip install -e '.[bench]'`")
    folder = sys.argv[1] if len(sys.argv) > 1 else ""
    need_files(folder or DEBIAN)
    params = load_params("screen", ScreenParams).annotate
    mixed = sorted(java(folder), key=lambda file: sha256(file.blob.encode()).digest())
    first, files = mixed[:1], mixed[1 : MOST + 1]

    def rate(name: str, work: Callable[[list[Blob], AnnotateParams], int]) -> float:
        work(first, params)  # loading data is not measured
        found = timed(lambda: work(files, params))
        print(
            f"{name}: {len(files) / found.seconds:.0f} files/s a core, "
            f"licences of {found.result} of {len(files)} files"
        )
        return len(files) / found.seconds

    mine = rate("ours, all annotations", ours)
    language, licence = rate("pygments, language", languages), rate("askalono, licence", licences)
    both = 1 / (1 / language + 1 / licence)
    size = sum(file.size for file in files) / 1e6
    print(
        f"{size:.1f} MB of Java: ratio of rates {mine / language:.1f} to pygments, {mine / both:.1f} to both"
    )


if __name__ == "__main__":
    main()
