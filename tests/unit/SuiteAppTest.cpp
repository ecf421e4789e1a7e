// SPDX-License-Identifier: GPL-3.0-or-later
// The SDF project in packaging/suiteapp, checked as far as that goes without an account.
#include <QDir>
#include <QFile>
#include <QRegularExpression>
#include <QTest>
#include <QXmlStreamReader>

#include "base/Json.h"
#include "netsuite/CustomFields.h"
#include "simulator/NetSuiteTypes.h"

using namespace causeway;
using netsuite::CustomField;

namespace {
const QString kProject = QStringLiteral(CAUSEWAY_SOURCE_DIR "/packaging/suiteapp/");

/// One object file: its root, the texts of the elements below it (the last of equal names), and the permissions of a role.
struct Object
{
    QString root, scriptId, error;
    std::map<QString, QString> texts;
    std::map<QString, QString> permissions; ///< key -> level
};

Object read(const QString& path)
{
    Object object;
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        object.error = QStringLiteral("not readable");
        return object;
    }
    QXmlStreamReader xml(&file);
    QString key;
    while (!xml.atEnd()) {
        if (xml.readNext() != QXmlStreamReader::StartElement)
            continue;
        const QString name = xml.name().toString();
        if (object.root.isEmpty()) {
            object.root = name;
            object.scriptId = xml.attributes().value(QStringLiteral("scriptid")).toString();
        } else if (name != QStringLiteral("permissions") && name != QStringLiteral("permission") &&
                   name != QStringLiteral("dependencies") && name != QStringLiteral("features") &&
                   name != QStringLiteral("objects")) {
            const QString text = xml.readElementText();
            object.texts[name] = text;
            if (name == QStringLiteral("permkey"))
                key = text;
            if (name == QStringLiteral("permlevel"))
                object.permissions[key] = text;
        }
    }
    if (xml.hasError())
        object.error = xml.errorString();
    return object;
}

QStringList objectFiles()
{
    return QDir(kProject + QStringLiteral("src/Objects")).entryList({QStringLiteral("*.xml")});
}

Object role()
{
    return read(kProject + QStringLiteral("src/Objects/customrole_amz_causeway.xml"));
}
} // namespace

class SuiteAppTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyFileIsWellFormedAndNamedAfterItsObject();
    void theProjectDefinesExactlyTheFieldsTheProgramWrites();
    void fieldsApplyToWhatTheyAreWrittenOn();
    void textsHaveTheRoomThatTheSimulatorGivesThem();
    void flagsOfOptionalFeaturesAreDeclared();
    void theRoleHasWhatTheConnectionTestAsksFor();
    void permissionsAreOfOraclesList();
};

void SuiteAppTest::everyFileIsWellFormedAndNamedAfterItsObject()
{
    static const QRegularExpression kId(QStringLiteral("\\A(custbody|custcol|custitem|customrole)_amz_[a-z0-9_]+\\z"));
    const auto files = objectFiles();
    QVERIFY(!files.isEmpty());
    for (const QString& name : files) {
        const Object object = read(kProject + QStringLiteral("src/Objects/") + name);
        QVERIFY2(object.error.isEmpty(), qPrintable(name + QStringLiteral(": ") + object.error));
        QVERIFY2(kId.match(object.scriptId).hasMatch() && object.scriptId.size() <= 40, qPrintable(object.scriptId));
        QCOMPARE(name, object.scriptId + QStringLiteral(".xml"));
    }
    const Object manifest = read(kProject + QStringLiteral("src/manifest.xml"));
    QCOMPARE(manifest.error, QString());
    QCOMPARE(manifest.root, QStringLiteral("manifest"));
    const Object deploy = read(kProject + QStringLiteral("src/deploy.xml"));
    QCOMPARE(deploy.error, QString());
    QCOMPARE(deploy.texts.at(QStringLiteral("path")), QStringLiteral("~/Objects/*"));
}

