// SPDX-License-Identifier: Apache-2.0
package android.security.keystore;

public class KeyPermanentlyInvalidatedException extends java.security.InvalidKeyException {}
