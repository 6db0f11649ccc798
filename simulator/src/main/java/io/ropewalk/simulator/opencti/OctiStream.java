package io.ropewalk.simulator.opencti;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ropewalk.simulator.Fault;
import io.ropewalk.simulator.http.Connection;
import io.ropewalk.simulator.http.Streaming;
import io.ropewalk.simulator.opencti.OctiEvent.EventId;
import io.ropewalk.simulator.opencti.OctiHub.Cut;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** The body of one open live stream. */
final class OctiStream implements Streaming {
    private static final int BATCH = 100;
    private static final int REMEMBERED = 5000;
    private static final byte[] LAST_CHUNK = "0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    /**
     * What a client asked for.
     *
     * @param start where it left off
     * @param recover until when the database is read first
     */
    record Asked(EventId start, Optional<Instant> recover, boolean listenDelete) {}

    private final OctiHub hub;
    private final String connectionId;
    private final Asked asked;
    private final AtomicLong delay;
    private final Optional<Fault> fault;
    private final Runnable whenClosed;
    private final Set<String> sentReferences = new HashSet<>();
    private Connection connection;
    private long sentBytes;
    private long frames;
    private boolean over;

    OctiStream(
            OctiHub hub,
            String connectionId,
            Asked asked,
            AtomicLong delay,
            Optional<Fault> fault,
            Runnable whenClosed) {
        this.hub = hub;
        this.connectionId = connectionId;
        this.asked = asked;
        this.delay = delay;
        this.fault = fault;
        this.whenClosed = whenClosed;
    }

    @Override
    public void run(Connection open) throws IOException {
        connection = open;
        connection.whenGone(hub::wake);
        if (fault.orElse(null) instanceof Fault.Stall stall) {
            LockSupport.parkNanos(stall.duration().toNanos());
        }
        connection.begin();
        frame("", "connected", connected());
        var position = recover();
        follow(position);
        if (!over) {
            connection.write(LAST_CHUNK, 0, LAST_CHUNK.length);
        }
    }

    private String connected() {
        var extent = hub.extent();
        var first = (EventId) extent.get(0);
        var last = (EventId) extent.get(1);
        return Stix.MAPPER
                .createObjectNode()
                .put("firstEventId", first.toString())
                .put("firstEventDate", Instant.ofEpochMilli(first.millis()).toString())
                .put("lastEventId", last.toString())
                .put("lastEventDate", Instant.ofEpochMilli(last.millis()).toString())
                .put("streamSize", (int) extent.get(2))
                .put("connectionId", connectionId)
                .toString();
    }

    /** Reads the database first, where that was asked for; answers where the stream goes on. */
    private EventId recover() throws IOException {
        if (asked.recover().isEmpty()) {
            return asked.start();
        }
        var until = asked.recover().get().toEpochMilli();
        for (var object : hub.changed(asked.start().millis(), until)) {
            if (stops()) {
                return asked.start();
            }
            var id = new EventId(object.updatedMillis(), 0);
            references(id, object);
            var node = OctiEvent.envelope("create", object, id);
            ((ObjectNode) node.get("origin")).put("referer", "init");
            frame(id.toString(), "create", node.toString());
        }
        var from = new EventId(until, 0);
        return from.compareTo(asked.start()) > 0 ? from : asked.start();
    }

    private void follow(EventId position) throws IOException {
        var place = hub.placeAfter(position);
        var scanned = position;
        while (!stops()) {
            var batch = hub.next(place, BATCH, hub.rules().heartbeat().toMillis());
            if (stops() || cutNow(batch)) {
                return;
            }
            for (var event : batch.events()) {
                send(event);
                if (stops()) {
                    return;
                }
            }
            place = batch.next();
            scanned = batch.events().isEmpty() ? invented() : batch.scanned();
            // None is sent before there is a position.
            if (batch.events().isEmpty()) {
                heartbeat(scanned);
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(delay.get()));
        }
    }

    /** Whether the reader has gone, or may read no more: then the answer simply ends. */
    private boolean stops() {
        var rules = hub.rules();
        return over || connection.gone() || !rules.live() || !rules.allowed();
    }

