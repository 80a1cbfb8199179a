// SPDX-License-Identifier: Apache-2.0
package android.content;

import java.io.File;

public abstract class Context {
    public abstract File getNoBackupFilesDir();
}
