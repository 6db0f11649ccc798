package io.ropewalk.stream.faults;

import static io.ropewalk.stream.faults.StreamRig.DISCOVERY;
import static io.ropewalk.stream.faults.StreamRig.FEEDS;
import static io.ropewalk.stream.faults.StreamRig.REFRESH;
import static io.ropewalk.stream.faults.StreamRig.soon;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.ropewalk.simulator.Fault;
import io.ropewalk.simulator.FaultRule;
import io.ropewalk.simulator.FeedFault;
import io.ropewalk.simulator.FeedFault.DescriptorKind;
import io.ropewalk.simulator.FeedFault.Ending;
import io.ropewalk.simulator.Scenario;
import io.ropewalk.simulator.Simulator;
import io.ropewalk.stream.testing.IdleProfile;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** F-36: who answers for Falcon and would like our tokens. */
@QuarkusTest
@TestProfile(IdleProfile.class)
class TrustFaultsTest {

    @ParameterizedTest
    @EnumSource(value = DescriptorKind.class, names = "OTHER_PATH", mode = EnumSource.Mode.EXCLUDE)
    void f36AHostileDescriptorIsNotOpened(DescriptorKind kind) {
        try (var rig = RigSetup.ofEvents(1, 60).start().run()) {
            rig.awaitAll();
            rig.with(FaultRule.always(DISCOVERY, new FeedFault.HostileDescriptor(kind)));
            long before = rig.feedRequests();

            // When
            rig.feed().close("0", Ending.CLEAN);

            // Then
            rig.awaitReason("0", ".");
            assertThat(rig.opens()).isOne();
            assertThat(rig.feedRequests()).isEqualTo(before);
            rig.simulator().clearFaults();
            rig.append("0");
            rig.awaitAll().andOnce();
        }
    }

    @Test
    void f36AnotherPathOfTheSameHostIsAskedForAndAnsweredWithNothing() {
        try (var rig = RigSetup.ofEvents(1, 60).start().run()) {
            rig.awaitAll();
            rig.with(DISCOVERY, new FeedFault.HostileDescriptor(DescriptorKind.OTHER_PATH));

            // When
            rig.feed().close("0", Ending.CLEAN);

            // Then
            soon().until(() -> rig.opens() == 2);
            assertThat(rig.requestsWith(404)).isOne();
            rig.simulator().clearRequests();
            rig.append("0");
            rig.awaitAll().andOnce();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 307, 308})
    void f36ARedirectOfTheFeedIsNotFollowed(int status) {
        try (var trap = Simulator.start(Scenario.ofHosts(1));
                var rig = RigSetup.ofEvents(1, 60).start()) {
            rig.with(FEEDS, new Fault.Redirect(status, trap.baseUri() + StreamRig.FEED + "0"));

            // When
            rig.run();

            // Then
            rig.awaitAll().andOnce();
            assertThat(rig.requestsWith(status)).isOne();
            assertThat(trap.requests()).isEmpty();
        }
    }

    @Test
    void f36ARedirectOfDiscoveryOrRefreshIsNotFollowed() {
        try (var trap = Simulator.start(Scenario.ofHosts(1));
                var rig =
                        RigSetup.ofEvents(1, 60)
                                .rules(it -> it.withInterval(OptionalLong.of(2)))
                                .start()) {
            rig.with(DISCOVERY, new Fault.Redirect(307, trap.baseUri() + DISCOVERY));
            rig.with(REFRESH, new Fault.Redirect(307, trap.baseUri() + "/elsewhere"));

            // When
            rig.run();

            // Then
            rig.awaitAll();
            soon().until(() -> rig.requestsWith(307) == 2);
            rig.append("0");
            rig.awaitAll().andOnce();
            assertThat(trap.requests()).isEmpty();
        }
    }
}
