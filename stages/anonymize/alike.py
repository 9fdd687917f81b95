"""Read signs as what they look like: full-width, bold, circled ones, those of other scripts or with marks;
long numbers in Chinese signs as their digits.

It follows UAX 15 (NFKC) and UTS 39. Known limit: letters that only resemble each other, as small capitals do,
and Chinese signs that do.
"""

import re
import unicodedata

_CYRILLIC = "АаВЕеЅѕІіЈјКкМНһОоРрСсТУуХхԁԍӏԚԛԜԝѵҮү"
_LATIN = "AaBEeSsIiJjKkMHhOoPpCcTYyXxdGlQqWwvYy"
_GREEK = "ΑαΒΕΖΗΙιΚκΜΝΟοΡρΤΥυΧχϳνγɑɡıօոսհց"
_ROMAN = "AaBEZHIiKkMNOoPpTYuXxjvyagionuhg"
OTHERS = _CYRILLIC + _GREEK
"""Letters of other scripts, and of phonetics, that look like one of ASCII."""
CONFUSED = str.maketrans(OTHERS, _LATIN + _ROMAN)
BESIDE = "ı\u0251\u0261\u0370-\u058f"
"""Where these letters are, as a class of a pattern."""
MIXED = re.compile(rf"(?=\w*[A-Za-z])(?=\w*[{BESIDE}])\w+")
"""A word of two scripts."""
FORMS = (
    "\u2160\u2164\u2169\u216c-\u216f\u2170\u2174\u2179\u217c-\u217f"
    "\u2f00-\u2fd5\uf900-\ufaff\U0001d400-\U0001d7ff\u24b6-\u24ea\uff10-\uff19\uff21-\uff3a\uff41-\uff5a"
    "\u2460-\u2468\u00b2\u00b3\u00b9\u2070\u2074-\u2079\u2080-\u2089"
)
"""Numerals of Rome, radicals and Chinese signs of old code pages, as PDF files have them, letters in bold, in
circles and of full width, digits in circles, above and below the line, as a class of a pattern."""
_COUNTED = "〇零一二三四五六七八九壹贰叁肆伍陆柒捌玖幺"
COUNTED = str.maketrans(_COUNTED, "001234567891234567891")
NUMBER = rf"[{_COUNTED}](?:[ -]?[{_COUNTED}]){{10,}}"
"""Digits as Chinese signs, as many as the shortest number of a person has; a year has fewer."""
MARKS = "\u0300-\u036f"
"""Marks that are written behind their letter, as file systems of Apple do."""
CUE = rf"[{FORMS}]|{NUMBER}|[A-Za-z][{MARKS}]|[A-Za-z][{BESIDE}]|[{BESIDE}][A-Za-z]"
SIGN = rf"[{FORMS}{OTHERS}\uff01-\uff5e\u3000]|[A-Za-z][{MARKS}]+"


def sign(written: str) -> str:
    """Return what one match of `SIGN` looks like: one sign."""
    return unicodedata.normalize("NFKC", written)[0].translate(CONFUSED)


def alike(text: str) -> str:
    """Return a text in usual forms without marks apart, and words of two scripts in the one of ASCII."""
    if text.isascii():
        return text
    usual = re.sub(f"[{MARKS}]", "", unicodedata.normalize("NFKC", text))
    usual = re.sub(NUMBER, lambda number: number[0].translate(COUNTED), usual)
    return MIXED.sub(lambda word: word[0].translate(CONFUSED), usual)
