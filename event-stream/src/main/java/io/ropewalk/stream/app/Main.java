package io.ropewalk.stream.app;

import io.quarkus.runtime.annotations.QuarkusMain;
import io.ropewalk.kit.start.Launcher;
import io.ropewalk.kit.state.StateTables;

/** Starts the service. */
@QuarkusMain
public final class Main {

    private Main() {}

    public static void main(String... args) {
        Launcher.run(StateTables::warmUp, args);
    }
}
