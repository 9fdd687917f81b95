"""Replace secrets, personal data and company names by placeholders or keyed pseudonyms, and record each."""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from stages.anonymize.canaries.canaries import Canary, Survivors, plant, survivors
from stages.anonymize.candidates import Candidate, Corpus, candidates, confirmed
from stages.anonymize.change import Change
from stages.anonymize.decide import Reviews, dropping, is_masked, refuse_unknown
from stages.anonymize.detect import ENTITIES
from stages.anonymize.finding import Detector, Limits, Subject
from stages.anonymize.generalize import GENERALIZERS
from stages.anonymize.keys import Keys, fingerprint
from stages.anonymize.ledger import Owner, chained, decisions, policy_digest
from stages.anonymize.lexicon import Lexicon
from stages.anonymize.mine import borrowed_words, mine
from stages.anonymize.origins import Fates, Place, Refusal, distinct_paths, origins, refusal_of
from stages.anonymize.packs.scanner import Scanner, entities
from stages.anonymize.params import AnonymizeParams
from stages.anonymize.parted import shown
from stages.anonymize.people import people
from stages.anonymize.renames import renames
from stages.anonymize.reviews import Names
from stages.anonymize.rewrite import Masking, Rewritten, applied, mask, masks, rewrite
from stages.anonymize.rules.person import modules
from stages.anonymize.vault import Sealed
from stages.core.errors import PipelineError
from stages.core.formats.change import changed
from stages.core.records.blob import Blob
from stages.core.records.decision import Decision
from stages.core.records.document import Document, Edit
from stages.core.records.drop import Drop
from stages.core.records.file import File
from stages.core.records.origin import Origin
from stages.core.records.screened_file import ScreenedFile
from stages.core.records.snapshot import Snapshot


class RawZone(NamedTuple):
    """Everything that was read, and what earlier stages dropped."""

    snapshots: list[Snapshot]
    crawled: list[File]
    blobs: list[Blob]
    drops: list[Drop]
    """Of `screen` and `dedupe`."""
    files: list[ScreenedFile]
    """What is left to anonymize."""

    @property
    def texts(self) -> list[str]:
        """Return the contents that are left, each once."""
        left = {file.blob for file in self.files}
        return [blob.text for blob in self.blobs if blob.text and blob.blob in left]


class Said(NamedTuple):
    """What people said."""

    terms: tuple[str, ...]
    """Listed names of the company."""
    names: Names
    reviews: Reviews


class Proposed(NamedTuple):
    """What the company's own files say of its name."""

    lexicon: Lexicon
    candidates: list[Candidate]


class SafeZone(NamedTuple):
    """What may leave."""

    documents: list[Document]
    """Sorted by id."""
    decisions: list[Decision]
    """The ledger: sorted by document and start, chained."""
    origins: list[Origin]
    lexicon: Lexicon
    """For the figures; it does not leave."""
    sealed: list[Sealed]
    """What the vault takes; it does not leave."""
    survivors: dict[str, dict[str, Survivors]]
    """Canaries of a shadow copy that were not masked, see `canaries`."""

    @property
    def dropped(self) -> dict[str, int]:
        """Count the files that this stage dropped, by rule."""
        return dict(Counter(origin.rule for origin in self.origins if origin.stage == "anonymize"))


class Mask(NamedTuple):
    """How texts of one kind of owner are masked."""

    lexicon: Lexicon
    limits: Limits
    masking: Masking
    source_class: str

    def file(self, text: str, language: str, path: str) -> Rewritten:
        """Return the safe text of a file."""
        if glob := dropping(path, self.masking.policy):
            return Rewritten("", [], [], "path", glob)
        return rewrite(self._subject(text, language, path), path, self.masking)

    def knowing(self, told: Collection[str]) -> "Mask":
        """Return what masks these persons, too."""
        names = tuple(sorted({*told} - {*self.lexicon.persons}, key=lambda name: (-len(name), name)))
        return self._replace(lexicon=self.lexicon._replace(told=names)) if names else self

    def persons(self, text: str, path: str) -> set[str]:
        """Return the names of persons that a part of a change shows to be some."""
        return shown(self._subject(text, "change", path))

    def path(self, text: str) -> list[Change]:
        """Return what is replaced in a path."""
        return masks(self._subject(text, "path", ""), self.masking)

    def words(self, text: str) -> str:
        """Return a path or another short text with everything replaced."""
        return mask(self._subject(text, "path", ""), self.masking)

    def shadow(self, text: str, language: str, path: str) -> str:
        """Return safe path and text of a planted file; nothing when it is refused. The core masks it alone:
        what survives must not hang on a tool that another machine lacks."""
        core = self._replace(limits=self.limits._replace(detectors=()))
        safe = core.file(text, language, path)
        return "" if safe.refused else f"{core.words(path)}\n{safe.text}"

    def _subject(self, text: str, language: str, path: str) -> Subject:
        return Subject(text, language, self.lexicon, self.limits, path, self.source_class)


