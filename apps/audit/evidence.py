"""Read what the pipeline left behind: the files that an audit rests on.

Everything is read at most once, and only when an answer needs it; each function raises PipelineError when
a file is missing, unreadable or of another shape.
"""

import json
from collections.abc import Callable
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple, TypeVar

import msgspec

from stages.anonymize import contract as anonymize
from stages.attest import contract as attest
from stages.attest.commitments import Commitments
from stages.attest.results import ReportContent, content
from stages.attest.shards import lines_of, read_shards, rows_in
from stages.core.contract import read_json
from stages.core.errors import PipelineError
from stages.core.params import PARAMS, load_sections
from stages.core.records.base_model import BaseModel
from stages.core.records.decision import Decision
from stages.core.records.document import Document
from stages.core.records.ledger_row import LedgerRow
from stages.core.records.origin import Origin
from stages.core.records.sample import Sample
from stages.core.records.trained import Trained
from stages.crawl.lock import read_lock, sources
from stages.crawl.params import Declared
from stages.crawl.source import Source
from stages.gate.reviews import GENERATOR

TRAINED = Path("out/train")
"""Adapters, each with the trained.json of its trainer."""
MANIFESTS = "out/*/manifest.json", "out/*/manifest/*.json"

sections = cache(load_sections)
"""The sections of params.yaml."""

V = TypeVar("V")
W = TypeVar("W")


class Splits(NamedTuple):
    """The rows of one adapter."""

    adapter: str
    train: list[Sample]
    validation: list[Sample]
    test: list[Sample]


def setting(*path: str, kind: type[V]) -> V:
    """Return the setting at `path` of params.yaml, as a `kind`."""
    found: object = sections()
    for name in path:
        found = found.get(name) if isinstance(found, dict) else None
    try:
        return msgspec.convert(found, kind)
    except msgspec.ValidationError as error:
        raise PipelineError(
            f"{PARAMS}: {'.'.join(path)}: {error}. Run `python -m stages.compose`."
        ) from error


def adapters() -> list[str]:
    """Return the adapters that `attest` binds."""
    return setting("attest", "adapters", kind=list[str])


def chosen(adapter: str) -> list[str]:
    """Return one adapter by name, or all when it is empty; raises PipelineError when there is none such."""
    known = adapters()
    if adapter and adapter not in known:
        raise PipelineError(f"{adapter}: no such adapter, expected one of {', '.join(known)}. Mend the name.")
    return [adapter] if adapter else known


def shortest() -> int:
    """Return the lexemes of the shortest run that `probe` reports."""
    return setting("probe", "shortest", kind=int)


def declared() -> dict[str, Source]:
    """Return the sources of a run as declared and pinned: those of params.yaml, at sources.lock.yaml."""
    return sources(setting("crawl", "sources", kind=dict[str, Declared]), read_lock())


def pins() -> dict[str, str]:
    """Return the pinned revision of each source of a run."""
    return {name: source.rev for name, source in declared().items()}


def generators() -> set[str]:
    """Return `name@version` of each recipe and flow of params.yaml, and what reviewers' answers name."""
    groups = (setting("build", group, kind=dict[str, dict[str, object]]) for group in ("recipes", "flows"))
    known = [(name, one.get("version", "")) for group in groups for name, one in group.items()]
    return {f"{name}@{version}" for name, version in known} | {GENERATOR}


def pieces() -> dict[str, str]:
    """Return the piece that is the answer, by recipe of params.yaml."""
    recipes = setting("build", "recipes", kind=dict[str, dict[str, object]])
    return {name: str(recipe.get("output", "")) for name, recipe in recipes.items()}


@lru_cache(maxsize=1)
def lines(source: str) -> list[bytes]:
    """Return the lines of a shard of the ledger; those of the last one that was asked for are kept."""
    return lines_of(source)


@cache
def rows(source: str) -> list[LedgerRow]:
    """Return the rows of a shard of the ledger that were not erased."""
    return list(rows_in(source, lines(source)))


