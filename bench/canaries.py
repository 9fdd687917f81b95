"""Count planted values that survive the masking, beside what detect-secrets leaves.

python -m bench.canaries [count [seed]]    prints survivors with Wilson intervals of 95 %, by default of 5,000

Of detect-secrets, with its own settings and without its verification, a canary counts as gone when one of its
plugins names the line; it looks for secrets alone, so only those are compared.
"""

import sys
import tempfile
from pathlib import Path

from bench.masking import LEXICON, masked
from bench.measured import need_library
from stages.anonymize.canaries.canaries import Canary, Survivors, plant, survivors
from stages.anonymize.canaries.contexts import HARD

DOCUMENTS = {
    "java": ["class A { int a = 1; }\n"],
    "python": ["import os\n"],
    "sql": ["SELECT 1;\n"],
    "go": ["package main\n"],
}


def main() -> None:
    """Plant, mask, and print what is left."""
    count, seed = (int(sys.argv[n]) if len(sys.argv) > n else default for n, default in ((1, 5_000), (2, 13)))
    canaries = list(plant(count, seed, LEXICON, DOCUMENTS))
    found = survivors(canaries, masked)
    for group in ("all", "certain", "apart", "entity", "context"):
        for name, one in found[group].items():
            print(f"{group:8} {name:24} {_shown(one)}")
    need_library("detect_secrets", "`make bench` installs it")
    secrets = [c for c in canaries if c.entity.startswith("secret.") and c.context.kind not in HARD]
    ours = survivors(secrets, masked)["all"]["all"]
    theirs = Survivors(len(secrets), sum(not _is_named(canary) for canary in secrets), 0)
    print(f"secrets  ours {_shown(ours)}\nsecrets  detect-secrets {_shown(theirs)}")


def _shown(one: Survivors) -> str:
    low, high = one.interval
    return (
        f"{one.left} of {one.tried} survive: {low:.4f} to {high:.4f}; {one.planted} planted, "
        f"{one.masked} masked, {one.refused} refused with their files ({one.refused / one.planted:.2%})"
    )


def _is_named(canary: Canary) -> bool:
    from detect_secrets import SecretsCollection  # noqa: PLC0415  of the extra `bench`
    from detect_secrets.settings import default_settings  # noqa: PLC0415

    with tempfile.TemporaryDirectory() as folder, default_settings():
        path = Path(folder, Path(canary.path).name)
        path.write_text(canary.text, encoding="utf-8")
        named = SecretsCollection()
        named.scan_file(str(path))
        lines = {secret.line_number for _, secret in named}
    return any(canary.value in line for n, line in enumerate(canary.text.split("\n"), 1) if n in lines)


if __name__ == "__main__":
    main()
