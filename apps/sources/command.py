"""`adaptrail sources list|add|update|remove`: the registry of sources, as edits of conf/ that Git shows."""

import argparse
from typing import Any

from rich.console import Console
from rich.table import Table

from apps.sources import registry
from apps.sources.pin import pin
from stages.compose import compose
from stages.core.params import PARAMS

CONSOLE = Console(soft_wrap=True, highlight=False, markup=False)


def register(commands: Any) -> None:  # noqa: ANN401  argparse has no public type for it
    """Add `sources` and its actions to the command line."""
    actions = commands.add_parser("sources", help="the registry of sources and their pins")
    actions = actions.add_subparsers(required=True, metavar="action")
    actions.add_parser("list", help="every source, its class and its pin").set_defaults(command=_list)
    added = actions.add_parser("add", help="register a source at what it is now")
    added.add_argument("name")
    added.add_argument("--kind", choices=("git", "files", "python-distribution"), required=True)
    added.add_argument("--location", required=True, help="URL or path; folder below data/; name==version")
    classes = ("own", "open-source", "commercial", "synthetic")
    added.add_argument("--class", dest="source_class", choices=classes, required=True)
    for name in ("owner", "licence", "legal-basis"):
        added.add_argument(f"--{name}", required=True)
    added.add_argument("--include", nargs="*", default=["**"])
    added.add_argument("--exclude", nargs="*", default=[])
    added.set_defaults(command=_add)
    updated = actions.add_parser("update", help="show what would move; --apply moves it")
    updated.add_argument("names", nargs="*", help="sources; all that a run reads when none is named")
    updated.add_argument("--apply", action="store_true")
    updated.set_defaults(command=_update)
    for parser in (added, updated):
        parser.add_argument("--ref", default="HEAD", help="branch or tag of a Git source")
    removed = actions.add_parser("remove", help="take a source out of conf/")
    removed.add_argument("name")
    removed.set_defaults(command=_remove)


def _list(_: argparse.Namespace) -> int:
    table = Table("", "source", "kind", "class", "licence", "owner", "pin")
    for entry in registry.entries():
        settings = entry.settings
        cells = (settings[key] for key in ("kind", "source_class", "licence", "owner"))
        table.add_row("read" if entry.active else "-", entry.name, *cells, settings["rev"][:12])
    CONSOLE.print(table)
    return 0


def _add(arguments: argparse.Namespace) -> int:
    settings = {
        "kind": arguments.kind,
        "location": arguments.location,
        "rev": "",
        "source_class": arguments.source_class,
        "owner": arguments.owner,
        "licence": arguments.licence,
        "legal_basis": arguments.legal_basis,
        "include": arguments.include,
        "exclude": arguments.exclude,
    }
    registry.add(arguments.name, settings | {"rev": pin(arguments.name, settings, arguments.ref)})
    return _composed(f"{arguments.name}: registered in {registry.path(arguments.name)}")


def _update(arguments: argparse.Namespace) -> int:
    known = [registry.entry(name) for name in arguments.names] or [e for e in registry.entries() if e.active]
    moved = {entry.name: pin(entry.name, entry.settings, arguments.ref) for entry in known}
    due = {entry.name: entry.settings["rev"] for entry in known if entry.settings["rev"] != moved[entry.name]}
    for name, old in due.items():
        CONSOLE.print(f"{name}: {old[:12]} -> {moved[name][:12]}")
    for name in due if arguments.apply else ():
        registry.move(name, moved[name])
    said = f"{len(due)} of {len(known)} sources {'moved' if arguments.apply else 'would move'}"
    return _composed(said) if arguments.apply else _said(said)


def _remove(arguments: argparse.Namespace) -> int:
    registry.remove(arguments.name)
    return _composed(f"{arguments.name}: removed; `dvc repro` makes results that hold nothing of it")


def _composed(said: str) -> int:
    PARAMS.write_text(compose([]), encoding="utf-8")
    return _said(f"{said}; {PARAMS} composed")


def _said(text: str) -> int:
    CONSOLE.print(text)
    return 0
