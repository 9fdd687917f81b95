"""Read a source by its kind."""

from stages.crawl.distribution_source import read_distribution
from stages.crawl.faults import SourceFault
from stages.crawl.files_source import read_files
from stages.crawl.git_source import read_git
from stages.crawl.params import CrawlParams
from stages.crawl.reading import Reading
from stages.crawl.source import Source
from stages.crawl.suppressions import suppress

READERS = {"git": read_git, "files": read_files, "python-distribution": read_distribution}


def read(name: str, source: Source, params: CrawlParams) -> Reading:
    """Return what a source holds at its pin.

    Raises SourceFault when it cannot be read, was erased, or holds nothing.
    """
    if source.erased.hides_source(name):
        reason = "it was erased, expected it to be declared no longer"
        raise SourceFault(name, "erased", reason, f"Run `adaptrail sources remove {source.registered}`.")
    reading = suppress(name, READERS[source.kind](name, source, params), source.erased)
    if not reading.entries:
        reason = "no file at its pin that include and exclude choose, expected at least one"
        remedy = f"Mend conf/source/{source.registered}.yaml, or remove the source."
        raise SourceFault(name, "empty", reason, remedy)
    return reading
