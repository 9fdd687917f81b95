"""`adaptrail review lexicon|anonymize|samples|stats|reveal`: what people say goes to governance/."""

import argparse
import os
import sys
from pathlib import Path
from typing import Any, NamedTuple

from rich.text import Text

from apps.described import described
from apps.output import print_whole
from apps.review import names, queue, samples, statistics, tables
from apps.review.asking import CONSOLE, add, asked
from apps.review.inspection import INSPECTIONS, Inspection
from apps.review.keyboard import QUIT, key, line
from apps.review.pieces import beside, pieces
from apps.review.shown import in_its_line, line_of, numbered, printable
from stages.anonymize import contract as anonymize
from stages.anonymize.candidates import Candidate
from stages.anonymize.keys import Keys, load_keys
from stages.anonymize.ledger import digest as digest_of_row
from stages.anonymize.listed import VARIABLE, digest, load_terms, read_lexicon, terms_of
from stages.anonymize.params import AnonymizeParams
from stages.anonymize.reviews import CONFIRMATIONS, LABELS, read_reviews
from stages.anonymize.vault import unsealed
from stages.core.contents import contents
from stages.core.contract import Written, manifest_path, read_json
from stages.core.errors import PipelineError
from stages.core.params import load_params
from stages.core.records.confirmation import Confirmation
from stages.core.records.decision import Decision
from stages.core.records.document import Document
from stages.core.records.label import Label
from stages.core.records.verdict import Verdict
from stages.gate import contract as gate
from stages.gate.reviews import VERDICTS, read_verdicts

EACH = 20
"""Values that are looked at of each entity, rule and confidence, when nobody says otherwise."""
EACH_SAMPLES = 5
"""Samples that are looked at of each recipe and set of tags, when nobody says otherwise."""
SHARE = 0.01
"""Of the documents without a replacement, when nobody says otherwise."""
HIDDEN = Text("(raw text is shown on a terminal only)")


class Desk(NamedTuple):
    """What a review works with."""

    reviewer: str
    keys: Keys
    params: AnonymizeParams


def register(commands: Any) -> None:  # noqa: ANN401  argparse has no public type for it
    """Add `review` and what can be reviewed to the command line."""
    parser = commands.add_parser(
        "review",
        **described("look at what was masked and what was not; what people say holds at the next run"),
    )
    things = parser.add_subparsers(required=True, metavar="thing")
    decisions = things.add_parser(
        "anonymize", **described("label findings as true, false or unsure, and read what was left unchanged")
    )
    _add_reviewer(decisions, "label")
    _add_each(decisions, EACH, "values of each entity, rule and confidence")
    decisions.add_argument(
        "--share",
        type=_share,
        default=SHARE,
        help="of the unchanged documents of each class to read, up to 1",
    )
    decisions.set_defaults(command=_anonymize)
    answers = things.add_parser(
        "samples", **described("accept, edit or reject the answers of samples, in the safe zone")
    )
    _add_reviewer(answers, "verdict")
    _add_each(answers, EACH_SAMPLES, "samples of each recipe and set of tags")
    answers.set_defaults(command=_samples)
    lexicon = things.add_parser("lexicon", **described("accept or reject names that may be the company's"))
    _add_reviewer(lexicon, "decision")
    lexicon.set_defaults(command=_lexicon)
    reveal = things.add_parser("reveal", **described("print the value behind a pseudonym, out of the vault"))
    reveal.add_argument("pseudonym", help="as it stands in a document")
    reveal.set_defaults(command=_reveal)
    stats = things.add_parser(
        "stats", **described("print the precision of rules, the bound of misses, and the verdicts on samples")
    )
    stats.set_defaults(command=_stats)


def _add_reviewer(parser: argparse.ArgumentParser, what: str) -> None:
    parser.add_argument(
        "--reviewer", type=_reviewer, required=True, help=f"who says so; it is written beside each {what}"
    )


def _add_each(parser: argparse.ArgumentParser, default: int, what: str) -> None:
    parser.add_argument("--each", type=_at_least_one, default=default, help=f"{what} to look at")


def _reviewer(word: str) -> str:
    if not (name := word.strip()):
        raise argparse.ArgumentTypeError("nobody, expected a name")
    return name


def _at_least_one(word: str) -> int:
    if not (word.isdecimal() and int(word)):
        raise argparse.ArgumentTypeError(f"'{word}', expected a whole number from 1 on")
    return int(word)


def _share(word: str) -> float:
    try:
        share = float(word)
    except ValueError:
        share = 0.0
    if not 0 < share <= 1:
        raise argparse.ArgumentTypeError(f"'{word}', expected a share above 0, up to 1")
    return share


def _desk(reviewer: str) -> Desk:
    params = load_params("anonymize", AnonymizeParams)
    return Desk(reviewer, load_keys(params.key_id, params.key_check, params.key_file), params)


