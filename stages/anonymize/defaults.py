"""Read what stands for a variable that is missing (`${MAIL:-ann@shop.com}`) apart from its name."""

import re
from collections.abc import Iterator

from stages.anonymize.finding import Subject

CUE = r"\$\{"
OPERATOR = re.compile(r"(\$\{(?:[A-Z_][A-Z0-9_]*|[A-Za-z_]\w*(?=:)))(:?[-=])")


def readings(subject: Subject) -> Iterator[Subject]:
    """Yield a text with `=` between such a name and its value, each sign where it was; nothing of another."""
    read = OPERATOR.sub(lambda sign: sign[1] + sign[2].replace("-", "=").replace(":", " "), subject.text)
    if read != subject.text:
        yield subject._replace(text=read)
