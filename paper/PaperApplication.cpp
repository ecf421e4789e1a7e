// SPDX-License-Identifier: GPL-3.0-or-later
#include "PaperApplication.h"

#include <algorithm>
#include <string_view>

#include <QGuiApplication>

namespace causeway::paper {

std::unique_ptr<QCoreApplication> makeApplication(int& argc, char* argv[])
{
    const bool printsPdf = std::any_of(argv, argv + argc, [](const char* argument) {
        const std::string_view text(argument);
        return text == "--pdf" || text.starts_with("--pdf=");
    });
    if (!printsPdf)
        return std::make_unique<QCoreApplication>(argc, argv);
    qputenv("QT_QPA_PLATFORM", "offscreen"); // fonts are needed, a display is not
    return std::make_unique<QGuiApplication>(argc, argv);
}

} // namespace causeway::paper
