"""Say whose a package, a host or the location of a repository is, by its name alone."""

import re

DOMAIN_LABELS = frozenset(
    {
        "com", "org", "net", "io", "cn", "edu", "gov", "me", "cc", "top", "dev", "app", "co", "tech",
        "info", "biz", "site", "xyz", "club", "vip",
    }
)  # fmt: skip
"""First segments of reversed domain names, and last labels of hosts: they name no company."""


def segment(package: str) -> str:
    """Return the owner's segment of a package, group or reversed domain: `acme` of `com.acme.order`."""
    named = [label for label in package.split(".") if label not in DOMAIN_LABELS]
    return named[0] if named else ""


def domain(host: str) -> str:
    """Return a host from its owner's label on: `acme.com.cn` of `git.acme.com.cn`; empty without an owner."""
    labels = host.split(".")
    named = [place for place, label in enumerate(labels[:-1]) if label not in DOMAIN_LABELS]
    return ".".join(labels[named[-1] :]) if named else ""


def organisation(host: str) -> str:
    """Return the owner's label of a host: `acme` of `git.acme.com.cn`."""
    return domain(host).partition(".")[0]


PUBLIC_FORGES = frozenset({"github.com", "gitlab.com", "gitee.com", "bitbucket.org"})
"""Hosts of which the first part of the path is the owner."""
REMOTE = re.compile(r"(?:[a-z+]+://)?(?:[^/@\s]+@)?([\w-]+(?:\.[\w-]+)+)(?::\d+)?[:/]([\w.-]+)/")


def remote(location: str) -> str:
    """Return the owner in the location of a repository; empty for a local one."""
    named = REMOTE.match(location)
    if not named or "://" not in location and "@" not in location:
        return ""
    return named[2] if named[1] in PUBLIC_FORGES else organisation(named[1])
