package io.ropewalk.simulator.falcon;

import io.ropewalk.simulator.Fault;
import io.ropewalk.simulator.estate.Estate;
import io.ropewalk.simulator.estate.HostField;
import io.ropewalk.simulator.estate.HostFields;
import io.ropewalk.simulator.estate.HostJson;
import io.ropewalk.simulator.http.HttpAnswer.Body;
import java.util.List;
import java.util.Optional;

/** A run of selected hosts. */
@SuppressWarnings("ArrayRecordComponent") // never compared
record HostPage(Estate estate, long[] keys, Span span) {

    static HostPage of(Estate estate, long[] keys, int from, int limit) {
        return new HostPage(estate, keys, Span.of(keys.length, from, limit));
    }

    /** The page after a fault has been at it. */
    HostPage after(Optional<Fault.OnPage> fault) {
        return new HostPage(estate, keys, span.after(fault));
    }

    int next() {
        return span.next();
    }

    long total() {
        return span.total();
    }

    boolean last() {
        return span.last();
    }

    /** The fields of full records once a fault has been at them. */
    static List<HostField> fieldsAfter(Optional<Fault.OnPage> fault, List<HostField> fields) {
        if (fault.isPresent() && fault.get() instanceof Fault.OmitField omitted) {
            return fields.stream().filter(field -> !field.name().equals(omitted.field())).toList();
        }
        return fields;
    }

    Body records(List<HostField> fields) {
        return out -> {
            var host = estate.host();
            for (var i = span.from(); i < span.to(); i++) {
                if (i > span.from()) {
                    out.put(',');
                }
                HostJson.write(host.at(keys[i]), fields, out);
            }
        };
    }

    Body ids() {
        return out -> {
            var field = HostFields.named("device_id").orElseThrow();
            var host = estate.host();
            for (var i = span.from(); i < span.to(); i++) {
                if (i > span.from()) {
                    out.put(',');
                }
                out.raw("\n  \"");
                field.writeValue(host.at(keys[i]), 0, out);
                out.put('"');
            }
        };
    }
}
