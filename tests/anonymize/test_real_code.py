"""Real source files, as they lie in the standard library, keep their syntax when names in them are masked."""

import email
import json
from pathlib import Path

import pytest

from stages.anonymize.lexicon import Lexicon
from stages.anonymize.rewrite import rewrite
from stages.anonymize.syntax import outline
from tests.anonymize.cases import masking, subject

FILES = sorted(path for module in (email, json) for path in Path(module.__file__).parent.rglob("*.py"))
LEXICON = Lexicon(own=True, terms=("header", "decode"), persons=("Barry Warsaw",))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_real_python_file_keeps_its_skeleton_and_loses_every_term(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    safe = rewrite(subject(text, "python", LEXICON), path.name, masking(lexicon=LEXICON))
    assert safe.refused == ""
    assert outline(safe.text.encode(), "python").skeleton == outline(text.encode(), "python").skeleton
    assert not any(term in safe.text.lower() for term in LEXICON.terms)
    compile(safe.text, path.name, "exec")
