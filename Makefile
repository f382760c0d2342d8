# What a fresh machine needs: git, python3 with venv, make. Everything else is installed here.
PYTHON ?= python3
OCR ?= 1
BIN := .venv/bin
LOCKS := requirements.lock $(if $(filter 1,$(OCR)),requirements-ocr.lock) requirements-dev.lock
STAMP := .venv/.installed-ocr$(OCR)

.PHONY: setup demo test test-all hard lint bench peers examples templates clean

setup: $(STAMP)

$(STAMP): $(LOCKS) pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	set -e; for lock in $(LOCKS); do \
	  $(BIN)/python -m pip install --disable-pip-version-check --quiet --no-deps --require-hashes -r $$lock; \
	done
	$(BIN)/python -m pip install --disable-pip-version-check --quiet --no-deps --no-build-isolation -e .
	touch $@
