# Settings go in front or behind, as in: make run PORT=8001. docs/configuration.md lists them.
PYTHON ?= python3
SETUP = $(PYTHON) -I hipstrength/bootstrap.py
PY = .venv/bin/python
COMPILE = $(PY) -m uv pip compile --quiet --generate-hashes --universal --python-version 3.11 --no-header --no-annotate \
	$(if $(UPGRADE),--upgrade)

.DEFAULT_GOAL := help
.PHONY: help run dev test check torture audit quality rehearse bench admin backup demo pictures lock clean

help: ## Show this list
	@sed -n 's/^\([a-z]*\):.*## /make \1\t/p' Makefile | expand -t 16

run: ## Start HipStrength; sets everything up the first time
	@$(SETUP)
	@$(PY) -m hipstrength.serve

dev: ## Start the development server, which follows changes of the code
	@$(SETUP) --dev
	@$(PY) -m hipstrength.serve --dev

test: ## Run every test, on SQLite and on PostgreSQL
	@$(SETUP) --dev --browser --database --proxy
	@env -u DATABASE_URL DJANGO_SETTINGS_MODULE=tests.settings $(PY) manage.py draw_figures --verbosity 0
	@env -u DATABASE_URL DJANGO_SETTINGS_MODULE=tests.settings $(PY) manage.py build_css --verbosity 0
	@$(PY) -m tests.everything

check: ## Check style, types, templates, migrations, the Dockerfile and the production settings
	@$(SETUP) --dev
	@$(PY) -m ruff check --quiet
	@$(PY) -m ruff format --check --quiet
	@find templates -name '*.html' -exec .venv/bin/djade --check --target-version 5.2 {} +
	@$(PY) -m mypy .
	@.venv/bin/hadolint Dockerfile
	@folder=$$(mktemp -d) && trap 'rm -rf "$$folder"' EXIT && \
	key=$$($(PY) -c 'import secrets; print(secrets.token_urlsafe(64))') && \
	production() { env -i DATA_DIR="$$folder" SITE_URL=https://hips.example.org SECRET_KEY="$$key" $(PY) "$$@"; } && \
	production manage.py makemigrations --check --dry-run && \
	production manage.py check --deploy --fail-level WARNING --database default

torture: ## Kill, stop, fill and starve the site while people log (10 minutes); SCENARIOS="killed away" for some
	@$(SETUP) --dev --database --proxy
	@$(PY) -m tests.torture $(SCENARIOS) $(if $(DATABASE),--database $(DATABASE))

audit: ## Ask for known holes in what is installed (needs an advisory service on the network)
	@$(SETUP)
	@test -x build/audit/bin/python || $(PYTHON) -m venv build/audit
	@build/audit/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-audit.txt
	@$(PY) -m hipstrength.audit build/audit/bin/python

quality: ## Rate every public page with Lighthouse and check its HTML (needs npm, Java and Chromium)
	@$(SETUP) --dev --browser
	@cd bench/quality && npm ci --silent --no-audit --no-fund
	@$(PY) -m bench.quality.run

rehearse: ## Make and try the image without Docker (needs root, debootstrap, caddy and Debian's packages)
	@$(SETUP) --dev --database
	@$(PY) -m deploy.rehearse

bench: ## Measure speed and growth on SQLite and PostgreSQL (half an hour); SIZES=10000 REQUESTS=50 for a short try
	@$(SETUP) --dev --database
	@$(PY) -m bench.run $(if $(SIZES),--sizes=$(SIZES)) $(if $(DATABASES),--databases=$(DATABASES)) \
		$(if $(REQUESTS),--requests=$(REQUESTS))

admin: ## Make an account that may edit the exercises
	@$(SETUP)
	@$(PY) -m hipstrength.serve --prepare-only
	@$(PY) manage.py createsuperuser

backup: ## Write a backup of the database, while the site runs or not
	@$(SETUP)
	@$(PY) manage.py backup

demo: ## Fill in example workouts to look at
	@$(SETUP)
	@$(PY) -m hipstrength.serve --prepare-only
	@$(PY) manage.py demo

pictures: ## Take the pictures of the documentation anew
	@$(SETUP) --dev --browser
	@$(PY) -m tests.pictures

lock: ## Write the lock files; UPGRADE=1 takes the newest versions
	@$(SETUP) --dev
	@$(COMPILE) requirements.in --output-file requirements.txt
	@$(COMPILE) requirements-dev.in --constraint requirements.txt --output-file requirements-dev.txt
	@$(COMPILE) requirements-audit.in --output-file requirements-audit.txt

clean: ## Remove what can be made again; the data in var/ stays
	@rm -rf .venv build test-results static/css/bootstrap.css static/css/figures.css static/img/figures
	@rm -rf .hypothesis .mypy_cache .pytest_cache .ruff_cache
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +
