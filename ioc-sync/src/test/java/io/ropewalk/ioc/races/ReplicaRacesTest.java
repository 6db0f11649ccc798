package io.ropewalk.ioc.races;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.ropewalk.ioc.testing.ServiceResource;
import io.ropewalk.ioc.testing.TestDatabase;
import io.ropewalk.kit.state.StateDatabase;
import io.ropewalk.simulator.ioc.Ioc;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** Two replicas over one PostgreSQL. The number is that of docs/ioc-races.md. */
@QuarkusTest
@QuarkusTestResource(ServiceResource.class)
class ReplicaRacesTest {

    @Test
    void r26TheSecondReplicaWaitsAndTakesOver() throws IOException {
        try (var server = EmbeddedPostgres.start();
                var databases = new TestDatabase.Postgresql(server)) {
            StateDatabase shared = databases.empty();
            var setup = new SimulatedMirror.Setup(true, 100, 1000, () -> shared);
            try (var rig = new SimulatedMirror(setup).start()) {
                rig.put(Claim.of(1, rig.tick(), "v1.example"));
                rig.settle();
                // When
                var second = rig.another("second");
                rig.put(Claim.of(2, rig.tick(), "v2.example"));
                rig.settle();
                // Then
                assertThat(second.mirror().isWorking()).isFalse();
                assertThat(rig.openCti().connectors()).hasSize(1);
                // When the first dies and its lease has run out
                rig.kill();
                rig.goOnWith(second);
                rig.eventually("the second takes over", second.mirror()::isWorking);
                rig.openCti().delete(Claim.id(1));
                rig.put(Claim.of(3, rig.tick(), "v3.example"));
                rig.settle();
                // Then
                assertThat(rig.iocs().all())
                        .extracting(Ioc::value)
                        .containsExactly("v2.example", "v3.example");
                assertThat(rig.writes()).as("creations and a deletion").isEqualTo(4);
            }
        }
    }
}
