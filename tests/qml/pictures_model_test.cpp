// SPDX-License-Identifier: Apache-2.0
// Pictures on a real encrypted store, without a window: added, shown, removed, asked for.
#include "core/ports/attachment_carrier.h"
#include "core/storage/attachments/local_files.h"
#include "platform/common/qt_picture_maker.h"
#include "qml/pictures/picture_provider.h"
#include "qml/pictures/picture_settings.h"
#include "qml/pictures/pictures_model.h"
#include "qml/session/session.h"
#include "tests/unit/usecases/field_store.h"

#include <QImage>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace legwork;
using namespace Qt::StringLiterals;

namespace {

class CountingCarrier final : public AttachmentCarrier
{
public:
    void lookNow() override { ++looks; }
    std::atomic<int> looks = 0;
};

QImage drawn(const QSize &size)
{
    QImage image(size, QImage::Format_RGB32);
    for (int y = 0; y < size.height(); ++y) {
        auto *line = reinterpret_cast<QRgb *>(image.scanLine(y));
        for (int x = 0; x < size.width(); ++x)
            line[x] = qRgb(x % 256, y % 256, (x * y / 64) % 256);
    }
    return image;
}

} // namespace

class PicturesModelTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<test::FieldStore> m_field;
    std::unique_ptr<Session> m_session;
    QTemporaryDir m_folder;
    QtPictureMaker m_maker;
    CountingCarrier m_carrier;
    Id<Account> m_account;
    Id<Visit> m_visit;

    [[nodiscard]] QUrl file(const QString &name, const QSize &size)
    {
        const QString path = m_folder.filePath(name);
        drawn(size).save(path, nullptr, 90);
        return QUrl::fromLocalFile(path);
    }
    [[nodiscard]] std::unique_ptr<PicturesModel> model()
    {
        auto made = std::make_unique<PicturesModel>();
        made->setSession(m_session.get());
        made->setVisitId(m_visit.uuid.toText());
        made->componentComplete();
        return made;
    }
    [[nodiscard]] Attachment onlyRow()
    {
        const auto rows =
            m_field->read([](storage::Reader &reader) { return reader.select<Attachment>(""); });
        return rows.size() == 1 ? rows.front() : Attachment();
    }