def anonymize(raw: RawZone, params: AnonymizeParams, keys: Keys, said: Said, limits: Limits) -> SafeZone:
    """Return the files without what must not leave, every decision, and the fate of every file."""
    refuse_unknown(params.policy, _known(limits), GENERALIZERS)
    contents = {blob.blob: blob.text for blob in raw.blobs}
    snapshots = {snapshot.source: snapshot for snapshot in raw.snapshots}
    found = propose(raw, said.terms, params)
    lexicon = confirmed(
        found.lexicon,
        found.candidates,
        lambda name: said.names.get(fingerprint(keys, name), ""),
        params,
    )
    own = (file.path for file in raw.files if file.source_class in params.confidential_classes)
    lexicon = lexicon._replace(modules=modules(lexicon.persons, own))
    by_class = _masks(lexicon, params, Masking.of(keys, lexicon, params.policy, said.reviews), limits)

    def mask_of(source: str) -> Mask:
        return by_class(snapshots[source].source_class)

    masked = {(file.source, file.path): mask_of(file.source).path(file.path) for file in raw.crawled}
    paths = distinct_paths({place: applied(place[1], changes) for place, changes in masked.items()})
    rewritten = _rewritten(raw.files, contents, mask_of)
    kept = {(file.source, file.path): file for file in raw.files}
    documents = [
        _document(file, paths[place], rewritten[place], mask_of(file.source).words(file.licence))
        for place, file in kept.items()
        if not rewritten[place].refused
    ]
    policy = policy_digest(params.policy)
    return SafeZone(
        documents=sorted(documents, key=lambda document: document.id),
        decisions=chained(
            row
            for file in raw.crawled
            for place in [(file.source, file.path)]
            for row in decisions(
                Owner(f"{file.source}:{paths[place]}", file.blob),
                [*renames(file.path, masked[place], paths[place]), *_decided(rewritten.get(place))],
                policy,
                keys,
            )
        ),
        origins=origins(
            raw.crawled,
            Fates(
                kept=kept,
                refused=_refusals(raw.drops, rewritten),
                snapshots=snapshots,
                paths=paths,
                safe=lambda source, text: mask_of(source).words(text),
            ),
        ),
        lexicon=lexicon,
        sealed=_sealed(rewritten.values()),
        survivors=survivors(_planted(params, lexicon, _shadows(raw.files, contents)), by_class("own").shadow),
    )


def _rewritten(
    files: list[ScreenedFile], contents: Mapping[str, str | None], mask_of: Callable[[str], Mask]
) -> dict[Place, Rewritten]:
    """Return the safe text of each file by place."""
    told = _told(files, contents, mask_of)
    return {
        (file.source, file.path): mask_of(file.source)
        .knowing(told.get(_commit(file), ()))
        .file(_text(file, contents), file.language, file.path)
        for file in files
    }


def _commit(file: ScreenedFile) -> tuple[str, str]:
    """Return source and commit of a change; of another file, no commit."""
    about = changed(file.path) if file.language == "change" else None
    return file.source, about.commit if about else ""


def _told(
    files: Iterable[ScreenedFile], contents: Mapping[str, str | None], mask_of: Callable[[str], Mask]
) -> dict[tuple[str, str], set[str]]:
    """Return the persons whom the changes of a commit show: its message stands in each of them."""
    told: dict[tuple[str, str], set[str]] = defaultdict(set)
    for file in files:
        if _commit(file)[1]:
            told[_commit(file)] |= mask_of(file.source).persons(_text(file, contents), file.path)
    return told


def _decided(rewritten: Rewritten | None) -> list[Change]:
    """Return every decision about a text; none about that of a file that was dropped before."""
    return rewritten.decided if rewritten else []


def _sealed(results: Iterable[Rewritten]) -> list[Sealed]:
    return [
        Sealed(change.finding.entity, change.text, change.value)
        for result in results
        for change in result.changes
        if change.verdict.action == "pseudonymize"
    ]


def _planted(params: AnonymizeParams, lexicon: Lexicon, texts: Mapping[str, Sequence[str]]) -> list[Canary]:
    """Return the canaries without those that the policy keeps."""
    every = plant(params.canaries, params.canary_seed, lexicon, texts)
    return [canary for canary in every if is_masked(canary.entity, "own", params.policy)]


