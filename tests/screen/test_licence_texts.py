"""A licence text is recognised, and one with another condition is not."""

import pytest

from stages.screen.licence_texts import header_licence, text_licence
from stages.screen.templates import FOLDER

UNKNOWN = "NOASSERTION"


def text(spdx: str) -> str:
    return (FOLDER / f"{spdx}.txt").read_text(encoding="utf-8")


MIT = "The MIT License (MIT)\n\nCopyright (c) 2020 Lanhai Retail\n\n" + text("MIT~pristine")
APACHE = text("Apache-2.0")
NOTICE = "Licensed under the Apache License, Version 2.0 (the License)"
GPL_NOTICE = """
 * This program is free software: you can redistribute it and/or modify it under the terms of the GNU
 * General Public License as published by the Free Software Foundation, either version 3 of the License,
 * or (at your option) any later version.
"""
COMMONS = (
    '"Commons Clause" License Condition v1.0\n\nThe Software is provided to you by the Licensor under the '
)
COMMONS += (
    "License, as defined below, subject to the following condition. The grant of rights under the License "
)
COMMONS += "will not include, and the License does not grant to you, the right to Sell the Software.\n\n"


@pytest.mark.parametrize("file", sorted(FOLDER.glob("*.txt")), ids=lambda file: file.stem)
def test_every_known_text_is_recognised(file: object) -> None:
    name = str(getattr(file, "stem", "")).partition("~")[0].replace("_", " ")
    assert text_licence(text(str(getattr(file, "stem", "")))) == name


@pytest.mark.parametrize(
    ("given", "spdx"),
    [
        (MIT, "MIT"),
        (MIT.upper(), "MIT"),
        ("\n".join(f" * {line}" for line in MIT.splitlines()), "MIT"),
        (APACHE.replace("[yyyy] [name of copyright owner]", "2020 Lanhai"), "Apache-2.0"),
        (APACHE.split("APPENDIX")[0], "Apache-2.0"),
        (f"{APACHE}\n\nThis product bundles x:\n\n{MIT}", "Apache-2.0 AND MIT"),
        (
            f"This work is dual licensed. Choose either of the two licenses.\n{APACHE}\n{MIT}",
            "Apache-2.0 OR MIT",
        ),
        (text("GPL-3.0-only"), "GPL-3.0-only"),
        (text("AGPL-3.0-only"), "AGPL-3.0-only"),
        ("The Classpath of the shop.\n" + text("GPL-2.0-only"), "GPL-2.0-only"),
        (f"Portions under the GNU General Public License version 2.\n{MIT}", "GPL-2.0-only AND MIT"),
        ("SPDX-License-Identifier: Apache-2.0 OR MIT\n\nSee the two files.", "Apache-2.0 OR MIT"),
        ("SPDX-License-Identifier: MIT\nSPDX-License-Identifier: GPL-2.0-only\n", "GPL-2.0-only AND MIT"),
        (MIT + "\nThe Software shall be used for Good, not Evil.\n", "JSON"),
        (NOTICE, "Apache-2.0"),
        ("under the terms of the GNU Affero General Public License, version 3 or later", "AGPL-3.0-or-later"),
        ("GNU LESSER GENERAL PUBLIC LICENSE\n Version 2.1, February 1999", "LGPL-2.1-only"),
        ("Released under the MIT License.", "MIT"),
        ("木兰宽松许可证， 第2版 \n\n2020年1月", "MulanPSL-2.0"),
    ],
)
def test_texts_and_notices_are_recognised(given: str, spdx: str) -> None:
    assert text_licence(given) == spdx


@pytest.mark.parametrize(
    "given",
    [
        "All rights reserved.",
        "版权所有，内部使用",
        "The MIT of Boston is no licence.",
        "a map of the Apache country",
        "Permission is hereby granted, free of charge, to any person obtaining a copy of this software.",
        COMMONS + MIT,
        MIT + "\nThe Software must be used for Good, and never for Evil.\n",
        MIT.replace("to any person", "to any non-commercial user"),
        MIT.replace("sublicense, and/or sell", "but not sublicense or sell"),
        MIT + "\nUse by the military is prohibited.\n",
        APACHE + "\n\nYou may not provide the software as a hosted service.\n",
        text("BSD-3-Clause~pristine") + "\nRedistribution for academic purposes only.\n",
        text("ISC~pristine").replace("for any purpose", "for any purpose except commercial use"),
        "SPDX-License-Identifier: MIT\nwith the Commons Clause",
        "Licensed under the MIT License, for non-commercial use.",
        "x " * 500 + NOTICE,
        MIT + "\n本软件不得 用于商业用途\n",
    ],
)
def test_another_condition_makes_another_licence(given: str) -> None:
    assert text_licence(given) == UNKNOWN


