package io.ropewalk.ioc.value;

import java.util.Comparator;
import java.util.Objects;

/** One value, in canonical form: two spellings of one thing are equal. */
public record IocValue(IocType type, String value) implements Comparable<IocValue> {
    private static final Comparator<IocValue> ORDER =
            Comparator.comparing(IocValue::type).thenComparing(IocValue::value);

    public IocValue {
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(value, "value");
    }

    @Override
    public int compareTo(IocValue other) {
        return ORDER.compare(this, other);
    }
}
