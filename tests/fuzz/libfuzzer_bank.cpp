// SPDX-License-Identifier: GPL-3.0-or-later
#include "fuzz/Fuzz.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, std::size_t size)
{
    return fuzzBank(data, size);
}
