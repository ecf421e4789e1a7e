// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>

#include <QCoreApplication>

namespace causeway::paper {

/// The application object of the command line: one that knows fonts when an argument asks for a PDF ("--pdf"), without needing a
/// display; otherwise a plain one.
[[nodiscard]] std::unique_ptr<QCoreApplication> makeApplication(int& argc, char* argv[]);

} // namespace causeway::paper
