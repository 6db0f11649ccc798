package io.ropewalk.inventory.links;

import java.util.Locale;
import java.util.regex.Pattern;

/** Which addresses are public: those that mean the same machine, or gateway, to everyone. */
final class IpAddresses {
    private static final Pattern V4 = Pattern.compile("(\\d{1,3}\\.){3}\\d{1,3}");
    private static final Pattern V6 = Pattern.compile("[0-9a-f:]*:[0-9a-f:]*");

    /** This network, private, shared (carrier NAT), loopback, link-local, multicast and above. */
    private static final Pattern NOT_PUBLIC_V4 =
            Pattern.compile(
                    "(0|10|127|22[4-9]|2[3-5]\\d)\\..*"
                            + "|192\\.168\\..*|169\\.254\\..*"
                            + "|172\\.(1[6-9]|2\\d|3[01])\\..*"
                            + "|100\\.(6[4-9]|[7-9]\\d|1[01]\\d|12[0-7])\\..*");

    /** None, loopback, unique local, link-local, multicast. */
    private static final Pattern NOT_PUBLIC_V6 = Pattern.compile("::1?|f[cd].*|fe[89ab].*|ff.*");

    private IpAddresses() {}

    static boolean isPublic(String address) {
        if (address == null) {
            return false;
        }
        if (V4.matcher(address).matches()) {
            return !NOT_PUBLIC_V4.matcher(address).matches();
        }
        String lower = address.toLowerCase(Locale.ROOT);
        return V6.matcher(lower).matches() && !NOT_PUBLIC_V6.matcher(lower).matches();
    }
}
