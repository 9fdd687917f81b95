"""pricing-engine: rules, promotions, quotes and tax (Python)."""

from pathlib import Path

from samples.make import sources
from samples.make.history import Commit

FOLDER = Path(__file__).with_suffix("")
AUTHORS = {
    "gao": sources.Author("高原", "gaoyuan@lanhai-retail.com"),
    "lena": sources.Author("Lena Fischer", "lena.fischer@lanhai-retail.com"),
    "sun": sources.Author("孙倩", "sunqian@lanhai-retail.com"),
    "omar": sources.Author("Omar Haddad", "omar.haddad@lanhai-retail.com"),
}
VALUES = {
    "RATES_KEY": "h8Zt2" + "QmV7xKp4" + "LsW9dRb3" + "NcY6fGj1" + "TeA5u",
    "OLD_RATES_KEY": "q3Vn8" + "TzL5wHc7" + "XbM2rKy9" + "GsD4pJf6" + "WeN1a",
    "TAX_KEY": "9fB3k" + "Xw7PzRq2" + "MvL8sTd4" + "HnJ6yCg5" + "EaU1o",
}


def commits() -> list[Commit]:
    """Return the history of pricing-engine, oldest first."""
    return sources.commits(FOLDER, "", AUTHORS, VALUES)
