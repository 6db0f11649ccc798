package io.ropewalk.stream.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which hosts belong to the API's; addresses that are wrong in other ways: DiscoveryTest. */
class FeedUrlsTest {
    private static boolean believed(String host, String api, URI... origins) {
        return new FeedUrls(List.of(origins))
                .objection(URI.create("https://" + host + "/v1/0"), URI.create("https://" + api))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "firehose.crowdstrike.com, api.crowdstrike.com",
        "firehose.us-2.crowdstrike.com, api.us-2.crowdstrike.com",
        "firehose.laggar.gcw.crowdstrike.com, api.laggar.gcw.crowdstrike.com",
        "firehose.us-gov-2.crowdstrike.mil, api.us-gov-2.crowdstrike.mil",
        "falcon.example.co.uk, falcon.example.co.uk",
        "127.0.0.1:8090, 127.0.0.1:8091"
    })
    void hostsOfOneCloudBelongTogether(String host, String api) {
        assertThat(believed(host, api)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "firehose.crowdstrike.mil, api.crowdstrike.com",
        "evil.co.uk, api.example.co.uk",
        "evil.example.co.uk, api.example.co.uk",
        "evil.example.com, api.example.com",
        "evilcrowdstrike.com, api.crowdstrike.com",
        "127.0.0.1.evil.example, 127.0.0.1"
    })
    void hostsThatMayBeSomebodyElsesDoNot(String host, String api) {
        assertThat(believed(host, api)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"firehose.example.co.uk, true", "evil.co.uk, false"})
    void aFurtherHostOfACustomCloudNeedsItsOrigin(String host, boolean expected) {
        var origin = URI.create("https://firehose.example.co.uk");
        assertThat(believed(host, "api.example.co.uk", origin)).isEqualTo(expected);
    }
}
