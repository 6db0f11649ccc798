package io.ropewalk.system.repository;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What no file may hold, one answer for each reason. The needles are written in two parts, so that
 * this file does not find itself.
 */
enum Hygiene {
    /** Where libraries come from is the user's settings' business. */
    REGISTRY_HOST(
            "(repo1?\\.maven|repo\\.maven|maven\\.google|plugins\\.gradle|registry\\.npmjs|files\\.pythonhosted|pypi"
                    + "\\.org|crates\\.io|proxy\\.golang|central\\.sonatype|oss\\.sonatype|jitpack\\.io|jfrog\\.io|artifactory\\.)") {
        @Override
        boolean concerns(String name) {
            return true;
        }
    },
    /** A clone stands alone. */
    OUTSIDE(
            "(\\.\\./|/)"
                    + "shared/(design|reference|contract|facts)|\\b(design|style|falcon-api)"
                    + "\\.md") {
        @Override
        boolean concerns(String name) {
            return true;
        }
    },
    BUILD_MACHINE("(/work" + "/(main|shared)|/home/\\w+/|/root" + "/|[A-Z]:\\\\Users)") {
        @Override
        boolean concerns(String name) {
            return true;
        }
    },
    /** What is not done is not in main code: it is an issue. */
    UNFINISHED("\\b(TO" + "DO|FIX" + "ME|XX" + "X)\\b") {
        @Override
        boolean concerns(String name) {
            return name.contains("/src/main/") && !isData(name);
        }
    },
    /** A test that is off says why. */
    DISABLED_WITHOUT_REASON("@Dis" + "abled(?!\\w|\\s*\\(\\s*\"[^\"]{10,})") {
        @Override
        boolean concerns(String name) {
            return name.endsWith(".java") && !name.endsWith("HygieneTest.java");
        }
    },
    /** Rules are not frozen: no store of old violations. */
    FROZEN_RULE("Freezing" + "ArchRule|archunit" + "_store") {
        @Override
        boolean concerns(String name) {
            return true;
        }
    };

    private final Pattern needle;

    Hygiene(String needle) {
        this.needle = Pattern.compile(needle);
    }

    abstract boolean concerns(String name);

    /** The first breach in a file, as it stands there. */
    Optional<String> breach(String name, String text) {
        if (!concerns(name)) {
            return Optional.empty();
        }
        var matcher = needle.matcher(text);
        return matcher.find()
                ? Optional.of(
                        name
                                + ": "
                                + matcher.group()
                                + " ("
                                + name().toLowerCase(Locale.ROOT)
                                + ")")
                : Optional.empty();
    }

    /** Recorded answers of the vendor and the like. */
    private static boolean isData(String name) {
        return name.endsWith(".json") || name.endsWith(".ndjson") || name.endsWith(".csv");
    }
}
