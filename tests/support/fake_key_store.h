// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/ports/device_key_store.h"

#include <QList>

#include <map>
#include <mutex>
#include <optional>

namespace legwork::test {

/// Keys in memory, and failures on order: each call takes the next entry of the script, an error to answer
/// with or nothing to work as usual. After the script's end everything works, unless `failAlways` was called.
class FakeKeyStore final : public DeviceKeyStore
{
public:
    enum class Call { Load, Save, Remove };

    [[nodiscard]] Result<SecretKey> load(const QString &name) override
    {
        const std::lock_guard lock(m_mutex);
        if (const auto failure = nextFailure(Call::Load))
            return tl::unexpected(*failure);
        const auto found = m_keys.find(name);
        if (found == m_keys.end())
            return fail(QStringLiteral("keystore.not-found"), Advice::AskUser);
        return found->second.copy();
    }
    [[nodiscard]] Status save(const QString &name, const SecretKey &key) override
    {
        const std::lock_guard lock(m_mutex);
        if (const auto failure = nextFailure(Call::Save))
            return tl::unexpected(*failure);
        m_keys.insert_or_assign(name, key.copy());
        return {};
    }
    [[nodiscard]] Status remove(const QString &name) override
    {
        const std::lock_guard lock(m_mutex);
        if (const auto failure = nextFailure(Call::Remove))
            return tl::unexpected(*failure);
        m_keys.erase(name);
        return {};
    }

    void script(QList<std::optional<Error>> answers)
    {
        const std::lock_guard lock(m_mutex);
        m_script = std::move(answers);
    }
    void failAlways(std::optional<Error> failure)
    {
        const std::lock_guard lock(m_mutex);
        m_always = std::move(failure);
    }
    /// What was asked so far, in order.
    [[nodiscard]] QList<Call> calls() const
    {
        const std::lock_guard lock(m_mutex);
        return m_calls;
    }
    [[nodiscard]] size_t size() const
    {
        const std::lock_guard lock(m_mutex);
        return m_keys.size();
    }

private:
    std::optional<Error> nextFailure(Call call)
    {
        m_calls.append(call);
        if (!m_script.isEmpty())
            return m_script.takeFirst();
        return m_always;
    }

    mutable std::mutex m_mutex;
    std::map<QString, SecretKey> m_keys;
    QList<std::optional<Error>> m_script;
    std::optional<Error> m_always;
    QList<Call> m_calls;
};

} // namespace legwork::test
