# SPDX-License-Identifier: Apache-2.0
"""The Android and iOS packaging files: well-formed, strict, complete in both languages."""
import os
import pathlib
import plistlib
import re
import shutil
import subprocess
import sys
import tempfile
import unittest
import xml.etree.ElementTree as ElementTree

ROOT = pathlib.Path(__file__).resolve().parents[3]
ANDROID = ROOT / "platform" / "android"
IOS = ROOT / "platform" / "ios"
FRAMEWORK = pathlib.Path("/usr/share/android-framework-res/framework-res.apk")
NAMESPACE = "{http://schemas.android.com/apk/res/android}"
PERMISSIONS = {"INTERNET", "ACCESS_NETWORK_STATE", "ACCESS_COARSE_LOCATION", "ACCESS_FINE_LOCATION"}


def manifest():
    return ElementTree.parse(ANDROID / "AndroidManifest.xml").getroot()


class AndroidFiles(unittest.TestCase):
    def test_manifest_asks_for_nothing_more_than_the_list(self):
        asked = {p.get(NAMESPACE + "name").rpartition(".")[2] for p in manifest().iter("uses-permission")}
        self.assertEqual(asked, PERMISSIONS)

    def test_manifest_keeps_data_on_the_device_and_traffic_encrypted(self):
        application = manifest().find("application")
        for name, value in {"allowBackup": "false", "usesCleartextTraffic": "false",
                            "dataExtractionRules": "@xml/data_extraction_rules",
                            "fullBackupContent": "@xml/backup_rules",
                            "networkSecurityConfig": "@xml/network_security_config"}.items():
            self.assertEqual(application.get(NAMESPACE + name), value, name)
        self.assertIsNone(application.get(NAMESPACE + "debuggable"))

    def test_only_the_launcher_is_exported(self):
        exported = [e for e in manifest().iter() if e.get(NAMESPACE + "exported") == "true"]
        self.assertEqual([e.tag for e in exported], ["activity"])
        self.assertEqual([e.get(NAMESPACE + "name") for e in exported[0].iter("category")],
                         ["android.intent.category.LAUNCHER"])

    def test_network_config_allows_no_plain_text_and_no_user_authorities(self):
        config = ElementTree.parse(ANDROID / "res/xml/network_security_config.xml").getroot()
        allowed = [e.get("cleartextTrafficPermitted") for e in config.iter()
                   if e.get("cleartextTrafficPermitted")]
        self.assertEqual(allowed, ["false"])
        self.assertEqual([e.get("src") for e in config.iter("certificates")], ["system"])

    def test_backup_rules_leave_out_everything(self):
        every = {"root", "file", "database", "sharedpref", "external"}
        old = ElementTree.parse(ANDROID / "res/xml/backup_rules.xml").getroot()
        new = ElementTree.parse(ANDROID / "res/xml/data_extraction_rules.xml").getroot()
        self.assertEqual([part.tag for part in new], ["cloud-backup", "device-transfer"])
        for part in [old, *new]:
            self.assertEqual({e.get("domain") for e in part.iter("exclude")}, every, part.tag)
            self.assertEqual(list(part.iter("include")), [])

    def test_strings_are_the_same_in_both_languages(self):
        def names(folder):
            root = ElementTree.parse(ANDROID / "res" / folder / "strings.xml").getroot()
            return {e.get("name") for e in root.iter("string") if e.text and e.text.strip()}
        self.assertEqual(names("values"), names("values-zh"))

    @unittest.skipUnless(shutil.which("aapt") and FRAMEWORK.exists(), "aapt or its framework is not installed")
    def test_aapt_packs_manifest_and_resources(self):
        with tempfile.TemporaryDirectory() as folder:
            work = pathlib.Path(folder)
            shutil.copytree(ANDROID / "res", work / "res")
            text = (ANDROID / "AndroidManifest.xml").read_text(encoding="utf-8")
            # Known from API 31 on; the framework at hand is that of API 29.
            text, removed = re.subn(r'\s+android:dataExtractionRules="[^"]*"', "", text)
            self.assertEqual(removed, 1)
            (work / "AndroidManifest.xml").write_text(text, encoding="utf-8")
            package = work / "legwork.apk"
            packed = subprocess.run(["aapt", "package", "-f", "-M", work / "AndroidManifest.xml", "-S", work / "res",
                                     "-I", FRAMEWORK, "--min-sdk-version", "29", "--target-sdk-version", "29",
                                     "-F", package], capture_output=True, text=True)
            self.assertEqual(packed.returncode, 0, packed.stderr)
            badging = subprocess.run(["aapt", "dump", "badging", package], capture_output=True, text=True).stdout
            self.assertIn("application-label:'Legwork'", badging)
            self.assertIn("application-label-zh:'Legwork 拜访'", badging)

    @unittest.skipUnless(shutil.which("javac"), "javac is not installed")
    def test_key_vault_compiles_against_the_signatures_it_uses(self):
        stubs = sorted(str(p) for p in (pathlib.Path(__file__).parent / "stubs").rglob("*.java"))
        with tempfile.TemporaryDirectory() as folder:
            done = subprocess.run(["javac", "-Xlint:all,-serial", "-Werror", "-d", folder, *stubs,
                                   ANDROID / "src/org/legwork/app/KeyVault.java"], capture_output=True, text=True)
            self.assertEqual(done.returncode, 0, done.stderr)

    def test_jni_names_are_those_of_the_java_class(self):
        java = (ANDROID / "src/org/legwork/app/KeyVault.java").read_text(encoding="utf-8")
        native = (ANDROID / "android_key_store.cpp").read_text(encoding="utf-8")
        called = set(re.findall(r'kVault,\s*"(\w+)"', native))
        self.assertEqual(called, set(re.findall(r"public static synchronized Answer (\w+)\(", java)))
        for field in re.findall(r'getObjectField(?:<jstring>)?\("(\w+)"', native):
            self.assertRegex(java, r"public final \S+ %s;" % field)


