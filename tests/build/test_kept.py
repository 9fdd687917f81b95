"""What is made of a type is made once as long as it is at hand, and kept of a few types alone."""

from collections.abc import Callable

from stages.build.kept import MOST, kept
from stages.core.records.type_asset import TypeAsset
from tests.build.made import assets


def types(count: int) -> list[TypeAsset]:
    return assets({f"T{n}.java": f"package a; class T{n} {{}}" for n in range(count)}).types


def reader() -> tuple[list[str], Callable[[TypeAsset], str]]:
    """Return the names that were read, and what reads them."""
    read: list[str] = []

    def name(asset: TypeAsset) -> str:
        read.append(asset.name)
        return asset.name

    return read, kept(name)


def test_each_type_is_read_once_while_it_is_kept() -> None:
    read, name = reader()
    found = types(MOST)
    assert [name(asset) for asset in [*found, *found]] == [asset.name for asset in [*found, *found]]
    assert read == [asset.name for asset in found]


def test_the_oldest_gives_way() -> None:
    read, name = reader()
    found = types(MOST + 1)
    for asset in [*found, found[-1], found[0]]:
        name(asset)
    assert read == [*(asset.name for asset in found), found[0].name]
