# The commands of a person and of a CI, one line each. `make repro` and `make test` are all that a fresh clone needs.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
PEERS := $(VENV)/.peers
VALIDATORS := $(VENV)/.validators
export PATH := $(CURDIR)/$(BIN):$(PATH)

.PHONY: help repro audit test lint bench exports clean compose metrics gpu push record clean-tree

help: ## list the targets
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*##/\t/'

$(READY): pyproject.toml constraints.txt constraints-dev.txt
	@$(PYTHON) -c 'import ensurepip' 2>/dev/null || { echo '$(PYTHON): no ensurepip, expected it for a virtual environment. Install the package python3-venv.' >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check torch==2.13.0 -c constraints.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[dev]' -c constraints.txt -c constraints-dev.txt
	touch $@

$(PEERS): $(READY)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[bench]' -c constraints.txt -c constraints-dev.txt
	touch $@

$(VALIDATORS): $(READY)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[exports]' -c constraints.txt -c constraints-dev.txt
	touch $@

repro: $(READY) ## run the pipeline and print its results
	dvc repro
	adaptrail audit report

audit: $(READY) ## say if anything was altered, and if every row of training and evaluation is traceable
	adaptrail audit verify
	adaptrail audit coverage

test: $(READY) ## run all tests, a file at a time on each of up to four processors
	OMP_WAIT_POLICY=PASSIVE python -m pytest -n auto --maxprocesses 4 --dist loadfile --no-loadscope-reorder

lint: $(READY) ## ruff, mypy, and params.yaml against conf/
	ruff check .
	ruff format --check .
	mypy
	python -m stages.compose --check

bench: $(PEERS) ## run the benchmarks; each prints a ratio
	for benchmark in rows blobs screen licences signatures dedupe incremental scale canaries personal audit absence erase train; do python -m bench.$$benchmark || exit 1; done

exports: $(VALIDATORS) ## check the exports with the official validators of their formats
	python -m pytest tests/attest/exports

compose: $(READY) ## write params.yaml from conf/, with OVERRIDES="group=name ..."
	python -m stages.compose $(OVERRIDES)

metrics: $(READY) ## figures against the main branch, as Markdown
	@dvc metrics diff --md main

gpu: $(READY) ## on a GPU runner: pull the safe zone and run what is due
	dvc repro --pull --allow-missing

push: $(READY) ## send the safe zone and the adapters to the remote
	dvc push

record: ## commit dvc.lock, params.yaml and reports on a new branch and push it, with BRANCH="name"
	@test -n "$(BRANCH)" || { echo 'make record: no BRANCH, expected the name of a new branch. Add BRANCH="name".' >&2; exit 1; }
	git switch --quiet --create "$(BRANCH)"
	git add dvc.lock params.yaml reports
	git diff --cached --quiet || git commit --quiet --message 'run: settings, lock and reports'
	git push --quiet origin "$(BRANCH)"

clean-tree: ## fail when a file that is in Git was changed, or one was left that Git does not ignore
	@found=$$(git status --porcelain) && test -z "$$found" || { echo "$$found"; exit 1; }

clean: ## remove the environment and all results
	rm -rf $(VENV) out data .dvc/cache .dvc/tmp .cache .store .audit
