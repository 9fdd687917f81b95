"""Compare the reading of Java into assets with the bare parse of the same files, and with all up to samples.

python -m bench.model GIT_DIRECTORY...    prints files a second of one core, and the ratio to the parse alone.

The files of each HEAD go to `model`, then to `build` and `gate` with the settings of params.yaml; tokens are
counted by words, so that no tokenizer is needed. The peer is tree-sitter, which everybody who reads source
code by syntax pays for; both run in this process, on one core, in CPU seconds.
"""

import sys
from pathlib import Path

from bench.measured import seconds, timed
from bench.method_yield import documents
from stages.build.build import Built, build
from stages.build.params import BuildParams
from stages.build.unit import Assets
from stages.core.params import load_params
from stages.core.syntax import parse
from stages.gate.gate import Given, gate
from stages.gate.held_out import HeldOutTexts
from stages.gate.params import GateParams
from stages.model.model import Modelled, model
from stages.model.params import ModelParams

ROUNDS = 3


def words(texts: list[str]) -> list[int]:
    """Return the words of each text."""
    return [len(text.split()) for text in texts]


def main() -> None:
    """Print the figures of all repositories together."""
    if len(sys.argv) < 2:
        sys.exit("usage: python -m bench.model GIT_DIRECTORY...")
    given = [one for directory in sys.argv[1:] for one in documents(Path(directory))]
    texts = [one.text.encode() for one in given]
    params = load_params("model", ModelParams)
    bare = seconds(lambda: [parse("java", text) for text in texts], ROUNDS)
    read = seconds(lambda: model(given, params), ROUNDS)
    modelled: list[Modelled] = []
    built: list[Built] = []
    timed(lambda: modelled.append(model(given, params)))
    assets = Assets(*(getattr(modelled[0], name) for name in Assets._fields))
    made = timed(lambda: built.append(build(assets, load_params("build", BuildParams))))
    settings = load_params("gate", GateParams)
    judged = timed(lambda: gate(built[0].candidates, settings, Given(words, HeldOutTexts([]), [])))
    whole = read + made.seconds + judged.seconds
    count = len(given)
    print(f"{count} Java files, {len(built[0].candidates)} candidates")
    print(
        f"parse alone: {count / bare:.0f} files/s; model: {count / read:.0f} files/s, ratio {read / bare:.2f}"
    )
    print(f"model, build and gate: {count / whole:.0f} files/s of one core")


if __name__ == "__main__":
    main()
