"""`adaptrail sources list|add|update|remove`: the registry of sources, as edits of conf/ that Git shows."""

import argparse
from typing import Any

from rich.console import Console
from rich.table import Table

from apps.described import described
from apps.output import print_whole
from apps.sources import registry
from apps.sources.declared import declared
from apps.sources.pin import pin
from stages.compose import compose
from stages.core.params import PARAMS

CONSOLE = Console(soft_wrap=True, highlight=False, markup=False)


def register(commands: Any) -> None:  # noqa: ANN401  argparse has no public type for it
    """Add `sources` and its actions to the command line."""
    sources = commands.add_parser("sources", **described("list, add, update and remove the sources of a run"))
    actions = sources.add_subparsers(required=True, metavar="action")
    listed = actions.add_parser(
        "list", **described("list every source with its class, licence, owner and pin")
    )
    listed.set_defaults(command=_list)
    added = actions.add_parser("add", **described("register a source, pinned to what it is now"))
    added.add_argument("name", help="a-z, 0-9 and hyphens; the file is conf/source/<name>.yaml")
    _register_settings(added)
    added.set_defaults(command=_add)
    updated = actions.add_parser("update", **described("show which pins would move; with --apply, move them"))
    updated.add_argument("names", nargs="*", help="sources (default: all that a run reads)")
    updated.add_argument("--apply", action="store_true", help="move the pins and compose params.yaml")
    updated.set_defaults(command=_update)
    for parser in (added, updated):
        parser.add_argument("--ref", default="HEAD", help="branch or tag of a Git source (default: HEAD)")
    removed = actions.add_parser(
        "remove", **described("take a source out of conf/, and so out of the next run")
    )
    removed.add_argument("name", help="a source of `adaptrail sources list`")
    removed.set_defaults(command=_remove)


def _register_settings(parser: argparse.ArgumentParser) -> None:
    """Add an option for each setting of a source but its pin."""
    kinds = ("git", "files", "python-distribution")
    parser.add_argument("--kind", choices=kinds, required=True, help="how it is read")
    parser.add_argument(
        "--location",
        required=True,
        help="git: path or URL; files: folder below data/; python-distribution: name==version, installed",
    )
    parser.add_argument(
        "--class",
        dest="source_class",
        choices=("own", "open-source", "commercial", "synthetic"),
        required=True,
        help="decides which licences are allowed and what may train an adapter",
    )
    parser.add_argument("--owner", required=True, help="team or person who answers for it")
    parser.add_argument(
        "--licence",
        required=True,
        help="SPDX expression for the whole source, such as MIT, or LicenseRef-Name for terms of your own",
    )
    parser.add_argument("--legal-basis", required=True, help="why it may be used, in words of your register")
    parser.add_argument(
        "--include", nargs="*", default=["**"], metavar="GLOB", help="paths to read (default: all)"
    )
    parser.add_argument(
        "--exclude", nargs="*", default=[], metavar="GLOB", help="paths to leave out, also of --include"
    )


def _list(_: argparse.Namespace) -> int:
    table = Table("", "source", "kind", "class", "licence", "owner", "pin")
    for entry in registry.entries():
        settings = entry.settings
        cells = (settings[key] for key in ("kind", "source_class", "licence", "owner"))
        table.add_row("read" if entry.active else "-", entry.name, *cells, settings["rev"][:12])
    print_whole(table)
    return 0


def _add(arguments: argparse.Namespace) -> int:
    given = {
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
    settings = declared(arguments.name, given)
    pinned = settings | {"rev": pin(arguments.name, settings, arguments.ref)}
    with registry.kept_on_failure():
        registry.add(arguments.name, pinned)
        return _composed(f"{arguments.name}: registered in {registry.path(arguments.name)}")


def _update(arguments: argparse.Namespace) -> int:
    known = [registry.entry(name) for name in arguments.names] or [e for e in registry.entries() if e.active]
    moved = {entry.name: pin(entry.name, entry.settings, arguments.ref) for entry in known}
    due = {entry.name: entry.settings["rev"] for entry in known if entry.settings["rev"] != moved[entry.name]}
    for name, old in due.items():
        CONSOLE.print(f"{name}: {old[:12]} -> {moved[name][:12]}")
    if not arguments.apply:
        return _said(f"{len(due)} of {len(known)} sources would move")
    with registry.kept_on_failure():
        for name in due:
            registry.move(name, moved[name])
        return _composed(f"{len(due)} of {len(known)} sources moved")


def _remove(arguments: argparse.Namespace) -> int:
    with registry.kept_on_failure():
        registry.remove(arguments.name)
        return _composed(f"{arguments.name}: removed; `dvc repro` makes results that hold nothing of it")


def _composed(said: str) -> int:
    PARAMS.write_text(compose([]), encoding="utf-8")
    return _said(f"{said}; {PARAMS} composed")


def _said(text: str) -> int:
    CONSOLE.print(text)
    return 0
