// SPDX-License-Identifier: Apache-2.0
// How long one answer takes in a script where every question has a condition, at 50, 500 and 5,000 questions.
#include "core/playbook/run_progress.h"

#include <QElapsedTimer>
#include <QString>

#include <algorithm>
#include <cstdio>

using namespace legwork;

namespace {

constexpr int kAnswers = 1'000;

/// Questions in groups of ten: each shown unless the first of its group, and the one before it, were answered "no".
QByteArray document(int questions)
{
    QByteArray steps;
    for (int i = 0; i < questions; ++i) {
        const QByteArray first = "q" + QByteArray::number(i - i % 10);
        const QByteArray before = "q" + QByteArray::number(i - 1);
        if (i > 0)
            steps += ',';
        steps += R"({"id":"q)" + QByteArray::number(i) + R"(","phase":"explore","does":"say",)"
                 + (i % 10 == 0 ? QByteArray()
                                : R"("shownIf":{"and":[{"!==":[{"var":"answers.)" + first
                                      + R"("},"no"]},{"!==":[{"var":"answers.)" + before + R"("},"no"]}]},)")
                 + R"("text":{"zh_CN":"问","en":"Question"}})";
    }
    return R"({"format":1,"id":"bench","version":1,"kind":"script","methods":["V9"],"title":{"zh_CN":"量","en":"Bench"},"steps":[)"
           + steps + "]}";
}

double median(std::vector<double> &times)
{
    std::nth_element(times.begin(), times.begin() + std::ptrdiff_t(times.size() / 2), times.end());
    return times[times.size() / 2];
}

} // namespace

int main()
{
    std::printf("questions    read ms   state ms   rules per answer   answer us   answer and progress us\n");
    for (const int questions : {50, 500, 5'000}) {
        QElapsedTimer timer;
        timer.start();
        const auto playbook = Playbook::parse(document(questions));
        if (!playbook) {
            std::fprintf(stderr, "%s\n", qPrintable(playbook.error().code));
            return 1;
        }
        const double readMs = double(timer.nsecsElapsed()) / 1e6;
        RunAnswers answers;
        for (int i = 0; i < questions; ++i)
            answers.insert(QStringLiteral("q%1").arg(i),
                           {AnswerState::Answered, QStringLiteral("yes"), Instant{i}});
        timer.restart();
        RunState state(*playbook, answers);
        const double stateMs = double(timer.nsecsElapsed()) / 1e6;
        std::vector<double> answerUs;
        std::vector<double> wholeUs;
        double recomputed = 0;
        for (int i = 0; i < kAnswers; ++i) {
            const QString id = QStringLiteral("q%1").arg((i * 7919) % questions);
            const RunAnswer answer{AnswerState::Answered,
                                   (i * 7) % 3 == 0 ? QStringLiteral("no") : QStringLiteral("yes"),
                                   Instant{questions + i}};
            timer.restart();
            answers.insert(id, answer);
            state.answer(id, answer);
            answerUs.push_back(double(timer.nsecsElapsed()) / 1e3);
            recomputed += state.recomputed();
            const RunProgress progress = RunProgress::of(*playbook, answers, {}, state);
            wholeUs.push_back(double(timer.nsecsElapsed()) / 1e3);
            if (progress.total == 0)
                return 1;
        }
        std::printf("%9d %10.2f %10.2f %18.1f %11.1f %24.1f\n", questions, readMs, stateMs,
                    recomputed / kAnswers, median(answerUs), median(wholeUs));
    }
    return 0;
}