private Q_SLOTS:
    void init()
    {
        m_field = std::make_unique<test::FieldStore>();
        m_session = std::make_unique<Session>(nullptr);
        Services services;
        services.clock = &m_field->clock();
        services.library = &m_field->library();
        services.store = &m_field->store();
        services.pictures = &m_maker;
        services.carrier = &m_carrier;
        QSignalSpy ready(m_session.get(), &Session::ready);
        m_session->setServices(services);
        QTRY_COMPARE(ready.size(), 1);
        m_account = m_field->account(u"瑞康医疗"_s);
        m_visit = m_field->visit(m_account, m_field->today(), VisitState::CheckedIn);
    }
    void cleanup()
    {
        m_session.reset();
        m_field.reset();
    }

    void pictureAdded_waitsHereWithAPreview_underVisitAndCustomer()
    {
        const auto shown = model();
        shown->add(file(u"shelf.jpg"_s, {800, 600}));
        QTRY_COMPARE(shown->pictures()->count(), 1);
        const PictureRow row = shown->picture();
        QCOMPARE(row.state, u"waiting"_s);
        QCOMPARE(row.fileName, u"shelf.jpg"_s);
        QVERIFY(row.here);
        QVERIFY(row.preview.startsWith(u"data:image/jpeg;base64,"_s));
        const Attachment stored = onlyRow();
        QCOMPARE(stored.accountId, m_account);
        QCOMPARE(stored.visitId, m_visit);
        QCOMPARE(stored.widthPx, 800);
        QCOMPARE(stored.mediaType, u"image/jpeg"_s);
        QVERIFY(stored.thumbnail.bytes.size() < usecases::kThumbnailBytesMax);
        const QByteArray preview = std::get<QByteArray>(*stored.thumbnail.value());
        QCOMPARE(QImage::fromData(preview, "JPEG").size(), QSize(256, 192));
        PicturesModel ofCustomer;
        ofCustomer.setSession(m_session.get());
        ofCustomer.setAccountId(m_account.uuid.toText());
        ofCustomer.componentComplete();
        QTRY_COMPARE(ofCustomer.pictures()->count(), 1);
    }

    void largePicture_becomesSmaller_unlessTheFullSizeIsWished()
    {
        const auto shown = model();
        const QUrl large = file(u"large.png"_s, {4000, 300});
        shown->add(large);
        QTRY_COMPARE(shown->pictures()->count(), 1);
        QCOMPARE(onlyRow().widthPx, 2560);
        QCOMPARE(onlyRow().mediaType, u"image/jpeg"_s);
        shown->remove(shown->picture().id);
        QTRY_COMPARE(shown->pictures()->count(), 0);
        PictureSettings settings;
        settings.setSession(m_session.get());
        settings.componentComplete();
        settings.setFullSize(true);
        QTRY_VERIFY(settings.fullSize());
        QVERIFY(!settings.wifiOnly());
        shown->add(large);
        QTRY_COMPARE(shown->pictures()->count(), 1);
        QCOMPARE(onlyRow().widthPx, 4000);
        QCOMPARE(onlyRow().mediaType, u"image/png"_s);
        QCOMPARE(onlyRow().byteCount, QFile(large.toLocalFile()).size());
    }

    void fileThatIsNoPicture_isRefused_andNothingIsAdded()
    {
        QFile text(m_folder.filePath(u"notes.jpg"_s));
        QVERIFY(text.open(QIODevice::WriteOnly));
        text.write("not a picture");
        text.close();
        const auto shown = model();
        shown->add(QUrl::fromLocalFile(text.fileName()));
        QTRY_COMPARE(shown->errorCode(), u"attach.not-a-picture"_s);
        QCOMPARE(shown->pictures()->count(), 0);
        QVERIFY(!shown->adding());
    }

    void pictureRemoved_comesBackByUndo()
    {
        const auto shown = model();
        shown->add(file(u"card.jpg"_s, {300, 200}));
        QTRY_COMPARE(shown->pictures()->count(), 1);
        QSignalSpy removed(shown.get(), &PicturesModel::removed);
        shown->remove(shown->picture().id);
        QTRY_COMPARE(removed.size(), 1);
        QTRY_COMPARE(shown->pictures()->count(), 0);
        shown->undo();
        QTRY_COMPARE(shown->pictures()->count(), 1);
        QVERIFY(shown->picture().here);
    }

    void pictureThatIsNotHere_isAskedForWhenItIsOpened()
    {
        const ContentHash content = ContentHash::of("somewhere else");
        m_field->row<Attachment>({}, [&](Attachment &row) {
            row.accountId = m_account;
            row.visitId = m_visit;
            row.sha256 = content.toText();
            row.byteCount = 14;
        });
        const auto shown = model();
        QTRY_COMPARE(shown->pictures()->count(), 1);
        QCOMPARE(shown->picture().state, u"elsewhere"_s);
        const int looks = m_carrier.looks;
        shown->open(shown->picture().id);
        QTRY_COMPARE(shown->picture().state, u"coming"_s);
        QVERIFY(m_carrier.looks > looks);
        const auto wanted = m_field->read(
            [](storage::Reader &reader) { return storage::filesToFetch(reader.connection(), 10); });
        QCOMPARE(wanted.size(), size_t(1));
        QVERIFY(wanted.front().content == content);
    }

    void provider_givesTheWholePicture_andNothingWithoutAStore()
    {
        const auto shown = model();
        shown->add(file(u"shelf.png"_s, {640, 480}));
        QTRY_COMPARE(shown->pictures()->count(), 1);
        PictureProvider provider;
        const auto asked = [&](const QSize &wanted) {
            std::unique_ptr<QQuickImageResponse> response(
                provider.requestImageResponse(shown->picture().id, wanted));
            QSignalSpy finished(response.get(), &QQuickImageResponse::finished);
            if (!finished.wait(10'000) || !response->errorString().isEmpty())
                return QImage();
            const std::unique_ptr<QQuickTextureFactory> made(response->textureFactory());
            return made->image();
        };
        QVERIFY(asked({}).isNull());
        provider.setStore(&m_field->store());
        QCOMPARE(asked({}).convertToFormat(QImage::Format_RGB32), drawn({640, 480}));
        QCOMPARE(asked({320, 320}).size(), QSize(320, 240));
    }
};

QTEST_MAIN(PicturesModelTest)
#include "pictures_model_test.moc"