void SuiteAppTest::theProjectDefinesExactlyTheFieldsTheProgramWrites()
{
    QStringList expected{QStringLiteral("customrole_amz_causeway.xml")};
    for (const CustomField& field : netsuite::customFields()) {
        const QString name = QString::fromLatin1(field.id) + QStringLiteral(".xml");
        expected << name;
        const Object object = read(kProject + QStringLiteral("src/Objects/") + name);
        QVERIFY2(object.error.isEmpty(), qPrintable(name + QStringLiteral(": ") + object.error));
        QCOMPARE(object.root, field.place == CustomField::Place::Body     ? QStringLiteral("transactionbodycustomfield")
                              : field.place == CustomField::Place::Column ? QStringLiteral("transactioncolumncustomfield")
                                                                          : QStringLiteral("itemcustomfield"));
        QCOMPARE(object.texts.at(QStringLiteral("fieldtype")), QString::fromLatin1(field.type));
        QCOMPARE(object.texts.at(QStringLiteral("label")), QString::fromLatin1(field.label));
        QCOMPARE(object.texts.at(QStringLiteral("ismandatory")), QStringLiteral("F")); // people make documents without us
        QCOMPARE(object.texts.at(QStringLiteral("storevalue")), QStringLiteral("T"));
    }
    expected.sort();
    QStringList files = objectFiles();
    files.sort();
    QCOMPARE(files, expected);
}

void SuiteAppTest::fieldsApplyToWhatTheyAreWrittenOn()
{
    for (const CustomField& field : netsuite::customFields()) {
        const Object object = read(kProject + QStringLiteral("src/Objects/%1.xml").arg(QString::fromLatin1(field.id)));
        const QString flag = field.place == CustomField::Place::Body     ? QStringLiteral("bodysale")
                             : field.place == CustomField::Place::Column ? QStringLiteral("colsale")
                                                                         : QStringLiteral("appliestoinventory");
        QVERIFY2(object.texts.contains(flag) && object.texts.at(flag) == QStringLiteral("T"), field.id);
    }
}

void SuiteAppTest::textsHaveTheRoomThatTheSimulatorGivesThem()
{
    // What fits in every test must fit in the customer's account.
    for (const simulator::CustomField& field : simulator::companyCustomFields()) {
        const QString path = kProject + QStringLiteral("src/Objects/%1.xml").arg(field.scriptId);
        if (field.isNumber || field.isBoolean || !QFile::exists(path))
            continue;
        QCOMPARE(read(path).texts[QStringLiteral("maxlength")].toInt(), field.maxLength);
    }
}

