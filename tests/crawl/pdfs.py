"""PDF documents as the least that readers accept, written by hand: no binary file is kept for a test."""

from collections.abc import Sequence

LATIN = "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>"
CHINESE = (
    "<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UTF16-H/DescendantFonts"
    "[<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/DW 1000"
    "/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 4>>>>]>>"
)
"""A font that readers have, and its text as UTF-16: nothing of it is embedded."""

Text = tuple[int, str]
"""A size in points and a line."""


def pdf(*pages: Sequence[Text], trailer: str = "", more: Sequence[str] = ()) -> bytes:
    """Return a document with these lines; `more` are further objects, from number 5 + 2 for each page on."""
    kids = " ".join(f"{5 + 2 * number} 0 R" for number in range(len(pages)))
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Kids[{kids}]/Count {len(pages)}>>",
        LATIN,
        CHINESE,
    ]
    for number, lines in enumerate(pages):
        drawn = "".join(_drawn(700 - 30 * row, *line) for row, line in enumerate(lines))
        objects += [
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]"
            f"/Resources<</Font<</L 3 0 R/C 4 0 R>>>>/Contents {6 + 2 * number} 0 R>>",
            f"<</Length {len(drawn)}>>\nstream\n{drawn}\nendstream",
        ]
    return assembled([*objects, *more], trailer)


def assembled(objects: Sequence[str], trailer: str = "") -> bytes:
    """Return objects, numbered from 1, with the table of where they stand; the first one is the catalog."""
    content, places = b"%PDF-1.7\n", []
    for number, text in enumerate(objects, 1):
        places.append(len(content))
        content += f"{number} 0 obj\n{text}\nendobj\n".encode("latin-1")
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    size = len(objects) + 1
    end = f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer\n<</Size {size}/Root 1 0 R{trailer}>>\n"
    return content + f"{end}startxref\n{len(content)}\n%%EOF\n".encode("latin-1")


def _drawn(height: int, size: int, line: str) -> str:
    font, text = ("L", f"({line})") if line.isascii() else ("C", f"<{line.encode('utf-16-be').hex()}>")
    return f"BT /{font} {size} Tf 1 0 0 1 72 {height} Tm {text} Tj ET\n"
