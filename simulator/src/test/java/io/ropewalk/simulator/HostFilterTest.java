package io.ropewalk.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Filters judged by the records themselves. */
class HostFilterTest {
    private static final List<JsonNode> ALL = new ArrayList<>();

    private static Simulator simulator;
    private static SimClient client;

    @BeforeAll
    static void start() {
        simulator = Simulator.start(Scenario.ofHosts(2000));
        client = SimClient.of(simulator);
        SimClient.json(client.get(SimClient.COMBINED + "?limit=10000"))
                .get("resources")
                .forEach(ALL::add);
        simulator.clock().set(simulator.scenario().asOf());
        simulator.clock().freeze(true);
    }

    @AfterAll
    static void stop() {
        simulator.close();
    }

    @Test
    void equality() {
        finds("platform_name:'Windows'", host -> text(host, "platform_name").equals("Windows"));
        finds("platform_name:'windows'", host -> text(host, "platform_name").equals("Windows"));
    }

    @Test
    void negationAlsoFindsHostsWithoutTheField() {
        finds(
                "service_provider:!'AWS_EC2_V2'",
                host -> !text(host, "service_provider").equals("AWS_EC2_V2"));
    }

    @Test
    void listsAndCombinations() {
        finds(
                "platform_name:['Linux','Mac']+status:'normal'",
                host ->
                        !text(host, "platform_name").equals("Windows")
                                && text(host, "status").equals("normal"));
        finds(
                "platform_name:'Mac',service_provider:'GCP'+status:'normal'",
                host ->
                        text(host, "platform_name").equals("Mac")
                                || (text(host, "service_provider").equals("GCP")
                                        && text(host, "status").equals("normal")));
        finds(
                "(platform_name:'Mac',platform_name:'Linux')+reduced_functionality_mode:'yes'",
                host ->
                        !text(host, "platform_name").equals("Windows")
                                && text(host, "reduced_functionality_mode").equals("yes"));
    }

    @Test
    void wildcards() {
        finds("hostname:'WKS*'", host -> text(host, "hostname").startsWith("WKS"));
        finds("hostname:'*a'", host -> text(host, "hostname").endsWith("a"));
        finds("hostname:'*KS*'", _ -> false);
    }

    @Test
    void timesRelativeToTheClock() {
        var bound = simulator.clock().instant().minusSeconds(7 * 86_400).toString();
        finds("last_seen:>'now-7d'", host -> text(host, "last_seen").compareTo(bound) > 0);
        finds(
                "last_seen:<='" + bound + "'",
                host -> host.has("last_seen") && text(host, "last_seen").compareTo(bound) <= 0);
    }

    @Test
    void tagsMatchExactly() {
        finds(
                "tags:'FalconGroupingTags/pci'",
                host -> SimClient.texts(host.get("tags")).contains("FalconGroupingTags/pci"));
        finds("tags:'falcongroupingtags/pci'", _ -> false);
    }

    @Test
    void deviceIdsFindTheirHosts() {
        var id = text(ALL.get(17), "device_id");
        finds("device_id:['" + id + "']", host -> text(host, "device_id").equals(id));
    }

    private static void finds(String filter, Predicate<JsonNode> expected) {
        var found =
                SimClient.json(
                        client.get(
                                SimClient.COMBINED
                                        + "?limit=10000&filter="
                                        + SimClient.encoded(filter)));
        assertThat(ids(found.get("resources").valueStream().toList()))
                .isEqualTo(ids(ALL.stream().filter(expected).toList()));
    }

    private static List<String> ids(List<JsonNode> hosts) {
        return hosts.stream().map(host -> text(host, "device_id")).toList();
    }

    private static String text(JsonNode host, String field) {
        return host.path(field).asText();
    }
}
