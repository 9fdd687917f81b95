"""`adaptrail sources list|inventory|add|update|remove`: the sources and their lock, as edits for Git."""

import argparse
import shutil
import sys
from pathlib import Path
from typing import Any, get_args

import msgspec
from rich.console import Console
from rich.table import Table

from apps.described import described
from apps.output import print_whole
from apps.sources import registry
from apps.sources.declared import declared
from apps.sources.inventory_command import register_inventory
from apps.sources.lock import clones, moves, write_lock
from apps.sources.pages import Asking
from apps.sources.resolve import resolve
from stages.compose import compose
from stages.core.errors import PipelineError
from stages.core.params import PARAMS, load_params
from stages.core.store import StoreParams
from stages.crawl.contract import LOCK
from stages.crawl.lock import Locked, differences, read_lock
from stages.crawl.params import LISTED, Declared, Kind, SourceClass


class CacheFolder(msgspec.Struct):
    """What is needed of the section `crawl`, whose sources may be those that are being mended."""

    cache: str


CONSOLE = Console(soft_wrap=True, highlight=False, markup=False)
PATIENCE = 3600
"""Seconds that a rate limit may ask for, unless the user says otherwise."""


def register(commands: Any) -> None:  # noqa: ANN401  argparse has no public type for it
    """Add `sources` and its actions to the command line."""
    sources = commands.add_parser("sources", **described("list, add, update and remove the sources of a run"))
    actions = sources.add_subparsers(required=True, metavar="action")
    listed = actions.add_parser(
        "list", **described("list every source with its class, licence, owner, tags and pin")
    )
    listed.set_defaults(command=_list)
    register_inventory(actions)
    added = actions.add_parser("add", **described("register a source, pinned to what it is now"))
    added.add_argument(
        "name", help="a-z, 0-9 and hyphens, a letter first; the file is conf/source/<name>.yaml"
    )
    _register_settings(added)
    _register_listing(added)
    added.set_defaults(command=_add)
    updated = actions.add_parser("update", **described("show which pins would move; with --apply, move them"))
    updated.add_argument("names", nargs="*", help="sources (default: all that a run reads)")
    updated.add_argument("--apply", action="store_true", help=f"write {LOCK} and compose params.yaml")
    updated.set_defaults(command=_update)
    for parser in (listed, updated):
        parser.add_argument("--tag", default="", help="only sources with this tag")
    for parser in (added, updated):
        parser.add_argument(
            "--max-wait",
            type=int,
            default=PATIENCE,
            metavar="SECONDS",
            help=f"give up when the rate limit of a host asks for more (default: {PATIENCE})",
        )
    removed = actions.add_parser(
        "remove", **described("take a source out of conf/, and so out of the next run")
    )
    removed.add_argument("name", help="a source of `adaptrail sources list`")
    removed.add_argument("--purge", action="store_true", help="remove the clones of it, too")
    removed.set_defaults(command=_remove)


