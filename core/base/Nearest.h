// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

namespace causeway {

/// The candidate that a person most likely meant by typing word (at most a third of its letters differ); empty when none is near.
[[nodiscard]] QString nearest(const QString& word, const QStringList& candidates);

} // namespace causeway
