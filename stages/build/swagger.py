"""What Swagger shows of a handler or a field, by the annotations of its versions 2 and 3."""

import re
from collections.abc import Iterable


def _told(names: str, texts: str) -> re.Pattern[str]:
    return re.compile(rf'@(?:{names})\((?:.*?\b(?:{texts})\s*=\s*|\s*)"([^"]+)"', re.DOTALL)


HANDLER = _told("ApiOperation|Operation", "value|summary")
FIELD = _told("ApiModelProperty|Schema", "value|description")


def shown(annotations: Iterable[str], told: re.Pattern[str]) -> str:
    """Return the first text that annotations of a kind have; empty without one."""
    return next((found[1] for found in map(told.match, annotations) if found), "")
