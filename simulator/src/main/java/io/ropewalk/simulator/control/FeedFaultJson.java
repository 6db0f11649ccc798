package io.ropewalk.simulator.control;

import static java.util.Map.entry;

import io.ropewalk.simulator.Fault;
import io.ropewalk.simulator.FeedFault;
import io.ropewalk.simulator.FeedFault.DescriptorKind;
import io.ropewalk.simulator.FeedFault.Ending;
import io.ropewalk.simulator.FeedFault.SplitAt;
import io.ropewalk.simulator.control.FaultJson.Kind;
import io.ropewalk.simulator.feed.MalformedLine;
import java.time.Duration;
import java.util.Map;

/** The faults of the event feed among the types of {@link FaultJson}. */
final class FeedFaultJson {
    private static final String AFTER = "afterLines";
    private static final String LINES = "lines";

    static final Map<String, Kind> KINDS =
            Map.ofEntries(
                    entry(
                            "redirect",
                            FaultJson.kind(FeedFaultJson::redirect, "status", "location")),
                    entry("feed-drip", FaultJson.kind(FeedFaultJson::drip, "bytes", "pause")),
                    entry("feed-split", FaultJson.kind(FeedFaultJson::split, "at", LINES)),
                    entry(
                            "feed-cut",
                            FaultJson.kind(FeedFaultJson::cut, AFTER, "afterBytes", "how")),
                    entry(
                            "feed-silence",
                            FaultJson.kind(FeedFaultJson::silence, AFTER, "keepAlives")),
                    entry("feed-gzip", FaultJson.kind(FeedFaultJson::gzip, "bombMegabytes")),
                    entry(
                            "feed-long-line",
                            FaultJson.kind(FeedFaultJson::longLine, AFTER, "megabytes")),
                    entry(
                            "feed-malformed",
                            FaultJson.kind(FeedFaultJson::malformed, "kind", AFTER, "replaces")),
                    entry("feed-duplicate", FaultJson.kind(FeedFaultJson::duplicate, AFTER, LINES)),
                    entry(
                            "feed-out-of-order",
                            FaultJson.kind(FeedFaultJson::order, AFTER, "distance")),
                    entry("feed-gap", FaultJson.kind(FeedFaultJson::gap, AFTER, LINES)),
                    entry(
                            "feed-regression",
                            FaultJson.kind(FeedFaultJson::regression, AFTER, LINES)),
                    entry(
                            "feed-foreign-reader",
                            FaultJson.kind(_ -> new FeedFault.FeedForeignReader())),
                    entry("hostile-descriptor", FaultJson.kind(FeedFaultJson::hostile, "kind")),
                    entry("partition-count", FaultJson.kind(FeedFaultJson::count, "by")));

    private FeedFaultJson() {}

    private static Fault redirect(StrictObject json) {
        return new Fault.Redirect(
                json.number("status", 307), json.text("location", "http://localhost:9/"));
    }

    private static Fault drip(StrictObject json) {
        return new FeedFault.FeedDrip(
                json.number("bytes", 1), json.duration("pause", Duration.ofMillis(100)));
    }

    private static Fault split(StrictObject json) {
        return new FeedFault.FeedSplit(
                json.choice("at", SplitAt.class, SplitAt.BYTES), json.number(LINES, 3));
    }

    private static Fault cut(StrictObject json) {
        return new FeedFault.FeedCut(
                json.bigNumber(AFTER, 0),
                json.bigNumber("afterBytes", -1),
                json.choice("how", Ending.class, Ending.CLEAN));
    }

    private static Fault silence(StrictObject json) {
        return new FeedFault.FeedSilence(json.bigNumber(AFTER, 0), json.flag("keepAlives", true));
    }

    private static Fault gzip(StrictObject json) {
        return new FeedFault.FeedGzip(json.number("bombMegabytes", 0));
    }

    private static Fault longLine(StrictObject json) {
        return new FeedFault.FeedLongLine(json.bigNumber(AFTER, 0), json.number("megabytes", 1));
    }

    private static Fault malformed(StrictObject json) {
        return new FeedFault.FeedMalformed(
                json.choice("kind", MalformedLine.class, MalformedLine.PLAIN_TEXT),
                json.bigNumber(AFTER, 0),
                json.flag("replaces", false));
    }

    private static Fault duplicate(StrictObject json) {
        return new FeedFault.FeedDuplicate(json.bigNumber(AFTER, 1), json.number(LINES, 1));
    }

    private static Fault order(StrictObject json) {
        return new FeedFault.FeedOutOfOrder(json.bigNumber(AFTER, 1), json.number("distance", 1));
    }

    private static Fault gap(StrictObject json) {
        return new FeedFault.FeedGap(json.bigNumber(AFTER, 1), json.number(LINES, 1));
    }

    private static Fault regression(StrictObject json) {
        return new FeedFault.FeedRegression(json.bigNumber(AFTER, 1), json.number(LINES, 1));
    }

    private static Fault hostile(StrictObject json) {
        return new FeedFault.HostileDescriptor(
                json.choice("kind", DescriptorKind.class, DescriptorKind.OTHER_DOMAIN));
    }

    private static Fault count(StrictObject json) {
        return new FeedFault.PartitionCount(json.number("by", -1));
    }
}
