# Everything a newcomer types. `make test` is all that a change must keep green.
.DEFAULT_GOAL := help
SHELL := /bin/bash

INSTALLED := node_modules/.package-lock.json

help: ## what can be made
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /\1\t/' | expand -t 14

$(INSTALLED): package-lock.json
	npm ci --no-progress --loglevel=error
	@touch $@

install: $(INSTALLED) ## install the dependencies that package-lock.json names

build: install ## compile every package, and make one file of the command; then `npx portcullis` works
	npx tsc -b
	node scripts/bundle-command.mjs

package: build ## the package that npm publishes, in ./dist
	node scripts/pack.mjs

demo: build ## a policy, a plan, a verdict: the whole product in under a minute
	node scripts/demo.mjs

serve: build ## run the server on its default port, data in ./.portcullis
	npx portcullis serve

test: build ## every test that needs nothing but Node.js
	npx vitest run

check: build ## exactly what CI checks: types, lint, format, layers, generated files
	scripts/check

bench: build ## benchmarks with ratios measured in the same run, and random tests with a longer budget
	node bench/run.mjs
	FUZZ_RUNS=5 npx vitest run packages/language/test packages/server/src/api/tfe/testing/fuzz.test.ts --reporter=dot

acceptance: build ## real clients and real servers; what is missing is SKIPPED
	scripts/acceptance

.PHONY: help install build package demo serve test check bench acceptance
