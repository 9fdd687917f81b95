"""`adaptrail sources inventory`: what the sources hold, as a table, as Markdown or as JSON."""

import argparse
from collections.abc import Iterator
from itertools import groupby
from typing import Any

import msgspec
from rich.console import Console, JustifyMethod
from rich.table import Table

from apps.audit import evidence
from apps.described import described
from apps.sources.inventory import Fed, Holding, fed, holdings
from stages.build.params import Recipe
from stages.core.contract import canonical
from stages.screen import contract

NUMBERS = ("files", "read")
"""Columns that are numbers."""

NAMES = ("source", "kind", "recipe", "unit")
"""Columns whose words are kept whole, however narrow the terminal."""

HELD = ("source", "kind", "languages (files)", "files", "read")
FEEDING = ("recipe", "unit", "sources (files)")


def register_inventory(actions: Any) -> None:  # noqa: ANN401  argparse has no public type for it
    """Add the action `inventory`."""
    inventory = actions.add_parser(
        "inventory", **described("say what each source holds, and which recipes it can feed")
    )
    form = inventory.add_mutually_exclusive_group()
    form.add_argument("--json", dest="form", action="store_const", const="json", help="print JSON")
    form.add_argument(
        "--markdown", dest="form", action="store_const", const="markdown", help="print Markdown"
    )
    inventory.set_defaults(command=_inventory, form="table")


def _inventory(arguments: argparse.Namespace) -> int:
    held = holdings(contract.FILES.read_some(), contract.ANNOTATIONS.read(), contract.KEPT.read())
    recipes = evidence.setting("build", "recipes", kind=dict[str, Recipe])
    feeding = fed(held, recipes, evidence.setting("build", "source_classes", kind=list[str]))
    _FORMS[arguments.form](held, feeding)
    return 0


def _json(held: list[Holding], feeding: list[Fed]) -> None:
    whole = {"holdings": [one._asdict() for one in held], "recipes": [one._asdict() for one in feeding]}
    print(msgspec.json.format(canonical(whole), indent=2).decode())


def _markdown(held: list[Holding], feeding: list[Fed]) -> None:
    for head, rows in ((HELD, _held(held)), (FEEDING, _feeding(feeding))):
        print(f"| {' | '.join(head)} |\n|{'---|' * len(head)}")
        print("".join(f"| {' | '.join(row)} |\n" for row in rows))


def _table(held: list[Holding], feeding: list[Fed]) -> None:
    console = Console(markup=False, highlight=False)
    for head, rows in ((HELD, _held(held)), (FEEDING, _feeding(feeding))):
        table = Table()
        for name in head:
            justify: JustifyMethod = "right" if name in NUMBERS else "left"
            table.add_column(name, justify=justify, overflow="fold", no_wrap=name in NAMES)
        for row in rows:
            table.add_row(*row)
        console.print(table)


_FORMS = {"json": _json, "markdown": _markdown, "table": _table}


def _held(held: list[Holding]) -> Iterator[tuple[str, ...]]:
    for (source, asset), group in groupby(held, key=lambda one: (one.source, one.asset)):
        found = sorted(group, key=lambda one: (-one.files, one.language))
        languages = ", ".join(f"{one.language} {one.files}" for one in found)
        yield (
            source,
            asset,
            languages,
            str(sum(one.files for one in found)),
            str(sum(one.read for one in found)),
        )


def _feeding(feeding: list[Fed]) -> Iterator[tuple[str, ...]]:
    for one in feeding:
        sources = ", ".join(f"{name} {files}" for name, files in one.sources.items())
        yield one.recipe, one.unit, sources or "none"
