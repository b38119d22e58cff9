# make build test check proof soak bench fuzz update pictures dist reproducible profile

GO         ?= go
FUZZTIME   ?= 5m
BENCH      ?= dist/bench.txt
BENCHCOUNT ?= 5

# Pinned, and run from the module cache, so that go.mod stays free of them.
STATICCHECK := honnef.co/go/tools/cmd/staticcheck@v0.8.2
GOVULNCHECK := golang.org/x/vuln/cmd/govulncheck@v1.9.0

# The race detector needs a C compiler; without one the tests run without it.
RACE := $(shell command -v gcc >/dev/null 2>&1 || command -v clang >/dev/null 2>&1 && echo -race)

# Nobody prints the commands' manual pages; without their maker the program starts sooner.
TAGS := -tags=urfave_cli_no_docs

PLATFORMS := windows/amd64 linux/amd64 linux/arm64 darwin/arm64

.PHONY: build test check proof soak bench fuzz update pictures dist reproducible profile

build:
	CGO_ENABLED=0 $(GO) build -trimpath $(TAGS) -o baocao$(shell $(GO) env GOEXE) ./cmd/baocao

test:
	@unformatted=$$(gofmt -l cmd report samples templates); \
	if [ -n "$$unformatted" ]; then echo "gofmt would change: $$unformatted"; exit 1; fi
	$(GO) mod tidy -diff
	$(GO) vet ./...
	@# Whatever a test leaves among the temporary files is found here.
	@left=$$(mktemp -d) && \
	echo "$(GO) test $(RACE) -shuffle=on -timeout=40m ./..." && \
	TMPDIR=$$left $(GO) test $(RACE) -shuffle=on -timeout=40m ./... && \
	if [ -n "$$(ls -A $$left)" ]; then echo "temporary files were left behind: $$(ls -A $$left)"; exit 1; fi && \
	rmdir $$left
	@# A clock or locale that leaks into an output shows here.
	TZ=Pacific/Apia LANG=C LC_ALL=C $(GO) test -count=1 ./cmd/...

check: test
	@$(call tool,staticcheck,$(STATICCHECK),./...)
	@$(MAKE) --no-print-directory fuzz FUZZTIME=20s
	@$(call tool,govulncheck,$(GOVULNCHECK),./...)

# A thousand places of reports are altered; verify must name every one.
proof:
	$(GO) test ./report/verify -run=TestProof -count=1 -v -timeout=30m -places=1000

# tool runs a checker that is fetched on first use; where it cannot be had, that is said.
define tool
	if $(GO) run $(2) -version >/dev/null 2>&1; then \
		if [ "$(1)" = govulncheck ] && ! curl -fsS -m 10 -o /dev/null https://vuln.go.dev/index/modules.json 2>/dev/null; then \
			echo "govulncheck: its database cannot be reached; not run"; \
		else echo "$(1) $(3)" && $(GO) run $(2) $(3); fi; \
	else echo "$(1): cannot be fetched (no network?); not run"; fi
endef

# Whole processes and single stages. To compare with an older file:
# go run golang.org/x/perf/cmd/benchstat@latest OLD $(BENCH)
bench:
	@mkdir -p $(dir $(BENCH))
	$(GO) test -run='^$$' -bench=. -count=$(BENCHCOUNT) -timeout=3h ./report/... ./cmd/... | tee $(BENCH)

# The compiler reads where the time goes (profile-guided optimization): a country's report
# takes some 8 % less time. Made anew after large changes, on an idle machine.
profile:
	$(GO) test -run='^$$' -bench='^BenchmarkCountry$$' -cpuprofile=cmd/baocao/default.pgo -o /dev/null ./cmd/baocao

# Every fuzz target, one after the other: go test takes one at a time. It would spend most of
# the time on making what it finds smaller.
fuzz:
	@grep -rHo --include='*_test.go' '^func Fuzz[A-Za-z0-9_]*' cmd report | sort | while IFS=: read -r file func; do \
		echo "$${func#func } in $$(dirname $$file), $(FUZZTIME)"; \
		$(GO) test ./$$(dirname $$file) -run='^$$' -fuzz="^$${func#func }$$" -fuzztime=$(FUZZTIME) -fuzzminimizetime=20x </dev/null || exit 1; \
	done

# Goldens are rewritten only in packages that have some; read the diff before it is kept.
update:
	@for folder in $$(grep -rl --include='*_test.go' 'flag.Bool("update"' cmd report | xargs -r -n1 dirname | sort -u); do \
		$(GO) test ./$$folder -update || exit 1; \
	done

# What readers see: every sample's pages, and its workbook as LibreOffice prints it.
pictures: build
	@rm -rf pictures; mkdir -p pictures
	@for folder in samples/*/; do \
		name=$$(basename $$folder); \
		if [ -f $$folder/baocao.yaml ]; then \
			newest=$$(ls -d $$folder/2*/ | sort | tail -1); input=$$folder; \
		else input=$$(ls $$folder*.yaml 2>/dev/null | sort -r); newest=$${input%%.yaml*}; fi; \
		if [ "$$name" = errors ] || [ -z "$$input" ]; then continue; fi; \
		./baocao generate -p $$(basename $$newest) -o pictures/$$name --force $$input >/dev/null || exit 1; \
		for pdf in pictures/$$name/*.pdf; do pdftoppm -r 80 -png $$pdf pictures/$$name/page || exit 1; done; \
	done
	@soffice=$$(command -v soffice || command -v libreoffice); \
	if [ -z "$$soffice" ]; then echo "no LibreOffice: workbooks are not drawn"; exit 0; fi; \
	home=$$(mktemp -d); \
	for folder in pictures/*/; do \
		HOME=$$home $$soffice --headless --convert-to pdf --outdir $$home $$folder*.xlsx >/dev/null 2>&1; \
		pdftoppm -r 60 -png $$home/*.pdf $${folder}sheet || exit 1; rm $$home/*.pdf; \
	done; \
	rm -rf $$home
	@ls pictures/*/*.png | wc -l | xargs echo "pictures:"

# Faults by chance, in their long form: kills, signals, two runs at once, a full disk.
soak:
	$(GO) test ./cmd/baocao -count=1 -timeout=1h -v -run='Kill|Interrupt|TwoAtOnce|FullDisk' -args -soak

# What users download: archives with the program, its guide and all licences, and SHA256SUMS.
dist:
	@rm -rf dist
	@$(GO) run ./cmd/release -o dist $(PLATFORMS)

# Compiles everything twice, the second time without what was kept of the first.
reproducible: dist
	@again=$$(mktemp -d); \
	GOCACHE=$$again/cache $(GO) run ./cmd/release -o $$again/dist $(PLATFORMS) >/dev/null && \
	cmp dist/SHA256SUMS $$again/dist/SHA256SUMS && echo "the same twice"; status=$$?; \
	rm -rf $$again; exit $$status
