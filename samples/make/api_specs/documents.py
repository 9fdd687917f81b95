"""All files of samples/api-specs/."""

from pathlib import Path

from samples.make.api_specs.openapi import render
from samples.make.api_specs.postman import COLLECTIONS, collection
from samples.make.api_specs.spec import Spec, parse


def specs() -> list[Spec]:
    """Return the tables, sorted by file name."""
    return [parse(path.read_text("utf-8")) for path in sorted(Path(__file__).parent.glob("*.spec"))]


def documents() -> dict[str, str]:
    """Return file name and text of every document."""
    described = {spec.head["file"]: render(spec) for spec in specs()}
    return described | {name: collection(one) for name, one in COLLECTIONS.items()}
