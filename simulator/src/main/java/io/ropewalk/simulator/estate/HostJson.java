package io.ropewalk.simulator.estate;

import io.ropewalk.simulator.http.ByteSink;
import java.util.List;

/**
 * Writes host records as elements of {@code resources}: indented by one space a level, as the
 * vendor prints its bodies.
 */
public final class HostJson {
    private static final byte[] OPEN = Texts.bytes("\n  {");
    private static final byte[] CLOSE = Texts.bytes("\n  }");

    private HostJson() {}

    public static void write(Host host, List<HostField> fields, ByteSink out) {
        out.raw(OPEN);
        var first = true;
        for (var field : fields) {
            if (!field.presentIn(host)) {
                continue;
            }
            if (!first) {
                out.put(',');
            }
            first = false;
            field.writeMember(host, out);
        }
        out.raw(CLOSE);
    }
}
