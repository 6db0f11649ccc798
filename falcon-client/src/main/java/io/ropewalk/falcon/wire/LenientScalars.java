package io.ropewalk.falcon.wire;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import java.io.IOException;
import java.io.Serial;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;

/** Readers of single values that never fail: what cannot be read as declared counts as absent. */
final class LenientScalars {

    private LenientScalars() {}

    /** A whole number, also from text; a fraction is cut off. */
    static final class Whole extends StdScalarDeserializer<Long> {
        @Serial private static final long serialVersionUID = 1L;

        private static final BigDecimal LARGEST = BigDecimal.valueOf(Long.MAX_VALUE);
        private static final BigDecimal SMALLEST = BigDecimal.valueOf(Long.MIN_VALUE);

        Whole() {
            super(Long.class);
        }

        @Override
        public Long deserialize(JsonParser parser, DeserializationContext context)
                throws IOException {
            String text = textOf(parser);
            try {
                BigDecimal number = text == null ? null : new BigDecimal(text.strip());
                return number == null
                                || number.compareTo(LARGEST) > 0
                                || number.compareTo(SMALLEST) < 0
                        ? null
                        : number.longValue();
            } catch (NumberFormatException e) {
                return null;
            }
        }
    }

    /** A number with a fraction, also from text. */
    static final class Real extends StdScalarDeserializer<Double> {
        @Serial private static final long serialVersionUID = 1L;

        Real() {
            super(Double.class);
        }

        @Override
        public Double deserialize(JsonParser parser, DeserializationContext context)
                throws IOException {
            String text = textOf(parser);
            try {
                Double number = text == null ? null : new BigDecimal(text.strip()).doubleValue();
                return number == null || number.isInfinite() ? null : number;
            } catch (NumberFormatException e) {
                return null;
            }
        }
    }

    /** A point in time, with as many digits of a second as the vendor sends, up to nine. */
    static final class Time extends StdScalarDeserializer<Instant> {
        @Serial private static final long serialVersionUID = 1L;

        Time() {
            super(Instant.class);
        }

        @Override
        public Instant deserialize(JsonParser parser, DeserializationContext context)
                throws IOException {
            String text = textOf(parser);
            try {
                return text == null ? null : Instant.parse(text.strip());
            } catch (DateTimeException e) {
                return null;
            }
        }
    }

    private static String textOf(JsonParser parser) throws IOException {
        if (parser.currentToken().isScalarValue()) {
            return parser.getText();
        }
        parser.skipChildren();
        return null;
    }
}
