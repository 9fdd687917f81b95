"""`adaptrail teach`: ask a teacher what a flow needs, and record each answer. A run only replays them."""

import argparse
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from rich.console import Console
from rich.progress import Progress

from apps.described import described
from apps.review.keyboard import key
from apps.teach import exchange
from apps.teach.endpoint import Endpoint, ask, refuse_url
from apps.teach.key import VARIABLE, load_key
from apps.teach.params import TeacherParams
from stages.build.build import Known
from stages.build.contract import RECORDINGS
from stages.build.flows import Result, drawn_units, walked
from stages.build.params import BuildParams
from stages.build.piece import Refusal
from stages.build.reading import read_assets
from stages.build.recordings import Answers, key_of, path_of, recorded
from stages.build.unit import Assets, Unit
from stages.build.world import World
from stages.core.contract import publish_json
from stages.core.errors import PipelineError
from stages.core.params import load_params
from stages.core.records.recording import Recording, Request

CONSOLE = Console(soft_wrap=True, highlight=False, markup=False)
ERRORS = Console(stderr=True, soft_wrap=True, highlight=False, markup=False)


class Lesson(NamedTuple):
    """What is asked."""

    flow: str
    source: str
    """Only units of this source; empty for all."""
    limit: int
    """Units that somebody is asked about in this run, at most; 0 for all."""
    assets: Assets
    params: BuildParams


class Ahead(NamedTuple):
    """What a run would ask first; later questions depend on the answers."""

    requests: list[Request]
    units: int

    @property
    def size(self) -> int:
        """Bytes of all that would be sent, in UTF-8."""
        return sum(len(message.content.encode()) for one in self.requests for message in one.messages)


def register(commands: Any) -> None:  # noqa: ANN401  argparse has no public type for it
    """Add `teach` to the command line."""
    parser = commands.add_parser(
        "teach",
        **described("ask a teacher what a flow needs, and record its answers; a run replays them"),
        epilog=f"The key of the endpoint is in {VARIABLE}, or in the file that teacher.key_file names.",
    )
    parser.add_argument(
        "flow", help="a flow of build.flows: a file of conf/flows/ that conf/config.yaml names"
    )
    parser.add_argument("--source", default="", help="only units of this source (default: of all)")
    parser.add_argument(
        "--limit",
        type=_at_least_one,
        default=0,
        metavar="N",
        help="units to ask about in this run, at most (default: all that are not recorded)",
    )
    parser.add_argument("--yes", action="store_true", help="send without asking first")
    ways = parser.add_mutually_exclusive_group()
    ways.add_argument("--dry-run", action="store_true", help="say what would be sent, and send nothing")
    ways.add_argument(
        "--pending", metavar="FILE", help="write the questions to a file instead of sending them"
    )
    ways.add_argument("--answers", metavar="FILE", help="record the answers of a file instead of asking")
    parser.set_defaults(command=teach)


def _at_least_one(word: str) -> int:
    if not (word.isdecimal() and int(word)):
        raise argparse.ArgumentTypeError(f"'{word}', expected a whole number from 1 on")
    return int(word)


def teach(arguments: argparse.Namespace) -> int:
    """Record what a flow lacks, and print what it comes to; return 0."""
    lesson = _lesson(arguments)
    if arguments.answers:
        return _by_file(lesson, Path(arguments.answers))
    if arguments.pending:
        found = ahead(lesson)
        count = exchange.write_pending(Path(arguments.pending), found.requests)
        CONSOLE.print(f"{arguments.pending}: {count} questions about {found.units} units; nothing was sent")
        return 0
    return _by_endpoint(lesson, load_params("teacher", TeacherParams), arguments)


def _lesson(arguments: argparse.Namespace) -> Lesson:
    params, name = load_params("build", BuildParams), arguments.flow
    if name not in params.flows:
        raise PipelineError(
            f"{name}: no flow of build.flows, expected one of {', '.join(params.flows) or 'none'}. Name its "
            "file of conf/flows/ in conf/config.yaml, then run `python -m stages.compose`."
        )
    lesson = Lesson(name, arguments.source, arguments.limit, read_assets(), params)
    sources = sorted({unit.asset.source for unit in drawn_units(name, lesson.assets, params).units})
    if not sources or (lesson.source and lesson.source not in sources):
        raise PipelineError(
            f"{name}: no unit {f'of {lesson.source}' if lesson.source else 'in out/model'}, expected one of "
            f"{', '.join(sources) or 'a source that the flow names'}. Mend the flow or its sources."
        )
    return lesson


