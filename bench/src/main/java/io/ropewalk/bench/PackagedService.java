package io.ropewalk.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * A packaged service as an image has it: its folder and the java that runs it.
 *
 * @param java the executable
 * @param folder with {@code quarkus-run.jar}
 */
record PackagedService(Service service, Path java, Path folder) {
    private static final long START_NANOS = TimeUnit.MINUTES.toNanos(2);
    private static final Duration STOP = Duration.ofMinutes(5);
    private static final int PROBE_MILLIS = 2;

    /** What compilers took for the job is given back by then; what is left is held. */
    private static final Duration HELD = Duration.ofSeconds(10);

    private static final Pattern OWN_ACCOUNT = Pattern.compile("started in ([0-9.]+)s");
    private static final byte[] PROBE =
            "GET /q/health/ready HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
                    .getBytes(StandardCharsets.US_ASCII);

    /**
     * What one process took.
     *
     * @param ready seconds from the start of the process to the first 200 of the ready probe
     * @param own seconds by the account of Quarkus, which begins when the JVM runs it
     * @param processor seconds of processor time until ready, by all threads
     * @param idle bytes resident when ready
     * @param resident bytes resident ten seconds after the first job
     * @param most bytes ever resident
     */
    record Figures(
            double ready, double own, double processor, long idle, long resident, long most) {}

    /** The options its image has, from the file they are kept in. */
    static List<String> imageOptions(Path root) {
        return List.of("@" + root.resolve("deploy/images/jvm.options"));
    }

    /**
     * Starts it, has it do the job, and ends it.
     *
     * @param options of the JVM
     */
    Figures measure(StartRig rig, FirstJob job, List<String> options)
            throws IOException, InterruptedException {
        Path state = IocRig.freshState();
        int port = Part.freePort();
        int management = Part.freePort();
        var environment = rig.environment(service, port, management, state);
        job.prepare(service);
        var command = new ArrayList<String>();
        command.add(java.toString());
        command.addAll(options);
        command.addAll(List.of("-jar", folder.resolve("quarkus-run.jar").toString()));
        long begin = System.nanoTime();
        try (var part = Part.begin(service.module(), command, environment, folder)) {
            awaitReady(part, management);
            double ready = (System.nanoTime() - begin) / 1e9;
            double processor = part.processorSeconds();
            long idle = part.residentBytes();
            job.run(service, port);
            Thread.sleep(HELD.toMillis());
            long resident = part.residentBytes();
            long most = part.peakResidentBytes();
            double own = ownAccount(part.log());
            part.terminate(STOP);
            return new Figures(ready, own, processor, idle, resident, most);
        } finally {
            IocRig.forget(state);
        }
    }

    /** Looks often and cheaply, because it shares the processors with what it measures. */
    private static void awaitReady(Part part, int management)
            throws IOException, InterruptedException {
        var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), management);
        long end = System.nanoTime() + START_NANOS;
        while (!isReady(address)) {
            part.check();
            if (System.nanoTime() > end) {
                throw new IOException("not ready after two minutes, see " + part.log());
            }
            Thread.sleep(PROBE_MILLIS);
        }
    }

    private static boolean isReady(InetSocketAddress address) {
        try (var socket = new Socket()) {
            socket.connect(address, 1_000);
            socket.getOutputStream().write(PROBE);
            byte[] status = socket.getInputStream().readNBytes("HTTP/1.1 200".length());
            return new String(status, StandardCharsets.US_ASCII).endsWith(" 200");
        } catch (IOException _) {
            return false; // not listening yet
        }
    }

    private static double ownAccount(Path log) throws IOException {
        var found = OWN_ACCOUNT.matcher(Files.readString(log));
        if (!found.find()) {
            throw new IOException("the service does not tell when it was started, see " + log);
        }
        return Double.parseDouble(found.group(1));
    }
}
