"""Describe a command with one sentence, in the list of commands and in its own help."""


def described(sentence: str) -> dict[str, str]:
    """Return the arguments of `add_parser` that show a sentence, given without capital and full stop."""
    return {"help": sentence, "description": f"{sentence[0].upper()}{sentence[1:]}."}
