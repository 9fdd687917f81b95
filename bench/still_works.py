"""Rewrite a whole project in Python or Java, its own name too, and run its tests before and after.

python -m bench.still_works <folder> <name> ...    with the names that are masked as the company's

Every text file goes through the stage's own rewriting, and every path through the same map. A tree in Python
is installed into an environment of its own with what its tests need (PACKAGES), and pytest runs in it; a tree
in Java (`src/main/java`) is compiled by javac with the jars of the system (JARS), and JUnit runs its tests.
"""

import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from bench.masking import masking, subject
from bench.masking_speed import LANGUAGES
from stages.anonymize.lexicon import Lexicon
from stages.anonymize.rewrite import mask, rewrite

WORDS = {
    **LANGUAGES,
    ".html": "html",
    ".cfg": "ini",
    ".ini": "ini",
    ".txt": "text",
    ".in": "text",
    "": "text",
}
PACKAGES = ("pytest<9", "python-dotenv", "asgiref", "setuptools")
JARS = "/usr/share/java/*"
"""Where Debian installs JUnit (`junit5`, `junit4`) and libraries."""
JAVA = Path("src", "main", "java")


def rewrite_tree(source: Path, target: Path, lexicon: Lexicon) -> tuple[int, list[str]]:
    """Write the safe tree; return how many files changed, and the paths of those that were refused."""
    changed, refused = 0, list[str]()
    for path in sorted(source.rglob("*")):
        place = path.relative_to(source).as_posix()
        if not path.is_file() or place.startswith(".git/"):
            continue
        safe = target / mask(subject(place, "path", "", lexicon), masking(lexicon))
        safe.parent.mkdir(parents=True, exist_ok=True)
        try:
            text = path.read_bytes().decode()
        except UnicodeDecodeError:
            shutil.copyfile(path, safe)
            continue
        language = WORDS.get(path.suffix, "text")
        done = rewrite(subject(text, language, place, lexicon), place, masking(lexicon))
        if done.refused:
            refused.append(f"{place} ({done.refused})")
        changed += bool(done.changes)
        safe.write_bytes((text if done.refused else done.text).encode())
    return changed, refused


def tested(tree: Path, environment: Path) -> str:
    """Install a tree into a new environment and return the last line of its tests."""
    python = environment / "bin" / "python"
    _run(sys.executable, "-m", "venv", str(environment))
    _run(str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", str(tree), *PACKAGES)
    asked = [str(python), "-m", "pytest", "-q", "-p", "no:cacheprovider", "tests"]
    answer = subprocess.run(asked, cwd=tree, capture_output=True, text=True, check=False)
    return answer.stdout.strip().splitlines()[-1]


def tested_java(tree: Path, classes: Path) -> str:
    """Compile a tree and return how many of its tests JUnit found, and how many failed."""
    sources = [str(path) for path in sorted(tree.glob("src/*/java/**/*.java"))]
    _run("javac", "-nowarn", "-Xlint:none", "-encoding", "UTF-8", "-cp", JARS, "-d", str(classes), *sources)
    for resources in tree.glob("src/*/resources"):
        shutil.copytree(resources, classes, dirs_exist_ok=True)
    launcher = ["java", "-cp", f"{JARS}:{classes}", "org.junit.platform.console.ConsoleLauncher"]
    asked = [*launcher, "--scan-classpath", str(classes), "--details", "summary", "--disable-banner"]
    answer = subprocess.run(asked, cwd=tree, capture_output=True, text=True, check=False)
    counts = re.findall(r"\[\s*(\d+ tests (?:found|successful|failed))\s*\]", answer.stdout)
    return ", ".join(counts)


def _run(*command: str) -> None:
    subprocess.run(command, check=True)


def main() -> None:
    """Rewrite, test both trees, and print the counts."""
    source, terms = Path(sys.argv[1]), tuple(sorted(name.lower() for name in sys.argv[2:]))
    with tempfile.TemporaryDirectory() as folder:
        safe = Path(folder, "safe")
        changed, refused = rewrite_tree(source, safe, Lexicon(own=True, terms=terms))
        left = [path for path in safe.rglob("*") if any(term in path.name.lower() for term in terms)]
        print(f"changed {changed} files, refused {refused}, paths that still have a name: {len(left)}")
        for name, tree in (("before", source), ("after", safe)):
            run = tested_java if (tree / JAVA).is_dir() else tested
            print(f"{name}: {run(tree, Path(folder, name))}")


if __name__ == "__main__":
    main()
