"""Refuse the registration of a source that does not say whose it is and why it may be used."""

from typing import Any

from packaging.licenses import InvalidLicenseExpression, canonicalize_license_expression

from stages.core.errors import PipelineError

_EXPECTED = {
    "owner": "a team or person who answers for it",
    "legal_basis": "the reason why it may be used, in words of your register",
}


def declared(name: str, settings: dict[str, Any]) -> dict[str, Any]:
    """Return `settings` with the licence as SPDX spells it, since `screen` compares letter by letter.

    Raises PipelineError when owner or legal basis are empty, or the licence is no SPDX expression.
    """
    said = {key: str(settings[key]).strip() for key in (*_EXPECTED, "licence")}
    for key in (key for key in _EXPECTED if not said[key]):
        option = f"--{key.replace('_', '-')}"
        raise PipelineError(f"source '{name}': {option} is empty, expected {_EXPECTED[key]}. Fill it in.")
    try:
        licence = canonicalize_license_expression(said["licence"])
    except InvalidLicenseExpression as error:
        raise PipelineError(
            f"source '{name}': --licence {settings['licence']!r} is no SPDX expression, expected one such as "
            "'Apache-2.0 OR MIT', or 'LicenseRef-Name' for terms of your own. See https://spdx.org/licenses/."
        ) from error
    return settings | said | {"licence": str(licence)}
