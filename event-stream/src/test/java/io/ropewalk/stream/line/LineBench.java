package io.ropewalk.stream.line;

import java.io.ByteArrayOutputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Measures framing beside its limit, a loop that only finds the line ends of the same reads, both
 * in CPU time of the thread, so that a busy machine disturbs little; the best round counts. Not a
 * test: run it after {@code ./mvnw -Dquick -pl event-stream -am test-compile} with
 *
 * <pre>{@code
 * java -XX:+UseSerialGC -cp event-stream/target/classes:event-stream/target/test-classes \
 *     io.ropewalk.stream.line.LineBench [rounds]
 * }</pre>
 */
final class LineBench {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final int FEED_BYTES = 8 << 20;
    private static final int PASSES = 20;

    private final byte[] feed;
    private final int lines;
    private final int read;

    private LineBench(byte[] feed, int read) {
        this.feed = feed;
        this.read = read;
        int ends = 0;
        for (byte b : feed) {
            ends += b == '\n' ? 1 : 0;
        }
        lines = ends;
    }

    public static void main(String[] args) {
        int rounds = args.length > 0 ? Integer.parseInt(args[0]) : 12;
        for (String kind : new String[] {"detection", "audit", "command lines", "japanese"}) {
            for (int read : new int[] {256 * 1024, 16 * 1024}) {
                new LineBench(feed(kind), read).run(kind, rounds);
            }
        }
    }

    private void run(String kind, int rounds) {
        long bare = Long.MAX_VALUE;
        long framing = Long.MAX_VALUE;
        for (int round = 0; round < rounds; round++) {
            bare = Math.min(bare, time(this::findLineEnds));
            framing = Math.min(framing, time(this::frame));
        }
        System.out.printf(
                Locale.ROOT,
                "%s, %d byte lines, %d KiB reads: bare %s; framing %s; ratio %.2f%n",
                kind,
                feed.length / lines,
                read / 1024,
                rate(bare),
                rate(framing),
                (double) bare / framing);
    }

    private static long time(Runnable pass) {
        long start = THREADS.getCurrentThreadCpuTime();
        for (int i = 0; i < PASSES; i++) {
            pass.run();
        }
        return THREADS.getCurrentThreadCpuTime() - start;
    }

    private String rate(long nanos) {
        return String.format(
                Locale.ROOT,
                "%,.0f lines/s %.2f GB/s",
                1e9 * lines * PASSES / nanos,
                1.0 * feed.length * PASSES / nanos);
    }

    /** The limit: the bytes are brought as a socket brings them, and the ends are found. */
    private void findLineEnds() {
        byte[] buffer = new byte[256 * 1024 + Swar.SLACK];
        int found = 0;
        for (int at = 0; at < feed.length; at += read) {
            int n = Math.min(read, feed.length - at);
            System.arraycopy(feed, at, buffer, 0, n);
            buffer[n] = '\n';
            for (int i = Swar.lineFeed(buffer, 0); i < n; i = Swar.lineFeed(buffer, i + 1)) {
                found++;
            }
        }
        check(found);
    }

    private void frame() {
        LineFramer framer = new LineFramer(1 << 20);
        int found = 0;
        int n;
        for (int at = 0; at < feed.length; at += n) {
            n = Math.min(Math.min(read, framer.space()), feed.length - at);
            System.arraycopy(feed, at, framer.buffer(), framer.position(), n);
            Framed framed = framer.took(n);
            found += framed.events().size();
        }
        check(found);
    }

    private void check(int found) {
        if (found != lines) {
            throw new IllegalStateException(found + " lines of " + lines);
        }
    }

    private static byte[] feed(String kind) {
        ByteArrayOutputStream feed = new ByteArrayOutputStream();
        for (long offset = 700_000_000; feed.size() < FEED_BYTES; offset++) {
            feed.writeBytes(line(kind, offset).getBytes(StandardCharsets.UTF_8));
        }
        return feed.toByteArray();
    }

    private static String line(String kind, long offset) {
        String event =
                switch (kind) {
                    case "audit" -> audit();
                    case "command lines" ->
                            "{\"CommandLine\":\"%s\"}".formatted("C:\\\\a b /c ".repeat(110));
                    case "japanese" -> "{\"Text\":\"%s\"}".formatted("日本語の文章です。".repeat(50));
                    default -> detection(offset);
                };
        return """
        {"metadata":{"customerIDString":"0123456789abcdef0123456789abcdef","offset":%d,\
        "eventType":"%s","eventCreationTime":1733000%06d,"version":"1.0"},"event":%s}\r
        """
                .formatted(
                        offset,
                        kind.equals("audit")
                                ? "AuthActivityAuditEvent"
                                : "EppDetectionSummaryEvent",
                        offset % 1_000_000,
                        event);
    }

    private static String detection(long n) {
        return """
        {"ProcessStartTime":1733000000,"ProcessEndTime":0,"ProcessId":%d,\
        "ParentProcessId":1719309930613520072,"Hostname":"WS-%05d","UserName":"jane.doe",\
        "Name":"Suspicious script host","Description":"A process ran a script in a way \
        that is often seen when somebody tries to get a foothold on a host.",\
        "Severity":50,"SeverityName":"Medium","FileName":"powershell.exe",\
        "FilePath":"\\\\Device\\\\HarddiskVolume3\\\\Windows\\\\System32\\\\WindowsPowerShell\\\\v1.0",\
        "CommandLine":"powershell.exe -NoProfile -ExecutionPolicy Bypass -File C:\\\\Temp\\\\x%d.ps1",\
        "SHA256String":"9f914d42706fe215501044acd85a32d58aaef1419d404fddfa5d3b48f66ccd9f",\
        "MD5String":"7353f60b1739074eb17c5f4dddefe239","MachineDomain":"CORP",\
        "AgentId":"aaaabbbbccccddddeeeeffff00001111","LocalIP":"10.1.2.3",\
        "MACAddress":"00-11-22-33-44-55","Tactic":"Execution","Technique":"PowerShell",\
        "Objective":"Follow Through","PatternDispositionDescription":"Detection, standard \
        detection.","PatternDispositionValue":0,"PatternDispositionFlags":{"Indicator":false,\
        "Detect":false,"InddetMask":false,"SensorOnly":false,"KillProcess":false},\
        "CompositeId":"0123456789abcdef0123456789abcdef:ind:aaaabbbbccccddddeeeeffff00001111:\
        %d-10150-12560","FalconHostLink":"https://falcon.example.com/activity-v2/detections/\
        0123456789abcdef","Tags":["a","b"],"ParentImageFileName":"explorer.exe"}\
        """
                .formatted(n * 2_500_000_000L, n % 100_000, n, n);
    }

    private static String audit() {
        return """
        {"UserId":"api-client-id:0123456789abcdef","UserIp":"10.0.0.1","OperationName":\
        "streamStarted","ServiceName":"Crowdstrike Streaming API","Success":true,\
        "UTCTimestamp":1733000000,"AuditKeyValues":[{"Key":"partition","ValueString":"0"},\
        {"Key":"offset","ValueString":"-1"},{"Key":"appId","ValueString":"ropewalk"}]}\
        """;
    }
}
