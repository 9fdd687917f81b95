"""Draw repositories of CredData that the rules were not developed on.

python -m bench.held_out LABELS COUNT SEED    prints address and commit of each, for bench.credentials

LABELS is what bench.credentials reads. Of a repository that was drawn totals may be read, and no line until
it is measured: what people look at or mend rules with is held out no more. What an earlier seed drew is left
out.
"""

import json
import sys
from pathlib import Path
from random import Random

from bench.credentials import SHA1
from bench.measured import need_files

DEVELOPMENT = frozenset(
    {
        "docker/docker-py",
        "eddycjy/go-gin-example",
        "request/request",
        "requests/requests-oauthlib",
        "spotify/docker-client",
        "wuyouzhuguli/SpringAll",
        "xkcoding/spring-boot-demo",
    }
)
"""Repositories that rules were mended with from the beginning."""
SEEDS, SIZE = range(2026, 2032), 20
"""Draws that were measured, and their size; lines of the first four were read afterwards."""


def drawn(snapshot: dict[str, str], count: int, seed: int) -> list[str]:
    """Return keys of repositories that are held out."""
    held = sorted(key for key, url in snapshot.items() if "/".join(url.split("/")[-2:]) not in DEVELOPMENT)
    return Random(seed).sample(held, count)  # noqa: S311  a draw that everybody can repeat


def main() -> None:
    """Print address and commit of each repository."""
    labels, count, seed = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
    need_files(labels)
    snapshot = json.loads((labels / "snapshot.json").read_text(encoding="utf-8"))
    earlier = {key for other in SEEDS if other < seed for key in drawn(snapshot, SIZE, other)}
    for key in drawn(snapshot, count, seed):
        if key not in earlier:
            print(snapshot[key], key[:SHA1])


if __name__ == "__main__":
    main()
