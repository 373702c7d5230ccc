# Two commands are ever needed: "make notice" (the main job on the bundled real case) and
# "make test". Both set up everything on a bare Debian machine with Python 3.11 or newer.

VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
CASE := bpindex/data/cases/2024-02
OUT := out/2024-02
LOCK := bpindex/data/requirements.lock
# LibreOffice makes the PDF, reads Word files in tests and is their second host; the fonts have the widths of
# Times New Roman and all Vietnamese letters (fonts-liberation without the 2 lacks them).
SYSTEM := libreoffice-calc libreoffice-writer libreoffice-script-provider-python python3-uno \
	fonts-liberation2 poppler-utils xvfb xdotool
APT := DEBIAN_FRONTEND=noninteractive apt-get -qq -o Dpkg::Use-Pty=0

# Wine is for "make test-wine" alone: the Windows side, which decides nothing about "make test".
WINE := wine wine64
WINE_LIMIT := 600
WINE_TESTS := tests/hosts/wine/wine_*.py

# The setup for office PCs. RUNTIME is an embeddable zip of python.org (or an archive that holds one),
# RUNTIME_SHA256 its hash, SIGNER who signed its programs; without them one is fetched by its hash.
NSIS := nsis osslsigncode ca-certificates
SETUP := build/installer
RUNTIME :=
RUNTIME_SHA256 :=
SIGNER := Python Software Foundation

# The tests of the setup are for who changes it: they build it three times and install it ten times.
.PHONY: notice test test-wine installer test-installer check workbook lock system clean

notice: $(READY)
	$(BIN)/bpindex notice $(CASE) --out $(OUT)

# On every processor; what belongs together keeps together, see tests/spread.py. One process more than
# processors: whoever works with LibreOffice waits for it a good part of the time. Every process and
# every program that a test starts would compile all modules anew without compiled ones beside them.
unexport PYTHONDONTWRITEBYTECODE
test: $(READY) check
	$(BIN)/python -m pytest --numprocesses $$(($$(nproc) + 1)) --dist loadgroup

# Windows Python and COM under Wine, in build/wine; see tests/hosts/wine. Set-up and tests together end
# within WINE_LIMIT seconds, and nothing of them runs on.
test-wine: $(READY)
	@$(MAKE) --no-print-directory system SYSTEM="$(WINE) $(NSIS)"
	@timeout --kill-after=30 $(WINE_LIMIT) $(BIN)/python -m pytest $(WINE_TESTS); \
	code=$$?; timeout 120 $(BIN)/python -m tests.hosts.wine.prefix stop; \
	[ $$code != 124 ] || echo "test-wine: stopped after $(WINE_LIMIT) s"; exit $$code

installer: $(READY)
	@$(MAKE) --no-print-directory system SYSTEM="$(NSIS)"
	$(BIN)/python -m installer --out $(SETUP) --signer "$(SIGNER)" \
		$(if $(RUNTIME),--runtime "$(RUNTIME)" --sha256 "$(RUNTIME_SHA256)")

# The setup under Wine, on a drive C of its own in build/wine-setup; its table of cases is printed.
SETUP_TEST := build/installer-test
SETUP_LIMIT := 3600
test-installer: $(READY)
	@$(MAKE) --no-print-directory system SYSTEM="$(WINE) $(NSIS)"
	$(BIN)/python -m installer --out $(SETUP_TEST) --compress zlib --version 0.1.0 --setup-only --keep
	@rm -f $(SETUP_TEST)/*-0.1.[123]-setup.exe $(SETUP_TEST)/cases.txt
	@export BOCHISO_WINE=wine-setup; \
	timeout --kill-after=30 $(SETUP_LIMIT) $(BIN)/python -m pytest -x tests/installer/wine_*.py; \
	code=$$?; timeout 120 $(BIN)/python -m tests.hosts.wine.prefix stop; \
	cat $(SETUP_TEST)/cases.txt; exit $$code

check: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

# Rebuild what is committed but made: the VBA wrappers and the workbook.
workbook: $(READY)
	$(BIN)/python -m tests.hosts.windows.wrappers bpindex.hosts.udfs --write
	rm -f workbook/BoChiSo.xlsm
	$(BIN)/bpindex build $(CASE) --out workbook/BoChiSo.xlsm

# Pin what pyproject.toml asks for, with the hash of every file; what is pinned stays where it can.
lock:
	python3 -m venv build/lock
	build/lock/bin/python -m pip install --quiet --require-hashes \
		--requirement installer/pip-tools.lock
	build/lock/bin/pip-compile --quiet --generate-hashes --allow-unsafe --all-build-deps \
		--extra dev --strip-extras --no-annotate --no-header --no-emit-index-url \
		--no-emit-find-links --output-file $(LOCK) pyproject.toml

$(READY): pyproject.toml $(LOCK) | system
	python3 -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check \
		--require-hashes --requirement $(LOCK)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check \
		--no-deps --no-build-isolation --editable .
	touch $@

# Installs what is missing; where that is not allowed, says so and goes on without PDF.
system:
	@missing=""; \
	for package in $(SYSTEM) python3-venv; do \
		if [ $$package = python3-venv ] && python3 -c "import ensurepip, venv" 2>/dev/null; then \
			continue; fi; \
		dpkg-query -W -f='$${Status}' $$package 2>/dev/null | grep -q "ok installed" \
			|| missing="$$missing $$package"; \
	done; \
	[ -z "$$missing" ] && exit 0; \
	run=""; [ "$$(id -u)" = 0 ] || run="sudo"; \
	if command -v apt-get >/dev/null && { [ -z "$$run" ] || command -v sudo >/dev/null; }; then \
		$$run env $(APT) update && $$run env $(APT) install -y --no-install-recommends $$missing >/dev/null; \
	else \
		echo "Missing system packages:$$missing"; \
	fi

clean:
	rm -rf $(VENV) out build *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis
