// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include <QString>

namespace causeway::bench {

/// One line of the report: ours against the limit or peer measured in the same run.
struct Measurement
{
    QString what;
    QString ours, reference; ///< with units, for people
    double ratio = 0;        ///< ours : reference
    QString goal;            ///< in words
    bool reached = false;
};
using Measurements = std::vector<Measurement>;

} // namespace causeway::bench