void SuiteAppTest::flagsOfOptionalFeaturesAreDeclared()
{
    QFile file(kProject + QStringLiteral("src/manifest.xml"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray manifest = file.readAll();
    const std::map<QString, QByteArray> needs{{QStringLiteral("bodycustomerpayment"), "RECEIVABLES"},
                                              {QStringLiteral("bodyexpensereport"), "EXPREPORTS"},
                                              {QStringLiteral("bodyvendorpayment"), "PAYABLES"},
                                              {QStringLiteral("bodyopportunity"), "OPPORTUNITIES"},
                                              {QStringLiteral("bodystore"), "WEBSTORE"},
                                              {QStringLiteral("appliestoinventory"), "INVENTORY"}};
    const auto files = objectFiles();
    for (const QString& name : files) {
        for (const auto& [flag, text] : read(kProject + QStringLiteral("src/Objects/") + name).texts) {
            if (const auto need = needs.find(flag); need != needs.end() && text == QStringLiteral("T"))
                QVERIFY2(manifest.contains('>' + need->second + '<'), qPrintable(name + QStringLiteral(": ") + flag));
        }
    }
    QVERIFY(!manifest.contains("required=\"true\"")); // it must deploy to an account without any of them
}

void SuiteAppTest::theRoleHasWhatTheConnectionTestAsksFor()
{
    const Object object = role();
    QCOMPARE(object.root, QStringLiteral("role"));
    QCOMPARE(object.texts.at(QStringLiteral("iswebserviceonlyrole")), QStringLiteral("T"));
    // The same list as in PermissionProbe; unit/netsuite-account compares the probe with the role at run time.
    const std::map<QString, QString> expected{{QStringLiteral("ADMI_RESTWEBSERVICES"), QStringLiteral("FULL")},
                                              {QStringLiteral("ADMI_LOGIN_OAUTH2"), QStringLiteral("FULL")},
                                              {QStringLiteral("REPO_ANALYTICS"), QStringLiteral("EDIT")},
                                              {QStringLiteral("LIST_CUSTJOB"), QStringLiteral("EDIT")},
                                              {QStringLiteral("TRAN_SALESORD"), QStringLiteral("EDIT")},
                                              {QStringLiteral("TRAN_ITEMSHIP"), QStringLiteral("EDIT")},
                                              {QStringLiteral("TRAN_CUSTINVC"), QStringLiteral("EDIT")},
                                              {QStringLiteral("TRAN_CASHSALE"), QStringLiteral("EDIT")},
                                              {QStringLiteral("TRAN_CUSTCRED"), QStringLiteral("EDIT")},
                                              {QStringLiteral("TRAN_CUSTRFND"), QStringLiteral("EDIT")},
                                              {QStringLiteral("TRAN_CASHRFND"), QStringLiteral("EDIT")},
                                              {QStringLiteral("TRAN_RTNAUTH"), QStringLiteral("EDIT")},
                                              {QStringLiteral("TRAN_ITEMRCPT"), QStringLiteral("EDIT")},
                                              {QStringLiteral("TRAN_JOURNAL"), QStringLiteral("EDIT")},
                                              {QStringLiteral("TRAN_CUSTPYMT"), QStringLiteral("EDIT")},
                                              {QStringLiteral("TRAN_DEPOSIT"), QStringLiteral("EDIT")},
                                              {QStringLiteral("LIST_ACCOUNT"), QStringLiteral("VIEW")},
                                              {QStringLiteral("ADMI_ACCTPERIODS"), QStringLiteral("VIEW")},
                                              {QStringLiteral("TRAN_FIND"), QStringLiteral("VIEW")}};
    for (const auto& [key, level] : expected) {
        QVERIFY2(object.permissions.contains(key), qPrintable(key));
        QCOMPARE(object.permissions.at(key), level);
    }
    for (const auto& [key, level] : object.permissions) {
        QVERIFY2(QStringList({QStringLiteral("VIEW"), QStringLiteral("CREATE"), QStringLiteral("EDIT"), QStringLiteral("FULL")})
                     .contains(level),
                 qPrintable(key));
        // The least that works: nothing may delete documents.
        QVERIFY2(level != QStringLiteral("FULL") || key.startsWith(u"ADMI_RESTWEBSERVICES") || key.startsWith(u"ADMI_LOGIN_"),
                 qPrintable(key));
    }
}

void SuiteAppTest::permissionsAreOfOraclesList()
{
    QFile file(QStringLiteral(CAUSEWAY_SHARED_DIR "/contracts/netsuite/sdf-permission-ids.json"));
    if (!file.open(QIODevice::ReadOnly))
        QSKIP("Oracle's list of permission ids (shared/contracts/netsuite) is not on this machine.");
    const auto list = Json::parse(file.readAll());
    QVERIFY(list.has_value());
    QStringList known;
    for (const auto& [category, content] : (*list)[u"permissions"].members()) {
        for (const Json& permission : content[u"permissions"].items())
            known << permission[u"id"].toString();
    }
    QVERIFY(known.size() > 500);
    for (const auto& [key, level] : role().permissions)
        QVERIFY2(known.contains(key), qPrintable(key));
}

QTEST_GUILESS_MAIN(SuiteAppTest)
#include "SuiteAppTest.moc"
