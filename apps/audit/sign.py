"""Sign what a run commits to, approve it as one more person, and sign the log of signatures."""

import argparse
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from apps.audit import attestations, bundle, evidence, question
from apps.audit.checks import finding
from apps.audit.question import Answer
from apps.audit.signers import read_signers, signer
from apps.audit.standalone import LOG, SIGNATURES
from apps.audit.verify import Finding, Looked
from stages.attest import contract as attest
from stages.core.errors import PipelineError

STATEMENT = attest.EXPORTS / "lineage.json"


def register(questions: Any) -> None:  # noqa: ANN401  argparse has no public type for it
    """Add the questions to the command line."""
    asked = question.add(questions, "sign", "sign what the run commits to, or an adapter", _sign)
    asked.add_argument("--adapter", default="", help="sign its files, for `model_signing verify key`")
    more = question.add(
        questions, "approve", "add your signature to a statement that somebody signed", _approve
    )
    for one in (asked, more):
        one.add_argument("--as", dest="name", required=True, help="a name of governance/signers.json")
        one.add_argument("--statement", type=Path, default=STATEMENT, help=f"without it, {STATEMENT}")
    question.add(questions, "checkpoint", "sign the log of signatures as it is now", _checkpoint)


def _sign(arguments: argparse.Namespace) -> Answer:
    if arguments.adapter:
        return _adapter(arguments.adapter, arguments.name)
    return _signed(arguments.statement, arguments.name)


def _adapter(adapter: str, name: str) -> Answer:
    evidence.chosen(adapter)
    path = bundle.sign(adapter, signer(name))
    said = f"{path}: signed by {name}. Then run `adaptrail audit checkpoint`."
    return Answer({"bundle": str(path), "by": name}, [said], is_yes=True)


def _approve(arguments: argparse.Namespace) -> Answer:
    path = attestations.place_of(_read(arguments.statement))
    if not path.exists():
        raise PipelineError(f"{path}: not found, expected a first signature. Run `adaptrail audit sign`.")
    return _signed(arguments.statement, arguments.name)


def _signed(statement: Path, name: str) -> Answer:
    done = attestations.sign(_read(statement), signer(name))
    short = read_signers().threshold - len(done.by)
    more = f"; {short} more needed" if short > 0 else ""
    said = f"{done.envelope}: {len(done.by)} signatures{more}. Then run `adaptrail audit checkpoint`."
    return Answer(done, [said], is_yes=True)


def _read(path: Path) -> bytes:
    if not path.is_file():
        raise PipelineError(f"{path}: not found, expected a statement. Run `dvc repro attest`.")
    return path.read_bytes()


def _checkpoint(_: argparse.Namespace) -> Answer:
    path = attestations.checkpoint(read_signers().log)
    return Answer({"checkpoint": str(path), "log": LOG}, [f"{path}: signed"], is_yes=True)


def answer(_: argparse.Namespace) -> Answer:
    """Return yes when nothing is at fault with the signatures."""
    found = findings(None)
    faults = [f"NO {one.check}: {fault}" for one in found for fault in one.faults]
    return Answer(found, faults, is_yes=not faults)


def findings(kept: Path | None) -> list[Finding]:
    """Return what the checks of signatures, of their log and of bundles find.

    The first two are those of the stand-alone verifier; `kept` is a checkpoint that somebody kept elsewhere.
    """
    read_signers()
    rest = [kept] if kept else []
    looks: dict[str, Callable[[], Looked]] = {
        **{name: partial(_standalone, name, rest) for name in SIGNATURES},
        "written": attestations.check_written,
        "bundles": bundle.check_bundles,
    }
    return [finding(name, partial(_looked, look)) for name, look in looks.items()]


def _standalone(name: str, kept: list[Path]) -> Looked:
    return Looked(*SIGNATURES[name](Path(), *kept))


def _looked(look: Callable[[], Looked]) -> Looked:
    try:
        return look()
    except (ValueError, KeyError, TypeError, IndexError) as error:
        said = str(error) if isinstance(error, ValueError) else type(error).__name__
        return Looked(0, [f"governance/: {said}, expected signatures and their log. Restore it."])
    except OSError as error:
        return Looked(0, [f"{error.filename}: {error.strerror}, expected it. Run `adaptrail audit sign`."])
