"""Read an installed Python distribution, every file checked against the digest in its RECORD."""

import base64
import hashlib
import re
from collections.abc import Sequence
from importlib.metadata import (
    Distribution,
    PackageMetadata,
    PackageNotFoundError,
    PackagePath,
    distribution,
)
from pathlib import Path
from typing import NamedTuple

from stages.crawl.content import describe
from stages.crawl.faults import SourceFault
from stages.crawl.files_source import MODE
from stages.crawl.globs import chooser
from stages.crawl.licence_metadata import licence_of
from stages.crawl.params import CrawlParams
from stages.crawl.pins import refuse_other_tree
from stages.crawl.reading import Entry, Reading, of
from stages.crawl.source import Source
from stages.crawl.tree_id import tree_id

_LOCATION = re.compile(r"(?P<name>[A-Za-z0-9][\w.-]*)==(?P<version>[\w.!+-]+)")
_BY_THE_INSTALLER = re.compile(
    r"[^/]+\.dist-info/(INSTALLER|RECORD|REQUESTED|direct_url\.json)|.*\.pyc|\.\./.*"
)
"""Files that differ from one installation to the next."""


class Chosen(NamedTuple):
    """What is read of a distribution."""

    contents: dict[str, bytes]
    """By path, sorted."""
    left_out: int
    """Files that RECORD vouches for and the globs leave out."""
    metadata: PackageMetadata


def read_distribution(name: str, source: Source, params: CrawlParams) -> Reading:
    """Return the chosen files of an installed distribution.

    Raises SourceFault when it is not installed, when its version or licence is another one, when a file is
    not what RECORD says, or when the tree of the chosen files is not the pin.
    """
    chosen = distribution_contents(name, source.location, source.include, source.exclude)
    rows = {
        path: describe([content], len(content), params.max_blob_bytes, params.encodings, params.pdf)
        for path, content in chosen.contents.items()
    }
    found = tree_id({path: row.blob for path, row in rows.items()})
    refuse_other_tree(name, source, found)
    return Reading(
        commit=found,
        licence=_licence(name, source, chosen.metadata),
        contributors=[],
        ticket_keys={},
        history="none",
        entries=[Entry(path, MODE, row.blob) for path, row in rows.items()],
        missing=frozenset(),
        contents=of({row.blob: row for row in rows.values()}),
        left_out=chosen.left_out,
    )


def distribution_contents(name: str, location: str, include: Sequence[str], exclude: Sequence[str]) -> Chosen:
    """Return what the globs choose of an installed distribution: what the pin of source `name` covers.

    Raises SourceFault when it is not installed, its version is another one, or a file is not what RECORD
    says.
    """
    installed = _installed(name, location)
    listed = _listed(name, location, installed)
    chosen = sorted(filter(chooser(include, exclude), listed))
    contents = {path: _checked(name, path, listed[path]) for path in chosen}
    return Chosen(contents, len(listed) - len(chosen), installed.metadata)


def _installed(name: str, location: str) -> Distribution:
    asked = _LOCATION.fullmatch(location)
    if not asked:
        reason = f"location '{location}', expected name==version"
        raise SourceFault(name, "settings", reason, f"Mend conf/source/{name}.yaml.")
    try:
        found = distribution(asked["name"])
    except PackageNotFoundError as error:
        reason = f"{asked['name']} is not installed, expected {location}"
        raise SourceFault(name, "not-found", reason, f"Run `pip install {location}`.") from error
    if found.version != asked["version"]:
        raise SourceFault(
            name,
            "changed",
            f"{asked['name']} {found.version} is installed, expected {asked['version']}",
            f"Run `pip install {location}`, or mend its location and run `adaptrail sources update {name}`.",
        )
    return found


def _listed(name: str, location: str, installed: Distribution) -> dict[str, PackagePath]:
    files = {file.as_posix(): file for file in installed.files or [] if file.hash}
    listed = {path: file for path, file in files.items() if not _BY_THE_INSTALLER.fullmatch(path)}
    if not listed:
        reason = f"{location} lists no files with a digest, expected a RECORD"
        remedy = f"Install it from a wheel: `pip install --force-reinstall {location}`."
        raise SourceFault(name, "unfit", reason, remedy)
    return listed


def _checked(name: str, path: str, file: PackagePath) -> bytes:
    place = Path(str(file.locate()))
    content = place.read_bytes() if place.is_file() else None
    if content is None or file.hash is None or not _matches(content, file.hash.mode, file.hash.value):
        fault = "is missing" if content is None else "is not what RECORD says"
        reason = f"{path} {fault}, expected the file as it was installed"
        remedy = "Reinstall the distribution: `pip install --force-reinstall`."
        raise SourceFault(name, "corrupt", reason, remedy)
    return content


def _matches(content: bytes, algorithm: str, recorded: str) -> bool:
    """Return whether RECORD's digest (PEP 376: urlsafe base64 without padding) is that of `content`."""
    if algorithm not in ("sha256", "sha384", "sha512"):
        return False
    found = base64.urlsafe_b64encode(hashlib.new(algorithm, content).digest())
    return found.rstrip(b"=").decode() == recorded.rstrip("=")


def _licence(name: str, source: Source, metadata: PackageMetadata) -> str:
    classifiers: list[str] = metadata.get_all("Classifier") or []
    expression, text = ((metadata.get_all(field) or [""])[0] for field in ("License-Expression", "License"))
    stated = licence_of(expression, classifiers, text)
    if stated and stated != source.licence:
        declared = f"conf/source/{name}.yaml declares {source.licence}"
        reason = f"its metadata states the licence {stated}, {declared}; expected the same"
        raise SourceFault(name, "settings", reason, "Mend `licence` there.")
    return source.licence
