package io.ropewalk.inventory.links;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Which MAC addresses tell a machine: those that a maker burnt into a card. Not the ones made up by
 * software, which other machines have too: randomised ones, Docker's, hypervisors' and VPN
 * adapters'.
 */
final class MacAddresses {
    private static final Pattern FORM = Pattern.compile("[0-9a-f]{12}");
    private static final int NOT_UNICAST_OR_LOCAL = 0b11;

    /** How the addresses of hypervisors and VPN clients begin. */
    private static final List<String> VIRTUAL =
            List.of(
                    "000569", "000c29", "001c14", "005056", // VMware
                    "00155d", "0003ff", // Microsoft
                    "080027", // VirtualBox
                    "001c42", // Parallels
                    "00163e", // Xen
                    "00059a", // Cisco AnyConnect
                    "00ff"); // TAP adapters

    private MacAddresses() {}

    /** The address in lower case with dashes, if it tells a machine. */
    static Optional<String> telling(String mac) {
        if (mac == null) {
            return Optional.empty();
        }
        String plain = mac.toLowerCase(Locale.ROOT).replaceAll("[:.\\-]", "");
        if (!FORM.matcher(plain).matches()
                || (Integer.parseInt(plain, 0, 2, 16) & NOT_UNICAST_OR_LOCAL) != 0
                || VIRTUAL.stream().anyMatch(plain::startsWith)
                || plain.chars().distinct().count() < 3) {
            return Optional.empty();
        }
        return Optional.of(plain.replaceAll("(..)(?!$)", "$1-"));
    }

    /** How other programs may write an address. */
    static List<String> notations(String telling) {
        String colons = telling.replace('-', ':');
        return List.of(
                telling, colons, telling.toUpperCase(Locale.ROOT), colons.toUpperCase(Locale.ROOT));
    }
}
