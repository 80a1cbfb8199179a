// SPDX-License-Identifier: Apache-2.0
package org.legwork.app;

import android.content.Context;
import android.security.keystore.KeyGenParameterSpec;
import android.security.keystore.KeyPermanentlyInvalidatedException;
import android.security.keystore.KeyProperties;
import android.security.keystore.StrongBoxUnavailableException;
import android.security.keystore.UserNotAuthenticatedException;
import java.io.File;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.ProviderException;
import java.security.UnrecoverableKeyException;
import java.util.Arrays;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.KeyGenerator;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/**
 * Keys wrapped with AES-256-GCM under a key that never leaves the Android Keystore. The wrapped keys lie in the
 * folder that Android never backs up. Called from platform/android/android_key_store.cpp, which knows the codes.
 */
public final class KeyVault {
    /** Never change it: another alias would be another key, and the database would not open again. */
    private static final String ALIAS = "legwork.kek.v1";

    private static final String PROVIDER = "AndroidKeyStore";
    private static final String TRANSFORMATION = "AES/GCM/NoPadding";
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    /** What came of a call: an empty code for success, else one of core/ports/device_key_store.h. */
    public static final class Answer {
        public final String code;
        public final String detail;
        public final byte[] bytes;

        private Answer(String code, String detail, byte[] bytes) {
            this.code = code;
            this.detail = detail;
            this.bytes = bytes;
        }
    }

    private interface Work {
        byte[] run() throws GeneralSecurityException, IOException;
    }

    private KeyVault() {}

    public static synchronized Answer load(Context context, String name) {
        final File file = file(context, name);
        if (!file.exists()) {
            return new Answer("keystore.not-found", "", new byte[0]);
        }
        return answer(() -> {
            final SecretKey wrapping = existingKey();
            if (wrapping == null) {
                // The file was restored without the key that wrapped it.
                throw new UnrecoverableKeyException();
            }
            return unwrap(wrapping, name, Files.readAllBytes(file.toPath()));
        });
    }

    public static synchronized Answer save(Context context, String name, byte[] key) {
        final File file = file(context, name);
        return answer(() -> {
            SecretKey wrapping = existingKey();
            if (wrapping == null) {
                wrapping = newKey();
            }
            final byte[] wrapped = wrap(wrapping, name, key);
            if (!Arrays.equals(unwrap(wrapping, name, wrapped), key)) {
                throw new ProviderException("the key reads back differently");
            }
            replace(file, wrapped);
            return new byte[0];
        });
    }

    public static synchronized Answer remove(Context context, String name) {
        final File file = file(context, name);
        return answer(() -> {
            Files.deleteIfExists(file.toPath());
            return new byte[0];
        });
    }

    private static Answer answer(Work work) {
        try {
            return new Answer("", "", work.run());
        } catch (UserNotAuthenticatedException e) {
            return new Answer("keystore.unavailable", "", new byte[0]);
        } catch (KeyPermanentlyInvalidatedException | UnrecoverableKeyException | AEADBadTagException e) {
            return new Answer("keystore.invalidated", "", new byte[0]);
        } catch (ProviderException e) {
            // The keystore service is busy or restarting; it says nothing about the key.
            return new Answer("keystore.unavailable", "", new byte[0]);
        } catch (GeneralSecurityException | IOException e) {
            return new Answer("keystore.failed", String.valueOf(e.getMessage()), new byte[0]);
        }
    }

    private static File file(Context context, String name) {
        final StringBuilder hex = new StringBuilder();
        for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
            hex.append(String.format("%02x", b));
        }
        return new File(new File(context.getNoBackupFilesDir(), "keys"), hex + ".key");
    }

    private static SecretKey existingKey() throws GeneralSecurityException, IOException {
        final KeyStore store = KeyStore.getInstance(PROVIDER);
        store.load(null);
        return (SecretKey) store.getKey(ALIAS, null);
    }

    private static SecretKey newKey() throws GeneralSecurityException {
        try {
            return newKey(true);
        } catch (StrongBoxUnavailableException e) {
            return newKey(false);
        }
    }

    private static SecretKey newKey(boolean inStrongBox) throws GeneralSecurityException {
        final KeyGenerator generator = KeyGenerator.getInstance(KeyProperties.KEY_ALGORITHM_AES, PROVIDER);
        // No user authentication is bound to it: such keys die when a fingerprint is added, and with them the data.
        generator.init(new KeyGenParameterSpec
                .Builder(ALIAS, KeyProperties.PURPOSE_ENCRYPT | KeyProperties.PURPOSE_DECRYPT)
                .setKeySize(256)
                .setBlockModes(KeyProperties.BLOCK_MODE_GCM)
                .setEncryptionPaddings(KeyProperties.ENCRYPTION_PADDING_NONE)
                .setIsStrongBoxBacked(inStrongBox)
                .build());
        return generator.generateKey();
    }

    private static byte[] wrap(SecretKey wrapping, String name, byte[] key) throws GeneralSecurityException {
        final Cipher cipher = Cipher.getInstance(TRANSFORMATION);
        cipher.init(Cipher.ENCRYPT_MODE, wrapping);
        cipher.updateAAD(name.getBytes(StandardCharsets.UTF_8));
        final byte[] sealed = cipher.doFinal(key);
        final byte[] nonce = cipher.getIV();
        if (nonce.length != NONCE_BYTES) {
            throw new GeneralSecurityException("nonce of " + nonce.length + " bytes");
        }
        final byte[] wrapped = Arrays.copyOf(nonce, NONCE_BYTES + sealed.length);
        System.arraycopy(sealed, 0, wrapped, NONCE_BYTES, sealed.length);
        return wrapped;
    }

    private static byte[] unwrap(SecretKey wrapping, String name, byte[] wrapped) throws GeneralSecurityException {
        if (wrapped.length <= NONCE_BYTES) {
            throw new AEADBadTagException();
        }
        final Cipher cipher = Cipher.getInstance(TRANSFORMATION);
        cipher.init(Cipher.DECRYPT_MODE, wrapping, new GCMParameterSpec(TAG_BITS, wrapped, 0, NONCE_BYTES));
        cipher.updateAAD(name.getBytes(StandardCharsets.UTF_8));
        return cipher.doFinal(wrapped, NONCE_BYTES, wrapped.length - NONCE_BYTES);
    }

    /** Either the old bytes or the new ones are there after a crash, never half of them. */
    private static void replace(File file, byte[] bytes) throws IOException {
        final File folder = file.getParentFile();
        if (!folder.isDirectory() && !folder.mkdirs()) {
            throw new IOException("no folder for keys");
        }
        final File fresh = new File(folder, file.getName() + ".new");
        try (FileOutputStream out = new FileOutputStream(fresh)) {
            out.write(bytes);
            out.getFD().sync();
        }
        if (!fresh.renameTo(file)) {
            throw new IOException("cannot replace the wrapped key");
        }
    }
}
