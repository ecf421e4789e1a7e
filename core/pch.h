// SPDX-License-Identifier: GPL-3.0-or-later
// Precompiled: only headers of other people, never ours (so that every file of ours includes what it uses).
#pragma once
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <tl/expected.hpp>
#include <variant>
#include <vector>

#include <QByteArray>
#include <QDateTime>
#include <QHash>
#include <QObject>
#include <QString>
#include <QStringList>
#include <QTimeZone>
#include <QVariant>
