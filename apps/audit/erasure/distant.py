"""Delete objects of remotes that are no folder of this machine, by DVC's own interface: a network is used for
these, and for nothing else."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from apps.audit.erasure import places
from apps.audit.erasure.receipts import Plan
from apps.audit.revision import where
from stages.core.errors import PipelineError

FOLDER = "files/md5/"
"""Where DVC has objects, in caches and remotes."""


def erase(place: str, plan: Plan) -> int:
    """Delete the objects of a plan in a remote, put older shards with leaves in the place of their rows, and
    return how many went; raises PipelineError when the remote does not let it be done."""
    with _opened(place) as odb:
        here = set(odb.all())
        for old in plan.instead.keys() & here:
            new = plan.instead[old].md5
            odb.add_bytes(new, _content(new))
        for digest in digests(plan) & here:
            odb.delete(digest)
        left = digests(plan) & set(odb.all())
        if left:
            raise OSError(f"{len(left)} objects are still there")
        return len(digests(plan) & here)


def listed(place: str) -> frozenset[str]:
    """Return DVC's digests of the objects of a remote; raises PipelineError when they cannot be listed."""
    with _opened(place) as odb:
        return frozenset(odb.all())


def digests(plan: Plan) -> set[str]:
    """Return DVC's digests of the objects that go: those that were found in the cache and in folders."""
    found = (paths for place, paths in plan.remove.items() if place != "project")
    return named(path for paths in found for path in paths) | plan.instead.keys()


def named(paths: Iterable[str]) -> set[str]:
    """Return the digests of objects by their paths below a cache or remote."""
    return {path.removeprefix(FOLDER).replace("/", "") for path in paths if path.startswith(FOLDER)}


def _content(digest: str) -> bytes:
    """Return the content of an object that lies in a place here."""
    roots = [root for name, root in places.roots().items() if name != "project"]
    return next(path.read_bytes() for root in roots if (path := where(root, digest)).is_file())


@contextmanager
def _opened(place: str) -> Iterator[Any]:
    """Give the objects of a remote; what goes wrong in between is one line."""
    from dvc.repo import Repo  # type: ignore[import-untyped]  # noqa: PLC0415  a second that others need not wait

    name = place.removeprefix(places.REMOTE)
    try:
        with Repo(str(Path().absolute())) as repo:
            odb = repo.cloud.get_remote_odb(name)
            if odb.fs.protocol == "local" and not odb.fs.exists(odb.path):
                raise FileNotFoundError(f"{odb.path} is not there")
            yield odb
    except Exception as error:  # noqa: BLE001  each storage has errors of its own
        said = " ".join(str(error).split())[:200] or type(error).__name__
        raise PipelineError(
            f"{place}: {said}, expected DVC to list and delete its objects. Bring it in reach."
        ) from error
