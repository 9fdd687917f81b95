"""An installed package is read when it is the one that was pinned, byte for byte."""

import base64
import hashlib
from pathlib import Path

import pytest

from stages.core.errors import PipelineError
from stages.crawl.distribution_source import read_distribution
from stages.crawl.read import read
from stages.crawl.reading import Reading
from stages.crawl.tree_id import blob_id, tree_id
from tests.crawl.repositories import blobs_of, params, source

METADATA = "Metadata-Version: 2.4\nName: toy-box\nVersion: 1.2\nLicense-Expression: MIT\n\nToys.\n"
INFO = "toy_box-1.2.dist-info"
CODE = {"toy_box/__init__.py": "SIZE = 3\n", "toy_box/ball.py": "def bounce() -> None: ...\n"}


def install(site: Path, files: dict[str, str], metadata: str = METADATA) -> None:
    recorded = files | {
        f"{INFO}/METADATA": metadata,
        f"{INFO}/INSTALLER": "pip\n",
        "../bin/toy": "#!/machine/python\n",
    }
    for name, text in recorded.items():
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (site / name).write_text(text)
    rows = [f"{name},sha256={digest(text)},{len(text)}" for name, text in recorded.items()]
    unhashed = [f"{INFO}/RECORD,,", "toy_box/__pycache__/ball.cpython-311.pyc,,"]
    (site / INFO / "RECORD").write_text("\n".join([*rows, *unhashed]) + "\n")


def digest(text: str) -> str:
    return base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest()).rstrip(b"=").decode()


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "site-packages"
    folder.mkdir()
    monkeypatch.syspath_prepend(str(folder))
    install(folder, CODE)
    return folder


PIN = tree_id({name: blob_id(text.encode()) for name, text in CODE.items()})


def reading(location: str = "toy-box==1.2", rev: str = PIN, **changes: object) -> Reading:
    settings: dict[str, object] = {"kind": "python-distribution", "licence": "MIT", "include": ["toy_box/**"]}
    return read_distribution("toys", source(location, rev, **(settings | changes)), params(Path(".")))


def refused(location: str = "toy-box==1.2", rev: str = PIN, **changes: object) -> str:
    settings: dict[str, object] = {"kind": "python-distribution", "licence": "MIT", "include": ["toy_box/**"]}
    with pytest.raises(PipelineError) as error:
        read("toys", source(location, rev, **(settings | changes)), params(Path(".")))
    assert "\n" not in str(error.value)
    return str(error.value)


@pytest.mark.usefixtures("site")
def test_the_chosen_files_are_read_and_their_tree_is_the_pin() -> None:
    found = reading()
    assert found.commit == PIN
    assert {entry.path: blobs_of(found)[entry.blob].text for entry in found.entries} == CODE
    assert found.licence == "MIT"


@pytest.mark.usefixtures("site")
def test_what_the_installer_writes_is_no_part() -> None:
    message = refused(include=["**"])
    everything = CODE | {f"{INFO}/METADATA": METADATA}
    assert f"tree {tree_id({name: blob_id(text.encode()) for name, text in everything.items()})}" in message


@pytest.mark.parametrize("name", ["toy-box", "toy_box", "Toy.Box"])
@pytest.mark.usefixtures("site")
def test_names_are_compared_as_python_does(name: str) -> None:
    assert reading(f"{name}==1.2").commit == PIN


@pytest.mark.usefixtures("site")
def test_another_version_is_refused() -> None:
    assert "toy-box 1.2 is installed, expected 1.3. Run `pip install toy-box==1.3`" in refused("toy-box==1.3")


@pytest.mark.usefixtures("site")
def test_a_package_that_is_not_installed_is_refused() -> None:
    assert "no-such-toy is not installed" in refused("no-such-toy==1.0")


@pytest.mark.parametrize(
    "location", ["toy-box", "toy-box>=1.2", "toy-box==", "../toy-box==1.2", "toy-box==1.2 ; x"]
)
@pytest.mark.usefixtures("site")
def test_a_location_names_one_version(location: str) -> None:
    assert "expected name==version" in refused(location)


def test_an_altered_file_is_refused_by_name(site: Path) -> None:
    (site / "toy_box/ball.py").write_text("def bounce() -> int: ...\n")
    assert "toy_box/ball.py is not what RECORD says" in refused()


def test_an_altered_file_that_nobody_chose_is_no_matter(site: Path) -> None:
    (site / "toy_box/ball.py").write_text("altered")
    chosen = {"toy_box/__init__.py": blob_id(CODE["toy_box/__init__.py"].encode())}
    assert reading(rev=tree_id(chosen), exclude=["**/ball.py"]).commit == tree_id(chosen)


def test_a_missing_file_is_refused_by_name(site: Path) -> None:
    (site / "toy_box/ball.py").unlink()
    assert "toy_box/ball.py is missing" in refused()


def test_a_weak_digest_is_no_proof(site: Path) -> None:
    record = site / INFO / "RECORD"
    weak = hashlib.md5(CODE["toy_box/ball.py"].encode(), usedforsecurity=False).digest()
    line = f"md5={base64.urlsafe_b64encode(weak).rstrip(b'=').decode()}"
    record.write_text(record.read_text().replace(f"sha256={digest(CODE['toy_box/ball.py'])}", line))
    assert "toy_box/ball.py is not what RECORD says" in refused()


def test_a_package_without_digests_is_refused(site: Path) -> None:
    (site / INFO / "RECORD").unlink()
    assert "lists no files with a digest" in refused()


@pytest.mark.usefixtures("site")
def test_another_tree_is_refused_with_both_ids() -> None:
    message = refused(rev="a" * 40)
    assert PIN in message
    assert "a" * 40 in message


@pytest.mark.usefixtures("site")
def test_a_declared_licence_that_the_metadata_denies_is_refused() -> None:
    assert "states the licence MIT, conf/source/toys.yaml declares Apache-2.0" in refused(
        licence="Apache-2.0"
    )


def test_without_a_stated_licence_the_declared_one_holds(site: Path) -> None:
    install(site, CODE, METADATA.replace("License-Expression: MIT\n", "License: see file\n"))
    assert reading(licence="LicenseRef-Toys").licence == "LicenseRef-Toys"
