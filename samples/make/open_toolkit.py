"""open-toolkit: a small Java library and the demo desk that uses it (Apache-2.0, made for the sample)."""

from pathlib import Path

from samples.make import desk, sources
from samples.make.history import Commit

ROOT = "org.opentoolkit"
FOLDER = Path(__file__).with_suffix("")
LONG_HEADER = """/*
 * Copyright 2023 The Open Toolkit Authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     http://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */"""
SHORT_HEADER = "// SPDX-License-Identifier: Apache-2.0"
AUTHORS = {
    "nina": sources.Author("Nina Holm", "nina@opentoolkit.example", LONG_HEADER, "", "java-first"),
    "yang": sources.Author("杨帆", "yangfan@opentoolkit.example", SHORT_HEADER, "@author 杨帆", "flat"),
    "raj": sources.Author("Raj Mehta", "raj@opentoolkit.example", SHORT_HEADER, "", "java-last"),
    "zhou": sources.Author("周敏", "zhoumin@opentoolkit.example", LONG_HEADER, "", "java-first"),
    "ole": sources.Author("Ole Brandt", "ole@opentoolkit.example", SHORT_HEADER, "@author Ole Brandt", "java-first"),
}


def commits() -> list[Commit]:
    """Return the history of open-toolkit, oldest first."""
    texts = [path.read_text(encoding="utf-8") for path in sorted(FOLDER.glob("*.txt"))]
    drafts = [draft for text in texts for draft in sources.parse(text)]
    licence = {"LICENSE": (FOLDER / "LICENSE").read_text(encoding="utf-8")}
    specs = (FOLDER / "desk.spec").read_text(encoding="utf-8")
    history = sources.render([*drafts, *desk.drafts(specs)], ROOT, AUTHORS, {})
    return [history[0]._replace(files=history[0].files | licence), *history[1:]]
