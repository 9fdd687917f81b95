"""Settings of `adaptrail teach`: how an endpoint is reached. No byte of an out depends on them."""

from stages.core.params import Count, Few, Params, Positive


class TeacherParams(Params, frozen=True):
    """Section `teacher` of params.yaml."""

    base_url: str
    """URL up to `/chat/completions`, HTTPS or this machine; empty for none."""
    key_file: str
    """File outside Git with the key; ADAPTRAIL_TEACHER_KEY goes before it. Empty for none."""
    timeout: Positive
    """Seconds without a byte, after which the endpoint counts as gone."""
    deadline: Positive
    """Seconds that a request may take in all, however steadily bytes come; it is not asked again then."""
    max_bytes: Positive
    """Bytes of an answer, at most."""
    tries: Few
    """Of one request, while the endpoint is busy or does not answer."""
    wait: Count
    """Seconds before the second try; doubled before each one after it."""
    max_wait: Count
    """Seconds that the endpoint may ask for, at most."""
