// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <utility>

#include <QByteArray>

namespace causeway::security {

/// Bytes that must not be printed: no stream operator, no conversion to QString, wiped when the last copy is destroyed or
/// replaced.
class Secret
{
public:
    Secret() = default;
    explicit Secret(QByteArray bytes) : m_bytes(std::move(bytes)) {}
    ~Secret();
    Secret(const Secret&) = default;
    Secret(Secret&& other) noexcept : m_bytes(std::exchange(other.m_bytes, {})) {}
    Secret& operator=(const Secret& other);
    Secret& operator=(Secret&& other) noexcept;

    [[nodiscard]] bool isEmpty() const { return m_bytes.isEmpty(); }
    /// The only way to the bytes; grep for it to audit every use.
    [[nodiscard]] const QByteArray& reveal() const { return m_bytes; }

private:
    void wipe() noexcept;
    QByteArray m_bytes;
};

} // namespace causeway::security
