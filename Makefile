# pbtui: build, test, install.  `make help` lists the targets.
# Everything is made below $(BUILD); the source tree stays clean.

BUILD    ?= build
PREFIX   ?= /usr/local
DESTDIR  ?=
VERSION  := 0.1.0
CC       ?= cc
LAYERS   := app screen tui report ledger rules store text base
TESTED   := base text rules store ledger report tui screen app

# What Debian calls the things we need.
DEPS_BUILD := gcc make perl libc6-dev libncurses-dev libsqlite3-dev \
              libiniparser-dev libsodium-dev \
              libharfbuzz-dev libfontconfig-dev libxlsxwriter-dev \
              zlib1g-dev libzip-dev libexpat1-dev
DEPS_TEST  := $(DEPS_BUILD) libcmocka-dev libvterm-dev sqlite3 ncurses-term \
              poppler-utils unzip fonts-noto-cjk fonts-wqy-zenhei \
              cups-client cups-daemon cups-filters-core-drivers
DEPS_LINT  := $(DEPS_TEST) clang clang-format clang-tidy cppcheck unicode-data
DEPS_FUZZ  := $(DEPS_TEST) clang libclang-rt-dev
DEPS_BENCH := $(DEPS_TEST) valgrind python3
DEPS_PAPER := $(DEPS_TEST) python3 libreoffice-calc
DEPS_DEB   := $(DEPS_BUILD) dpkg-dev
DEPS_MAN   := groff-base
DEPS_ALL    = $(sort $(DEPS_BUILD) $(DEPS_TEST) $(DEPS_LINT) $(DEPS_FUZZ) \
                     $(DEPS_BENCH) $(DEPS_PAPER) $(DEPS_DEB) $(DEPS_MAN))

WARN := -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wformat=2 \
        -Wstrict-prototypes -Wmissing-prototypes -Wvla -Wwrite-strings \
        -Wundef -Wpointer-arith -Wcast-qual
ifeq ($(CI),true)
WARN += -Werror
endif
HARDEN   := -fstack-protector-strong -D_FORTIFY_SOURCE=2 -fPIE \
            -fcf-protection -fstack-clash-protection
HARDEN_LD := -pie -Wl,-z,relro,-z,now -Wl,--as-needed
OPT      ?= -O2 -g
CPPFLAGS += -Iinclude -I$(BUILD)/gen -D_GNU_SOURCE \
            -DPBTUI_VERSION='"$(VERSION)"'
CFLAGS   += -std=c11 $(OPT) $(WARN) $(SAN) -ffile-prefix-map=$(CURDIR)=.
LDFLAGS  += $(SAN)
LIBS     := -lncursesw -ltinfo -lsqlite3 -liniparser -lsodium
LIBS_PRESS := -lharfbuzz-subset -lharfbuzz -lfontconfig -lxlsxwriter -lz \
              -lzip -lexpat

ifneq ($(V),1)
Q := @
SAY = @printf '  %-4s %s\n'
else
SAY = @true
endif

# Where make calls itself: as many jobs as there are processors, unless the
# caller has said how many.
JOBS     ?= $(shell nproc 2>/dev/null || echo 1)
SUBMAKE   = $(MAKE) --no-print-directory \
            $(if $(filter -j% --jobserver%,$(MAKEFLAGS)),,-j$(JOBS))

.DEFAULT_GOAL := all
.DELETE_ON_ERROR:

all: $(BUILD)/pbtui $(BUILD)/pbtui-press ## build the programs

