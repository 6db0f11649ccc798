package io.ropewalk.ioc.value;

import java.util.Arrays;

/** IPv6 addresses as RFC 5952 writes them. */
final class Ipv6 {
    private static final int GROUPS = 8;

    private Ipv6() {}

    static Canonical canonical(String text) {
        int[] groups = parse(text);
        if (groups.length == 0) {
            return new Canonical.None(Refusal.BAD_VALUE);
        }
        if (isMapped(groups)) {
            return Canonical.of(
                    IocType.IPV4,
                    "%d.%d.%d.%d"
                            .formatted(
                                    groups[6] >> 8,
                                    groups[6] & 255,
                                    groups[7] >> 8,
                                    groups[7] & 255));
        }
        return isInternal(groups)
                ? new Canonical.None(Refusal.COMMON_VALUE)
                : Canonical.Forms.value(IocType.IPV6, write(groups));
    }

    /** {@code ::ffff:a.b.c.d}. */
    private static boolean isMapped(int[] it) {
        return Arrays.stream(it, 0, 5).allMatch(group -> group == 0) && it[5] == 0xffff;
    }

    /** Unspecified, loopback, link local, unique local, multicast. */
    private static boolean isInternal(int[] it) {
        boolean low = Arrays.stream(it, 0, 7).allMatch(group -> group == 0) && it[7] <= 1;
        return low
                || (it[0] & 0xffc0) == 0xfe80
                || (it[0] & 0xfe00) == 0xfc00
                || (it[0] & 0xff00) == 0xff00;
    }

    /** The eight groups; none where it is no address. */
    private static int[] parse(String text) {
        int gap = text.indexOf("::");
        if (gap < 0) {
            int[] all = groups(text);
            return all.length == GROUPS ? all : new int[0];
        }
        String before = text.substring(0, gap);
        String after = text.substring(gap + 2);
        int[] head = before.isEmpty() ? new int[0] : groups(before);
        int[] tail = after.isEmpty() ? new int[0] : groups(after);
        boolean broken =
                (head.length == 0 && !before.isEmpty())
                        || (tail.length == 0 && !after.isEmpty())
                        || before.contains(".")
                        || head.length + tail.length >= GROUPS;
        if (broken) {
            return new int[0];
        }
        int[] all = new int[GROUPS];
        System.arraycopy(head, 0, all, 0, head.length);
        System.arraycopy(tail, 0, all, GROUPS - tail.length, tail.length);
        return all;
    }

    /** Groups parted by colons, the last two perhaps as dotted quad; none where one is broken. */
    private static int[] groups(String text) {
        String[] parts = text.split(":", -1);
        if (parts.length > GROUPS) {
            return new int[0];
        }
        boolean dotted = parts[parts.length - 1].contains(".");
        int[] found = new int[dotted ? parts.length + 1 : parts.length];
        int plain = dotted ? parts.length - 1 : parts.length;
        for (int i = 0; i < plain; i++) {
            found[i] = group(parts[i]);
            if (found[i] < 0) {
                return new int[0];
            }
        }
        if (dotted) {
            int[] quad = Canonical.Forms.quad(parts[parts.length - 1]);
            if (quad.length == 0) {
                return new int[0];
            }
            found[plain] = quad[0] << 8 | quad[1];
            found[plain + 1] = quad[2] << 8 | quad[3];
        }
        return found;
    }

    private static int group(String text) {
        boolean hex =
                !text.isEmpty()
                        && text.length() <= 4
                        && text.chars().allMatch(it -> it < 128 && Character.digit(it, 16) >= 0);
        return hex ? Integer.parseInt(text, 16) : -1;
    }

    /** Lower case, no leading zeros, the first longest run of two zeros or more as {@code ::}. */
    private static String write(int[] groups) {
        int from = -1;
        int length = 1;
        for (int i = 0; i < GROUPS; i++) {
            int end = i;
            while (end < GROUPS && groups[end] == 0) {
                end++;
            }
            if (end - i > length) {
                from = i;
                length = end - i;
            }
        }
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < GROUPS; i++) {
            if (i == from) {
                text.append("::");
                i += length - 1;
            } else {
                boolean first = text.isEmpty() || text.charAt(text.length() - 1) == ':';
                text.append(first ? "" : ":").append(Integer.toHexString(groups[i]));
            }
        }
        return text.toString();
    }
}
