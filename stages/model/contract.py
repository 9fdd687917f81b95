"""Files of `model`: reads the safe documents, writes typed assets and a row for all that gives none."""

from stages.core.contract import Rows
from stages.core.records.api_asset import ApiAsset
from stages.core.records.change_asset import ChangeAsset
from stages.core.records.document import Document
from stages.core.records.drop import Drop
from stages.core.records.section_asset import SectionAsset
from stages.core.records.story_asset import StoryAsset
from stages.core.records.suggestion_asset import SuggestionAsset
from stages.core.records.type_asset import TypeAsset

DOCUMENTS = Rows("out/anonymize/documents.jsonl", Document)
TYPES = Rows("out/model/types.jsonl", TypeAsset)
APIS = Rows("out/model/apis.jsonl", ApiAsset)
STORIES = Rows("out/model/stories.jsonl", StoryAsset)
SECTIONS = Rows("out/model/sections.jsonl", SectionAsset)
SUGGESTIONS = Rows("out/model/suggestions.jsonl", SuggestionAsset)
CHANGES = Rows("out/model/changes.jsonl", ChangeAsset)
DROPS = Rows("out/model/drops.jsonl", Drop)

READS = (DOCUMENTS,)
WRITES = (TYPES, APIS, STORIES, SECTIONS, SUGGESTIONS, CHANGES, DROPS)
