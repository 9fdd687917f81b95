"""The repository's own lint: one rule a test. The docstring says why, the message says what to do."""

import ast
import importlib
import re
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

import msgspec
import pytest
import yaml

from apps.sources import registry
from apps.sources.declared import declared as as_declared
from stages.compose import compose, difference, kinds
from stages.core.contract import Rows
from stages.core.shards import Shards
from stages.crawl.lock import read_lock
from stages.crawl.lock import sources as pinned
from tests import layout
from tests.layout import (
    ROOT,
    closure,
    code_of,
    declared,
    docstring,
    folders,
    functions,
    imports,
    numbers,
    parsed,
    section_of,
    sources,
    stages,
)

FILES = (Rows, Shards)
SPEED = {"engine", "store"}
"""Sections that change no byte of an out."""
MATRIX = ("train", "evaluate", "probe")
TORCH = {
    "base": "stages",
    "train": "stages",
    "evaluate": "stages",
    "probe": "stages",
    "serve": "apps",
    "doctor": "apps",
}
TORCH_CORE = "stages/core/language_model"
HEAVY = {"torch", "transformers", "peft", "bitsandbytes", "accelerate"}
RAW_ZONE = ("crawl", "screen", "dedupe")
EXTRA_FILES = {"base", "train", "evaluate", "probe"}
STAGES = folders()
EVERY_SECTION = {"attest": "commits to the settings of all stages, and runs in seconds"}
"""Stages that DVC runs again for any setting, and why."""
EVERY_FILE = {"attest": "the ledger names the digest of the code of all stages"}
"""Stages that DVC runs again for any change of code, and why."""


def contract(stage: str) -> Any:  # noqa: ANN401  a module, read by attribute
    return importlib.import_module(f"stages.{stage}.contract")


def paths(entries: tuple[Any, ...], stage: str) -> set[str]:
    """Paths of contract entries as dvc.yaml must spell them."""
    return {_spelled(entry.path if isinstance(entry, FILES) else str(entry), stage) for entry in entries}


def _spelled(path: str, stage: str) -> str:
    if "{adapter}" not in path:
        return path
    return path.replace("{adapter}", "${item.adapter}") if stage in MATRIX else str(Path(path).parent)


def test_every_folder_is_a_stage_and_every_stage_a_folder() -> None:
    """dvc.yaml is the table of contents: what it does not name would never run."""
    assert set(STAGES) == set(stages()), "Add the stage to dvc.yaml, or remove the folder."


@pytest.mark.parametrize("stage", STAGES)
def test_a_stage_has_the_same_four_files(stage: str) -> None:
    """Whoever has read one stage has read the shape of all."""
    files = {path.name for path in (ROOT / "stages" / stage).iterdir()}
    missing = {"contract.py", "params.py", f"{stage}.py", "__main__.py"} - files
    assert not missing, f"Add {sorted(missing)} to stages/{stage}/."


@pytest.mark.parametrize("stage", STAGES)
def test_deps_are_the_code_that_runs(stage: str) -> None:
    """No stale result can pass an audit: an edit of any file that a stage runs must run it again."""
    found = [
        path
        for path in declared(stage, "deps")
        if path.startswith("stages/") or path in ("stages", "constraints.txt")
    ]
    expected = ["constraints.txt", "stages"] if stage in EVERY_FILE else code_of(stage)
    assert sorted(found) == sorted(expected), "Set the code deps of the stage in dvc.yaml to:\n" + "\n".join(
        f"      - {path}" for path in expected
    )


@pytest.mark.parametrize("stage", STAGES)
def test_stages_meet_only_in_files(stage: str) -> None:
    """A stage that imports another one cannot be understood, tested or cached alone."""
    own, core = ROOT / "stages" / stage, ROOT / "stages" / "core"
    foreign = {
        str(used.relative_to(ROOT))
        for file in sources(f"stages/{stage}")
        for used in imports(file)
        if not (used.is_relative_to(own) or used.is_relative_to(core) or used == ROOT / "stages/__init__.py")
    }
    assert not foreign, f"stages/{stage} imports {sorted(foreign)}: move what both need to stages/core/."


