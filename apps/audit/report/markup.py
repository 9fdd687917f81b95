"""Write HTML in which nothing but our own marks is a mark: every text is escaped, on its way in."""

import html
from collections.abc import Iterable, Sequence

from apps.audit.question import on_one_line


class Html(str):
    """Text that is HTML already; any other text is escaped."""

    __slots__ = ()


Part = str | int | float
"""What an element may hold: `Html` as it is, a number with separators of thousands, other text escaped."""


def escaped(part: Part) -> Html:
    """Return a part as HTML; what is no printable character is spelled out, also marks that turn a line."""
    if isinstance(part, Html):
        return part
    if isinstance(part, int):
        return Html(f"{part:,}")
    return Html(html.escape(on_one_line(str(part))))


def lines(text: str) -> Html:
    """Return a text of several lines as HTML; its line breaks and tabs are kept."""
    return Html("\n".join(escaped(line.expandtabs(4)) for line in text.split("\n")))


def element(name: str, *parts: Part, **attributes: str) -> Html:
    """Return an element with its parts; an attribute is written without the underscore at its end."""
    written = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escaped(value)}"'
        for key, value in attributes.items()
        if value
    )
    return Html(f"<{name}{written}>{joined(parts)}</{name}>")


def joined(parts: Iterable[Part], between: str = "") -> Html:
    """Return parts one behind the other."""
    return Html(between.join(map(escaped, parts)))


def code(text: str) -> Html:
    """Return a digest, name or command, which may break anywhere."""
    return element("code", text)


def marked(text: str) -> Html:
    """Return words of ours as HTML: what stands between backticks is code."""
    return joined(code(part) if number % 2 else part for number, part in enumerate(text.split("`")))


def paragraph(*parts: Part, class_: str = "") -> Html:
    """Return a paragraph."""
    return element("p", *parts, class_=class_)


def listed(items: Sequence[Part], class_: str = "") -> Html:
    """Return a list."""
    return element("ul", *(element("li", item) for item in items), class_=class_)


def table(headings: Sequence[Part], rows: Iterable[Sequence[Part]], class_: str = "") -> Html:
    """Return a table whose first column names the row; numbers stand to the right."""
    every = list(rows)
    numbers = [bool(every) and all(_is_number(row[n]) for row in every) for n in range(len(headings))]
    head = element(
        "tr",
        *(
            element("th", heading, scope="col", class_="n" if is_number else "")
            for heading, is_number in zip(headings, numbers, strict=True)
        ),
    )
    body = [element("tr", element("th", row[0], scope="row"), *map(_cell, row[1:])) for row in every]
    whole = element("table", element("thead", head), element("tbody", joined(body, "\n")), class_=class_)
    return element("div", whole, class_="scroll")


def _cell(part: Part) -> Html:
    return element("td", part, class_="n" if _is_number(part) else "")


def _is_number(part: Part) -> bool:
    return isinstance(part, int | float)


def pill(text: str, state: str) -> Html:
    """Return a word with the colour of its state: `good`, `open`, `bad` or `quiet`."""
    return element("span", text, class_=f"pill {state}")


def counts(found: dict[str, int]) -> Html:
    """Return counts by name; a dash for none."""
    if not found:
        return element("span", "–", class_="quiet")
    each = (element("span", name, " ", element("b", count), class_="count") for name, count in found.items())
    return joined(each, " ")
