package io.ropewalk.falcon.threatgraph;

import io.ropewalk.falcon.call.Envelope.Paging;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a page of edges leads to. The swagger names {@code next_page} and {@code offset} and no
 * public source shows either, so every reading of them that can be told apart is understood: {@code
 * next_page} as an address or as a bare offset, {@code offset} as the next one or as an echo.
 */
final class EdgeCursor {

    private static final Pattern OFFSET = Pattern.compile("[?&]offset=([^&#]+)");

    private EdgeCursor() {}

    /**
     * The offset of the following page; empty when there is none.
     *
     * @param sent the offset this page was asked for with
     * @param full whether the page holds as many as were asked for
     */
    static Optional<String> after(Paging paging, Optional<String> sent, boolean full) {
        return paging.next()
                .flatMap(EdgeCursor::offset)
                .or(paging::offset)
                // The echo of a short page ends the listing; that of a full one is a fault, which
                // the walk notices by the repetition.
                .filter(next -> full || !sent.equals(Optional.of(next)));
    }

    private static Optional<String> offset(String nextPage) {
        Matcher found = OFFSET.matcher(nextPage);
        if (found.find()) {
            return decoded(found.group(1));
        }
        boolean address = nextPage.startsWith("/") || nextPage.contains("?");
        return address ? Optional.empty() : Optional.of(nextPage);
    }

    private static Optional<String> decoded(String text) {
        try {
            return Optional.of(URLDecoder.decode(text, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
