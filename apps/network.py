"""What all that asks a host says and waits alike."""

import email.utils
import re
from email.message import Message

_LOCAL = re.compile(r"http://(localhost|127\.0\.0\.1|\[::1\])(?:[:/]|$)")


def is_private(url: str) -> bool:
    """Say whether nobody on the way can read what is sent: HTTPS, or this machine."""
    return url.startswith("https://") or _LOCAL.match(url) is not None


def is_token(text: str) -> bool:
    """Say whether a text can stand in a header as it is; an empty one can."""
    return re.fullmatch(r"[!-~]*", text) is not None


def retry_after(headers: Message, now: float) -> int | None:
    """Return the seconds that `Retry-After` asks for, as a number or a date; None without one."""
    after = str(headers.get("Retry-After", ""))
    if re.fullmatch(r"\d{1,9}", after):
        return int(after)
    date = email.utils.parsedate_tz(after) if after else None
    return max(0, int(email.utils.mktime_tz(date) - now) + 1) if date else None


def reason(error: Exception) -> str:
    """Return why a host does not answer, in one line."""
    found = getattr(error, "reason", error)
    return " ".join(str(getattr(found, "strerror", None) or found or type(error).__name__).split())