class IosFiles(unittest.TestCase):
    def plist(self, name):
        return plistlib.loads((IOS / name).read_bytes())

    def test_info_has_no_exception_from_encrypted_traffic(self):
        self.assertEqual(self.plist("Info.plist.in")["NSAppTransportSecurity"], {"NSAllowsArbitraryLoads": False})

    def test_info_says_why_it_reads_the_position_in_both_languages(self):
        why = self.plist("Info.plist.in")["NSLocationWhenInUseUsageDescription"]
        self.assertRegex(why, "[\u4e00-\u9fff]")
        self.assertRegex(why, "[A-Za-z]{3}")

    def test_privacy_manifest_names_each_api_with_a_reason_and_no_tracking(self):
        privacy = self.plist("PrivacyInfo.xcprivacy")
        self.assertIs(privacy["NSPrivacyTracking"], False)
        self.assertEqual(privacy["NSPrivacyTrackingDomains"], [])
        reasons = {api["NSPrivacyAccessedAPIType"].replace("NSPrivacyAccessedAPICategory", ""):
                   api["NSPrivacyAccessedAPITypeReasons"] for api in privacy["NSPrivacyAccessedAPITypes"]}
        self.assertEqual(reasons, {"FileTimestamp": ["C617.1"], "UserDefaults": ["CA92.1"],
                                   "DiskSpace": ["E174.1"], "SystemBootTime": ["35F9.1"]})

    def test_keys_stay_on_the_device(self):
        source = (IOS / "ios_key_store.mm").read_text(encoding="utf-8")
        self.assertEqual(set(re.findall(r"kSecAttrAccessible\w+", source)),
                         {"kSecAttrAccessibleAfterFirstUnlockThisDeviceOnly"})


if __name__ == "__main__":
    os.environ["LC_ALL"] = "C.UTF-8"
    sys.exit(unittest.main(verbosity=2))
