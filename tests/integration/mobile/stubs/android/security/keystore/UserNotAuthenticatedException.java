// SPDX-License-Identifier: Apache-2.0
package android.security.keystore;

public class UserNotAuthenticatedException extends java.security.InvalidKeyException {}