def test_core_imports_no_stage() -> None:
    """Core is what stages share; a way back would tie them together."""
    core = ROOT / "stages" / "core"
    foreign = {str(u) for file in sources("stages/core") for u in imports(file) if not u.is_relative_to(core)}
    assert foreign <= {str(ROOT / "stages/__init__.py")}, f"stages/core imports {sorted(foreign)}."


def test_params_are_the_composition_of_conf() -> None:
    """`dvc repro` reads params.yaml, `dvc exp run` composes conf/: both must run the same settings."""
    changes = difference((ROOT / "params.yaml").read_text(encoding="utf-8"), compose([]))
    assert not changes, f"Run `python -m stages.compose`.\n{changes}"


@pytest.mark.parametrize("stage", STAGES)
def test_a_stage_reads_only_its_own_section(stage: str) -> None:
    """A setting that two stages read would rerun both, or silently neither. Those of SPEED are
    no params."""
    tracked = stages()[stage]["params"]
    read = {
        node.args[0].value
        for file in sources(f"stages/{stage}")
        for node in ast.walk(parsed(file))
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "load_params"
        if isinstance(node.args[0], ast.Constant)
    }
    assert tracked == (STAGES if stage in EVERY_SECTION else [stage])
    assert read - SPEED == {stage}, f"stages/{stage} reads the sections {sorted(read)}."


GROUPS = {
    "source": "crawl",
    "recipes": "build",
    "flows": "build",
    "teacher": "build",
    "standards": "gate",
    "adapter": "split",
}
"""Groups of conf/ whose files land in a stage's section under another name than the stage's."""


IN_4_BITS = "train=qlora_gpu evaluate=gpu_nf4 probe=gpu_nf4"
BESIDE = {
    "train=qlora_gpu": IN_4_BITS,
    "evaluate=gpu_nf4": IN_4_BITS,
    "probe=gpu_nf4": IN_4_BITS,
}
"""What else must be chosen with a preset, so that no setting contradicts it."""

ALWAYS = {
    ("standards", "licences"): "the policy of licences is no choice: conf/config.yaml includes it",
    ("standards", "naming"): "names are one part of the standards: conf/config.yaml includes it",
    ("standards", "layers"): "layers are one part of the standards: conf/config.yaml includes it",
}
"""Files of a group that every run is composed with, and why."""


LEARNT = sorted(
    {
        recipe
        for file in (ROOT / "conf/adapter").glob("*.yaml")
        for recipe in yaml.safe_load(file.read_text(encoding="utf-8"))["recipes"]
    }
)
"""Recipes that adapters need: with the others a composition takes twice the time."""
TOGETHER = ("adapter", "flows", "recipes", "source")
"""Groups of which a run takes many files: they are composed at once."""


def presets() -> list[tuple[str, str]]:
    """Return the groups of conf/ with each preset, or with all of them as a list."""
    folders = [folder for folder in sorted((ROOT / "conf").iterdir()) if folder.is_dir()]
    files = {folder.name: sorted(file.stem for file in folder.glob("*.yaml")) for folder in folders}
    return [
        (group, name)
        for group, stems in files.items()
        for name in ([f"[{','.join(stems)}]"] if group in TOGETHER else stems)
        if (group, name) not in ALWAYS
    ]


@pytest.mark.parametrize(("group", "name"), presets())
def test_every_preset_fits_the_type_of_its_stage(group: str, name: str) -> None:
    """A preset that nobody ran for a month must still be right."""
    override = f"{group}={name}"
    beside = BESIDE.get(override, "").split()
    beside += [] if group == "recipes" else [f"recipes=[{','.join(LEARNT)}]"]
    composed = yaml.safe_load(compose([override, *(other for other in beside if other != override)]))
    touched = STAGES if group in ("profile", *SPEED) else [GROUPS.get(group, group)]
    for stage in touched:
        msgspec.convert(composed[stage], type=kinds()[stage])


@pytest.mark.parametrize("stage", STAGES)
def test_params_have_no_default_in_python_and_a_docstring_each(stage: str) -> None:
    """conf/ is the only place of a value; the type says what the value means."""
    file = ROOT / "stages" / stage / "params.py"
    bare = [
        f"{node.name}.{line.target.id}"
        for node in ast.walk(parsed(file))
        if isinstance(node, ast.ClassDef)
        for line, following in zip(node.body, [*node.body[1:], None], strict=True)
        if isinstance(line, ast.AnnAssign) and isinstance(line.target, ast.Name)
        if line.value is not None or not isinstance(getattr(following, "value", None), ast.Constant)
    ]
    assert not bare, f"{file.name}: give {bare} a docstring below, and no default."


