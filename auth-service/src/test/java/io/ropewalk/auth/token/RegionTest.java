package io.ropewalk.auth.token;

import static org.assertj.core.api.Assertions.assertThat;

import io.ropewalk.falcon.Region;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RegionTest {
    private static final SecretSource SECRET = () -> new Secret("s3cr3t");
    private static final String EU = "https://api.eu-1.crowdstrike.com/oauth2/token";

    @Test
    void asksUs1FirstAndGoesWhereTheVendorSays() {
        // Given
        var it = new BrokerFixture(new Cloud.Auto(), SECRET);
        livesInEurope(it);
        // When
        var answer = (TokenAnswer.Served) it.ask();
        // Then
        assertThat(it.vendor.asked)
                .extracting(FakeVendor.Asked::base)
                .containsExactly(Region.US_1.baseUrl(), Region.EU_1.baseUrl());
        assertThat(answer.token().baseUrl()).isEqualTo(Region.EU_1.baseUrl());
    }

    @Test
    void remembersTheRegion() {
        // Given
        var it = new BrokerFixture(new Cloud.Auto(), SECRET);
        livesInEurope(it);
        it.askToken();
        // When
        it.pass(Duration.ofMinutes(26));
        // Then
        assertThat(it.vendor.asked).hasSize(3);
        assertThat(it.vendor.asked.getLast().base()).isEqualTo(Region.EU_1.baseUrl());
    }

    @Test
    void believesTheRegionHeaderOfAGoodAnswer() {
        // Given
        var it = new BrokerFixture(new Cloud.Auto(), SECRET);
        it.vendor.answers(_ -> it.vendor.granted(1799, Optional.of("us-2")));
        // When
        var answer = (TokenAnswer.Served) it.ask();
        // Then
        assertThat(answer.token().baseUrl()).isEqualTo(Region.US_2.baseUrl());
    }

    @Test
    void doesNotBelieveTheRegionHeaderOfACustomHost() {
        // Given
        var it = new BrokerFixture();
        it.vendor.answers(_ -> it.vendor.granted(1799, Optional.of("us-2")));
        // When
        var answer = (TokenAnswer.Served) it.ask();
        // Then
        assertThat(answer.token().baseUrl()).isEqualTo(BrokerFixture.BASE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example/oauth2/token",
                "http://api.eu-1.crowdstrike.com/oauth2/token",
                "https://api.eu-1.crowdstrike.com.evil.example/oauth2/token",
                "https://api.eu-1.crowdstrike.com:8443/oauth2/token",
                "https://api.laggar.gcw.crowdstrike.com/oauth2/token"
            })
    void sendsTheSecretToNoHostOffTheListOfCommercialRegions(String location) {
        // Given
        var it = new BrokerFixture(new Cloud.Auto(), SECRET);
        it.vendor.fails(FakeVendor.elsewhere(location));
        // When
        String answer = it.askToken();
        // Then
        assertThat(answer).isEqualTo("none: bad-request");
        assertThat(it.vendor.asked).hasSize(1);
    }

    @Test
    void endsALoopOfRedirects() {
        // Given
        var it = new BrokerFixture(new Cloud.Auto(), SECRET);
        it.vendor.fails(FakeVendor.elsewhere(EU));
        // When
        it.askToken();
        // Then
        assertThat(it.vendor.asked).hasSize(3);
    }

    @Test
    void neverLeavesANamedRegionAndSaysWhichOneToSet() {
        // Given
        var it = new BrokerFixture(new Cloud.Fixed(Region.US_2), SECRET);
        it.vendor.fails(FakeVendor.elsewhere(EU));
        // When
        var answer = (TokenAnswer.Unavailable) it.ask();
        // Then
        assertThat(answer.why().message())
                .isEqualTo("This API client lives in another region: set cloud=eu-1.");
        assertThat(it.vendor.asked).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {EU, "https://falcon.test/oauth2/token"})
    void neverLeavesACustomHost(String location) {
        // Given
        var it = new BrokerFixture();
        it.vendor.fails(FakeVendor.elsewhere(location));
        // When
        String answer = it.askToken();
        // Then
        assertThat(answer).isEqualTo("none: bad-request");
        assertThat(it.vendor.asked)
                .extracting(FakeVendor.Asked::base)
                .containsExactly(BrokerFixture.BASE);
    }

    @Test
    void tellsAGovernmentCustomerThatItsCloudIsNotFound() {
        // Given
        var it = new BrokerFixture(new Cloud.Auto(), SECRET);
        it.vendor.fails(FakeVendor.wrongSecret());
        // When
        var answer = (TokenAnswer.Unavailable) it.ask();
        // Then
        assertThat(answer.why().message()).contains("cloud=us-gov-1 or us-gov-2");
    }

    @Test
    void asksForTheFlightControlChild() {
        // Given
        var child =
                new Tenant(
                        "child",
                        new Cloud.Fixed(Region.EU_1),
                        "client",
                        SECRET,
                        Optional.empty(),
                        Optional.of("cid-of-child"));
        var it = new BrokerFixture(List.of(child), Optional.empty());
        // When
        it.askToken();
        // Then
        assertThat(it.vendor.asked.getFirst().memberCid()).contains("cid-of-child");
        assertThat(it.vendor.asked.getFirst().base())
                .isEqualTo(URI.create("https://api.eu-1.crowdstrike.com"));
    }

    @Test
    void leavesOutAMessageThatRepeatsTheSecret() {
        // Given
        var it = new BrokerFixture();
        it.vendor.fails(
                new io.ropewalk.falcon.FalconResult.Rejected<>(
                        io.ropewalk.falcon.FalconFailure.of(
                                io.ropewalk.falcon.FailureCategory.VENDOR_DOWN, "proxy: s3cr3t"),
                        502,
                        ""));
        // When
        var answer = (TokenAnswer.Unavailable) it.ask();
        // Then
        assertThat(answer.toString()).doesNotContain("s3cr3t");
    }

    private static void livesInEurope(BrokerFixture it) {
        it.vendor.answers(asked ->
                asked.base().equals(Region.EU_1.baseUrl())
                        ? it.vendor.granted(1799, Optional.of("eu-1"))
                        : FakeVendor.elsewhere(EU));
    }
}
