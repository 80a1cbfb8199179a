// SPDX-License-Identifier: Apache-2.0
#include "qml/pictures/picture_settings.h"

#include "core/ports/attachment_carrier.h"
#include "core/storage/known_names.h"
#include "core/storage/outbox.h"

namespace legwork {

void PictureSettings::show(const State &state)
{
    m_state = state;
    Q_EMIT shown();
}

void PictureSettings::load()
{
    read(
        [](storage::Reader &reader, const usecases::Context &) -> Result<State> {
            const auto wifiOnly = storage::meta(reader.connection(), storage::known::kWifiOnly);
            const auto fullSize = storage::meta(reader.connection(), storage::known::kFullPictures);
            if (!wifiOnly)
                return forward(wifiOnly);
            if (!fullSize)
                return forward(fullSize);
            return State{*wifiOnly == Value(qint64(1)), *fullSize == Value(qint64(1))};
        },
        [this](const State &state) { show(state); });
}

void PictureSettings::keep(QLatin1String name, bool on)
{
    write(
        [name, on](storage::UnitOfWork &unit, const usecases::Context &) {
            return storage::setMeta(unit.connection(), name, Value(qint64(on)));
        },
        [this] {
            load();
            if (auto *carrier = session()->services().carrier)
                carrier->lookNow(); // what waited may go now
        });
}

void PictureSettings::setWifiOnly(bool only) { keep(storage::known::kWifiOnly, only); }
void PictureSettings::setFullSize(bool full) { keep(storage::known::kFullPictures, full); }

} // namespace legwork
