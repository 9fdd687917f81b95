"""Tell Chinese from English prose."""

import re

_CHINESE = re.compile(r"[\u3400-\u9fff]")
_LATIN = re.compile(r"[A-Za-z]+")


def natural_language(*texts: str) -> str:
    """Return `zh` when the texts have more Chinese characters than Latin words, else `en`."""
    chinese = sum(len(_CHINESE.findall(text)) for text in texts)
    return "zh" if chinese > sum(len(_LATIN.findall(text)) for text in texts) else "en"
