"""Compare an answer with its reference, character by character."""


def edit_similarity(text: str, reference: str) -> float:
    """Return 1 - Levenshtein distance / length of the longer text; 1 for two empty texts."""
    longest = max(len(text), len(reference))
    return 1 - distance(text, reference) / longest if longest else 1.0


def distance(text: str, reference: str) -> int:
    """Return the Levenshtein distance.

    Bit-parallel after Myers (1999) in the form of Hyyrö (2001): one column of the table is two integers of
    len(text) bits, whose set bits say where the distance rises and falls by one.
    """
    if not text:
        return len(reference)
    every = (1 << len(text)) - 1
    last = 1 << (len(text) - 1)
    places: dict[str, int] = {}
    for number, character in enumerate(text):
        places[character] = places.get(character, 0) | 1 << number
    rises, falls, result = every, 0, len(text)
    for character in reference:
        same = places.get(character, 0)
        diagonal = (((same & rises) + rises) ^ rises) | same | falls
        horizontal_rises = falls | (every & ~(diagonal | rises))
        horizontal_falls = rises & diagonal
        result += bool(horizontal_rises & last) - bool(horizontal_falls & last)
        horizontal_rises = (horizontal_rises << 1 | 1) & every
        falls = horizontal_rises & diagonal
        rises = (horizontal_falls << 1 & every) | (every & ~(diagonal | horizontal_rises))
    return result
