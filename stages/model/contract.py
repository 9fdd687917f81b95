"""Files of `model`: reads the safe documents, writes typed assets and a row for all that gives none."""

from stages.core.contract import Rows
from stages.core.records.api_asset import ApiAsset
from stages.core.records.build_asset import BuildAsset
from stages.core.records.change_asset import ChangeAsset
from stages.core.records.diagram_asset import DiagramAsset
from stages.core.records.document import Document
from stages.core.records.drop import Drop
from stages.core.records.section_asset import SectionAsset
from stages.core.records.sql_asset import SqlAsset
from stages.core.records.story_asset import StoryAsset
from stages.core.records.suggestion_asset import SuggestionAsset
from stages.core.records.type_asset import TypeAsset

DOCUMENTS = Rows("out/anonymize/documents.jsonl", Document)
TYPES = Rows("out/model/types.jsonl", TypeAsset)
APIS = Rows("out/model/apis.jsonl", ApiAsset)
SQL = Rows("out/model/sql.jsonl", SqlAsset)
STORIES = Rows("out/model/stories.jsonl", StoryAsset)
SECTIONS = Rows("out/model/sections.jsonl", SectionAsset)
DIAGRAMS = Rows("out/model/diagrams.jsonl", DiagramAsset)
BUILDS = Rows("out/model/builds.jsonl", BuildAsset)
SUGGESTIONS = Rows("out/model/suggestions.jsonl", SuggestionAsset)
CHANGES = Rows("out/model/changes.jsonl", ChangeAsset)
DROPS = Rows("out/model/drops.jsonl", Drop)

READS = (DOCUMENTS,)
WRITES = (TYPES, APIS, SQL, STORIES, SECTIONS, DIAGRAMS, BUILDS, SUGGESTIONS, CHANGES, DROPS)
