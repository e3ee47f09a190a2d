# Everything a developer runs, and everything CI runs. `make` alone prints this list.

TAGS     := nomsgpack
VERSION  ?= $(shell git describe --tags --always --dirty 2>/dev/null || echo unknown)
CHROMIUM ?= $(shell command -v chromium-headless-shell || command -v chromium || command -v chromium-browser || command -v google-chrome)
FUZZTIME ?= 20s
LINT     := go tool -modfile=.ci/tools.mod golangci-lint
WEB      := $(shell find web/src web/public web/scripts web/index.html web/package.json web/vite.config.ts web/tsconfig.json \
              -type f ! -name '*.test.*' ! -name schema.d.ts 2>/dev/null)

export CHROMIUM

.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help run test build check fuzz bench golden web e2e chaos size setup setup-test vuln

help: ## print this list
	@echo 'make TARGET. SETUP=check: set-up only checks and installs nothing.'
	@awk -F ':.*## ' '/^[a-z0-9-]+:.*## / {printf "  %-8s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: setup build ## all set-up, then the program with its own Neo4j and the sample ecosystem
	bin/linchpin serve --sample

test: setup-test build ## all set-up, then every test: Go on a real Neo4j, the browser application, Chromium
	.ci/test

build: web/dist/index.html ## the program, browser application included, at bin/linchpin
	go build -tags $(TAGS) -trimpath -ldflags '-s -w -X main.version=$(VERSION)' -o bin/linchpin ./cmd/linchpin

check: web/node_modules/.package-lock.json ## format, vet, lint, import table and file sizes, types and style of the browser application
	.ci/gofmt
	go vet -tags $(TAGS) ./...
	$(LINT) run ./...
	go test -count=1 ./internal/arch
	cd web && npm run gen && npm run typecheck && npm run lint

fuzz: ## each fuzz target for FUZZTIME (20s)
	@grep -rlE '^func Fuzz' --include='*_test.go' . | while read -r file; do \
	  for target in $$(sed -nE 's/^func (Fuzz[A-Za-z0-9_]*).*/\1/p' "$$file"); do \
	    go test -tags $(TAGS) -run '^$$' -fuzz "^$$target\$$" -fuzztime $(FUZZTIME) -fuzzminimizetime 20x "$$(dirname "$$file")" || exit 1; \
	  done; \
	done

bench: setup ## the speed targets, one line each: name, peer, ratio, target, met or not
	go run -tags $(TAGS) ./internal/bench

golden: ## write the golden answers anew; look at every difference before committing
	@packages=$$(grep -rlF '"update"' --include='*_test.go' . | xargs -r -n1 dirname | sort -u); \
	  test -n "$$packages" || { echo 'no test keeps golden answers'; exit 1; }; \
	  go test -tags $(TAGS) $$packages -update

web: web/node_modules/.package-lock.json ## the browser application's development server; needs a running linchpin
	cd web && npm run gen && npm run dev

e2e: setup-test build ## only the tests in Chromium, against the real program and a real Neo4j
	cd web && npm run e2e

chaos: setup-test ## only the tests that kill the program or Neo4j in the middle of work
	go test -race -tags $(TAGS) -count=1 -v -run 'Chaos|Crash|Kill' ./...

size: ## the ten longest files, and the median
	@find . -name node_modules -prune -o -name dist -prune -o -name schema.d.ts -prune -o -type f \
	  \( -name '*.go' -o -name '*.ts' -o -name '*.tsx' -o -name '*.css' -o -name '*.cypher' \) -print0 | xargs -0 wc -l | grep -v ' total$$' | sort -rn | \
	  awk '{n[NR] = $$1} NR <= 10 {print} END {print "median", n[int((NR + 1) / 2)], "of", NR, "files"}'

vuln: ## known faults in what we depend on; asks the Go project's database
	go tool -modfile=.ci/tools.mod govulncheck -tags $(TAGS) ./...

setup: ## what make run needs: Go, Node, a JDK, Maven, the server's jars
	@.ci/setup run

setup-test: # what make test needs beside: a C compiler for the race detector, Chromium
	@.ci/setup test

web/node_modules/.package-lock.json: web/package-lock.json web/package.json
	cd web && npm ci --ignore-scripts --no-audit --no-fund
	@touch $@

web/dist/index.html: web/node_modules/.package-lock.json api/openapi.yaml $(WEB)
	cd web && npm run gen && npm run build && npm run budget
