# Thin: every target says in one line what it runs. `make help` lists them.
.DEFAULT_GOAL := help
.PHONY: help demo install test lint bench e2e messages states pictures lock

PYTHON ?=
PORT ?= 8000
ENVIRONMENT := @PYTHON='$(PYTHON)' .ci/environment
BIN := .venv/bin

help: ## list the targets
	@sed -n 's/^\([a-z0-9]*\):.*## \(.*\)/\1	\2/p' Makefile

demo: ## set everything up, load the demo city, serve on 127.0.0.1:$(PORT)
	$(ENVIRONMENT) requirements.lock
	@DEMO=true PORT=$(PORT) PUBLIC_URL=http://127.0.0.1:$(PORT) exec $(BIN)/python manage.py demo

install: ## make .venv with everything that development needs
	$(ENVIRONMENT) requirements-dev.lock

test: install ## everything that CI runs
	@$(BIN)/python -m tests.run

lint: install ## format, rules, types, imports, templates, translations, sizes
	@$(BIN)/python -m tests.run lint

e2e: install ## journeys in a real browser, and a real Elasticsearch
	@$(BIN)/python -m tests.run outside

bench: install ## measure what the performance budget names
	@$(BIN)/python -m bench

messages: install ## collect texts for translation, and compile them
	$(BIN)/python manage.py makemessages --locale en --no-wrap --add-location file --no-obsolete --ignore .venv --ignore var --ignore tests
	$(BIN)/python manage.py compilemessages --locale en --locale vi --ignore .venv

states: install ## draw the picture of states in the documentation anew
	$(BIN)/python manage.py draw_states

pictures: install ## take the README's pictures of the demo that is being served on 127.0.0.1:$(PORT)
	$(BIN)/python docs/pictures/take.py http://127.0.0.1:$(PORT)

lock: ## pin what pyproject.toml asks for, with hashes (needs uv); UPGRADE=1 takes newer versions
	uv pip compile pyproject.toml $(LOCK) --output-file requirements.lock
	echo uv | uv pip compile - $(LOCK) --output-file .ci/installer.lock
	uv pip compile pyproject.toml --extra dev $(LOCK) --output-file requirements-dev.lock

LOCK := --universal --python-version 3.11 --generate-hashes --custom-compile-command 'make lock' --no-emit-index-url --quiet \
	$(if $(UPGRADE),--upgrade)