@cache
def ledger() -> list[LedgerRow]:
    """Return the rows of the ledger that were not erased."""
    return [row for shard in read_shards() for row in rows(shard.source)]


@cache
def origins() -> list[Origin]:
    """Return the fate of every crawled file."""
    return anonymize.ORIGINS.read_some()


@cache
def decisions() -> list[Decision]:
    """Return the ledger of anonymization."""
    return anonymize.DECISIONS.read()


@cache
def documents() -> list[Document]:
    """Return the safe files."""
    return anonymize.DOCUMENTS.read()


def base() -> BaseModel:
    """Return the base model that adapters are trained on."""
    return read_json(attest.BASE / "base.json", BaseModel)


def trained(adapter: str) -> Trained:
    """Return what the trainer of an adapter says that it read and made."""
    return read_json(TRAINED / adapter / "trained.json", Trained)


@cache
def splits() -> list[Splits]:
    """Return the rows of every adapter."""
    return [
        Splits(name, *(rows.of(name).read() for rows in (attest.TRAIN, attest.VALIDATION, attest.TEST)))
        for name in adapters()
    ]


def samples() -> list[Sample]:
    """Return the candidates, and the rows of every adapter."""
    used = [sample for one in splits() for rows in (one.train, one.validation, one.test) for sample in rows]
    return [*attest.CANDIDATES.read(), *attest.EDITS.read(), *used]


def manifests() -> list[Path]:
    """Return the manifests that are here; a GPU runner lacks those of the raw zone."""
    return sorted(path for pattern in MANIFESTS for path in Path().glob(pattern))


def attested() -> ReportContent:
    """Return reports/attest.json, which is in Git and holds the roots of everything else."""
    return content("attest")


def commitments() -> Commitments:
    """Return what reports/commitments.json commits to."""
    return read_json(attest.COMMITMENTS, Commitments)


def figure(name: str) -> str:
    """Return a digest among the figures of reports/attest.json."""
    found = attested().figures.get(name)
    if not isinstance(found, str):
        raise PipelineError(f"reports/attest.json: no {name}, expected one. Run `dvc repro attest`.")
    return found


def exports() -> dict[str, str]:
    """Return the digests of the exports among the figures of reports/attest.json, by path."""
    found = attested().figures.get("exports")
    if not isinstance(found, dict) or not found:
        raise PipelineError("reports/attest.json: no exports, expected some. Run `dvc repro attest`.")
    return {path: str(digest) for path, digest in found.items()}


def raw_zone() -> bool:
    """Say whether the raw zone is here: without it spans cannot be compared with raw bytes."""
    return Path(anonymize.BLOBS.path).is_dir()


def or_fault(read: Callable[[], V], fault: Callable[[str], W]) -> V | W:
    """Return what `read` returns, or what `fault` makes of the line that says why it cannot."""
    try:
        return read()
    except PipelineError as error:
        return fault(str(error))
    except OSError as error:
        return fault(f"{error.filename}: {error.strerror}, expected a readable file. Run `dvc checkout`.")
    except (UnicodeDecodeError, RecursionError) as error:
        return fault(
            f"out/, reports/ or params.yaml: a file that cannot be decoded ({type(error).__name__}), "
            "expected JSON or YAML in UTF-8. `adaptrail audit verify` names what is not as committed: "
            "restore it."
        )


def as_json(answer: object) -> str:
    """Return an answer as indented JSON for people and scripts, keys sorted; its parts keep their names."""
    return json.dumps(_plain(answer), ensure_ascii=False, indent=2, sort_keys=True)


def _plain(value: object) -> object:
    if isinstance(value, tuple) and hasattr(value, "_asdict"):
        return {name: _plain(part) for name, part in value._asdict().items()}
    if isinstance(value, list):
        return [_plain(part) for part in value]
    if isinstance(value, dict):
        return {name: _plain(part) for name, part in value.items()}
    return msgspec.to_builtins(value)
