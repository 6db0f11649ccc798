package io.ropewalk.stream.takeover;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The offsets in a file of another program:
 *
 * <ul>
 *   <li>{@code cache.json} of the Sekoia connector, a JSON object: {@code
 *       {"https://firehose.example/sensors/entities/datafeed/v1/0": 123}};
 *   <li>the {@code last_seen_offsets} of the Falcon Integration Gateway, a Python dict as text:
 *       {@code {'0': 123, '1': 456}}, also in the quotes that the AWS command line puts around it.
 * </ul>
 *
 * Liberal in quotes, blanks, a comma too many, and offsets as text; anything else is refused.
 */
final class OffsetText {
    private static final Pattern FEED =
            Pattern.compile(
                    "https?://[^/?#\\s]+/(?:[^?#\\s]*/)?datafeed/v[0-9]+/(?<partition>[0-9A-Za-z]+)/?(?:\\?[^#\\s]*)?");
    private static final Pattern PARTITION = Pattern.compile("[0-9A-Za-z]{1,64}");
    private static final Pattern OFFSET = Pattern.compile("0|[1-9][0-9]{0,18}");

    private final TextReader text;
    private final Map<String, Long> offsets = new HashMap<>();

    private OffsetText(TextReader text) {
        this.text = text;
    }

    /**
     * The last offset of each partition, at least one.
     *
     * @param name of the file, for messages
     * @throws TakeoverRefused when any of it is unclear
     */
    static Map<String, Long> parse(String name, String content) {
        var text = new TextReader(name, content);
        if (text.atQuote()) {
            String inner = text.quoted();
            text.end();
            text = new TextReader(name, inner);
        }
        var parsed = new OffsetText(text);
        parsed.object();
        return Map.copyOf(parsed.offsets);
    }

    private void object() {
        text.expect('{', "it must begin with { and hold an offset for each partition");
        while (!text.skip('}')) {
            entry();
            if (!text.skip(',')) {
                text.expect('}', "a comma or } must follow here");
                break;
            }
        }
        text.end();
        if (offsets.isEmpty()) {
            throw text.refused("it names no partition");
        }
    }

    private void entry() {
        String partition = partition(text.atQuote() ? text.quoted() : text.word());
        text.expect(':', "a colon must follow the partition");
        String word = text.atQuote() ? text.quoted() : text.word();
        if (!OFFSET.matcher(word).matches()) {
            throw text.refused(
                    "the offset must be a whole number from 0, without sign or fraction");
        }
        Long offset = number(word);
        Long other = offsets.putIfAbsent(partition, offset);
        if (other != null && !other.equals(offset)) {
            throw text.refused(
                    "partition " + partition + " stands there with two different offsets");
        }
    }

    private String partition(String key) {
        Matcher feed = FEED.matcher(key);
        if (feed.matches()) {
            return feed.group("partition");
        }
        if (PARTITION.matcher(key).matches()) {
            return key;
        }
        throw text.refused(
                "what stands before the offset must be a partition (letters and digits) or a feed URL that ends in"
                        + " /datafeed/v1/<partition>");
    }

    private long number(String word) {
        try {
            return Long.parseLong(word);
        } catch (NumberFormatException e) {
            throw text.refused("the offset is larger than 64 bits can hold");
        }
    }
}
