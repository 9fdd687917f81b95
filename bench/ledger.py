"""Write a ledger of any size as `attest` does: a shard for each of 200 sources, one in memory at a time."""

import hashlib
from collections.abc import Iterator

from msgspec import structs

from stages.anonymize import contract as anonymize
from stages.attest import contract as attest
from stages.attest.operations import operations
from stages.attest.shards import Run, commitment, shards
from stages.attest.units import salt, units
from stages.core.contract import Counts, Figures, Written, finish, publish_json
from stages.core.records.ledger_row import LedgerRow, files_of, ranges
from stages.core.records.ledger_shard import LedgerShard
from stages.core.records.origin import Origin
from stages.core.records.span import Span

SOURCES = 200
FILES = 10
"""One row in so many is of a file."""
UNITS = units("", [f"repository-{n}" for n in range(SOURCES)])


def write(count: int) -> list[LedgerShard]:
    """Write ledger, origins and reports of `count` rows below the working directory; return the shards."""
    each = count // SOURCES
    written: dict[str, Written] = {}
    found = []
    for source in sorted(UNITS):
        rows = list(rows_of(source, each))
        found += shards(rows, Run(UNITS, "90" * 8, "c0" * 32))
        written |= attest.shard(source).write(rows)
    size = sum(shard.rows for shard in found)
    figures: Figures = {"ledger_root": commitment(found), "shards": len(found), "untraced": 0}
    beside = anonymize.ORIGINS.write(origins(each)) | anonymize.DECISIONS.write([])
    publish_json(anonymize.LEDGER, beside)
    publish_json(anonymize.DOCUMENTS.manifest, anonymize.DOCUMENTS.write([]))
    finish(
        "attest",
        Counts(read=size, written=size, dropped={}),
        figures,
        written | attest.SHARDS.write(found),
    )
    return found


def rows_of(source: str, each: int) -> Iterator[LedgerRow]:
    """Yield the rows of a source, sorted: a tenth are files, the others samples of one or two spans."""
    for name in documents(source, each):
        yield row(name, "file", blob(name), [])
    other = documents(f"repository-{(int(source.rpartition('-')[2]) + 1) % SOURCES}", each)
    own = documents(source, each)
    ids = sorted(digest(f"{source} {number}") for number in range(each - len(own)))
    for number, item in enumerate(ids):
        places = [other[number % len(other)]] * (number % 2) + [own[number * 7 % len(own)]]
        yield row(item, "sample", item, [span(document, number) for document in places])


def documents(source: str, each: int) -> list[str]:
    """Return the names of the files of a source, sorted."""
    return sorted(f"{source}:src/main/java/com/example/Type{number}.java" for number in range(each // FILES))


def digest(text: str) -> str:
    """Return an id that looks like one."""
    return hashlib.sha256(text.encode()).hexdigest()


def blob(document: str) -> str:
    """Return the id of the blob of a file."""
    return digest(document)[:40]


def span(document: str, number: int) -> Span:
    """Return a span of a document."""
    start = number % 9000
    return Span(document=document, blob=blob(document), start=start, end=start + 500, safe=digest(document))


def row(item: str, kind: str, content: str, spans: list[Span]) -> LedgerRow:
    """Return a row that was kept, in the shard of the source of its last span."""
    files = files_of(spans)
    source = (spans[-1].document if spans else item).partition(":")[0]
    made = LedgerRow(
        item=item,
        kind=kind,
        source=source,
        salt=salt(UNITS[source], kind, item, ""),
        licence="Apache-2.0",
        recipe="implement_method" if kind == "sample" else "",
        generator="implement_method@2" if kind == "sample" else "",
        content=content,
        used=["implement-method/train"] if kind == "sample" else [],
        files=files,
        made=ranges(spans, files),
    )
    return structs.replace(made, ops=operations(made, [span.safe for span in spans]))


def origins(each: int) -> Iterator[Origin]:
    """Yield the fate of every file."""
    for source in sorted(UNITS):
        for document in documents(source, each):
            yield Origin(
                document=document,
                source=source,
                commit="c" * 40,
                path=document.partition(":")[2],
                blob=blob(document),
                size=1,
                asset="code",
                source_class="open-source",
                licence="Apache-2.0",
                licence_basis="header",
                legal_basis="open-source licence",
                owner="team",
                status="kept",
                stage="",
                rule="",
                value="",
                duplicate_of="",
            )
