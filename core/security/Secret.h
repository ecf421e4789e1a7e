// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

namespace causeway::security {

/// Bytes that must not be printed: no stream operator, no conversion to QString, wiped when destroyed.
class Secret
{
public:
    Secret() = default;
    explicit Secret(QByteArray bytes) : m_bytes(std::move(bytes)) {}
    ~Secret();
    Secret(const Secret&) = default;
    Secret(Secret&&) noexcept = default;
    Secret& operator=(const Secret&) = default;
    Secret& operator=(Secret&&) noexcept = default;

    [[nodiscard]] bool isEmpty() const { return m_bytes.isEmpty(); }
    /// The only way to the bytes; grep for it to audit every use.
    [[nodiscard]] const QByteArray& reveal() const { return m_bytes; }

private:
    QByteArray m_bytes;
};

} // namespace causeway::security