def _register_settings(parser: argparse.ArgumentParser) -> None:
    """Add an option for each setting of a source."""
    parser.add_argument("--kind", choices=get_args(Kind), required=True, help="how it is read")
    parser.add_argument(
        "--location",
        required=True,
        help="git: path or URL; files: folder or file below data/; python-distribution: name==version, "
        "installed; github, gitlab: URL of the organisation, user or group",
    )
    parser.add_argument("--ref", default="", help="branch or tag (default: the default branch)")
    parser.add_argument(
        "--class",
        dest="source_class",
        choices=get_args(SourceClass),
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
    parser.add_argument(
        "--commits",
        type=int,
        default=0,
        metavar="N",
        help="of the latest commits, how many are looked at as changes, see crawl.changes (default: none)",
    )
    parser.add_argument("--tags", nargs="*", default=[], metavar="TAG", help="words to find it by")


def _register_listing(parser: argparse.ArgumentParser) -> None:
    """Add the options of kinds that a host lists."""
    listed = parser.add_argument_group(
        "of kind github or gitlab, whose token is GITHUB_TOKEN or GITLAB_TOKEN"
    )
    listed.add_argument("--query", default="", help="code search: only repositories with a hit")
    listed.add_argument("--archived", action="store_true", help="also archived repositories")
    listed.add_argument("--forks", action="store_true", help="also forks")
    listed.add_argument("--leave-out", nargs="*", default=[], metavar="GLOB", help="repositories, by path")
    listed.add_argument(
        "--clone", choices=("https", "ssh"), default="https", help="by which URL (default: https)"
    )


def _list(arguments: argparse.Namespace) -> int:
    lock = read_lock()
    table = Table("", "source", "kind", "class", "licence", "owner", "tags", "ref", "pin")
    for entry in _tagged(registry.entries(), arguments.tag):
        known = entry.declared
        cells = (known.kind, known.source_class, known.licence, known.owner, " ".join(known.tags), known.ref)
        table.add_row("read" if entry.active else "-", entry.name, *cells, _pin(known, lock.get(entry.name)))
    print_whole(table)
    return 0


def _add(arguments: argparse.Namespace) -> int:
    settings = declared(arguments.name, _given(arguments))
    remedy = "Give other options: `adaptrail sources add --help`."
    source = registry.checked(f"source '{arguments.name}'", settings, remedy)
    registry.refuse_taken(arguments.name, source)
    lock = read_lock()
    locked = resolve(arguments.name, source, lock, Asking(arguments.max_wait, CONSOLE.print))
    for line in moves(arguments.name, None, locked, Path()):
        CONSOLE.print(line)
    with registry.kept_on_failure():
        registry.add(arguments.name, settings)
        write_lock(lock | {arguments.name: locked})
        return _composed(f"{arguments.name}: registered in {registry.path(arguments.name)}, pinned in {LOCK}")


def _given(arguments: argparse.Namespace) -> dict[str, Any]:
    """Return the settings of the command line; a mistaken option of a listing is refused with them."""
    keys = (*Declared.__struct_fields__,)
    listing = {key: getattr(arguments, key) for key in ("query", "archived", "forks", "leave_out", "clone")}
    wanted = arguments.kind in LISTED or any(value for key, value in listing.items() if key != "clone")
    given = vars(arguments) | {"listing": listing if wanted else None}
    return {key: given[key] for key in keys}


def _update(arguments: argparse.Namespace) -> int:
    lock, known = read_lock(), {entry.name: entry for entry in registry.entries()}
    named = [registry.entry(name) for name in arguments.names] or [e for e in known.values() if e.active]
    chosen = _tagged(named, arguments.tag)
    asking = Asking(arguments.max_wait, CONSOLE.print)
    updated = {name: locked for name, locked in lock.items() if name in known}
    failures = [fault for entry in chosen if (fault := _resolve(entry, updated, asking))]
    due = sum(updated.get(name) != lock.get(name) for name in known)
    if arguments.apply:
        with registry.kept_on_failure():
            write_lock(updated)
            _composed(f"{due} of {len(chosen)} sources moved in {LOCK}")
    else:
        _said(f"{due} of {len(chosen)} sources would move; --apply moves them")
    for fault in failures:
        print(f"error: {fault}", file=sys.stderr)
    return 1 if failures else 0


def _resolve(entry: registry.Entry, lock: dict[str, Locked], asking: Asking) -> PipelineError | None:
    """Put what a source is now into `lock` and say what moves; return why it keeps its pin, if it does."""
    try:
        new = resolve(entry.name, entry.declared, lock, asking)
    except PipelineError as fault:
        return fault
    for line in moves(entry.name, lock.get(entry.name), new, _cache()):
        CONSOLE.print(line)
    lock[entry.name] = new
    return None


def _remove(arguments: argparse.Namespace) -> int:
    name = registry.entry(arguments.name).name
    lock, cache, store = read_lock(), _cache(), load_params("store", StoreParams).folder
    others = {other: locked for other, locked in lock.items() if other != name}
    shared = {clone for locked in others.values() for clone in clones(locked, cache)}
    held = [clone for clone in (clones(lock[name], cache) if name in lock else []) if clone not in shared]
    with registry.kept_on_failure():
        registry.remove(name)
        write_lock(others)
        _composed(f"{name}: removed; `dvc repro` makes results that hold nothing of it")
    for clone in held if arguments.purge else []:
        shutil.rmtree(clone)
    for clone in held:
        CONSOLE.print(
            f"{clone}: {'removed' if arguments.purge else 'still holds its content; --purge removes it'}"
        )
    return _said(
        f"{store}/ and DVC's cache still hold contents of earlier runs, of all sources: after `dvc repro`, "
        f"`rm -r {store}` and `dvc gc --workspace` remove them"
    )


def _tagged(entries: list[registry.Entry], tag: str) -> list[registry.Entry]:
    return [entry for entry in entries if not tag or tag in entry.declared.tags]


def _pin(known: Declared, locked: Locked | None) -> str:
    if locked is None:
        return "none"
    if any(differences(locked, known)):
        return "of another declaration"
    return locked.pin[:12] or f"{len(locked.members)} repositories"


def _cache() -> Path:
    return Path(load_params("crawl", CacheFolder).cache)


def _composed(said: str) -> int:
    PARAMS.write_text(compose([]), encoding="utf-8")
    return _said(f"{said}; {PARAMS} composed")


def _said(text: str) -> int:
    CONSOLE.print(text)
    return 0
