package io.ropewalk.simulator;

import io.ropewalk.simulator.feed.MalformedLine;
import java.time.Duration;

/**
 * What can go wrong with the event feed. Faults in lines and in how they travel last for the
 * session they fire on and do not change the truth: what they hide comes when it is read again.
 */
public sealed interface FeedFault extends Fault {

    /** Faults of one open feed; fire when it is opened. */
    sealed interface OnFeed extends FeedFault {}

    /** Faults in what discovery lists. */
    sealed interface OnDiscovery extends FeedFault {}

    /** Where chunks end. */
    enum SplitAt {
        /** After every byte. */
        BYTES,
        /** Inside every character of more than one byte. */
        UTF8,
        /** Between CR and LF; lines end with CR LF then. */
        CRLF,
        /** After some lines. */
        LINES
    }

    /** How a feed ends. */
    enum Ending {
        /** After a line, with the last chunk. */
        CLEAN,
        /** After a line, without the last chunk. */
        NO_LAST_CHUNK,
        /** TCP reset after a line. */
        RESET,
        /** Half a line, then the connection closes. */
        MID_LINE,
        /** Half a line, then TCP reset. */
        MID_LINE_RESET,
        /** A chunk shorter than announced. */
        MID_CHUNK,
        /** A whole line without its end, then the last chunk. */
        NO_LINE_END
    }

    /** What is wrong with a descriptor. */
    enum DescriptorKind {
        /** The URLs are http, on another host of the same name space. */
        HTTP_DOWNGRADE,
        /** The URLs lead to another domain. */
        OTHER_DOMAIN,
        /** The URLs lead to the caller's own machine. */
        LOCALHOST,
        /** The URLs have another path. */
        OTHER_PATH,
        /** The URLs carry a user name that looks like the host. */
        USER_INFO,
        /** The URLs are no URLs. */
        GARBAGE
    }

    /** So many bytes at a time with a pause, in real time, after each. */
    record FeedDrip(int bytes, Duration pause) implements OnFeed {
        public FeedDrip {
            if (bytes < 1) {
                throw new IllegalArgumentException("bytes must be at least 1");
            }
        }
    }

    /** Chunks that end in awkward places; {@code lines} counts for {@link SplitAt#LINES}. */
    record FeedSplit(SplitAt at, int lines) implements OnFeed {
        public FeedSplit {
            if (lines < 1) {
                throw new IllegalArgumentException("lines must be at least 1");
            }
        }
    }

    /** The feed ends after some lines or, where that is not negative, some bytes of its body. */
    record FeedCut(long afterLines, long afterBytes, Ending how) implements OnFeed {}

    /** No events after some lines; with keep-alives or without. */
    record FeedSilence(long afterLines, boolean keepAlives) implements OnFeed {}

    /** A gzip body nobody asked for; with a bomb of so many megabytes in it, if not 0. */
    record FeedGzip(int bombMegabytes) implements OnFeed {
        public FeedGzip {
            if (bombMegabytes < 0 || bombMegabytes > 4096) {
                throw new IllegalArgumentException("bombMegabytes must lie between 0 and 4096");
            }
        }
    }

    /** An event grown to so many megabytes, valid otherwise, in place of the one there. */
    record FeedLongLine(long afterLines, int megabytes) implements OnFeed {
        public FeedLongLine {
            if (megabytes < 1 || megabytes > 256) {
                throw new IllegalArgumentException("megabytes must lie between 1 and 256");
            }
        }
    }

    /** A broken line after some lines: an extra one, or in place of the event there. */
    record FeedMalformed(MalformedLine kind, long afterLines, boolean replaces) implements OnFeed {}

    /** The last lines once more. */
    record FeedDuplicate(long afterLines, int lines) implements OnFeed {}

    /** One line comes so many lines late. */
    record FeedOutOfOrder(long afterLines, int distance) implements OnFeed {}

    /** Some events are left out. */
    record FeedGap(long afterLines, int lines) implements OnFeed {}

    /** The last offsets once more, on events with later times. */
    record FeedRegression(long afterLines, int lines) implements OnFeed {}

    /** Someone else opens a feed under the same appId: its audit event is appended. */
    record FeedForeignReader() implements OnFeed {}

    /** Descriptors that lead elsewhere. */
    record HostileDescriptor(DescriptorKind kind) implements OnDiscovery {}

    /** Fewer partitions listed than there are, or some that do not exist. */
    record PartitionCount(int by) implements OnDiscovery {}
}
