package io.ropewalk.ioc.races;

import io.ropewalk.ioc.opencti.OpenCti;
import java.io.IOException;
import java.util.Optional;

/** A way to OpenCTI that a process has as long as it lives. */
record MortalOpenCti(OpenCti real, Life life) implements OpenCti {

    @Override
    public void register() throws IOException {
        life.step();
        real.register();
        life.step();
    }

    @Override
    public Optional<String> ping(Optional<String> position) throws IOException {
        life.step();
        Optional<String> kept = real.ping(position);
        life.step();
        return kept;
    }
}
