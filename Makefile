# The only commands anyone needs. `make` alone lists them.

PORT ?= 8000
PYTHON := .venv/bin/python
MANAGE := $(PYTHON) manage.py
# Targets that work on this checkout's own made-up region. A real installation calls manage.py itself.
DEMO := STEGVIS_DEMO=1 PORT=$(PORT)

MAKEFLAGS += --no-print-directory
.DEFAULT_GOAL := help
.PHONY: help run test quick check fix bench crashtest upgradetest docs demo-reset journey lock messages

help: ## lists the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-12s %s\n", $$1, $$2}' Makefile

run: ## installs what is needed and starts Stegvis with a demo region (PORT=8001 for another port)
	@tools/environment.sh run
	@exec env $(DEMO) $(MANAGE) serve

test: ## installs what the tests need and runs them all, with a time and a budget for each part
	@started=$$(date +%s); tools/environment.sh tests && \
	{ tools/system.sh chromium postgresql || true; } && \
	{ tools/provider.sh || true; } && \
	exec $(PYTHON) tools/run_tests.py all --started $$started

quick: ## lint, types, house tests and everything that needs no database: a minute or two
	@tools/environment.sh tests
	@exec $(PYTHON) tools/run_tests.py quick

check: ## lint, format, walls, types and dependencies; changes nothing (ADVISORIES=file also looks for known faults)
	@tools/environment.sh tests
	@exec env ADVISORIES="$(ADVISORIES)" $(PYTHON) tools/run_tests.py check

fix: ## formats the code and mends what ruff can mend
	@tools/environment.sh tests
	@$(PYTHON) -m ruff check --fix --quiet . ; $(PYTHON) -m ruff format --quiet .

journey: ## one story in a real browser: make journey NAME=from_draft_to_graph (alone: lists them)
	@tools/environment.sh tests
	@tools/system.sh chromium || true
	@tools/provider.sh || true
	@exec $(PYTHON) tools/run_tests.py journey $(if $(NAME),--name "$(NAME)")

bench: ## what a page and the clock cost; writes bench/latest.json (ROWS=1000000 lets so many courses wait)
	@tools/environment.sh tests
	@exec env $(DEMO) $(PYTHON) -m bench $(if $(ROWS),--waiting $(ROWS))

crashtest: ## kills workers hundreds of times over 5,000 enrolments and compares with a perfect run (docs/crashtest.md)
	@tools/environment.sh tests
	@{ tools/system.sh postgresql || true; }
	@exec $(PYTHON) -m tests.crash $(ARGS)

upgradetest: ## moves 1,000 enrolments to a new version, with workers killed half-way, and holds each against its rehearsal
	@tools/environment.sh tests
	@{ tools/system.sh postgresql || true; }
	@exec $(PYTHON) -m tests.crash.upgrade $(ARGS)

docs: ## makes the generated documents again (access matrix, states, personal data)
	@tools/environment.sh tests
	@exec env $(DEMO) $(MANAGE) docs

demo-reset: ## throws the demo region away and makes it again
	@tools/environment.sh run
	@exec env $(DEMO) $(MANAGE) demo --reset

messages: ## brings the English catalogue up to date with the Swedish texts and lists what is missing
	@tools/environment.sh tests
	@exec $(PYTHON) tools/messages.py

lock: ## makes the lock files again (UPGRADE=--upgrade takes what is newest)
	@tools/environment.sh tests
	@UPGRADE="$(UPGRADE)" tools/lock.sh
