package io.ropewalk.simulator.estate;

import io.ropewalk.simulator.http.ByteSink;
import java.util.ArrayList;
import java.util.List;

/** Reads fields of one host after another as texts. For one thread. */
public final class HostReader {
    private final Host host;
    private final ByteSink scratch = ByteSink.growing(128);

    public HostReader(Host host) {
        this.host = host;
    }

    /** All values of a field that exists; none when this host lacks it. */
    public List<String> values(String name) {
        var field = HostFields.named(name).orElseThrow();
        var count = field.values(host);
        var values = new ArrayList<String>(count);
        for (var i = 0; i < count; i++) {
            scratch.clear();
            field.writeValue(host, i, scratch);
            values.add(scratch.text());
        }
        return values;
    }

    /** The first value; empty when this host lacks the field. */
    public String first(String name) {
        var values = values(name);
        return values.isEmpty() ? "" : values.getFirst();
    }
}
