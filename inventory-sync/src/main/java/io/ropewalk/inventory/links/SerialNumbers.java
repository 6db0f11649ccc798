package io.ropewalk.inventory.links;

import java.util.Locale;
import java.util.Set;

/**
 * Which serial numbers tell a machine. Firmware that has none states a placeholder, and thousands
 * of machines state the same one. Numbers of virtual machines ({@code VMware-56 4d ...}, {@code
 * ec2...}, {@code GoogleCloud-...}) tell theirs.
 */
final class SerialNumbers {
    private static final int SHORTEST = 4;

    /** In lower case, without blanks, dots and dashes. */
    private static final Set<String> PLACEHOLDERS =
            Set.of(
                    "none",
                    "null",
                    "unknown",
                    "empty",
                    "invalid",
                    "default",
                    "defaultstring",
                    "tobefilledbyoem",
                    "filledbyoem",
                    "systemserialnumber",
                    "serialnumber",
                    "chassisserialnumber",
                    "baseboardserialnumber",
                    "notspecified",
                    "notapplicable",
                    "notavailable",
                    "notdefined",
                    "nosettings",
                    "oemstring",
                    "standard",
                    "123456789",
                    "1234567890",
                    "0123456789",
                    "123456789012",
                    "01234567890123456789",
                    "sernum0",
                    "testserial");

    private SerialNumbers() {}

    static boolean tells(String serial) {
        if (serial == null) {
            return false;
        }
        String plain = serial.toLowerCase(Locale.ROOT).replaceAll("[\\s.\\-_/]", "");
        return plain.length() >= SHORTEST
                && plain.chars().distinct().count() > 1
                && !PLACEHOLDERS.contains(plain);
    }
}
