package io.ropewalk.stream.feed;

import io.ropewalk.alertops.triage.Triage;
import io.ropewalk.falcon.planted.Planted;
import io.ropewalk.falcon.planted.wire.Wired;
import io.ropewalk.kit.planted.Kit;
import io.ropewalk.simulator.planted.Simulated;
import io.ropewalk.stream.app.Wiring;
import io.ropewalk.stream.config.Config;
import io.ropewalk.stream.delivery.Delivery;
import io.ropewalk.stream.feed.file.FileAdapter;
import java.util.List;

/** Logic of a planted service: breaches of the dependency rules, and one type that breaks none. */
public final class Feed {
    private Feed() {}

    public interface Sound {
        List<Planted.Model> models();

        byte[][] bytes();

        Sound[] others();
    }

    public interface UsesFramework {
        jakarta.planted.Framework framework();
    }

    public interface UsesWire {
        Wired wired();
    }

    public interface UsesKit {
        Kit kit();
    }

    public interface UsesOwnAdapter {
        FileAdapter adapter();
    }

    public interface UsesConfig {
        Config config();
    }

    public interface UsesWiring {
        Wiring wiring();
    }

    public interface UsesOtherService {
        Triage triage();
    }

    public interface UsesSimulator {
        Simulated simulated();
    }

    public interface UsesDelivery {
        Delivery.Sound delivery();
    }
}
