package io.ropewalk.ioc.value;

import java.net.IDN;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;

/** A value in the form Falcon stores, or why there is none. */
public sealed interface Canonical {

    /** The one form. Its type may differ: an IPv4 address written as IPv6 is IPv4. */
    record Value(IocValue value) implements Canonical {
        public Value {
            Objects.requireNonNull(value, "value");
        }
    }

    /** No IOC. */
    record None(Refusal why) implements Canonical {
        public None {
            Objects.requireNonNull(why, "why");
        }
    }

    /** Reads a value of this kind as people write it. */
    static Canonical of(IocType type, String text) {
        String value = text.strip();
        return switch (type) {
            case MD5 -> Forms.hash(type, value, 32);
            case SHA256 -> Forms.hash(type, value, 64);
            case DOMAIN -> Forms.domain(value);
            case IPV4 -> Forms.ipv4(value);
            case IPV6 -> Forms.ipv6(value);
        };
    }

    /** The rules of each type. */
    final class Forms {
        private static final Pattern HEX = Pattern.compile("[0-9a-f]+");
        private static final Pattern LABEL =
                Pattern.compile("[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?");
        private static final Pattern DIGITS = Pattern.compile("\\d+");
        private static final int MAX_DOMAIN = 200;

        /** IDNA 2003, which the JDK knows, maps these to something else; IDNA 2008 keeps them. */
        private static final Pattern DEVIATION = Pattern.compile("[ßς\\u200c\\u200d]");

        /** Of no bytes at all; any program makes such a file. */
        private static final Set<String> EMPTY_FILE =
                Set.of(
                        "d41d8cd98f00b204e9800998ecf8427e",
                        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");

        private Forms() {}

        private static Canonical hash(IocType type, String text, int digits) {
            String value = text.toLowerCase(Locale.ROOT);
            if (value.length() != digits || !HEX.matcher(value).matches()) {
                return new None(Refusal.BAD_VALUE);
            }
            if (EMPTY_FILE.contains(value) || value.chars().allMatch(it -> it == '0')) {
                return new None(Refusal.COMMON_VALUE);
            }
            return value(type, value);
        }

        private static Canonical domain(String text) {
            if (text.length() > MAX_DOMAIN || DEVIATION.matcher(text).find()) {
                return new None(
                        text.length() > MAX_DOMAIN ? Refusal.BAD_VALUE : Refusal.AMBIGUOUS_VALUE);
            }
            String plain = text.replace("[.]", ".");
            String ascii;
            try {
                ascii = IDN.toASCII(plain).toLowerCase(Locale.ROOT);
            } catch (IllegalArgumentException _) {
                return new None(Refusal.BAD_VALUE);
            }
            String name = ascii.endsWith(".") ? ascii.substring(0, ascii.length() - 1) : ascii;
            String[] labels = name.split("\\.", -1);
            if (name.length() > MAX_DOMAIN
                    || labels.length < 2
                    || !Arrays.stream(labels).allMatch(it -> LABEL.matcher(it).matches())
                    || DIGITS.matcher(labels[labels.length - 1]).matches()) {
                return new None(Refusal.BAD_VALUE);
            }
            return value(IocType.DOMAIN, name);
        }

        private static Canonical ipv4(String text) {
            int slash = text.indexOf('/');
            if (slash >= 0 && !text.substring(slash).equals("/32")) {
                return new None(network(text.substring(slash + 1), 32));
            }
            String address = (slash < 0 ? text : text.substring(0, slash)).replace("[.]", ".");
            int[] parts = quad(address);
            if (parts.length == 0) {
                return new None(Refusal.BAD_VALUE);
            }
            return isInternal(parts)
                    ? new None(Refusal.COMMON_VALUE)
                    : value(IocType.IPV4, address);
        }

        private static Refusal network(String bits, int most) {
            return DIGITS.matcher(bits).matches()
                            && bits.length() <= 3
                            && Integer.parseInt(bits) <= most
                    ? Refusal.RANGE
                    : Refusal.BAD_VALUE;
        }

        /** The four numbers; none where it is no address. A leading zero may mean octal. */
        static int[] quad(String text) {
            String[] parts = text.split("\\.", -1);
            if (parts.length != 4) {
                return new int[0];
            }
            int[] numbers = new int[4];
            for (int i = 0; i < 4; i++) {
                String part = parts[i];
                boolean number =
                        part.length() <= 3
                                && part.chars().allMatch(it -> it >= '0' && it <= '9')
                                && (part.length() == 1 || !part.startsWith("0"));
                numbers[i] = number && !part.isEmpty() ? Integer.parseInt(part) : 256;
                if (numbers[i] > 255) {
                    return new int[0];
                }
            }
            return numbers;
        }

        /** This host, loopback, private, link local, shared, multicast, reserved. */
        private static boolean isInternal(int[] it) {
            return it[0] == 0
                    || it[0] == 10
                    || it[0] == 127
                    || it[0] >= 224
                    || (it[0] == 100 && it[1] >= 64 && it[1] < 128)
                    || (it[0] == 169 && it[1] == 254)
                    || (it[0] == 172 && it[1] >= 16 && it[1] < 32)
                    || (it[0] == 192 && it[1] == 168);
        }

        private static Canonical ipv6(String text) {
            int slash = text.indexOf('/');
            if (slash >= 0 && !text.substring(slash).equals("/128")) {
                return new None(network(text.substring(slash + 1), 128));
            }
            String address = slash < 0 ? text : text.substring(0, slash);
            int zone = address.indexOf('%');
            return Ipv6.canonical(zone < 0 ? address : address.substring(0, zone));
        }

        static Canonical value(IocType type, String value) {
            return new Value(new IocValue(type, value));
        }
    }
}
