package io.ropewalk.stream.delivery.sekoia;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * What a 200 of the intake says of the events of a request.
 *
 * <p>Published: {@code {"event_ids":[..]}} with one id for each event, and "a per-event status in
 * the body" where some are rejected. How that status looks is not published, so any list of the
 * right length is taken for it whose entries are numbers or objects with a number named {@code
 * status}, {@code status_code} or {@code code}; and so is a null among the ids.
 */
sealed interface IntakeAnswer {
    int OK = 200;
    int LEFT_OUT = 422;

    /** It has them all. */
    record All() implements IntakeAnswer {}

    /** A status for each, in the order they were sent. */
    record Each(List<Integer> statuses) implements IntakeAnswer {
        public Each {
            statuses = List.copyOf(statuses);
        }
    }

    /** It has only so many, and does not say which. */
    record Fewer(int accepted) implements IntakeAnswer {}

    /** Whether it has any of them now. */
    default boolean tookSome() {
        return switch (this) {
            case All() -> true;
            case Each(var statuses) -> statuses.stream().anyMatch(status -> status / 100 == 2);
            case Fewer(var accepted) -> accepted > 0;
        };
    }

    /** Empty when it is no answer of an intake. */
    static Optional<IntakeAnswer> read(byte[] json, int sent) {
        try (var parser = Reader.FACTORY.createParser(json)) {
            return new Reader(parser, sent).read();
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    /** Reads the top level and skips what it does not know. */
    final class Reader {
        private static final JsonFactory FACTORY = new JsonFactory();

        private final JsonParser parser;
        private final int sent;
        private Optional<List<Integer>> ids = Optional.empty();
        private Optional<List<Integer>> statuses = Optional.empty();

        private Reader(JsonParser parser, int sent) {
            this.parser = parser;
            this.sent = sent;
        }

        private Optional<IntakeAnswer> read() throws IOException {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return Optional.empty();
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                var name = parser.currentName();
                if (parser.nextToken() != JsonToken.START_ARRAY) {
                    parser.skipChildren();
                } else if (name.equals("event_ids")) {
                    ids = Optional.of(readIds());
                } else {
                    readStatuses()
                            .filter(list -> list.size() == sent)
                            .ifPresent(list -> statuses = Optional.of(list));
                }
            }
            return conclude();
        }

        private Optional<IntakeAnswer> conclude() {
            var accepted =
                    ids.map(list -> (int) list.stream().filter(status -> status == OK).count());
            var named = statuses.or(() -> ids.filter(list -> list.size() == sent));
            if (named.isPresent() && !(isAllWell(named.get()) && accepted.orElse(sent) < sent)) {
                return Optional.of(isAllWell(named.get()) ? new All() : new Each(named.get()));
            }
            return accepted.map(count -> count >= sent ? new All() : new Fewer(count));
        }

        private static boolean isAllWell(List<Integer> list) {
            return list.stream().allMatch(status -> status / 100 == 2);
        }

        private List<Integer> readIds() throws IOException {
            var list = new ArrayList<Integer>();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                parser.skipChildren();
                list.add(parser.currentToken() == JsonToken.VALUE_NULL ? LEFT_OUT : OK);
            }
            return list;
        }

        private Optional<List<Integer>> readStatuses() throws IOException {
            var list = new ArrayList<OptionalInt>();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                list.add(readStatus());
            }
            return list.stream().allMatch(OptionalInt::isPresent)
                    ? Optional.of(
                            list.stream()
                                    .flatMapToInt(status -> IntStream.of(status.orElseThrow()))
                                    .boxed()
                                    .toList())
                    : Optional.empty();
        }

        private OptionalInt readStatus() throws IOException {
            if (parser.currentToken() != JsonToken.START_OBJECT) {
                var status = number();
                parser.skipChildren();
                return status;
            }
            var found = OptionalInt.empty();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                var name = parser.currentName();
                parser.nextToken();
                if (name.equals("status") || name.equals("status_code") || name.equals("code")) {
                    found = number();
                }
                parser.skipChildren();
            }
            return found;
        }

        private OptionalInt number() throws IOException {
            if (parser.currentToken() != JsonToken.VALUE_NUMBER_INT) {
                return OptionalInt.empty();
            }
            var value = parser.getValueAsInt();
            return value >= 100 && value <= 599 ? OptionalInt.of(value) : OptionalInt.empty();
        }
    }
}
