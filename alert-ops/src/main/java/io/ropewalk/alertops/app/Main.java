package io.ropewalk.alertops.app;

import io.quarkus.runtime.annotations.QuarkusMain;
import io.ropewalk.kit.start.Launcher;
import io.ropewalk.kit.state.StateTables;
import org.eclipse.microprofile.config.ConfigProvider;

/** Starts the service, or checks its audit: {@code verify-audit}. */
@QuarkusMain
public final class Main {

    private Main() {}

    public static void main(String... args) {
        if (args.length == 1 && args[0].equals(VerifyAudit.NAME)) {
            System.exit(VerifyAudit.run(ConfigProvider.getConfig(), System.out, System.err));
        }
        Launcher.run(StateTables::warmUp, args);
    }
}