def _anonymize(arguments: argparse.Namespace) -> int:
    desk = _desk(arguments.reviewer)
    ledger = anonymize.DECISIONS.read()
    draw = queue.Draw(desk.keys.fingerprint, digest_of_row(ledger[-1]) if ledger else "")
    inspected = {row.blob for row in read_reviews(INSPECTIONS, Inspection) if row.reviewer == desk.reviewer}
    due = queue.decisions_due(ledger, read_reviews(LABELS, Label), desk.reviewer, arguments.each, draw)
    unread = queue.documents_due(anonymize.DOCUMENTS.read(), inspected, arguments.share, draw)
    texts = _texts({row.blob for row in due} | {document.blob for document in unread})
    rows = beside(due, ledger)
    done = asked(
        due,
        lambda row: _label(
            row, texts[row.blob], pieces(row, rows[row.fingerprint], texts[row.blob], desk.keys), desk
        ),
    )
    stopped = done < len(due)
    read = 0 if stopped else asked(unread, lambda document: _inspect(document, texts[document.blob], desk))
    seen = f"{done} of {len(due)} findings, {read} of {len(unread)} documents"
    CONSOLE.print(f"review: {seen} seen; commit {LABELS.parent}")
    return 0


def _samples(arguments: argparse.Namespace) -> int:
    samples.refuse_pipes()
    reviewer = arguments.reviewer
    due = queue.samples_due(
        gate.SAMPLES.read(), read_verdicts(), reviewer, arguments.each, _draw_of_samples()
    )
    done = asked(due, lambda sample: samples.judge(sample, reviewer))
    CONSOLE.print(f"review: {done} of {len(due)} samples seen; commit {VERDICTS}")
    return 0


def _draw_of_samples() -> queue.Draw:
    """Return what orders samples: all candidates decide it, and no verdict and no standard changes it."""
    written = read_json(manifest_path("build"), dict[str, Written]).get(gate.CANDIDATES.path)
    if written is None:
        raise PipelineError(
            f"{manifest_path('build')}: nothing of {gate.CANDIDATES.path}, expected its digest. "
            "Run `dvc repro build`."
        )
    return queue.Draw(b"samples", written.sha256)


def _reveal(arguments: argparse.Namespace) -> int:
    held = unsealed(load_params("anonymize", AnonymizeParams).vault_file)
    found = sorted({(one.entity, one.value) for one in held if one.replacement == arguments.pseudonym})
    if not found:
        raise PipelineError(
            "review reveal: no such pseudonym in the vault, expected one of a document. Copy it from there."
        )
    for entity, value in found:
        CONSOLE.print(entity, Text(printable(value)) if sys.stdout.isatty() else HIDDEN)
    return 0


def _lexicon(arguments: argparse.Namespace) -> int:
    desk = _desk(arguments.reviewer)
    terms = load_terms(desk.keys, desk.params.lexicon_check, desk.params.lexicon_file)
    due = names.undecided(names.proposed(terms, desk.params), desk.reviewer, desk.keys)
    done = asked(due, lambda candidate: _confirm(candidate, desk))
    CONSOLE.print(f"review: {done} of {len(due)} names seen; commit {CONFIRMATIONS}")
    return 0


def _confirm(candidate: Candidate, desk: Desk) -> bool:
    name = Text(printable(candidate.term), "bold reverse")
    CONSOLE.print(name if sys.stdout.isatty() else HIDDEN)
    CONSOLE.print(names.described_by(candidate))
    CONSOLE.print("a accept: mask it   r reject: leave it   s skip   q quit", style="dim")
    pressed = key("ars")
    if pressed in "ar":
        row = names.confirmation(candidate, pressed, desk.reviewer, desk.keys)
        add(CONFIRMATIONS, [*read_reviews(CONFIRMATIONS, Confirmation), row])
        CONSOLE.print(row.decision)
    return pressed != QUIT


def _texts(blobs: set[str]) -> dict[str, str]:
    found = {
        blob: row.text or "" for group in contents(anonymize.BLOBS, blobs) for blob, row in group.items()
    }
    if missing := blobs - found.keys():
        raise PipelineError(
            f"{anonymize.BLOBS.path}: {len(missing)} contents missing, expected those of the ledger. "
            "Review where the raw zone is, after `dvc repro anonymize`."
        )
    return found


def _label(row: Decision, text: str, places: list[tuple[int, int]], desk: Desk) -> bool:
    CONSOLE.print(
        printable(f"{row.entity} by {row.rule}, confidence {row.confidence}, {row.action} ({row.reason})")
    )
    lines = dict.fromkeys(str(line_of(text, start)) for start, _ in places)
    CONSOLE.print(printable(f"{row.document}:{', '.join(lines)}"), style="dim")
    CONSOLE.print(in_its_line(text, places) if sys.stdout.isatty() else HIDDEN)
    CONSOLE.print("t true   f false   x unsure   s skip   q quit", style="dim")
    pressed = key("tfxs")
    if pressed in "tfx":
        label = Label(
            schema=1,
            key=desk.keys.check,
            fingerprint=row.fingerprint,
            entity=row.entity,
            rule=row.rule,
            rule_version=row.version,
            label={"t": "T", "f": "F", "x": "X"}[pressed],  # type: ignore[arg-type]
            reviewer=desk.reviewer,
        )
        add(LABELS, [*read_reviews(LABELS, Label), label])
        CONSOLE.print(label.label)
    return pressed != QUIT


