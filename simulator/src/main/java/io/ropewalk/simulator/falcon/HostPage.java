package io.ropewalk.simulator.falcon;

import io.ropewalk.simulator.Fault;
import io.ropewalk.simulator.estate.Estate;
import io.ropewalk.simulator.estate.HostField;
import io.ropewalk.simulator.estate.HostFields;
import io.ropewalk.simulator.estate.HostJson;
import io.ropewalk.simulator.http.HttpAnswer.Body;
import java.util.List;
import java.util.Optional;

/**
 * A run of selected hosts, and what the answer says about it.
 *
 * @param next index the following page starts at
 * @param total what the answer claims there is
 * @param last whether the answer offers no further page
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record HostPage(Estate estate, long[] keys, int from, int to, int next, long total, boolean last) {

    static HostPage of(Estate estate, long[] keys, int from, int limit) {
        var start = Math.min(from, keys.length);
        var end = (int) Math.min(keys.length, (long) start + limit);
        return new HostPage(estate, keys, start, end, end, keys.length, end == keys.length);
    }

    /** The page after a fault has been at it. */
    HostPage after(Optional<Fault.OnPage> fault) {
        return fault.map(this::damaged).orElse(this);
    }

    private HostPage damaged(Fault.OnPage fault) {
        return switch (fault) {
            case Fault.ShortPage cut -> {
                var end = Math.max(from, to - cut.drop());
                yield new HostPage(
                        estate,
                        keys,
                        from,
                        end,
                        cut.lossy() ? next : end,
                        total,
                        cut.lossy() && last);
            }
            case Fault.EmptyPage empty ->
                    new HostPage(
                            estate, keys, from, from, next, total, last || !empty.keepsCursor());
            case Fault.DuplicatePage _ -> {
                var start = Math.max(0, from - (to - from));
                yield new HostPage(
                        estate,
                        keys,
                        start,
                        Math.min(keys.length, start + to - from),
                        next,
                        total,
                        last);
            }
            case Fault.TotalDrift drift ->
                    new HostPage(estate, keys, from, to, next, total + drift.by(), last);
            case Fault.OmitField _ -> this;
        };
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
            for (var i = from; i < to; i++) {
                if (i > from) {
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
            for (var i = from; i < to; i++) {
                if (i > from) {
                    out.put(',');
                }
                out.raw("\n  \"");
                field.writeValue(host.at(keys[i]), 0, out);
                out.put('"');
            }
        };
    }
}
