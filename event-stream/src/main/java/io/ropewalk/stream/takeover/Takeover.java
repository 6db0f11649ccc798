package io.ropewalk.stream.takeover;

import io.ropewalk.stream.state.Position;
import io.ropewalk.stream.state.Takeovers;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.Set;

/** Begins each tenant where the program before ended. */
public final class Takeover {
    private final Takeovers state;
    private final OffsetSource source;

    public Takeover(Takeovers state, OffsetSource source) {
        this.state = Objects.requireNonNull(state, "state");
        this.source = Objects.requireNonNull(source, "source");
    }

    /**
     * Gives every sink of a tenant that has no position yet the one of the file. To be called
     * before anything of the tenant is read. Once it has worked, later calls read nothing: the file
     * may be gone by then. A partition that the file does not name begins like any new one.
     *
     * @param name of the file: {@code ropewalk.stream.takeover.<tenant>}
     * @return how many positions were written; empty when it was done before
     * @throws TakeoverRefused when any of the file is unclear; nothing is written then
     */
    public OptionalInt run(String tenant, String name, Set<String> sinks) {
        if (state.done(tenant)) {
            return OptionalInt.empty();
        }
        Map<String, Position> positions = new HashMap<>();
        OffsetText.parse(name, source.read(name))
                .forEach((partition, offset) -> positions.put(partition, after(offset)));
        return state.apply(tenant, positions, sinks, name);
    }

    /**
     * Where to go on after another program's last offset. The event at that offset comes again:
     * these programs note it when they take it, or although its delivery failed, so only what is
     * before it counts as delivered.
     */
    private static Position after(long lastTaken) {
        return lastTaken == 0 ? Position.OLDEST : Position.OLDEST.at(lastTaken - 1, 0);
    }
}
