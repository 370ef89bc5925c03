# The commands of the house. `make demo` and `make test` install what they need and do everything else.

SWIFT ?= swift
OUT ?= out
SECONDS_EACH ?= 60

# Linux binaries carry the Swift runtime, so that they start fast and run where no toolchain is installed.
ifeq ($(shell uname -s),Linux)
RELEASE = -c release --static-swift-stdlib -Xlinker -s -Xlinker --gc-sections
else
RELEASE = -c release
endif

SWIFT_FILES = Sources Tests Fuzz Benchmarks Scripts/wasm Package.swift

# `make bench BENCH=startup` measures the start-up only.
BENCH ?=

.PHONY: help demo build test bench fuzz wasm lint format readme clean

help:
	@echo 'make demo    install the C libraries, build, write sample pages to $(OUT)/'
	@echo 'make test    install what the tests need and run all of them'
	@echo 'make build   the release build of the command: .build/release/longhand'
	@echo 'make bench   speed, as ratios measured in one run'
	@echo 'make fuzz    libFuzzer on the notation reader and on check (SECONDS_EACH=$(SECONDS_EACH))'
	@echo 'make wasm    compile the core as Embedded Swift for the browser'
	@echo 'make lint    check the form of the source · make format puts it right'
	@echo 'make readme  run the commands that the README shows'

build:
	@Scripts/install build
	$(SWIFT) build $(RELEASE) --product longhand

demo: build
	@Scripts/demo "$$($(SWIFT) build $(RELEASE) --show-bin-path)/longhand" "$(OUT)"

test:
	@Scripts/install build test
	$(SWIFT) test

bench:
	@Scripts/install build bench
	$(SWIFT) build $(RELEASE) --product longhand
	$(SWIFT) build $(RELEASE) --product LonghandBench
	@bin="$$($(SWIFT) build $(RELEASE) --show-bin-path)"; "$$bin/LonghandBench" "$$bin/longhand" $(BENCH)

fuzz:
	@Scripts/fuzz $(SECONDS_EACH)

wasm:
	@Scripts/wasm-check

lint:
	$(SWIFT) format lint --strict -r $(SWIFT_FILES)

format:
	$(SWIFT) format -i -r $(SWIFT_FILES)

readme: build
	@Scripts/readme-check "$$($(SWIFT) build $(RELEASE) --show-bin-path)"

clean:
	rm -rf .build build $(OUT)
