# `make` lists what there is. Everything lives in .venv; nothing is installed outside it.
.DEFAULT_GOAL := help
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
BENCH_VENV := .venv-bench
PEER_VENV := .venv-peer
# One BLAS thread: the matrices are small and two threads make them slower.
export OMP_NUM_THREADS = 1
export OPENBLAS_NUM_THREADS = 1

help: ## show this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | sort | awk -F'\t' '{printf "  make %-10s %s\n", $$1, $$2}'

run: $(VENV)/.run ## install if needed, then start the web app and the worker; DEMO=1 with people who do not exist
	@exec $(BIN)/bop $(if $(DEMO),demo,serve)

test: $(VENV)/.dev ## install what the tests need, then run them
	@sh tools/system-packages
	$(BIN)/python -m pytest -q -n auto --dist loadgroup || { test $$? -eq 1 && echo "Once more, alone. What passes now rests on luck: mend it." \
		&& { $(BIN)/python -m pytest -n 0 --verbose --last-failed --last-failed-no-failures none --maxfail 3 || test $$? -eq 5; }; }

check: $(VENV)/.dev ## format, lint, types, import contracts, secrets, licences and known weaknesses
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/bop check-content
	$(BIN)/python -m tools.secrets
	$(BIN)/python -m tools.licences
	$(BIN)/python -m tools.audit || test $$? -eq 3   # without a network it says that nothing was audited

audit: $(VENV)/.dev ## ask whether a weakness is known in a package; fails when that cannot be asked
	@$(BIN)/python -m tools.audit

fix: $(VENV)/.dev ## format and mend what can be mended by itself
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: $(VENV)/.dev ## measure the figures of docs/design.md section 10, as JSON
	@$(BIN)/python -m bench

bench-pdf: $(BENCH_VENV)/.bench ## measure the plan PDF beside WeasyPrint on the same content, as JSON
	@sh tools/system-packages bench
	@$(BENCH_VENV)/bin/python -m bench.pdf_peer

bench-peer: $(VENV)/.dev $(PEER_VENV)/.peer ## measure visitors beside oTree, in turn, as JSON (minutes)
	@OTREE=$(PEER_VENV)/bin/otree $(BIN)/python -m bench.otree_peer

load: $(VENV)/.dev ## measure the whole journey at 1, 4, 16 and 50 visitors, on both databases, as JSON (minutes)
	@sh tools/system-packages
	@$(BIN)/python -m tests.load

scale: $(VENV)/.dev ## compare a database of a million attempts with an almost empty one; SCALE="--attempts 200000" (hour, 64 GB)
	@$(BIN)/python -m tests.scale $(SCALE)

study: $(VENV)/.dev ## simulate people with known traits and write docs/manual/studie (minutes)
	@$(BIN)/python -m study
	@$(BIN)/python -m study.sentences
	@$(BIN)/python -m manual

manual: $(VENV)/.dev ## write the technical manual docs/manual/handleiding.md from content and code
	@$(BIN)/python -m manual

review-kit: $(VENV)/.dev ## write what experts need to check the content to out/review-kit, from the content
	@$(BIN)/python -m review write

checked-plans: $(VENV)/.dev ## make documents of 500 people and hold each to both PDF/UA-1 checkers (minutes)
	@sh tools/system-packages
	@$(BIN)/python -m tests.checked_plans

measured-plans: $(VENV)/.dev ## measure 500 plans: pages, words that two people share, things to do (minutes)
	@$(BIN)/python -m tests.measured_plans

interruptions: $(VENV)/.dev ## break line and server 200 times while a browser answers: is anything lost? (minutes)
	@sh tools/system-packages
	@$(BIN)/python -m tests.browser.interruptions

fuzz: $(VENV)/.dev ## send 20,000 odd requests to every address: does any bring an error, or somebody else? (minutes)
	@$(BIN)/python -m tests.web.fuzzing

faults: $(VENV)/.dev ## kill website, worker and database under load, on both databases: is anything lost? (minutes)
	@sh tools/system-packages
	@$(BIN)/python -m tests.faults

races: $(VENV)/.dev ## let acts that write meet two by two, on both databases: deadlocks, losses? RACES="--minutes 30 --seed 2" (minutes)
	@sh tools/system-packages
	@$(BIN)/python -m tests.races $(RACES)

screenshots: $(VENV)/.dev ## make the pictures of the README again from the real pages
	@sh tools/system-packages
	@$(BIN)/python -m tests.browser.screenshots

mutants: $(VENV)/.dev ## change what decides in 200 places and see that a test notices (minutes)
	@$(BIN)/python -m tools.mutants $(MUTANTS)

lock: $(VENV)/.dev ## write the lock files again from pyproject.toml
	$(BIN)/uv pip compile pyproject.toml $(LOCK_OPTIONS) -o requirements.lock
	$(BIN)/uv pip compile pyproject.toml --extra postgresql $(LOCK_OPTIONS) -c requirements.lock -o requirements-postgresql.lock
	$(BIN)/uv pip compile pyproject.toml --extra dev --extra postgresql $(LOCK_OPTIONS) -c requirements-postgresql.lock -o requirements-dev.lock
	$(BIN)/uv pip compile pyproject.toml --extra bench $(LOCK_OPTIONS) -c requirements.lock -c requirements-dev.lock -o requirements-bench.lock
	$(BIN)/uv pip compile bench/peer.in $(LOCK_OPTIONS) -o requirements-peer.lock

LOCK_OPTIONS := --universal --python-version 3.11 --fork-strategy fewest --generate-hashes --no-emit-index-url \
	--no-emit-find-links --no-header --no-annotate --quiet

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Python 3.11 or newer is needed; name it with: make PYTHON=/path/to/python3.11 ..." >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV) || \
		{ echo "This Python has no venv. On Debian: apt-get install python3-venv" >&2; rm -rf $(VENV); exit 1; }

# .run holds what the product needs; .dev holds that and the tools. Either is made again when a lock changes.
$(VENV)/.run: requirements.lock pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@$(MAKE) --no-print-directory link
	@touch $@

$(VENV)/.dev: requirements-dev.lock pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@$(MAKE) --no-print-directory link
	@touch $@ $(VENV)/.run

# What `make bench-pdf` compares with stays out of .venv, so that nothing can come to depend on it.
$(BENCH_VENV)/.bench: requirements-bench.lock | $(BIN)/python
	@$(BIN)/python -m venv $(BENCH_VENV)
	$(BENCH_VENV)/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-bench.lock
	@touch $@

$(PEER_VENV)/.peer: requirements-peer.lock | $(BIN)/python
	@$(BIN)/python -m venv $(PEER_VENV)
	$(PEER_VENV)/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-peer.lock
	@touch $@

# The project itself: its own folder on the path and the command `bop`, without building anything.
link:
	@$(BIN)/python -c 'import site, pathlib; pathlib.Path(site.getsitepackages()[0], "bop.pth").write_text(str(pathlib.Path.cwd()) + "\n")'
	@printf '#!/bin/sh\nexec "%s/$(BIN)/python" -m assessment "$$@"\n' "$$PWD" > $(BIN)/bop && chmod +x $(BIN)/bop

.PHONY: help run test check fix bench bench-pdf bench-peer load scale study manual review-kit checked-plans measured-plans interruptions faults races \
	fuzz screenshots mutants lock link
