// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/playbook/playbook_library.h"
#include "core/storage/outbox.h"
#include "core/storage/store.h"
#include "core/usecases/context.h"
#include "tests/support/fake_clock.h"
#include "tests/support/fake_key_store.h"

#include <QTemporaryDir>

#include <functional>

namespace legwork::test {

/// The device of an account manager, enrolled, in a real encrypted store; and the server, as far as one can be had
/// without a network: it decides what waits and sends rows.
class FieldStore
{
public:
    FieldStore();

    [[nodiscard]] const usecases::Context &context() const { return m_context; }
    [[nodiscard]] const PlaybookLibrary &library() const { return m_library; }
    [[nodiscard]] FakeClock &clock() { return m_clock; }
    [[nodiscard]] Instant now() const { return m_clock.now().wall; }
    [[nodiscard]] QDate today() const { return now().toLocal().date(); }
    [[nodiscard]] Id<Person> colleague() const { return m_colleague; }
    [[nodiscard]] storage::Store &store() { return *m_store; }

    /// Runs a query or command and hands its value over; a failure ends the program with its code.
    template<class Work>
    auto read(Work work)
    {
        return unwrapped(m_store->read(std::move(work)).result());
    }
    template<class Work>
    auto write(Work work)
    {
        return unwrapped(m_store->write(std::move(work)).result());
    }
    /// Runs a command that must fail and returns its error's code; empty when it succeeds.
    template<class Work>
    QString refusal(Work work)
    {
        const auto result = m_store->write(std::move(work)).result();
        return result ? QString() : result.error().code;
    }

    /// Rows as if they had always been there: nothing of them waits to be sent.
    Id<Account> account(const QString &name, const std::function<void(Account &)> &change = {});
    Id<Contact> contact(Id<Account> account, const QString &name,
                        const std::function<void(Contact &)> &change = {});
    Id<Visit> visit(Id<Account> account, QDate day, VisitState state,
                    const std::function<void(Visit &)> &change = {});
    template<class E>
    Id<E> row(E made, const std::function<void(E &)> &change = {})
    {
        made.id = Id<E>::generate();
        if (made.scope.isNull())
            made.scope = m_context.territory;
        if (change)
            change(made);
        write([made](storage::UnitOfWork &unit) -> Status { return unit.insert(made); });
        decide(Verdict::Applied);
        return made.id;
    }
    template<class E>
    E get(Id<E> id)
    {
        return read([id](storage::Reader &reader) { return reader.find(id); }).value();
    }

    /// The server decides everything that waits.
    void decide(Verdict verdict, const QString &code = {});
    [[nodiscard]] std::vector<Operation> waiting();

private:
    template<class T>
    static T unwrapped(Result<T> result)
    {
        if (!result)
            qFatal("%s %s", qPrintable(result.error().code), qPrintable(result.error().arguments.join(u' ')));
        if constexpr (!std::is_void_v<T>)
            return std::move(*result);
    }

    QTemporaryDir m_folder;
    FakeKeyStore m_keys;
    FakeClock m_clock;
    PlaybookLibrary m_library;
    std::unique_ptr<storage::Store> m_store;
    usecases::Context m_context;
    Id<Person> m_colleague;
    qint64 m_seq = 0;
};

} // namespace legwork::test
