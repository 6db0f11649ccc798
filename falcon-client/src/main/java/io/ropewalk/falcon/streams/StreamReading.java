package io.ropewalk.falcon.streams;

import io.ropewalk.falcon.ItemError;
import java.math.BigDecimal;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes streams of what discovery lists: a broken one does not take the others with it. */
final class StreamReading {

    private static final BigDecimal LARGEST = BigDecimal.valueOf(Long.MAX_VALUE);
    private static final BigDecimal SMALLEST = BigDecimal.valueOf(Long.MIN_VALUE);

    /** The last part of the path, unless it is the version and the partition is what is missing. */
    private static final Pattern PARTITION =
            Pattern.compile(".*/(?<!/datafeed/)(?<!/datafeed-actions/)([0-9a-zA-Z]+)/?");

    private final List<StreamDescriptor> streams = new ArrayList<>();
    private final List<ItemError> faults = new ArrayList<>();

    StreamReading(List<ListedStream> listed) {
        listed.forEach(this::read);
    }

    List<StreamDescriptor> streams() {
        return streams;
    }

    /** One for each stream that cannot be used, with its partition where that is known. */
    List<ItemError> faults() {
        return faults;
    }

    private void read(ListedStream listed) {
        Optional<URI> feed = WebAddress.read(listed.dataFeedUrl());
        Optional<URI> refresh = WebAddress.read(listed.refreshActiveSessionUrl());
        Optional<SessionToken> token = token(listed);
        Optional<String> partition =
                refresh.flatMap(StreamReading::partition)
                        .or(() -> feed.flatMap(StreamReading::partition));
        if (feed.isEmpty()) {
            fault("has no usable dataFeedURL", partition);
        } else if (refresh.isEmpty()) {
            fault("has no usable refreshActiveSessionURL", partition);
        } else if (token.isEmpty()) {
            fault("has no usable session token", partition);
        } else if (partition.isEmpty()) {
            fault("names no partition in its addresses", partition);
        } else if (streams.stream().anyMatch(it -> it.partition().equals(partition.get()))) {
            fault("names a partition that was listed before", partition);
        } else {
            streams.add(
                    new StreamDescriptor(
                            feed.get(),
                            token.get(),
                            refresh.get(),
                            seconds(listed.refreshActiveSessionInterval()),
                            partition.get()));
        }
    }

    private void fault(String what, Optional<String> partition) {
        int place = streams.size() + faults.size() + 1;
        faults.add(new ItemError(0, "Stream " + place + " " + what + ".", partition));
    }

    /** The session token of a stream, where it has one that fits into a header. */
    static Optional<SessionToken> token(ListedStream listed) {
        return Optional.ofNullable(listed.token())
                .filter(token -> !token.isEmpty())
                .filter(token -> token.chars().allMatch(c -> c > ' ' && c < 0x7f))
                .map(token -> new SessionToken(token, time(listed.expiration())));
    }

    private static Optional<Instant> time(String text) {
        try {
            return Optional.ofNullable(text).map(String::strip).map(Instant::parse);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static OptionalLong seconds(String text) {
        if (text == null) {
            return OptionalLong.empty();
        }
        try {
            BigDecimal number = new BigDecimal(text.strip());
            return OptionalLong.of(number.min(LARGEST).max(SMALLEST).longValue());
        } catch (NumberFormatException e) {
            return OptionalLong.empty();
        }
    }

    private static Optional<String> partition(URI address) {
        Matcher found = PARTITION.matcher(address.getPath());
        return found.matches() ? Optional.of(found.group(1)) : Optional.empty();
    }
}
