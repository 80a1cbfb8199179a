// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "qml/session/view_model.h"

namespace legwork {

/// How this device handles pictures.
class PictureSettings : public legwork::ViewModel
{
    Q_OBJECT
    Q_PROPERTY(bool wifiOnly READ wifiOnly NOTIFY shown)
    Q_PROPERTY(bool fullSize READ fullSize NOTIFY shown)
    QML_ELEMENT

public:
    struct State {
        bool wifiOnly = false; ///< Pictures wait for a network that costs nothing.
        bool fullSize = false; ///< They are kept as they were taken.
    };

    using ViewModel::ViewModel;

    [[nodiscard]] bool wifiOnly() const { return m_state.wifiOnly; }
    [[nodiscard]] bool fullSize() const { return m_state.fullSize; }
    Q_INVOKABLE void setWifiOnly(bool only);
    Q_INVOKABLE void setFullSize(bool full);

    void show(const State &state);

Q_SIGNALS:
    void shown();

protected:
    void load() override;

private:
    void keep(QLatin1String name, bool on);
    State m_state;
};

} // namespace legwork