@pytest.mark.parametrize("stage", STAGES)
def test_every_number_is_bounded(stage: str) -> None:
    """A number out of all proportion shows minutes later, or in a result that looks right."""
    loose = [
        number.key
        for number in numbers(stage, msgspec.inspect.type_info(kinds()[stage]))
        if number.low is None or number.high is None
    ]
    assert not loose, f"Give {loose} one of the bounded types of stages/core/params.py, such as Count."


@pytest.mark.parametrize("stage", STAGES)
def test_the_contract_is_what_dvc_watches(stage: str) -> None:
    """A file that the code reads and DVC does not know is a hidden input."""
    files = ("out", "reports", "recordings", "sources.lock.yaml")
    reads = {path for path in declared(stage, "deps") if path.split("/")[0] in files}
    writes = {path for key in ("outs", "metrics") for path in declared(stage, key)}
    assert paths(contract(stage).READS, stage) <= reads, "Name every entry of READS in deps."
    assert {path for path in reads if "/manifest" not in path} <= paths(contract(stage).READS, stage)
    assert paths(contract(stage).WRITES, stage) <= writes, "Name every entry of WRITES in outs."
    rest = {path for path in writes - paths(contract(stage).WRITES, stage) if "/manifest" not in path}
    assert all(path.startswith("reports/") for path in rest), f"{rest} is in dvc.yaml, but not in WRITES."


@pytest.mark.parametrize("stage", STAGES)
def test_manifests_of_what_is_read_are_deps(stage: str) -> None:
    """The manifest vouches for a file: without it an emptied file would be trained on."""
    rows = [entry for entry in contract(stage).READS if isinstance(entry, FILES)]
    expected = {
        _spelled(f"out/{Path(r.path).parts[1]}/manifest/{{adapter}}.json", stage)
        if "{adapter}" in r.path
        else str(r.manifest)
        for r in rows
    }
    assert expected <= set(declared(stage, "deps"))


def test_both_ends_of_a_file_name_the_same_record() -> None:
    """A file has one grain: who writes it and who reads it must agree."""
    ends: dict[str, set[str]] = {}
    for stage in STAGES:
        for entry in (*contract(stage).READS, *contract(stage).WRITES):
            if isinstance(entry, FILES):
                ends.setdefault(entry.path, set()).add(entry.record.__name__)
    assert not {path: names for path, names in ends.items() if len(names) > 1}


@pytest.mark.parametrize("stage", STAGES)
def test_outs_lie_in_the_folder_of_their_stage(stage: str) -> None:
    """Who finds a file knows which stage made it."""
    outs = declared(stage, "outs")
    allowed = (f"out/{stage}/", f"out/{stage}", "reports/")
    assert all(path.startswith(allowed) for path in outs), outs


@pytest.mark.parametrize("stage", STAGES)
def test_desc_is_the_first_line_of_the_code(stage: str) -> None:
    """The table of contents says what the code says."""
    assert stages()[stage]["desc"] == docstring(ROOT / "stages" / stage / f"{stage}.py")


@pytest.mark.parametrize("stage", RAW_ZONE)
def test_the_raw_zone_is_never_pushed(stage: str) -> None:
    """Raw text stays where it is: a GPU runner works on the safe zone alone."""
    open_outs = [out for out in stages()[stage]["outs"] if isinstance(out, str)]
    assert not open_outs, f"Set `push: false` on {open_outs}."


def test_raw_input_is_never_pushed() -> None:
    """The same for data/ itself."""
    assert yaml.safe_load((ROOT / "data.dvc").read_text())["outs"][0]["push"] is False


def test_train_has_cached_outs_only() -> None:
    """One `cache: false` or `persist` out would switch its run cache off, and every flip of a setting
    would train again."""
    assert all(isinstance(out, str) for out in stages()["train"]["outs"])