@pytest.mark.parametrize(
    "filler",
    [
        "-",
        "\n",
        " ",
        "a ",
        "copyright ",
        "license ",
        "permission is hereby granted ",
        "SPDX-License-Identifier: ",
    ],
)
def test_a_monotonous_text_costs_no_seconds(filler: str) -> None:
    assert text_licence(filler * 20_000 + "x" + " " * 100_000 + ".")


@pytest.mark.parametrize("spdx", ["JSON", "SSPL-1.0", "BUSL-1.1", "Elastic-2.0", "CC-BY-NC-4.0"])
def test_restrictive_licences_have_their_own_name(spdx: str) -> None:
    assert text_licence(text(spdx)) == spdx


@pytest.mark.parametrize(
    ("head", "spdx"),
    [
        (f"/*{GPL_NOTICE} */\nclass A {{}}", "GPL-3.0-or-later"),
        (f"package a;\n\n/*{GPL_NOTICE} */\nclass A {{}}", "GPL-3.0-or-later"),
        (f"// {NOTICE}\nclass A {{}}", "Apache-2.0"),
        ("#!/usr/bin/env python3\n# SPDX-License-Identifier: MIT\n", "MIT"),
        ("<?xml version='1.0'?>\n<!-- SPDX-License-Identifier: EPL-2.0 -->\n<a/>", "EPL-2.0"),
        ("// SPDX-License-Identifier: Apache-2.0 OR MIT\nfn main() {}", "Apache-2.0 OR MIT"),
        (
            "/* SPDX-License-Identifier: Apache-2.0 */\n/* SPDX-License-Identifier: GPL-2.0-only */\nint a;",
            "Apache-2.0 AND GPL-2.0-only",
        ),
        (
            "# SPDX-License-Identifier: MIT or 0BSD\n" + "# SPDX-License-Identifier: ISC\n" * 2,
            "ISC AND (MIT or 0BSD)",
        ),
        ("# under the terms of the GNU Lesser General Public License, version 2.1.\n", "LGPL-2.1-only"),
        ("/*\n" + MIT + "*/\nint a;", "MIT"),
        ("/*\n" + MIT + "Not for sale.\n*/\nint a;", UNKNOWN),
        ("/*\n" + MIT + "*/\n/** Must not be null. */\nint a;", "MIT"),
        (f"// {NOTICE}, non-commercial use\nclass A {{}}", UNKNOWN),
        (
            '/* GNU General Public License version 2 only. Subject to the "Classpath" exception. */\nint a;',
            "GPL-2.0-only WITH Classpath-exception-2.0",
        ),
        ("/* GNU General Public License version 2 only. On the classpath. */\nint a;", "GPL-2.0-only"),
        ("/* Copyright Lanhai Retail. All rights reserved. */\nclass A {}", ""),
        ("# SPDX-License-Identifier: GPL-3.0-only # reviewed\n", "GPL-3.0-only"),
        ('"""SPDX-License-Identifier: GPL-3.0-only"""\n', "GPL-3.0-only"),
        (f"package a;\n\nimport b.C;\n\n/*{GPL_NOTICE} */\nclass A {{}}", "GPL-3.0-or-later"),
        ("// Licensed under the GPLv3\nclass A {}", UNKNOWN),
        ("// Distributed under the GNU GPL, version 3\nclass A {}", UNKNOWN),
        ("/* Dual licensed under the MIT and GPL licenses. */\na();", UNKNOWN),
        ("// ORACLE PROPRIETARY/CONFIDENTIAL. Use is subject to license terms.\nclass A {}", "NONE"),
        ("# Unauthorized copying of this file, via any medium, is strictly prohibited\n", "NONE"),
        ("/* No part of this file may be reproduced without written permission. */\na();", "NONE"),
        ("/* Copyright 2020 Foreign Ltd. Confidential. */\na();", "NONE"),
        ("/* CONFIDENTIAL 蓝海零售\n * 未经许可，不得复制 */\na();", "NONE"),
        ("// 未经公司书面授权，严禁传播\na();", "NONE"),
        (f"// {NOTICE}. Copyright Lanhai, confidential.\na();", "Apache-2.0"),
        ("// Masks confidential fields of an order.\na();", ""),
        ("// Reads the proprietary format of the till.\na();", ""),
        ("// Unauthorized use of the till ends the session.\na();", ""),
        ("// The list must not be copied without a lock.\na();", ""),
        ("// 未经授权的请求禁止访问\na();", ""),
        ("// 版权所有 蓝海零售\na();", ""),
        ("// GPL is short for the general price list\nclass A {}", ""),
        ("/** Asks for permission. */\nclass A {}", ""),
        (f'class Licences {{ String apache = "{NOTICE}"; }}', ""),
        ('TAG = "SPDX-License-Identifier: GPL-2.0-only"\n', ""),
        (f"class A {{}}\n/*{GPL_NOTICE} */", ""),
    ],
)
def test_only_the_comments_at_the_top_speak_for_a_file(head: str, spdx: str) -> None:
    assert header_licence(head) == spdx


