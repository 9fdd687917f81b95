"""Make the sample organisation: `python -m samples.make [--pins]`."""

from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

from samples.make.history import write_bundle

SAMPLES = Path(__file__).parents[1]
REPOSITORIES = (
    "order-center",
    "member-center",
    "supply-platform",
    "pricing-engine",
    "storefront-client",
    "open-toolkit",
)


def main() -> None:
    """Write the bundles of the repositories and print the SHA of each head."""
    for name in REPOSITORIES:
        module = f"samples.make.{name.replace('-', '_')}"
        if find_spec(module):
            print(name, write_bundle(import_module(module).commits(), SAMPLES / f"{name}.bundle"))


if __name__ == "__main__":
    main()
