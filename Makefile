# The commands of the house. `make demo` and `make test` install what they need and do everything else.

SWIFT ?= swift
OUT ?= out
SECONDS_EACH ?= 60

# Where the release build is kept; beside the tests' build, two builds at a time need a place each.
SCRATCH ?= .build

# What `make test` builds, in a place of its own: optimised code whose internals the tests may see. The tests take a fifth of the
# time that they take in a debug build.
TESTED = --scratch-path .build/tests -c release -Xswiftc -enable-testing

# Linux binaries carry the Swift runtime, so that they start fast and run where no toolchain is installed.
ifeq ($(shell uname -s),Linux)
RELEASE = --scratch-path $(SCRATCH) -c release --static-swift-stdlib -Xlinker -s -Xlinker --gc-sections
else
RELEASE = --scratch-path $(SCRATCH) -c release
endif

SWIFT_FILES = Sources Tests Plugins Fuzz Benchmarks Scripts/wasm Package.swift

# `make build PRODUCT=…` builds another program than the command.
PRODUCT ?= longhand

# `make bench BENCH=startup` measures one part only; an unknown one lists them.
BENCH ?=

# `make pages PAGE=check` looks at the pages whose name has the word only.
PAGE ?=

.PHONY: help demo build build-tests test bench fuzz wasm pages lint format readme clean

help:
	@echo 'make demo    install the C libraries, build, write sample pages to $(OUT)/'
	@echo 'make test    install what the tests need and run all of them'
	@echo 'make build   the release build of the command: .build/release/longhand'
	@echo 'make bench   speed, as ratios measured in one run'
	@echo 'make fuzz    libFuzzer on the notation reader and on check (SECONDS_EACH=$(SECONDS_EACH))'
	@echo 'make wasm    compile the core as Embedded Swift for the browser'
	@echo 'make pages   every kind of page in a browser: what is cut off, overlaps, is not accessible'
	@echo 'make lint    check the form of the source · make format puts it right'
	@echo 'make readme  run the commands that the README shows'

build:
	@Scripts/install build
	$(SWIFT) build $(RELEASE) --product $(PRODUCT)

demo: build
	@Scripts/demo "$$($(SWIFT) build $(RELEASE) --show-bin-path)/longhand" "$(OUT)"

build-tests:
	@Scripts/install build test
	$(SWIFT) build $(TESTED) --build-tests

test: build-tests
	$(SWIFT) test $(TESTED) --skip-build

bench:
	@Scripts/install build bench
	$(SWIFT) build $(RELEASE) --product longhand
	$(SWIFT) build $(RELEASE) --product LonghandBench
	@bin="$$($(SWIFT) build $(RELEASE) --show-bin-path)"; "$$bin/LonghandBench" "$$bin/longhand" $(BENCH)

fuzz:
	@Scripts/fuzz $(SECONDS_EACH)

wasm:
	@Scripts/wasm-check

# Python's packages stay in .build, away from the system's.
pages: build
	@Scripts/install pages
	@[ -x .build/pages/bin/python ] || python3 -m venv .build/pages
	@.build/pages/bin/python -c 'import axe_core_python, html5lib' 2>/dev/null || \
		.build/pages/bin/pip install -q axe-core-python==0.1.0 html5lib==1.1
	@.build/pages/bin/python Scripts/pages "$$($(SWIFT) build $(RELEASE) --show-bin-path)/longhand" \
		"$(OUT)/pages" $(PAGE)

lint:
	$(SWIFT) format lint --strict -r $(SWIFT_FILES)

format:
	$(SWIFT) format -i -r $(SWIFT_FILES)

readme: build
	@Scripts/readme-check "$$($(SWIFT) build $(RELEASE) --show-bin-path)"

clean:
	rm -rf .build build $(OUT)
