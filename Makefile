# make run: the demo paper on http://localhost:8000/   make test: everything that must hold
# make soak: the long runs                             make judge: the figures of bench/

PYTHON := .venv/bin/python
MANAGE := $(PYTHON) manage.py
PARALLEL ?= 2
export PIP_DISABLE_PIP_VERSION_CHECK := 1
# What a production server would say; nothing connects to it.
PRODUCTION := NEWSROOM_DEBUG=0 NEWSROOM_BASE_URL=https://paper.example ALLOWED_HOSTS=paper.example \
	DATABASE_URL=postgresql://paper@db.example/paper \
	SECRET_KEY=a-key-of-fifty-and-more-letters-that-guards-nothing-at-all-7391

.PHONY: run test soak judge
.DEFAULT_GOAL := run

run: .venv/run-ready
	@exec $(MANAGE) demo $(DEMO)

test: .venv/test-ready
	@$(PYTHON) -m newsroom.catalogues
	@.venv/bin/ruff check --quiet .
	@.venv/bin/ruff format --quiet --check . || { echo "Not formatted: run .venv/bin/ruff format ."; exit 1; }
	@.venv/bin/djade --check $$(find templates -name '*.html')
	@.venv/bin/mypy --no-error-summary
	@$(PRODUCTION) $(PYTHON) -W ignore::RuntimeWarning manage.py makemigrations --check --dry-run
	@$(PRODUCTION) $(MANAGE) check --deploy --fail-level WARNING
	@echo "Style, types, migrations and deployment checks: fine."
	@browser=$$(.ci/chromium) && CHROMIUM="$$browser" $(PYTHON) -m pytest -n $(PARALLEL) -m "not soak" $(PYTEST)

soak: .venv/test-ready
	@$(PYTHON) -m newsroom.catalogues
	@browser=$$(.ci/chromium) && CHROMIUM="$$browser" $(PYTHON) -m pytest -m soak $(PYTEST)

judge: .venv/test-ready
	@$(PYTHON) -m bench $(BENCH)

.venv/run-ready: requirements.txt
	@.ci/packages $<
	@touch $@

.venv/test-ready: requirements-dev.txt
	@.ci/packages $<
	@touch $@ .venv/run-ready
