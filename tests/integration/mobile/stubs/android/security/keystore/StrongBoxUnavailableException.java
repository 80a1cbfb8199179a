// SPDX-License-Identifier: Apache-2.0
package android.security.keystore;

public class StrongBoxUnavailableException extends java.security.ProviderException {}
