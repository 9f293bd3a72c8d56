# Every target makes what it needs in an environment of the project's own; `make help` lists them.
# Nothing goes to the network once a lock is installed.

VENV ?= .venv
KILLS ?= 200
MUTATIONS ?= 10000
RUN := $(VENV)/installed-run
DEV := $(VENV)/installed-dev
PYTHON_IN := $(VENV)/bin/python
export PYTHON

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help setup develop demo test check format lint types imports docs shape torture pictures confidence accuracy lock clean

help: ## list the targets
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1|\2/p' Makefile | awk -F'|' '{printf "%-16s %s\n", $$1, $$2}'

setup: $(RUN) ## make the environment and install what sayso needs to run

develop: $(DEV) ## the same with what checks and tests need

demo: $(RUN) ## build a record from the bundled reports and show it
	@$(VENV)/bin/sayso demo

test: check ## all checks and all tests
	$(PYTHON_IN) -m pytest

check: format lint types imports docs shape ## format, lint, types, direction of imports, docs, shape of modules

format: $(DEV)
	$(PYTHON_IN) -m ruff format --check

lint: $(DEV)
	$(PYTHON_IN) -m ruff check

types: $(DEV)
	$(PYTHON_IN) -m mypy

imports: $(DEV)
	@echo lint-imports
	@$(VENV)/bin/lint-imports >$(VENV)/imports.txt || { cat $(VENV)/imports.txt; exit 1; }

docs: $(DEV)
	$(PYTHON_IN) scripts/check_docs.py
	$(PYTHON_IN) scripts/check_files.py

shape: $(DEV)
	$(PYTHON_IN) scripts/check_shape.py

torture: $(DEV) ## kill builds at random instants, KILLS times (200); damage each format MUTATIONS times (10000)
	SAYSO_KILLS=$(KILLS) SAYSO_MUTATIONS=$(MUTATIONS) $(PYTHON_IN) -m pytest tests/torture tests/gathering/test_fuzz.py

confidence: ## fit confidence anew to the gold in DATA=DIR, when reading has changed
	@if [ -z "$(DATA)" ]; then echo "not run: name the folder with the gold: make confidence DATA=DIR" >&2; exit 2; fi
	@$(MAKE) --no-print-directory $(DEV)
	$(PYTHON_IN) scripts/fit_confidence.py "$(DATA)"

pictures: $(DEV) ## make the pictures of the review in docs/pictures (needs Chromium)
	$(PYTHON_IN) scripts/pictures.py

accuracy: ## measure on the corpora in DATA=DIR and write docs/accuracy.md
	@if [ -z "$(DATA)" ]; then echo "not run: name the folder with the corpora: make accuracy DATA=DIR" >&2; exit 2; fi
	@$(MAKE) --no-print-directory $(DEV)
	$(VENV)/bin/sayso bench --data "$(DATA)" --write docs/accuracy.md

# uv looks at every Python and system at once; UPGRADE=--upgrade takes the newest versions.
LOCK = uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-annotate \
	--custom-compile-command "make lock" --no-emit-index-url --no-emit-find-links $(UPGRADE) pyproject.toml

lock: ## make the locks anew from pyproject.toml (needs uv)
	@command -v uv >/dev/null || { echo "make lock needs uv: https://docs.astral.sh/uv" >&2; exit 1; }
	$(LOCK) --group build -o requirements/run.txt
	$(LOCK) --extra postgres --group dev -c requirements/run.txt -o requirements/dev.txt

clean: ## remove the environment, caches and what builds leave; ledgers stay
	@if [ -f "$(VENV)/pyvenv.cfg" ]; then rm -rf "$(VENV)"; fi
	rm -rf build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
	find src tests scripts -name __pycache__ -type d -prune -exec rm -rf {} +

$(RUN): requirements/run.txt pyproject.toml
	@sh scripts/install.sh $(VENV) requirements/run.txt
	@touch $@

# the larger lock holds the smaller one
$(DEV): requirements/dev.txt pyproject.toml
	@sh scripts/install.sh $(VENV) requirements/dev.txt
	@touch $(RUN) $@