def gone_through(lesson: Lesson, ask_one: Answers, chosen: set[str]) -> Iterator[Result]:
    """Yield what a flow comes to; `ask_one` is asked what no recording answers, within source and limit.

    `chosen` holds the units about which it was asked.
    """

    def answers(unit: Unit) -> Answers:
        def answer(request: Request) -> Recording | None:
            found = recorded(request)
            if found or not _may_ask(lesson, unit, chosen):
                return found
            chosen.add(unit.id)
            return ask_one(request)

        return answer

    known = Known(World(lesson.assets, lesson.params), lesson.params)
    return walked(lesson.flow, lesson.assets, known, answers)


def _may_ask(lesson: Lesson, unit: Unit, chosen: set[str]) -> bool:
    is_of_source = lesson.source in ("", unit.asset.source)
    return is_of_source and (not lesson.limit or unit.id in chosen or len(chosen) < lesson.limit)


def ahead(lesson: Lesson) -> Ahead:
    """Return what would be asked now; nobody is."""
    requests: list[Request] = []
    chosen: set[str] = set()
    for _ in gone_through(lesson, requests.append, chosen):
        pass
    return Ahead(requests, len(chosen))


def _by_endpoint(lesson: Lesson, teacher: TeacherParams, arguments: argparse.Namespace) -> int:
    first = ahead(lesson)
    if not first.requests:
        return _told(lesson, gone_through(lesson, lambda _: None, set()), Counter())
    refuse_url(teacher.base_url)
    CONSOLE.print(_announced(lesson, first, teacher.base_url))
    if arguments.dry_run:
        return 0
    secret = load_key(teacher.key_file)
    if not arguments.yes and not _agreed():
        CONSOLE.print("nothing was sent")
        return 1
    endpoint, count = Endpoint(teacher, secret, ERRORS.print), Counter[str]()

    def ask_one(request: Request) -> Recording:
        recording = ask(endpoint, request)
        keep(recording)
        count.update(["asked"])
        return recording

    return _told(lesson, _shown(lesson, gone_through(lesson, ask_one, set())), count)


def _by_file(lesson: Lesson, path: Path) -> int:
    answers = exchange.read_answers(path)
    found: dict[str, Recording] = {}

    def ask_one(request: Request) -> Recording | None:
        key = key_of(request)
        if key in answers:
            found[key] = exchange.recording(request, answers[key])
        return found.get(key)

    results = list(gone_through(lesson, ask_one, set()))
    exchange.refuse_unasked(path, answers, found.keys() | {file.stem for file in RECORDINGS.glob("*/*.json")})
    for recording in found.values():
        keep(recording)
    return _told(lesson, results, Counter(found.keys()))


def keep(recording: Recording) -> None:
    """Write an answer where a run finds it."""
    publish_json(path_of(key_of(recording.request)), recording)


def _announced(lesson: Lesson, first: Ahead, url: str) -> str:
    teacher = lesson.params.teacher
    return (
        f"{lesson.flow}: {len(first.requests)} questions about {first.units} units, {first.size} bytes of "
        f"masked text, go to {urlsplit(url).netloc} for {teacher.model}; more follow, which quote the answers"
    )


def _agreed() -> bool:
    if not sys.stdin.isatty():
        raise PipelineError(
            "standard input: no terminal, expected somebody who agrees. Run it on one, or give --yes."
        )
    CONSOLE.print("Send them? y/N")
    return key(("y", "n")) == "y"


def _shown(lesson: Lesson, results: Iterable[Result]) -> Iterator[Result]:
    """Yield the results, and show on a terminal how many units are done."""
    total = len(drawn_units(lesson.flow, lesson.assets, lesson.params).units)
    done: set[str] = set()
    with Progress(console=ERRORS, disable=not ERRORS.is_terminal, transient=True) as progress:
        task = progress.add_task(lesson.flow, total=total)
        for result in results:
            yield result
            done.add(result.unit.id)
            progress.update(task, completed=len(done))


def _told(lesson: Lesson, results: Iterable[Result], asked: Counter[str]) -> int:
    """Print what a flow comes to now."""
    outcomes = [one.outcome for one in results]
    rules = Counter(outcome.rule for outcome in outcomes if isinstance(outcome, Refusal))
    dropped = ", ".join(f"{rule} {count}" for rule, count in sorted(rules.items()))
    CONSOLE.print(
        f"{lesson.flow}: {asked.total()} answers recorded now, {len(outcomes) - rules.total()} records"
        + (f", dropped {rules.total()} ({dropped})" if dropped else "")
    )
    if asked:
        CONSOLE.print(f"commit {RECORDINGS}/; `dvc repro` replays them")
    return 0
