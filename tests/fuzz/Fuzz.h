// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>

// One function per parser of foreign bytes; traps when a promise is broken. Driven by libFuzzer (./dev fuzz) or by MutationTest.
int fuzzSettlement(const uint8_t* data, std::size_t size);
int fuzzBank(const uint8_t* data, std::size_t size);
