"""Draw counts by rule and source, the darker the more."""

from collections.abc import Mapping

from apps.audit.report.markup import Html, Part, element

SHADES = 6
"""Shades that style.css knows."""


def heat(corner: str, total: str, rows: Mapping[Html, Mapping[str, int]]) -> Html:
    """Return a matrix of counts, with a column a source that has any, and their sum; nothing for no row."""
    columns = sorted({source for counts in rows.values() for source in counts})
    most = max((count for counts in rows.values() for count in counts.values()), default=1)
    upright = (element("th", element("span", name), scope="col", class_="up") for name in columns)
    head = element(
        "tr",
        element("th", corner, scope="col"),
        element("th", total, scope="col", class_="n"),
        *upright,
    )
    body = [
        element(
            "tr",
            element("th", label, scope="row"),
            element("td", sum(counts.values()), class_="n"),
            *(_cell(counts.get(name, 0), most) for name in columns),
        )
        for label, counts in rows.items()
    ]
    whole: list[Part] = [element("thead", head), element("tbody", *body)]
    return element("div", element("table", *whole, class_="heat"), class_="scroll")


def _cell(count: int, most: int) -> Html:
    return element("td", count, class_=f"n h{shade(count, most)}") if count else element("td")


def shade(count: int, most: int) -> int:
    """Return the shade of a count, from 1 to SHADES: one for each so many binary digits of the largest."""
    return 1 + (count.bit_length() - 1) * (SHADES - 1) // max(1, most.bit_length() - 1)