# ---- layers -------------------------------------------------------------
# Each layer is an archive, so that a test program links only what lies below.
define LAYER_RULES
$(1)_SRC := $$(wildcard src/$(1)/*.c)
$(1)_OBJ := $$($(1)_SRC:src/%.c=$$(BUILD)/obj/%.o)
$$(BUILD)/lib/$(1).a: $$($(1)_OBJ) $$($(1)_EXTRA)
	$$(SAY) AR $$@
	$$(Q)mkdir -p $$(@D) && rm -f $$@ && ar rcs $$@ $$($(1)_OBJ) $$($(1)_EXTRA)
endef
base_EXTRA := $(BUILD)/obj/gen/embed.o
$(foreach l,$(LAYERS),$(eval $(call LAYER_RULES,$(l))))

LIBFILES := $(LAYERS:%=$(BUILD)/lib/%.a)
GROUP     = -Wl,--start-group $(1) -Wl,--end-group

$(BUILD)/obj/%.o: src/%.c | $(BUILD)/gen/embed.c
	$(SAY) CC $<
	$(Q)mkdir -p $(@D)
	$(Q)$(CC) $(CPPFLAGS) $(CFLAGS) $(HARDEN) -MMD -MP -c $< -o $@

$(BUILD)/obj/gen/%.o: $(BUILD)/gen/%.c
	$(SAY) CC $<
	$(Q)mkdir -p $(@D)
	$(Q)$(CC) $(CPPFLAGS) $(CFLAGS) $(HARDEN) -MMD -MP -c $< -o $@

$(BUILD)/pbtui: $(BUILD)/obj/main.o $(LIBFILES)
	$(SAY) LD $@
	$(Q)$(CC) $(CFLAGS) $(HARDEN_LD) $(LDFLAGS) -o $@ $(BUILD)/obj/main.o \
	    $(call GROUP,$(LIBFILES)) $(LIBS)

# The heavy libraries are in a program of their own.
press_OBJ := $(patsubst src/%.c,$(BUILD)/obj/%.o,$(wildcard src/press/*.c))
$(BUILD)/pbtui-press: $(press_OBJ) $(BUILD)/lib/text.a $(BUILD)/lib/base.a
	$(SAY) LD $@
	$(Q)$(CC) $(CFLAGS) $(HARDEN_LD) $(LDFLAGS) -o $@ $(press_OBJ) \
	    $(BUILD)/lib/text.a $(BUILD)/lib/base.a $(LIBS_PRESS)

# Its rooms without their main, for the fuzz targets.
$(BUILD)/lib/press.a: $(filter-out %/main.o,$(press_OBJ))
	$(SAY) AR $@
	$(Q)mkdir -p $(@D) && rm -f $@ && ar rcs $@ $^

# ---- data, compiled in --------------------------------------------------
EMBED := $(sort $(wildcard data/schema/*.sql data/rules/* data/codes/*.tsv \
                           data/forms/* data/registers/* data/figures/*.sql \
                           data/inspect/*.sql data/stats/*.ini \
                           data/reports/*.txt data/import/* \
                           data/platform/*.ini \
                           data/sample/*))

$(BUILD)/gen/embed.c: data/embed.pl $(EMBED)
	$(SAY) GEN $@
	$(Q)mkdir -p $(@D)
	$(Q)perl data/embed.pl $(EMBED) > $@.tmp && mv $@.tmp $@

# ---- tests --------------------------------------------------------------
# One program a layer, linked only with that layer and those below it.
BELOW_base   := base
BELOW_text   := text base
BELOW_rules  := rules text base
BELOW_store  := store text base
BELOW_ledger := ledger rules store text base
BELOW_report := report ledger rules store text base
BELOW_tui    := tui text base
BELOW_screen := screen tui report ledger rules store text base
BELOW_app    := $(LAYERS)

define UNIT_RULES
unit_$(1)_SRC := $$(wildcard tests/unit/$(1)/*.c)
unit_$(1)_OBJ := $$(unit_$(1)_SRC:tests/%.c=$$(BUILD)/obj/tests/%.o)
$$(BUILD)/test/unit-$(1): $$(unit_$(1)_OBJ) \
    $$(BUILD)/obj/tests/support/unit_main-$(1).o $$(BELOW_$(1):%=$$(BUILD)/lib/%.a)
	$$(SAY) LD $$@
	$$(Q)mkdir -p $$(@D)
	$$(Q)$$(CC) $$(CFLAGS) $$(HARDEN_LD) $$(LDFLAGS) -o $$@ \
	    $$(filter %.o,$$^) $$(call GROUP,$$(filter %.a,$$^)) $$(LIBS) -lcmocka
$$(BUILD)/obj/tests/support/unit_main-$(1).o: tests/support/unit_main.c
	$$(SAY) CC $$<
	$$(Q)mkdir -p $$(@D)
	$$(Q)$$(CC) $$(CPPFLAGS) $$(CFLAGS) -DUNIT_LAYER='"$(1)"' -MMD -MP -c $$< -o $$@
endef
$(foreach l,$(TESTED),$(eval $(call UNIT_RULES,$(l))))

$(BUILD)/obj/tests/%.o: tests/%.c | $(BUILD)/gen/embed.c
	$(SAY) CC $<
	$(Q)mkdir -p $(@D)
	$(Q)$(CC) $(CPPFLAGS) -Itests/support $(CFLAGS) -MMD -MP -c $< -o $@

UNITS := $(foreach l,$(TESTED),$(if $(wildcard tests/unit/$(l)/*.c),$(l)))

# One layer only, without waiting for the others.
unit: $(BUILD)/test/unit-$(LAYER) ## one layer: LAYER=text CASE='*width*'
	$(BUILD)/test/unit-$(LAYER) '$(CASE)'

# All screens drawn to text and compared with tests/screen/golden.
screen_SRC := $(wildcard tests/screen/*.c)
$(BUILD)/obj/tests/screen/%: CPPFLAGS += -DBUILD_DIR='"$(abspath $(BUILD))"'
$(BUILD)/test/screen: $(screen_SRC:tests/%.c=$(BUILD)/obj/tests/%.o) \
    $(BUILD)/obj/tests/support/unit_main-golden.o \
    $(BELOW_screen:%=$(BUILD)/lib/%.a) | $(BUILD)/pbtui-press
	$(SAY) LD $@
	$(Q)mkdir -p $(@D)
	$(Q)$(CC) $(CFLAGS) $(HARDEN_LD) $(LDFLAGS) -o $@ \
	    $(filter %.o,$^) $(call GROUP,$(filter %.a,$^)) $(LIBS) -lcmocka
$(BUILD)/obj/tests/support/unit_main-golden.o: tests/support/unit_main.c
	$(SAY) CC $<
	$(Q)mkdir -p $(@D)
	$(Q)$(CC) $(CPPFLAGS) $(CFLAGS) -DUNIT_LAYER='"golden"' -MMD -MP -c $< -o $@

# ---- pty: programs in a pseudo-terminal -----------------------------------
pty_SRC := $(wildcard tests/pty/*_test.c) tests/pty/desk.c tests/support/pty.c
$(BUILD)/obj/tests/pty/%: CPPFLAGS += -DBUILD_DIR='"$(abspath $(BUILD))"'
$(BUILD)/test/pty: $(pty_SRC:tests/%.c=$(BUILD)/obj/tests/%.o) \
    $(BUILD)/obj/tests/support/unit_main-pty.o \
    $(BELOW_text:%=$(BUILD)/lib/%.a) | $(BUILD)/test/keyecho $(BUILD)/pbtui-press
	$(SAY) LD $@
	$(Q)mkdir -p $(@D)
	$(Q)$(CC) $(CFLAGS) $(HARDEN_LD) $(LDFLAGS) -o $@ \
	    $(filter %.o,$^) $(call GROUP,$(filter %.a,$^)) $(LIBS) \
	    -lvterm -lutil -lcmocka
$(BUILD)/obj/tests/support/unit_main-pty.o: tests/support/unit_main.c
	$(SAY) CC $<
	$(Q)mkdir -p $(@D)
	$(Q)$(CC) $(CPPFLAGS) $(CFLAGS) -DUNIT_LAYER='"pty"' -MMD -MP -c $< -o $@
$(BUILD)/test/keyecho: $(BUILD)/obj/tests/pty/keyecho.o \
    $(BELOW_tui:%=$(BUILD)/lib/%.a)
	$(SAY) LD $@
	$(Q)mkdir -p $(@D)
	$(Q)$(CC) $(CFLAGS) $(HARDEN_LD) $(LDFLAGS) -o $@ \
	    $(filter %.o,$^) $(call GROUP,$(filter %.a,$^)) $(LIBS)
# ---- pty end --------------------------------------------------------------

# ---- cli: the program run as a script runs it -----------------------------
cli_SRC := $(wildcard tests/cli/*.c)
$(BUILD)/obj/tests/cli/%: CPPFLAGS += -DBUILD_DIR='"$(abspath $(BUILD))"'
$(BUILD)/test/cli: $(cli_SRC:tests/%.c=$(BUILD)/obj/tests/%.o) \
    $(BUILD)/obj/tests/support/unit_main-cli.o \
    $(BELOW_text:%=$(BUILD)/lib/%.a) | $(BUILD)/pbtui $(BUILD)/pbtui-press
	$(SAY) LD $@
	$(Q)mkdir -p $(@D)
	$(Q)$(CC) $(CFLAGS) $(HARDEN_LD) $(LDFLAGS) -o $@ \
	    $(filter %.o,$^) $(call GROUP,$(filter %.a,$^)) $(LIBS) -lcmocka
$(BUILD)/obj/tests/support/unit_main-cli.o: tests/support/unit_main.c
	$(SAY) CC $<
	$(Q)mkdir -p $(@D)
	$(Q)$(CC) $(CPPFLAGS) $(CFLAGS) -DUNIT_LAYER='"cli"' -MMD -MP -c $< -o $@
# ---- cli end --------------------------------------------------------------

# ---- press: the program that makes PDF, and what poppler reads in it --------
press_TEST_SRC := $(wildcard tests/press/*.c)
$(BUILD)/obj/tests/press/%: CPPFLAGS += -DBUILD_DIR='"$(abspath $(BUILD))"'
$(BUILD)/test/press: $(press_TEST_SRC:tests/%.c=$(BUILD)/obj/tests/%.o) \
    $(BUILD)/obj/tests/support/unit_main-press.o \
    $(BELOW_report:%=$(BUILD)/lib/%.a) | $(BUILD)/pbtui-press
	$(SAY) LD $@
	$(Q)mkdir -p $(@D)
	$(Q)$(CC) $(CFLAGS) $(HARDEN_LD) $(LDFLAGS) -o $@ \
	    $(filter %.o,$^) $(call GROUP,$(filter %.a,$^)) $(LIBS) -lzip -lcmocka
$(BUILD)/obj/tests/support/unit_main-press.o: tests/support/unit_main.c
	$(SAY) CC $<
	$(Q)mkdir -p $(@D)
	$(Q)$(CC) $(CPPFLAGS) $(CFLAGS) -DUNIT_LAYER='"press"' -MMD -MP -c $< -o $@
# ---- press end ------------------------------------------------------------

# Every fuzz target over its stored inputs; needs no clang.
FUZZ_LAYERS ?= $(LAYERS)
FUZZ_LIBS    = $(BUILD)/lib/press.a $(FUZZ_LAYERS:%=$(BUILD)/lib/%.a)
fuzz_SRC    := $(wildcard tests/fuzz/*_fuzz.c)
FUZZERS     := $(fuzz_SRC:tests/fuzz/%_fuzz.c=%)
$(BUILD)/test/fuzz-replay: $(fuzz_SRC:tests/%.c=$(BUILD)/obj/tests/%.o) \
    $(BUILD)/obj/tests/fuzz/replay.o $(FUZZ_LIBS)
	$(SAY) LD $@
	$(Q)mkdir -p $(@D)
	$(Q)$(CC) $(CFLAGS) $(HARDEN_LD) $(LDFLAGS) -o $@ \
	    $(filter %.o,$^) $(call GROUP,$(filter %.a,$^)) $(LIBS) $(LIBS_PRESS) -lcmocka

# tests/run.pl takes KIND:PROGRAM words.
TESTS_UNIT   := $(UNITS:%=unit:$(BUILD)/test/unit-%)
TESTS_FUZZ   := $(if $(fuzz_SRC),fuzz:$(BUILD)/test/fuzz-replay)
TESTS_SCREEN := $(if $(screen_SRC),screen:$(BUILD)/test/screen)
TESTS_PTY    := $(if $(wildcard tests/pty/*.c),pty:$(BUILD)/test/pty)
TESTS_CLI    := $(if $(cli_SRC),cli:$(BUILD)/test/cli)
TESTS_PRESS  := $(if $(press_TEST_SRC),press:$(BUILD)/test/press)
TESTS        := $(TESTS_UNIT) $(TESTS_FUZZ) $(TESTS_SCREEN) $(TESTS_CLI) \
                $(TESTS_PRESS) $(TESTS_PTY)
PROGRAMS_OF   = $(foreach t,$(1),$(lastword $(subst :, ,$(t))))
RUN_TESTS    := perl tests/run.pl --logs $(BUILD)/test

test: need-test ## install what tests need, build, run every kind of test
	$(Q)$(SUBMAKE) run-tests

run-tests: $(BUILD)/pbtui $(BUILD)/pbtui-press $(call PROGRAMS_OF,$(TESTS))
	$(Q)$(RUN_TESTS) $(TESTS)

test-unit: $(call PROGRAMS_OF,$(TESTS_UNIT) $(TESTS_FUZZ)) ## unit, property and stored fuzz inputs
	$(Q)$(RUN_TESTS) $(TESTS_UNIT) $(TESTS_FUZZ)

test-screen: $(call PROGRAMS_OF,$(TESTS_SCREEN)) ## screens drawn to text, against the goldens
	$(Q)$(RUN_TESTS) $(TESTS_SCREEN)

test-pty: $(BUILD)/pbtui $(call PROGRAMS_OF,$(TESTS_PTY)) ## the program in a real pseudo-terminal
	$(Q)$(RUN_TESTS) $(TESTS_PTY)

test-press: $(BUILD)/pbtui-press $(call PROGRAMS_OF,$(TESTS_PRESS)) ## the PDF, as poppler reads it
	$(Q)$(RUN_TESTS) $(TESTS_PRESS)

test-cli: $(BUILD)/pbtui $(call PROGRAMS_OF,$(TESTS_CLI)) ## the commands, as scripts run them
	$(Q)$(RUN_TESTS) $(TESTS_CLI)

golden: $(call PROGRAMS_OF,$(TESTS_SCREEN)) ## rewrite the goldens; read the diff before committing
	$(Q)GOLDEN=write $(RUN_TESTS) $(TESTS_SCREEN)
	$(Q)git --no-pager diff --stat -- tests/screen/golden

# ---- harder tests -------------------------------------------------------
SANITIZE := OPT='-O1 -g -fno-omit-frame-pointer' HARDEN= \
            SAN='-fsanitize=address,undefined -fno-sanitize-recover=all'

asan: need-test ## all tests, program and tests under ASan and UBSan
	$(Q)$(SUBMAKE) BUILD=$(BUILD)/asan $(SANITIZE) run-tests

VALGRIND := valgrind -q --error-exitcode=99 --leak-check=full \
            --show-leak-kinds=definite,indirect --track-fds=no
valgrind: need-bench ## unit tests under valgrind
	$(Q)$(SUBMAKE) $(call PROGRAMS_OF,$(TESTS_UNIT) $(TESTS_FUZZ))
	$(Q)$(RUN_TESTS) --wrap '$(VALGRIND)' --limit 1800 \
	    $(TESTS_UNIT) $(TESTS_FUZZ)

cover: need-test ## all tests with line coverage by file
	$(Q)rm -rf $(BUILD)/cover
	$(Q)$(SUBMAKE) BUILD=$(BUILD)/cover HARDEN= OPT='-O0 -g --coverage' run-tests
	$(Q)perl tests/cover.pl $(BUILD)/cover/obj

# libFuzzer, FUZZ_SECONDS a target; what it finds is kept in build/fuzz.
FUZZ_SECONDS ?= 60
FUZZ         ?= $(FUZZERS)
fuzz: need-fuzz ## libFuzzer: FUZZ=target FUZZ_SECONDS=60
	$(Q)$(SUBMAKE) BUILD=$(BUILD)/fuzz CC=clang HARDEN= \
	    OPT='-O1 -g -fno-omit-frame-pointer' \
	    SAN='-fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=all' \
	    $(FUZZ:%=$(BUILD)/fuzz/bin/%)
	$(Q)for t in $(FUZZ); do \
	    mkdir -p $(BUILD)/fuzz/corpus/$$t $(BUILD)/fuzz/crash && \
	    echo "  $$t: $(FUZZ_SECONDS) s" && \
	    $(BUILD)/fuzz/bin/$$t -max_total_time=$(FUZZ_SECONDS) -max_len=4096 \
	        -timeout=10 -rss_limit_mb=1024 -print_final_stats=1 \
	        -artifact_prefix=$(BUILD)/fuzz/crash/$$t- \
	        $(BUILD)/fuzz/corpus/$$t tests/fuzz/seeds/$$t \
	        2>$(BUILD)/fuzz/$$t.log || { tail -n 40 $(BUILD)/fuzz/$$t.log; exit 1; }; \
	    grep -E 'number_of_executed|new_units' $(BUILD)/fuzz/$$t.log; \
	done

$(BUILD)/bin/%: $(BUILD)/obj/fuzz/%.o $(FUZZ_LIBS)
	$(SAY) LD $@
	$(Q)mkdir -p $(@D)
	$(Q)$(CC) $(CFLAGS) -fsanitize=fuzzer -o $@ $< \
	    $(call GROUP,$(FUZZ_LIBS)) $(LIBS) $(LIBS_PRESS)
.PRECIOUS: $(BUILD)/obj/fuzz/%.o
$(BUILD)/obj/fuzz/%.o: tests/fuzz/%_fuzz.c | $(BUILD)/gen/embed.c
	$(SAY) CC $<
	$(Q)mkdir -p $(@D)
	$(Q)$(CC) $(CPPFLAGS) $(CFLAGS) -DFUZZ_ENGINE -MMD -MP -c $< -o $@

# One program a file: tests/fault/x_fault.c; x_rig.c is shared by them.
fault_SRC   := $(wildcard tests/fault/*_fault.c)
fault_RIGS  := $(wildcard tests/fault/*_rig.c)
TESTS_FAULT := $(fault_SRC:tests/fault/%_fault.c=fault:$(BUILD)/test/fault-%)
define WHOLE_RULE
$$(BUILD)/test/$(1)-%: $$(BUILD)/obj/tests/$(1)/%_$(1).o \
    $$($(1)_RIGS:tests/%.c=$$(BUILD)/obj/tests/%.o) \
    $$(BUILD)/obj/tests/support/unit_main-$(1).o $$(LIBFILES)
	$$(SAY) LD $$@
	$$(Q)mkdir -p $$(@D)
	$$(Q)$$(CC) $$(CFLAGS) $$(HARDEN_LD) $$(LDFLAGS) -o $$@ \
	    $$(filter %.o,$$^) $$(call GROUP,$$(LIBFILES)) $$(LIBS) -lcmocka
$$(BUILD)/obj/tests/support/unit_main-$(1).o: tests/support/unit_main.c
	$$(SAY) CC $$<
	$$(Q)mkdir -p $$(@D)
	$$(Q)$$(CC) $$(CPPFLAGS) $$(CFLAGS) -DUNIT_LAYER='"$(1)"' -MMD -MP -c $$< -o $$@
.PRECIOUS: $$(BUILD)/obj/tests/$(1)/%_$(1).o
endef
$(foreach k,fault,$(eval $(call WHOLE_RULE,$(k))))

fault: need-test ## power cuts, kills, full disks, failing calls
	$(Q)$(SUBMAKE) $(BUILD)/pbtui $(call PROGRAMS_OF,$(TESTS_FAULT))
	$(Q)$(RUN_TESTS) --limit 1800 $(TESTS_FAULT)

# The floor links no code of the program but its data and its memory.
$(BUILD)/bench/floor: $(BUILD)/obj/tests/bench/floor.o \
    $(BUILD)/obj/tests/bench/floor_home.o $(BUILD)/lib/base.a
	$(SAY) LD $@
	$(Q)mkdir -p $(@D)
	$(Q)$(CC) $(CFLAGS) $(HARDEN_LD) $(LDFLAGS) -o $@ $^ $(LIBS)
$(BUILD)/bench/launch: $(BUILD)/obj/tests/bench/launch.o
	$(SAY) LD $@
	$(Q)mkdir -p $(@D)
	$(Q)$(CC) $(CFLAGS) $(HARDEN_LD) $(LDFLAGS) -o $@ $^
$(BUILD)/bench/fill: $(BUILD)/obj/tests/bench/fill.o \
    $(BUILD)/obj/tests/bench/fill_events.o \
    $(BUILD)/obj/tests/bench/fill_dues.o \
    $(BUILD)/obj/tests/bench/fill_branches.o $(LIBFILES)
	$(SAY) LD $@
	$(Q)mkdir -p $(@D)
	$(Q)$(CC) $(CFLAGS) $(HARDEN_LD) $(LDFLAGS) -o $@ $(filter %.o,$^) \
	    $(call GROUP,$(LIBFILES)) $(LIBS)
$(BUILD)/bench/inside: $(BUILD)/obj/tests/bench/inside.o $(LIBFILES)
	$(SAY) LD $@
	$(Q)mkdir -p $(@D)
	$(Q)$(CC) $(CFLAGS) $(HARDEN_LD) $(LDFLAGS) -o $@ $< \
	    $(call GROUP,$(LIBFILES)) $(LIBS)
$(BUILD)/bench/change: $(BUILD)/obj/tests/bench/change.o \
    $(BUILD)/obj/tests/bench/change_floor.o $(LIBFILES)
	$(SAY) LD $@
	$(Q)mkdir -p $(@D)
	$(Q)$(CC) $(CFLAGS) $(HARDEN_LD) $(LDFLAGS) -o $@ $(filter %.o,$^) \
	    $(call GROUP,$(LIBFILES)) $(LIBS)
$(BUILD)/bench/dues: $(BUILD)/obj/tests/bench/dues.o \
    $(BUILD)/obj/tests/bench/timing.o $(BELOW_report:%=$(BUILD)/lib/%.a)
	$(SAY) LD $@
	$(Q)mkdir -p $(@D)
	$(Q)$(CC) $(CFLAGS) $(HARDEN_LD) $(LDFLAGS) -o $@ $(filter %.o,$^) \
	    $(call GROUP,$(filter %.a,$^)) $(LIBS)
$(BUILD)/bench/board: $(BUILD)/obj/tests/bench/board.o \
    $(BUILD)/obj/tests/bench/timing.o $(BELOW_report:%=$(BUILD)/lib/%.a)
	$(SAY) LD $@
	$(Q)mkdir -p $(@D)
	$(Q)$(CC) $(CFLAGS) $(HARDEN_LD) $(LDFLAGS) -o $@ $(filter %.o,$^) \
	    $(call GROUP,$(filter %.a,$^)) $(LIBS)
$(BUILD)/bench/figures: $(BUILD)/obj/tests/bench/figures.o \
    $(BUILD)/obj/tests/bench/timing.o $(BELOW_ledger:%=$(BUILD)/lib/%.a)
	$(SAY) LD $@
	$(Q)mkdir -p $(@D)
	$(Q)$(CC) $(CFLAGS) $(HARDEN_LD) $(LDFLAGS) -o $@ $(filter %.o,$^) \
	    $(call GROUP,$(filter %.a,$^)) $(LIBS)
$(BUILD)/bench/people-%.db: $(BUILD)/bench/fill
	$(SAY) FILL $@
	$(Q)rm -f $@ && XDG_STATE_HOME=$(abspath $(@D))/state $< people $@ $*
# Half a minute to make: only when the schema or the index is another.
$(BUILD)/bench/events-%.db: tests/bench/fill_events.c \
    $(wildcard data/schema/*.sql src/store/search_*.c) | $(BUILD)/bench/fill
	$(SAY) FILL $@
	$(Q)rm -f $@* && XDG_STATE_HOME=$(abspath $(@D))/state \
	    $(BUILD)/bench/fill events $@ $*
# The same for these; 300 MB in all.
FILL_DUES = $(Q)rm -f $@* && XDG_STATE_HOME=$(abspath $(@D))/state \
            $(BUILD)/bench/fill
DUES_NEEDS := tests/bench/fill_dues.c $(wildcard data/schema/*.sql)
$(BUILD)/bench/dues-year-%.db: $(DUES_NEEDS) | $(BUILD)/bench/fill
	$(SAY) FILL $@
	$(FILL_DUES) dues-year $@ $*
$(BUILD)/bench/dues-%.db: $(DUES_NEEDS) | $(BUILD)/bench/fill
	$(SAY) FILL $@
	$(FILL_DUES) dues $@ $*
# The sample a thousand times over: 500 MB.
$(BUILD)/bench/branches-%.db: tests/bench/fill_branches.c \
    $(wildcard data/schema/*.sql data/registers/* data/sample/*) \
    | $(BUILD)/bench/fill
	$(SAY) FILL $@
	$(Q)rm -f $@* && XDG_STATE_HOME=$(abspath $(@D))/state \
	    $(BUILD)/bench/fill branches $@ $*
.PRECIOUS: $(BUILD)/bench/people-%.db $(BUILD)/bench/events-%.db \
           $(BUILD)/bench/branches-%.db \
           $(BUILD)/bench/dues-%.db $(BUILD)/bench/dues-year-%.db
BENCH := $(BUILD)/bench/floor $(BUILD)/bench/launch $(BUILD)/bench/inside \
         $(BUILD)/bench/change $(BUILD)/bench/dues \
         $(BUILD)/bench/board $(BUILD)/bench/figures \
         $(BUILD)/bench/branches-100.db \
         $(BUILD)/bench/dues-5000.db $(BUILD)/bench/dues-year-5000.db \
         $(BUILD)/bench/dues-year-28.db \
         $(BUILD)/bench/people-28.db $(BUILD)/bench/people-20000.db \
         $(BUILD)/bench/events-30000.db

# BENCH_TWIN=--twin measures a bad floor instead, which must be noticed.
bench: need-bench ## speed, as ratios to a floor measured in the same run
	$(Q)$(SUBMAKE) $(BENCH) $(if $(BENCH_TWIN),,$(BUILD)/pbtui)
	$(Q)PYTHONDONTWRITEBYTECODE=1 python3 tests/bench/bench.py \
	    --build $(BUILD) $(BENCH_TWIN)

$(BUILD)/bench/paper: $(BUILD)/obj/tests/bench/paper.o \
    $(BELOW_report:%=$(BUILD)/lib/%.a)
	$(SAY) LD $@
	$(Q)mkdir -p $(@D)
	$(Q)$(CC) $(CFLAGS) $(HARDEN_LD) $(LDFLAGS) -o $@ $< \
	    $(call GROUP,$(filter %.a,$^)) $(LIBS)

bench-paper: need-paper ## PDF against LibreOffice in the same run
	$(Q)$(SUBMAKE) $(BUILD)/bench/paper $(BUILD)/pbtui-press
	$(Q)PYTHONDONTWRITEBYTECODE=1 python3 tests/bench/paper.py \
	    --build $(BUILD) $(BENCH_TWIN)

$(BUILD)/bench/sheets: $(BUILD)/obj/tests/bench/sheets.o \
    $(BELOW_report:%=$(BUILD)/lib/%.a)
	$(SAY) LD $@
	$(Q)mkdir -p $(@D)
	$(Q)$(CC) $(CFLAGS) $(HARDEN_LD) $(LDFLAGS) -o $@ $< \
	    $(call GROUP,$(filter %.a,$^)) $(LIBS)
$(BUILD)/bench/sheets-floor: $(BUILD)/obj/tests/bench/sheets_floor.o \
    $(BUILD)/lib/base.a
	$(SAY) LD $@
	$(Q)mkdir -p $(@D)
	$(Q)$(CC) $(CFLAGS) $(HARDEN_LD) $(LDFLAGS) -o $@ $^ -lxlsxwriter

bench-sheets: need-bench ## xlsx against the library alone, and its memory
	$(Q)$(SUBMAKE) $(BUILD)/bench/sheets $(BUILD)/bench/sheets-floor \
	    $(BUILD)/pbtui-press
	$(Q)PYTHONDONTWRITEBYTECODE=1 python3 tests/bench/sheets.py \
	    --build $(BUILD) $(BENCH_TWIN)

# Slow, and wants LibreOffice: not among the tests of every run.
check-xlsx: need-paper ## tables and forms as LibreOffice opens them, cell by cell
	$(Q)$(SUBMAKE) $(BUILD)/pbtui $(BUILD)/pbtui-press
	$(Q)PYTHONDONTWRITEBYTECODE=1 python3 tests/press/check_xlsx.py \
	    --build $(BUILD)

# ---- lint ---------------------------------------------------------------
lint: need-lint ## the rules of the house, formatting, warnings, analyzers
	$(Q)CC='$(CC)' BUILD='$(BUILD)' JOBS='$(JOBS)' bash tests/lint/run.sh

# What lint compiles: all that is linked into programs, and all tests.
lint-src: $(patsubst src/%.c,$(BUILD)/obj/%.o,$(wildcard src/*.c src/*/*.c))
lint-tests: $(BUILD)/obj/tests/support/unit_main-base.o \
    $(patsubst tests/%.c,$(BUILD)/obj/tests/%.o,\
        $(filter-out %/unit_main.c,$(wildcard tests/unit/*/*.c \
            $(foreach d,screen cli press pty fuzz fault bench support,tests/$(d)/*.c))))

format: ## clang-format every file written by hand, in place
	$(Q)perl tests/lint/lint.pl --files | xargs clang-format --style=file -i

# ---- run ----------------------------------------------------------------
DEMO_DB := $(BUILD)/示例支部.db
# What a run without a terminal prints of the sample branch, one after another.
SHOW    := list roster

# Without a terminal the sample is written anew each time (the one before it
# stays beside it), so what is printed never depends on an earlier try.
run: need-build ## install what building needs, build, start (no terminal: print the sample branch)
	$(Q)$(SUBMAKE) all
	$(Q)if [ -t 0 ] && [ -t 1 ]; then exec $(BUILD)/pbtui; fi; \
	if [ -e '$(DEMO_DB)' ]; then mv -f '$(DEMO_DB)' '$(DEMO_DB).old'; fi; \
	$(BUILD)/pbtui demo '$(DEMO_DB)' && echo && \
	$(BUILD)/pbtui --db '$(DEMO_DB)' $(SHOW) && \
	printf '\n示例支部的账本在：%s\n打开它：%s\n' '$(abspath $(DEMO_DB))' \
	    "$(BUILD)/pbtui --db '$(DEMO_DB)'"

demo: all ## open the sample branch (written on the first time)
	$(Q)if [ -e '$(DEMO_DB)' ]; then $(BUILD)/pbtui --db '$(DEMO_DB)'; \
	else $(BUILD)/pbtui demo '$(DEMO_DB)'; fi

# ---- packages we need ---------------------------------------------------
deps: ## install every package for building, tests, lint, fuzz, bench, packages
	$(Q)sh .ci/need $(DEPS_ALL)

# need-x: what DEPS_X names.
need-build: DEPS = $(DEPS_BUILD)
need-test:  DEPS = $(DEPS_TEST)
need-lint:  DEPS = $(DEPS_LINT)
need-fuzz:  DEPS = $(DEPS_FUZZ)
need-bench: DEPS = $(DEPS_BENCH)
need-paper: DEPS = $(DEPS_PAPER)
need-deb:   DEPS = $(DEPS_DEB)
need-man:   DEPS = $(DEPS_MAN)
NEEDS := need-build need-test need-lint need-fuzz need-bench need-paper \
         need-deb need-man
$(NEEDS):
	$(Q)sh .ci/need $(DEPS)

# ---- install, packages --------------------------------------------------
BINS       := $(BUILD)/pbtui $(BUILD)/pbtui-press
BIN_DIR     = $(DESTDIR)$(PREFIX)/bin
SHARE_DIR   = $(DESTDIR)$(PREFIX)/share
BASH_DIR    = $(SHARE_DIR)/bash-completion/completions
MAN_PAGES  := $(wildcard man/*.1 man/*.5 man/zh_CN/*.1 man/zh_CN/*.5)
COMPLETION := $(wildcard data/pbtui.bash)
# man/zh_CN/pbtui.1 → man/zh_CN/man1/pbtui.1
MAN_PLACE   = $(dir $(1))man$(subst .,,$(suffix $(1)))/$(notdir $(1))

man: $(MAN_PAGES:man/%=$(BUILD)/man/%.txt) ## tables of keys and settings into the manual, then format it; warnings are errors

man-tables: $(BUILD)/pbtui
	$(Q)perl man/tables.pl $(BUILD)/pbtui

$(BUILD)/man/%.txt: man/% | need-man man-tables
	$(SAY) MAN $@
	$(Q)mkdir -p $(@D)
	$(Q)groff -K utf8 -Tutf8 -man -ww $< > $@.tmp 2> $@.warnings; \
	    cat $@.warnings >&2; test ! -s $@.warnings && mv $@.tmp $@

install: all ## PREFIX=/usr/local DESTDIR=
	install -d -m 755 $(BIN_DIR) $(SHARE_DIR)/doc/pbtui
	install -m 755 $(BINS) $(BIN_DIR)
	install -m 644 LICENSE $(SHARE_DIR)/doc/pbtui/copyright
	install -m 644 data/unicode/LICENSE $(SHARE_DIR)/doc/pbtui/copyright.unicode
	$(foreach m,$(MAN_PAGES),install -D -m 644 $(m) $(SHARE_DIR)/$(call MAN_PLACE,$(m)) &&) true
	$(foreach c,$(COMPLETION),install -D -m 644 $(c) $(BASH_DIR)/pbtui &&) true

uninstall: ## remove what install put there; never a ledger or a configuration
	rm -f $(BINS:$(BUILD)/%=$(BIN_DIR)/%) $(BASH_DIR)/pbtui \
	    $(foreach m,$(MAN_PAGES),$(SHARE_DIR)/$(call MAN_PLACE,$(m)))
	rm -rf $(SHARE_DIR)/doc/pbtui

# The same input gives the same bytes: times come from the last commit, or,
# in an unpacked release, from the files themselves.
export SOURCE_DATE_EPOCH ?= $(shell git log -1 --format=%ct 2>/dev/null || \
                                    stat -c %Y Makefile)
DEB_ROOT = $(BUILD)/deb/root
DEB      = $(BUILD)/pbtui_$(VERSION)_$(shell dpkg --print-architecture 2>/dev/null).deb

deb: need-deb ## a Debian package in build/, the same bytes every time
	$(Q)rm -rf $(BUILD)/deb && mkdir -p $(BUILD)/deb/debian
	$(Q)$(SUBMAKE) install PREFIX=/usr DESTDIR=$(DEB_ROOT) >/dev/null
	$(Q)cd $(DEB_ROOT)/usr && strip bin/* && \
	    find share -path '*/man/*' -type f -exec gzip -9n {} +
	$(Q)printf 'Source: pbtui\nPackage: pbtui\n' > $(BUILD)/deb/debian/control
	$(Q)mkdir -p -m 755 $(DEB_ROOT)/DEBIAN && \
	needs=$$(cd $(BUILD)/deb && dpkg-shlibdeps -O root/usr/bin/* 2>/dev/null) && \
	{ sed -e 's/@VERSION@/$(VERSION)/' \
	      -e "s/@ARCH@/$$(dpkg --print-architecture)/" \
	      -e "s/@DEPENDS@/$${needs#shlibs:Depends=}/" \
	      -e "s/@SIZE@/$$(du -k -s --apparent-size $(DEB_ROOT)/usr | cut -f1)/" \
	      data/deb-control; } > $(DEB_ROOT)/DEBIAN/control
	$(Q)cd $(DEB_ROOT) && find usr -type f -print0 | LC_ALL=C sort -z | \
	    xargs -0 md5sum > DEBIAN/md5sums
	$(Q)chmod -R u=rwX,go=rX $(DEB_ROOT)
	$(Q)dpkg-deb --root-owner-group -Zxz --build $(DEB_ROOT) $(DEB)

DIST = $(BUILD)/pbtui-$(VERSION).tar
dist: ## the sources in build/, the same bytes every time
	$(Q)mkdir -p $(BUILD)
	$(Q){ git ls-files -z 2>/dev/null || \
	    find . -path './build*' -prune -o -type f -printf '%P\0'; } | \
	    LC_ALL=C sort -zu > $(BUILD)/dist-files
	$(Q)tar --owner=0 --group=0 --numeric-owner --mode='u=rwX,go=rX' \
	    --mtime=@$(SOURCE_DATE_EPOCH) --format=gnu --no-recursion \
	    --transform='s,^,pbtui-$(VERSION)/,' -cf $(DIST) \
	    --null -T $(BUILD)/dist-files
	$(Q)gzip -9nf $(DIST)
	@echo $(DIST).gz

# ---- the rest -----------------------------------------------------------
clean: ## remove BUILD
	$(if $(filter . .. / ./ ../ ~,$(BUILD)),$(error BUILD=$(BUILD) is no folder to remove))
	$(Q)rm -rf -- $(BUILD)

help: ## this list
	@sed -n 's/^\([a-z-]*\):.* ## \(.*\)/\1\t\2/p' $(MAKEFILE_LIST) | \
	    while IFS="$$(printf '\t')" read -r t what; do \
	        printf '  make %-12s %s\n' "$$t" "$$what"; done
	@echo
	@echo '  BUILD=build   where everything is made    V=1       show commands'
	@echo '  CI=true       warnings are errors         SEED=n    of property tests'
	@echo "  LAYER=text CASE='*width*'  make unit: one layer, the cases that match"

.PHONY: all run demo test run-tests test-unit test-screen test-cli test-press test-pty golden man-tables asan \
        valgrind cover fuzz fault bench bench-paper bench-sheets check-xlsx lint format deps man install uninstall \
        deb dist clean help unit lint-src lint-tests \
        $(NEEDS)

-include $(shell find $(BUILD)/obj -name '*.d' 2>/dev/null)
