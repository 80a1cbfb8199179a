// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/error.h"
#include "qml/session/session.h"
#include "qml/session/when_answered.h"

#include <QObject>
#include <QQmlParserStatus>
#include <QStringList>
#include <QtQml/qqmlregistration.h>

namespace legwork {

/// What stands behind a page: the state it shows and the things that can be done there. Lives on the interface
/// thread; storage is asked on a worker and answers come back here. Tested without a window.
class ViewModel : public QObject, public QQmlParserStatus
{
    Q_OBJECT
    Q_INTERFACES(QQmlParserStatus)
    Q_PROPERTY(legwork::Session *session READ session WRITE setSession NOTIFY sessionChanged REQUIRED)
    Q_PROPERTY(bool loading READ loading NOTIFY loadingChanged)
    Q_PROPERTY(QString errorCode READ errorCode NOTIFY errorChanged)
    Q_PROPERTY(QStringList errorArguments READ errorArguments NOTIFY errorChanged)
    QML_ANONYMOUS

public:
    using QObject::QObject;

    [[nodiscard]] Session *session() const { return m_session; }
    virtual void setSession(Session *session);
    [[nodiscard]] bool loading() const { return m_loading; }
    [[nodiscard]] QString errorCode() const { return m_error.code; }
    [[nodiscard]] QStringList errorArguments() const { return m_error.arguments; }

    void setError(const Error &error);
    Q_INVOKABLE void clearError();
    /// Takes back what was done last on this page.
    Q_INVOKABLE void undo();

    void classBegin() override {}
    void componentComplete() override;

Q_SIGNALS:
    void sessionChanged();
    void loadingChanged();
    void errorChanged();
    /// The last deed has been taken back.
    void tookBack();

protected:
    /// Reads what the page shows. Called when there is something to read from, and again when the data changed.
    virtual void load() {}

    /// Whether the session has a store and a person.
    [[nodiscard]] bool isReady() const { return m_session && m_session->isReady(); }
    [[nodiscard]] const usecases::Context &context() const { return m_session->context(); }

    /// Runs `query(Reader &, const Context &)` on a reader's thread and `show(value)` here. A later read of the same
    /// view model makes an earlier one void. Queries return Result<T>.
    template<class Query, class Show>
    void read(Query query, Show show)
    {
        if (!isReady())
            return;
        using Returned = std::invoke_result_t<Query, storage::Reader &, const usecases::Context &>;
        setLoading(true);
        m_isReading = true;
        const int number = ++m_reads;
        auto answer = m_session->services().store->read(
            [query = std::move(query), context = context()](storage::Reader &reader) mutable {
                return query(reader, context);
            });
        whenAnswered(answer, this, [this, number, show = std::move(show)](const Returned &result) mutable {
            if (number != m_reads)
                return;
            m_isReading = false;
            setLoading(false);
            if (result)
                show(*result);
            else
                setError(result.error());
            followData();
        });
    }

    /// Runs `command(UnitOfWork &, const Context &)` on the writer's thread; `done()` is called here when it is on
    /// the disk. Commands return Result<T> or Status; with a T, `done(value)` is called.
    template<class Command, class Done>
    void write(Command command, Done done)
    {
        if (!isReady())
            return;
        using Returned = std::invoke_result_t<Command, storage::UnitOfWork &, const usecases::Context &>;
        auto answer = m_session->services().store->write(
            [command = std::move(command), context = context()](storage::UnitOfWork &unit) mutable {
                return command(unit, context);
            });
        whenAnswered(answer, this, [this, done = std::move(done)](const Returned &result) mutable {
            if (!result) {
                setLoading(false);
                setError(result.error());
                return;
            }
            clearError();
            if constexpr (std::is_same_v<Returned, Status>)
                done();
            else
                done(*result);
        });
    }

    void setLoading(bool loading);

    /// What undo() takes back.
    void rememberUndo(const Uuid &undoId) { m_undoId = undoId; }

private:
    void dataChanged();
    void followData();

    int m_reads = 0;
    bool m_isReading = false;
    bool m_isBehind = false; ///< The data changed while the page was reading.
    Uuid m_undoId;
    Session *m_session = nullptr;
    Error m_error;
    bool m_loading = false;
};

} // namespace legwork
