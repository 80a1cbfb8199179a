// SPDX-License-Identifier: Apache-2.0
#include "qml/session/error_text.h"

#include <QCoreApplication>

#include <array>

namespace legwork {

namespace {

struct Sentence {
    const char *code;
    const char *happened;
    const char *means;
    const char *todo;
};

// A code may end with a dot: then it stands for every code that begins so and is not listed itself. It may be followed
// by a blank and its first argument: then it stands for that case of it.
constexpr std::array kSentences = std::to_array<Sentence>({
    // Key store and local database
    {"keystore.not-found", QT_TRANSLATE_NOOP("ErrorText", "The key of your data is not on this device."),
     QT_TRANSLATE_NOOP("ErrorText",
                       "Your data is still here, encrypted, but cannot be opened without its key."),
     QT_TRANSLATE_NOOP(
         "ErrorText",
         "Restore the key store of this device, or enrol again: what was sent comes back from the server.")},
    {"keystore.unavailable", QT_TRANSLATE_NOOP("ErrorText", "The device's key store is locked or busy."),
     QT_TRANSLATE_NOOP("ErrorText", "Nothing is lost; the app just cannot read its key yet."),
     QT_TRANSLATE_NOOP("ErrorText", "Unlock the device and try again.")},
    {"keystore.denied", QT_TRANSLATE_NOOP("ErrorText", "The key store refused to hand out the key."),
     QT_TRANSLATE_NOOP("ErrorText", "Your data stays encrypted and untouched."),
     QT_TRANSLATE_NOOP("ErrorText", "Allow the access when the system asks, then try again.")},
    {"keystore.missing", QT_TRANSLATE_NOOP("ErrorText", "This machine has no key store."),
     QT_TRANSLATE_NOOP("ErrorText",
                       "Without one the key has no safe place, so the app does not open its data."),
     QT_TRANSLATE_NOOP("ErrorText", "Start a secret service (for example GNOME Keyring), or use the "
                                    "developer option named in the README.")},
    {"keystore.invalidated", QT_TRANSLATE_NOOP("ErrorText", "The key of your data has been destroyed."),
     QT_TRANSLATE_NOOP(
         "ErrorText",
         "This happens when a device is restored or its key store reset. The old file cannot be read again."),
     QT_TRANSLATE_NOOP("ErrorText",
                       "Enrol this device again: everything the server has confirmed comes back.")},
    {"keystore.failed", QT_TRANSLATE_NOOP("ErrorText", "The key store reported a failure."),
     QT_TRANSLATE_NOOP("ErrorText", "Your data stays encrypted and untouched. The system says: %1"),
     QT_TRANSLATE_NOOP("ErrorText",
                       "Restart the device and try again. If it stays, show this page to support.")},
    {"storage.wrong-key", QT_TRANSLATE_NOOP("ErrorText", "The key does not fit the data on this device."),
     QT_TRANSLATE_NOOP("ErrorText",
                       "The file is unharmed. It was probably made with another device or account."),
     QT_TRANSLATE_NOOP("ErrorText", "Keep the file, and enrol again or restore the right key.")},
    {"storage.corrupt", QT_TRANSLATE_NOOP("ErrorText", "The data file on this device is damaged."),
     QT_TRANSLATE_NOOP("ErrorText", "The app will not write into it any more, so that nothing gets worse."),
     QT_TRANSLATE_NOOP(
         "ErrorText",
         "Save a copy for support, then enrol again: everything the server has confirmed comes back.")},
    {"storage.newer-schema",
     QT_TRANSLATE_NOOP("ErrorText", "The data was written by a newer version of the app."),
     QT_TRANSLATE_NOOP("ErrorText", "This version could spoil it, so it does not open it. Nothing is lost."),
     QT_TRANSLATE_NOOP("ErrorText",
                       "Update the app: the newer version opens it, with everything that is not sent yet.")},
    {"storage.not-encrypted", QT_TRANSLATE_NOOP("ErrorText", "The data file is not encrypted."),
     QT_TRANSLATE_NOOP("ErrorText",
                       "The app never works on an open file, because anybody could have read or changed it."),
     QT_TRANSLATE_NOOP("ErrorText", "Move the file away and enrol again.")},
    {"storage.full", QT_TRANSLATE_NOOP("ErrorText", "The device's storage is full."),
     QT_TRANSLATE_NOOP("ErrorText", "What you saved before is safe; the last entry could not be written."),
     QT_TRANSLATE_NOOP("ErrorText", "Free some space, then save again.")},
    {"storage.no-file", QT_TRANSLATE_NOOP("ErrorText", "The picture is not on this device."),
     QT_TRANSLATE_NOOP("ErrorText", "What is known about it is here; the picture itself is with the server."),
     QT_TRANSLATE_NOOP("ErrorText", "Open it again when there is a network.")},
    {"storage.file-damaged", QT_TRANSLATE_NOOP("ErrorText", "The file of a picture is damaged."),
     QT_TRANSLATE_NOOP("ErrorText", "Somebody or something changed it on the disk, so it is not shown."),
     QT_TRANSLATE_NOOP("ErrorText",
                       "Open it again when there is a network: the server's copy comes in its place.")},
    {"attach.unknown", QT_TRANSLATE_NOOP("ErrorText", "The server does not have this picture yet."),
     QT_TRANSLATE_NOOP("ErrorText", "The device on which it was taken has not sent it so far."),
     QT_TRANSLATE_NOOP("ErrorText", "Nothing to do: it comes when it is there.")},
    {"attach.too-large", QT_TRANSLATE_NOOP("ErrorText", "The file is too large."),
     QT_TRANSLATE_NOOP("ErrorText", "The server takes files of up to 512 MB; this one stays on this device."),
     QT_TRANSLATE_NOOP("ErrorText", "Add a smaller one in its place.")},
    {"attach.not-a-picture",
     QT_TRANSLATE_NOOP("ErrorText", "This file is not a picture that the app can show."),
     QT_TRANSLATE_NOOP("ErrorText", "Nothing was added."),
     QT_TRANSLATE_NOOP("ErrorText", "Choose a JPEG or PNG file.")},
    {"attach.", QT_TRANSLATE_NOOP("ErrorText", "A picture could not be carried to or from the server."),
     QT_TRANSLATE_NOOP("ErrorText", "It is safe on the device that has it, and it is tried again by itself."),
     QT_TRANSLATE_NOOP("ErrorText", "Nothing to do: it goes on as soon as it can.")},
    {"storage.long-text", QT_TRANSLATE_NOOP("ErrorText", "A text is too long."),
     QT_TRANSLATE_NOOP("ErrorText",
                       "A field takes some 20,000 Chinese characters or 60,000 letters. Nothing was saved."),
     QT_TRANSLATE_NOOP("ErrorText", "Shorten it, or make several notes of it.")},
    {"storage.bad-character", QT_TRANSLATE_NOOP("ErrorText", "A text holds a character that cannot be kept."),
     QT_TRANSLATE_NOOP("ErrorText", "It is half a character, or none at all. Nothing was saved."),
     QT_TRANSLATE_NOOP("ErrorText", "Type the text anew, or paste it without formatting.")},
    {"storage.busy", QT_TRANSLATE_NOOP("ErrorText", "The data file is in use by somebody else."),
     QT_TRANSLATE_NOOP("ErrorText", "Another copy of the app may be running."),
     QT_TRANSLATE_NOOP("ErrorText", "Close the other one and try again.")},
    {"storage.read-only", QT_TRANSLATE_NOOP("ErrorText", "The data can only be read."),
     QT_TRANSLATE_NOOP("ErrorText", "You can look things up, but nothing new is kept."),
     QT_TRANSLATE_NOOP("ErrorText", "Update the app or free the file from write protection.")},
    {"storage.key-lost", QT_TRANSLATE_NOOP("ErrorText", "There is data on this device, but its key is gone."),
     QT_TRANSLATE_NOOP("ErrorText", "The data has not been touched. Without its key nobody can read it."),
     QT_TRANSLATE_NOOP(
         "ErrorText",
         "Restore the key store of this device, or enrol again: what was sent comes back from the server.")},
    {"storage.data-lost", QT_TRANSLATE_NOOP("ErrorText", "The data file of this device is missing."),
     QT_TRANSLATE_NOOP("ErrorText", "The app knows that there was one, so it does not begin anew by itself."),
     QT_TRANSLATE_NOOP(
         "ErrorText",
         "Put the file back from a copy, or enrol again: what was sent comes back from the server.")},
    {"storage.in-use", QT_TRANSLATE_NOOP("ErrorText", "The data is in use by another copy of the app."),
     QT_TRANSLATE_NOOP("ErrorText", "Two copies must not write at once."),
     QT_TRANSLATE_NOOP("ErrorText", "Close the other one and try again.")},
    {"storage.no-row", QT_TRANSLATE_NOOP("ErrorText", "This record is no longer here."),
     QT_TRANSLATE_NOOP("ErrorText", "It was deleted, or belongs to another territory now."),
     QT_TRANSLATE_NOOP("ErrorText", "Go back to the list; if you miss it, ask your team lead.")},
    {"storage.no-undo", QT_TRANSLATE_NOOP("ErrorText", "This can no longer be undone."),
     QT_TRANSLATE_NOOP("ErrorText", "It has been taken back already, or is too long ago."),
     QT_TRANSLATE_NOOP("ErrorText", "Change it by hand if you need to.")},
    {"storage.", QT_TRANSLATE_NOOP("ErrorText", "Reading or writing the data on this device failed."),
     QT_TRANSLATE_NOOP("ErrorText", "What was saved before is safe."),
     QT_TRANSLATE_NOOP("ErrorText", "Try again. If it stays, restart the app and tell support the code %1.")},
    // What was done
    {"visit.wrong-state", QT_TRANSLATE_NOOP("ErrorText", "That does not fit the state of the visit."),
     QT_TRANSLATE_NOOP("ErrorText", "It may have been changed on another device meanwhile."),
     QT_TRANSLATE_NOOP("ErrorText", "Look at the visit again; nothing you wrote is lost.")},
    {"visit.reason-needed", QT_TRANSLATE_NOOP("ErrorText", "A reason is needed for checking in here."),
     QT_TRANSLATE_NOOP("ErrorText", "The position does not show that you are at the customer."),
     QT_TRANSLATE_NOOP("ErrorText", "Choose or write a reason; any honest one is enough.")},
    {"capture.empty", QT_TRANSLATE_NOOP("ErrorText", "Nothing has been written yet."),
     QT_TRANSLATE_NOOP("ErrorText", "An empty entry is not kept."),
     QT_TRANSLATE_NOOP("ErrorText", "Write at least one word.")},
    {"capture.not-one", QT_TRANSLATE_NOOP("ErrorText", "This cannot be taken away here."),
     QT_TRANSLATE_NOOP("ErrorText", "Only what was noted on a visit can be."),
     QT_TRANSLATE_NOOP("ErrorText", "Change the record itself instead.")},
    {"moment.out-of-scale", QT_TRANSLATE_NOOP("ErrorText", "The score is not on the scale."),
     QT_TRANSLATE_NOOP("ErrorText", "Scores go from -3 to +3."),
     QT_TRANSLATE_NOOP("ErrorText", "Choose one of the seven values.")},
    {"promise.day-missing", QT_TRANSLATE_NOOP("ErrorText", "A day is missing."),
     QT_TRANSLATE_NOOP("ErrorText", "Without a day nobody can be reminded."),
     QT_TRANSLATE_NOOP("ErrorText", "Choose the day that you agreed on.")},
    {"promise.wrong-state", QT_TRANSLATE_NOOP("ErrorText", "That does not fit the state of the promise."),
     QT_TRANSLATE_NOOP("ErrorText", "It may have been settled on another device meanwhile."),
     QT_TRANSLATE_NOOP("ErrorText", "Look at the promise again.")},
    {"conflict.settled", QT_TRANSLATE_NOOP("ErrorText", "Somebody has settled this conflict already."),
     QT_TRANSLATE_NOOP("ErrorText", "Both versions are kept in the record."),
     QT_TRANSLATE_NOOP("ErrorText", "Nothing to do; look at the record if you want another value.")},
    {"conflict.row-gone", QT_TRANSLATE_NOOP("ErrorText", "The record has been deleted meanwhile."),
     QT_TRANSLATE_NOOP("ErrorText", "There is nothing left that could be changed."),
     QT_TRANSLATE_NOOP("ErrorText", "Keep what is shown; that closes the conflict.")},
    {"edit.not-acceptable", QT_TRANSLATE_NOOP("ErrorText", "This value does not fit the field."),
     QT_TRANSLATE_NOOP("ErrorText", "It has not been stored; what you typed is still here."),
     QT_TRANSLATE_NOOP("ErrorText", "Correct it and try again.")},
    {"session.not-enrolled", QT_TRANSLATE_NOOP("ErrorText", "This device does not belong to anybody yet."),
     QT_TRANSLATE_NOOP("ErrorText", "There is nothing to show before it is enrolled."),
     QT_TRANSLATE_NOOP("ErrorText", "Enter the enrolment code.")},
    // Position
    {"position.off", QT_TRANSLATE_NOOP("ErrorText", "Location is switched off on this device."),
     QT_TRANSLATE_NOOP("ErrorText", "You can check in all the same; the visit is then kept without a place."),
     QT_TRANSLATE_NOOP("ErrorText", "Switch location on, or check in with a reason.")},
    {"position.denied", QT_TRANSLATE_NOOP("ErrorText", "The app may not use the location."),
     QT_TRANSLATE_NOOP("ErrorText", "You can check in all the same; the visit is then kept without a place."),
     QT_TRANSLATE_NOOP("ErrorText", "Allow it in the system's settings, or check in with a reason.")},
    {"position.timeout", QT_TRANSLATE_NOOP("ErrorText", "No position could be found in time."),
     QT_TRANSLATE_NOOP("ErrorText", "Indoors this is usual and does no harm."),
     QT_TRANSLATE_NOOP("ErrorText", "Try again near a window, or check in with a reason.")},
    {"position.", QT_TRANSLATE_NOOP("ErrorText", "The position could not be measured."),
     QT_TRANSLATE_NOOP("ErrorText", "You can check in all the same; the visit is then kept without a place."),
     QT_TRANSLATE_NOOP("ErrorText", "Try again, or check in with a reason.")},
    // Network, server, enrolment
    {"net.offline", QT_TRANSLATE_NOOP("ErrorText", "There is no network."),
     QT_TRANSLATE_NOOP("ErrorText", "You can go on working; everything is kept on this device."),
     QT_TRANSLATE_NOOP("ErrorText", "Nothing to do: it is sent by itself when the network is back.")},
    {"net.certificate expired",
     QT_TRANSLATE_NOOP("ErrorText", "By the date of this device, the server's certificate has expired."),
     QT_TRANSLATE_NOOP(
         "ErrorText",
         "So nothing was sent. Your work stays on this device, and no edit is lost by a wrong clock."),
     QT_TRANSLATE_NOOP("ErrorText",
                       "Check date and time of this device. If they are right, tell your administrator.")},
    {"net.certificate not-yet-valid",
     QT_TRANSLATE_NOOP("ErrorText", "By the date of this device, the server's certificate is not valid yet."),
     QT_TRANSLATE_NOOP(
         "ErrorText",
         "So nothing was sent. Your work stays on this device, and no edit is lost by a wrong clock."),
     QT_TRANSLATE_NOOP("ErrorText",
                       "Check date and time of this device. If they are right, tell your administrator.")},
    {"net.certificate", QT_TRANSLATE_NOOP("ErrorText", "The server's certificate is not trusted."),
     QT_TRANSLATE_NOOP(
         "ErrorText", "Somebody could be listening in, so nothing was sent. Your work stays on this device."),
     QT_TRANSLATE_NOOP(
         "ErrorText",
         "Check the server address and the network, or ask your administrator for a new enrolment code.")},
    {"net.authority", QT_TRANSLATE_NOOP("ErrorText", "The enrolment code names no certificate to trust."),
     QT_TRANSLATE_NOOP("ErrorText", "Nothing was sent."),
     QT_TRANSLATE_NOOP("ErrorText", "Ask your administrator for a new enrolment code.")},
    {"net.portal", QT_TRANSLATE_NOOP("ErrorText", "Somebody other than the server answered."),
     QT_TRANSLATE_NOOP("ErrorText",
                       "This is usual in public networks that want one to sign in first. Nothing was sent."),
     QT_TRANSLATE_NOOP("ErrorText", "Open a browser and sign in to the network, or use another one.")},
    {"net.timeout", QT_TRANSLATE_NOOP("ErrorText", "The server did not answer in time."),
     QT_TRANSLATE_NOOP("ErrorText", "Your work stays on this device until the server has confirmed it."),
     QT_TRANSLATE_NOOP("ErrorText", "Nothing to do: the app tries again by itself.")},
    {"net.cut", QT_TRANSLATE_NOOP("ErrorText", "The connection broke off."),
     QT_TRANSLATE_NOOP("ErrorText", "What had arrived is kept; the rest is still on this device."),
     QT_TRANSLATE_NOOP("ErrorText", "Nothing to do: it continues where it stopped.")},
    {"net.cancelled", QT_TRANSLATE_NOOP("ErrorText", "The transfer was stopped."),
     QT_TRANSLATE_NOOP("ErrorText", "What had arrived is kept; the rest is still on this device."),
     QT_TRANSLATE_NOOP("ErrorText", "Start it again when you like.")},
    {"net.address", QT_TRANSLATE_NOOP("ErrorText", "The server address is not valid."),
     QT_TRANSLATE_NOOP("ErrorText", "The app cannot find out where to send to."),
     QT_TRANSLATE_NOOP("ErrorText", "Check the address in the enrolment code.")},
    {"net.", QT_TRANSLATE_NOOP("ErrorText", "The server cannot be reached."),
     QT_TRANSLATE_NOOP("ErrorText", "Your work stays on this device until the server has confirmed it."),
     QT_TRANSLATE_NOOP("ErrorText", "Nothing to do: the app tries again by itself.")},
    {"wire.version", QT_TRANSLATE_NOOP("ErrorText", "App and server speak different versions."),
     QT_TRANSLATE_NOOP("ErrorText", "Your work stays on this device until they understand each other again."),
     QT_TRANSLATE_NOOP("ErrorText", "Update the app.")},
    {"wire.", QT_TRANSLATE_NOOP("ErrorText", "The server's answer could not be understood."),
     QT_TRANSLATE_NOOP("ErrorText", "Nothing was taken over; your work stays on this device."),
     QT_TRANSLATE_NOOP("ErrorText", "Check the network (a sign-in page may be in between) and try again.")},
    {"enrol.link",
     QT_TRANSLATE_NOOP("ErrorText", "This is not an enrolment code, or a part of it is missing."),
     QT_TRANSLATE_NOOP("ErrorText", "A code is one long text that begins with \"legwork:\"."),
     QT_TRANSLATE_NOOP("ErrorText", "Copy the whole text again and paste it here.")},
    {"enrol.wrong-code", QT_TRANSLATE_NOOP("ErrorText", "The server does not know this enrolment code."),
     QT_TRANSLATE_NOOP("ErrorText", "Codes can be used once and only for a short time."),
     QT_TRANSLATE_NOOP("ErrorText", "Ask your administrator for a new one.")},
    {"enrol.expired-code", QT_TRANSLATE_NOOP("ErrorText", "This enrolment code has expired."),
     QT_TRANSLATE_NOOP("ErrorText", "Codes can be used once and only for a short time."),
     QT_TRANSLATE_NOOP("ErrorText", "Ask your administrator for a new one.")},
    {"enrol.used-code", QT_TRANSLATE_NOOP("ErrorText", "This enrolment code has been used already."),
     QT_TRANSLATE_NOOP("ErrorText", "Codes can be used once and only for a short time."),
     QT_TRANSLATE_NOOP("ErrorText", "Ask your administrator for a new one.")},
    {"enrol.unknown-person",
     QT_TRANSLATE_NOOP("ErrorText", "The server does not know the person this code is for."),
     QT_TRANSLATE_NOOP("ErrorText", "Nothing was changed on this device."),
     QT_TRANSLATE_NOOP("ErrorText", "Ask your administrator for a new code.")},
    {"enrol.other-person",
     QT_TRANSLATE_NOOP("ErrorText", "The data on this device belongs to somebody else."),
     QT_TRANSLATE_NOOP("ErrorText", "It is not mixed with yours, and has not been touched."),
     QT_TRANSLATE_NOOP("ErrorText", "Use another device, or ask your administrator to clear this one.")},
    {"sync.no-right", QT_TRANSLATE_NOOP("ErrorText", "You may no longer change this record."),
     QT_TRANSLATE_NOOP("ErrorText", "It belongs to another territory now. Your version is kept aside."),
     QT_TRANSLATE_NOOP("ErrorText", "Hand it to the colleague in charge, or ask your team lead.")},
    {"sync.handed-over",
     QT_TRANSLATE_NOOP("ErrorText", "Handed over: colleagues of another territory look after this now."),
     QT_TRANSLATE_NOOP("ErrorText", "What you wrote holds, and they have it."),
     QT_TRANSLATE_NOOP("ErrorText", "Nothing to do.")},
    {"sync.moved", QT_TRANSLATE_NOOP("ErrorText", "Somebody else has moved this customer meanwhile."),
     QT_TRANSLATE_NOOP("ErrorText", "It stays where they have moved it."),
     QT_TRANSLATE_NOOP("ErrorText", "Move it once more if it should be elsewhere.")},
    {"territory.no-right", QT_TRANSLATE_NOOP("ErrorText", "You may not change both territories."),
     QT_TRANSLATE_NOOP("ErrorText", "The customer stays where it is."),
     QT_TRANSLATE_NOOP("ErrorText", "Ask your team lead to move it.")},
    {"sync.unauthorised", QT_TRANSLATE_NOOP("ErrorText", "The server no longer knows this device."),
     QT_TRANSLATE_NOOP("ErrorText", "It takes nothing from it for now. Unsent work stays here."),
     QT_TRANSLATE_NOOP("ErrorText", "Ask your administrator for a new enrolment code.")},
    {"sync.fork",
     QT_TRANSLATE_NOOP("ErrorText", "These data are a copy, or an older state, of this device's."),
     QT_TRANSLATE_NOOP("ErrorText",
                       "So that nothing is counted twice, it gets a name of its own at the server. "
                       "Everything stays here."),
     QT_TRANSLATE_NOOP("ErrorText", "Nothing to do: the app tries again by itself.")},
    {"sync.epoch", QT_TRANSLATE_NOOP("ErrorText", "The server was put back to an older state."),
     QT_TRANSLATE_NOOP("ErrorText", "What it has lost of your edits is on this device and is sent again."),
     QT_TRANSLATE_NOOP("ErrorText", "Nothing to do: the app tries again by itself.")},
    {"sync.gap", QT_TRANSLATE_NOOP("ErrorText", "The server misses some of your edits."),
     QT_TRANSLATE_NOOP("ErrorText", "They are still on this device and are sent again, in order."),
     QT_TRANSLATE_NOOP("ErrorText", "Nothing to do: the app tries again by itself.")},
    {"sync.update-app", QT_TRANSLATE_NOOP("ErrorText", "The server needs a newer version of the app."),
     QT_TRANSLATE_NOOP("ErrorText", "Your work stays on this device until then."),
     QT_TRANSLATE_NOOP("ErrorText", "Update the app.")},
    {"sync.update-server", QT_TRANSLATE_NOOP("ErrorText", "The app is newer than the server."),
     QT_TRANSLATE_NOOP("ErrorText", "Your work stays on this device until the server follows."),
     QT_TRANSLATE_NOOP("ErrorText", "Tell your administrator that the server needs an update.")},
    {"sync.scope", QT_TRANSLATE_NOOP("ErrorText", "The record lies in another territory."),
     QT_TRANSLATE_NOOP("ErrorText", "It could not be tied to what you wrote. Your version is kept aside."),
     QT_TRANSLATE_NOOP("ErrorText", "Write it once more on a record of your own territory.")},
    {"sync.gone", QT_TRANSLATE_NOOP("ErrorText", "The server no longer has this record."),
     QT_TRANSLATE_NOOP("ErrorText", "What you wrote about it is kept aside."),
     QT_TRANSLATE_NOOP("ErrorText", "Ask your team lead where the record has gone.")},
    {"sync.deleted", QT_TRANSLATE_NOOP("ErrorText", "Somebody has deleted this record."),
     QT_TRANSLATE_NOOP("ErrorText", "What you wrote about it is kept aside."),
     QT_TRANSLATE_NOOP("ErrorText", "Make the record anew if it is still needed, or let it rest.")},
    {"sync.no-parent", QT_TRANSLATE_NOOP("ErrorText", "What this belongs to is not on the server."),
     QT_TRANSLATE_NOOP("ErrorText", "Your version is kept aside."),
     QT_TRANSLATE_NOOP("ErrorText",
                       "Look whether the customer or the visit still exists, then write it there.")},
    {"sync.bad-value", QT_TRANSLATE_NOOP("ErrorText", "The server did not accept a value."),
     QT_TRANSLATE_NOOP("ErrorText", "Your version is kept aside."),
     QT_TRANSLATE_NOOP("ErrorText", "Correct it and save it again.")},
    {"sync.too-large", QT_TRANSLATE_NOOP("ErrorText", "The record has become too large."),
     QT_TRANSLATE_NOOP("ErrorText", "The last addition is kept aside on this device."),
     QT_TRANSLATE_NOOP("ErrorText", "Shorten it and save it again.")},
    {"sync.unit", QT_TRANSLATE_NOOP("ErrorText", "Something saved together with this was not accepted."),
     QT_TRANSLATE_NOOP(
         "ErrorText",
         "Things that belong together are taken together or not at all; all of it is kept aside."),
     QT_TRANSLATE_NOOP("ErrorText", "Look at the other entry of the same moment.")},
    {"sync.device-revoked", QT_TRANSLATE_NOOP("ErrorText", "This device has been taken off the list."),
     QT_TRANSLATE_NOOP("ErrorText", "The server no longer takes anything from it. Unsent work stays here."),
     QT_TRANSLATE_NOOP("ErrorText", "Ask your administrator for a new enrolment code.")},
    {"sync.", QT_TRANSLATE_NOOP("ErrorText", "Not everything could be synchronised."),
     QT_TRANSLATE_NOOP("ErrorText", "What was not confirmed stays on this device."),
     QT_TRANSLATE_NOOP("ErrorText", "The app tries again by itself. The list below names what is affected.")},
    {"server.busy", QT_TRANSLATE_NOOP("ErrorText", "The server has too much to do."),
     QT_TRANSLATE_NOOP("ErrorText", "Your work stays on this device until the server has confirmed it."),
     QT_TRANSLATE_NOOP("ErrorText", "Nothing to do: the app tries again by itself.")},
    {"server.throttled", QT_TRANSLATE_NOOP("ErrorText", "The server asks for a pause."),
     QT_TRANSLATE_NOOP("ErrorText", "It was asked too often, or too many wrong codes were tried."),
     QT_TRANSLATE_NOOP("ErrorText", "Wait a few minutes; the app then tries again by itself.")},
    {"server.parked", QT_TRANSLATE_NOOP("ErrorText", "The server could not deal with this."),
     QT_TRANSLATE_NOOP("ErrorText",
                       "It has put it aside so that the rest could go on. Your version is kept here."),
     QT_TRANSLATE_NOOP("ErrorText", "Tell your administrator. Send it again later, or let it rest.")},
    {"server.store-away", QT_TRANSLATE_NOOP("ErrorText", "The server's database cannot be reached."),
     QT_TRANSLATE_NOOP(
         "ErrorText", "Nothing was changed there that you were not told of. Your work stays on this device."),
     QT_TRANSLATE_NOOP("ErrorText", "Nothing to do: the app tries again by itself.")},
    {"server.", QT_TRANSLATE_NOOP("ErrorText", "The server has a problem."),
     QT_TRANSLATE_NOOP(
         "ErrorText", "Nothing was changed there that you were not told of. Your work stays on this device."),
     QT_TRANSLATE_NOOP("ErrorText", "Try again later. If it stays, tell your administrator the code %1.")},
    // Planning
    {"plan.", QT_TRANSLATE_NOOP("ErrorText", "The plan could not be made."),
     QT_TRANSLATE_NOOP("ErrorText", "Your visits stay as they are."),
     QT_TRANSLATE_NOOP("ErrorText",
                       "Check places, days and times. If it stays, tell your administrator the code %1.")},
    // Import
    {"import.empty", QT_TRANSLATE_NOOP("ErrorText", "The file holds no rows."),
     QT_TRANSLATE_NOOP("ErrorText", "Nothing was imported."),
     QT_TRANSLATE_NOOP("ErrorText", "Choose another file.")},
    {"import.undecodable",
     QT_TRANSLATE_NOOP("ErrorText", "The text encoding of the file could not be recognised."),
     QT_TRANSLATE_NOOP("ErrorText", "Characters would come out wrong, so nothing was imported."),
     QT_TRANSLATE_NOOP("ErrorText", "Save the file as UTF-8 or GB18030 and choose it again.")},
    {"pin.too-many", QT_TRANSLATE_NOOP("ErrorText", "There is no room for another pinned customer."),
     QT_TRANSLATE_NOOP("ErrorText", "%1 are pinned already; more would be no shorter than a search."),
     QT_TRANSLATE_NOOP("ErrorText", "Unpin one that you no longer need at hand.")},
    {"import.too-large", QT_TRANSLATE_NOOP("ErrorText", "The file is too large."),
     QT_TRANSLATE_NOOP("ErrorText", "Nothing was imported."),
     QT_TRANSLATE_NOOP("ErrorText", "Split the file and import the parts one after the other.")},
    {"import.", QT_TRANSLATE_NOOP("ErrorText", "The file cannot be imported."),
     QT_TRANSLATE_NOOP("ErrorText", "Nothing was changed."),
     QT_TRANSLATE_NOOP("ErrorText", "Check that it is a CSV file with one heading line, and try again.")},
    {"playbook.", QT_TRANSLATE_NOOP("ErrorText", "A playbook could not be read."),
     QT_TRANSLATE_NOOP("ErrorText", "The visit itself and everything you have noted is unharmed."),
     QT_TRANSLATE_NOOP("ErrorText", "Go on without it and tell your administrator the code %1.")},
});

constexpr Sentence kGeneral{
    "", QT_TRANSLATE_NOOP("ErrorText", "Something went wrong."),
    QT_TRANSLATE_NOOP("ErrorText", "What was saved before is safe."),
    QT_TRANSLATE_NOOP("ErrorText", "Try again. If it stays, tell support the code: %1")};

const Sentence *find(const QString &code, const QString &firstArgument)
{
    if (!firstArgument.isEmpty()) {
        if (const Sentence *ofCase = find(code + u' ' + firstArgument, {});
            ofCase && !QLatin1String(ofCase->code).endsWith(u'.'))
            return ofCase;
    }
    const Sentence *family = nullptr;
    for (const Sentence &sentence : kSentences) {
        const QLatin1String listed(sentence.code);
        if (listed == code)
            return &sentence;
        if (listed.endsWith(u'.') && code.startsWith(listed))
            family = &sentence;
    }
    return family;
}

QString filled(const char *text, const QStringList &arguments)
{
    QString sentence = QCoreApplication::translate("ErrorText", text);
    for (const QString &argument : arguments)
        sentence = sentence.contains(u'%') ? sentence.arg(argument) : sentence;
    return sentence;
}

} // namespace

ErrorWords ErrorText::words(const QString &code, const QStringList &arguments)
{
    if (code.isEmpty())
        return {};
    if (const Sentence *sentence = find(code, arguments.value(0)))
        return {filled(sentence->happened, arguments), filled(sentence->means, arguments),
                // A sentence for a whole family names the code, for those who can do something with it.
                filled(sentence->todo,
                       QLatin1String(sentence->code).endsWith(u'.') ? QStringList{code} : arguments)};
    return {filled(kGeneral.happened, {}), filled(kGeneral.means, {}), filled(kGeneral.todo, {code})};
}

QStringList ErrorText::codes()
{
    QStringList codes;
    for (const Sentence &sentence : kSentences)
        codes.append(QLatin1String(sentence.code));
    return codes;
}

} // namespace legwork
