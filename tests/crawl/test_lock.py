"""A run reads what the lock pins, as it is declared, and nothing else."""

from pathlib import Path

import pytest
from msgspec.structs import replace

from stages.core.errors import PipelineError
from stages.crawl.contract import LOCK
from stages.crawl.lock import Locked, Member, read_lock, sources
from stages.crawl.params import Listing
from tests.crawl.repositories import declared

PIN, OTHER = "1" * 40, "2" * 40
LISTING = Listing(query="", archived=False, forks=False, leave_out=[], clone="https")
SHOP = declared("data/shop.git", ref="main")
ACME = declared("https://github.com/acme", kind="github", listing=LISTING, owner="acme", tags=["java"])
SHOP_LOCKED = Locked(kind="git", location="data/shop.git", ref="main", pin=PIN)
ACME_LOCKED = Locked(
    kind="github",
    location="https://github.com/acme",
    listing=LISTING,
    members={
        "acme-till": Member("https://github.com/acme/till.git", OTHER),
        "acme-shop": Member("https://github.com/acme/Shop.git", PIN),
    },
)


def test_an_organisation_is_read_as_its_repositories_with_what_it_declares() -> None:
    found = sources({"shop": SHOP, "acme": ACME}, {"shop": SHOP_LOCKED, "acme": ACME_LOCKED})
    assert {name: (one.kind, one.location, one.rev) for name, one in found.items()} == {
        "shop": ("git", "data/shop.git", PIN),
        "acme-shop": ("git", "https://github.com/acme/Shop.git", PIN),
        "acme-till": ("git", "https://github.com/acme/till.git", OTHER),
    }
    assert {(one.registered, one.owner, *one.tags) for name, one in found.items() if name != "shop"} == {
        ("acme", "acme", "java")
    }


def test_a_pin_of_a_source_that_the_run_does_not_read_is_no_matter() -> None:
    assert list(sources({"shop": SHOP}, {"shop": SHOP_LOCKED, "acme": ACME_LOCKED})) == ["shop"]


@pytest.mark.parametrize(
    ("locked", "said"),
    [
        (None, "source 'shop' has no pin, expected one"),
        (replace(SHOP_LOCKED, ref=""), "was pinned for ref '', conf/source/shop.yaml declares 'main'"),
        (replace(SHOP_LOCKED, location="data/x"), "was pinned for location 'data/x', conf/source/shop.yaml"),
        (replace(SHOP_LOCKED, kind="files"), "was pinned for kind 'files'"),
        (replace(SHOP_LOCKED, listing=LISTING), "was pinned for listing {'query': ''"),
    ],
)
def test_a_source_without_a_pin_of_its_own_is_one_line_with_the_command(
    locked: Locked | None, said: str
) -> None:
    with pytest.raises(PipelineError) as error:
        sources({"shop": SHOP}, {"shop": locked} if locked else {})
    assert str(error.value).startswith("sources.lock.yaml: ")
    assert said in str(error.value)
    assert str(error.value).endswith("Run `adaptrail sources update shop --apply`.")


def test_a_listing_that_was_declared_otherwise_needs_an_update() -> None:
    forks = replace(ACME, listing=replace(LISTING, forks=True))
    with pytest.raises(PipelineError, match="was pinned for listing .*'forks': False.*update acme --apply"):
        sources({"acme": forks}, {"acme": ACME_LOCKED})


def test_two_sources_of_one_name_are_refused() -> None:
    clash = {"acme-shop": SHOP, "acme": ACME}
    for order in (clash, dict(reversed(clash.items()))):
        with pytest.raises(PipelineError, match="two sources of the run are named 'acme-shop'"):
            sources(order, {"acme-shop": SHOP_LOCKED, "acme": ACME_LOCKED})


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("shop: [", "sources.lock.yaml:1: no YAML"),
        ("a: b\n c: d\n", "sources.lock.yaml:2: no YAML"),
        ("- shop\n", "a list, expected a mapping of names"),
        ("1: {}\n", "expected a mapping of names"),
        ("[" * 5000, "no YAML"),
        ("shop: {kind: git}\n", "missing required field `location`"),
        ("shop: {kind: svn, location: x}\n", "Invalid enum value 'svn'"),
        ("shop: {kind: git, location: x, pin: 7}\n", "Expected `str`, got `int`"),
        ("shop: {kind: git, location: x, rev: y}\n", "unknown field `rev`"),
        ("shop: {kind: github, location: x, members: {a: {location: y}}}\n", "missing required field `pin`"),
    ],
)
def test_a_broken_lock_is_one_line(
    text: str, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    LOCK.write_text(text)
    with pytest.raises(PipelineError) as error:
        read_lock()
    assert said in str(error.value)
    assert "\n" not in str(error.value)
    assert "adaptrail sources update" in str(error.value)


def test_no_lock_pins_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert read_lock() == {}
    LOCK.write_text("# nothing yet\n")
    assert read_lock() == {}
    LOCK.unlink()
    LOCK.mkdir()
    with pytest.raises(PipelineError, match="Is a directory, expected a file to read"):
        read_lock()