@pytest.mark.parametrize("place", ["stages", "apps"])
def test_heavy_libraries_stay_where_models_are(place: str) -> None:
    """The data half must run in seconds, on a machine without a model library."""
    heavy = {
        str(file.relative_to(ROOT))
        for file in sources(place)
        for node in ast.walk(parsed(file))
        if isinstance(node, ast.Import | ast.ImportFrom)
        for name in (
            [node.module or ""] if isinstance(node, ast.ImportFrom) else [a.name for a in node.names]
        )
        if name.split(".")[0] in HEAVY
    }
    apart = {file for file in heavy if not file.startswith(f"{TORCH_CORE}/")}
    wrong = {file for file in apart if TORCH.get(Path(file).parts[1]) != place}
    assert not wrong, f"{sorted(wrong)} import a model library."


@pytest.mark.parametrize("stage", [stage for stage in STAGES if stage not in TORCH])
def test_the_data_half_reaches_no_model_library(stage: str) -> None:
    """What base, train, evaluate and probe share lies in core; a data stage must not run it."""
    reached = {str(file.relative_to(ROOT)) for file in closure(sources(f"stages/{stage}"))}
    wrong = sorted(file for file in reached if file.startswith(f"{TORCH_CORE}/"))
    assert not wrong, f"stages/{stage} runs {wrong}: it must stay free of model libraries."


@pytest.mark.parametrize(
    "file", sources("stages", "apps", "bench"), ids=lambda path: str(path.relative_to(ROOT))
)
def test_functions_are_short(file: Path) -> None:
    """A function above 60 lines has a second idea in it."""
    long = [function for function in functions(file) if function.lines > 60]
    assert not long, f"Split {[function.place for function in long]}."


@pytest.mark.parametrize("stage", STAGES)
def test_an_entry_is_thin(stage: str) -> None:
    """An entry loads, reads, calls, writes: what decides about data stands in the pure function."""
    lines = (ROOT / "stages" / stage / "__main__.py").read_text(encoding="utf-8").splitlines()
    assert len(lines) <= 60 if stage in EXTRA_FILES else len(lines) <= 50, f"{len(lines)} lines"


RECORDS = [file for file in sources("stages/core/records") if file.stem not in ("record",)]


@pytest.mark.parametrize("file", RECORDS, ids=lambda path: path.stem)
def test_a_record_says_its_grain(file: Path) -> None:
    """One row per what? Who does not know it counts wrong."""
    classes = [node for node in parsed(file).body if isinstance(node, ast.ClassDef)]
    assert classes
    assert all(ast.get_docstring(node) for node in classes)
    assert re.search(
        r"[Oo]ne row per|The content of|A byte range|Where a piece", str(ast.get_docstring(classes[-1]))
    )


def adapters() -> list[str]:
    names: list[str] = section_of("adapters")
    return names


def test_names_of_adapters_and_artifacts_are_ids() -> None:
    """DVC makes an artifact with another letter invisible, without an error."""
    artifacts = layout.pipeline()["artifacts"]
    assert all(re.fullmatch(r"[a-z0-9-]+", name) for name in [*artifacts, *adapters()])
    assert set(adapters()) <= set(artifacts), "Add the adapter to `artifacts` in dvc.yaml."
    assert all(entry["path"] == f"out/train/{name}/adapter" for name, entry in artifacts.items())


def test_no_setting_comes_from_the_environment() -> None:
    """`oc.env` is resolved into params.yaml: a secret in Git."""
    files = sorted((ROOT / "conf").rglob("*.yaml"))
    assert not [file.name for file in files if "oc.env" in file.read_text(encoding="utf-8")]


def test_every_source_is_pinned() -> None:
    """A branch moves; a commit or a tree id does not. What a run reads is in the lock, and no more."""
    registered = {entry.name: entry.declared for entry in registry.entries()}
    lock = read_lock()
    assert set(lock) == set(registered), "Run `adaptrail sources update --apply`."
    pins = {name: source.rev for name, source in pinned(registered, lock).items()}
    assert not [name for name, pin in pins.items() if not re.fullmatch(r"[0-9a-f]{40}([0-9a-f]{24})?", pin)]


