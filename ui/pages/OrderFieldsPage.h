// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <vector>

#include "mapping/FieldRules.h"
#include "pages/ListPage.h"

class QLineEdit;
class QPushButton;

namespace causeway::ui {

class PlainLabel;

/// How an order's fields reach NetSuite: source, rule, field, and what the newest order makes of it. The merchant's own rules are
/// edited in place and saved at once; what Causeway fills by itself is shown beside them.
class OrderFieldsPage final : public ListPage
{
    Q_OBJECT
public:
    explicit OrderFieldsPage(Ui& ui, QWidget* parent = nullptr);
    [[nodiscard]] bool can(Verb verb) const override;
    void perform(Verb verb) override;
    [[nodiscard]] QString label(Verb verb) const override;
    [[nodiscard]] Target place() const override { return {id(), {}, {}}; }
    void refresh(int topics) override;

protected:
    QList<Verb> contextVerbs() const override { return {Verb::Edit}; }
    void restart() override;

private:
    struct Given ///< a field that Causeway fills by itself
    {
        QString path, label, section, origin, value;
    };
    void read();
    void readSample();
    void show();
    void showHint();
    void add();
    void remove();
    void change(const QString& row, const QString& text);
    /// False, with the reason on the page, when the rules have a wrong form.
    bool save(const std::vector<mapping::FieldRule>& rules);
    [[nodiscard]] QString sampleOf(const mapping::FieldRule& rule) const;
    [[nodiscard]] std::optional<std::size_t> currentRule() const;

    QLineEdit* m_field;
    QLineEdit* m_text;
    PlainLabel* m_hint;
    QPushButton* m_remove;
    config::Configuration m_configuration;
    config::FlowSettings m_flow;
    std::vector<mapping::FieldRule> m_rules;
    std::vector<Given> m_given;
    std::optional<engine::Engine::OrderSample> m_sample;
    QString m_sampleOf; ///< flow/store that given and sample belong to
};

} // namespace causeway::ui