def _inspect(document: Document, text: str, desk: Desk) -> bool:
    CONSOLE.print(numbered(text) if sys.stdout.isatty() else HIDDEN)
    CONSOLE.print(printable(document.id), style="dim")
    CONSOLE.print("Nothing was replaced. Is anything left that must not leave?")
    CONSOLE.print("n nothing missed   m missed   s skip   q quit", style="dim")
    pressed = key("nms")
    if pressed in "nm":
        row = Inspection(
            schema=1,
            blob=document.blob,
            source_class=document.source_class,
            found="missed" if pressed == "m" else "nothing",
            reviewer=desk.reviewer,
        )
        add(INSPECTIONS, [*read_reviews(INSPECTIONS, Inspection), row])
    if pressed == "m" and document.source_class not in desk.params.confidential_classes:
        CONSOLE.print(
            f"Names are masked in sources of class {', '.join(desk.params.confidential_classes)}, not in "
            f"{document.source_class}: leave the file out, or declare another class, in conf/source/."
        )
    elif pressed == "m":
        CONSOLE.print(f"A name to add to {desk.params.lexicon_file}, or nothing, then Enter:")
        if term := line():
            CONSOLE.print(_list(term, desk))
        return term is not None
    return pressed != QUIT


def _list(term: str, desk: Desk) -> str:
    """Add a name to the lexicon, whose rights stay as they are; return what is to be done next."""
    lexicon = desk.params.lexicon_file
    if os.environ.get(VARIABLE):
        raise PipelineError(f"{VARIABLE}: set, expected the lexicon in a file to add to. Add the name there.")
    before = read_lexicon(lexicon)
    added = f"{term}\n" if before.endswith("\n") else f"\n{term}\n"
    terms = terms_of(before + added, lexicon)
    try:
        with Path(lexicon).expanduser().open("a", encoding="utf-8") as file:
            file.write(added)
    except OSError as error:
        raise PipelineError(
            f"{lexicon}: {error.strerror}, expected to add a name to it. Add it there by hand."
        ) from error
    return f"added; set anonymize.lexicon_check to {digest(desk.keys, terms)} in conf/ and compose"


def _of_the_last_run(labels: list[Label]) -> list[Label]:
    """Return the labels of what the last run found, and say how many are of nothing; all without a ledger."""
    if not Path(anonymize.DECISIONS.path).exists():
        return labels
    found = {(row.fingerprint, row.rule) for row in anonymize.DECISIONS.read()}
    check = load_params("anonymize", AnonymizeParams).key_check
    standing = statistics.standing(labels, check, found)
    if gone := len(labels) - len(standing):
        CONSOLE.print(
            f"{gone} of {len(labels)} labels are left out: the last run did not find their values, since the "
            "key, a rule or the sources changed"
        )
    return standing


def _stats(_: argparse.Namespace) -> int:
    _of_labels(_of_the_last_run(read_reviews(LABELS, Label)))
    if read := statistics.misses(read_reviews(INSPECTIONS, Inspection)):
        print_whole(tables.of_misses(read))
    else:
        CONSOLE.print("documents without a replacement: none read, miss rate not measured")
    _of_verdicts(read_verdicts())
    return 0


def _of_labels(labels: list[Label]) -> None:
    if precisions := statistics.precisions(labels):
        print_whole(tables.of_precisions(precisions))
    else:
        CONSOLE.print("findings: none labelled, precision not measured")
    _of_agreement(statistics.said_of_findings(labels))


def _of_verdicts(verdicts: list[Verdict]) -> None:
    if not verdicts:
        CONSOLE.print("samples: none judged, share of accepted not measured")
        return
    if not Path(gate.CANDIDATES.path).exists():
        CONSOLE.print(f"samples: {len(verdicts)} verdicts, not measured without {gate.CANDIDATES.path}")
        return
    candidates = gate.CANDIDATES.read()
    held = statistics.held(candidates, verdicts)
    if gone := held.gone:
        left_out = len(verdicts) - len(held.standing)
        CONSOLE.print(f"{left_out} of {len(verdicts)} verdicts are left out: {gone}")
    if accepted := statistics.accepted(candidates, held.standing):
        print_whole(tables.of_accepted(accepted))
    _of_agreement(statistics.said_of_samples(held.standing))


def _of_agreement(said: statistics.Said) -> None:
    if agreements := statistics.agreements(said):
        print_whole(tables.of_agreements(agreements))
    for item, by in statistics.disputed(said):
        CONSOLE.print(printable(f"disputed {' '.join(item)}: {', '.join(by)}"))
