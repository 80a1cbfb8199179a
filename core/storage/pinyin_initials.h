// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace legwork::storage {

/// First letter, a to z, of the most common pinyin reading of a Chinese character; 0 for anything else.
[[nodiscard]] char pinyinInitial(char16_t character);

} // namespace legwork::storage
