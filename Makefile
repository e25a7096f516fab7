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
              libiniparser-dev libsodium-dev
DEPS_TEST  := $(DEPS_BUILD) libcmocka-dev libvterm-dev sqlite3 ncurses-term
DEPS_LINT  := $(DEPS_TEST) clang clang-format clang-tidy cppcheck
DEPS_BENCH := $(DEPS_TEST) valgrind python3

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
CFLAGS   += -std=c11 $(OPT) $(WARN) $(SAN)
LDFLAGS  += $(SAN)
LIBS     := -lncursesw -ltinfo -lsqlite3 -liniparser -lsodium

ifneq ($(V),1)
Q := @
SAY = @printf '  %-4s %s\n'
else
SAY = @true
endif

all: $(BUILD)/pbtui ## build the program

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

# ---- data, compiled in --------------------------------------------------
EMBED := $(sort $(wildcard data/schema/*.sql data/rules/* data/codes/*.tsv \
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

# One layer only, without waiting for the others: make unit LAYER=text
unit: $(BUILD)/test/unit-$(LAYER)
	$(BUILD)/test/unit-$(LAYER) $(CASE)

-include $(shell find $(BUILD)/obj -name '*.d' 2>/dev/null)
