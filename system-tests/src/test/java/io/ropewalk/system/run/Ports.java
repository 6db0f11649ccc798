package io.ropewalk.system.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/** Ports that were free a moment ago. */
public final class Ports {
    private static final int LOWEST = 15_000;
    private static final int HIGHEST = 32_000;

    /** JVMs of tests that run at once, and the number of this one, from 1. */
    private static final int LANES = Integer.getInteger("ports.lanes", 1);

    private static final int LANE = Integer.getInteger("ports.lane", 1);
    private static final int PORTS_TRIED = 1_000;
    private static final Set<Integer> GIVEN = ConcurrentHashMap.newKeySet();

    private Ports() {}

    /**
     * Below the ports that the system hands out by itself, or a connection of anybody's could take
     * one before the service does. Each is given once, and those of another JVM of tests never: a
     * port is free until the service that it is for has started.
     */
    public static int free() {
        for (int tries = 0; tries < PORTS_TRIED; tries++) {
            int port = ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST);
            boolean ours = port % LANES == LANE % LANES;
            if (ours && GIVEN.add(port) && isFree(port)) {
                return port;
            }
        }
        throw new IllegalStateException("no free port in " + PORTS_TRIED + " tries");
    }

    private static boolean isFree(int port) {
        try (var _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return true;
        } catch (BindException taken) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A listener on some port of loopback, for as long as it is open. */
    public static ServerSocket taken() throws IOException {
        return new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    }
}
