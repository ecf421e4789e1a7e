// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "amazon/Caller.h"
#include "amazon/Finances.h"

namespace causeway::amazon {

/// The operations of Finances 2024-06-19 (contracts/spapi/finances_2024-06-19.json). Part of Client; thread-safe.
class FinanceCalls final
{
public:
    explicit FinanceCalls(Caller& caller) : m_caller(caller) {}

    [[nodiscard]] Result<TransactionPage> list(const TransactionSearch& search, const StopToken& stop);

private:
    Caller& m_caller;
};

} // namespace causeway::amazon
