"""No tool opens a socket to another machine, in this process or in its own: the kernel is asked."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from stages.anonymize.extras.load import EXTRAS
from tests.anonymize.cases import ROOT

PACKAGES = {"kingfisher": "kingfisher", "credsweeper": "credsweeper", "presidio": "presidio_analyzer"}
ASK = """
import sys
from stages.anonymize.extras.load import load_detectors
from tests.anonymize.extras.asked import found

text = open(sys.argv[2], encoding="utf-8").read()
detector = load_detectors([sys.argv[1]], [text])[0]
for path, language in (("a.md", "markdown"), ("a.py", "python")):
    for asked in (text, text + "\\n"):
        print(len(found(asked, language, path, detector)))
"""
TEXT = f"""Mail li.na@sales-team.com or visit https://sales-team.com, call (415) 555-2671.
token = "ghp_{"a1B2c3D4e5F6" * 3}"
password = "{"huawei" + "@123"}"
aws = "AKIA{"Q3EGRNYT5ZMXKUP2"}"
slack = "https://hooks.slack.com/services/T0{"1ABCDEFG"}/B0{"1ABCDEFG"}/{"aB3dE5gH7jK9mN1pQ3sT5vX7"}"
"""


PROBES = {"presidio": 1}
"""urllib3, which tldextract imports, binds a socket to ::1 to see whether there is IPv6."""


def traced(folder: Path, *command: str) -> list[str]:
    """Return what a command and its children asked the kernel for: sockets, connections, sending."""
    if not shutil.which("strace"):
        pytest.skip("needs strace")
    trace = folder / "trace"
    watched = ["strace", "-f", "-qq", "-e", "trace=socket,connect,sendto,sendmsg,sendmmsg", "-o", str(trace)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    ran = subprocess.run(
        [*watched, *command], check=False, cwd=ROOT, env=environment, capture_output=True, text=True
    )
    if "ptrace" in ran.stderr:
        pytest.skip("needs the right to trace processes")
    assert ran.returncode == 0, ran.stderr
    assert any(int(count) for count in ran.stdout.split()), "It found nothing: it did not run."
    return [line for line in trace.read_text(encoding="utf-8").splitlines() if "AF_INET" in line]


@pytest.mark.slow
@pytest.mark.external
@pytest.mark.parametrize("name", EXTRAS)
def test_a_tool_reaches_no_other_machine(name: str, tmp_path: Path) -> None:
    pytest.importorskip(PACKAGES[name], reason=f"needs the extra `{name}`")
    text = tmp_path / "text"
    text.write_text(TEXT, encoding="utf-8")
    asked = traced(tmp_path, sys.executable, "-c", ASK, name, str(text))
    assert ["socket(" in line for line in asked] == [True] * PROBES.get(name, 0)


@pytest.mark.external
def test_a_connection_would_be_seen(tmp_path: Path) -> None:
    code = "import socket; print(1); socket.socket().connect_ex(('127.0.0.1', 9))"
    asked = traced(tmp_path, sys.executable, "-c", code)
    assert ["socket(" in line for line in asked] == [True, False]
