package io.ropewalk.neo4jlocal;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;

/**
 * Starts Neo4j Community and prints one line, {@code bolt://127.0.0.1:<port>}, when it is ready.
 * Ends on SIGTERM, and with {@link Settings#EXIT_WITH_PARENT} also when standard input is closed.
 */
public final class Main {

    private Main() {}

    /** Exit code 1 and one sentence on standard error when the server cannot start. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        PrintStream ready = System.out;
        // Whatever a library prints must not stand beside the one line a parent process waits for.
        System.setOut(System.err);
        // Neo4j stops in our hook, where Log4j may no longer add one of its own.
        System.setProperty("log4j2.shutdownHookEnabled", "false");
        try {
            Settings settings = Settings.from(System.getenv());
            Neo4jServer server = Neo4jServer.start(settings);
            Runtime.getRuntime().addShutdownHook(new Thread(server::close, "neo4j-stop"));
            ready.println(server.boltUri());
            ready.flush();
            await(settings, System.in);
            System.exit(0);
        } catch (StartFailure failure) {
            // command line: prints on purpose
            System.err.println(failure.getMessage());
            // command line: end
            System.exit(1);
        }
    }

    private static void await(Settings settings, InputStream input)
            throws IOException, InterruptedException {
        if (settings.exitWithParent()) {
            input.transferTo(OutputStream.nullOutputStream());
        } else {
            Thread.currentThread().join();
        }
    }
}
