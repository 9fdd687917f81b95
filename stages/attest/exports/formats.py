"""Write every export of a run: one file a format, the same bytes for the same facts."""

from collections.abc import Mapping
from pathlib import Path

import msgspec

from stages.attest.exports.croissant import croissant
from stages.attest.exports.cyclonedx import cyclonedx
from stages.attest.exports.data_card import data_card
from stages.attest.exports.eu_summary import eu_summary
from stages.attest.exports.facts import Facts
from stages.attest.exports.gbt_45652 import gbt_45652
from stages.attest.exports.lineage import lineage
from stages.attest.exports.model_card import model_card
from stages.attest.exports.openlineage import openlineage
from stages.attest.exports.slsa import slsa
from stages.core.contract import canonical

LANGUAGES = {"en": ".md", "zh": ".zh.md"}


def exports(facts: Facts) -> dict[str, bytes]:
    """Return the content of every export for programs, by name below out/attest/exports/."""
    return {
        "bom.cdx.json": _json(cyclonedx(facts)),
        "croissant.json": _json(croissant(facts)),
        "eu-training-content.md": eu_summary(facts),
        "gbt-45652.md": gbt_45652(facts),
        "lineage.json": _json(lineage(facts)),
        "openlineage.ndjson": b"".join(canonical(event) + b"\n" for event in openlineage(facts)),
        **{f"slsa/{adapter.name}.json": _json(slsa(adapter, facts)) for adapter in facts.adapters},
    }


def cards(facts: Facts) -> dict[str, bytes]:
    """Return the cards for people, by name below reports/cards/."""
    return {
        **{f"data{end}": data_card(facts, language) for language, end in LANGUAGES.items()},
        **{
            f"{adapter.name}{end}": model_card(adapter, facts, language)
            for adapter in facts.adapters
            for language, end in LANGUAGES.items()
        },
    }


def other_files(folder: Path, files: Mapping[str, bytes]) -> list[Path]:
    """Return what lies in `folder` and is none of `files`: cards of an adapter that is no more."""
    return sorted(
        path for path in folder.rglob("*") if path.is_file() and str(path.relative_to(folder)) not in files
    )


def _json(value: object) -> bytes:
    return msgspec.json.format(canonical(value), indent=2) + b"\n"
