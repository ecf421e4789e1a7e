// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <compare>

#include <QHashFunctions>
#include <QtGlobal>

namespace causeway {

/// A row id that cannot be mixed up with another table's. 0 means "none".
template<class Tag>
class Id
{
public:
    constexpr Id() = default;
    constexpr explicit Id(qint64 value) : m_value(value) {}
    [[nodiscard]] constexpr qint64 value() const { return m_value; }
    [[nodiscard]] constexpr bool isValid() const { return m_value > 0; }
    friend constexpr auto operator<=>(Id, Id) = default;
    friend size_t qHash(Id id, size_t seed = 0) { return ::qHash(id.m_value, seed); }

private:
    qint64 m_value = 0;
};

using RecordId = Id<struct RecordTag>;
using CommandId = Id<struct CommandTag>;
using AttemptId = Id<struct AttemptTag>;
using RunId = Id<struct RunTag>;
using PayloadId = Id<struct PayloadTag>;
using CauseId = Id<struct CauseTag>;

} // namespace causeway
