# make demo      install and run the main job on the example project
# make test      the quick suite (minutes)
# make validate  the heavy suite
# make lint      format, lint, types, layers, spelling
# make bench     measure, side by side with the peers
.PHONY: demo test validate lint bench wheel-test clean system
.DELETE_ON_ERROR:

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check
# Pango for the PDF, and fonts for the scripts that the shipped ones do not hold.
LIBRARIES := libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-noto-core fonts-noto-cjk
OUT ?= out

demo: $(VENV)/.core
	@mkdir -p $(OUT)
	@$(BIN)/clearance report examples/feature-film/inventory.xlsx -o $(OUT)/feature-film.pdf --force; \
	status=$$?; \
	if [ $$status -eq 1 ]; then \
	  echo; echo "Exit status 1: something blocks a release, as it should in this example."; \
	  echo "The report: $(CURDIR)/$(OUT)/feature-film.pdf"; \
	else echo "The example should end with exit status 1, not $$status."; exit 2; fi

test: $(VENV)/.dev
	$(BIN)/python -m pytest -q -m "not heavy"

validate: $(VENV)/.dev
	$(BIN)/clearance packs check
	$(BIN)/clearance packs test
	$(BIN)/python -m pytest -q -m heavy

lint: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/codespell

bench: $(VENV)/.dev
	$(BIN)/python benchmarks/run.py

wheel-test: $(VENV)/.dev
	.ci/wheel-test

# System libraries for the PDF. Installed through apt where that is allowed, else named in one line.
system:
	@missing=""; \
	for library in $(LIBRARIES); do \
	  dpkg-query -W -f='$${Status}' $$library 2>/dev/null | grep -q "ok installed" || missing="$$missing $$library"; \
	done; \
	$(PYTHON) -c "import ensurepip" 2>/dev/null || missing="$$missing python3-venv"; \
	if [ -n "$$missing" ]; then \
	  if [ "$$(id -u)" = 0 ]; then run=""; elif command -v sudo >/dev/null && sudo -n true 2>/dev/null; then run="sudo"; else run="no"; fi; \
	  if [ "$$run" = no ] || ! command -v apt-get >/dev/null; then \
	    echo "Please install:$$missing  (sudo apt-get install --no-install-recommends$$missing), then run make again."; exit 1; \
	  fi; \
	  echo "Installing$$missing"; \
	  $$run apt-get update -qq && DEBIAN_FRONTEND=noninteractive $$run apt-get install -y -qq --no-install-recommends$$missing >/dev/null; \
	fi

$(VENV)/.core: pyproject.toml | system
	@echo "Installing Clearance into $(VENV)"
	@[ -x $(BIN)/python ] && $(BIN)/python -c "import pip" 2>/dev/null || $(PYTHON) -m venv --clear $(VENV)
	@$(PIP) -e .
	@touch $@

$(VENV)/.dev: $(VENV)/.core
	@echo "Installing what the tests need"
	@$(PIP) -e '.[dev]'
	@touch $@

clean:
	rm -rf $(VENV) $(OUT) dist build .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache .coverage
