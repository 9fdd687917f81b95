"""Compare reading typed, vouched-for rows with the standard library's json on the same file.

python -m bench.rows [path]    prints the ratio of CPU seconds, ours / json.loads, and both rates in MB/s.
"""

import json
import sys
from pathlib import Path

from bench.measured import need_files, seconds
from stages.build import contract
from stages.core.contract import Rows

ROUNDS = 5


def main() -> None:
    """Print the ratio for out/build/candidates.jsonl, or for the file of `build` that is named."""
    wanted = sys.argv[1] if len(sys.argv) > 1 else contract.CANDIDATES.path
    rows = next(
        entry
        for entry in (*contract.READS, *contract.WRITES)
        if isinstance(entry, Rows) and entry.path == wanted
    )
    path = Path(rows.path)
    need_files(path)
    size = path.stat().st_size / 1e6
    ours = seconds(rows.read, ROUNDS)
    peer = seconds(lambda: [json.loads(line) for line in path.read_bytes().splitlines()], ROUNDS)
    rates = f"ours {size / ours:.0f} MB/s, json.loads {size / peer:.0f} MB/s"
    print(f"{path}: {rates}, ratio of seconds {ours / peer:.2f}")


if __name__ == "__main__":
    main()
