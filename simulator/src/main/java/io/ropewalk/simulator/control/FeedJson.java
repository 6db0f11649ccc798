package io.ropewalk.simulator.control;

import com.fasterxml.jackson.databind.JsonNode;
import io.ropewalk.simulator.control.StrictObject.BadControl;
import io.ropewalk.simulator.feed.FeedRules;
import io.ropewalk.simulator.feed.FeedRules.BelowRetained;
import io.ropewalk.simulator.feed.FeedRules.BusyScope;
import io.ropewalk.simulator.feed.FeedRules.LineEnd;
import io.ropewalk.simulator.feed.FeedRules.OffsetReading;
import io.ropewalk.simulator.feed.FeedRules.SecondReader;
import io.ropewalk.simulator.feed.FeedRules.WhenceReading;
import io.ropewalk.simulator.feed.FeedSpec;
import io.ropewalk.simulator.feed.FeedSpec.AuditEvents;
import io.ropewalk.simulator.feed.MalformedLine;
import io.ropewalk.simulator.feed.Planted;
import java.net.URI;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Reads a tenant's feed. What a body leaves out is as ever. */
final class FeedJson {
    private static final List<String> KEYS =
            List.of(
                    "partitions",
                    "events",
                    "eventsPerSecond",
                    "eventBytes",
                    "firstOffset",
                    "retainedFrom",
                    "entitled",
                    "auditEvents",
                    "planted",
                    "interval",
                    "sessionTokenLife",
                    "keepAlive",
                    "sessionMaxLife",
                    "releaseDelay",
                    "lineEnd",
                    "busyScope",
                    "offsetReading",
                    "whenceReading",
                    "belowRetained",
                    "secondReader",
                    "secondReaderStatus",
                    "looseAppIds",
                    "origin");
    private static final List<String> PLANTED_KEYS =
            List.of("partition", "offset", "line", "base64", "malformed", "bytes");

    private FeedJson() {}

    static FeedSpec feed(JsonNode node) {
        var json = StrictObject.of("feed", node, KEYS);
        var usual = FeedSpec.EMPTY;
        try {
            return new FeedSpec(
                    json.number("partitions", usual.partitions()),
                    json.bigNumber("events", usual.events()),
                    json.share("eventsPerSecond", usual.eventsPerSecond()),
                    json.number("eventBytes", usual.eventBytes()),
                    json.bigNumber("firstOffset", usual.firstOffset()),
                    json.bigNumber("retainedFrom", usual.retainedFrom()),
                    json.flag("entitled", usual.entitled()),
                    json.choice("auditEvents", AuditEvents.class, usual.auditEvents()),
                    json.list("planted", FeedJson::planted),
                    rules(json, usual.rules()));
        } catch (IllegalArgumentException e) {
            throw new BadControl(e.getMessage());
        }
    }

    private static FeedRules rules(StrictObject json, FeedRules usual) {
        return new FeedRules(
                interval(json, usual),
                json.duration("sessionTokenLife", usual.tokenLife()),
                json.duration("keepAlive", usual.keepAlive()),
                json.duration("sessionMaxLife", usual.sessionMaxLife()),
                json.duration("releaseDelay", usual.releaseDelay()),
                json.choice("lineEnd", LineEnd.class, usual.lineEnd()),
                json.choice("busyScope", BusyScope.class, usual.busyScope()),
                json.choice("offsetReading", OffsetReading.class, usual.offsetReading()),
                json.choice("whenceReading", WhenceReading.class, usual.whenceReading()),
                json.choice("belowRetained", BelowRetained.class, usual.belowRetained()),
                json.choice("secondReader", SecondReader.class, usual.secondReader()),
                json.number("secondReaderStatus", usual.secondReaderStatus()),
                json.flag("looseAppIds", usual.looseAppIds()),
                json.has("origin") ? Optional.of(URI.create(json.text("origin"))) : usual.origin());
    }

    /** {@code null} leaves the member out of descriptors. */
    private static OptionalLong interval(StrictObject json, FeedRules usual) {
        return json.raw("interval").isNull()
                ? OptionalLong.empty()
                : OptionalLong.of(
                        json.bigNumber(
                                "interval", usual.interval().orElse(FeedRules.DEFAULT_INTERVAL)));
    }

    /** A line at an offset: its text, its bytes, or what is done to the computed one. */
    static Planted planted(JsonNode node) {
        var json = StrictObject.of("planted", node, PLANTED_KEYS);
        var partition = json.text("partition", "0");
        var offset = json.bigNumber("offset", -1);
        if (json.has("line")) {
            return Planted.text(partition, offset, json.text("line"));
        }
        if (json.has("base64")) {
            return new Planted(partition, offset, new Planted.Content.Raw(bytes(json)));
        }
        if (json.has("malformed")) {
            return Planted.broken(
                    partition,
                    offset,
                    json.choice("malformed", MalformedLine.class, MalformedLine.PLAIN_TEXT));
        }
        if (json.has("bytes")) {
            return Planted.grown(partition, offset, json.number("bytes", 0));
        }
        throw new BadControl("a planted line needs one of line, base64, malformed, bytes");
    }

    /** The bytes of {@code base64}. */
    static byte[] bytes(StrictObject json) {
        try {
            return Base64.getDecoder().decode(json.text("base64"));
        } catch (IllegalArgumentException e) {
            throw json.wrong("base64", "base64");
        }
    }
}