SHADOWS, SHORT = 20, 4096
"""Documents of each language behind which canaries are planted, and characters up to which they are short."""


def _shadows(
    files: Iterable[ScreenedFile], contents: Mapping[str, str | None]
) -> Mapping[str, Sequence[str]]:
    texts: dict[str, list[str]] = defaultdict(list)
    for file in files:
        text = _text(file, contents)
        if len(text) <= SHORT and len(texts[file.language]) < SHADOWS:
            texts[file.language].append(text)
    return texts


def propose(raw: RawZone, terms: tuple[str, ...], params: AnonymizeParams) -> Proposed:
    """Return what is mined from the company's own files, and what a person is asked about."""
    contents = {blob.blob: blob.text for blob in raw.blobs}
    texts = confidential_texts(raw.files, contents, params)
    named = _people(raw.crawled, contents, params)
    lexicon = mine(raw.snapshots, texts, terms, named, params)
    snapshots = [one for one in raw.snapshots if one.source_class in params.confidential_classes]
    corpus = Corpus(
        snapshots=snapshots,
        own=[text for some in texts.values() for text in some],
        public=[_text(file, contents) for file in raw.files if file.source_class == "open-source"],
        paths=[file.path for file in raw.files if file.source_class in params.confidential_classes],
        listed=lexicon.terms,
        people=named,
    )
    return Proposed(lexicon, candidates(corpus, borrowed_words(snapshots, texts, lexicon, params), params))


def confidential_texts(
    files: Iterable[ScreenedFile], contents: Mapping[str, str | None], params: AnonymizeParams
) -> dict[str, list[str]]:
    """Return the contents of the company's own files by source: what the lexicon is mined from."""
    texts: dict[str, list[str]] = defaultdict(list)
    for file in files:
        if file.source_class in params.confidential_classes:
            texts[file.source].append(_text(file, contents))
    return texts


def _people(
    files: Iterable[File], contents: Mapping[str, str | None], params: AnonymizeParams
) -> Counter[str]:
    """Return the people whom the company's own files of packages and repositories name, with how often; also
    files that do not go on, such as AUTHORS."""
    own = (file for file in files if file.source_class in params.confidential_classes)
    texts = ((file.path, contents.get(file.blob) or "") for file in own)
    return Counter(text[start:end] for path, text in texts for start, end in people(path, text))


def _known(limits: Limits) -> frozenset[str]:
    others = (detector.entities for detector in limits.detectors)
    return ENTITIES.union(entities(limits.packs), *others)


def limits_of(params: AnonymizeParams, packs: Scanner, detectors: tuple[Detector, ...]) -> Limits:
    """Return what detectors read of the settings."""
    return Limits(
        internal_suffixes=tuple(params.internal_suffixes),
        public_hosts=tuple(params.public_hosts),
        public_addresses=tuple(params.public_addresses),
        min_entropy=params.min_entropy,
        max_rewritten_bytes=params.max_rewritten_bytes,
        packs=packs,
        detectors=detectors,
    )


def _masks(
    lexicon: Lexicon, params: AnonymizeParams, masking: Masking, limits: Limits
) -> Callable[[str], Mask]:
    @cache
    def mask_of(source_class: str) -> Mask:
        known = lexicon if source_class in params.confidential_classes else Lexicon()
        return Mask(known, limits, masking, source_class)

    return mask_of


def _text(file: ScreenedFile, contents: Mapping[str, str | None]) -> str:
    text = contents.get(file.blob)
    if text is None:
        raise PipelineError(
            f"{file.source}: blob {file.blob} has no text, expected UTF-8. Run `dvc repro` again."
        )
    return text


def _document(file: ScreenedFile, path: str, rewritten: Rewritten, licence: str) -> Document:
    return Document(
        id=f"{file.source}:{path}",
        source=file.source,
        source_class=file.source_class,
        commit=file.commit,
        path=path,
        blob=file.blob,
        asset=file.asset,
        language=file.language,
        licence=licence,
        text=rewritten.text,
        edits=[
            Edit(start=change.start, end=change.end, length=len(change.text.encode()))
            for change in rewritten.changes
        ],
    )


def _refusals(drops: Iterable[Drop], rewritten: Mapping[Place, Rewritten]) -> dict[Place, Refusal]:
    earlier = {(drop.source, drop.path): refusal_of(drop) for drop in drops}
    here = {
        place: Refusal("anonymize", result.refused, result.reason, "")
        for place, result in rewritten.items()
        if result.refused
    }
    return earlier | here
