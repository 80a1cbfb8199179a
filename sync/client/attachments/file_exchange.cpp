// SPDX-License-Identifier: Apache-2.0
#include "sync/client/attachments/file_exchange.h"

#include "sync/client/problem.h"
#include "sync/protocol/codec.h"

#include <future>

namespace legwork::sync {
namespace {

constexpr qsizetype kProblemBytesMax = 64 * 1024;

Error refusalOf(const FileHead &head, const QByteArray &said)
{
    const auto message = decodeSingle(said);
    if (message) {
        if (const auto *problem = std::get_if<Problem>(&*message))
            return errorOf(*problem);
    }
    const bool isPassing = head.status == 423 || head.status == 429 || head.status >= 500;
    return {QStringLiteral("net.status"),
            isPassing ? Advice::Retry : Advice::AskUser,
            {QString::number(head.status)}};
}

} // namespace

Result<FileAnswer> askAboutFile(Transport &way, Exchange exchange,
                                const std::function<Status(const FileHead &)> &onHead,
                                const std::function<Status(QByteArrayView)> &onBytes)
{
    FileAnswer answer;
    QByteArray said;
    Status own; // what we could not do with it
    std::promise<Status> ended;
    exchange.onHead = [&](const FileHead &head) {
        answer.head = head;
        if (answer.isGood() && onHead)
            own = onHead(head);
        if (!own)
            way.cancel();
    };
    way.start(
        std::move(exchange),
        [&](QByteArrayView bytes) {
            if (!own)
                return;
            if (!answer.isGood()) {
                said.append(bytes.first(std::min(bytes.size(), kProblemBytesMax - said.size())));
            } else if (onBytes) {
                own = onBytes(bytes);
                if (!own)
                    way.cancel();
            }
        },
        [&](Status end) { ended.set_value(std::move(end)); });
    const Status end = ended.get_future().get();
    if (!own)
        return forward(own);
    if (answer.head.status >= 400) {
        answer.refusal = refusalOf(answer.head, said);
        return answer;
    }
    if (!end)
        return forward(end);
    if (answer.head.status == 0)
        return fail(QStringLiteral("net.portal"), Advice::Retry);
    return answer;
}

} // namespace legwork::sync
