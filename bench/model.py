"""Compare the reading of Java into assets with the bare parse of the same files, and with all up to samples.

python -m bench.model GIT_DIRECTORY...    prints files a second of one core, the ratio to the parse alone, and
the resident memory of `model`, `build` and `gate` on the first repository and on all.

The files of each HEAD go to `model`, but for those that `screen` calls generated, vendored or minified, then
to `build` and `gate` with the settings of params.yaml; tokens are counted by words, so that no tokenizer is
needed. The stages run from file to file as the pipeline runs them, each in a process of its own. The peer is
tree-sitter, which everybody who reads source code by syntax pays for; it runs in this process, on texts in
memory. All on one core, in CPU seconds.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

import msgspec

from bench.measured import seconds, timed
from bench.method_yield import documents
from bench.standards import annotated, is_foreign
from stages.build import contract
from stages.build.build import build
from stages.build.params import BuildParams
from stages.build.reading import read_assets
from stages.core.contract import publish_json
from stages.core.errors import guard
from stages.core.on_disk import opened_some, put
from stages.core.params import load_params
from stages.core.records.document import Document
from stages.core.syntax import parse
from stages.gate import contract as gate_contract
from stages.gate.gate import Given, gate
from stages.gate.held_out import HeldOutTexts
from stages.gate.params import GateParams
from stages.model.__main__ import write
from stages.model.contract import DOCUMENTS
from stages.model.model import model
from stages.model.params import ModelParams
from stages.screen.params import ScreenParams

ROUNDS = 3
ROOT = Path(__file__).parents[1]


class Cost(msgspec.Struct):
    """What a stage took."""

    seconds: float
    megabytes: float
    rows: int
    """That were written."""


class Costs(NamedTuple):
    """What the stages took."""

    model: Cost
    build: Cost
    gate: Cost


def words(texts: list[str]) -> list[int]:
    """Return the words of each text."""
    return [len(text.split()) for text in texts]


def run_model() -> int:
    """Run `model` on the files of this folder; return the number of types."""
    modelled = model(opened_some(DOCUMENTS), load_params("model", ModelParams))
    publish_json(contract.TYPES.manifest, write(modelled))
    return len(modelled.types)


def run_build() -> int:
    """Run `build` on the files of this folder; return the number of candidates."""
    built = build(read_assets(), load_params("build", BuildParams))
    files = put(contract.CANDIDATES, built.candidates) | put(contract.DROPS, built.drops)
    publish_json(contract.CANDIDATES.manifest, files)
    return len(built.candidates)


def run_gate() -> int:
    """Run `gate` on the files of this folder; return the number of samples."""
    given = Given(words, HeldOutTexts([]), [])
    gated = gate(opened_some(gate_contract.CANDIDATES), load_params("gate", GateParams), given)
    put(gate_contract.SAMPLES, gated.samples)
    put(gate_contract.DROPS, gated.drops)
    return len(gated.samples)


STAGES = {"model": run_model, "build": run_build, "gate": run_gate}


def child(stage: str) -> None:
    """Run a stage in this folder and print its cost."""
    rows: list[int] = []
    taken = timed(lambda: rows.append(STAGES[stage]()))
    sys.stdout.buffer.write(msgspec.json.encode(Cost(taken.seconds, peak(), rows[0])))


def peak() -> float:
    """Return the most MiB of memory that were resident; of this program alone, as getrusage does not tell."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.partition("VmHWM:")[2].split()[0]) / 1024


def costs(given: list[Document]) -> Costs:
    """Run the stages on documents, from file to file, each in a process of its own."""
    with tempfile.TemporaryDirectory() as folder:
        before = Path.cwd()
        os.chdir(folder)
        publish_json(DOCUMENTS.manifest, DOCUMENTS.write(sorted(given, key=lambda one: one.id)))
        os.chdir(before)
        Path(folder, "params.yaml").write_bytes((ROOT / "params.yaml").read_bytes())
        return Costs(*(_cost(folder, stage) for stage in STAGES))


def _cost(folder: str, stage: str) -> Cost:
    command = [sys.executable, "-m", "bench.model", "--stage", stage]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, cwd=folder, env=environment, check=True, stdout=subprocess.PIPE)
    return msgspec.json.decode(done.stdout, type=Cost)


def read(directories: list[str]) -> list[Document]:
    """Return the Java files of each HEAD, but for those that `screen` drops for who wrote them."""
    given = [one for directory in directories for one in documents(Path(directory))]
    params = load_params("screen", ScreenParams).annotate
    return [one for one in given if not is_foreign(annotated(one.path, one.text, params))]


def main() -> None:
    """Print the figures of the first repository and of all together."""
    if sys.argv[1:2] == ["--stage"]:
        guard(lambda: child(sys.argv[2]))
        return
    if len(sys.argv) < 2:
        sys.exit("usage: python -m bench.model GIT_DIRECTORY...")
    first, given = read(sys.argv[1:2]), read(sys.argv[1:])
    texts = [one.text.encode() for one in given]
    bare = seconds(lambda: [parse("java", text) for text in texts], ROUNDS)
    few, whole = costs(first), costs(given)
    count, taken = len(given), whole.model.seconds
    print(f"{count} Java files, {whole.build.rows} candidates, {whole.gate.rows} samples")
    rates = f"parse alone: {count / bare:.0f} files/s; model: {count / taken:.0f} files/s"
    print(f"{rates}, ratio {taken / bare:.2f}")
    print(f"model, build and gate: {count / sum(one.seconds for one in whole):.0f} files/s of one core")
    for name, before, after in zip(Costs._fields, few, whole, strict=True):
        print(
            f"{name}: {before.megabytes:.0f} MB at {len(first)} files, {after.megabytes:.0f} MB at {count}, "
            f"{after.megabytes / before.megabytes:.2f} of it"
        )


if __name__ == "__main__":
    main()