    private boolean cutNow(OctiHub.Batch batch) throws IOException {
        var cut = hub.takeCut();
        if (cut.isEmpty()) {
            return false;
        }
        if (cut.get() == Cut.MID_FRAME) {
            var text =
                    batch.events().isEmpty()
                            ? text(invented().toString(), "heartbeat", "\"" + hub.now() + "\"")
                            : text(
                                    batch.events().getFirst().id().toString(),
                                    "create",
                                    batch.events().getFirst().data());
            var half = text.substring(0, text.indexOf("data:") + 7);
            chunk(half.getBytes(StandardCharsets.UTF_8));
            connection.end();
        } else if (cut.get() == Cut.RESET) {
            connection.reset();
        }
        over = cut.get() != Cut.END;
        return true;
    }

    /** A blocking read that brought nothing: the id is the clock's, and of no event. */
    private EventId invented() {
        return new EventId(hub.now().plus(hub.rules().heartbeatSkew()).toEpochMilli(), 0);
    }

    private void heartbeat(EventId id) throws IOException {
        frame(id.toString(), "heartbeat", "\"" + Instant.ofEpochMilli(id.millis()) + "\"");
    }

    private void send(OctiEvent event) throws IOException {
        var rules = hub.rules();
        var name =
                event.raw().isPresent()
                        ? Optional.of(event.type())
                        : event.nameFor(rules.onlyValid(), asked.listenDelete());
        if (name.isEmpty()) {
            return;
        }
        if (event.raw().isEmpty() && !name.get().equals("delete")) {
            references(event.id(), event.after());
        }
        var data = event.data();
        frame(event.id().toString(), name.get(), data);
        frames++;
        if (rules.duplicateEvery() > 0 && frames % rules.duplicateEvery() == 0) {
            frame(event.id().toString(), name.get(), data);
        }
    }

    /** What an object refers to comes before it, under its id; each once to a connection. */
    private void references(EventId id, Stix object) throws IOException {
        if (!hub.rules().dependencies()) {
            return;
        }
        var author = object.json().path("created_by_ref").asText("");
        if (author.isEmpty() || !sentReferences.add(author)) {
            return;
        }
        if (sentReferences.size() > REMEMBERED) {
            sentReferences.clear();
        }
        var identity = new Stix(author, "identity", id.millis(), false, () -> identity(author));
        var node = OctiEvent.envelope("create", identity, id);
        ((ObjectNode) node.get("origin")).put("referer", "init-dependencies");
        frame(id.toString(), "create", node.toString());
    }

    private static String identity(String id) {
        return Stix.MAPPER
                .createObjectNode()
                .put("type", "identity")
                .put("spec_version", "2.1")
                .put("id", id)
                .put("name", "An author")
                .put("identity_class", "organization")
                .toString();
    }

    private void frame(String id, String event, String data) throws IOException {
        if (!over) {
            chunk(text(id, event, data).getBytes(StandardCharsets.UTF_8));
        }
    }

    private static String text(String id, String event, String data) {
        return (id.isEmpty() ? "" : "id: " + id + "\n")
                + "event: "
                + event
                + "\ndata: "
                + data
                + "\n\n";
    }

    private void chunk(byte[] frame) throws IOException {
        var head = (Integer.toHexString(frame.length) + "\r\n").getBytes(StandardCharsets.US_ASCII);
        var whole = new byte[head.length + frame.length + 2];
        System.arraycopy(head, 0, whole, 0, head.length);
        System.arraycopy(frame, 0, whole, head.length, frame.length);
        whole[whole.length - 2] = '\r';
        whole[whole.length - 1] = '\n';
        if (fault.orElse(null) instanceof Fault.CutBody cut
                && sentBytes + frame.length > cut.afterBytes()) {
            var left = (int) Math.max(0, cut.afterBytes() - sentBytes);
            connection.write(whole, 0, head.length + left);
            connection.end();
            over = true;
            return;
        }
        sentBytes += frame.length;
        connection.write(whole, 0, whole.length);
    }

    @Override
    public void close() {
        whenClosed.run();
    }
}