@pytest.mark.parametrize("licence", ["MIT~pristine", "BSD-3-Clause~pristine", "Apache-2.0"])
@pytest.mark.parametrize(
    "condition",
    [
        "本项目仅供学习使用，请勿用于商业用途。",
        "商用请联系作者付费",
        "未经授权，严禁转载",
        "個人利用に限る",
        "Companies with more than 50 employees need to buy a license.",
        "Use is limited to research.",
        "This software is free for students.",
        "Redistribution is disallowed.",
        "AI training is banned.",
        "Nicht für kommerzielle Zwecke.",
        "The Software is proprietary and confidential.",
    ],
)
def test_a_condition_in_any_words_makes_another_licence(licence: str, condition: str) -> None:
    assert text_licence(f"{condition}\n\n{text(licence)}") == UNKNOWN
    assert text_licence(f"{text(licence)}\n\n{condition}\n") == UNKNOWN


@pytest.mark.parametrize(
    "holder", ["Copyright 2020 Lanhai Retail", "D. E. Shaw Research", "蓝海零售 保留所有权利"]
)
def test_a_name_of_a_holder_is_no_condition(holder: str) -> None:
    assert text_licence(f"{holder}\n\n{text('MIT~pristine')}") == "MIT"


FLAT = "The MIT License (MIT)\n" + " ".join(text("MIT~pristine").split())


@pytest.mark.parametrize(
    ("words", "instead"),
    [
        ("sublicense, and/or sell", ""),
        ("to use, copy, modify, merge", "to use"),
        ("without restriction", "with some limits"),
        ("the rights to use, copy, modify, merge, publish, distribute, sublicense", "the rights to evaluate"),
        (", free of charge, to any person", " to any person"),
        ("Permission is hereby granted", "You have leave"),
    ],
)
def test_a_grant_that_is_cut_makes_another_licence(words: str, instead: str) -> None:
    assert words in FLAT
    assert text_licence(FLAT.replace(words, instead)) == UNKNOWN


@pytest.mark.parametrize(
    ("licence", "words", "instead"),
    [
        ("Apache-2.0", "no-charge, royalty-free, irrevocable copyright", "copyright"),
        ("ISC~pristine", "use, copy, modify, and /or distribute", "use"),
        ("BSD-2-Clause~pristine", "with or without modification, are permitted", "are allowed"),
    ],
)
def test_a_grant_of_any_licence_is_not_to_be_cut(licence: str, words: str, instead: str) -> None:
    flat = " ".join(text(licence).split())
    assert words in flat
    assert text_licence(flat.replace(words, instead)) == UNKNOWN


@pytest.mark.parametrize(
    ("words", "instead"),
    [
        ("The MIT License (MIT)", ""),
        ("THE SOFTWARE IS PROVIDED", "THIS PROGRAM IS PROVIDED"),
        ("AUTHORS OR COPYRIGHT HOLDERS", "LANHAI RETAIL"),
        ("The above copyright notice", "The copyright notice"),
    ],
)
def test_other_words_of_a_licence_may_differ(words: str, instead: str) -> None:
    assert words in FLAT
    assert text_licence(FLAT.replace(words, instead)) == "MIT"