def test_every_source_says_whose_it_is_and_why_it_may_be_used() -> None:
    """A file written by hand must say what `adaptrail sources add` asks for, and spell it the same."""
    for file in sorted((ROOT / "conf/source").glob("*.yaml")):
        settings = yaml.safe_load(file.read_text(encoding="utf-8"))
        assert as_declared(file.stem, settings) == settings, f"Mend {file}."


def test_the_lock_knows_every_stage() -> None:
    """A stage without a lock entry was never run as it stands."""
    locked = yaml.safe_load((ROOT / "dvc.lock").read_text(encoding="utf-8"))["stages"]
    expected = {name for name in stages() if name not in MATRIX} | {
        f"{s}@{a}" for s in MATRIX for a in adapters()
    }
    assert set(locked) == expected


DOCS = ("docs/outputs.md", "docs/usage.md")


def documented() -> str:
    return "\n".join((ROOT / name).read_text(encoding="utf-8") for name in DOCS)


@pytest.mark.parametrize("stage", STAGES)
def test_every_stage_path_and_setting_is_documented(stage: str) -> None:
    """A file that nobody can look up by its name is lost."""
    text = documented()
    wanted = {f"`{stage}`"}
    wanted |= {entry.path for entry in contract(stage).WRITES if isinstance(entry, FILES)}
    wanted |= {f"`{stage}.{field}`" for field in kinds()[stage].__struct_fields__}
    missing = sorted(name for name in wanted if name not in text)
    assert not missing, f"Name {missing} in docs/outputs.md (files) or docs/usage.md (settings)."


def test_the_table_of_recipes_names_each_recipe_and_no_other() -> None:
    """What is not in the table is not trained; what is there and nowhere else cannot be."""
    text = (ROOT / "docs/usage.md").read_text(encoding="utf-8")
    table = text.partition("| step | recipe | what becomes what |\n")[2].partition("\n\n")[0]
    named = {name for row in table.splitlines() for name in re.findall(r"`(\w+\*?)`", row.split("|")[2])}
    recipes = {path.stem for path in (ROOT / "conf/recipes").glob("*.yaml")}
    found = {name for name in recipes if any(fnmatchcase(name, one) for one in named)}
    idle = {one for one in named if not any(fnmatchcase(name, one) for name in recipes)}
    assert (recipes - found, idle) == (set(), set()), 'Mend the table in "Recipes" of docs/usage.md.'


def keys(value: object) -> set[str]:
    if not isinstance(value, dict):
        return set()
    return set(value)


@pytest.mark.parametrize("stage", [stage for stage in STAGES if stage != "train"])
def test_every_figure_is_documented(stage: str) -> None:
    """A number without its sentence means something else to each reader."""
    reports = [*ROOT.glob(f"reports/{stage}.json"), *ROOT.glob(f"reports/{stage}/*.json")]
    found = {
        key
        for report in reports
        for key in keys(yaml.safe_load(report.read_text(encoding="utf-8"))["figures"])
    }
    missing = sorted(
        key for key in found if f"`{key}`" not in (ROOT / "docs/outputs.md").read_text(encoding="utf-8")
    )
    assert reports
    assert not missing, f"Explain {missing} of {stage} in docs/outputs.md."


def test_the_readme_shows_the_results_of_the_last_run() -> None:
    """A table of results that no run gave is an advertisement."""
    report = (ROOT / "reports/report.md").read_text(encoding="utf-8")
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    shown = readme.split("<!-- results -->\n")[1].split("\n<!-- /results -->")[0]
    assert shown.startswith("| adapter |")
    assert shown in report, "Copy the table of reports/report.md between the markers of README.md."


def test_plots_need_no_network() -> None:
    """DVC's own page loads its scripts from a content network: blank behind a firewall, and it tells."""
    config = (ROOT / ".dvc/config").read_text(encoding="utf-8")
    page = (ROOT / ".dvc" / config.split("html_template = ")[1].split()[0]).read_text(encoding="utf-8")
    assert "{plot_divs}" in page
    assert not re.findall(r"<(?:script|link)[^>]*(?:src|href)=", page)
    plots = yaml.safe_load((ROOT / "dvc.yaml").read_text(encoding="utf-8"))["plots"]
    drawn = {entry["template"] for plot in plots for entry in plot.values()}
    assert all((ROOT / ".dvc/plots" / f"{name}.json").is_file() for name in drawn)
