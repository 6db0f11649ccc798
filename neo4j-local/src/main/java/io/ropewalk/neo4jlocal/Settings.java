package io.ropewalk.neo4jlocal;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * What the environment asks for.
 *
 * @param bind address to listen on
 * @param boltPort port there, 0 for any free one
 * @param data kept directory of the database; without one a temporary directory is used
 * @param pageCacheMib memory outside the heap for pages of the database
 * @param readOnly whether writes are refused, as they are in maintenance or on a full disk
 * @param exitWithParent whether the end of standard input ends the process
 */
record Settings(
        String bind,
        int boltPort,
        Optional<Path> data,
        int pageCacheMib,
        boolean readOnly,
        boolean exitWithParent) {

    static final String BIND = "ROPEWALK_NEO4J_BIND";
    static final String BOLT_PORT = "ROPEWALK_NEO4J_BOLT_PORT";
    static final String DATA = "ROPEWALK_NEO4J_DATA";
    static final String PAGE_CACHE = "ROPEWALK_NEO4J_PAGE_CACHE_MIB";
    static final String READ_ONLY = "ROPEWALK_NEO4J_READ_ONLY";
    static final String EXIT_WITH_PARENT = "ROPEWALK_NEO4J_EXIT_WITH_PARENT";

    /**
     * @throws StartFailure if the port is not a number from 0 to 65535, or the size none
     */
    static Settings from(Map<String, String> environment) {
        return new Settings(
                environment.getOrDefault(BIND, "127.0.0.1"),
                port(environment.getOrDefault(BOLT_PORT, "7687")),
                Optional.ofNullable(environment.get(DATA))
                        .filter(text -> !text.isBlank())
                        .map(Path::of),
                pageCache(environment.getOrDefault(PAGE_CACHE, "128")),
                Boolean.parseBoolean(environment.get(READ_ONLY)),
                Boolean.parseBoolean(environment.get(EXIT_WITH_PARENT)));
    }

    private static int pageCache(String text) {
        try {
            return Math.max(1, Integer.parseInt(text));
        } catch (NumberFormatException notANumber) {
            throw new StartFailure(
                    PAGE_CACHE + " must be a number of MiB, not '" + text + "'.", notANumber);
        }
    }

    private static int port(String text) {
        try {
            return new InetSocketAddress(Integer.parseInt(text)).getPort();
        } catch (IllegalArgumentException notAPort) {
            throw new StartFailure(
                    BOLT_PORT + " must be a port from 0 to 65535, not '" + text + "'.", notAPort);
        }
    }
}
