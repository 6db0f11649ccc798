package io.ropewalk.falcon.planted;

import io.ropewalk.simulator.planted.Simulated;

/** Breaches of the dependency rules by the client's model, and one type that breaks none. */
public final class Planted {
    private Planted() {}

    public interface Model {
        String name();
    }

    public interface UsesQuarkus {
        io.quarkus.planted.Framework framework();
    }

    public interface UsesSmallRye {
        io.smallrye.planted.Framework framework();
    }

    public interface UsesJakarta {
        jakarta.planted.Framework framework();
    }

    public interface UsesVertx {
        io.vertx.planted.Framework framework();
    }

    public interface UsesSimulator {
        Simulated simulated();
    }
}
