package io.ropewalk.alertops.app;

import io.quarkus.runtime.annotations.QuarkusMain;
import io.ropewalk.kit.start.Launcher;

/** Starts the service. */
@QuarkusMain
public final class Main {

    private Main() {}

    public static void main(String... args) {
        Launcher.run(args);
    }
}
