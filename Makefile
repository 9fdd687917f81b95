# The commands of a person and of a CI, one line each. `make repro` and `make test` are all that a fresh clone needs.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
export PATH := $(CURDIR)/$(BIN):$(PATH)

.PHONY: help repro test lint bench clean compose metrics gpu push clean-tree

help: ## list the targets
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*##/\t/'

$(READY): pyproject.toml constraints.txt constraints-dev.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check torch==2.13.0 -c constraints.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[dev]' -c constraints.txt -c constraints-dev.txt
	touch $@

repro: $(READY) ## run the pipeline and print its results
	dvc repro
	adaptrail audit report

test: $(READY) ## run all tests
	python -m pytest

lint: $(READY) ## ruff, mypy, and params.yaml against conf/
	ruff check .
	ruff format --check .
	mypy
	python -m stages.compose --check

bench: $(READY) ## run the benchmarks; each prints a ratio
	for benchmark in rows dedupe train; do python -m bench.$$benchmark || exit 1; done

compose: $(READY) ## write params.yaml from conf/, with OVERRIDES="group=name ..."
	python -m stages.compose $(OVERRIDES)

metrics: $(READY) ## figures against the main branch, as Markdown
	@dvc metrics diff --md main

gpu: $(READY) ## on a GPU runner: pull the safe zone and run what is due
	dvc repro --pull --allow-missing

push: $(READY) ## send the safe zone and the adapters to the remote
	dvc push

clean-tree: ## fail when a run has changed a file that is in Git
	git diff --exit-code

clean: ## remove the environment and all results
	rm -rf $(VENV) out data .dvc/cache .dvc/tmp .cache .store
