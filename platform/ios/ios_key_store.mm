// SPDX-License-Identifier: Apache-2.0
#include "platform/ios/ios_key_store.h"

#import <Foundation/Foundation.h>
#import <Security/Security.h>
#import <UIKit/UIKit.h>

namespace legwork {
namespace {

NSMutableDictionary *itemNamed(const QString &name)
{
    return [@{
        (__bridge id)kSecClass : (__bridge id)kSecClassGenericPassword,
        (__bridge id)kSecAttrService : @"org.legwork.app.keys",
        (__bridge id)kSecAttrAccount : name.toNSString(),
        (__bridge id)kSecAttrSynchronizable : @NO,
    } mutableCopy];
}

/// Before the first unlock after a restart the Keychain may say "not found" of items that are there.
bool isProtectedDataAvailable()
{
    __block bool available = false;
    const auto ask = ^{ available = UIApplication.sharedApplication.protectedDataAvailable; };
    if (NSThread.isMainThread)
        ask();
    else
        dispatch_sync(dispatch_get_main_queue(), ask);
    return available;
}

Status statusOf(OSStatus status)
{
    switch (status) {
    case errSecSuccess:
        return {};
    case errSecItemNotFound:
        if (!isProtectedDataAvailable())
            return fail(QStringLiteral("keystore.unavailable"), Advice::Retry);
        return fail(QStringLiteral("keystore.not-found"), Advice::AskUser);
    case errSecInteractionNotAllowed:
    case errSecNotAvailable:
        return fail(QStringLiteral("keystore.unavailable"), Advice::Retry);
    case errSecAuthFailed:
    case errSecUserCanceled:
        return fail(QStringLiteral("keystore.denied"), Advice::AskUser);
    default:
        return fail(QStringLiteral("keystore.failed"), Advice::GiveUp, {QString::number(status)});
    }
}

} // namespace

Result<SecretKey> IosKeyStore::load(const QString &name)
{
    @autoreleasepool {
        NSMutableDictionary *query = itemNamed(name);
        query[(__bridge id)kSecReturnData] = @YES;
        query[(__bridge id)kSecMatchLimit] = (__bridge id)kSecMatchLimitOne;
        CFTypeRef found = nullptr;
        if (const Status status = statusOf(SecItemCopyMatching((__bridge CFDictionaryRef)query, &found)); !status)
            return forward(status);
        NSData *data = (__bridge_transfer NSData *)found;
        auto key = SecretKey::fromBytes({static_cast<const char *>(data.bytes), qsizetype(data.length)});
        if (!key)
            return fail(QStringLiteral("keystore.invalidated"), Advice::GiveUp);
        return std::move(*key);
    }
}

Status IosKeyStore::save(const QString &name, const SecretKey &key)
{
    @autoreleasepool {
        NSDictionary *content = @{
            (__bridge id)kSecValueData : [NSData dataWithBytes:key.bytes().data() length:SecretKey::kSize],
            (__bridge id)kSecAttrAccessible : (__bridge id)kSecAttrAccessibleAfterFirstUnlockThisDeviceOnly,
        };
        NSMutableDictionary *item = itemNamed(name);
        OSStatus written = SecItemUpdate((__bridge CFDictionaryRef)item, (__bridge CFDictionaryRef)content);
        if (written == errSecItemNotFound && isProtectedDataAvailable()) {
            [item addEntriesFromDictionary:content];
            written = SecItemAdd((__bridge CFDictionaryRef)item, nullptr);
        }
        if (const Status status = statusOf(written); !status)
            return status;
    }
    const Result<SecretKey> back = load(name);
    if (!back)
        return forward(back);
    if (back->bytes() != key.bytes())
        return fail(QStringLiteral("keystore.failed"), Advice::GiveUp,
                    {QStringLiteral("the key reads back differently")});
    return {};
}

Status IosKeyStore::remove(const QString &name)
{
    @autoreleasepool {
        const OSStatus removed = SecItemDelete((__bridge CFDictionaryRef)itemNamed(name));
        if (removed == errSecItemNotFound && isProtectedDataAvailable())
            return {};
        return statusOf(removed);
    }
}

} // namespace legwork
