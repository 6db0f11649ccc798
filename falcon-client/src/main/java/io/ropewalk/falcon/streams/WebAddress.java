package io.ropewalk.falcon.streams;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

/** What counts as an address to send a request to. */
final class WebAddress {

    private WebAddress() {}

    /** The address this text is; empty where it is none, or {@code null}. */
    static Optional<URI> read(String text) {
        if (text == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(new URI(text.strip())).filter(WebAddress::is);
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    static boolean is(URI address) {
        return ("https".equalsIgnoreCase(address.getScheme())
                        || "http".equalsIgnoreCase(address.getScheme()))
                && address.getHost() != null;
    }
}
