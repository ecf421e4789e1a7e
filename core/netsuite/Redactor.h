// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

#include "base/Json.h"

namespace causeway::netsuite {

/// NetSuite's error texts may quote what was sent. Masks in them every e-mail address and every personal value of the body that
/// was sent (names, address, phone, notes); ids, SKUs, amounts and dates stay readable.
class Redactor final
{
public:
    Redactor() = default; ///< e-mail addresses only
    explicit Redactor(const Json& sentBody);

    [[nodiscard]] QString apply(QString text) const;

private:
    void collect(const Json& value, bool isPersonal);
    QStringList m_values; ///< longest first
};

} // namespace causeway::netsuite
