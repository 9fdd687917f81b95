"""A tree of Python whose folders and modules are named for people still imports when it is masked."""

import subprocess
import sys
from pathlib import Path

import msgspec
import pytest

from stages.anonymize.anonymize import RawZone, Said, anonymize
from stages.anonymize.replay import verify
from stages.anonymize.rules.person import modules
from stages.core.records.snapshot import Snapshot
from tests import records
from tests.anonymize.cases import KEYS, limits, params

CONTRIBUTORS = ["Zhang San <zhangsan@acme.com>", "Li Lei <li.lei@acme.com>", "王小明 <w@acme.com>"]
TREE = {
    "app/__init__.py": "",
    "app/main.py": (
        "import app.zhangsan.tools as tools\nfrom zhang_san import helper\nfrom app import zhangsan\n"
        "from foobank.core import rate\nimport utils_zhangsan\nfrom 王小明 import 值\n"
        "import blue.sea.core as core\n\n"
        "assert zhangsan.tools.total(2) == tools.total(2) == rate() == 值 == core.TWO\n"
        "assert helper.twice(utils_zhangsan.ONE) == 2\n"
    ),
    "app/zhangsan/__init__.py": "from . import tools\nfrom .tools import total\n",
    "app/zhangsan/tools.py": '"""By Zhang San."""\nfrom importlib import import_module\n\n\n'
    'def total(zhangsan):\n    return import_module("zhang_san.helper").twice(zhangsan) // 2\n',
    "zhang_san/__init__.py": "",
    "zhang_san/helper.py": "def twice(number):\n    return 2 * number\n",
    "foobank/__init__.py": "",
    "foobank/core.py": "def rate():\n    return 2\n",
    "utils_zhangsan.py": "ONE = 1\n",
    "blue/__init__.py": "",
    "blue/sea/__init__.py": "",
    "blue/sea/core.py": "TWO = 2\n",
    "王小明.py": "值 = 2\n",
}


def masked(tree: dict[str, str]) -> dict[str, str]:
    """Return the safe tree of a source of the company with CONTRIBUTORS."""
    blobs = {path: records.blob(text) for path, text in tree.items()}
    snapshot = Snapshot(
        source="s", kind="git", location="data/s.bundle", commit="c" * 40, source_class="own", owner="o",
        licence="MIT", legal_basis="b", history="whole", contributors=CONTRIBUTORS, ticket_keys={}, tags=[],
    )  # fmt: skip
    raw = RawZone(
        snapshots=[snapshot],
        crawled=[records.file(path, blob.blob, "s", source_class="own") for path, blob in blobs.items()],
        blobs=list(blobs.values()),
        drops=[],
        files=[
            records.screened_file(path, blob.blob, "s", source_class="own", language="python")
            for path, blob in blobs.items()
        ],
    )
    settings = msgspec.structs.replace(params(), canaries=0)
    safe = anonymize(raw, settings, KEYS, Said(("blue-sea", "foobank"), {}, {}), limits())
    verify(safe.documents, safe.decisions, raw.blobs, safe.origins, raw.crawled)
    return {document.path: document.text for document in safe.documents}


def test_a_tree_whose_modules_are_named_for_people_still_runs(tmp_path: Path) -> None:
    safe = masked(TREE)
    assert len(safe) == len(TREE)
    for path, text in safe.items():
        assert not any(
            name in path + text.lower() for name in ("zhang", "王小明", "foobank", "blue/sea", "blue.sea")
        ), (path, text)
        place = tmp_path / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, encoding="utf-8")
    run = [sys.executable, "-m", "app.main"]
    ran = subprocess.run(run, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stderr) == (0, "")


@pytest.mark.parametrize(
    ("paths", "found"),
    [
        (["a/zhangsan/b.py"], ("zhangsan",)),
        (["a/zhang_san.py", "a/test_zhangsan.py"], ("test_zhangsan", "zhang_san")),
        (["a/zhangsan/b.txt", "zhangsan.java"], ()),
        (["a/zhangsanfeng/b.py", "a/zhangsan-1/b.py"], ()),
    ],
)
def test_modules_of_python_are_known_by_the_name_in_their_path(
    paths: list[str], found: tuple[str, ...]
) -> None:
    assert modules(("Zhang San", "zhangsan"), paths) == found
    assert modules((), paths) == ()
