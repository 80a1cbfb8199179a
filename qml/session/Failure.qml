// SPDX-License-Identifier: Apache-2.0
import Legwork.Controls
import Legwork.Session

// An error code as a banner in the user's language.
ErrorBanner {
    id: failure

    property string code
    property var codeArguments: []
    readonly property errorWords words: Language.current.length > 0 ? ErrorText.words(code, codeArguments)
                                                                    : ErrorText.words("", [])

    happened: words.happened
    means: words.means
    todo: words.todo
}
