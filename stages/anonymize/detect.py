"""Run every detector over a text and settle overlaps."""

import re
from collections.abc import Iterable

from stages.anonymize.finding import Finding, Subject
from stages.anonymize.rules import (
    aws_access_key,
    bank_card,
    birth_date,
    cn_address,
    cn_id,
    cn_landline,
    cn_mobile,
    cn_passport,
    cn_permit,
    cn_plate,
    cn_uscc,
    company_package,
    company_term,
    copyright_holder,
    database,
    email,
    generic_api_key,
    github_token,
    host,
    im_account,
    ip,
    jwt,
    mac,
    password,
    person,
    person_name,
    phone,
    private_key,
    ticket,
    us_ssn,
)

DETECTORS = (
    private_key.find,
    jwt.find,
    github_token.find,
    aws_access_key.find,
    password.find,
    generic_api_key.find,
    email.find,
    host.find,
    ip.find,
    mac.find,
    cn_id.find,
    bank_card.find,
    cn_uscc.find,
    cn_passport.find,
    cn_permit.find,
    cn_mobile.find,
    cn_landline.find,
    us_ssn.find,
    phone.find,
    im_account.find,
    cn_plate.find,
    birth_date.find,
    cn_address.find,
    copyright_holder.find,
    person.find,
    person_name.find,
    database.find,
    ticket.find,
    company_package.find,
    company_term.find,
)
"""In order of precedence: of findings that overlap, the first kind names the whole."""


def findings(subject: Subject) -> list[Finding]:
    """Return what must not leave, in order, without overlaps."""
    ranked = [(rank, finding) for rank, find in enumerate(DETECTORS) for finding in find(subject)]
    names = [entry for entry in ranked if entry[1].entity == "pii.person"]
    stronger = [entry for entry in ranked if names and entry[0] < names[0][0]]
    trimmed = [(rank, piece) for rank, name in names for piece in _outside(subject.text, name, stronger)]
    others = [entry for entry in ranked if entry[1].entity != "pii.person"]
    return [_winner(cluster) for cluster in _clusters([*others, *trimmed])]


def _outside(text: str, name: Finding, stronger: list[tuple[int, Finding]]) -> list[Finding]:
    """Return the parts of a name outside stronger findings: a token or a host may follow an author."""
    over = [finding for _, finding in stronger if finding.start < name.end and name.start < finding.end]
    if not over:
        return [name]
    taken = {place for finding in over for place in range(finding.start, finding.end)}
    rest = "".join(
        "\0" if name.start + n in taken else sign for n, sign in enumerate(text[name.start : name.end])
    )
    return [
        name._replace(start=name.start + part.start(), end=name.start + part.end())
        for part in re.finditer(r"[^\W\d_](?:[^\0]*[^\W_])", rest)
    ]


def _clusters(ranked: Iterable[tuple[int, Finding]]) -> list[list[tuple[int, Finding]]]:
    clusters: list[list[tuple[int, Finding]]] = []
    end = -1
    for rank, finding in sorted(ranked, key=lambda entry: (entry[1].start, entry[1].end, entry[0])):
        if finding.start < end:
            clusters[-1].append((rank, finding))
        else:
            clusters.append([(rank, finding)])
        end = max(end, finding.end)
    return clusters


def _winner(cluster: list[tuple[int, Finding]]) -> Finding:
    """Take the whole cluster: what sticks out of the winner is a part of something confidential too."""
    _, first = min(cluster, key=lambda entry: (entry[0], entry[1].start))
    start = min(finding.start for _, finding in cluster)
    end = max(finding.end for _, finding in cluster)
    return first._replace(start=start, end=end)
