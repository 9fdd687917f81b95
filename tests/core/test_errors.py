"""A fault of the user is one line; a defect keeps its trace, but nothing of the text that it quotes."""

import subprocess
import sys

import pytest

from tests.anonymize.cases import ROOT


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        ('{}["Wint3r-Sale"]', "KeyError: a defect"),
        ('int("Wint3r-Sale")', "ValueError: a defect"),
        ('sys.exit("usage")', "usage"),
        ('raise PipelineError("a.yml: found 1, expected 2. Mend it.")', "error: a.yml: found 1, expected 2."),
    ],
)
def test_a_fault_is_told_without_what_it_quotes(fault: str, said: str) -> None:
    code = (
        f"import sys\nfrom stages.core.errors import PipelineError, run\ndef main():\n    {fault}\nrun(main)"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert said in done.stderr
    assert "Wint3r" not in done.stderr
    assert ("line 4, in main" in done.stderr) is ("defect" in said)
