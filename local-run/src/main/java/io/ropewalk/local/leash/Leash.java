package io.ropewalk.local.leash;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * A Java agent that ends its program, in the ordinary way with all shutdown hooks, when standard
 * input ends. Whoever started the program holds the other end of that pipe, and the operating
 * system closes it even when the holder was killed with SIGKILL and could run no hook of its own.
 */
public final class Leash {

    /** The exit code of a program that lost its parent: that of SIGTERM. */
    private static final int ORPHANED = 143;

    private Leash() {}

    /** Called by the JVM before the program's own main. */
    public static void premain(String arguments) {
        InputStream input = System.in;
        Thread.ofPlatform().daemon().name("leash").start(() -> follow(input));
    }

    private static void follow(InputStream input) {
        try {
            input.transferTo(OutputStream.nullOutputStream());
        } catch (IOException _) {
            // A pipe that cannot be read has no one at its other end.
        }
        System.exit(ORPHANED);
    }
}
