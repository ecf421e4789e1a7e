// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFile>
#include <QSaveFile>
#include <QString>

#include "base/Clock.h"

namespace causeway::test {

/// The system's clock, moved forward by the milliseconds in a file; shared by a test and the programs it starts. Thread-safe.
class MovedClock final : public Clock
{
public:
    explicit MovedClock(QString file) : m_file(std::move(file)) {}

    [[nodiscard]] qint64 nowMs() const override { return m_system.nowMs() + offsetMs(); }
    [[nodiscard]] qint64 monotonicMs() const override { return m_system.monotonicMs(); }
    bool sleep(qint64 milliseconds, const StopToken& stop) override { return m_system.sleep(milliseconds, stop); }

    [[nodiscard]] qint64 offsetMs() const
    {
        QFile file(m_file);
        return file.open(QIODevice::ReadOnly) ? file.readAll().trimmed().toLongLong() : 0;
    }
    void move(qint64 milliseconds)
    {
        QSaveFile file(m_file); // replaced in one step: readers see the old or the new number
        const QByteArray text = QByteArray::number(offsetMs() + milliseconds);
        if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size() || !file.commit())
            qFatal("the clock's file cannot be written");
    }

private:
    QString m_file;
    SystemClock m_system;
};

} // namespace causeway::test
